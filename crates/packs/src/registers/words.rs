//! The words that sheets of every agency share: totals, notes, and what a head adds to a column's name.
//!
//! Never: a word of one register. Its truth comes from `packs/registers/words.toml`.
use kernel::cell::MoneyUnit;
use serde::{Deserialize, Serialize};

/// The units in which sheets give money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitId {
    /// Yuan.
    Yuan,
    /// Ten thousand yuan.
    WanYuan,
}

impl From<UnitId> for MoneyUnit {
    fn from(unit: UnitId) -> Self {
        match unit {
            UnitId::Yuan => MoneyUnit::Yuan,
            UnitId::WanYuan => MoneyUnit::TenThousandYuan,
        }
    }
}

impl UnitId {
    /// The unit that a head or a line above the table declares: `应赔金额（万元）`, `单位：元`.
    pub(crate) fn declared(text: &str) -> Option<Self> {
        MoneyUnit::declared(text).map(|unit| match unit {
            MoneyUnit::Yuan => UnitId::Yuan,
            MoneyUnit::TenThousandYuan => UnitId::WanYuan,
        })
    }
}

/// The words of `words.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    totals: Vec<String>,
    notes: Vec<String>,
    serial: Vec<String>,
    group_endings: Vec<String>,
    others: Vec<String>,
}

impl Words {
    /// The same text in one spelling, as cells are compared.
    #[must_use]
    pub fn fold(text: &str) -> String {
        kernel::cell::one_spelling(text)
    }

    /// A head in one spelling: folded, without what stands in brackets at its end, without marks around it.
    pub(crate) fn fold_head(text: &str) -> String {
        let folded = Self::fold(text);
        let marks: &[char] = &['*', ':', '#', '、', '.', '"', '\''];
        let bare = folded.trim_matches(marks);
        let cut = bare.find(['(', '[', '〔', '【']).filter(|at| *at > 0);
        cut.and_then(|at| bare.get(..at)).unwrap_or(bare).trim_matches(marks).to_owned()
    }

    /// Whether the text begins as a total or a note does.
    pub(crate) fn is_note(&self, text: &str) -> bool {
        let folded = Self::fold(text);
        self.totals.iter().chain(&self.notes).any(|word| folded.starts_with(&Self::fold(word)))
    }

    /// Whether the text is the word of a total and nothing else.
    pub(crate) fn is_total(&self, text: &str) -> bool {
        let folded = Self::fold_head(text);
        self.totals.iter().any(|word| folded == Self::fold(word))
    }

    /// Whether a folded head only numbers the rows.
    pub(crate) fn is_serial(&self, head: &str) -> bool {
        self.serial.iter().any(|word| Self::fold_head(word) == head)
    }

    /// Whether a folded head, or the group above it, speaks of somebody else than the person of the row.
    pub(crate) fn is_of_another(&self, head: &str) -> bool {
        self.others.iter().any(|word| head.starts_with(&Self::fold(word)))
    }

    /// What a folded group adds to the heads under it: 被害人信息 adds 被害人.
    pub(crate) fn group<'a>(&self, group: &'a str) -> &'a str {
        let shortened = self.group_endings.iter().find_map(|ending| group.strip_suffix(ending.as_str()));
        shortened.unwrap_or(group)
    }
}
