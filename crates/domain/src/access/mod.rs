//! Who may do what, to which rows, and how much of a person they see.
//!
//! [`permit`] is the only maker of [`Allowed`]; the store takes an `Allowed<A>` and filters every list and every
//! single row by its [`Reach`], so that a list can never show what a page would refuse. Grants come from
//! `packs/access/roles.toml`.
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use kernel::id::{CaseTypeId, OfficeId, RoleId, UserId};
use kernel::{Label, Refusal};
use law::facts::DataClass;
use serde::{Deserialize, Serialize};

/// What may be done, as `roles.toml` spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// See cases, their documents and their clocks.
    SeeCases,
    /// Take steps of cases (which steps, the kind of case says).
    WorkCases,
    /// Open a case; who does works on cases too.
    OpenCases,
    /// See leads and questions.
    SeeLeads,
    /// Give a verdict on a lead.
    JudgeLeads,
    /// Look people up and see their records.
    SeePeople,
    /// See personal text unmasked, for a reason that is recorded.
    Unmask,
    /// Say whether two records are one person; join them, part them again.
    JoinPeople,
    /// Erase a person for good.
    ErasePeople,
    /// See imports, bad cells and the account of everyone.
    SeeRegisters,
    /// Take in and take back what agencies hand over.
    ImportRegisters,
    /// See the fund, its batches and how it stands.
    SeeFund,
    /// Record what comes and goes, put payments together, take the bank's answers in.
    KeepFund,
    /// Release payments that somebody else put together.
    ReleasePayments,
    /// Use the calculator.
    Calculate,
    /// See offices, people, packs, figures.
    SeeAdministration,
    /// Change offices, accounts and roles; enter and confirm figures.
    Administer,
    /// Confirm or reject the tables and figures that another person entered.
    ConfirmValues,
    /// Read the journal and its state.
    ReadJournal,
}

/// How far a grant reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// What the person works on.
    Own,
    /// Their office.
    Office,
    /// Their office and those under it.
    Subtree,
    /// Everything.
    All,
}

/// One line of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grant {
    /// What may be done.
    pub act: Act,
    /// How far.
    pub scope: Scope,
    /// Which kinds of case; absent means all.
    #[serde(default)]
    pub case_types: Option<Vec<CaseTypeId>>,
    /// The most guarded class of data that is shown.
    #[serde(default = "office_class")]
    pub class: DataClass,
}

fn office_class() -> DataClass {
    DataClass::Office
}

/// A role: its grants and the roles that nobody may hold beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its name in packs.
    pub id: RoleId,
    /// Its name on pages.
    pub label: Label,
    /// What it may do.
    #[serde(default, rename = "grant")]
    pub grants: Vec<Grant>,
    /// Who reviews does not approve, who approves does not pay, who grants access does not read.
    #[serde(default)]
    pub incompatible: Vec<RoleId>,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account, or the system actor's name.
    pub who: Who,
    /// The office they act for.
    pub office: OfficeId,
    /// The office's place in the tree: `/1/4/`, ending in its own id.
    pub office_path: String,
    /// Their roles.
    pub roles: BTreeSet<RoleId>,
    /// What the roles grant.
    pub grants: Vec<Grant>,
}

/// A person or a named part of the system; jobs, imports and verification act under their own name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// A member of staff.
    User(UserId),
    /// A part of the system, such as `screening`.
    System(String),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Who::User(id) => write!(f, "user:{id}"),
            Who::System(name) => write!(f, "system:{name}"),
        }
    }
}

impl Actor {
    /// The named system actor of `office`, which sees and does what its job needs.
    #[must_use]
    pub fn system(name: &str, office: OfficeId, acts: &[Act]) -> Self {
        let grant = |act: &Act| Grant { act: *act, scope: Scope::All, case_types: None, class: DataClass::Sealed };
        Self {
            who: Who::System(name.to_owned()),
            office,
            office_path: format!("/{office}/"),
            roles: BTreeSet::new(),
            grants: acts.iter().map(grant).collect(),
        }
    }

    /// Whether any role grants `act`: decides which doors a page offers.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.grants.iter().any(|grant| grant.act == act)
    }
}

/// Which rows an act reaches; the store turns it into the filter of every query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Every row.
    All,
    /// Rows of the office at this path and of those under it.
    Subtree(String),
    /// Rows of this office.
    Office(OfficeId),
    /// Rows that this account works on.
    Own(UserId),
}

/// One grant as it holds for whoever was allowed: which rows, of which kinds of case, how much of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which rows.
    pub reach: Reach,
    /// Of which kinds of case; `None` means all.
    pub case_types: Option<Vec<CaseTypeId>>,
    /// The most guarded class of data that is shown of them.
    pub class: DataClass,
}

impl Part {
    /// Whether it holds for cases of this kind.
    #[must_use]
    pub fn is_of(&self, case_type: &CaseTypeId) -> bool {
        self.case_types.as_ref().is_none_or(|types| types.contains(case_type))
    }

    /// Whether `other` says nothing that this one does not say.
    fn covers(&self, other: &Part) -> bool {
        let types = match (&self.case_types, &other.case_types) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(others)) => others.iter().all(|case_type| own.contains(case_type)),
        };
        types && self.class >= other.class && (self.reach == Reach::All || self.reach == other.reach)
    }
}

/// Leave to do `A`: every grant of theirs, each with its own reach, kinds of case and class. Made by [`permit`] alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed<A> {
    who: Who,
    parts: Vec<Part>,
    act: PhantomData<A>,
}

impl<A> Allowed<A> {
    /// Who was allowed.
    #[must_use]
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The grants: a row is in reach when one of them reaches it.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it reaches every row of every kind.
    #[must_use]
    pub fn reaches_all(&self) -> bool {
        self.parts.iter().any(|part| part.reach == Reach::All && part.case_types.is_none())
    }

    /// The class of every row in reach, when the grants agree on it; else each row has that of the grants that reach it.
    #[must_use]
    pub fn one_class(&self) -> Option<DataClass> {
        let first = self.parts.first()?.class;
        self.parts.iter().all(|part| part.class == first).then_some(first)
    }

    /// The class that every row in reach has at least: for a file of many rows at once.
    #[must_use]
    pub fn least_class(&self) -> DataClass {
        self.parts.iter().map(|part| part.class).min().unwrap_or(DataClass::Public)
    }

    /// What is left of it where `class` is shown; it may reach nothing.
    #[must_use]
    pub fn at_least(&self, class: DataClass) -> Self {
        let parts = self.parts.iter().filter(|part| part.class >= class).cloned().collect();
        Self { who: self.who.clone(), parts, act: PhantomData }
    }

    /// What is left of it for cases of this kind; it may reach nothing.
    #[must_use]
    pub fn of_kind(&self, case_type: &CaseTypeId) -> Self {
        let parts = self.parts.iter().filter(|part| part.is_of(case_type)).cloned().collect();
        Self { who: self.who.clone(), parts, act: PhantomData }
    }
}

/// An act as a type, so that leave for one act is no leave for another.
pub trait Action {
    /// The act it stands for.
    const ACT: Act;
}

macro_rules! actions {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("The act [`Act::", stringify!($name), "`] as a type.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name;

        impl Action for $name {
            const ACT: Act = Act::$name;
        }
    )+};
}

/// The acts as types.
pub mod action {
    use super::{Act, Action};

    actions! {
        SeeCases, WorkCases, OpenCases, SeeLeads, JudgeLeads, SeePeople, Unmask, JoinPeople, ErasePeople, SeeRegisters,
        ImportRegisters, SeeFund, KeepFund, ReleasePayments, Calculate, SeeAdministration, Administer, ConfirmValues, ReadJournal,
    }
}

/// Leave for `actor` to do `A`, as far as their grants reach. Grants add up, but not their classes: each shows of the rows
/// that it reaches as much as it says.
///
/// # Errors
/// Refuses (`ACC-001`) when no role of theirs grants the act.
pub fn permit<A: Action>(actor: &Actor) -> Result<Allowed<A>, Box<Refusal>> {
    let mut parts: Vec<Part> = vec![];
    for grant in actor.grants.iter().filter(|grant| grant.act == A::ACT) {
        let part = part(actor, grant);
        if !parts.iter().any(|known| known.covers(&part)) {
            parts.retain(|known| !part.covers(known));
            parts.push(part);
        }
    }
    if parts.is_empty() {
        return Err(Box::new(Refusal::new("ACC-001")));
    }
    Ok(Allowed { who: actor.who.clone(), parts, act: PhantomData })
}

fn part(actor: &Actor, grant: &Grant) -> Part {
    let reach = match (grant.scope, &actor.who) {
        (Scope::All, _) | (Scope::Own, Who::System(_)) => Reach::All,
        (Scope::Subtree, _) => Reach::Subtree(actor.office_path.clone()),
        (Scope::Office, _) => Reach::Office(actor.office),
        (Scope::Own, Who::User(user)) => Reach::Own(*user),
    };
    Part { reach, case_types: grant.case_types.clone(), class: grant.class }
}

/// The roles among `roles` that nobody may hold together, as pairs.
#[must_use]
pub fn incompatible(roles: &[&Role]) -> Vec<(RoleId, RoleId)> {
    let held: BTreeSet<&RoleId> = roles.iter().map(|role| &role.id).collect();
    let clash = |role: &&Role| {
        let others = role.incompatible.iter().filter(|other| held.contains(other));
        others.map(|other| (role.id.clone(), other.clone())).collect::<Vec<_>>()
    };
    roles.iter().flat_map(clash).collect()
}

#[cfg(test)]
mod tests;
