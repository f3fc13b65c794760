//! A story as it is written: the same walks that prove the packs.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::{AreaCode, FactName, RoleId, StepId, VariantId};
use law::facts::{FactSchema, Facts, Origin, parse_file};
use serde::{Deserialize, Deserializer};
use toml::value::Datetime;

use crate::StoryError;

/// A story: one person's case from its opening to its end.
#[derive(Debug, Clone, Deserialize)]
pub struct Story {
    /// What it tells.
    pub name: String,
    /// The variant of the kind of case.
    #[serde(default)]
    pub variant: Option<VariantId>,
    /// The area of the office.
    pub area: AreaCode,
    /// The office's mark in case numbers.
    #[serde(default)]
    pub office: String,
    /// The day on which the case is opened.
    #[serde(deserialize_with = "day")]
    pub opened: Date,
    /// How often it happens, where a crowd is made of such lives.
    #[serde(default)]
    pub(crate) often: u32,
    /// What is known at the opening.
    #[serde(default)]
    pub(crate) given: toml::Table,
    /// What is done, day by day.
    #[serde(rename = "step")]
    pub(crate) steps: Vec<Scene>,
}

/// One step of a story.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Scene {
    #[serde(deserialize_with = "day")]
    pub(crate) on: Date,
    pub(crate) by: RoleId,
    pub(crate) take: StepId,
    #[serde(default)]
    pub(crate) with: toml::Table,
    #[serde(default)]
    pub(crate) forget: Vec<FactName>,
    #[serde(default)]
    pub(crate) reasons: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) then: Outcome,
}

/// What must come out; the packs' own tests look at the rest.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) refused: Option<String>,
    pub(crate) mistakes: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct File {
    walk: Vec<Story>,
}

impl Story {
    /// The stories in the text of a file of walks.
    ///
    /// # Errors
    /// When the text is not one.
    pub fn read(text: &str) -> Result<Vec<Story>, StoryError> {
        let file: File = toml::from_str(text).map_err(|error| StoryError::Unreadable(error.to_string()))?;
        Ok(file.walk)
    }
}

/// The facts that a table of a story states.
pub(crate) fn facts(table: &toml::Table, schema: &FactSchema) -> Result<Facts, StoryError> {
    let unreadable = |what: String| StoryError::Unreadable(what);
    let text = toml::to_string(table).map_err(|error| unreadable(error.to_string()))?;
    parse_file(&text, schema, &Origin::new("form", "story")).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        unreadable(lines.join("; "))
    })
}

fn day<'de, D: Deserializer<'de>>(source: D) -> Result<Date, D::Error> {
    let written = Datetime::deserialize(source)?;
    written.to_string().parse().map_err(|_| serde::de::Error::custom("a day is wanted, such as 2023-03-14"))
}
