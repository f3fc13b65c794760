//! A list of one sheet under construction, and the two lists that come as spreadsheets of a federation and a bureau.
//!
//! Never: what is true; see `county::hardship`.
use super::pen::Pen;
use super::{AgencyFile, Cell, FileFormat, Lists, Sheet, offices};
use crate::county::World;
use crate::county::hardship::{DISABILITIES, GRADES};
use crate::draw::{Draw, Stream};
use crate::truth::row::{ListedRow, RowRef, Slip};

/// For what the lists are handed over.
const PURPOSE: &str = "核对被害人生活困难情况";

/// A list under construction; remembers whom each row means.
pub(super) struct List {
    file: String,
    sheet: Sheet,
    headers: usize,
    means: Vec<(usize, Vec<Slip>)>,
}

impl List {
    /// An empty list of text with one header row.
    pub(super) fn new(file: &str, headers: &[&str]) -> Self {
        Self::with_headers(file, "", &[headers])
    }

    /// An empty list with its header rows.
    pub(super) fn with_headers(file: &str, sheet: &str, headers: &[&[&str]]) -> Self {
        let rows = headers.iter().map(|row| row.iter().map(|text| Cell::text(*text)).collect()).collect();
        let sheet = Sheet { name: sheet.to_owned(), rows, merges: Vec::new() };
        Self { file: file.to_owned(), sheet, headers: headers.len(), means: Vec::new() }
    }

    /// How many rows below the headers.
    pub(super) fn len(&self) -> usize {
        self.means.len()
    }

    /// Adds a row that means this person.
    pub(super) fn push(&mut self, person: usize, cells: Vec<Cell>, slips: Vec<Slip>) {
        self.sheet.rows.push(cells);
        self.means.push((person, slips));
    }

    /// Adds a row once more.
    pub(super) fn repeat(&mut self, place: usize, slip: Slip) {
        let cells = self.sheet.rows[place.saturating_add(self.headers)].clone();
        let (person, mut slips) = self.means[place].clone();
        slips.push(slip);
        self.push(person, cells, slips);
    }

    /// Sends the finished list as a file of its own.
    pub(super) fn send(self, letter: &Letter, lists: &mut Lists) {
        let name = self.file.clone();
        let sheets = vec![self.hand_over(lists)];
        let Letter { format, registers, sender } = *letter;
        lists.files.push(AgencyFile { name, format, sheets, registers, sender, purpose: PURPOSE });
    }

    /// The finished sheet; whom its rows mean goes into the lists.
    pub(super) fn hand_over(self, lists: &mut Lists) -> Sheet {
        for (place, (person, slips)) in self.means.into_iter().enumerate() {
            let row = place.saturating_add(self.headers).saturating_add(1);
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            let at = RowRef { file: self.file.clone(), sheet: self.sheet.name.clone(), row };
            lists.people.entry(person).or_default().push(ListedRow { at, slips });
        }
        self.sheet
    }
}

/// How a list of hardship is sent.
pub(super) struct Letter {
    pub(super) format: FileFormat,
    pub(super) registers: &'static [&'static str],
    pub(super) sender: &'static str,
}

/// Whether the entry of this person stands in the list: the dead are taken off it sooner or later.
pub(super) fn still_listed(world: &World<'_>, person: usize, draw: &mut Draw) -> bool {
    !world.happened.dead.contains(&person) || draw.chance(world.settings.rates.dead_still_listed)
}

/// The federation's list of certificates.
pub(super) fn disabled(world: &World<'_>, lists: &mut Lists) {
    const HEADERS: [&str; 6] = ["姓名", "身份证件号", "残疾证号", "残疾类别", "残疾等级", "发证日期"];
    let mut list = List::with_headers("持证残疾人.xlsx", "Sheet1", &[&HEADERS]);
    let mut pen = Pen::of_list(world, Stream::Disabled, world.hardship.disabled.len());
    for (person, disability) in &world.hardship.disabled {
        if !still_listed(world, *person, &mut pen.draw) {
            continue;
        }
        let one = &world.population.people[*person];
        let certificate =
            format!("{}{}{}", one.citizen_id(), disability.kind.saturating_add(1), disability.grade.saturating_add(1));
        let cells = vec![
            Cell::Text(pen.name(&one.name)),
            pen.id(*person),
            Cell::Text(certificate),
            Cell::text(DISABILITIES[disability.kind]),
            Cell::text(GRADES[disability.grade]),
            pen.day(disability.since),
        ];
        list.push(*person, cells, pen.row_done());
    }
    list.send(
        &Letter { format: FileFormat::Xlsx, registers: &["disabled"], sender: offices::DISABLED_FEDERATION },
        lists,
    );
}

/// The bureau's list of monitored households: two fixed header rows, data from the third, a row for every member.
pub(super) fn monitored(world: &World<'_>, lists: &mut Lists) {
    const UPPER: [&str; 6] = ["hh_no", "name", "id_no", "type", "risk", "identified_on"];
    const LOWER: [&str; 6] = ["户号", "姓名", "证件号码", "监测类别", "风险原因", "识别日期"];
    let mut list = List::with_headers("防返贫监测对象.xlsx", "Sheet1", &[&UPPER, &LOWER]);
    let homes = world.hardship.monitored.keys().map(|home| &world.population.households[*home]);
    let members: usize = homes.map(|home| home.size).fold(0, usize::saturating_add);
    let mut pen = Pen::of_list(world, Stream::Monitored, members);
    for (number, (household, monitored)) in world.hardship.monitored.iter().enumerate() {
        for member in world.population.households[*household].members() {
            if !still_listed(world, member, &mut pen.draw) {
                continue;
            }
            let cells = vec![
                Cell::Text(format!("JC{number:04}")),
                Cell::Text(pen.name(&world.population.people[member].name)),
                pen.id(member),
                Cell::text(monitored.kind),
                Cell::text(monitored.risk),
                pen.day(monitored.since),
            ];
            list.push(member, cells, pen.row_done());
        }
    }
    list.send(&Letter { format: FileFormat::Xlsx, registers: &["monitor"], sender: offices::RURAL }, lists);
}
