//! `calc`: time limits, criteria and amounts, without a case and without a database.
use std::path::PathBuf;

use app::calculator::{self, Question};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use kernel::id::{AreaCode, CaseTypeId, VariantId};
use law::amount::Amount;
use law::criteria::Ground;
use law::deadline::{Length, Terms};
use law::expr::Truth;
use law::facts::{Facts, Origin, Value};
use packs::Library;
use serde_json::{Value as Json, json};

use crate::packs_folder;
use crate::say::{self, Failure};

/// What to work through.
#[derive(Debug, Subcommand)]
pub(crate) enum Calc {
    /// The last day of a period.
    Deadline(Deadline),
    /// What the criteria say of some facts.
    Eligibility(Facted),
    /// The range of the amount for some facts.
    Amount(Facted),
}

/// A period.
#[derive(Debug, Args)]
pub(crate) struct Deadline {
    /// The day from which it runs; not counted.
    #[arg(long)]
    from: Date,
    /// How long: "10 working-days", "30 days", "3 months", "2 years".
    #[arg(long)]
    length: Length,
    /// A period of custody, which no holiday moves.
    #[arg(long)]
    custody: bool,
    /// The site's own packs.
    #[arg(long)]
    packs: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Facts in a file, and what to hold them against.
#[derive(Debug, Args)]
pub(crate) struct Facted {
    /// The kind of case.
    #[arg(long)]
    case_type: CaseTypeId,
    /// The variant.
    #[arg(long)]
    variant: VariantId,
    /// The facts: `name = value`, one a line.
    #[arg(long)]
    facts: PathBuf,
    /// The day.
    #[arg(long)]
    on: Date,
    /// The area of the office, six digits; the fact `area` says the same.
    #[arg(long, value_parser = super::account::area)]
    area: Option<AreaCode>,
    /// The site's own packs.
    #[arg(long)]
    packs: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Calc {
    /// Works it through.
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Calc::Deadline(own) => own.run(),
            Calc::Eligibility(own) => own.eligibility(),
            Calc::Amount(own) => own.amount(),
        }
    }
}

impl Deadline {
    fn run(self) -> Result<(), Failure> {
        let library = packs_folder::library(self.packs.as_deref())?;
        let terms = Terms { excluded: vec![], custody: self.custody };
        let found = calculator::deadline(&library, self.from, self.length, &terms)?;
        if self.json {
            return say::json(&json!({ "due": found.due, "provisional": found.provisional, "why": found.why }));
        }
        say::text(&format!(
            "{}{}",
            found.due,
            if found.provisional { "  (provisional: a calendar is not published yet)" } else { "" }
        ))?;
        for note in &found.why {
            let what = note.what.code();
            let days =
                if note.from == note.to { note.from.to_string() } else { format!("{} to {}", note.from, note.to) };
            say::text(&format!("  {days}  {what}"))?;
        }
        Ok(())
    }
}

impl Facted {
    fn question(&self, library: &Library) -> Result<Question, Failure> {
        let kind = library.case_types.get(&self.case_type);
        let kind = kind.ok_or_else(|| {
            Failure::Told(format!("there is no kind of case {}; known: {}", self.case_type, known(library)))
        })?;
        let kind = kind.variant(&self.variant).ok_or_else(|| {
            let variants: Vec<&str> = kind.variants().map(|own| own.variant.id.as_str()).collect();
            let (variant, known) = (&self.variant, variants.join(", "));
            Failure::Told(format!("{} has no variant {variant}; known: {known}", self.case_type))
        })?;
        let text = std::fs::read_to_string(&self.facts);
        let text = text.map_err(|error| Failure::Told(format!("{}: {error}", self.facts.display())))?;
        let facts = law::facts::parse_file(&text, &kind.schema, &Origin::new("file", self.facts.display().to_string()));
        let facts = facts.map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(|own| format!("{}: {own}", self.facts.display())).collect();
            Failure::Told(lines.join("\n"))
        })?;
        let area = self.area.clone().or_else(|| area_of(&facts)).unwrap_or_else(|| AreaCode::from("100000"));
        Ok(Question { case_type: self.case_type.clone(), variant: self.variant.clone(), area, on: self.on, facts })
    }

    fn eligibility(self) -> Result<(), Failure> {
        let library = packs_folder::library(self.packs.as_deref())?;
        let found = calculator::eligibility(&library, &self.question(&library)?)?;
        let result = match found.result {
            Truth::True => "eligible",
            Truth::False => "not-eligible",
            Truth::Unknown => "unknown",
        };
        let answer = json!({
            "result": result,
            "grounds": found.grounds.iter().map(ground).collect::<Vec<_>>(),
            "exclusions": found.exclusions.iter().map(ground).collect::<Vec<_>>(),
            "to_find_out": found.to_find_out,
            "to_check": found.to_check,
        });
        if self.json {
            return say::json(&answer);
        }
        say::text(result)?;
        for (mark, ground) in
            found.grounds.iter().map(|own| ("ground", own)).chain(found.exclusions.iter().map(|own| ("exclusion", own)))
        {
            say::text(&format!(
                "  {mark} {} {}: {}  [{} {} {}]",
                word(ground.result),
                ground.id,
                ground.label.en,
                ground.source.act,
                ground.source.article,
                ground.source.confidence.letter()
            ))?;
        }
        found.to_find_out.iter().try_for_each(|fact| say::text(&format!("  to find out: {fact}")))
    }

    fn amount(self) -> Result<(), Failure> {
        let library = packs_folder::library(self.packs.as_deref())?;
        let found = calculator::amount(&library, &self.question(&library)?)?;
        let Some((label, amount)) = found else {
            return Err(Failure::Told(format!("no standard for the amount is in force on {}", self.on)));
        };
        if self.json {
            return say::json(&amount_json(&amount));
        }
        let money = |fen: Option<kernel::Fen>| fen.map_or_else(|| "open".to_owned(), |fen| format!("{fen} yuan"));
        say::text(&format!(
            "{}: {} to {}, ceiling {}",
            label.en,
            money(amount.low),
            money(amount.high),
            money(amount.ceiling)
        ))?;
        if amount.demonstration {
            say::text("  demonstration values: no source gives these figures")?;
        }
        for line in &amount.working {
            let name = line.label.as_ref().map_or_else(|| format!("{:?}", line.operation), |label| label.en.clone());
            say::text(&format!("  {name}  {}", line.expression.as_deref().unwrap_or_default()))?;
        }
        amount.to_find_out.iter().try_for_each(|fact| say::text(&format!("  to find out: {fact}")))
    }
}

fn amount_json(amount: &Amount) -> Json {
    json!({
        "low_fen": amount.low.map(|fen| fen.0),
        "high_fen": amount.high.map(|fen| fen.0),
        "ceiling_fen": amount.ceiling.map(|fen| fen.0),
        "approval": amount.approval.as_ref().map(|approval| &approval.high),
        "demonstration": amount.demonstration,
        "working": amount.working,
        "to_find_out": amount.to_find_out,
        "missing_figures": amount.missing_figures,
        "missing_values": amount.missing_values,
    })
}

fn ground(ground: &Ground) -> Json {
    let because: Vec<Json> = ground
        .explanation
        .facts_read()
        .iter()
        .map(|read| json!({ "fact": read.name, "value": read.value, "origin": read.origin }))
        .collect();
    json!({ "id": ground.id, "result": word(ground.result), "source": ground.source, "because": because })
}

fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

fn area_of(facts: &Facts) -> Option<AreaCode> {
    match facts.value("area") {
        Some(Value::Text(area)) => Some(AreaCode::from(area.as_str())),
        Some(_) | None => None,
    }
}

fn known(library: &Library) -> String {
    library.case_types.keys().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
