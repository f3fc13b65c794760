//! Roles and organs: reads `access/roles.toml` and `access/organs.toml`.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Role;
use kernel::Label;
use kernel::id::{OrganId, RoleId};
use law::mistake::did_you_mean;
use serde::Deserialize;

use crate::case_types::{need, one};
use crate::place::{at, read};
use crate::{PackMistake, Tree};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    role: Vec<Role>,
}

/// An organ whose offices work with the platform, as `organs.toml` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// Its name in packs.
    pub id: OrganId,
    /// Its name on pages.
    pub label: Label,
    /// What roles are called in it, where they have other names.
    #[serde(default, rename = "role")]
    pub roles: BTreeMap<RoleId, Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrgansFile {
    organ: Vec<Organ>,
}

/// The organs, in their order; at least one.
pub(crate) fn organs(tree: &Tree, roles: &BTreeMap<RoleId, Role>) -> Result<Vec<Organ>, Vec<PackMistake>> {
    let (file, text) = need(tree, "access/", "organs.toml")?;
    let source: OrgansFile = read(&file, text).map_err(one)?;
    let (mut seen, mut mistakes) = (BTreeSet::new(), vec![]);
    for (place, organ) in source.organ.iter().enumerate() {
        let told = |what: String| at(&file, text, &format!("organ.{place}"), what);
        if !seen.insert(&organ.id) {
            mistakes.push(told(format!("organ {}: stands twice: which one is meant?", organ.id)));
        }
        for role in organ.roles.keys().filter(|role| !roles.contains_key(*role)) {
            let hint = did_you_mean(role.as_str(), roles.keys().map(RoleId::as_str));
            mistakes.push(told(format!("no such role: {role}")).hint(hint));
        }
    }
    if source.organ.is_empty() {
        mistakes.push(PackMistake::of(&file, "there is no organ whose office could work here"));
    }
    if mistakes.is_empty() { Ok(source.organ) } else { Err(mistakes) }
}

/// Every role, by id.
pub(crate) fn roles(tree: &Tree) -> Result<BTreeMap<RoleId, Role>, Vec<PackMistake>> {
    let (file, text) = need(tree, "access/", "roles.toml")?;
    let source: RolesFile = read(&file, text).map_err(one)?;
    let known: BTreeSet<RoleId> = source.role.iter().map(|role| role.id.clone()).collect();
    let mut mistakes = vec![];
    for (place, role) in source.role.iter().enumerate() {
        for other in role.incompatible.iter().filter(|other| !known.contains(*other)) {
            let hint = did_you_mean(other.as_str(), known.iter().map(RoleId::as_str));
            mistakes.push(at(&file, text, &format!("role.{place}"), format!("no such role: {other}")).hint(hint));
        }
    }
    if known.len() != source.role.len() {
        mistakes.push(PackMistake::of(&file, "a role stands twice"));
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    Ok(source.role.into_iter().map(|role| (role.id.clone(), role)).collect())
}
