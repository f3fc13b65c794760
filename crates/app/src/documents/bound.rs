//! The file of a case as one PDF: cover, catalogue, every document as it was issued in the order of the packs, back cover.
//!
//! Never: a document set anew, or more than one volume in memory.
use documents_crate::{Leaf, pages};
use domain::access::action::SeeCases;
use domain::access::{Allowed, permit};
use domain::case_types::CaseType;
use domain::cases::Case;
use kernel::Refusal;
use kernel::id::{CaseId, DocumentId};
use law::facts::DataClass;
use serde_json::{Value as Json, json};

use super::copies::part;
use super::{File, pdf, unissued};
use crate::cases::reference;
use crate::{Answer, App, Asker, Error};

/// Cover and catalogue, and what closes the file: parts of the documents' folder.
const FRONT: &str = "file/front.typ";
const BACK: &str = "file/back.typ";
/// A volume has about as many pages as one can be bound of on paper.
const VOLUME: u32 = 200;

/// A document in its place.
#[derive(Debug, Clone)]
struct Entry {
    title: String,
    number: Option<String>,
    on: String,
    /// Its file, and its pages in the file of the case; none while it is not printed.
    bound: Option<(DocumentId, u32, u32)>,
}

impl App {
    /// The volume `volume` (from 1) of the file of a case, open or closed, for who may see personal text of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] out of reach, where the kind of case has no covers, and for a volume that there is not;
    /// `ACC-001` when only its state and sums are for the asker to see.
    pub async fn case_file(&self, asker: &Asker, id: CaseId, volume: u32) -> Answer<File> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let (case, case_type) = self.load(asker, id).await?;
        if self.store().case_class(&allowed, id).await? < DataClass::Personal {
            return Err(Refusal::new("ACC-001").into());
        }
        let front = part(case_type, FRONT)?;
        let entries = self.entries(&allowed, &case, case_type).await?;
        let (volumes, entries) = volume_of(entries, volume).ok_or(Error::NotFound)?;
        if let Some(person) = case.person() {
            self.log_read(asker, person, ("read-document", &reference(&case))).await?;
        }
        let values = self.front_values(asker, (&case, case_type), (&entries, volume, volumes)).await?;
        let cover = self.set((case_type, &front), values.clone(), (FRONT, asker.today)).await?;
        let back = self.set((case_type, &part(case_type, BACK)?), values, (BACK, asker.today)).await?;
        let mut leaves = vec![(case_type.name.zh.clone(), cover.pdf, None)];
        for entry in &entries {
            let Some((file, first, _)) = entry.bound else { continue };
            let (_, bytes) = self.store().document_file(&allowed, file).await?.ok_or(Error::NotFound)?;
            leaves.push((entry.title.clone(), bytes, Some(first)));
        }
        leaves.push((case_type.name.zh.clone(), back.pdf, None));
        let (app, title, today) = (self.clone(), case_type.name.zh.clone(), asker.today);
        let bound = tokio::task::spawn_blocking(move || {
            let leaf = |(title, pdf, first)| Leaf { title, pdf, mark: None, first };
            let leaves: Vec<Leaf<'_>> = leaves.iter().map(|(title, pdf, first)| leaf((title, pdf, *first))).collect();
            app.parts().press.bind(&leaves, &title, today)
        });
        let bound = bound.await.map_err(Error::fault)?.map_err(Error::fault)?;
        let of = if volumes > 1 { format!("-{volume}") } else { String::new() };
        Ok(pdf(format!("{}{of}.pdf", reference(&case)), bound))
    }

    /// Whether files of this kind of case can be bound.
    pub(crate) fn has_file(case_type: &CaseType) -> bool {
        [FRONT, BACK].iter().all(|name| case_type.document_parts.contains_key(*name))
    }

    /// The documents in the order of the file; each is read once, for its pages, and let go.
    async fn entries(&self, allowed: &Allowed<SeeCases>, case: &Case, case_type: &CaseType) -> Answer<Vec<Entry>> {
        let files = self.store().document_files(allowed, case.id).await?;
        let place = |kind: &kernel::id::DocumentKind| {
            case_type.documents.iter().position(|rule| rule.id == *kind).unwrap_or(usize::MAX)
        };
        let mut issued: Vec<_> = case.documents.iter().collect();
        issued.sort_by_key(|own| (place(&own.kind), own.no));
        let (mut entries, mut next) = (vec![], 1_u32);
        for own in issued {
            let title =
                case_type.document(&own.kind).map_or_else(|| own.kind.to_string(), |rule| rule.label.zh.clone());
            let file = files.iter().find(|file| file.document == Some(own.no));
            let read = match file {
                Some(file) => self.store().document_file(allowed, file.id).await?,
                None => None,
            };
            let mut bound = None;
            if let Some((file, bytes)) = read {
                let many = pages(&title, &bytes).map_err(Error::fault)?;
                bound = Some((file.id, next, next.saturating_add(many).saturating_sub(1)));
                next = next.saturating_add(many);
            }
            entries.push(Entry { title, number: own.number.clone(), on: own.on.to_string(), bound });
        }
        Ok(entries)
    }

    async fn front_values(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        (entries, volume, volumes): (&[Entry], u32, u32),
    ) -> Answer<Json> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let mut values = self.placed(&allowed, (case, case_type), &unissued(case, asker.today)).await?;
        let line = |entry: &Entry| {
            let (first, last) = entry.bound.map_or((None, None), |(_, first, last)| (Some(first), Some(last)));
            json!({ "title": entry.title, "number": entry.number, "on": entry.on, "first": first, "last": last })
        };
        let many: u32 = entries
            .iter()
            .filter_map(|entry| entry.bound)
            .map(|(_, first, last)| last.saturating_sub(first).saturating_add(1))
            .sum();
        if let Some(fields) = values.as_object_mut() {
            fields.insert("contents".to_owned(), entries.iter().map(line).collect());
            let kept = case_type.retention.as_ref().map(|rule| rule.years);
            let about = json!({ "pages": many, "kept_years": kept, "no": volume, "of": volumes });
            fields.insert("volume".to_owned(), about);
            if let Some(document) = fields.get_mut("document").and_then(Json::as_object_mut) {
                document.insert("title".to_owned(), json!(case_type.name.zh));
            }
        }
        Ok(values)
    }
}

/// How many volumes there are, and the documents of this one: a document is never split; what is not printed stands in the
/// last.
fn volume_of(entries: Vec<Entry>, volume: u32) -> Option<(u32, Vec<Entry>)> {
    let (mut volumes, mut begins): (Vec<Vec<Entry>>, u32) = (vec![vec![]], 1);
    for entry in entries {
        if let Some((_, first, last)) = entry.bound {
            let full = last.saturating_sub(begins) >= VOLUME;
            if full && volumes.last().is_some_and(|own| !own.is_empty()) {
                volumes.push(vec![]);
                begins = first;
            }
        }
        volumes.last_mut()?.push(entry);
    }
    let many = u32::try_from(volumes.len()).ok()?;
    let at = usize::try_from(volume.checked_sub(1)?).ok()?;
    Some((many, volumes.into_iter().nth(at)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, first: u32, last: u32) -> Entry {
        let bound = Some((DocumentId(1), first, last));
        Entry { title: title.to_owned(), number: None, on: String::new(), bound }
    }

    #[test]
    fn a_thick_file_is_bound_in_volumes_and_no_document_is_split() {
        let entries = || vec![entry("a", 1, 150), entry("b", 151, 190), entry("c", 191, 230), entry("d", 231, 600)];
        let titles = |volume| {
            let (many, own) = volume_of(entries(), volume)?;
            Some((many, own.iter().map(|entry| entry.title.clone()).collect::<String>()))
        };
        assert_eq!(titles(1), Some((3, "ab".to_owned())));
        assert_eq!(titles(2), Some((3, "c".to_owned())));
        assert_eq!(titles(3), Some((3, "d".to_owned())), "one that is thicker than a volume has it to itself");
        assert_eq!((titles(4), titles(0)), (None, None));
        assert_eq!(volume_of(vec![], 1).map(|(many, own)| (many, own.len())), Some((1, 0)));
    }
}
