//! A story as it is written: the same walks that prove the packs.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::{AreaCode, FactName, RoleId, StateId, StepId, VariantId};
use law::calendar::Calendars;
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
    pub(crate) state: Option<StateId>,
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
        let file: File = toml::from_str(text).map_err(unreadable)?;
        Ok(file.walk)
    }

    /// The stories in the text, moved so that the last day on which something is done becomes `today`: every day keeps
    /// its distance to it in working days.
    ///
    /// # Errors
    /// When the text is not a file of walks, or `calendars` do not reach so far.
    pub fn read_as_of(text: &str, today: Date, calendars: &Calendars) -> Result<Vec<Story>, StoryError> {
        let told = Self::read(text)?;
        let last = told.iter().flat_map(|story| &story.steps).map(|scene| scene.on).max().unwrap_or(today);
        let moved = Moved { from: last, to: today, calendars };
        let mut table: toml::Table = toml::from_str(text).map_err(unreadable)?;
        table.iter_mut().try_for_each(|(_, value)| moved.apply(value))?;
        let file: File = table.try_into().map_err(unreadable)?;
        Ok(file.walk)
    }
}

/// Days that move together.
struct Moved<'a> {
    from: Date,
    to: Date,
    calendars: &'a Calendars,
}

impl Moved<'_> {
    /// Moves every day in `value`.
    fn apply(&self, value: &mut toml::Value) -> Result<(), StoryError> {
        match value {
            toml::Value::Datetime(written) => {
                let day: Date = written.to_string().parse().map_err(unreadable)?;
                *written = self.day(day)?.to_string().parse().map_err(unreadable)?;
                Ok(())
            }
            toml::Value::Array(values) => values.iter_mut().try_for_each(|value| self.apply(value)),
            toml::Value::Table(table) => table.iter_mut().try_for_each(|(_, value)| self.apply(value)),
            toml::Value::String(_) | toml::Value::Integer(_) | toml::Value::Float(_) | toml::Value::Boolean(_) => {
                Ok(())
            }
        }
    }

    /// As many working days before `to` as `day` is before `from`.
    fn day(&self, day: Date) -> Result<Date, StoryError> {
        let mut distance: u32 = 0;
        let mut passing = day;
        while passing < self.from {
            passing = passing.tomorrow().map_err(unreadable)?;
            distance = distance.saturating_add(u32::from(self.worked(passing)?));
        }
        let mut moved = self.to;
        while !self.worked(moved)? {
            moved = moved.yesterday().map_err(unreadable)?;
        }
        while distance > 0 {
            moved = moved.yesterday().map_err(unreadable)?;
            distance = distance.saturating_sub(u32::from(self.worked(moved)?));
        }
        Ok(moved)
    }

    fn worked(&self, day: Date) -> Result<bool, StoryError> {
        self.calendars.is_working_day(day).map_err(unreadable)
    }
}

fn unreadable(error: impl std::fmt::Display) -> StoryError {
    StoryError::Unreadable(error.to_string())
}

/// The facts that a table of a story states.
pub(crate) fn facts(table: &toml::Table, schema: &FactSchema) -> Result<Facts, StoryError> {
    let text = toml::to_string(table).map_err(unreadable)?;
    parse_file(&text, schema, &Origin::new("form", "story")).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        unreadable(lines.join("; "))
    })
}

fn day<'de, D: Deserializer<'de>>(source: D) -> Result<Date, D::Error> {
    let written = Datetime::deserialize(source)?;
    written.to_string().parse().map_err(|_| serde::de::Error::custom("a day is wanted, such as 2023-03-14"))
}
