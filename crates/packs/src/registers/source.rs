//! Reading `register.toml` and `words.toml`, and checking what they say.
//!
//! Never: guesses; what is not spelled right is told with its file, its line and the nearest known word.
use std::collections::{BTreeMap, BTreeSet};

use kernel::Label;
use kernel::cell::Aliases;
use kernel::id::RegisterId;
use law::facts::DataClass;
use law::mistake::did_you_mean;
use serde::Deserialize;
use toml::Spanned;

use super::definition::{AwardColumns, Choice, Column, ColumnType, Example, Kind, Register, Registers};
use super::mistake::PackMistake;
use super::words::Words;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterSource {
    id: Spanned<String>,
    label: Label,
    hint: Option<Label>,
    kind: Kind,
    once: bool,
    key: Vec<Spanned<String>>,
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    with: Vec<Spanned<String>>,
    award: Option<AwardSource>,
    column: Vec<ColumnSource>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AwardSource {
    number: Option<Spanned<String>>,
    harm_case: Spanned<String>,
    amount: Spanned<String>,
    on: Spanned<String>,
    organ: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnSource {
    id: Spanned<String>,
    #[serde(rename = "type")]
    ty: ColumnType,
    class: DataClass,
    label: Label,
    headers: Vec<String>,
    #[serde(default)]
    choice: Vec<Choice>,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    within: bool,
    default: Option<Spanned<String>>,
}

impl Registers {
    /// Reads every register from `(path, text)` pairs: one `registers/<id>/register.toml` each, and `registers/words.toml`.
    ///
    /// # Errors
    /// Every mistake in every file, in the order of the files.
    pub fn parse(files: &[(String, String)]) -> Result<Self, Vec<PackMistake>> {
        let mut mistakes = Vec::new();
        let mut words = None;
        let mut all = BTreeMap::new();
        let mut spans = Vec::new();
        for (file, text) in files {
            if file.ends_with("words.toml") {
                words = read::<Words>(file, text, &mut mistakes);
            } else if file.ends_with("register.toml")
                && let Some(source) = read::<RegisterSource>(file, text, &mut mistakes)
            {
                spans.extend(source.with.iter().map(|with| (file, text, with.clone())));
                let register = build(source, file, text, &mut mistakes);
                all.insert(register.id.clone(), register);
            }
        }
        for (file, text, with) in spans {
            if !all.contains_key(with.get_ref().as_str()) {
                let hint = did_you_mean(with.get_ref(), all.keys().map(RegisterId::as_str));
                let what = format!("no such register: {}", with.get_ref());
                mistakes.push(PackMistake::of(file, what).at(text, with.span().start).hint(hint));
            }
        }
        match words {
            Some(words) if mistakes.is_empty() => Ok(Self { all, words }),
            Some(_) => Err(mistakes),
            None => {
                let hint = Some("it holds the words that all sheets share".to_owned());
                mistakes.push(PackMistake::of("registers/words.toml", "the file is missing or unreadable").hint(hint));
                Err(mistakes)
            }
        }
    }
}

fn read<'de, T: Deserialize<'de>>(file: &str, text: &'de str, mistakes: &mut Vec<PackMistake>) -> Option<T> {
    let told = |error: toml::de::Error| mistakes.push(PackMistake::unreadable(file, text, &error));
    toml::from_str(text).map_err(told).ok()
}

fn build(source: RegisterSource, file: &str, text: &str, mistakes: &mut Vec<PackMistake>) -> Register {
    let mut tell = |offset: usize, what: String, hint: Option<String>| {
        mistakes.push(PackMistake::of(file, what).at(text, offset).hint(hint));
    };
    let folder = file.rsplit('/').nth(1).unwrap_or_default();
    if folder != source.id.get_ref() {
        let hint = Some(format!("rename one of them; the folder is {folder}"));
        tell(source.id.span().start, format!("the register {} stands in another's folder", source.id.get_ref()), hint);
    }
    let mut columns: Vec<Column> = Vec::with_capacity(source.column.len());
    for column in source.column {
        let offset = column.id.span().start;
        if columns.iter().any(|known| known.id == *column.id.get_ref()) {
            tell(offset, format!("the column {} stands twice", column.id.get_ref()), None);
        }
        for (what, hint) in faults(&column) {
            tell(offset, what, hint);
        }
        columns.push(finish(column));
    }
    for key in &source.key {
        if !columns.iter().any(|column| column.id == *key.get_ref()) {
            let hint = did_you_mean(key.get_ref(), columns.iter().map(|column| column.id.as_str()));
            tell(key.span().start, format!("no such column: {}", key.get_ref()), hint);
        }
    }
    if source.kind == Kind::Help && source.award.is_none() {
        let hint = Some("add [award] with harm_case, amount, on".to_owned());
        tell(source.id.span().start, "a register of help does not say what was granted".to_owned(), hint);
    }
    for (column, ty) in source.award.iter().flat_map(AwardSource::columns) {
        if !columns.iter().any(|own| own.id == *column.get_ref() && own.ty == ty) {
            let hint = did_you_mean(column.get_ref(), columns.iter().map(|own| own.id.as_str()));
            tell(column.span().start, format!("no such column of this type: {}", column.get_ref()), hint);
        }
    }
    Register {
        id: RegisterId::new(source.id.into_inner()),
        label: source.label,
        hint: source.hint,
        kind: source.kind,
        once: source.once,
        key: source.key.into_iter().map(Spanned::into_inner).collect(),
        titles: source.titles,
        with: source.with.into_iter().map(|id| RegisterId::new(id.into_inner())).collect(),
        award: source.award.map(AwardSource::finish),
        columns,
        examples: source.example,
    }
}

impl AwardSource {
    /// The columns that it names, with the type that each must be of.
    fn columns(&self) -> Vec<(&Spanned<String>, ColumnType)> {
        let number = self.number.as_ref().map(|number| (number, ColumnType::CaseNumber));
        let organ = self.organ.as_ref().map(|organ| (organ, ColumnType::Text));
        let owed =
            [(&self.harm_case, ColumnType::CaseNumber), (&self.amount, ColumnType::Fen), (&self.on, ColumnType::Date)];
        owed.into_iter().chain(number).chain(organ).collect()
    }

    fn finish(self) -> AwardColumns {
        AwardColumns {
            number: self.number.map(Spanned::into_inner),
            harm_case: self.harm_case.into_inner(),
            amount: self.amount.into_inner(),
            on: self.on.into_inner(),
            organ: self.organ.map(Spanned::into_inner),
        }
    }
}

fn finish(source: ColumnSource) -> Column {
    Column {
        id: source.id.into_inner(),
        ty: source.ty,
        class: source.class,
        label: source.label,
        headers: source.headers,
        choices: source.choice,
        open: source.open,
        within: source.within,
        default: source.default.map(Spanned::into_inner),
    }
}

/// What is wrong within one column, with a hint.
fn faults(column: &ColumnSource) -> Vec<(String, Option<String>)> {
    let id = column.id.get_ref();
    let mut faults = Vec::new();
    if column.headers.is_empty() {
        faults.push((format!("the column {id} has no head"), Some("list the heads under which it is sent".to_owned())));
    }
    let is_choice = column.ty == ColumnType::Choice;
    if is_choice && column.choice.is_empty() {
        faults.push((format!("the column {id} is a choice without choices"), Some("add [[column.choice]]".to_owned())));
    }
    if !is_choice && (!column.choice.is_empty() || column.open || column.within || column.default.is_some()) {
        faults.push((format!("the column {id} is no choice"), Some("type = \"choice\" has choices".to_owned())));
    }
    // The name of who handles a case is the office's; every other identifier is personal.
    let least = if column.ty == ColumnType::Name { DataClass::Office } else { DataClass::Personal };
    if column.ty.identifies() && column.class < least {
        faults.push((format!("the column {id} says who somebody is"), Some("class = \"personal\"".to_owned())));
    }
    if let Some(default) = &column.default
        && !column.choice.iter().any(|choice| choice.id == *default.get_ref())
    {
        let hint = did_you_mean(default.get_ref(), column.choice.iter().map(|choice| choice.id.as_str()));
        faults.push((format!("no such choice: {}", default.get_ref()), hint));
    }
    let mut seen = BTreeSet::new();
    for word in column.choice.iter().flat_map(|choice| &choice.words) {
        if !seen.insert(Words::fold(word)) {
            faults.push((format!("the word {word} of {id} means two things"), None));
        }
    }
    let words = column.choice.iter().flat_map(|choice| choice.words.iter().map(move |word| (word, choice.id.as_str())));
    if let (false, Err(mistake)) = (column.within, Aliases::new(words)) {
        // Blanks and brackets make no difference when a cell is read.
        faults.push((format!("the column {id}: {mistake}"), None));
    }
    faults
}
