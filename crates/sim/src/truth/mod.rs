//! What is true of every victim in the ledgers: who it is, whether there should be a lead and why, in which rows.
//!
//! Never: given to the platform; it is what the platform is measured against.
pub(crate) mod row;
mod rule;
mod score;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use jiff::civil::Date;
use kernel::Fen;
use serde::{Deserialize, Serialize};

use crate::agency::Lists;
use crate::county::World;
use crate::county::aid::Origin;
use crate::county::hardship::Sign;
use crate::county::offences::Injury;
use crate::people::Sex;
use crate::write::WriteError;
use row::{ListedRow, Slip};
use rule::{Circumstances, judge};

pub use rule::Reason;
pub use score::{Missed, OpenedLead, Score, WrongLead};

/// Whom a row means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TruePerson {
    /// The person's number in the county; the same person has the same number in every event.
    pub key: usize,
    /// The name in its true spelling.
    pub name: String,
    /// The true citizen ID number, 18 characters.
    pub citizen_id: String,
    /// The birth date.
    pub born: Date,
    /// The sex.
    pub sex: Sex,
}

/// As what somebody stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 被害人
    Victim,
    /// 被害人近亲属
    Relative,
}

/// One person named in one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrueEvent {
    /// The number of the criminal case, in its true spelling.
    pub case_number: String,
    /// The cause of the case.
    pub offence: String,
    /// The one whom the ledger names and whom a lead is about: the victim, or a close relative of one who died.
    pub person: TruePerson,
    /// Whether that is the victim or a relative.
    pub role: Role,
    /// How badly the victim was hurt.
    pub injury: Injury,
    /// What was taken, in fen.
    pub loss: Fen,
    /// What is owed, in fen.
    pub owed: Fen,
    /// What was paid, in fen.
    pub paid: Fen,
    /// Whether an organ has granted aid to this person for this case.
    pub helped: bool,
    /// The lists of hardship in which the person, or the household, stands.
    pub signs: BTreeSet<Sign>,
    /// Another member of the household is disabled, an orphan or a woman in hardship. The lists of single persons
    /// do not say who lives together, so this is no sign for the rule; it is told for those who would go further.
    pub unseen_sign: bool,
    /// Whether there should be a lead.
    pub entitled: bool,
    /// Why, or why not.
    pub reason: Reason,
    /// The rows of the ledgers that mean this event.
    pub rows: Vec<ListedRow>,
    /// The rows of other lists that mean this person.
    pub elsewhere: Vec<ListedRow>,
}

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// People in the county.
    pub people: usize,
    /// Households in the county.
    pub households: usize,
    /// People in at least one list of hardship.
    pub in_hardship: usize,
    /// Events: one person named in one case.
    pub events: usize,
    /// Rows of the ledgers of victims.
    pub victim_rows: usize,
    /// Of these, rows from which no valid ID number of the person can be read.
    pub victim_rows_without_id: usize,
    /// Events that should have a lead.
    pub entitled: usize,
}

/// The truth about a county.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Truth {
    /// Says that nobody in it exists.
    pub note: String,
    /// The seed.
    pub seed: u64,
    /// The day on which the files were handed over.
    pub today: Date,
    /// How many of what.
    pub counts: Counts,
    /// Everyone harmed.
    pub events: Vec<TrueEvent>,
}

impl Truth {
    /// What is true of the victims, and where they stand.
    pub(crate) fn of(world: &World<'_>, lists: &Lists) -> Self {
        let helped: BTreeSet<(usize, usize)> = world
            .grants
            .iter()
            .filter_map(|grant| match &grant.case {
                Origin::Here(case) => Some((grant.person, *case)),
                Origin::Elsewhere(_) => None,
            })
            .collect();
        let events: Vec<TrueEvent> =
            (0..world.happened.harms.len()).map(|harm| event(world, lists, &helped, harm)).collect();
        let counts = count(world, &events);
        Self {
            note: "simulated: nobody in it exists; the area codes 9901xx belong to no place".to_owned(),
            seed: world.settings.seed,
            today: world.settings.today,
            counts,
            events,
        }
    }

    /// Writes the truth as JSON.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), WriteError> {
        let file = File::create(path).map_err(|source| WriteError::Disk { path: path.to_owned(), source })?;
        serde_json::to_writer(BufWriter::new(file), self)?;
        Ok(())
    }

    /// Compares the leads that were opened, and the questions that were asked, with the leads that there should be.
    #[must_use]
    pub fn score(&self, leads: &[OpenedLead], questions: &[OpenedLead]) -> Score {
        score::score(self, leads, questions)
    }
}

fn event(world: &World<'_>, lists: &Lists, helped: &BTreeSet<(usize, usize)>, place: usize) -> TrueEvent {
    let harm = &world.happened.harms[place];
    let case = &world.happened.cases[harm.case];
    let one = &world.population.people[harm.listed];
    let helped = helped.contains(&(harm.listed, harm.case));
    // A dead person's entry helps nobody: without a living relative nobody stands in a list any more.
    let alive = !world.happened.dead.contains(&harm.listed);
    let signs: BTreeSet<Sign> =
        if alive { world.hardship.signs(world.population, harm.listed).into_iter().collect() } else { BTreeSet::new() };
    let reason = judge(Circumstances {
        helped,
        owed: harm.owed,
        paid: harm.paid,
        harm: harm.grave(case.offence, world.settings.heavy_loss),
        sign: !signs.is_empty(),
    });
    TrueEvent {
        case_number: case.number(),
        offence: case.offence.zh.to_owned(),
        person: TruePerson {
            key: harm.listed,
            name: one.name.to_string(),
            citizen_id: one.citizen_id(),
            born: one.born,
            sex: one.sex,
        },
        role: if harm.listed == harm.victim { Role::Victim } else { Role::Relative },
        injury: harm.injury,
        loss: harm.loss,
        owed: harm.owed,
        paid: harm.paid,
        helped,
        unseen_sign: world.hardship.unseen(world.population, harm.listed),
        signs,
        entitled: reason.entitled(),
        reason,
        rows: lists.victims.get(&place).cloned().unwrap_or_default(),
        elsewhere: lists.people.get(&harm.listed).cloned().unwrap_or_default(),
    }
}

fn count(world: &World<'_>, events: &[TrueEvent]) -> Counts {
    let rows = || events.iter().flat_map(|event| &event.rows);
    let in_hardship = (0..world.population.people.len())
        .filter(|person| !world.hardship.signs(world.population, *person).is_empty())
        .count();
    Counts {
        people: world.population.people.len(),
        households: world.population.households.len(),
        in_hardship,
        events: events.len(),
        victim_rows: rows().count(),
        victim_rows_without_id: rows().filter(|row| row.slips.iter().copied().any(Slip::hides_id)).count(),
        entitled: events.iter().filter(|event| event.entitled).count(),
    }
}
