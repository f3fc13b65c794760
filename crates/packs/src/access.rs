//! Roles: reads `access/roles.toml`.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Role;
use kernel::id::RoleId;
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
