//! Whom somebody may see: people of the cases, leads and registers within their reach. There is no browsing of people.
//!
//! One condition decides for a name in a list, for a page, for the rows behind it and for who looked.
use std::collections::BTreeSet;

use domain::access::action::{
    ErasePeople, ImportRegisters, JoinPeople, JudgeLeads, SeeCases, SeeLeads, SeePeople, SeeRegisters, Unmask,
    WorkCases,
};
use domain::access::{Action, Allowed};
use kernel::id::PersonId;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::merge::families;
use super::{LinkVerdict, Lookup, Pair, Person};
use crate::cases::{in_reach, list::cases_of};
use crate::error::Result;
use crate::leads::list::within;
use crate::paging::office_reach;
use crate::rows::{batch, case_file, case_party, lead, register_row};
use crate::store::Store;
use crate::text::CHUNK;

/// Links read at once.
const PORTION: u64 = 100;

/// The rows through which somebody is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Through {
    /// Cases in which they have a part.
    Cases,
    /// Leads about them, or that name them as a candidate.
    Leads,
    /// Rows of files that an office took in.
    Registers,
}

/// An act under which people are seen.
pub trait ShowsPeople: Action {
    /// Through which rows in reach.
    const THROUGH: &'static [Through];
}

/// An act for which it must be known whether somebody is known already, whoever saw them first. Answers numbers only.
pub trait MeetsPeople: Action {}

impl MeetsPeople for WorkCases {}
impl MeetsPeople for ImportRegisters {}

macro_rules! shows {
    ($($act:ident: $($rows:ident)+),+ $(,)?) => {$(
        impl ShowsPeople for $act {
            const THROUGH: &'static [Through] = &[$(Through::$rows),+];
        }
    )+};
}

shows! {
    SeeCases: Cases, WorkCases: Cases, SeeLeads: Leads, JudgeLeads: Leads, SeeRegisters: Registers,
    ImportRegisters: Registers, SeePeople: Cases Leads Registers, Unmask: Cases Leads Registers,
    JoinPeople: Cases Leads Registers, ErasePeople: Cases Leads Registers,
}

impl Store {
    /// Those of `ids` that are in reach, by number. Who was merged is seen through every record that they are.
    ///
    /// # Errors
    /// When the database fails, or an identity does not open.
    pub async fn people<A: ShowsPeople>(&self, allowed: &Allowed<A>, ids: &[PersonId]) -> Result<Vec<Person>> {
        let shown = self.shown(allowed, ids).await?;
        self.people_of(&shown).await
    }

    /// The people in reach who are found under any of `lookups`: at most `limit`, and whether there are more.
    ///
    /// # Errors
    /// When the database fails, or an identity does not open.
    pub async fn look_up<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        lookups: &[Lookup<'_>],
        limit: usize,
    ) -> Result<(Vec<Person>, bool)> {
        let hits = super::find(self.reader(), self.vault(), lookups).await?;
        let hits: BTreeSet<PersonId> = hits.into_iter().flatten().collect();
        let mut shown = self.shown(allowed, &hits.into_iter().collect::<Vec<_>>()).await?;
        let more = shown.len() > limit;
        shown.truncate(limit);
        Ok((self.people_of(&shown).await?, more))
    }

    /// Pairs of people in reach of whom a person is still to say whether they are one, the strongest first, after the link
    /// `after`: at most `limit`, and the link after which the next page begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_pairs(
        &self,
        allowed: &Allowed<JoinPeople>,
        after: Option<i64>,
        limit: usize,
    ) -> Result<(Vec<Pair>, Option<i64>)> {
        let mut pairs: Vec<Pair> = vec![];
        let mut last = after;
        loop {
            let links = self.links(LinkVerdict::Open, last, PORTION).await?;
            let Some(end) = links.last().map(|link| link.id) else { return Ok((pairs, None)) };
            let both: Vec<PersonId> = links.iter().flat_map(|link| [link.left, link.right]).collect();
            let shown: BTreeSet<PersonId> = self.shown(allowed, &both).await?.into_iter().collect();
            for link in links.iter().filter(|link| shown.contains(&link.left) && shown.contains(&link.right)) {
                if pairs.len() == limit {
                    return Ok((pairs, last));
                }
                // Of several links between the same two, the strongest stands for all.
                let own = self.pairs_of(link.left).await?;
                pairs.extend(own.into_iter().find(|pair| pair.link == link.id && pair.is_open()));
                last = Some(link.id);
            }
            last = Some(end);
        }
    }

    /// Those of `ids` that are in reach, in order.
    pub(crate) async fn shown<A: ShowsPeople>(&self, allowed: &Allowed<A>, ids: &[PersonId]) -> Result<Vec<PersonId>> {
        let asked: BTreeSet<i64> = ids.iter().map(|id| id.0).collect();
        if allowed.reaches_all() {
            return Ok(asked.into_iter().map(PersonId).collect());
        }
        let spoken = self.spoken_of(allowed, &asked).await?;
        let unseen: BTreeSet<i64> = asked.difference(&spoken).copied().collect();
        let families = families(self.reader(), &unseen).await?;
        let others: BTreeSet<i64> = families.values().flatten().copied().collect();
        let others = self.spoken_of(allowed, &others.difference(&asked).copied().collect()).await?;
        let is_shown = |id: &i64| {
            let mut same = families.get(id).into_iter().flatten();
            spoken.contains(id) || same.any(|own| spoken.contains(own) || others.contains(own))
        };
        Ok(asked.iter().filter(|id| is_shown(id)).copied().map(PersonId).collect())
    }

    /// Those of `ids` of whom rows in reach speak.
    async fn spoken_of<A: ShowsPeople>(&self, allowed: &Allowed<A>, ids: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        for some in ids.iter().copied().collect::<Vec<_>>().chunks(CHUNK) {
            for rows in A::THROUGH {
                found.extend(match rows {
                    Through::Cases => self.in_cases(allowed, some).await?,
                    Through::Leads => self.in_leads(allowed, some).await?,
                    Through::Registers => self.in_registers(allowed, some).await?,
                });
            }
        }
        Ok(found)
    }

    async fn in_cases<A>(&self, allowed: &Allowed<A>, some: &[i64]) -> Result<Vec<i64>> {
        let theirs = cases_of(some.iter().copied().collect());
        let cases = in_reach(allowed).filter(case_file::Column::Id.in_subquery(theirs));
        let cases = cases.select_only().column(case_file::Column::Id).into_query();
        let parties = case_party::Entity::find()
            .filter(case_party::Column::PersonId.is_in(some.iter().copied()))
            .filter(case_party::Column::CaseId.in_subquery(cases));
        Ok(parties
            .select_only()
            .column(case_party::Column::PersonId)
            .distinct()
            .into_tuple()
            .all(self.reader())
            .await?)
    }

    async fn in_leads<A>(&self, allowed: &Allowed<A>, some: &[i64]) -> Result<Vec<i64>> {
        let mut found: Vec<i64> = vec![];
        for column in [lead::Column::PersonId, lead::Column::CandidateId] {
            let leads = within(allowed).filter(Condition::all().add(column.is_in(some.iter().copied())));
            let theirs: Vec<i64> =
                leads.select_only().column(column).distinct().into_tuple().all(self.reader()).await?;
            found.extend(theirs);
        }
        Ok(found)
    }

    async fn in_registers<A>(&self, allowed: &Allowed<A>, some: &[i64]) -> Result<Vec<i64>> {
        let batches = batch::Entity::find()
            .select_only()
            .column(batch::Column::Id)
            .filter(office_reach(allowed, batch::Column::OfficeId));
        let rows = register_row::Entity::find()
            .filter(register_row::Column::PersonId.is_in(some.iter().copied()))
            .filter(register_row::Column::BatchId.in_subquery(batches.into_query()));
        Ok(rows.select_only().column(register_row::Column::PersonId).distinct().into_tuple().all(self.reader()).await?)
    }
}
