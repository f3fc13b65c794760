//! What the register rows behind a lead already say of the case that is opened from it: register column → fact.
//!
//! Never: states a fact that no row states. Its truth comes from `packs/screening/<id>/carry.toml`.
use std::collections::{BTreeMap, BTreeSet};

use domain::case_types::CaseType;
use kernel::Fen;
use kernel::id::{CaseTypeId, FactName, RegisterId};
use law::facts::{FactSchema, FactType, Value};
use law::mistake::did_you_mean;
use serde::Deserialize;

use crate::place::{self, read};
use crate::registers::{Parsed, Registers, Target};
use crate::{PackMistake, Tree};

/// Everything that is carried from rows into a new case of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Carry {
    columns: Vec<Carried>,
    listed: Vec<Listed>,
}

/// One fact that columns of registers state.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Carried {
    fact: FactName,
    ty: FactType,
    from: Vec<Target>,
    plus: Vec<Target>,
    words: BTreeMap<String, String>,
}

/// A choice that standing in a register states.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    fact: FactName,
    register: RegisterId,
    choice: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    #[serde(default)]
    carry: Vec<CarriedSource>,
    #[serde(default)]
    listed: Vec<Listed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CarriedSource {
    fact: FactName,
    from: Vec<String>,
    #[serde(default)]
    plus: Vec<String>,
    #[serde(default)]
    words: BTreeMap<String, String>,
}

/// What is carried into each kind of case that leads can become; nothing for a kind without a `carry.toml`.
pub(crate) fn load(
    tree: &Tree,
    registers: &Registers,
    case_types: &BTreeMap<CaseTypeId, CaseType>,
) -> Result<BTreeMap<CaseTypeId, Carry>, Vec<PackMistake>> {
    let mut all = BTreeMap::new();
    for (id, case_type) in case_types {
        let file = format!("screening/{id}/carry.toml");
        let text = tree.text(&file).map_err(|mistake| vec![mistake])?;
        if let Some(text) = text {
            all.insert(id.clone(), Carry::parse(&file, text, registers, &case_type.schema)?);
        }
    }
    Ok(all)
}

/// One row of a register, as far as it was understood.
#[derive(Debug, Clone, Copy)]
pub struct CarriedRow<'a> {
    /// The register.
    pub register: &'a RegisterId,
    /// What it says, by column.
    pub values: &'a BTreeMap<String, Parsed>,
}

impl Carry {
    /// Reads `text` of the file `file` and checks every name in it.
    ///
    /// # Errors
    /// Every mistake, with its line and the nearest known word.
    pub fn parse(file: &str, text: &str, registers: &Registers, facts: &FactSchema) -> Result<Self, Vec<PackMistake>> {
        let source: Source = read(file, text).map_err(|mistake| vec![mistake])?;
        let mut check = Check { file, text, registers, facts, mistakes: vec![] };
        let columns = source.carry.into_iter().enumerate();
        let columns = columns.filter_map(|(at, carried)| check.carried(at, carried)).collect();
        for (at, listed) in source.listed.iter().enumerate() {
            check.listed(at, listed);
        }
        let carry = Carry { columns, listed: source.listed };
        if check.mistakes.is_empty() { Ok(carry) } else { Err(check.mistakes) }
    }

    /// The facts that `rows` state, each with the place of the row that states it, in the order of `rows`.
    #[must_use]
    pub fn facts(&self, rows: &[CarriedRow<'_>]) -> BTreeMap<FactName, (Value, usize)> {
        let mut facts = BTreeMap::new();
        for carried in &self.columns {
            if let Some(said) = carried.value(rows) {
                facts.insert(carried.fact.clone(), said);
            }
        }
        for listed in &self.listed {
            let Some(at) = rows.iter().position(|row| *row.register == listed.register) else { continue };
            let place = facts.entry(listed.fact.clone()).or_insert_with(|| (Value::Choices(BTreeSet::new()), at));
            if let (Value::Choices(choices), _) = place {
                choices.insert(listed.choice.clone());
            }
        }
        facts
    }
}

impl Carried {
    fn value(&self, rows: &[CarriedRow<'_>]) -> Option<(Value, usize)> {
        let find = |target: &Target| {
            let mut said = rows.iter().enumerate().filter(|(_, row)| *row.register == target.register);
            said.find_map(|(at, row)| Some((row.values.get(&target.column)?, at)))
        };
        let (first, at) = self.from.iter().find_map(find)?;
        let mut value = self.read(first)?;
        for (more, _) in self.plus.iter().filter_map(find) {
            if let (Value::Fen(sum), Parsed::Fen(more)) = (&mut value, more) {
                *sum = Fen(sum.0.checked_add(more.0)?);
            }
        }
        Some((value, at))
    }

    /// What a cell says as a value of the fact; nothing where its word is not carried.
    fn read(&self, said: &Parsed) -> Option<Value> {
        let word = || {
            if let Parsed::Choice(choice) = said { self.words.get(choice).cloned() } else { Some(said.unsealed()) }
        };
        Some(match (&self.ty, said) {
            (FactType::Fen, Parsed::Fen(fen)) => Value::Fen(*fen),
            (FactType::Count, Parsed::Count(count)) => Value::Count(*count),
            (FactType::Date, Parsed::Date(date) | Parsed::Month(date)) => Value::Date(*date),
            (FactType::Truth, Parsed::Choice(_)) => Value::Truth(word()? == "yes"),
            (FactType::Choice(_), Parsed::Choice(_)) => Value::Choice(word()?),
            (FactType::Text, _) => Value::Text(said.unsealed()),
            (_, _) => return None,
        })
    }
}

/// Checks the names of one file.
struct Check<'a> {
    file: &'a str,
    text: &'a str,
    registers: &'a Registers,
    facts: &'a FactSchema,
    mistakes: Vec<PackMistake>,
}

impl Check<'_> {
    fn tell(&mut self, path: &str, what: String, hint: Option<String>) {
        self.mistakes.push(place::at(self.file, self.text, path, what).hint(hint));
    }

    fn fact(&mut self, path: &str, name: &FactName) -> Option<FactType> {
        let known = self.facts.get(name.as_str()).map(|definition| definition.ty.clone());
        if known.is_none() {
            let hint = did_you_mean(name.as_str(), self.facts.names());
            self.tell(path, format!("no such fact: {name}"), hint);
        }
        known
    }

    fn carried(&mut self, at: usize, source: CarriedSource) -> Option<Carried> {
        let ty = self.fact(&format!("carry.{at}.fact"), &source.fact)?;
        let from = self.targets(&format!("carry.{at}.from"), &source.from)?;
        let plus = self.targets(&format!("carry.{at}.plus"), &source.plus)?;
        let known: BTreeSet<&str> = match &ty {
            FactType::Truth => BTreeSet::from(["yes", "no"]),
            FactType::Choice(choices) | FactType::Choices(choices) => {
                choices.iter().map(|one| one.id.as_str()).collect()
            }
            FactType::Count | FactType::Fen | FactType::Decimal | FactType::Date | FactType::Text => BTreeSet::new(),
        };
        for word in source.words.values().filter(|word| !known.contains(word.as_str())) {
            let hint = did_you_mean(word, known.iter().copied());
            self.tell(&format!("carry.{at}.words"), format!("{} has no choice {word}", source.fact), hint);
        }
        Some(Carried { fact: source.fact, ty, from, plus, words: source.words })
    }

    fn targets(&mut self, path: &str, names: &[String]) -> Option<Vec<Target>> {
        let mut targets = vec![];
        for name in names {
            let (register, column) = name.split_once('.').unwrap_or((name, ""));
            let Some(known) = self.registers.get(register) else {
                let hint = did_you_mean(register, self.registers.iter().map(|own| own.id.as_str()));
                self.tell(path, format!("no such register: {register}"), hint);
                return None;
            };
            if known.column(column).is_none() {
                let hint = did_you_mean(column, known.columns.iter().map(|own| own.id.as_str()));
                self.tell(path, format!("the register {register} has no column {column}"), hint);
                return None;
            }
            targets.push(Target { register: known.id.clone(), column: column.to_owned() });
        }
        Some(targets)
    }

    fn listed(&mut self, at: usize, listed: &Listed) {
        let ty = self.fact(&format!("listed.{at}.fact"), &listed.fact);
        let fits = matches!(&ty, Some(FactType::Choices(all)) if all.iter().any(|one| one.id == listed.choice));
        if ty.is_some() && !fits {
            let what = format!("{} has no choices, or not {}", listed.fact, listed.choice);
            self.tell(&format!("listed.{at}.choice"), what, None);
        }
        if self.registers.get(listed.register.as_str()).is_none() {
            let hint = did_you_mean(listed.register.as_str(), self.registers.iter().map(|own| own.id.as_str()));
            self.tell(&format!("listed.{at}.register"), format!("no such register: {}", listed.register), hint);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel::Fen;
    use kernel::id::RegisterId;
    use law::facts::{FactSchema, SchemaSource, Value};

    use super::{CarriedRow, Carry};
    use crate::registers::{Parsed, Registers};

    const REGISTER: &str = r#"
id = "pay"
label = { zh = "赔", en = "Pay" }
kind = "harm"
once = false
key = ["a"]
titles = []
with = []
[[column]]
id = "a"
type = "fen"
class = "personal"
label = { zh = "甲", en = "A" }
headers = ["甲"]
[[column]]
id = "b"
type = "fen"
class = "personal"
label = { zh = "乙", en = "B" }
headers = ["乙"]
[[column]]
id = "c"
type = "choice"
class = "personal"
label = { zh = "丙", en = "C" }
headers = ["丙"]
choice = [{ id = "x", label = { zh = "甲", en = "X" }, words = ["甲"] }, { id = "y", label = { zh = "乙", en = "Y" }, words = ["乙"] }]
"#;
    const FACTS: &str = r#"
[fact.got]
type = "fen"
class = "personal"
label = { zh = "得", en = "Got" }
[fact.ill]
type = "truth"
class = "personal"
label = { zh = "病", en = "Ill" }
[fact.groups]
type = "choices"
class = "personal"
label = { zh = "组", en = "Groups" }
choices = [{ id = "one", label = { zh = "一", en = "One" } }]
"#;

    fn packs() -> (Registers, FactSchema) {
        let words = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/registers/words.toml"));
        let files = [
            ("registers/pay/register.toml".to_owned(), REGISTER.to_owned()),
            ("registers/words.toml".to_owned(), words.expect("the words that all sheets share")),
        ];
        let source: SchemaSource = toml::from_str(FACTS).expect("facts");
        (Registers::parse(&files).expect("a register"), FactSchema::load(source).expect("a schema"))
    }

    #[test]
    fn what_no_row_states_stays_unknown_and_amounts_are_added() {
        let (registers, facts) = packs();
        let text = r#"
carry = [
  { fact = "got", from = ["pay.a"], plus = ["pay.b"] },
  { fact = "ill", from = ["pay.c"], words = { x = "yes" } },
]
listed = [{ fact = "groups", register = "pay", choice = "one" }]
"#;
        let carry = Carry::parse("carry.toml", text, &registers, &facts).expect("a carry");
        let register = RegisterId::from("pay");
        let said = |values: &[(&str, Parsed)]| {
            let values: BTreeMap<String, Parsed> =
                values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
            let facts = carry.facts(&[CarriedRow { register: &register, values: &values }]);
            let value = |name: &str| facts.get(name).map(|(value, _)| value.clone());
            (value("got"), value("ill"), value("groups").is_some())
        };
        let fen = |fen| Parsed::Fen(Fen(fen));
        assert_eq!(said(&[]), (None, None, true));
        assert_eq!(said(&[("b", fen(5))]), (None, None, true), "an addend alone is no sum");
        let both = said(&[("a", fen(7)), ("b", fen(5)), ("c", Parsed::Choice("x".to_owned()))]);
        assert_eq!(both, (Some(Value::Fen(Fen(12))), Some(Value::Truth(true)), true));
        assert_eq!(said(&[("c", Parsed::Choice("y".to_owned()))]).1, None, "a word that is not carried says nothing");
    }

    #[test]
    fn a_name_that_does_not_exist_is_told_with_its_line() {
        let (registers, facts) = packs();
        let wrong = [
            ("carry = [\n{ fact = \"gott\", from = [\"pay.a\"] }]", "no such fact: gott"),
            ("carry = [\n{ fact = \"got\", from = [\"pay.z\"] }]", "the register pay has no column z"),
            ("carry = [\n{ fact = \"got\", from = [\"play.a\"] }]", "no such register: play"),
            (
                "listed = [\n{ fact = \"groups\", register = \"pay\", choice = \"two\" }]",
                "groups has no choices, or not two",
            ),
        ];
        for (text, what) in wrong {
            let mistakes = Carry::parse("carry.toml", text, &registers, &facts).expect_err("a mistake");
            assert_eq!(mistakes.iter().map(|own| (own.line, own.what.as_str())).collect::<Vec<_>>(), [(Some(2), what)]);
        }
    }
}
