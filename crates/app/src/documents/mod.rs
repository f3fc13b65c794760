//! Documents of cases: printed by a job from the case as it was when they were issued, read by who may see the case.

mod bound;
mod copies;
mod data;
mod many;
mod redact;

use documents_crate::press::{Job, Printed};
use domain::access::action::SeeCases;
use domain::access::{Act, Actor, permit};
use domain::case_types::CaseType;
use domain::cases::Issued;
use jiff::civil::Date;
use kernel::id::{CaseId, DocumentId, DocumentKind};
use kernel::{Language, Refusal};
use law::facts::DataClass;

use crate::{Answer, App, Asker, Error};

pub use data::{Around, data};
pub(crate) use many::ASKED;
pub use many::{PrintRun, Printable, Unprinted};
pub use redact::redacted;

/// A file to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its kind, e.g. `application/pdf`.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl App {
    /// The file `id`, for who may see personal text of its case: it names whom it is about, and that somebody read it is
    /// on record before it is handed over.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the case is out of reach, `ACC-001` when only its state and sums are for the asker to see.
    pub async fn document(&self, asker: &Asker, id: DocumentId) -> Answer<File> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let (file, bytes) = self.store().document_file(&allowed, id).await?.ok_or(Error::NotFound)?;
        if self.store().case_class(&allowed, file.case).await? < DataClass::Personal {
            return Err(Refusal::new("ACC-001").into());
        }
        let rows = self.store().case_rows(&allowed, &[file.case]).await?;
        if let Some(person) = rows.first().and_then(|row| row.person) {
            self.log_read(asker, person, ("read-document", &file.name)).await?;
        }
        Ok(File { name: file.name, media_type: file.media_type, bytes })
    }

    /// Prints every document of `case` that has no file yet; does nothing for those that have one. Answers how many.
    ///
    /// # Errors
    /// When a template or the database fails; what was printed before stays.
    pub async fn print_documents(&self, case: CaseId, now: jiff::Timestamp) -> Answer<usize> {
        let system = Actor::system("printer", kernel::id::OfficeId(0), &[Act::SeeCases]);
        let allowed = permit::<SeeCases>(&system)?;
        let present = self.store().case(&allowed, case).await?.ok_or(Error::NotFound)?;
        let done = self.store().document_files(&allowed, case).await?;
        let missing =
            present.documents.iter().filter(|issued| !done.iter().any(|file| file.document == Some(issued.no)));
        let mut printed: usize = 0;
        for issued in missing {
            self.print(&allowed, case, issued, (&system, now)).await?;
            printed = printed.saturating_add(1);
        }
        Ok(printed)
    }

    async fn print(
        &self,
        allowed: &domain::access::Allowed<SeeCases>,
        case: CaseId,
        issued: &Issued,
        (system, now): (&Actor, jiff::Timestamp),
    ) -> Answer<()> {
        let case = self.store().case_at(allowed, case, issued.version).await?.ok_or(Error::NotFound)?;
        let case_type = self.case_type(&case.case_type, &case.variant)?;
        let Some(rule) = case_type.document(&issued.kind) else {
            return Err(Error::fault(format!("the packs in force have no document {}", issued.kind)));
        };
        let values = self.placed(allowed, (&case, case_type), issued).await?;
        let printed = self.set((case_type, &rule.template), values, (&rule.label.zh, issued.on)).await?;
        let mut tx = self.store().begin(&system.who, now).await?;
        let name = format!("{}-{}.pdf", rule.label.zh, issued.number.as_deref().unwrap_or(&issued.no.to_string()));
        let file = store::NewFile {
            case: case.id,
            document: Some(issued.no),
            kind: issued.kind.to_string(),
            name,
            media_type: "application/pdf".to_owned(),
            bytes: printed.pdf,
            words: printed.text,
        };
        match tx.add_document_file(file).await {
            Ok(_) => Ok(tx.commit().await?),
            Err(store::StoreError::Taken { .. }) => Ok(()), // another run of the same job was faster
            Err(error) => Err(error.into()),
        }
    }

    /// What a template may place of `issued`.
    async fn placed(
        &self,
        allowed: &domain::access::Allowed<SeeCases>,
        (case, case_type): (&domain::cases::Case, &CaseType),
        issued: &Issued,
    ) -> Answer<serde_json::Value> {
        let offices = self.store().offices().await?;
        let office = offices.into_iter().find(|office| office.id == case.office).ok_or(Error::NotFound)?;
        let person = self.person_named(allowed, case.person()).await?;
        let demonstration = self.is_demonstration();
        let around = Around { office: &office, person: person.as_deref(), demonstration };
        Ok(data(self.library(), case, case_type, issued, &around))
    }

    /// Sets and prints, off the async threads.
    async fn set(
        &self,
        (case_type, template): (&CaseType, &str),
        values: serde_json::Value,
        (title, on): (&str, Date),
    ) -> Answer<Printed> {
        let (app, template, title) = (self.clone(), template.to_owned(), title.to_owned());
        let files = case_type.document_parts.clone();
        let made = tokio::task::spawn_blocking(move || {
            let language = Language::Chinese;
            let (template, files, data, title) = (&*template, &files, &values, &*title);
            app.parts().press.print(&Job { template, files, data, title, language, made_on: on })
        });
        made.await.map_err(Error::fault)?.map_err(Error::fault)
    }

    /// The document of a case that the file `id` prints, for who may see personal text of its case: with the file as issued.
    async fn issued_as(&self, asker: &Asker, id: DocumentId) -> Answer<(domain::cases::Case, Issued, File)> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let (file, bytes) = self.store().document_file(&allowed, id).await?.ok_or(Error::NotFound)?;
        if self.store().case_class(&allowed, file.case).await? < DataClass::Personal {
            return Err(Refusal::new("ACC-001").into());
        }
        let case = self.store().case(&allowed, file.case).await?.ok_or(Error::NotFound)?;
        let issued = case.documents.iter().find(|issued| Some(issued.no) == file.document).cloned();
        let file = File { name: file.name, media_type: file.media_type, bytes };
        Ok((case, issued.ok_or(Error::NotFound)?, file))
    }
}

/// A document that is none of the case's own, such as the cover of its file: for the values of its template.
fn unissued(case: &domain::cases::Case, on: Date) -> Issued {
    let kind = DocumentKind::from("");
    Issued { no: 0, kind, number: None, on, version: case.version, step: kernel::id::StepId::from("") }
}

/// The PDF of what was printed.
fn pdf(name: String, printed: Printed) -> File {
    File { name, media_type: "application/pdf".to_owned(), bytes: printed.pdf }
}
