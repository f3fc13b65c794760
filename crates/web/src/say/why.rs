//! The explanation of a criterion, in words: which facts were read, what they are, who could know those that are missing.
use kernel::id::CaseTypeId;
use law::criteria::Ground;
use law::explain::{Explanation, Part};
use law::expr::Truth;
use law::facts::FactSchema;

use super::Say;
use frame::parts::{Mark, Why};

/// What the law asks of a ground that holds: to be met, or to be weighed against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// A criterion: it is well when it holds.
    ToHold,
    /// An exclusion: it warns when it holds.
    NotToHold,
}

impl Say<'_> {
    /// A ground with its parts.
    pub(crate) fn ground(&self, ground: &Ground, case_type: &CaseTypeId, asks: Asks) -> Why {
        let mark = mark(ground.result, asks);
        let schema = self.library.case_types.get(case_type).map(|own| &own.first.schema);
        let mut parts = schema.map(|schema| self.explained(&ground.explanation, schema)).unwrap_or_default();
        match (ground.result, asks) {
            // What does not hold is said by its name; its parts would only repeat it.
            (Truth::False, Asks::NotToHold) => parts.clear(),
            // Of a ground that is out, only what put it out matters.
            (Truth::False, Asks::ToHold) => parts.retain(|part| part.mark == Mark::False),
            // A single fact says no more than the ground it makes.
            (_, Asks::NotToHold) if parts.len() == 1 => parts.clear(),
            (Truth::True | Truth::Unknown, _) => {}
        }
        Why {
            mark,
            mark_word: self.t(mark.key()),
            label: self.l(&ground.label),
            value: None,
            from: Some(self.article(&ground.source)),
            sure: Some(self.sure(&ground.source)),
            parts,
        }
    }

    /// The parts of an explanation; those of an `and` stand by themselves.
    fn explained(&self, explanation: &Explanation, schema: &FactSchema) -> Vec<Why> {
        match explanation.kind {
            Part::And => explanation.parts.iter().flat_map(|part| self.explained(part, schema)).collect(),
            Part::Or => vec![self.group("why-any", explanation, schema)],
            Part::Not => vec![self.group("why-not", explanation, schema)],
            Part::Derived | Part::Case => {
                explanation.parts.iter().flat_map(|part| self.explained(part, schema)).collect()
            }
            Part::Constant => Vec::new(),
            Part::Fact | Part::Comparison | Part::Membership | Part::Range | Part::Known | Part::Contains => {
                vec![self.leaf(explanation, schema)]
            }
        }
    }

    fn group(&self, id: &str, explanation: &Explanation, schema: &FactSchema) -> Why {
        let mark = mark(explanation.result, Asks::ToHold);
        let parts = explanation.parts.iter().flat_map(|part| self.explained(part, schema)).collect();
        Why { parts, ..self.plain(mark, self.t(id)) }
    }

    fn leaf(&self, explanation: &Explanation, schema: &FactSchema) -> Why {
        let definitions = || explanation.facts.iter().map(|read| (read, schema.get(read.name.as_str())));
        let label = |(read, definition): (&law::explain::FactRead, Option<&law::facts::FactDefinition>)| {
            definition.map_or_else(|| read.name.to_string(), |own| self.l(&own.label))
        };
        let value = |(read, definition): (&law::explain::FactRead, Option<&law::facts::FactDefinition>)| {
            self.raw_value(definition?, read.value.as_ref()?)
        };
        let values: Vec<String> = definitions().filter_map(value).collect();
        let origins =
            explanation.facts.iter().filter_map(|read| read.origin.as_ref()).map(|origin| self.origin(origin));
        let knows =
            definitions().filter(|(read, _)| read.value.is_none()).filter_map(|(_, own)| own?.who_knows.as_ref());
        let knows: Vec<String> = knows.map(|who| self.words.with("why-may-know", [("who", self.l(who))])).collect();
        let from: Vec<String> = origins.chain(knows).collect();
        Why {
            value: (!values.is_empty()).then(|| self.listed(&values)),
            from: (!from.is_empty()).then(|| from.join(" · ")),
            ..self.plain(
                mark(explanation.result, Asks::ToHold),
                self.listed(&definitions().map(label).collect::<Vec<_>>()),
            )
        }
    }

    fn plain(&self, mark: Mark, label: String) -> Why {
        Why { mark, mark_word: self.t(mark.key()), label, value: None, from: None, sure: None, parts: Vec::new() }
    }
}

/// The mark of a result.
pub(crate) fn mark(result: Truth, asks: Asks) -> Mark {
    match (result, asks) {
        (Truth::True, Asks::ToHold) => Mark::True,
        (Truth::True, Asks::NotToHold) => Mark::Warns,
        (Truth::False, _) => Mark::False,
        (Truth::Unknown, _) => Mark::Unknown,
    }
}
