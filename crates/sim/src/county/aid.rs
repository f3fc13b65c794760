//! What courts, the police and others have already granted, for this case or for another one.
//!
//! Never: errors of the lists; this is what is so.
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Fen;

use super::harm::Happened;
use crate::draw::{Draw, Stream};
use crate::people::Population;
use crate::settings::Settings;

/// Money that an organ has granted to one person for one case.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    /// To whom.
    pub(crate) person: usize,
    /// For which case.
    pub(crate) case: Origin,
    /// By whom.
    pub(crate) organ: &'static Organ,
    /// When.
    pub(crate) decided: Date,
    /// How much.
    pub(crate) amount: Fen,
}

/// The case for which money was granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A case of the county's, by its place.
    Here(usize),
    /// A case of earlier years, or of another kind, by its number.
    Elsewhere(String),
}

/// An organ that grants aid.
#[derive(Debug)]
pub(crate) struct Organ {
    /// Its name.
    pub(crate) name: &'static str,
    /// How it writes its numbers, year and sequence apart.
    pub(crate) number: (&'static str, &'static str),
}

const ORGANS: &[(Organ, u32)] = &[
    (Organ { name: "示范县人民法院", number: ("（", "）示9901司救刑") }, 60),
    (Organ { name: "示范县公安局", number: ("示公救〔", "〕") }, 25),
    (Organ { name: "中共示范县委政法委员会", number: ("示政法救〔", "〕") }, 15),
];

impl Organ {
    /// The number of its `sequence`th grant of a year.
    pub(crate) fn number(&self, year: i16, sequence: usize) -> String {
        format!("{}{year}{}{sequence}号", self.number.0, self.number.1)
    }
}

// Per ten thousand of the harmed.
const HELPED_FOR_THIS_CASE: u32 = 1_500;
const HELPED_FOR_ANOTHER: u32 = 350;
/// One in so many people was helped in a case of earlier years.
const PEOPLE_PER_OLD_GRANT: usize = 2_500;

/// The grants, in the order of their days.
pub(crate) fn grant(county: &Population, happened: &Happened, settings: &Settings) -> Vec<Grant> {
    let mut draw = Draw::new(settings.seed, Stream::Grants);
    let mut grants = Vec::new();
    for harm in &happened.harms {
        let case = &happened.cases[harm.case];
        let disposed = case.disposed;
        let unpaid = harm.grave(case.offence, settings.heavy_loss) && harm.paid < harm.owed;
        if unpaid && draw.chance(HELPED_FOR_THIS_CASE) {
            grants.push(one(harm.listed, Origin::Here(harm.case), disposed, &mut draw));
        } else if draw.chance(HELPED_FOR_ANOTHER) {
            let case = elsewhere(disposed, &mut draw);
            grants.push(one(harm.listed, case, disposed, &mut draw));
        }
    }
    let (first, _) = settings.covered();
    for _ in 0..county.people.len().div_euclid(PEOPLE_PER_OLD_GRANT) {
        let person = draw.place(county.people.len());
        let case = elsewhere(first, &mut draw);
        grants.push(one(person, case, first, &mut draw));
    }
    grants.retain(|grant| grant.decided <= settings.today);
    grants.sort_by_key(|grant| grant.decided);
    grants
}

fn one(person: usize, case: Origin, after: Date, draw: &mut Draw) -> Grant {
    let days = draw.between(15, 160);
    let decided = after.checked_add(days.days()).expect("a day within some years");
    let amount = Fen::from_yuan(draw.between(5, 60).saturating_mul(1_000)).expect("an amount below a million");
    Grant { person, case, organ: draw.by_weight(ORGANS), decided, amount }
}

/// The number of a case that stands in none of the ledgers: a court's.
fn elsewhere(before: Date, draw: &mut Draw) -> Origin {
    let year = before.year().saturating_sub(1);
    let sequence = draw.between(1, 900);
    Origin::Elsewhere(format!("（{year}）示9901刑初{sequence}号"))
}
