//! Examples as they are written.
//!
//! ```toml
//! [[example]]                              # law/**/examples.toml
//! name  = "a victim with a serious injury whose offender cannot pay is eligible"
//! today = 2023-03-14
//! area  = "340000"                         # optional, for amounts
//! given = { harm_kind = "crime", injury = "serious" }
//! then  = { version = "procuratorate-2021", eligible = "true", by = ["serious-injury"], low = 100, high = "open" }
//!
//! [[walk]]                                 # case-types/<id>/examples/*.toml
//! name   = "an application without papers is deemed abandoned"
//! area   = "340000"
//! opened = 2024-05-06
//! [[walk.step]]
//! on   = 2024-05-06
//! by   = "assistance-officer"              # role; `who` tells people of one role apart
//! take = "tell"
//! with = { phone = "13800000000" }
//! then = { state = "informed" }
//! ```
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::{AreaCode, CaseTypeId, ClockId, PersonId, RoleId, StepId, VariantId};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// `law/**/examples.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExamplesFile {
    pub(super) example: Vec<Spanned<ExampleText>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExampleText {
    pub(super) name: String,
    #[serde(deserialize_with = "law::calendar::day::deserialize")]
    pub(super) today: Date,
    /// The kind of case; the one of the pack where absent.
    #[serde(default)]
    pub(super) case_type: Option<CaseTypeId>,
    #[serde(default)]
    pub(super) variant: Option<VariantId>,
    #[serde(default)]
    pub(super) area: Option<AreaCode>,
    /// The ground for going above the ceiling.
    #[serde(default)]
    pub(super) exception: Option<String>,
    #[serde(default)]
    pub(super) given: toml::Table,
    pub(super) then: LawThen,
}

/// What must come out; what is absent is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LawThen {
    /// The version of the rules; `none` where no rules are in force.
    pub(super) version: Option<String>,
    /// `true`, `false` or `unknown`.
    pub(super) eligible: Option<String>,
    /// Every criterion that holds.
    pub(super) by: Option<Vec<String>>,
    /// Every exclusion that holds.
    pub(super) exclusions: Option<Vec<String>>,
    /// Every priority group that the person is in.
    pub(super) flags: Option<Vec<String>>,
    /// The unknown facts that can still change eligibility, or keep the amount open where an area is given.
    pub(super) to_find_out: Option<Vec<String>>,
    /// The standard of the amount; `none` where none applies.
    pub(super) standard: Option<String>,
    /// Fen, or `open`.
    pub(super) low: Option<Money>,
    /// Fen, or `open`.
    pub(super) high: Option<Money>,
    /// Fen, or `open`.
    pub(super) ceiling: Option<Money>,
    /// Who approves the low and the high end.
    pub(super) approval: Option<[String; 2]>,
    pub(super) demonstration: Option<bool>,
    /// Statistics without a figure, as `average_annual_wage 520000`.
    pub(super) missing_figures: Option<Vec<String>>,
}

/// Fen, or `open`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "whole fen, or \"open\"")]
pub(super) enum Money {
    Fen(i64),
    Word(String),
}

/// `case-types/<id>/examples/*.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WalksFile {
    pub(super) walk: Vec<Spanned<WalkText>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WalkText {
    pub(super) name: String,
    #[serde(default)]
    pub(super) variant: Option<VariantId>,
    pub(super) area: AreaCode,
    /// The office in case numbers.
    #[serde(default)]
    pub(super) office: String,
    #[serde(deserialize_with = "law::calendar::day::deserialize")]
    pub(super) opened: Date,
    #[serde(default)]
    pub(super) given: toml::Table,
    /// Help that the person had before.
    #[serde(default)]
    pub(super) earlier: Vec<EarlierText>,
    pub(super) step: Vec<Spanned<StepText>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EarlierText {
    /// Absent where a list does not say it.
    #[serde(default)]
    pub(super) harm_case: Option<String>,
    #[serde(default)]
    pub(super) amount: Option<i64>,
    /// Who had it, where it was not the person of the case.
    #[serde(default)]
    pub(super) person: Option<i64>,
}

impl EarlierText {
    pub(super) fn whose(&self) -> PersonId {
        PersonId(self.person.unwrap_or(1))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepText {
    #[serde(deserialize_with = "law::calendar::day::deserialize")]
    pub(super) on: Date,
    pub(super) by: RoleId,
    /// Which person of that role; one and the same where absent.
    #[serde(default)]
    pub(super) who: Option<String>,
    pub(super) take: StepId,
    /// What is filled in.
    #[serde(default)]
    pub(super) with: toml::Table,
    /// Facts that are taken back.
    #[serde(default)]
    pub(super) forget: Vec<kernel::id::FactName>,
    /// Answers to what speaks against.
    #[serde(default)]
    pub(super) reasons: BTreeMap<String, String>,
    /// Fen that each who applies gets, by their place in the case.
    #[serde(default, deserialize_with = "placed")]
    pub(super) shares: BTreeMap<u32, i64>,
    /// Who comes into the case.
    #[serde(default)]
    pub(super) newcomer: Option<i64>,
    #[serde(default)]
    pub(super) then: StepThen,
}

/// Keys of TOML are text.
fn placed<'de, D: serde::Deserializer<'de>>(source: D) -> Result<BTreeMap<u32, i64>, D::Error> {
    let written = BTreeMap::<String, i64>::deserialize(source)?;
    let read = |(no, fen): (String, i64)| Ok((no.parse().map_err(serde::de::Error::custom)?, fen));
    written.into_iter().map(read).collect()
}

/// What must be so after the step; what is absent is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepThen {
    /// The code of the refusal; nothing happened then.
    pub(super) refused: Option<String>,
    /// The fields with mistakes; nothing happened then.
    pub(super) mistakes: Option<Vec<String>>,
    pub(super) state: Option<String>,
    pub(super) number: Option<String>,
    /// The role that is called to act; `none` where nobody is.
    pub(super) called: Option<String>,
    /// The steps whose notice stands on the case.
    pub(super) notices: Option<Vec<String>>,
    /// The version of the rules that applies.
    pub(super) version: Option<String>,
    pub(super) eligible: Option<String>,
    pub(super) by: Option<Vec<String>>,
    pub(super) exclusions: Option<Vec<String>>,
    pub(super) flags: Option<Vec<String>>,
    /// The last day of a clock that runs; `stopped` where it does not.
    pub(super) due: Option<BTreeMap<ClockId, Due>>,
    /// The day on which a paper came; `none` where it did not.
    pub(super) papers: Option<BTreeMap<String, Due>>,
    /// The documents that this step issued.
    pub(super) issued: Option<Vec<String>>,
    /// The steps that this person may take now.
    pub(super) offered: Option<Vec<String>>,
    /// Fen; of the proposal.
    pub(super) low: Option<Money>,
    pub(super) high: Option<Money>,
    pub(super) ceiling: Option<Money>,
    pub(super) standard: Option<String>,
    pub(super) approval: Option<String>,
    pub(super) demonstration: Option<bool>,
    /// Fen, in all.
    pub(super) awarded: Option<i64>,
    pub(super) advanced: Option<i64>,
    pub(super) paid: Option<i64>,
    pub(super) recovered: Option<i64>,
    pub(super) to_recover: Option<i64>,
    pub(super) in_custody: Option<i64>,
    /// Members who have voted.
    pub(super) votes: Option<i64>,
    /// Fen of each award that stands.
    pub(super) granted: Option<Vec<String>>,
    /// The day from which the last payment may be sent.
    pub(super) payable_from: Option<String>,
    pub(super) visits_open: Option<i64>,
    /// Visits made that nobody had planned.
    pub(super) visits_noted: Option<i64>,
    /// The last day of the visit that is still to be made; `provisional` follows where a calendar is not published.
    pub(super) visit_due: Option<String>,
    pub(super) hand_overs_open: Option<i64>,
    pub(super) closed: Option<bool>,
}

/// A day, or `stopped`.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, expecting = "a day, or \"stopped\"")]
pub(super) enum Due {
    Day(Datetime),
    Word(String),
}

impl Due {
    pub(super) fn text(&self) -> String {
        match self {
            Due::Day(day) => day.to_string(),
            Due::Word(word) => word.clone(),
        }
    }
}
