//! How many of those who should have a lead have one, or are asked about, and how many leads are right.
//!
//! Never: the platform's own view of who somebody is; a lead says by row, number or name whom it means.
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::row::{ListedRow, RowRef, Slip};
use super::{Reason, TrueEvent, Truth};

/// A lead that the platform opened, sure of the identity or to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpenedLead {
    /// The number of the original case, in whatever brackets.
    pub case_number: String,
    /// The ledger's row behind the lead; the best way to say whom it means. The sheet may be left empty.
    #[serde(default)]
    pub row: Option<RowRef>,
    /// The ID number, when the platform has one.
    #[serde(default)]
    pub citizen_id: Option<String>,
    /// The name, when the platform has one.
    #[serde(default)]
    pub name: Option<String>,
}

/// Somebody who should have a lead and has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The case.
    pub case_number: String,
    /// The name.
    pub name: String,
    /// The ledger's rows, with what went wrong in them.
    pub rows: Vec<ListedRow>,
    /// The rows of the other lists, with what went wrong in them.
    pub elsewhere: Vec<ListedRow>,
}

/// A lead that should not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongLead {
    /// The lead.
    pub lead: OpenedLead,
    /// Why it should not be; nothing when it means nobody in the ledgers, or means somebody a second time.
    pub reason: Option<Reason>,
    /// The ledger's rows and the other lists', with what went wrong in them.
    pub rows: Vec<ListedRow>,
}

/// The account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Score {
    /// How many should have a lead.
    pub entitled: usize,
    /// How many of them have one; one to be confirmed counts.
    pub entitled_with_lead: usize,
    /// How many of the others are asked about: somebody has to find out what the files do not say.
    pub entitled_asked: usize,
    /// How many people and cases are asked about.
    pub questions: usize,
    /// How many leads there are.
    pub leads: usize,
    /// How many of them are about somebody who should have one; a second lead about the same person and case is not.
    pub leads_right: usize,
    /// Who was missed: neither lead nor question.
    pub missed: Vec<Missed>,
    /// Which leads are wrong.
    pub wrong: Vec<WrongLead>,
    /// What went wrong in the rows of those missed, counted.
    pub missed_by_slip: BTreeMap<Slip, usize>,
}

impl Score {
    /// Of ten thousand who should have a lead, how many have one; 10,000 when nobody should.
    #[must_use]
    pub fn recall_per_ten_thousand(&self) -> usize {
        share(self.entitled_with_lead, self.entitled)
    }

    /// Of ten thousand leads, how many are right; 10,000 when there are none.
    #[must_use]
    pub fn precision_per_ten_thousand(&self) -> usize {
        share(self.leads_right, self.leads)
    }
}

fn share(part: usize, whole: usize) -> usize {
    part.saturating_mul(10_000).checked_div(whole).unwrap_or(10_000)
}

/// Finds the event that a lead means.
struct Finder<'a> {
    events: &'a [TrueEvent],
    by_case: BTreeMap<String, Vec<usize>>,
    by_row: BTreeMap<(&'a str, u32), usize>,
}

impl<'a> Finder<'a> {
    fn new(events: &'a [TrueEvent]) -> Self {
        let mut by_case: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_row = BTreeMap::new();
        for (place, event) in events.iter().enumerate() {
            by_case.entry(plain(&event.case_number)).or_default().push(place);
            for row in &event.rows {
                by_row.insert((row.at.file.as_str(), row.at.row), place);
            }
        }
        Self { events, by_case, by_row }
    }

    /// By the row; without one by the case and the number, then the name, then because the case has one person only.
    fn event(&self, lead: &OpenedLead) -> Option<usize> {
        if let Some(row) = &lead.row
            && let Some(place) = self.by_row.get(&(row.file.as_str(), row.row))
        {
            return Some(*place);
        }
        let of_case = self.by_case.get(&plain(&lead.case_number))?;
        let find =
            |meant: &dyn Fn(&TrueEvent) -> bool| of_case.iter().copied().find(|place| meant(&self.events[*place]));
        let by_id = lead
            .citizen_id
            .as_deref()
            .and_then(|id| find(&|event| event.person.citizen_id.eq_ignore_ascii_case(id.trim())));
        let by_name = || lead.name.as_deref().and_then(|name| find(&|event| event.person.name == name.trim()));
        let only = || if let [one] = of_case.as_slice() { Some(*one) } else { None };
        by_id.or_else(by_name).or_else(only)
    }
}

/// The letters and digits of a case's number, so that brackets and spaces do not matter.
fn plain(number: &str) -> String {
    number.chars().filter(|glyph| glyph.is_alphanumeric()).collect()
}

/// Compares the leads and the questions with the truth.
pub(super) fn score(truth: &Truth, leads: &[OpenedLead], questions: &[OpenedLead]) -> Score {
    let finder = Finder::new(&truth.events);
    let mut found = BTreeSet::new();
    let asked: BTreeSet<usize> = questions.iter().filter_map(|question| finder.event(question)).collect();
    let mut score = Score { leads: leads.len(), questions: questions.len(), ..Score::default() };
    for lead in leads {
        let place = finder.event(lead);
        let event = place.map(|place| &truth.events[place]);
        let right = event.is_some_and(|event| event.entitled) && place.is_some_and(|place| found.insert(place));
        if right {
            score.leads_right = score.leads_right.saturating_add(1);
        } else {
            let rows = event.map_or_else(Vec::new, |event| [event.rows.as_slice(), &event.elsewhere].concat());
            let reason = event.map(|event| event.reason).filter(|reason| !reason.entitled());
            score.wrong.push(WrongLead { lead: lead.clone(), reason, rows });
        }
    }
    for (place, event) in truth.events.iter().enumerate().filter(|(_, event)| event.entitled) {
        score.entitled = score.entitled.saturating_add(1);
        if found.contains(&place) {
            score.entitled_with_lead = score.entitled_with_lead.saturating_add(1);
        } else if asked.contains(&place) {
            score.entitled_asked = score.entitled_asked.saturating_add(1);
        } else {
            score.miss(event);
        }
    }
    score
}

impl Score {
    fn miss(&mut self, event: &TrueEvent) {
        let slips: BTreeSet<Slip> =
            event.rows.iter().chain(&event.elsewhere).flat_map(|row| row.slips.iter().copied()).collect();
        for slip in slips {
            let count = self.missed_by_slip.entry(slip).or_default();
            *count = count.saturating_add(1);
        }
        self.missed.push(Missed {
            case_number: event.case_number.clone(),
            name: event.person.name.clone(),
            rows: event.rows.clone(),
            elsewhere: event.elsewhere.clone(),
        });
    }
}
