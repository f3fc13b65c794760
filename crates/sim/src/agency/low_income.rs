//! The civil affairs bureau's list of low incomes: text in GB 18030, a row for every member of a household,
//! some rows twice.
//!
//! Never: what is true; see `county::hardship`.
use jiff::civil::Date;

use super::lists::{Letter, List, still_listed};
use super::pen::Pen;
use super::{Cell, FileFormat, Lists, offices};
use crate::county::World;
use crate::draw::{Draw, Stream};
use crate::truth::row::Slip;

const HEADERS: [&str; 8] =
    ["户编号", "户主姓名", "成员姓名", "身份证号", "与户主关系", "救助类别", "享受开始年月", "月保障金额(元)"];

/// Writes the list.
pub(super) fn hand_over(world: &World<'_>, lists: &mut Lists) {
    let mut list = List::new("低保特困低保边缘对象名单.csv", &HEADERS);
    let members: usize = world
        .hardship
        .low_income
        .keys()
        .map(|household| world.population.households[*household].size)
        .fold(0, usize::saturating_add);
    let mut pen = Pen::of_list(world, Stream::LowIncome, members);
    for (number, (household, low)) in world.hardship.low_income.iter().enumerate() {
        let home = &world.population.households[*household];
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
                Cell::text(low.kind),
                month(low.since, &mut pen.draw),
                Cell::Number(low.monthly_yuan),
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
