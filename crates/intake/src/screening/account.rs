//! The account of everyone: each person that a register names stands in exactly one line, and the lines sum to the register.
//!
//! Never: a person twice in one register, or in no line. Who has several harms stands where most is still to be done;
//! who was harmed in nothing that the platform knows of is not eligible because of that, and of whom no screening has
//! looked yet nothing is said.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::action::SeeRegisters;
use domain::access::{Allowed, permit};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::id::{PersonId, RegisterId};
use kernel::{Label, Mistake};
use serde::{Deserialize, Serialize};

use crate::Intake;
use crate::asking::{Answer, Asker, Error, civil_day};

/// The reason of who stands in a register and was not harmed: the lead rules' own word.
const NO_HARM: &str = "no-harm";

/// Where a person stands, the one first in which most is still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountCategory {
    /// There is a lead, or a case that is open.
    Found,
    /// Somebody was asked for what is not known.
    Asked,
    /// Something must be found out first; the ground says what.
    Unknown,
    /// Helped, by us or by another organ.
    Helped,
    /// A case was decided against; the ground says why.
    Refused,
    /// Another organ is competent; the ground says which.
    HandedOn,
    /// Could not be found or reached.
    Lost,
    /// No lead; the ground says why.
    NotEligible,
    /// Came in since the last screening: nothing is known of a harm yet.
    NotScreened,
}

impl AccountCategory {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::Found,
        Self::Asked,
        Self::Unknown,
        Self::Helped,
        Self::Refused,
        Self::HandedOn,
        Self::Lost,
        Self::NotEligible,
        Self::NotScreened,
    ];

    /// Its stable word, such as `not-eligible`: the name of a message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AccountCategory::Found => "found",
            AccountCategory::Asked => "asked",
            AccountCategory::Unknown => "unknown",
            AccountCategory::Helped => "helped",
            AccountCategory::Refused => "refused",
            AccountCategory::HandedOn => "handed-on",
            AccountCategory::Lost => "lost",
            AccountCategory::NotEligible => "not-eligible",
            AccountCategory::NotScreened => "not-screened",
        }
    }

    fn of(word: &str) -> Answer<Self> {
        let found = Self::ALL.into_iter().find(|own| own.word() == word);
        found.ok_or_else(|| Error::fault(format!("an account has no line {word}")))
    }
}

/// The account of one register, or of all, for the lists of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The month: `2026-03`; of all lists when nothing.
    pub month: Option<String>,
    /// How many people its registers name, each once.
    pub of: u64,
    /// One line for each category, empty ones included.
    pub lines: Vec<AccountLine>,
    /// Each register by itself.
    pub registers: Vec<RegisterAccount>,
    /// Whether the lines sum to the people, in every register.
    pub sums_agree: bool,
    /// The moment.
    pub as_of: Timestamp,
    /// The months in which lists came in, newest first.
    pub months: Vec<String>,
}

/// A line of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Where they stand.
    pub category: AccountCategory,
    /// How many.
    pub people: u64,
    /// By ground, where there is one: its code, its words, how many.
    pub grounds: Vec<(String, Label, u64)>,
}

/// The account of one register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterAccount {
    /// Which.
    pub register: RegisterId,
    /// What a citizen reads.
    pub label: Label,
    /// How many people it names.
    pub of: u64,
    /// How many stand in each category, in their order.
    pub people: Vec<(AccountCategory, u64)>,
}

/// Where one person stands, with the ground.
type Standing = (AccountCategory, Option<String>);

/// Where everybody stands.
struct Stands {
    known: BTreeMap<PersonId, Standing>,
    unscreened: BTreeSet<PersonId>,
    /// Of whom screening knows no harm, and who are named by a row that no screening has looked at yet.
    without: [Standing; 2],
}

impl Stands {
    fn of(&self, person: PersonId) -> &Standing {
        let [unharmed, unscreened] = &self.without;
        let without = if self.unscreened.contains(&person) { unscreened } else { unharmed };
        self.known.get(&person).unwrap_or(without)
    }
}

impl Intake {
    /// The account of everyone whom the lists of `month` (`2026-03`, or all) name, in one register or in all.
    ///
    /// # Errors
    /// Refuses who may not see registers; a mistake at `month` when it is none.
    pub async fn account(&self, asker: &Asker, register: Option<&RegisterId>, month: Option<&str>) -> Answer<Account> {
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let during = month.map(moments).transpose()?;
        let mut named = self.store.standings(&allowed, during).await?;
        named.retain(|own, _| register.is_none_or(|wanted| own == wanted));
        let everyone: BTreeSet<PersonId> = named.values().flatten().copied().collect();
        let stands = self.stands(&everyone).await?;
        let standing = |person: &PersonId| stands.of(*person);
        let registers: Vec<RegisterAccount> =
            named.iter().map(|(id, people)| self.register_account(id, people, &standing)).collect();
        let lines = self.lines(&everyone, &standing);
        let sum = |counts: &mut dyn Iterator<Item = u64>| counts.fold(0_u64, u64::saturating_add);
        let of = count(everyone.len());
        let agree = |own: &RegisterAccount| sum(&mut own.people.iter().map(|(_, people)| *people)) == own.of;
        let sums_agree = sum(&mut lines.iter().map(|line| line.people)) == of && registers.iter().all(agree);
        let months = self.months(&allowed).await?;
        Ok(Account { month: month.map(ToOwned::to_owned), of, lines, registers, sums_agree, as_of: asker.now, months })
    }

    /// Where everyone with a harm stands, each harm once: counted by the database, for a page that is opened often.
    /// Nothing for who may not see registers.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_at_a_glance(&self, asker: &Asker) -> Answer<Option<Vec<(AccountCategory, u64)>>> {
        let Ok(allowed) = permit::<SeeRegisters>(&asker.actor) else { return Ok(None) };
        let mut lines: BTreeMap<AccountCategory, u64> = BTreeMap::new();
        for tally in self.store.account_of_everyone(&allowed, None, None).await? {
            let people = lines.entry(AccountCategory::of(&tally.category)?).or_default();
            *people = people.saturating_add(tally.people);
        }
        Ok(Some(lines.into_iter().collect()))
    }

    /// Where each of `people` stands who has a harm: where most is still to be done.
    async fn stands(&self, people: &BTreeSet<PersonId>) -> Answer<Stands> {
        let mut known: BTreeMap<PersonId, Standing> = BTreeMap::new();
        for line in self.store.lines_of(people).await? {
            let standing = (AccountCategory::of(&line.category)?, line.ground);
            let place = known.entry(line.person).or_insert_with(|| standing.clone());
            if standing.0 < place.0 {
                *place = standing;
            }
        }
        Ok(Stands {
            known,
            unscreened: self.store.unscreened(self.store.mark(super::MARK).await?).await?,
            without: [(AccountCategory::NotEligible, Some(NO_HARM.to_owned())), (AccountCategory::NotScreened, None)],
        })
    }

    fn register_account<'a>(
        &self,
        register: &RegisterId,
        people: &BTreeSet<PersonId>,
        standing: &impl Fn(&PersonId) -> &'a Standing,
    ) -> RegisterAccount {
        let mut counts: BTreeMap<AccountCategory, u64> = AccountCategory::ALL.iter().map(|own| (*own, 0)).collect();
        for person in people {
            let place = counts.entry(standing(person).0).or_default();
            *place = place.saturating_add(1);
        }
        RegisterAccount {
            register: register.clone(),
            label: self.library.register_label(register),
            of: count(people.len()),
            people: counts.into_iter().collect(),
        }
    }

    fn lines<'a>(
        &self,
        people: &BTreeSet<PersonId>,
        standing: &impl Fn(&PersonId) -> &'a Standing,
    ) -> Vec<AccountLine> {
        let mut grounds: BTreeMap<&Standing, u64> = BTreeMap::new();
        for person in people {
            let place = grounds.entry(standing(person)).or_default();
            *place = place.saturating_add(1);
        }
        let line = |category: AccountCategory| {
            let here = || grounds.iter().filter(|((own, _), _)| *own == category);
            let ground = |((_, ground), people): (&&Standing, &u64)| {
                ground.as_ref().map(|code| (code.clone(), self.library.ground_label(code), *people))
            };
            AccountLine {
                category,
                people: here().map(|(_, people)| *people).fold(0, u64::saturating_add),
                grounds: here().filter_map(ground).collect(),
            }
        };
        AccountCategory::ALL.into_iter().map(line).collect()
    }

    async fn months(&self, allowed: &Allowed<SeeRegisters>) -> Answer<Vec<String>> {
        let mut months = BTreeSet::new();
        for received in self.store.receipts(allowed).await? {
            let day = civil_day(received)?;
            months.insert(format!("{:04}-{:02}", day.year(), day.month()));
        }
        Ok(months.into_iter().rev().collect())
    }
}

/// The first moment of a month and the first of the next, in Asia/Shanghai.
fn moments(month: &str) -> Answer<(Timestamp, Timestamp)> {
    let wrong = || Error::Mistaken(vec![Mistake::at("month", "not-a-date")]);
    let first: Date = format!("{month}-01").parse().map_err(|_| wrong())?;
    let next = first.checked_add(jiff::Span::new().months(1)).map_err(|_| wrong())?;
    let zone = TimeZone::get("Asia/Shanghai").map_err(Error::fault)?;
    let moment = |day: Date| day.to_zoned(zone.clone()).map(|zoned| zoned.timestamp()).map_err(Error::fault);
    Ok((moment(first)?, moment(next)?))
}

fn count(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}
