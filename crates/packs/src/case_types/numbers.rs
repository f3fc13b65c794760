//! The patterns of numbers: which facts they name, and what is written for them.
use std::collections::BTreeMap;

use domain::case_types::{NumberPattern, NumberWord};
use kernel::id::FactName;
use law::expr::Formula;
use law::facts::DataClass;

use super::build::Build;
use crate::PackMistake;
use crate::place::{at, placed};

impl Build<'_> {
    /// The pattern of a number: what it names beside the office, the year and the place in the series are facts that are
    /// words; of a choice its Chinese label is written.
    pub(super) fn number(&mut self, place: (&str, &str, &str), pattern: &str) -> NumberPattern {
        let mut words = vec![];
        for name in NumberPattern::facts(pattern) {
            match self.word(place, name) {
                Ok(word) => words.push(word),
                Err(mistake) => self.mistakes.push(mistake),
            }
        }
        NumberPattern::new(pattern, words)
    }

    fn word(&self, (file, text, path): (&str, &str, &str), name: &str) -> Result<NumberWord, PackMistake> {
        let told = |what: String| at(file, text, path, what);
        let value = Formula::parse(name, self.schema).map_err(|mistake| placed(file, text, &mistake.within(path)))?;
        if !value.is_word() {
            return Err(told(format!("{name} is no word that could stand in a number")));
        }
        let class = |fact: &FactName| self.schema.get(fact.as_str()).map_or(DataClass::Sealed, |own| own.class);
        if value.facts().iter().any(|fact| class(fact) >= DataClass::Personal) {
            return Err(told(format!("{name} speaks of somebody, and everybody reads a number")));
        }
        let choices = self.schema.get(name).into_iter().flat_map(|own| own.ty.choices());
        let written: BTreeMap<String, String> = choices.map(|own| (own.id.clone(), own.label.zh.clone())).collect();
        Ok(NumberWord { name: FactName::from(name), value, written })
    }
}
