//! Candidates: people without a valid number who may be somebody that is known, proposed for a person to confirm.
//!
//! Never: joins them. The one rule is `linkage::agree`; the store only finds who shares a key.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use analysis::{Links, write_links};
use domain::access::action::{ImportRegisters, SeePeople};
use kernel::id::{PersonId, RegisterId};
use linkage::{Key, Record, Why, agree};
use serde_json::json;
use store::{LinkVerdict, Lookup, NewLink, Person, PersonLink, Tx};

use super::identity::{Met, meetings, record_of};
use super::leave;
use super::parquet::blocking;
use super::writing::{Import, count};
use crate::Intake;
use crate::asking::Answer;

/// Links read at once.
const LINKS: u64 = 1_000;

/// How strongly each reason speaks for one person, in thousandths of a bit: an order for the review desk, derived from
/// how many people of one name share a birthday (about one in 20,000), a telephone, a case; trained weights take its place.
fn weight(why: Why) -> i64 {
    match why {
        Why::NameAndPartialId => 18_000,
        Why::NameAndMistypedId => 17_000,
        Why::NameAndBirth => 14_000,
        Why::NameAndPhone => 13_000,
        Why::SoundAndBirth => 11_000,
        Why::NameInCase => 9_000,
        Why::NameAndArea => 5_000,
    }
}

impl Import<'_> {
    /// Proposes whom the people of a portion may be.
    pub(super) async fn link(&mut self, records: Vec<Record<PersonId>>) -> Answer<()> {
        let pairs = self.intake.candidates(&records, BTreeMap::new()).await?;
        let provisional: BTreeSet<PersonId> =
            records.iter().filter(|own| own.id.is_none()).map(|own| own.row).collect();
        let unsure: BTreeSet<PersonId> =
            pairs.keys().flat_map(|(a, b)| [*a, *b]).filter(|person| provisional.contains(person)).collect();
        self.counts.to_confirm = self.counts.to_confirm.saturating_add(count(unsure.len()));
        if pairs.is_empty() {
            return Ok(());
        }
        let mut tx = self.intake.store.begin(&self.who, self.now).await?;
        tx.propose_links(links(&pairs)).await?;
        Ok(tx.commit().await?)
    }
}

fn links(pairs: &BTreeMap<(PersonId, PersonId), Why>) -> Vec<NewLink> {
    let link = |((one, other), why): (&(PersonId, PersonId), &Why)| NewLink {
        one: *one,
        other: *other,
        kind: why.code().to_owned(),
        weight: weight(*why),
        why: json!({ "why": why.code() }),
    };
    pairs.iter().map(link).collect()
}

impl Intake {
    /// Proposes whom one corrected row's person may be; `named_in` are the registers that the row names them in.
    pub(super) async fn link_one(
        &self,
        tx: &mut Tx,
        record: Record<PersonId>,
        named_in: BTreeSet<RegisterId>,
    ) -> Answer<()> {
        let more = BTreeMap::from([(record.row, named_in)]);
        let pairs = self.candidates(&[record], more).await?;
        Ok(tx.propose_links(links(&pairs)).await?)
    }

    /// The pairs of people who may be one, with the strongest reason: at least one of the two has no valid number. `more`
    /// is where people are named by rows that are being written.
    async fn candidates(
        &self,
        records: &[Record<PersonId>],
        more: BTreeMap<PersonId, BTreeSet<RegisterId>>,
    ) -> Answer<BTreeMap<(PersonId, PersonId), Why>> {
        let met: Vec<(usize, Key, Met)> = records
            .iter()
            .enumerate()
            .flat_map(|(at, record)| meetings(record).into_iter().map(move |(key, met)| (at, key, met)))
            .collect();
        let lookups: Vec<Lookup<'_>> = met.iter().map(|(_, _, met)| met.lookup()).collect();
        let hits = self.store.find_people(&leave::<ImportRegisters>()?, &lookups).await?;
        let others: BTreeSet<PersonId> = met
            .iter()
            .zip(&hits)
            .flat_map(|((at, _, _), hits)| {
                hits.iter().filter(|hit| records.get(*at).is_some_and(|own| own.row != **hit))
            })
            .copied()
            .collect();
        let others: Vec<PersonId> = others.into_iter().collect();
        let people: BTreeMap<PersonId, Person> = self
            .store
            .people(&leave::<SeePeople>()?, &others)
            .await?
            .into_iter()
            .map(|person| (person.id, person))
            .collect();
        let mut pairs: BTreeMap<(PersonId, PersonId), Why> = BTreeMap::new();
        for ((at, key, _), hits) in met.iter().zip(&hits) {
            let Some(record) = records.get(*at) else { continue };
            for other in hits.iter().filter(|hit| **hit != record.row).filter_map(|hit| people.get(hit)) {
                if let Some(why) = agree(record, &record_of(other, key)) {
                    let pair = (record.row.min(other.id), record.row.max(other.id));
                    pairs.entry(pair).and_modify(|before| *before = why.min(*before)).or_insert(why);
                }
            }
        }
        self.without_two_rows_of_one_list(pairs, more).await
    }

    /// A register that holds each person once has a row for each of the two: they are two.
    async fn without_two_rows_of_one_list(
        &self,
        pairs: BTreeMap<(PersonId, PersonId), Why>,
        more: BTreeMap<PersonId, BTreeSet<RegisterId>>,
    ) -> Answer<BTreeMap<(PersonId, PersonId), Why>> {
        let people: BTreeSet<PersonId> = pairs.keys().flat_map(|(a, b)| [*a, *b]).collect();
        let mut named_in = self.store.named_in(&people.into_iter().collect::<Vec<_>>()).await?;
        for (person, registers) in more {
            named_in.entry(person).or_default().extend(registers);
        }
        let once = |id: &RegisterId| self.library.registers.get(id.as_str()).is_some_and(|register| register.once);
        let are_two = |a: &PersonId, b: &PersonId| match (named_in.get(a), named_in.get(b)) {
            (Some(a), Some(b)) => a.intersection(b).any(once),
            (None, _) | (_, None) => false,
        };
        Ok(pairs.into_iter().filter(|((a, b), _)| !are_two(a, b)).collect())
    }

    /// Tells the tables who turned out to be whom, and who may be; answers how many pairs these are. Under their lock.
    pub(super) async fn write_links(&self) -> Answer<u64> {
        let merged = self.store.merged_people().await?;
        let roots: BTreeSet<PersonId> = merged.values().copied().collect();
        let roots = self.store.people(&leave::<SeePeople>()?, &roots.into_iter().collect::<Vec<_>>()).await?;
        let sure: BTreeMap<PersonId, bool> = roots.iter().map(|person| (person.id, !person.provisional)).collect();
        let is_sure = |person: &PersonId| sure.get(person).copied().unwrap_or_default();
        let now = |person: PersonId| merged.get(&person).copied().unwrap_or(person);
        let pair = |link: &PersonLink| {
            let (one, other) = (now(link.left), now(link.right));
            (one.min(other), one.max(other))
        };
        let two: BTreeSet<_> = self.links_with(LinkVerdict::Different).await?.iter().map(pair).collect();
        let mut candidates = BTreeSet::new();
        for verdict in [LinkVerdict::Open, LinkVerdict::Unsure] {
            let links = self.links_with(verdict).await?;
            candidates.extend(links.iter().map(pair).filter(|pair| pair.0 != pair.1 && !two.contains(pair)));
        }
        let same = merged.iter().map(|(old, now)| (*old, *now, is_sure(now))).collect();
        let pairs = count(merged.len().saturating_add(candidates.len()));
        let (folder, links) = (Arc::clone(&self.folder), Links { same, candidates: candidates.into_iter().collect() });
        blocking(move || write_links(&folder, &links)).await?;
        Ok(pairs)
    }

    async fn links_with(&self, verdict: LinkVerdict) -> Answer<Vec<PersonLink>> {
        let mut all: Vec<PersonLink> = vec![];
        loop {
            let some = self.store.links(verdict, all.last().map(|link| link.id), LINKS).await?;
            if some.is_empty() {
                return Ok(all);
            }
            all.extend(some);
        }
    }
}
