//! Reading a lead rule and checking it: every fact, every code, every condition.
//!
//! Never: reads the SQL; `analysis` plans it when it first runs it, and its columns are checked there.
use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Citation, Fen, Label};
use law::expr::Expr;
use law::facts::{DataClass, FactDefinition, FactSchema, FactType, SchemaSource};
use law::mistake::did_you_mean;
use serde::Deserialize;

use super::{Ask, Condition, DatedValue, Example, LeadRule, Part, Reason, Score, Step};
use crate::PackMistake;
use crate::place;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSource {
    id: String,
    label: Label,
    demonstration: bool,
    #[serde(default)]
    value: Vec<ValueSource>,
    fact: toml::Table,
    #[serde(default)]
    derived: toml::Table,
    condition: Vec<ConditionSource>,
    reason: Vec<Reason>,
    ask: Vec<Ask>,
    score: ScoreSource,
    #[serde(default)]
    part: Vec<PartSource>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueSource {
    id: FactName,
    label: Label,
    from: toml::value::Datetime,
    until: Option<toml::value::Datetime>,
    fen: Fen,
    #[serde(default)]
    demonstration: bool,
    source: Citation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionSource {
    id: String,
    label: Label,
    must: String,
    no: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreSource {
    cap: u32,
    red: u32,
    amber: u32,
    red_when: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartSource {
    id: String,
    label: Label,
    points: u32,
    when: String,
}

/// The file being read, and what is wrong in it so far.
struct Reading<'a> {
    file: &'a str,
    text: &'a str,
    mistakes: Vec<PackMistake>,
}

impl Reading<'_> {
    fn tell(&mut self, path: &str, what: impl Into<String>, hint: Option<String>) {
        self.mistakes.push(place::at(self.file, self.text, path, what).hint(hint));
    }

    fn expr(&mut self, path: &str, text: &str, schema: &FactSchema) -> Option<Expr> {
        match Expr::parse(text, schema) {
            Ok(expr) => Some(expr),
            Err(mistake) => {
                self.mistakes.push(place::placed(self.file, self.text, &mistake.within(path)));
                None
            }
        }
    }

    fn date(&mut self, path: &str, date: &toml::value::Datetime) -> Option<Date> {
        let read = date.to_string().parse().ok();
        if read.is_none() {
            self.tell(path, "this is no day", Some("write it like 2024-01-31".to_owned()));
        }
        read
    }
}

pub(super) fn parse(files: &[(String, String)]) -> Result<LeadRule, Vec<PackMistake>> {
    let find = |name: &str| files.iter().find(|(path, _)| path.rsplit('/').next() == Some(name));
    let missing = |name: &str| vec![PackMistake::of(name, "the file is missing")];
    let (file, text) = find("lead.toml").ok_or_else(|| missing("lead.toml"))?;
    let (sql_file, sql) = find("facts.sql").ok_or_else(|| missing("facts.sql"))?;
    let steps = steps(sql_file, sql).map_err(|mistake| vec![mistake])?;
    let source: RuleSource = place::read(file, text).map_err(|mistake| vec![mistake])?;
    let mut reading = Reading { file, text, mistakes: Vec::new() };
    let values = values(&mut reading, &source.value);
    let facts = schema(&mut reading, &source, &values);
    let conditions = conditions(&mut reading, &source, &facts);
    for (at, ask) in source.ask.iter().enumerate() {
        for fact in ask.facts.iter().filter(|fact| facts.get(fact.as_str()).is_none()) {
            let hint = did_you_mean(fact.as_str(), facts.names());
            reading.tell(&format!("ask.{at}.facts"), format!("no such fact: {fact}"), hint);
        }
    }
    if source.ask.is_empty() {
        reading.tell("ask", "a rule needs at least one question", None);
    }
    let score = score(&mut reading, &source, &facts);
    if !reading.mistakes.is_empty() {
        return Err(reading.mistakes);
    }
    Ok(LeadRule {
        id: source.id,
        label: source.label,
        demonstration: source.demonstration,
        facts,
        steps,
        forecast_sql: find("forecast.sql").map(|(_, text)| text.clone()),
        conditions,
        asks: source.ask,
        reasons: source.reason,
        score,
        values,
        examples: source.example,
    })
}

/// The steps of `facts.sql`; what stands before the first is a comment.
fn steps(file: &str, text: &str) -> Result<Vec<Step>, PackMistake> {
    const MARK: &str = "-- step:";
    let mut steps: Vec<Step> = Vec::new();
    for (number, line) in (1_usize..).zip(text.lines()) {
        if let Some(name) = line.strip_prefix(MARK).map(str::trim) {
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if !is_name || steps.iter().any(|step| step.name == name) {
                let told = PackMistake::of(file, format!("{name:?} is no new name for a step"));
                let hint = Some("write it like looked_up, each once".to_owned());
                return Err(PackMistake { line: Some(number), ..told.hint(hint) });
            }
            steps.push(Step { name: name.to_owned(), sql: String::new() });
        } else if let Some(step) = steps.last_mut() {
            step.sql.push_str(line);
            step.sql.push('\n');
        }
    }
    if steps.is_empty() {
        let hint = Some(format!("begin a query with `{MARK} facts`"));
        return Err(PackMistake::of(file, "the file has no step").hint(hint));
    }
    Ok(steps)
}

fn values(reading: &mut Reading<'_>, sources: &[ValueSource]) -> Vec<DatedValue> {
    let mut values = Vec::with_capacity(sources.len());
    for (at, source) in sources.iter().enumerate() {
        let from = reading.date(&format!("value.{at}.from"), &source.from);
        let until = source.until.as_ref().map(|until| reading.date(&format!("value.{at}.until"), until));
        let Some(from) = from else { continue };
        values.push(DatedValue {
            id: source.id.clone(),
            label: source.label.clone(),
            from,
            until: until.flatten(),
            fen: source.fen,
            demonstration: source.demonstration,
            source: source.source.clone(),
        });
    }
    values
}

fn schema(reading: &mut Reading<'_>, source: &RuleSource, values: &[DatedValue]) -> FactSchema {
    let table = toml::Table::from_iter([
        ("fact".to_owned(), toml::Value::Table(source.fact.clone())),
        ("derived".to_owned(), toml::Value::Table(source.derived.clone())),
    ]);
    let mut schema = match table.try_into::<SchemaSource>() {
        Ok(read) => match FactSchema::load(read) {
            Ok(schema) => schema,
            Err(mistakes) => {
                let placed = mistakes.iter().map(|mistake| place::placed(reading.file, reading.text, mistake));
                reading.mistakes.extend(placed);
                FactSchema::new()
            }
        },
        Err(error) => {
            reading.tell("fact", error.message(), None);
            FactSchema::new()
        }
    };
    take_in_values(reading, &mut schema, values);
    schema
}

/// Adds the values as facts of their names; one name has one value on one day, and no fact's name.
fn take_in_values(reading: &mut Reading<'_>, schema: &mut FactSchema, values: &[DatedValue]) {
    let stated: BTreeSet<String> = schema.names().map(ToString::to_string).collect();
    for (at, value) in values.iter().enumerate() {
        let path = format!("value.{at}.id");
        if stated.contains(value.id.as_str()) {
            reading.tell(&path, format!("{} is a fact already: a value may not take its name", value.id), None);
        }
        if values.iter().take(at).any(|earlier| earlier.id == value.id && earlier.meets(value)) {
            let hint = Some("close the older one with its last day: until = …".to_owned());
            reading.tell(&path, format!("{} has two values on one day", value.id), hint);
        }
        let (name, label) = (value.id.clone(), value.label.clone());
        schema.insert(FactDefinition::new(name, FactType::Fen, DataClass::Public, label));
    }
}

fn conditions(reading: &mut Reading<'_>, source: &RuleSource, facts: &FactSchema) -> Vec<Condition> {
    let known: BTreeSet<&str> = source.reason.iter().map(|reason| reason.code.as_str()).collect();
    let mut conditions = Vec::with_capacity(source.condition.len());
    for (at, condition) in source.condition.iter().enumerate() {
        if !known.contains(condition.no.as_str()) {
            let hint = did_you_mean(&condition.no, known.iter().copied());
            reading.tell(&format!("condition.{at}.no"), format!("no such reason: {}", condition.no), hint);
        }
        if let Some(must) = reading.expr(&format!("condition.{at}.must"), &condition.must, facts) {
            let (id, label, no) = (condition.id.clone(), condition.label.clone(), condition.no.clone());
            conditions.push(Condition { id, label, must, no });
        }
    }
    conditions
}

fn score(reading: &mut Reading<'_>, source: &RuleSource, facts: &FactSchema) -> Score {
    let ScoreSource { cap, red, amber, red_when } = &source.score;
    if red < amber || cap < red {
        reading.tell("score", "the limits must rise: amber, red, cap", None);
    }
    let mut parts = Vec::with_capacity(source.part.len());
    for (at, part) in source.part.iter().enumerate() {
        if let Some(when) = reading.expr(&format!("part.{at}.when"), &part.when, facts) {
            parts.push(Part { id: part.id.clone(), label: part.label.clone(), points: part.points, when });
        }
    }
    let red_when = red_when.as_ref().and_then(|when| reading.expr("score.red_when", when, facts));
    Score { cap: *cap, red: *red, amber: *amber, red_when, parts }
}
