//! What an office entered for itself where no pack could: the rows of a standard's tables, dated amounts, published figures.
//!
//! Never: an evaluator of its own. What was entered is laid over what the files say before both are read, by the same
//! loader and with the same mistakes; nothing of the files is lost, the rows before it stay for the days before.
use std::collections::BTreeMap;
use std::fmt;

use domain::case_types::Kind;
use jiff::civil::Date;
use kernel::id::{AreaCode, CaseTypeId, FactName};
use kernel::{Citation, Confidence, Fen, Label};
use law::amount::{AmountSource, LaterRows, Part, PartOf, Quantification, RowSource};
use law::facts::Choice;
use law::figures::{AmountText, AreaLevel, DatedText, Figure, FigureSource};
use serde::{Deserialize, Serialize};

use crate::case_types::find;
use crate::law_packs::{self, Source};
use crate::place::read;
use crate::{Library, PackInForce, PackMistake, Tree};

/// Where packs keep law.
const LAW: &str = "law/";
/// The pack in force under which what was entered is named.
pub(crate) const PACK: &str = "entered";

/// What a value was entered for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A table of an act or a province: its folder under `law/`, its name there.
    Table(String, String),
    /// A dated amount, likewise.
    Dated(String, String),
    /// A published figure: the statistic, the area.
    Figure(FactName, AreaCode),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Table(folder, name) => write!(f, "table:{folder}/{name}"),
            Subject::Dated(folder, name) => write!(f, "dated:{folder}/{name}"),
            Subject::Figure(statistic, area) => write!(f, "figure:{statistic}/{area}"),
        }
    }
}

impl Subject {
    /// The subject that is written so; nothing for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        let (outer, name) = rest.rsplit_once('/')?;
        match kind {
            "table" => Some(Self::Table(outer.to_owned(), name.to_owned())),
            "dated" => Some(Self::Dated(outer.to_owned(), name.to_owned())),
            "figure" => Some(Self::Figure(FactName::from(outer), AreaCode::parse(name)?)),
            _ => None,
        }
    }
}

/// What was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// The rows of a table, by answer.
    Rows(BTreeMap<String, RowSource>),
    /// A dated amount.
    Amount(Fen),
    /// A published figure and the year that it describes.
    Figure(i16, Fen),
}

/// A value that was entered and counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// Its number; a later one of the same subject and day takes its place.
    pub id: i64,
    /// For what.
    pub subject: Subject,
    /// The first day on which it holds.
    pub from: Date,
    /// What.
    pub given: Given,
    /// The act in full, as it is cited.
    pub act: String,
    /// The article.
    pub article: String,
    /// The document in which it was read.
    pub document: String,
}

impl Entered {
    /// The act under which citations name it.
    #[must_use]
    pub fn act_id(id: i64) -> String {
        format!("entered-{id}")
    }

    /// How pages cite it: the text itself was read, by two people.
    #[must_use]
    pub fn citation(&self) -> Citation {
        let (act, article) = (Self::act_id(self.id), self.article.clone());
        Citation { act, article, confidence: Confidence::V, days: None, rule: None }
    }
}

/// A standard whose tables and amounts an office may enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Its id in the pack.
    pub id: String,
    /// The kind of case that it is for.
    pub case_type: CaseTypeId,
    /// Where it applies; everywhere where absent.
    pub area: Option<AreaCode>,
    /// What a citizen reads.
    pub label: Label,
    /// Where it stands.
    pub source: Citation,
    /// Whether the pack says of the whole of it that it is invented.
    pub demonstration: bool,
    /// Its tables and amounts.
    pub parts: Vec<StandardPart>,
}

/// A table or a dated amount of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardPart {
    /// Under what it is entered.
    pub subject: Subject,
    /// What it is, with its versions.
    pub part: Part,
    /// The rows of a table, in order, as a citizen reads them.
    pub choices: Vec<Choice>,
    /// Whether it may be entered: text of the law may not.
    pub enterable: bool,
}

/// Values that do not fit the packs (any more), by their numbers, each with why.
pub type Unfit = Vec<(i64, PackMistake)>;

impl Library {
    /// This library with what was entered laid over its packs, as a new one; values that do not fit the packs (any more)
    /// are left out and told, each with why.
    ///
    /// # Errors
    /// When the packs themselves no longer load.
    pub fn with_entered(&self, entered: &[Entered]) -> Result<(Library, Unfit), Vec<PackMistake>> {
        if let Ok(library) = self.laid_over(entered) {
            return Ok((library, vec![]));
        }
        let (mut fits, mut unfit): (Vec<Entered>, Vec<_>) = (vec![], vec![]);
        for own in entered {
            fits.push(own.clone());
            if let Err(mistakes) = self.laid_over(&fits) {
                fits.pop();
                let first = mistakes.into_iter().next();
                unfit.push((own.id, first.unwrap_or_else(|| PackMistake::of(PACK, "it does not fit"))));
            }
        }
        Ok((self.laid_over(&fits)?, unfit))
    }

    /// The same, where everything must fit.
    ///
    /// # Errors
    /// What does not, as the loader of the packs says it.
    pub fn laid_over(&self, entered: &[Entered]) -> Result<Library, Vec<PackMistake>> {
        Library::load_over(&self.tree, entered)
    }

    /// The standards of every kind of case, those of a place first.
    #[must_use]
    pub fn standards(&self) -> Vec<Standard> {
        let folders = folders_of(&self.tree);
        let of_kind = |kind: &Kind| {
            let all = kind.first.amounts.iter();
            all.filter_map(|own| Some(standard(kind, own, folders.get(own.id())?))).collect::<Vec<_>>()
        };
        let mut all: Vec<Standard> = self.case_types.values().flat_map(of_kind).collect();
        all.sort_by_key(|own| own.area.is_none());
        all
    }
}

fn standard(kind: &Kind, own: &Quantification, folder: &str) -> Standard {
    let schema = &kind.first.schema;
    let part = |part: Part| {
        let subject = match &part.of {
            PartOf::Table(name) => Subject::Table(folder.to_owned(), name.clone()),
            PartOf::Dated(name) => Subject::Dated(folder.to_owned(), name.clone()),
        };
        let choices = part.by.as_ref().and_then(|by| Some(schema.get(by.as_str())?.ty.choices().to_vec()));
        // A formula is text of the law; so is a table that is not invented and holds everywhere.
        let plain = part.versions.iter().all(|version| !version.rows.is_empty());
        let ours = own.area().is_some() || part.versions.iter().any(|version| version.demonstration);
        StandardPart { subject, choices: choices.unwrap_or_default(), enterable: plain && ours, part }
    };
    Standard {
        id: own.id().to_owned(),
        case_type: kind.first.id.clone(),
        area: own.area().cloned(),
        label: own.label().clone(),
        source: own.source().clone(),
        demonstration: own.is_demonstration(),
        parts: own.parts().into_iter().map(part).collect(),
    }
}

/// In which folder under `law/` each way of computing an amount stands, by its id.
fn folders_of(tree: &Tree) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for folder in law_packs::folders(tree) {
        let Ok(Some((file, text))) = find(tree, &folder, "amounts.toml") else { continue };
        let Ok(source) = read::<AmountSource>(&file, text) else { continue };
        all.extend(source.quantification.into_iter().map(|own| (own.id, short(&folder).to_owned())));
    }
    all
}

/// A folder of law without `law/` and the last `/`.
fn short(folder: &str) -> &str {
    folder.strip_prefix(LAW).unwrap_or(folder).trim_end_matches('/')
}

/// Lays what was entered over the amounts of `folder`; a table or value that it no longer has is told.
pub(crate) fn over_amounts(folder: &str, source: &mut AmountSource, entered: &[Entered]) -> Vec<PackMistake> {
    let mut mistakes = vec![];
    for own in entered {
        let fits = match (&own.subject, &own.given) {
            (Subject::Table(of, name), Given::Rows(rows)) if of == short(folder) => {
                source.table.get_mut(name).map(|table| {
                    table.later.retain(|other| other.from != own.from);
                    let (rows, source) = (rows.clone(), own.citation());
                    table.later.push(LaterRows { from: own.from, rows, source, demonstration: false });
                })
            }
            (Subject::Dated(of, name), Given::Amount(amount)) if of == short(folder) => {
                source.dated.get_mut(name).map(|dated| put_in(&mut dated.value, own, *amount))
            }
            _ => continue,
        };
        if fits.is_none() {
            mistakes.push(PackMistake::of(
                format!("{folder}amounts.toml"),
                format!("there is no {} any more", own.subject),
            ));
        }
    }
    mistakes
}

/// The value closes the one before it and ends where the next one begins.
fn put_in(values: &mut Vec<DatedText>, own: &Entered, amount: Fen) {
    values.retain(|other| other.from != own.from);
    for earlier in values.iter_mut().filter(|other| other.from < own.from) {
        if earlier.until.is_none_or(|until| until >= own.from) {
            earlier.until = own.from.yesterday().ok();
        }
    }
    let next = values.iter().map(|other| other.from).filter(|from| *from > own.from).min();
    let until = next.and_then(|next| next.yesterday().ok());
    let (source, amount) = (own.citation(), AmountText::Whole(amount.0));
    values.push(DatedText { from: own.from, until, amount, source, demonstration: false });
}

/// What was entered as a file of figures of its own, and whether a figure of a file stays beside it.
pub(crate) fn over_figures(entered: &[Entered]) -> FigureSource {
    let mut all: BTreeMap<(FactName, AreaCode, Date), Figure> = BTreeMap::new();
    for own in entered {
        let (Subject::Figure(statistic, area), Given::Figure(year, amount)) = (&own.subject, &own.given) else {
            continue;
        };
        let figure = Figure {
            statistic: statistic.clone(),
            area: area.clone(),
            level: AreaLevel::of(area).unwrap_or(AreaLevel::County),
            year: *year,
            effective_from: own.from,
            until: None,
            amount: *amount,
            source: own.citation(),
            demonstration: false,
        };
        all.insert((statistic.clone(), area.clone(), own.from), figure);
    }
    FigureSource { statistic: BTreeMap::new(), figure: all.into_values().collect() }
}

/// The acts that citations of what was entered name.
pub(crate) fn acts(entered: &[Entered]) -> impl Iterator<Item = (String, Source)> {
    entered.iter().map(|own| {
        let name = Label::new(own.act.as_str(), own.act.as_str());
        (Entered::act_id(own.id), Source { name, seen_at: own.document.clone(), places: BTreeMap::new() })
    })
}

/// What was entered as a pack in force: its hash changes with every value.
pub(crate) fn in_force(entered: &[Entered]) -> Option<PackInForce> {
    let text = |own: &Entered| (format!("{PACK}/{}", own.id), format!("{own:?}").into_bytes());
    let tree: Tree = entered.iter().map(text).collect();
    (!entered.is_empty()).then(|| PackInForce { id: PACK.to_owned(), name: None, hash: tree.hash("") })
}
