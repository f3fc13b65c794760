//! Who was harmed in the last years, in which case, what they were owed and what was paid.
//!
//! Never: errors of the ledgers; this is what is so.
use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Fen;

use super::hardship::Hardship;
use super::offences::{DISPOSALS, Injury, OFFENCES, Offence, round};
use crate::draw::{Draw, Stream};
use crate::people::{Population, Relation, Sex};
use crate::settings::Settings;

/// A criminal case of the procuratorate.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    /// The cause.
    pub(crate) offence: &'static Offence,
    /// The number within the year in which it was accepted.
    pub(crate) sequence: u32,
    /// The day on which it was accepted.
    pub(crate) accepted: Date,
    /// What was decided.
    pub(crate) disposal: &'static str,
    /// When that was.
    pub(crate) disposed: Date,
}

impl Case {
    /// The number as the procuratorate writes it.
    pub(crate) fn number(&self) -> String {
        format!("示检刑诉〔{}〕{}号", self.accepted.year(), self.sequence)
    }
}

/// What one victim of one case suffered.
#[derive(Debug, Clone)]
pub(crate) struct Harm {
    /// Place of the case.
    pub(crate) case: usize,
    /// Who was harmed.
    pub(crate) victim: usize,
    /// Whom the ledger names: the victim or, when the victim died, a close relative who is alive.
    pub(crate) listed: usize,
    /// How badly.
    pub(crate) injury: Injury,
    /// What was taken.
    pub(crate) loss: Fen,
    /// What is owed, the loss included.
    pub(crate) owed: Fen,
    /// What was paid of it, by whomever.
    pub(crate) paid: Fen,
    /// What of that insurance paid.
    pub(crate) insurance: Fen,
    /// Whether treatment was urgent.
    pub(crate) urgent: bool,
}

impl Harm {
    /// What was paid by anybody but insurance.
    pub(crate) fn paid_by_offender(&self) -> Fen {
        Fen(self.paid.0.saturating_sub(self.insurance.0))
    }

    /// Whether this is harm as the lead rule has it: serious injury or death, urgent treatment, in traffic cases any
    /// injury of light grade or above, or a heavy loss.
    pub(crate) fn grave(&self, offence: &Offence, heavy_loss: Fen) -> bool {
        let hurt_from = if offence.traffic { Injury::LightTwo } else { Injury::SeriousTwo };
        self.injury >= hurt_from || self.urgent || self.loss >= heavy_loss
    }
}

/// Everything that happened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Happened {
    pub(crate) cases: Vec<Case>,
    pub(crate) harms: Vec<Harm>,
    pub(crate) dead: BTreeSet<usize>,
}

// Per ten thousand.
const POOR_BY_HARM: u32 = 3_600;
const DISABLED_BY_SERIOUS_INJURY: u32 = 2_600;
const URGENT_AFTER_SERIOUS_INJURY: u32 = 2_500;
const URGENT_AFTER_LIGHT_INJURY: u32 = 200;
const FROM_A_HOUSEHOLD_IN_HARDSHIP: u32 = 900;
const VICTIMS_OF_A_CASE: &[(usize, u32)] = &[(1, 88), (2, 9), (3, 3)];
const OF_ONE_HOUSEHOLD: u32 = 5_000;
/// How often somebody of the right age and sex is looked for.
const TRIES: usize = 60;

/// Lets the years before today happen, and what they did to the households.
pub(crate) fn happen(county: &Population, hardship: &mut Hardship, settings: &Settings) -> Happened {
    let mut years = Years {
        county,
        poor: hardship.low_income.keys().copied().collect(),
        draw: Draw::new(settings.seed, Stream::Harm),
        happened: Happened::default(),
    };
    if county.people.is_empty() {
        return years.happened;
    }
    let (first, last) = settings.covered();
    years.happened.cases = years.open_cases(first, last, settings.cases());
    for case in 0..years.happened.cases.len() {
        years.victims(case);
    }
    years.aftermath(hardship, last, settings.heavy_loss);
    let mut named = BTreeSet::new();
    // Whoever lost two relatives in one case stands in the ledger once.
    years.happened.harms.retain(|harm| named.insert((harm.case, harm.listed)));
    years.happened
}

struct Years<'a> {
    county: &'a Population,
    /// Households with a low income before anything happened.
    poor: Vec<usize>,
    draw: Draw,
    happened: Happened,
}

impl Years<'_> {
    /// Cases disposed of between the two days, numbered by the day on which they were accepted.
    fn open_cases(&mut self, first: Date, last: Date, number: usize) -> Vec<Case> {
        let length = i64::from(first.until(last).map_or(0, |span| span.get_days()));
        let mut cases: Vec<Case> = (0..number).map(|_| self.open_case(first, length)).collect();
        cases.sort_by_key(|case| case.accepted);
        let (mut year, mut sequence) = (i16::MIN, 0_u32);
        for case in &mut cases {
            sequence = if case.accepted.year() == year { sequence } else { 0 };
            year = case.accepted.year();
            // Cases without a victim take numbers too.
            let skipped = u32::try_from(self.draw.between(1, 3)).unwrap_or(1);
            sequence = sequence.saturating_add(skipped);
            case.sequence = sequence;
        }
        cases
    }

    fn open_case(&mut self, first: Date, length: i64) -> Case {
        let disposed = later(first, self.draw.between(0, length));
        let accepted = later(disposed, self.draw.between(-75, -20));
        let offence = self.draw.by_weight(OFFENCES);
        let disposal = *self.draw.weighted(DISPOSALS);
        Case { offence, sequence: 0, accepted, disposal, disposed }
    }

    fn victims(&mut self, case: usize) {
        let number = *self.draw.weighted(VICTIMS_OF_A_CASE);
        let mut victims: Vec<usize> = Vec::with_capacity(number);
        for _ in 0..number {
            let Some(victim) = self.victim(case, &victims) else { continue };
            victims.push(victim);
        }
        for victim in victims {
            let harm = self.harm(case, victim);
            if harm.injury == Injury::Death {
                self.happened.dead.insert(victim);
            }
            self.happened.harms.push(harm);
        }
    }

    /// Somebody alive of the right age and sex who is not yet a victim of this case.
    fn victim(&mut self, case: usize, taken: &[usize]) -> Option<usize> {
        let (offence, day) = (self.happened.cases[case].offence, self.happened.cases[case].accepted);
        for _ in 0..TRIES {
            let one = self.somebody(taken);
            let person = &self.county.people[one];
            let age = person.age(day);
            let fits = (offence.ages.0..=offence.ages.1).contains(&age)
                && (!offence.women_only || person.sex == Sex::Female)
                && !taken.contains(&one)
                && !self.happened.dead.contains(&one);
            if fits {
                return Some(one);
            }
        }
        None
    }

    fn somebody(&mut self, taken: &[usize]) -> usize {
        if let Some(first) = taken.first()
            && self.draw.chance(OF_ONE_HOUSEHOLD)
        {
            let home = self.county.home(*first);
            return home.first.saturating_add(self.draw.place(home.size));
        }
        if !self.poor.is_empty() && self.draw.chance(FROM_A_HOUSEHOLD_IN_HARDSHIP) {
            let home = &self.county.households[*self.draw.pick(&self.poor)];
            return home.first.saturating_add(self.draw.place(home.size));
        }
        self.draw.place(self.county.people.len())
    }

    fn harm(&mut self, case: usize, victim: usize) -> Harm {
        let offence = self.happened.cases[case].offence;
        let injury = *self.draw.weighted(offence.injuries);
        let loss = round(self.draw.between(offence.loss_yuan.0, offence.loss_yuan.1));
        let owed = injury.owed(&mut self.draw).saturating_add(loss);
        let full = if offence.insured { 5_200 } else { 3_600 };
        let paid = if self.draw.chance(full) {
            owed
        } else if self.draw.chance(6_300) {
            0
        } else {
            let share = self.draw.between(5, 90);
            round(owed.saturating_mul(share).div_euclid(100))
        };
        let share = if offence.insured { self.draw.between(50, 100) } else { 0 };
        let insurance = round(paid.saturating_mul(share).div_euclid(100));
        let urgent = self.draw.chance(match injury {
            Injury::SeriousTwo | Injury::SeriousOne => URGENT_AFTER_SERIOUS_INJURY,
            Injury::LightTwo | Injury::LightOne => URGENT_AFTER_LIGHT_INJURY,
            Injury::None | Injury::Minor | Injury::Death => 0,
        });
        let yuan = |yuan: i64| Fen::from_yuan(yuan).expect("an amount below a quadrillion");
        let (loss, owed, paid, insurance) = (yuan(loss), yuan(owed), yuan(paid), yuan(insurance));
        Harm { case, victim, listed: victim, injury, loss, owed, paid, insurance, urgent }
    }

    /// The dead are named through a relative, and harm that was not made good makes people poor.
    fn aftermath(&mut self, hardship: &mut Hardship, last: Date, heavy_loss: Fen) {
        for place in 0..self.happened.harms.len() {
            let harm = self.happened.harms[place].clone();
            let on = later(self.happened.cases[harm.case].disposed, self.draw.between(5, 200)).min(last);
            if harm.injury == Injury::Death {
                let bereaved = self.bereaved(harm.victim);
                self.happened.harms[place].listed = bereaved.unwrap_or(harm.victim);
                self.orphans(hardship, harm.victim, on);
            } else if harm.injury >= Injury::SeriousTwo && self.draw.chance(DISABLED_BY_SERIOUS_INJURY) {
                hardship.disable(harm.victim, on, &mut self.draw);
            }
            let grave = harm.grave(self.happened.cases[harm.case].offence, heavy_loss);
            if grave && harm.paid < harm.owed && self.draw.chance(POOR_BY_HARM) {
                let household = self.county.people[harm.victim].household;
                hardship.impoverish(household, on, &mut self.draw);
            }
        }
    }

    /// The closest relative at home who is alive: partner, then the older generation and the children by age.
    fn bereaved(&self, victim: usize) -> Option<usize> {
        let alive = |member: &usize| *member != victim && !self.happened.dead.contains(member);
        let relatives = self.county.home(victim).members().filter(alive);
        relatives.min_by_key(|member| {
            let person = &self.county.people[*member];
            (!matches!(person.relation, Relation::Head | Relation::Spouse), person.born)
        })
    }

    /// Children at home whose parents are all dead.
    fn orphans(&mut self, hardship: &mut Hardship, victim: usize, on: Date) {
        let home = self.county.home(victim);
        let is_parent =
            |member: &usize| matches!(self.county.people[*member].relation, Relation::Head | Relation::Spouse);
        if home.members().filter(is_parent).any(|parent| !self.happened.dead.contains(&parent)) {
            return;
        }
        for child in home.members() {
            let person = &self.county.people[child];
            if person.relation == Relation::Child && person.age(on) < 18 && !self.happened.dead.contains(&child) {
                hardship.orphan(child, on, &mut self.draw);
            }
        }
    }
}

/// The day `days` after `day`, or before it.
fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).expect("a day within some years")
}
