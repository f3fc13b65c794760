//! The lists of single persons: veterans and families, children that nobody looks after, women in hardship.
//!
//! Never: what is true; see `county::hardship`.
use std::collections::BTreeMap;

use super::lists::{Letter, List, still_listed};
use super::pen::Pen;
use super::{Cell, FileFormat, Lists, offices};
use crate::county::World;
use crate::county::hardship::Listed;
use crate::draw::Stream;
use crate::people::Relation;

/// The list of former soldiers and soldiers' families: UTF-8 with a mark, columns by tabs.
pub(super) fn veterans(world: &World<'_>, lists: &mut Lists) {
    const HEADERS: [&str; 4] = ["姓名", "公民身份号码", "对象类别", "认定日期"];
    let mut list = List::new("退役军人及军属.csv", &HEADERS);
    let mut pen = Pen::of_list(world, Stream::Veterans, world.hardship.veterans.len());
    fill(world, &world.hardship.veterans, &mut pen, |person, cells| list.push(person, cells.0, cells.1));
    list.send(&Letter { format: FileFormat::TabsUtf8Mark, registers: &["veteran"], sender: offices::VETERANS }, lists);
}

/// The list of orphans and children that nobody looks after, with whoever they live with.
pub(super) fn children(world: &World<'_>, lists: &mut Lists) {
    const HEADERS: [&str; 6] = ["姓名", "身份证号码", "类别", "认定日期", "监护人", "监护人电话"];
    let mut list = List::with_headers("孤儿和事实无人抚养儿童名单.xlsx", "名单", &[&HEADERS]);
    let mut pen = Pen::of_list(world, Stream::Children, world.hardship.children.len());
    fill(world, &world.hardship.children, &mut pen, |person, (mut cells, slips)| {
        let home = world.population.home(person);
        let guardian = home.members().find(|member| {
            world.population.people[*member].relation != Relation::Child && !world.happened.dead.contains(member)
        });
        cells.push(guardian.map_or(Cell::text("福利院"), |one| Cell::text(&*world.population.people[one].name)));
        cells.push(guardian.map_or(Cell::Empty, |one| Cell::Text(world.population.phone(one))));
        list.push(person, cells, slips);
    });
    list.send(&Letter { format: FileFormat::Xlsx, registers: &["child"], sender: offices::CIVIL_AFFAIRS }, lists);
}

/// The list of women in hardship: UTF-8 with commas, an address and a telephone.
pub(super) fn women(world: &World<'_>, lists: &mut Lists) {
    const HEADERS: [&str; 6] = ["姓名", "证件号码", "类别", "认定日期", "家庭住址", "联系电话"];
    let mut list = List::new("困难妇女名单.csv", &HEADERS);
    let mut pen = Pen::of_list(world, Stream::Women, world.hardship.women.len());
    fill(world, &world.hardship.women, &mut pen, |person, (mut cells, slips)| {
        cells.push(Cell::Text(world.population.home(person).address()));
        cells.push(Cell::Text(world.population.phone(person)));
        list.push(person, cells, slips);
    });
    list.send(&Letter { format: FileFormat::CommasUtf8, registers: &["women"], sender: offices::WOMEN }, lists);
}

/// Cells of a row, and what went wrong in it.
type Row = (Vec<Cell>, Vec<crate::truth::row::Slip>);

/// Writes name, number, kind and day of everyone listed.
fn fill(world: &World<'_>, listed: &BTreeMap<usize, Listed>, pen: &mut Pen<'_>, mut push: impl FnMut(usize, Row)) {
    for (person, entry) in listed {
        if !still_listed(world, *person, &mut pen.draw) {
            continue;
        }
        let cells = vec![
            Cell::Text(pen.name(&world.population.people[*person].name)),
            pen.id(*person),
            Cell::text(entry.kind),
            pen.day(entry.since),
        ];
        let slips = pen.row_done();
        push(*person, (cells, slips));
    }
}
