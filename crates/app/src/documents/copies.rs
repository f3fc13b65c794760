//! Copies of a document that was issued: the set that is served with it, and the one that may be published.
use documents_crate::{Leaf, Mark};
use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::{CaseType, Publish, SetPart};
use domain::cases::{Case, Issued};
use kernel::id::DocumentId;

use super::{File, pdf, redacted};
use crate::{Answer, App, Asker, Error};

/// The sheets of a set that are set anew, as parts of the documents' folder; with a document beside them.
const STUB: &str = "set/stub.typ";
const RECEIPT: &str = "set/receipt.typ";

impl App {
    /// Everything that is printed of a document that is served, from its one record: stub, copy, original, receipt.
    ///
    /// # Errors
    /// As [`App::document`]; [`Error::NotFound`] when it is not served, or its kind of case has no such sheets.
    pub async fn document_set(&self, asker: &Asker, id: DocumentId) -> Answer<File> {
        let (case, issued, original) = self.issued_as(asker, id).await?;
        let case_type = self.case_type(&case.case_type, &case.variant)?;
        let rule = case_type.document(&issued.kind).filter(|rule| !rule.set.is_empty()).ok_or(Error::NotFound)?;
        if let Some(person) = case.person() {
            self.log_read(asker, person, ("read-document", &original.name)).await?;
        }
        let mut parts = vec![];
        for part in &rule.set {
            parts.push(match part {
                SetPart::Stub => (self.sheet(asker, (&case, case_type), (&issued, STUB)).await?, None),
                SetPart::Receipt => (self.sheet(asker, (&case, case_type), (&issued, RECEIPT)).await?, None),
                SetPart::Copy => (original.bytes.clone(), Some(Mark::Copy)),
                SetPart::Original => (original.bytes.clone(), None),
            });
        }
        let (app, title, on) = (self.clone(), rule.label.zh.clone(), issued.on);
        let bound = tokio::task::spawn_blocking(move || {
            let leaves: Vec<Leaf<'_>> =
                parts.iter().map(|(pdf, mark)| Leaf { title: &title, pdf, mark: *mark, first: None }).collect();
            app.parts().press.bind(&leaves, &title, on)
        });
        let bound = bound.await.map_err(Error::fault)?.map_err(Error::fault)?;
        Ok(pdf(original.name.replace(".pdf", "-set.pdf"), bound))
    }

    /// A sheet beside a document, set from the case as it was when the document was issued.
    async fn sheet(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        (issued, template): (&Issued, &str),
    ) -> Answer<Vec<u8>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let then = self.store().case_at(&allowed, case.id, issued.version).await?.ok_or(Error::NotFound)?;
        let values = self.placed(&allowed, (&then, case_type), issued).await?;
        let source = part(case_type, template)?;
        Ok(self.set((case_type, &source), values, (template, issued.on)).await?.pdf)
    }

    /// The document without names, for the web: only where the pack lets its kind be published and it is known that nothing
    /// speaks against it.
    ///
    /// # Errors
    /// As [`App::document`]; [`Error::NotFound`] for a kind that is never published, `DOC-007` where something speaks
    /// against it or is not known.
    pub async fn public_copy(&self, asker: &Asker, id: DocumentId) -> Answer<File> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let (case, issued, original) = self.issued_as(asker, id).await?;
        let case_type = self.case_type(&case.case_type, &case.variant)?;
        let rule = case_type.document(&issued.kind).ok_or(Error::NotFound)?;
        let publish = rule.publish.as_ref().ok_or(Error::NotFound)?;
        self.publishable((&case, case_type), publish, asker)?;
        if let Some(person) = case.person() {
            self.log_read(asker, person, ("read-document", &original.name)).await?;
        }
        let then = self.store().case_at(&allowed, case.id, issued.version).await?.ok_or(Error::NotFound)?;
        let values = self.placed(&allowed, (&then, case_type), &issued).await?;
        let values = redacted(case_type, &values);
        let printed = self.set((case_type, &rule.template), values, (&rule.label.zh, issued.on)).await?;
        Ok(pdf(original.name.replace(".pdf", "-public.pdf"), printed))
    }

    /// What speaks against publishing is judged by everything known today, not only by what was known then.
    fn publishable(&self, (case, case_type): (&Case, &CaseType), publish: &Publish, asker: &Asker) -> Answer<()> {
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        publish.check(&facts).map_err(|refusal| self.called(case_type, refusal).into())
    }
}

/// What documents of the kind of case share, by its name.
pub(super) fn part(case_type: &CaseType, name: &str) -> Answer<String> {
    let bytes = case_type.document_parts.get(name).ok_or(Error::NotFound)?;
    String::from_utf8(bytes.clone()).map_err(Error::fault)
}
