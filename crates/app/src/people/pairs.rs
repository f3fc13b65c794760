//! Two records that may be one person: shown side by side, judged by a person, joined, and parted again when it was wrong.
//!
//! Never: joins by itself. Linkage proposes; what somebody said is kept and is not asked again.
use domain::access::action::JoinPeople;
use domain::access::{Allowed, permit};
use domain::case_types::FieldKind;
use domain::masks::{self, Seen};
use intake::registers::ID_TEXT;
use kernel::id::{CaseId, PersonId};
use kernel::{CitizenId, Label, Mistake, PartialId, Refusal};
use serde::{Deserialize, Serialize};
use store::{Claim, Collision, Identity, LinkVerdict, Pair, Person, ShowsPeople, Tx};

use super::{address_of, citizen_id_of, name_of, phone_of};
use crate::{Answer, App, Asker, Error, Once, Shown};

/// The fewest and the most characters of a reason.
const REASON: std::ops::RangeInclusive<usize> = 4..=500;

/// Pairs on a page: each is a comparison and a form.
const ON_A_PAGE: usize = 10;

/// Two people side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairView {
    /// The link that is judged.
    pub link: i64,
    /// What was said of it when the page was made.
    pub seen: LinkVerdict,
    /// The code of what speaks for one person, e.g. `name-and-birth`.
    pub why: String,
    /// The one.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// What is known of each, line by line.
    pub lines: Vec<PairLine>,
    /// In which registers each stands.
    pub registers: (Vec<Label>, Vec<Label>),
    /// Whether the asker may say what they are.
    pub may_say: bool,
}

/// A line of the comparison, masked as the asker sees either; compared as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairLine {
    /// What.
    pub what: PairField,
    /// Of the one.
    pub one: Shown,
    /// Of the other.
    pub other: Shown,
    /// Whether the two agree.
    pub same: Compared,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PairField {
    /// The name.
    Name,
    /// The identity number, or what is left of it.
    CitizenId,
    /// The day of birth.
    Birth,
    /// The telephone number.
    Phone,
    /// The address.
    Address,
}

/// How two texts compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// They say the same.
    Same,
    /// They differ.
    Differs,
    /// One of them says nothing, or too little.
    Unknown,
}

/// A judgement of a pair, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayPair {
    /// The link.
    pub link: i64,
    /// What had been said when the page was made.
    pub seen: LinkVerdict,
    /// What is said now.
    pub said: LinkVerdict,
    /// Why.
    pub reason: String,
    /// The key of the form.
    pub once: Once,
}

/// What became of a judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The person whose page to go to.
    pub person: PersonId,
    /// What two records have at once now.
    pub twice: Twice,
}

/// What one person has twice because they were two records: nothing is undone, somebody must look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Twice {
    /// Two awards for one harm.
    pub awards: Vec<Collision>,
    /// Open cases of one kind, when there is more than one.
    pub open_cases: Vec<CaseId>,
}

impl Twice {
    /// Whether there is nothing to look at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.awards.is_empty() && self.open_cases.is_empty()
    }
}

impl App {
    /// Says whether two records are one person; that they are joins them. The same form twice is one judgement.
    ///
    /// # Errors
    /// [`Error::Changed`] when somebody judged the pair meanwhile, `PPL-001` for two valid numbers that differ, `PPL-002`
    /// when one of them was erased, [`Error::NotFound`] when one of them is out of reach.
    pub async fn say_pair(&self, asker: &Asker, wanted: &SayPair) -> Answer<Joined> {
        let allowed = permit::<JoinPeople>(&asker.actor)?;
        let reason = reason(&wanted.reason)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("pair:{}:{}", wanted.link, wanted.once.0);
        let person = match tx.claim(&token).await? {
            Claim::Done(answer) => serde_json::from_value(answer).map_err(Error::fault)?,
            Claim::Fresh => {
                let pair = (wanted.link, wanted.seen);
                let person = self.say_within(&allowed, &mut tx, pair, (wanted.said, reason)).await?;
                tx.settle(&token, &serde_json::to_value(person).map_err(Error::fault)?).await?;
                tx.commit().await?;
                person
            }
        };
        Ok(Joined { person, twice: self.twice(person).await? })
    }

    /// Judges a pair in a transaction that does more; answers who the two are known as.
    pub(crate) async fn say_within<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        tx: &mut Tx,
        (link, seen): (i64, LinkVerdict),
        (said, reason): (LinkVerdict, &str),
    ) -> Answer<PersonId> {
        let known = tx.link(link).await?;
        let (left, right) = (tx.true_person(known.left).await?, tx.true_person(known.right).await?);
        if known.verdict != seen || left == right {
            return Err(Error::Changed);
        }
        let one = self.whole(allowed, left).await?.ok_or(Error::NotFound)?.0;
        let other = self.whole(allowed, right).await?.ok_or(Error::NotFound)?.0;
        if one.identity.is_none() || other.identity.is_none() {
            return Err(Refusal::new("PPL-002").into());
        }
        let (kept, gone) = kept_and_gone(&one, &other);
        if said == LinkVerdict::Same && compared_ids(&one, &other) == Compared::Differs {
            return Err(Refusal::new("PPL-001").into());
        }
        tx.judge_link(link, said, reason).await?;
        if said == LinkVerdict::Same {
            tx.merge_people(kept.id, gone.id, reason).await?;
        }
        Ok(kept.id)
    }

    /// Takes back that the record `gone` is somebody else's: it is a person of its own again, with all that hangs on it.
    /// The same form twice is done once.
    ///
    /// # Errors
    /// `PPL-002` when the person was erased, [`Error::Changed`] when it was parted meanwhile, [`Error::NotFound`] out of
    /// reach.
    pub async fn part_person(&self, asker: &Asker, gone: PersonId, why: &str, once: &Once) -> Answer<PersonId> {
        let allowed = permit::<JoinPeople>(&asker.actor)?;
        let reason = reason(why)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("part:{gone}:{}", once.0);
        if let Claim::Done(answer) = tx.claim(&token).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let (person, _) = self.whole(&allowed, gone).await?.ok_or(Error::NotFound)?;
        if person.id == gone {
            return Err(Error::Changed);
        }
        if person.identity.is_none() {
            return Err(Refusal::new("PPL-002").into());
        }
        tx.split_person(gone, reason).await?;
        tx.settle(&token, &serde_json::to_value(person.id).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(person.id)
    }

    /// Who may be `person`, side by side, as far as either is in reach of who may say.
    pub(crate) async fn pairs(&self, asker: &Asker, person: PersonId) -> Answer<Vec<PairView>> {
        let Ok(allowed) = permit::<JoinPeople>(&asker.actor) else { return Ok(vec![]) };
        let mut views = vec![];
        for pair in self.store().pairs_of(person).await?.into_iter().filter(Pair::is_open) {
            views.extend(self.pair_view(asker, &allowed, pair).await?);
        }
        Ok(views)
    }

    /// Everybody in reach of whom a person is still to say whether they are one, the likeliest first; `after` is where the
    /// page before ended.
    ///
    /// # Errors
    /// Refuses who may not say.
    pub async fn open_pairs(&self, asker: &Asker, after: Option<i64>) -> Answer<(Vec<PairView>, Option<i64>)> {
        let allowed = permit::<JoinPeople>(&asker.actor)?;
        let (pairs, next) = self.store().open_pairs(&allowed, after, ON_A_PAGE).await?;
        let mut views = vec![];
        for pair in pairs {
            let person = self.store().known_as(pair.person).await?;
            let pair = Pair { person: person.first().copied().unwrap_or(pair.person), ..pair };
            self.log_look(asker, pair.person, "pair", self.seen(asker, pair.person)).await?;
            views.extend(self.pair_view(asker, &allowed, pair).await?);
        }
        Ok((views, next))
    }

    /// Two people side by side; nothing when an act does not show both. The other one is looked at, and that is on record.
    pub(crate) async fn pair_view<A: ShowsPeople>(
        &self,
        asker: &Asker,
        allowed: &Allowed<A>,
        pair: Pair,
    ) -> Answer<Option<PairView>> {
        let (one, other) = (self.whole(allowed, pair.person).await?, self.whole(allowed, pair.other).await?);
        let Some(((one, _), (other, _))) = one.zip(other) else { return Ok(None) };
        let seen = self.seen_by(asker, allowed, &[one.id, other.id]).await?;
        self.log_look(asker, other.id, "pair", seen.of(other.id)).await?;
        Ok(Some(PairView {
            link: pair.link,
            seen: pair.verdict,
            why: pair.kind,
            lines: compared(&one, &other, (seen.of(one.id), seen.of(other.id))),
            registers: (self.registers_of(allowed, one.id).await?, self.registers_of(allowed, other.id).await?),
            may_say: asker.actor.may(domain::access::Act::JoinPeople),
            one: one.id,
            other: other.id,
        }))
    }

    async fn registers_of<A: ShowsPeople>(&self, allowed: &Allowed<A>, person: PersonId) -> Answer<Vec<Label>> {
        let rows = self.store().rows_of(allowed, person).await?;
        let ids: std::collections::BTreeSet<_> = rows.into_iter().map(|(row, _)| row.register).collect();
        Ok(ids.iter().map(|id| self.library().register_label(id)).collect())
    }

    /// What `person` has twice.
    pub(crate) async fn twice(&self, person: PersonId) -> Answer<Twice> {
        let awards = self.store().collisions_of(person).await?;
        let mut open_cases = vec![];
        if self.store().known_as(person).await?.len() > 1 {
            let open = self.store().open_cases_of(person).await?;
            let of_kind = |kind| open.iter().filter(|(_, other)| *other == kind).count();
            open_cases = open.iter().filter(|(_, kind)| of_kind(kind.clone()) > 1).map(|(case, _)| *case).collect();
        }
        Ok(Twice { awards, open_cases })
    }
}

fn compared(one: &Person, other: &Person, seen: (Seen, Seen)) -> Vec<PairLine> {
    let line = |what: PairField, kind: FieldKind, of: fn(&Identity) -> Option<&str>| {
        let text = |person: &Person| person.identity.as_ref().and_then(of).map(ToOwned::to_owned);
        let (left, right) = (text(one), text(other));
        let shown =
            |text: &Option<String>, seen| text.as_ref().map(|text| masks::field(kind, text, seen)).unwrap_or_default();
        let same = match (&left, &right) {
            (Some(left), Some(right)) if left == right => Compared::Same,
            (Some(_), Some(_)) => Compared::Differs,
            (None, _) | (_, None) => Compared::Unknown,
        };
        PairLine { what, one: shown(&left, seen.0), other: shown(&right, seen.1), same }
    };
    let ids = line(PairField::CitizenId, FieldKind::CitizenId, number_of);
    vec![
        line(PairField::Name, FieldKind::Person, name_of),
        PairLine { same: compared_ids(one, other), ..ids },
        births(one, other, seen),
        line(PairField::Phone, FieldKind::Phone, phone_of),
        line(PairField::Address, FieldKind::Place, address_of),
    ]
}

/// Who stays and who goes: a valid number before none, then the record that was known first.
fn kept_and_gone<'a>(one: &'a Person, other: &'a Person) -> (&'a Person, &'a Person) {
    if (one.provisional, one.id) <= (other.provisional, other.id) { (one, other) } else { (other, one) }
}

/// The identity number, or what a file says in its place.
fn number_of(identity: &Identity) -> Option<&str> {
    citizen_id_of(identity).or_else(|| identity.other.get(ID_TEXT).map(|text| text.unseal().as_str()))
}

/// Two valid numbers are the same or two people; a damaged one may only contradict.
fn compared_ids(one: &Person, other: &Person) -> Compared {
    let number = |person: &Person| person.identity.as_ref().and_then(number_of).map(ToOwned::to_owned);
    let Some((left, right)) = number(one).zip(number(other)) else { return Compared::Unknown };
    match (CitizenId::parse(&left).ok(), CitizenId::parse(&right).ok()) {
        (Some(left), Some(right)) if left == right => Compared::Same,
        (Some(_), Some(_)) => Compared::Differs,
        (Some(id), None) | (None, Some(id)) => {
            let damaged = [&left, &right].into_iter().find(|text| CitizenId::parse(text).is_err());
            match damaged.and_then(|text| PartialId::parse(text)) {
                Some(partial) if partial.agrees_with(&id) => Compared::Same,
                Some(_) | None => Compared::Unknown,
            }
        }
        (None, None) => Compared::Unknown,
    }
}

fn births(one: &Person, other: &Person, seen: (Seen, Seen)) -> PairLine {
    let birth = |person: &Person| {
        let identity = person.identity.as_ref();
        identity.and_then(|own| own.birth.as_ref()).map(|day| *day.unseal())
    };
    let shown = |person: &Person, seen| birth(person).map(|day| masks::birth(day, seen)).unwrap_or_default();
    let same = match (birth(one), birth(other)) {
        (Some(left), Some(right)) if left == right => Compared::Same,
        (Some(_), Some(_)) => Compared::Differs,
        (None, _) | (_, None) => Compared::Unknown,
    };
    PairLine { what: PairField::Birth, one: shown(one, seen.0), other: shown(other, seen.1), same }
}

/// The reason that was typed; who joins, parts or erases says why.
pub(super) fn reason(typed: &str) -> Answer<&str> {
    let reason = typed.trim();
    let length = reason.chars().count();
    if length < *REASON.start() {
        return Err(Error::Mistaken(vec![Mistake::at("reason", "reason-too-short").with("min", REASON.start())]));
    }
    if length > *REASON.end() {
        return Err(Error::Mistaken(vec![Mistake::at("reason", "too-long").with("max", REASON.end())]));
    }
    Ok(reason)
}
