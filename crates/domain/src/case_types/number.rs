//! The pattern of the numbers of cases and documents.
use std::collections::BTreeMap;

use kernel::id::FactName;
use law::expr::Formula;
use law::facts::Facts;

/// What stands in braces and is no fact.
const OWN: [&str; 3] = ["office", "year", "seq"];

/// A pattern such as `{office}-{year}-{word}{seq}`: the office's mark, the full year, the place in the year's series without
/// a leading zero, and words that facts give.
#[derive(Debug, Clone)]
pub struct NumberPattern {
    text: String,
    words: Vec<NumberWord>,
}

/// A word of a number.
#[derive(Debug, Clone)]
pub struct NumberWord {
    /// The fact as the pattern names it.
    pub name: FactName,
    /// What gives its value.
    pub value: Formula,
    /// What is written for each of its choices.
    pub written: BTreeMap<String, String>,
}

impl NumberPattern {
    /// The pattern `text`; `words` are those of the facts that it names.
    #[must_use]
    pub fn new(text: &str, words: Vec<NumberWord>) -> Self {
        Self { text: text.to_owned(), words }
    }

    /// The facts that the pattern `text` names.
    pub fn facts(text: &str) -> impl Iterator<Item = &str> {
        let named = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        named.filter(|name| !OWN.contains(name))
    }

    /// Whether no two numbers of it can be the same.
    #[must_use]
    pub fn is_series(&self) -> bool {
        ["{year}", "{seq}"].iter().all(|part| self.text.contains(part))
    }

    /// The number of this place in the office's series; a word that is not known is left out.
    #[must_use]
    pub fn fill(&self, office: &str, (year, serial): (i16, u32), facts: &Facts) -> String {
        let text = self.text.replace("{office}", office).replace("{year}", &year.to_string());
        let text = text.replace("{seq}", &serial.to_string());
        let filled = |text: String, word: &NumberWord| {
            let value = word.value.word(facts).unwrap_or_default();
            text.replace(&format!("{{{}}}", word.name), word.written.get(value).map_or(value, String::as_str))
        };
        self.words.iter().fold(text, filled)
    }
}

#[cfg(test)]
mod tests {
    use kernel::Label;
    use law::facts::{Choice, DataClass, FactDefinition, FactSchema, FactType, Origin, Value};

    use super::*;

    #[test]
    fn a_number_has_the_full_year_no_leading_zero_and_the_word_that_facts_give() {
        let label = || Label::new("", "");
        let kinds = ["criminal", "civil"].map(|id| Choice { id: id.to_owned(), label: label() });
        let mut schema = FactSchema::new();
        schema.insert(FactDefinition::new("kind".into(), FactType::Choice(kinds.into()), DataClass::Office, label()));
        let value = Formula::parse("kind", &schema).expect("a word");
        let written = BTreeMap::from([("criminal".to_owned(), "C".to_owned())]);
        let text = "({year}){office}J{mark}{seq}";
        assert_eq!(NumberPattern::facts(text).collect::<Vec<_>>(), ["mark"]);
        let pattern = NumberPattern::new(text, vec![NumberWord { name: "mark".into(), value, written }]);
        let mut facts = Facts::new();
        assert_eq!(pattern.fill("E1602", (2023, 7), &facts), "(2023)E1602J7");
        facts.state("kind".into(), Value::Choice("criminal".to_owned()), Origin::new("form", ""));
        assert_eq!(pattern.fill("E1602", (2023, 7), &facts), "(2023)E1602JC7");
        assert!(pattern.is_series() && !NumberPattern::new("{year}", vec![]).is_series());
    }
}
