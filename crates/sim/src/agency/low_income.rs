//! The civil affairs bureau's list of low incomes: text in GB 18030, a row for every member of a household,
//! some rows twice.
//!
//! Never: what is true; see `county::hardship`.
use jiff::ToSpan;
use jiff::civil::Date;

use super::lists::{Letter, List, still_listed};
use super::pen::Pen;
use super::{Cell, FileFormat, Lists, offices};
use crate::county::World;
use crate::county::hardship::LowIncome;
use crate::draw::{Draw, Stream};
use crate::truth::row::Slip;

const HEADERS: [&str; 9] = [
    "户编号",
    "户主姓名",
    "成员姓名",
    "身份证号",
    "与户主关系",
    "救助类别",
    "享受开始年月",
    "享受终止年月",
    "月保障金额(元)",
];

/// A household's entry: what it gets, and the month in which it left the list.
struct Entry {
    household: usize,
    low: LowIncome,
    until: Option<Date>,
}

/// Writes the list.
pub(super) fn hand_over(world: &World<'_>, lists: &mut Lists) {
    let entries = entries(world);
    let size = |entry: &Entry| world.population.households[entry.household].size;
    let members: usize = entries.iter().map(size).fold(0, usize::saturating_add);
    let mut list = List::new("低保特困低保边缘对象名单.csv", &HEADERS);
    let mut pen = Pen::of_list(world, Stream::LowIncome, members);
    for (number, entry) in entries.iter().enumerate() {
        let home = &world.population.households[entry.household];
        let head = &world.population.people[home.first].name;
        for member in home.members() {
            if !still_listed(world, member, &mut pen.draw) {
                continue;
            }
            let person = &world.population.people[member];
            let cells = vec![
                Cell::Text(format!("DB{number:05}")),
                Cell::text(&**head),
                Cell::Text(pen.name(&person.name)),
                pen.id(member),
                Cell::text(person.relation.zh(person.sex)),
                Cell::text(entry.low.kind),
                month(entry.low.since, &mut pen.draw),
                entry.until.map_or(Cell::Empty, |until| month(until, &mut pen.draw)),
                Cell::Number(entry.low.monthly_yuan),
            ];
            list.push(member, cells, pen.row_done());
        }
    }
    repeat_some(&mut list, &mut pen);
    list.send(
        &Letter { format: FileFormat::CommasGb18030, registers: &["low_income"], sender: offices::CIVIL_AFFAIRS },
        lists,
    );
}

/// The households of the list, and among them others that have left it: their entry ends with a month.
fn entries(world: &World<'_>) -> Vec<Entry> {
    let mut draw = Draw::new(world.settings.seed, Stream::LeftLowIncome);
    let mut entries = Vec::new();
    for (household, low) in &world.hardship.low_income {
        entries.push(Entry { household: *household, low: low.clone(), until: None });
        let other = draw.place(world.population.households.len());
        let months = draw.between(2, 20);
        if draw.chance(world.settings.rates.left_still_shown) && !world.hardship.low_income.contains_key(&other) {
            let until = world.settings.today.checked_sub(months.months()).expect("a day of the last years");
            let since = until.checked_sub(20.months()).expect("a day of the last years");
            entries.push(Entry { household: other, low: LowIncome { since, ..low.clone() }, until: Some(until) });
        }
    }
    entries
}

/// Somebody pasted rows twice: they stand again at the end.
fn repeat_some(list: &mut List, pen: &mut Pen<'_>) {
    for place in 0..list.len() {
        if pen.draw.chance(pen.rates().list_row_repeated) {
            list.repeat(place, Slip::Repeated);
        }
    }
}

/// A month in one of three spellings.
fn month(day: Date, draw: &mut Draw) -> Cell {
    let (year, month) = (day.year(), day.month());
    Cell::Text(match draw.between(0, 2) {
        0 => format!("{year}{month:02}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}年{month}月"),
    })
}
