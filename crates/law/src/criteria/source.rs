//! Rules as a pack writes them (`rules.toml`).
//!
//! Never: checked here; [`super::RuleSet::load`] does that.
//!
//! ```toml
//! [[regime]]                       # which version applies to which cases
//! id      = "procuratorate-2021"
//! version = "procuratorate-2021"   # optional, the id by default
//! variant = "procuratorate"
//! act     = "spp-2021"
//! from    = 2021-12-31
//! until   = 2026-12-31             # optional, the last day on which it applies
//! source  = { act = "spp-2021", article = "in force", confidence = "V", rule = "JA-01-3" }
//!
//! [[criterion]]
//! id      = "serious-injury"
//! version = "procuratorate-2021"
//! item    = 1
//! label   = { zh = "…", en = "…" }
//! when    = "injury in ('serious', 'severe-disability')"
//! source  = { act = "spp-2021", article = "7(1)", confidence = "V", rule = "JA-03-1" }
//!
//! [[exclusion]]                    # id version label when source; item optional
//! [[flag]]                         # id label when source; version, from, until optional
//! ```
use jiff::civil::Date;
use kernel::{Citation, Label};
use serde::{Deserialize, Serialize};

/// `[[criterion]]`, `[[exclusion]]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// In `kebab-case`, one of its kind in a version.
    pub id: String,
    /// The version it belongs to.
    pub version: String,
    /// Its place in the list of the act.
    #[serde(default)]
    pub item: Option<u16>,
    /// What a citizen reads.
    pub label: Label,
    /// The condition.
    pub when: String,
    /// Where it stands.
    pub source: Citation,
}

/// `[[flag]]` as written: a priority group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagText {
    /// In `kebab-case`.
    pub id: String,
    /// The version it belongs to; every version where absent.
    #[serde(default)]
    pub version: Option<String>,
    /// What a citizen reads.
    pub label: Label,
    /// The condition.
    pub when: String,
    /// The first day of its validity; special actions begin and end.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub from: Option<Date>,
    /// The last day of its validity.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub until: Option<Date>,
    /// Where it stands.
    pub source: Citation,
}

/// `[[regime]]`: the version that applies to a variant from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// In `kebab-case`.
    pub id: String,
    /// The version of the criteria; the id where absent.
    #[serde(default)]
    pub version: Option<String>,
    /// The variant of the case type.
    pub variant: String,
    /// The act, as a short code.
    pub act: String,
    /// The first day on which it applies.
    #[serde(with = "crate::calendar::day")]
    pub from: Date,
    /// The last day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub until: Option<Date>,
    /// Where the transition stands.
    pub source: Citation,
}

impl Regime {
    /// The version of the criteria that applies.
    #[must_use]
    pub fn version(&self) -> &str {
        self.version.as_deref().unwrap_or(&self.id)
    }

    pub(super) fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The rules of an act, or of several together, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSource {
    /// Which version applies when.
    #[serde(default)]
    pub regime: Vec<Regime>,
    /// Who qualifies.
    #[serde(default)]
    pub criterion: Vec<RuleText>,
    /// Who generally does not.
    #[serde(default)]
    pub exclusion: Vec<RuleText>,
    /// Who comes first.
    #[serde(default)]
    pub flag: Vec<FlagText>,
}
