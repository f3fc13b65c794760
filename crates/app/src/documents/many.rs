//! Many papers at once: one document of every case of a list, printed by a job, handed over in one ZIP.
//!
//! What is asked for stands in the journal; what is done is what is printed, so nothing is counted twice and an
//! interruption loses nothing. Never: a paper of a case that the asker may not read whole, at the asking or at the taking.
use std::collections::BTreeMap;

use documents_crate::Bundle;
use domain::access::action::SeeCases;
use domain::access::{Actor, Allowed, permit};
use kernel::id::{CaseId, DocumentKind, EntryId, PersonId};
use kernel::{Label, Mistake};
use law::facts::DataClass;
use serde::{Deserialize, Serialize};
use store::{Claim, Entry, NewEntry};

use super::File;
use crate::cases::CaseFilter;
use crate::{Answer, App, Asker, Error, Once};

/// The most papers of one run: what is taken home is held in memory while it is bundled.
const MOST: usize = 1_000;
/// Cases read at once.
const PORTION: u64 = 500;
/// What the journal calls a run.
pub(crate) const ASKED: &str = "papers-asked";

/// A document that can be printed for many cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printable {
    /// Which.
    pub kind: DocumentKind,
    /// Its title.
    pub label: Label,
    /// Of how many cases of the list it was issued, and may be read by the asker.
    pub papers: usize,
}

/// What was asked for, as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    document: DocumentKind,
    /// The case, and the number of the document in it.
    papers: Vec<(CaseId, u32)>,
}

/// How a run stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRun {
    /// Which: the entry of the journal that asks for it.
    pub id: EntryId,
    /// The document's title.
    pub label: Label,
    /// How many papers were asked for.
    pub papers: usize,
    /// How many of them are printed.
    pub printed: usize,
    /// The others.
    pub left: Vec<Unprinted>,
    /// Whether the job went through all of them and some could not be printed; it tries these again.
    pub failing: bool,
}

/// A paper that is not printed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unprinted {
    /// Of which case.
    pub case: CaseId,
    /// The number of the case, where it has one.
    pub number: Option<String>,
}

impl App {
    /// The documents that were issued in the cases that `filter` wants and that the asker may read whole, the most frequent
    /// first.
    ///
    /// # Errors
    /// A mistake at `document` when the list holds more cases than one run prints.
    pub async fn printable(&self, asker: &Asker, filter: &CaseFilter) -> Answer<Vec<Printable>> {
        let allowed = readable(asker)?;
        let cases = self.cases_listed(asker, &allowed, filter).await?;
        let mut labels: BTreeMap<DocumentKind, Label> = BTreeMap::new();
        for rule in self.library().every_case_type().flat_map(|kind| &kind.documents) {
            labels.entry(rule.id.clone()).or_insert_with(|| rule.label.clone());
        }
        let mut all = vec![];
        for (kind, label) in labels {
            let papers = self.store().issued_in(&allowed, &cases, &kind).await?.len();
            all.push(Printable { kind, label, papers });
        }
        all.retain(|own| own.papers > 0);
        all.sort_by(|one, other| other.papers.cmp(&one.papers).then_with(|| one.kind.cmp(&other.kind)));
        Ok(all)
    }

    /// Asks for `document` of every case that `filter` wants: written down once however often the form is sent, printed by a
    /// job.
    ///
    /// # Errors
    /// A mistake at `document` when there is none of it or too many.
    pub async fn print_many(
        &self,
        asker: &Asker,
        filter: &CaseFilter,
        (document, once): (&DocumentKind, &Once),
    ) -> Answer<EntryId> {
        let allowed = readable(asker)?;
        let cases = self.cases_listed(asker, &allowed, filter).await?;
        let papers = self.store().issued_in(&allowed, &cases, document).await?;
        if papers.is_empty() {
            return Err(Error::Mistaken(vec![Mistake::at("document", "required")]));
        }
        if papers.len() > MOST {
            return Err(too_many());
        }
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("papers:{}:{}", asker.user, once.0);
        if let Claim::Done(answer) = tx.claim(&token).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let run = Asked { document: document.clone(), papers };
        let plain = serde_json::to_value(&run).map_err(Error::fault)?;
        let id = tx.append(NewEntry::plain(format!("office:{}", asker.office), ASKED, plain)).await?;
        tx.settle(&token, &serde_json::to_value(id).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// How the run `id` stands, for who asked for it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an entry that is none, or that somebody else asked for.
    pub async fn print_run(&self, asker: &Asker, id: EntryId) -> Answer<PrintRun> {
        let allowed = readable(asker)?;
        let (_, run) = self.asked_by(asker, id).await?;
        let printed = self.store().printed_of(&allowed, &run.papers).await?;
        let missing: Vec<CaseId> =
            run.papers.iter().filter(|paper| !printed.contains_key(*paper)).map(|(case, _)| *case).collect();
        let rows = self.store().case_rows(&allowed, &missing).await?;
        let numbers: BTreeMap<CaseId, Option<String>> = rows.into_iter().map(|row| (row.id, row.number)).collect();
        let failing = self.store().failing_jobs().await?.into_iter().any(|own| own.job.entry == id);
        let every = || self.library().every_case_type();
        let rule = every().find_map(|kind| kind.document(&run.document));
        Ok(PrintRun {
            id,
            label: rule.map_or_else(|| crate::cases::words(run.document.as_str()), |rule| rule.label.clone()),
            papers: run.papers.len(),
            printed: printed.len(),
            left: missing
                .into_iter()
                .map(|case| Unprinted { case, number: numbers.get(&case).cloned().flatten() })
                .collect(),
            failing,
        })
    }

    /// What is printed of the run `id`, in one ZIP. That somebody read each is on record before it is handed over.
    ///
    /// # Errors
    /// [`Error::NotFound`] as for [`App::print_run`], and while nothing is printed.
    pub async fn printed_papers(&self, asker: &Asker, id: EntryId) -> Answer<File> {
        let allowed = readable(asker)?;
        let (_, run) = self.asked_by(asker, id).await?;
        let printed = self.store().printed_of(&allowed, &run.papers).await?;
        let cases: Vec<CaseId> = printed.keys().map(|(case, _)| *case).collect();
        let rows = self.store().case_rows(&allowed, &cases).await?;
        let people: BTreeMap<CaseId, PersonId> = rows.iter().filter_map(|row| Some((row.id, row.person?))).collect();
        let (mut bundle, mut read) = (Bundle::default(), vec![]);
        let mut count: usize = 0;
        for paper in &run.papers {
            let Some(file) = printed.get(paper) else { continue };
            let Some((file, bytes)) = self.store().document_file(&allowed, *file).await? else { continue };
            count = count.saturating_add(1);
            bundle.add(&format!("{count:04}-{}", file.name.replace('/', "-")), &bytes).map_err(Error::fault)?;
            read.extend(people.get(&file.case).map(|person| (*person, file.name)));
        }
        self.log_read_many(asker, &read).await?;
        if count == 0 {
            return Err(Error::NotFound);
        }
        let bytes = bundle.finish().map_err(Error::fault)?;
        let name = format!("{}-{}-{id}.zip", run.document, asker.today);
        Ok(File { name, media_type: "application/zip".to_owned(), bytes })
    }

    /// The body of the job: prints what is not printed yet of the run, all of it whatever fails on the way.
    pub(crate) async fn print_asked(&self, id: EntryId, now: jiff::Timestamp) -> Answer<()> {
        let (_, asked) = self.asked(id).await?.ok_or_else(|| Error::fault(format!("entry {id} asks for no papers")))?;
        let system = Actor::system("printer", kernel::id::OfficeId(0), &[domain::access::Act::SeeCases]);
        let allowed = permit::<SeeCases>(&system)?;
        let printed = self.store().printed_of(&allowed, &asked.papers).await?;
        let mut failed = vec![];
        for (case, no) in asked.papers.into_iter().filter(|paper| !printed.contains_key(paper)) {
            let done = match self.store().case(&allowed, case).await? {
                Some(present) => match present.documents.iter().find(|issued| issued.no == no) {
                    Some(issued) => self.print(&allowed, case, issued, (&system, now)).await,
                    None => Err(Error::NotFound),
                },
                None => Err(Error::NotFound),
            };
            if let Err(error) = done {
                failed.push(format!("case {case}, document {no}: {error}"));
            }
        }
        if failed.is_empty() { Ok(()) } else { Err(Error::fault(failed.join("\n"))) }
    }

    /// The cases of a list that the asker may read whole.
    async fn cases_listed(
        &self,
        asker: &Asker,
        allowed: &Allowed<SeeCases>,
        filter: &CaseFilter,
    ) -> Answer<Vec<CaseId>> {
        let wanted = self.wanted(asker, filter);
        let (mut cases, mut after) = (vec![], None::<String>);
        loop {
            let page = self.store().cases(allowed, &wanted, after.as_deref(), PORTION).await?;
            if page.total > u64::try_from(MOST.saturating_mul(5)).unwrap_or(u64::MAX) {
                return Err(too_many());
            }
            cases.extend(page.rows.iter().map(|row| row.id));
            after = page.next;
            if after.is_none() {
                return Ok(cases);
            }
        }
    }

    async fn asked_by(&self, asker: &Asker, id: EntryId) -> Answer<(Entry, Asked)> {
        let own = |(entry, _): &(Entry, Asked)| entry.actor == asker.actor.who.to_string();
        self.asked(id).await?.filter(own).ok_or(Error::NotFound)
    }

    async fn asked(&self, id: EntryId) -> Answer<Option<(Entry, Asked)>> {
        let before = EntryId(id.0.saturating_sub(1));
        let entry = self.store().read_after(before, 1).await?.into_iter().next();
        let Some(entry) = entry.filter(|entry| entry.id == id && entry.kind == ASKED) else { return Ok(None) };
        let asked = serde_json::from_value(entry.plain.clone()).map_err(Error::fault)?;
        Ok(Some((entry, asked)))
    }
}

/// The cases whose documents the asker may read: those of which their grants show personal text.
fn readable(asker: &Asker) -> Answer<Allowed<SeeCases>> {
    Ok(permit::<SeeCases>(&asker.actor)?.at_least(DataClass::Personal))
}

fn too_many() -> Error {
    Error::Mistaken(vec![Mistake::at("document", "too-many-cases").with("max", MOST)])
}
