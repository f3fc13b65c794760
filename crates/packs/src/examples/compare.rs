//! Holds what came out against what was wanted.
use std::collections::BTreeSet;

use kernel::Fen;
use law::criteria::Ground;
use law::expr::Truth;

use super::Wrong;
use super::source::Money;

/// Gathers what differs.
#[derive(Debug, Default)]
pub(super) struct Compare {
    /// The step, in a walk; put before every name.
    pub(super) of: String,
    pub(super) line: Option<usize>,
    pub(super) wrong: Vec<Wrong>,
}

impl Compare {
    /// Notes `what` where the wanted text is not the one that came out; nothing wanted is always right.
    pub(super) fn text(&mut self, what: &str, wanted: Option<&str>, got: &str) {
        if let Some(wanted) = wanted.filter(|wanted| *wanted != got) {
            self.differs(what, wanted, got);
        }
    }

    /// The same for lists, whose order does not matter.
    pub(super) fn list(&mut self, what: &str, wanted: Option<&Vec<String>>, got: &[String]) {
        let Some(wanted) = wanted else { return };
        let set = |all: &[String]| all.iter().cloned().collect::<BTreeSet<_>>();
        if set(wanted) != set(got) {
            self.differs(what, &format!("[{}]", wanted.join(", ")), &format!("[{}]", got.join(", ")));
        }
    }

    /// The same for money; `open` stands for none.
    pub(super) fn money(&mut self, what: &str, wanted: Option<&Money>, got: Option<Fen>) {
        let wanted = wanted.map(|wanted| match wanted {
            Money::Fen(fen) => fen.to_string(),
            Money::Word(word) => word.clone(),
        });
        let got = got.map_or_else(|| "open".to_owned(), |fen| fen.0.to_string());
        self.text(what, wanted.as_deref(), &got);
    }

    /// The same for numbers and truths.
    pub(super) fn plain<T: PartialEq + ToString>(&mut self, what: &str, wanted: Option<T>, got: &T) {
        if let Some(wanted) = wanted.filter(|wanted| wanted != got) {
            self.differs(what, &wanted.to_string(), &got.to_string());
        }
    }

    /// Notes every wanted key that nothing came out for, and why: an example that is not looked at proves nothing.
    pub(super) fn unlooked(&mut self, why: &str, keys: &[(&str, bool)]) {
        for (key, _) in keys.iter().filter(|(_, wanted)| *wanted) {
            self.differs(key, "something to compare", why);
        }
    }

    pub(super) fn differs(&mut self, what: &str, expected: &str, got: &str) {
        let what = if self.of.is_empty() { what.to_owned() } else { format!("{}: {what}", self.of) };
        self.wrong.push(Wrong { line: self.line, what, expected: expected.to_owned(), got: got.to_owned() });
    }
}

/// The ids of the grounds that hold.
pub(super) fn holding(grounds: &[Ground]) -> Vec<String> {
    grounds.iter().filter(|ground| ground.result == Truth::True).map(|ground| ground.id.clone()).collect()
}

/// Names as texts.
pub(super) fn names<T: ToString>(all: impl IntoIterator<Item = T>) -> Vec<String> {
    all.into_iter().map(|own| own.to_string()).collect()
}
