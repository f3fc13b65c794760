//! The list of aid already granted by court, police and others: a spreadsheet with a sheet for each year.
//!
//! Never: what is true; see `county::aid`.
use std::collections::BTreeMap;

use super::lists::List;
use super::pen::Pen;
use super::{AgencyFile, Cell, FileFormat, Lists, offices, slips};
use crate::county::World;
use crate::county::aid::{Grant, Origin};
use crate::draw::Stream;
use crate::truth::row::Slip;

const FILE: &str = "已发放救助金.xlsx";
const HEADERS: [&str; 7] = ["救助案号", "原案号", "受助人", "证件号码", "救助机关", "决定日期", "救助金额（元）"];
const PURPOSE: &str = "防止重复救助";

/// Writes the list.
pub(super) fn hand_over(world: &World<'_>, lists: &mut Lists) {
    let mut years: BTreeMap<i16, List> = BTreeMap::new();
    let mut pen = Pen::of_list(world, Stream::GrantList, world.grants.len());
    for grant in world.grants {
        let year = grant.decided.year();
        let list = years.entry(year).or_insert_with(|| List::with_headers(FILE, &year.to_string(), &[&HEADERS]));
        let number = grant.organ.number(year, list.len().saturating_mul(3).saturating_add(5));
        let cells = row(world, grant, number, &mut pen);
        list.push(grant.person, cells, pen.row_done());
    }
    if years.is_empty() {
        // An office that granted nothing hands its form over empty: heads and no row.
        let year = world.settings.today.year();
        years.insert(year, List::with_headers(FILE, &year.to_string(), &[&HEADERS]));
    }
    let sheets = years.into_values().map(|list| list.hand_over(lists)).collect();
    lists.files.push(AgencyFile {
        name: FILE.to_owned(),
        format: FileFormat::Xlsx,
        sheets,
        registers: &["aid_grant"],
        sender: offices::POLITICAL_LEGAL,
        purpose: PURPOSE,
    });
}

fn row(world: &World<'_>, grant: &Grant, number: String, pen: &mut Pen<'_>) -> Vec<Cell> {
    let original = match &grant.case {
        Origin::Here(case) => world.happened.cases[*case].number(),
        Origin::Elsewhere(number) => number.clone(),
    };
    let unsaid = pen.slips(pen.rates().grant_case_missing, Slip::CaseMissing);
    let original = if pen.slips(pen.rates().grant_case_spelled_otherwise, Slip::CaseSpelledOtherwise) {
        in_other_brackets(&original, pen)
    } else {
        original
    };
    let id = pen.id(grant.person);
    let id = if pen.slips(pen.rates().grant_id_missing, Slip::IdMissing) { Cell::Empty } else { id };
    vec![
        Cell::Text(number),
        if unsaid { Cell::Empty } else { Cell::Text(original) },
        Cell::Text(pen.name(&world.population.people[grant.person].name)),
        id,
        Cell::text(grant.organ.name),
        pen.day(grant.decided),
        slips::amount(grant.amount, &mut pen.draw),
    ]
}

fn in_other_brackets(number: &str, pen: &mut Pen<'_>) -> String {
    let (open, close) = *pen.draw.pick(&[("[", "]"), ("(", ")"), ("【", "】"), ("（", "）")]);
    number.replace(['〔', '（'], open).replace(['〕', '）'], close)
}
