//! The list of cases as a spreadsheet: for a reason, with a mark of who took it, masked unless the reason says otherwise.
//!
//! Never: a column of a class that the asker does not see on the page, or a name that is not in the access log.
use std::collections::BTreeMap;

use documents_crate::sheets::{Cell, Column, Table, write_csv, write_xlsx};
use domain::access::action::{SeeCases, Unmask};
use domain::access::permit;
use domain::masks::Seen;
use kernel::id::PersonId;
use kernel::{Mistake, Refusal};
use law::facts::DataClass;
use store::Look;

use super::{CaseFilter, CaseRow, DueThing, DueWhat};
use crate::{Answer, App, Asker, Error};

/// The most cases of one file: more is a question for a report and not for a list.
const MOST: usize = 5_000;
/// The fewest and the most characters of a reason.
const REASON: (usize, usize) = (4, 200);

/// How a list is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What for: goes into the access log and onto the file.
    pub reason: String,
    /// Whether names are shown whole.
    pub names: Names,
    /// The kind of file.
    pub format: Format,
    /// The words of the file, in the asker's language.
    pub words: ExportWords,
}

/// How names stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// As on the page.
    Masked,
    /// Whole.
    Whole,
}

/// The kind of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook, with the mark on every printed page.
    Xlsx,
    /// Lines of text, with the mark under them.
    Csv,
}

/// The words of an exported list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportWords {
    /// The name of the sheet and of the file.
    pub sheet: String,
    /// The heads: number, person, kind, state, officer, opened, time limit, its last day, granted.
    pub heads: [String; 9],
    /// Who took it, where, when: stands on every page.
    pub mark: String,
    /// That the reason follows.
    pub reason: String,
    /// A return visit.
    pub visit: String,
    /// That the agency which owes an answer follows.
    pub answer: String,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl App {
    /// The cases that `filter` wants, as a file. Every person in it goes into the access log with the reason.
    ///
    /// # Errors
    /// Refuses who may not see cases, and whole names to who may not unmask; mistakes at `reason`, and when there are
    /// more cases than a file should hold.
    pub async fn export_cases(&self, asker: &Asker, filter: &CaseFilter, export: &Export) -> Answer<Exported> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let class = allowed.least_class();
        let unmasking = match export.names {
            Names::Whole if class < DataClass::Personal => return Err(Refusal::new("ACC-001").into()),
            Names::Whole => Some(permit::<Unmask>(&asker.actor)?.at_least(DataClass::Personal)),
            Names::Masked => None,
        };
        let reason = checked(&export.reason)?;
        let rows = self.rows_to_export(asker, filter).await?;
        let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        let mut names = self.names_seen(&allowed, &people, Seen::Masked).await?;
        let whole = match &unmasking {
            // Leave to unmask some is no leave to unmask all.
            Some(unmasking) => self.names_seen(unmasking, &people, Seen::Open).await?,
            None => BTreeMap::new(),
        };
        if class >= DataClass::Personal {
            // Before anything leaves the house.
            self.log_export(asker, &people, reason, &whole).await?;
        }
        names.extend(whole);
        let shown = self.case_rows(asker, rows.clone()).await?;
        let name = |row: &store::CaseRow| row.person.and_then(|person| names.get(&person).cloned()).unwrap_or_default();
        let lines = shown.iter().zip(&rows).map(|(shown, row)| cells(asker, (shown, &name(row)), &export.words, class));
        let table = Self::export_table(asker, lines.collect(), (export, reason), class);
        let (media_type, ending, bytes) = match export.format {
            Format::Csv => ("text/csv; charset=utf-8", "csv", write_csv(&table)),
            Format::Xlsx => (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "xlsx",
                write_xlsx(&table).map_err(Error::fault)?,
            ),
        };
        Ok(Exported { name: format!("{}-{}.{ending}", export.words.sheet, asker.today), media_type, bytes })
    }

    async fn rows_to_export(&self, asker: &Asker, filter: &CaseFilter) -> Answer<Vec<store::CaseRow>> {
        /// Rows asked for at once.
        const PORTION: u64 = 500;
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let wanted = self.wanted(asker, filter);
        let mut rows = vec![];
        let mut after: Option<String> = None;
        loop {
            let page = self.store().cases(&allowed, &wanted, after.as_deref(), PORTION).await?;
            if page.total > u64::try_from(MOST).unwrap_or(u64::MAX) {
                return Err(Error::Mistaken(vec![Mistake::at("reason", "too-many-cases").with("max", MOST)]));
            }
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                return Ok(rows);
            }
        }
    }

    fn export_table(asker: &Asker, rows: Vec<Vec<Cell>>, (export, reason): (&Export, &str), class: DataClass) -> Table {
        let words = &export.words;
        let heads =
            words.heads.iter().enumerate().filter(|(place, _)| *place != PERSON || class >= DataClass::Personal);
        Table {
            sheet: words.sheet.clone(),
            columns: heads.map(|(_, head)| Column::new(head)).collect(),
            rows,
            notes: vec![words.mark.clone(), format!("{}{reason}", words.reason)],
            watermark: Some(words.mark.clone()),
            made_on: asker.today,
        }
    }

    async fn log_export(
        &self,
        asker: &Asker,
        people: &[PersonId],
        reason: &str,
        whole: &BTreeMap<PersonId, String>,
    ) -> Answer<()> {
        let mut people = people.to_vec();
        people.sort_unstable();
        people.dedup();
        let look = |person: PersonId| Look {
            at: asker.now,
            user: asker.user,
            person,
            act: "export-cases".to_owned(),
            reason: reason.to_owned(),
            unmasked: whole.contains_key(&person),
        };
        Ok(self.store().log_access(people.into_iter().map(look).collect()).await?)
    }
}

/// The place of the person among the columns.
const PERSON: usize = 1;

fn checked(reason: &str) -> Answer<&str> {
    let (fewest, most) = REASON;
    let reason = reason.trim();
    let length = reason.chars().count();
    if length < fewest {
        return Err(Error::Mistaken(vec![Mistake::at("reason", "reason-too-short").with("min", fewest)]));
    }
    if length > most {
        return Err(Error::Mistaken(vec![Mistake::at("reason", "too-long").with("max", most)]));
    }
    Ok(reason)
}

fn cells(asker: &Asker, (row, name): (&CaseRow, &str), words: &ExportWords, class: DataClass) -> Vec<Cell> {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let label = |label: &kernel::Label| text(label.in_language(asker.language));
    let (what, due) = match &row.next {
        Some(DueThing { what, due, .. }) => {
            let what = match what {
                DueWhat::Clock(clock, ..) => label(clock),
                DueWhat::Visit => text(&words.visit),
                DueWhat::Answer(agency) => text(&format!("{}{agency}", words.answer)),
            };
            (what, Cell::Date(*due))
        }
        None => (Cell::Empty, Cell::Empty),
    };
    let who = (class >= DataClass::Personal).then(|| text(name));
    let number = text(row.number.as_deref().unwrap_or_default());
    let rest = [
        label(&row.case_type),
        label(&row.state),
        text(row.officer.as_deref().unwrap_or_default()),
        Cell::Date(row.opened_on),
        what,
        due,
        Cell::Money(row.awarded),
    ];
    [number].into_iter().chain(who).chain(rest).collect()
}
