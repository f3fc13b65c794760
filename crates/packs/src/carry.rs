//! What the register rows behind a lead already say of the case that is opened from it: register column → fact.
//!
//! Never: states a fact that no row states, nor that a choice does not apply because no row names it. Its truth comes from `packs/screening/<id>/carry.toml`.
use std::collections::{BTreeMap, BTreeSet};

use domain::case_types::Kind;
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

/// A choice that standing in a register states; of a fact with several choices, one of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    fact: FactName,
    register: RegisterId,
    choice: String,
    /// The fact may have several choices; found out when the file is read.
    #[serde(skip)]
    several: bool,
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
    case_types: &BTreeMap<CaseTypeId, Kind>,
) -> Result<BTreeMap<CaseTypeId, Carry>, Vec<PackMistake>> {
    let mut all = BTreeMap::new();
    for (id, kind) in case_types {
        let file = format!("screening/{id}/carry.toml");
        let text = tree.text(&file).map_err(|mistake| vec![mistake])?;
        if let Some(text) = text {
            all.insert(id.clone(), Carry::parse(&file, text, registers, &kind.first.schema)?);
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
    /// The register's columns that its sheet has, whether or not this row says anything there.
    pub columns: &'a BTreeSet<String>,
}

impl CarriedRow<'_> {
    fn has(&self, target: &Target) -> bool {
        *self.register == target.register && self.columns.contains(&target.column)
    }
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
        let listed = source.listed.into_iter().enumerate().map(|(at, listed)| check.listed(at, listed)).collect();
        let carry = Carry { columns, listed };
        if check.mistakes.is_empty() { Ok(carry) } else { Err(check.mistakes) }
    }

    /// The facts that `rows` state, each with the place of the row that states it, in the order of `rows`.
    #[must_use]
    pub fn facts(&self, rows: &[CarriedRow<'_>]) -> BTreeMap<FactName, (Value, usize)> {
        let mut facts = BTreeMap::new();
        let columns = self.columns.iter().filter_map(|carried| Some((&carried.fact, carried.value(rows)?)));
        let listed = self.listed.iter().filter_map(|listed| {
            let at = rows.iter().position(|row| *row.register == listed.register)?;
            let choice = listed.choice.clone();
            let value = if listed.several { Value::AtLeast([choice].into()) } else { Value::Choice(choice) };
            Some((&listed.fact, (value, at)))
        });
        for (fact, (value, at)) in columns.chain(listed) {
            match (facts.get_mut(fact), value) {
                (Some((Value::AtLeast(known), _)), Value::AtLeast(more)) => known.extend(more),
                (Some(_), _) => {} // the first that states it
                (None, value) => drop(facts.insert(fact.clone(), (value, at))),
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
        for target in &self.plus {
            match (&mut value, find(target)) {
                (Value::Fen(sum), Some((Parsed::Fen(more), _))) => *sum = Fen(sum.0.checked_add(more.0)?),
                _ if rows.iter().any(|row| row.has(target)) => return None, // it is asked for and not known
                _ => {}
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
            (FactType::Choices(_), Parsed::Choice(_)) => Value::AtLeast([word()?].into()),
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

    fn listed(&mut self, at: usize, listed: Listed) -> Listed {
        let ty = self.fact(&format!("listed.{at}.fact"), &listed.fact);
        let fits = ty.as_ref().is_some_and(|ty| ty.choices().iter().any(|one| one.id == listed.choice));
        if ty.is_some() && !fits {
            let what = format!("{} has no choices, or not {}", listed.fact, listed.choice);
            self.tell(&format!("listed.{at}.choice"), what, None);
        }
        if self.registers.get(listed.register.as_str()).is_none() {
            let hint = did_you_mean(listed.register.as_str(), self.registers.iter().map(|own| own.id.as_str()));
            self.tell(&format!("listed.{at}.register"), format!("no such register: {}", listed.register), hint);
        }
        Listed { several: matches!(ty, Some(FactType::Choices(_))), ..listed }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use kernel::Fen;
    use kernel::id::RegisterId;
    use law::facts::{FactSchema, SchemaSource, Value};

    use super::{CarriedRow, Carry};
    use crate::registers::{Parsed, Registers};

    /// The cells of a row that hold something.
    type Cells<'a> = &'a [(&'a str, Parsed)];
    /// A row: its cells, and the columns that its sheet has.
    type Said<'a> = (Cells<'a>, &'a [&'a str]);

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
choices = [{ id = "one", label = { zh = "一", en = "One" } }, { id = "two", label = { zh = "二", en = "Two" } }]
[fact.harm]
type = "choice"
class = "personal"
label = { zh = "害", en = "Harm" }
choices = [{ id = "crime", label = { zh = "罪", en = "Crime" } }]
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

    /// What rows of `pay` state: each row's known cells, and the columns that its sheet has.
    fn said(carry: &str, rows: &[Said<'_>]) -> BTreeMap<String, Value> {
        let (registers, facts) = packs();
        let carry = Carry::parse("carry.toml", carry, &registers, &facts).expect("a carry");
        let register = RegisterId::from("pay");
        let owned: Vec<(BTreeMap<String, Parsed>, BTreeSet<String>)> = rows
            .iter()
            .map(|(values, columns)| {
                let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
                (values, columns.iter().map(|column| (*column).to_owned()).collect())
            })
            .collect();
        let rows: Vec<CarriedRow<'_>> =
            owned.iter().map(|(values, columns)| CarriedRow { register: &register, values, columns }).collect();
        carry.facts(&rows).into_iter().map(|(name, (value, _))| (name.to_string(), value)).collect()
    }

    fn choice(id: &str) -> Parsed {
        Parsed::Choice(id.to_owned())
    }

    const fn fen(fen: i64) -> Parsed {
        Parsed::Fen(Fen(fen))
    }

    #[test]
    fn a_sum_is_stated_when_every_amount_that_the_sheet_has_is_known() {
        let text = r#"carry = [{ fact = "got", from = ["pay.a"], plus = ["pay.b"] }]"#;
        let cases: &[(Cells<'_>, &[&str], Option<i64>)] = &[
            (&[], &["a", "b"], None),
            (&[("b", fen(5))], &["a", "b"], None),
            (&[("a", fen(7)), ("b", fen(5))], &["a", "b"], Some(12)),
            (&[("a", fen(7))], &["a"], Some(7)),
            (&[("a", fen(7))], &["a", "b"], None),
        ];
        for (values, columns, sum) in cases {
            let got = said(text, &[(values, columns)]).remove("got");
            assert_eq!(got, sum.map(|fen| Value::Fen(Fen(fen))), "{values:?} in a sheet with {columns:?}");
        }
    }

    #[test]
    fn a_word_that_is_not_carried_says_nothing() {
        let text = r#"carry = [{ fact = "ill", from = ["pay.c"], words = { x = "yes" } }]"#;
        assert_eq!(said(text, &[(&[("c", choice("x"))], &[])])["ill"], Value::Truth(true));
        assert_eq!(said(text, &[(&[("c", choice("y"))], &[])]), BTreeMap::new());
    }

    #[test]
    fn standing_in_a_register_adds_a_choice_and_leaves_the_others_unknown() {
        let text = r#"
carry = [{ fact = "groups", from = ["pay.c"], words = { x = "two" } }]
listed = [
  { fact = "groups", register = "pay", choice = "one" },
  { fact = "harm", register = "pay", choice = "crime" },
]
"#;
        let at_least = |ids: &[&str]| Value::AtLeast(ids.iter().map(|id| (*id).to_owned()).collect());
        assert_eq!(said(text, &[]), BTreeMap::new());
        let one = said(text, &[(&[("c", choice("y"))], &[])]);
        assert_eq!((&one["groups"], &one["harm"]), (&at_least(&["one"]), &Value::Choice("crime".to_owned())));
        assert_eq!(said(text, &[(&[("c", choice("x"))], &[])])["groups"], at_least(&["one", "two"]));
    }

    #[test]
    fn a_name_that_does_not_exist_is_told_with_its_line() {
        let (registers, facts) = packs();
        let wrong = [
            ("carry = [\n{ fact = \"gott\", from = [\"pay.a\"] }]", "no such fact: gott"),
            ("carry = [\n{ fact = \"got\", from = [\"pay.z\"] }]", "the register pay has no column z"),
            ("carry = [\n{ fact = \"got\", from = [\"play.a\"] }]", "no such register: play"),
            (
                "listed = [\n{ fact = \"groups\", register = \"pay\", choice = \"three\" }]",
                "groups has no choices, or not three",
            ),
        ];
        for (text, what) in wrong {
            let mistakes = Carry::parse("carry.toml", text, &registers, &facts).expect_err("a mistake");
            assert_eq!(mistakes.iter().map(|own| (own.line, own.what.as_str())).collect::<Vec<_>>(), [(Some(2), what)]);
        }
    }
}
