//! Where the table of a sheet begins: titles above, one head row or more with merged cells, machine names, then data.
//!
//! Never: what a head means; it is told which heads are known, and only counts them.
use std::collections::BTreeSet;

use super::words::{UnitId, Words};

/// A row as text: its number in the file, its cells.
pub(super) type TextRow = (u32, Vec<String>);

/// The head of a table.
pub(super) struct Head {
    pub(super) title: String,
    pub(super) unit: Option<UnitId>,
    pub(super) rows: Vec<u32>,
    pub(super) first_row: u32,
    pub(super) columns: Vec<HeadColumn>,
}

/// One column's head.
pub(super) struct HeadColumn {
    pub(super) index: usize,
    /// The lowest head, as written.
    pub(super) header: String,
    /// Every head from the top, as written.
    pub(super) path: String,
    /// The lowest head, folded.
    pub(super) leaf: String,
    /// What the groups above add, folded; empty without groups.
    pub(super) group: String,
}

/// The head of the table in `rows`; `None` where no row has at least two known heads (or the only cell is one).
pub(super) fn find(words: &Words, known: &BTreeSet<String>, rows: &[TextRow]) -> Option<Head> {
    let score = |row: &TextRow| row.1.iter().filter(|cell| is_known(words, known, cell)).count();
    let (mut main, mut best) = (0, 0);
    for (at, row) in rows.iter().enumerate() {
        if score(row) > best {
            (main, best) = (at, score(row));
        }
    }
    let filled = rows.get(main).map(|row| filled(row).count())?;
    if best < 2 && (best, filled) != (1, 1) {
        return None;
    }
    let mut top = main;
    while top > 0 && main.saturating_sub(top) < 2 && rows.get(top.saturating_sub(1)).is_some_and(is_group) {
        top = top.saturating_sub(1);
    }
    let below = rows.get(main.saturating_add(1));
    let continues =
        below.is_some_and(|row| score(row) > 0 && score(row).saturating_mul(2) >= self::filled(row).count());
    let bottom = if continues { main.saturating_add(1) } else { main };
    let block = rows.get(top..=bottom)?;
    let machine = rows.get(bottom.saturating_add(1)).filter(|row| is_machine(row));
    let last = machine.or(block.last()).map(|row| row.0)?;
    let above = rows.get(..top).unwrap_or_default();
    Some(Head {
        title: title(above),
        unit: above.iter().flat_map(|row| &row.1).find_map(|cell| UnitId::declared(cell)),
        rows: block.iter().map(|row| row.0).collect(),
        first_row: last.saturating_add(1),
        columns: columns(words, block),
    })
}

fn filled(row: &TextRow) -> impl Iterator<Item = &String> {
    row.1.iter().filter(|cell| !Words::fold(cell).is_empty())
}

fn is_known(words: &Words, known: &BTreeSet<String>, cell: &str) -> bool {
    let folded = Words::fold_head(cell);
    !folded.is_empty() && (known.contains(&folded) || words.is_serial(&folded))
}

/// A row of groups above the heads: at least two different words, none of them a sentence, a date or a machine's name.
fn is_group(row: &TextRow) -> bool {
    const LONGEST: usize = 16; // a group is a word or two; a title is longer
    let distinct: BTreeSet<String> = filled(row).map(|cell| Words::fold(cell)).collect();
    let is_word = |cell: &String| {
        !cell.is_ascii() && cell.chars().count() <= LONGEST && !cell.contains(|c: char| c == ':' || c.is_ascii_digit())
    };
    distinct.len() >= 2 && distinct.iter().all(is_word)
}

/// A row of machine names, such as `hh_no`.
fn is_machine(row: &TextRow) -> bool {
    let is_name = |cell: &String| {
        let folded = Words::fold(cell);
        folded.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && folded.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    filled(row).count() >= 2 && filled(row).all(is_name)
}

fn title(above: &[TextRow]) -> String {
    let mut seen = BTreeSet::new();
    let texts = above.iter().flat_map(filled).map(|cell| cell.trim()).filter(|text| seen.insert((*text).to_owned()));
    texts.collect::<Vec<_>>().join(" ")
}

fn columns(words: &Words, block: &[TextRow]) -> Vec<HeadColumn> {
    let width = block.iter().map(|row| row.1.len()).max().unwrap_or_default();
    (0..width).filter_map(|index| column(words, block, index)).collect()
}

fn column(words: &Words, block: &[TextRow], index: usize) -> Option<HeadColumn> {
    let mut parts: Vec<&str> = Vec::new();
    for (at, row) in block.iter().enumerate() {
        let below = block.get(at.saturating_add(1)..).unwrap_or_default();
        let own = text_at(row, index);
        let part = if own.is_empty() { group_over(row, below, index) } else { own };
        if !part.is_empty() && parts.last() != Some(&part) {
            parts.push(part);
        }
    }
    let (header, groups) = parts.split_last()?;
    let added = groups.iter().map(|part| Words::fold_head(part)).map(|part| words.group(&part).to_owned());
    Some(HeadColumn {
        index,
        header: (*header).to_owned(),
        path: parts.join("/"),
        leaf: Words::fold_head(header),
        group: added.collect(),
    })
}

/// The text of a merged cell that reaches over `index` from the left; merged cells keep their text in the first column.
fn group_over<'a>(row: &'a TextRow, below: &[TextRow], index: usize) -> &'a str {
    let has_below = |at: usize| below.iter().any(|lower| !text_at(lower, at).is_empty());
    if !has_below(index) {
        return "";
    }
    let start = (0..index).rev().find(|at| !text_at(row, *at).is_empty()).filter(|at| has_below(*at));
    start.map_or("", |at| text_at(row, at))
}

fn text_at(row: &TextRow, index: usize) -> &str {
    row.1.get(index).map_or("", |cell| cell.trim())
}
