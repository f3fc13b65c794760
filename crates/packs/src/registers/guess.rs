//! Guessing what the sheets of a file are: from their heads first, then from titles and from the words in their columns.
//!
//! Never: the last word. A person sees the guess beside the sheet and corrects it before the first import from a sender.
use std::collections::{BTreeMap, BTreeSet};

use kernel::cell::RawCell;
use kernel::id::RegisterId;

use super::cell::text_of;
use super::definition::{Column, ColumnType, Register, Registers};
use super::head::{self, Head, HeadColumn, TextRow};
use super::mapping::{ColumnMapping, Mapping, SheetMapping, Sure, Target};
use super::words::{UnitId, Words};

/// The first rows of a sheet; forty are enough.
#[derive(Debug, Clone)]
pub struct SheetPreview {
    /// The sheet's name.
    pub name: String,
    /// The rows, each with its number in the file, from 1.
    pub rows: Vec<(u32, Vec<RawCell>)>,
}

const EXACT: u32 = 2; // a known head
const LIKE: u32 = 1; // a head that ends like a known one
const TITLE: u32 = 3; // a title that names the register weighs more than one head, less than two
const VALUES: u32 = 3; // so do the words in a column of choices

/// What each sheet of the file is, and where each of its columns goes.
#[must_use]
pub fn guess(registers: &Registers, file_name: &str, sheets: &[SheetPreview]) -> Mapping {
    let known: BTreeSet<String> =
        registers.iter().flat_map(|r| &r.columns).flat_map(|c| &c.headers).map(|head| Words::fold_head(head)).collect();
    let sheet = |preview: &SheetPreview| {
        let rows: Vec<TextRow> =
            preview.rows.iter().map(|(number, cells)| (*number, cells.iter().map(text_of).collect())).collect();
        match head::find(&registers.words, &known, &rows) {
            Some(head) => sheet_of(registers, file_name, &preview.name, head, &rows),
            None => nothing(preview),
        }
    };
    Mapping { sheets: sheets.iter().map(sheet).collect() }
}

/// The same sheet, read as `register` (and those it comes with) because a person says so.
#[must_use]
pub fn read_as(registers: &Registers, sheet: &SheetMapping, register: &RegisterId) -> SheetMapping {
    let mut read = sheet.clone();
    let heads: Vec<HeadColumn> = sheet.columns.iter().map(|column| again(&registers.words, column)).collect();
    if let Some(primary) = registers.get(register.as_str()) {
        let placed = place(registers, primary, &heads);
        lay(registers, &mut read, &placed, &sheet.title);
    }
    read
}

/// Which heads go to which columns: place among the heads → column id and how sure.
type Placed<'a> = BTreeMap<RegisterId, Vec<(usize, &'a Column, Sure)>>;

fn sheet_of(registers: &Registers, file: &str, name: &str, head: Head, rows: &[TextRow]) -> SheetMapping {
    let context = format!("{} {name} {file}", head.title);
    let data: Vec<&TextRow> = rows.iter().filter(|row| row.0 >= head.first_row).collect();
    let common = common(registers, &head.columns);
    let score = |register: &Register| {
        let own = match_all(&registers.words, register, &head.columns);
        let heads: u32 = own.iter().map(|(_, _, sure)| if *sure == Sure::Yes { EXACT } else { LIKE }).sum();
        let named = register.titles.iter().any(|word| context.contains(word.as_str()));
        let spoken = own.iter().any(|(at, column, _)| speaks(column, head.columns.get(*at), &data));
        let distinct: BTreeSet<usize> = own.iter().map(|(at, _, _)| *at).collect();
        let bonus = if named { TITLE } else { 0 }.saturating_add(if spoken { VALUES } else { 0 });
        let of_its_own = named || spoken || distinct.iter().any(|at| !common.contains(at));
        if distinct.len() < 2.min(head.columns.len()) || !of_its_own { 0 } else { heads.saturating_add(bonus) }
    };
    let mut best: Option<(&Register, u32)> = None;
    for register in registers.iter() {
        let score = score(register);
        if score > best.map_or(0, |(_, before)| before) {
            best = Some((register, score));
        }
    }
    let placed = best.map(|(primary, _)| place(registers, primary, &head.columns)).unwrap_or_default();
    let column = |column: &HeadColumn| ColumnMapping {
        index: column.index,
        header: column.header.clone(),
        path: column.path.clone(),
        targets: Vec::new(),
        sure: Sure::No,
        unit: UnitId::declared(&column.header).or(head.unit).unwrap_or(UnitId::Yuan),
    };
    let mut sheet = SheetMapping {
        sheet: name.to_owned(),
        title: head.title.clone(),
        columns: head.columns.iter().map(column).collect(),
        header_rows: head.rows,
        first_row: head.first_row,
        registers: BTreeSet::new(),
        constants: Vec::new(),
    };
    lay(registers, &mut sheet, &placed, &context);
    sheet
}

/// The heads that most lists have, as name and ID number: of such heads alone nobody but a person can tell what a list says
/// of the people on it.
fn common(registers: &Registers, heads: &[HeadColumn]) -> BTreeSet<usize> {
    let (mut all, mut having) = (0_usize, BTreeMap::<usize, usize>::new());
    for register in registers.iter() {
        all = all.saturating_add(1);
        let places: BTreeSet<usize> =
            match_all(&registers.words, register, heads).into_iter().map(|(at, _, _)| at).collect();
        for at in places {
            let count = having.entry(at).or_default();
            *count = count.saturating_add(1);
        }
    }
    having.into_iter().filter(|(_, count)| count.saturating_mul(2) > all).map(|(at, _)| at).collect()
}

/// Puts the placed columns and the constants of their registers into the sheet.
fn lay(registers: &Registers, sheet: &mut SheetMapping, placed: &Placed<'_>, context: &str) {
    sheet.registers = placed.keys().cloned().collect();
    sheet.constants.clear();
    for column in &mut sheet.columns {
        column.targets.clear();
        column.sure = Sure::No;
    }
    for (register, columns) in placed {
        for (at, column, sure) in columns {
            if let Some(place) = sheet.columns.get_mut(*at) {
                place.targets.push(Target { register: register.clone(), column: column.id.clone() });
                place.sure = place.sure.max(*sure);
            }
        }
        let missing = |column: &&Column| !columns.iter().any(|(_, filled, _)| filled.id == column.id);
        let all = registers.get(register.as_str()).map_or(&[][..], |found| &found.columns);
        for column in all.iter().filter(missing) {
            if let Some(said) = constant(column, context) {
                sheet.constants.push((Target { register: register.clone(), column: column.id.clone() }, said));
            }
        }
    }
}

/// What the title says of every row, for a column that has a default: the longest word of a choice that it contains.
fn constant(column: &Column, context: &str) -> Option<String> {
    let default = column.default.as_ref()?;
    let words = column.choices.iter().flat_map(|choice| choice.words.iter().map(move |word| (word, &choice.id)));
    let said = words.filter(|(word, _)| context.contains(word.as_str())).max_by_key(|(word, _)| word.chars().count());
    Some(said.map_or(default, |(_, id)| id).clone())
}

/// Where the heads go when the sheet is `primary`'s: its own columns, and those of its companions that get more than it.
fn place<'a>(registers: &'a Registers, primary: &'a Register, heads: &[HeadColumn]) -> Placed<'a> {
    let own = match_all(&registers.words, primary, heads);
    let taken: BTreeSet<usize> = own.iter().map(|(at, _, _)| *at).collect();
    let mut placed = BTreeMap::from([(primary.id.clone(), own)]);
    for companion in primary.with.iter().filter_map(|id| registers.get(id.as_str())) {
        let also = match_all(&registers.words, companion, heads);
        if also.iter().any(|(at, _, _)| !taken.contains(at)) {
            placed.insert(companion.id.clone(), also);
        }
    }
    placed
}

/// The columns of one register that heads of the sheet speak of; each column once, the best head first.
fn match_all<'a>(words: &Words, register: &'a Register, heads: &[HeadColumn]) -> Vec<(usize, &'a Column, Sure)> {
    let best = |column: &'a Column| {
        let fits = heads.iter().enumerate().filter_map(|(at, head)| {
            let (sure, rank) = fit(words, column, head)?;
            Some((std::cmp::Reverse(sure), rank, at))
        });
        fits.min().map(|(sure, _, at)| (at, column, sure.0))
    };
    register.columns.iter().filter_map(best).collect()
}

/// How well a head fits a column: how sure, and the place of the matching spelling in the column's list.
fn fit(words: &Words, column: &Column, head: &HeadColumn) -> Option<(Sure, usize)> {
    let spellings = || column.headers.iter().map(|head| Words::fold_head(head)).enumerate();
    let whole = format!("{}{}", head.group, head.leaf);
    if let Some((rank, _)) = spellings().find(|(_, spelling)| *spelling == whole) {
        return Some((Sure::Yes, rank));
    }
    if words.is_of_another(&head.group) {
        return None;
    }
    if let Some((rank, _)) = spellings().find(|(_, spelling)| *spelling == head.leaf) {
        return Some((Sure::Yes, rank));
    }
    if words.is_of_another(&head.leaf) {
        return None;
    }
    let least = if column.ty == ColumnType::Name { 2 } else { 4 }; // shorter endings fit too much
    let ends = |spelling: &str| spelling.chars().count() >= least && head.leaf.ends_with(spelling);
    spellings().find(|(_, spelling)| ends(spelling)).map(|(rank, _)| (Sure::Likely, rank))
}

/// Whether most of the words under the head are choices of the column.
fn speaks(column: &Column, head: Option<&HeadColumn>, data: &[&TextRow]) -> bool {
    let Some(head) = head else { return false };
    if column.choices.is_empty() || column.within || head.leaf == Words::fold_head(&column.id) {
        return false;
    }
    let said: Vec<String> = data
        .iter()
        .filter_map(|row| row.1.get(head.index))
        .map(|cell| Words::fold(cell))
        .filter(|word| !word.is_empty())
        .collect();
    let meant = said.iter().filter(|word| column.choice(word).is_some()).count();
    !said.is_empty() && meant.saturating_mul(2) > said.len()
}

fn again(words: &Words, column: &ColumnMapping) -> HeadColumn {
    let above = column.path.strip_suffix(&column.header).unwrap_or_default();
    let groups = above.split('/').filter(|part| !part.is_empty()).map(Words::fold_head);
    HeadColumn {
        index: column.index,
        header: column.header.clone(),
        path: column.path.clone(),
        leaf: Words::fold_head(&column.header),
        group: groups.map(|part| words.group(&part).to_owned()).collect(),
    }
}

fn nothing(preview: &SheetPreview) -> SheetMapping {
    SheetMapping {
        sheet: preview.name.clone(),
        title: String::new(),
        header_rows: Vec::new(),
        first_row: 1,
        registers: BTreeSet::new(),
        columns: Vec::new(),
        constants: Vec::new(),
    }
}
