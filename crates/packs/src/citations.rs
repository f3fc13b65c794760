//! Every act that a pack cites must be listed in `law/acts.toml`, so that a page can name it in full.
use std::collections::BTreeMap;

use law::mistake::did_you_mean;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::law_packs::Source;
use crate::{PackMistake, Tree};

/// Where packs cite acts; in `access/` the word `act` means what a role may do.
const CITING: [&str; 4] = ["law/", "case-types/", "screening/", "calendars/"];

/// Citations of acts that are not listed, each with file and line.
pub(crate) fn unlisted(tree: &Tree, acts: &BTreeMap<String, Source>) -> Vec<PackMistake> {
    let mut mistakes = vec![];
    for (path, text) in CITING.iter().flat_map(|folder| tree.toml_under(folder).unwrap_or_default()) {
        let Ok(table) = DeTable::parse(text) else { continue };
        let mut cited = vec![];
        gather_table(table.get_ref(), &mut cited);
        for (act, offset) in cited.into_iter().filter(|(act, _)| !acts.contains_key(act)) {
            let hint = did_you_mean(&act, acts.keys().map(String::as_str));
            let what = format!("the act {act} is cited and law/acts.toml does not list it");
            mistakes.push(PackMistake::of(path, what).at(text, offset).hint(hint));
        }
    }
    mistakes
}

fn gather_table(table: &DeTable<'_>, cited: &mut Vec<(String, usize)>) {
    for (key, value) in table {
        match value.get_ref() {
            DeValue::String(act) if key.get_ref() == "act" => cited.push((act.to_string(), value.span().start)),
            DeValue::String(_)
            | DeValue::Table(_)
            | DeValue::Array(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => gather(value, cited),
        }
    }
}

fn gather(value: &Spanned<DeValue<'_>>, cited: &mut Vec<(String, usize)>) {
    match value.get_ref() {
        DeValue::Table(table) => gather_table(table, cited),
        DeValue::Array(array) => array.iter().for_each(|item| gather(item, cited)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}
