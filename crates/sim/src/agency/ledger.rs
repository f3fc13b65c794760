//! The procuratorate's ledgers of victims, one for each half-year: title, two header rows, totals and notes.
//!
//! Never: what is true; see `county::harm`.
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kernel::Fen;

use super::pen::Pen;
use super::{AgencyFile, Cell, FileFormat, Lists, Merge, Sheet, offices, slips};
use crate::county::World;
use crate::county::harm::Harm;
use crate::county::offences::Injury;
use crate::draw::{Draw, Stream};
use crate::truth::row::{ListedRow, RowRef, Slip};

const REGISTERS: &[&str] = &["crim_case", "crim_person", "compensation"];
const PURPOSE: &str = "发现司法救助线索";
const SHEET: &str = "台账";
const NOTE: &str = "注：1.本表由案管部门提供。2.“—”表示未查明。3.被害人死亡的，登记其近亲属。";

/// The headers: the upper row; the lower one stands under 被害人信息.
const UPPER: [&str; 18] = [
    "序号",
    "案号",
    "案由",
    "被害人信息",
    "",
    "",
    "",
    "",
    "",
    "伤情等级",
    "是否死亡",
    "是否急需救治",
    "财产损失额",
    "处理结果",
    "处理日期",
    "应赔金额",
    "已赔金额",
    "保险赔付",
];
const LOWER: [&str; 6] = ["姓名", "性别", "证件号码", "联系电话", "出生日期", "角色"];
const VICTIM_COLUMNS: (usize, usize) = (3, 8);
const CASE_COLUMN: usize = 1;
const CAUSE_COLUMN: usize = 2;
/// Title, line below it, two header rows.
const ROWS_ABOVE: usize = 4;

const NO_YES: [&str; 2] = ["否", "是"];

/// Six months, and the rows that stand in their ledger.
struct HalfYear {
    first: Date,
    last: Date,
    rows: Vec<Entry>,
}

/// A row to be written: which harm, and whether it stood in the ledger before.
#[derive(Clone, Copy)]
struct Entry {
    harm: usize,
    carried: bool,
}

/// Whether a row has number and cause of the case itself, the cause only, or shows the merged cells above it.
#[derive(Clone, Copy)]
enum CaseCells {
    Own,
    Missing,
    OfTheRowAbove,
}

/// Writes the ledgers.
pub(super) fn hand_over(world: &World<'_>, lists: &mut Lists) {
    let (first, last) = world.settings.covered();
    let mut halves = halves(first, last);
    let harms = &world.happened.harms;
    let mut draw = Draw::new(world.settings.seed, Stream::CarriedOver);
    let mut order: Vec<usize> = (0..harms.len()).collect();
    order.sort_by_key(|place| (world.happened.cases[harms[*place].case].disposed, harms[*place].case));
    for harm in order {
        let disposed = world.happened.cases[harms[harm].case].disposed;
        let Some(half) = halves.iter().position(|half| disposed <= half.last) else { continue };
        let carried = draw.chance(world.settings.rates.row_carried_over);
        if carried && let Some(next) = halves.get_mut(half.saturating_add(1)) {
            next.rows.push(Entry { harm, carried: true });
        }
        halves[half].rows.push(Entry { harm, carried: false });
    }
    let rows = halves.iter().map(|half| half.rows.len()).fold(0, usize::saturating_add);
    let mut pen = Pen::of_victims(world, rows);
    for half in halves {
        let file = Ledger { world, pen: &mut pen, lists }.write(&half);
        lists.files.push(file);
    }
}

fn halves(first: Date, last: Date) -> Vec<HalfYear> {
    let mut halves = Vec::new();
    let mut start = first;
    while start <= last {
        let next = start.checked_add(6.months()).expect("a day within some years");
        let end = next.yesterday().expect("every day but the first has a day before it").min(last);
        halves.push(HalfYear { first: start, last: end, rows: Vec::new() });
        start = next;
    }
    halves
}

struct Ledger<'a, 'b> {
    world: &'a World<'a>,
    pen: &'b mut Pen<'a>,
    lists: &'b mut Lists,
}

impl Ledger<'_, '_> {
    fn write(&mut self, half: &HalfYear) -> AgencyFile {
        let period = format!("（{}年{}—{}月）", half.first.year(), half.first.month(), half.last.month());
        let name = format!("刑事案件被害人台账{period}.xlsx");
        let mut sheet = above(&period, half.last, self.world.settings.today);
        for (place, entry) in half.rows.iter().enumerate() {
            let case = self.case_cells(&half.rows, place, &mut sheet);
            let cells = self.row(*entry, place.saturating_add(1), case);
            sheet.rows.push(cells);
            let row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
            let at = RowRef { file: name.clone(), sheet: SHEET.to_owned(), row };
            let slips = self.pen.row_done();
            self.lists.victims.entry(entry.harm).or_default().push(ListedRow { at, slips });
        }
        sheet.rows.push(vec![
            Cell::text("合计"),
            Cell::Empty,
            Cell::Empty,
            Cell::Text(format!("{}人", half.rows.len())),
        ]);
        sheet.rows.push(vec![Cell::text(NOTE)]);
        AgencyFile {
            name,
            format: FileFormat::Xlsx,
            sheets: vec![sheet],
            registers: REGISTERS,
            sender: offices::PROCURATORATE,
            purpose: PURPOSE,
        }
    }

    /// Merges the case's cells over its rows, at the first of them; says whose cells this row shows.
    fn case_cells(&mut self, rows: &[Entry], place: usize, sheet: &mut Sheet) -> CaseCells {
        let row = sheet.rows.len();
        if sheet.merges.iter().rev().take(2).any(|merge| merge.rows.0 >= ROWS_ABOVE && merge.rows.1 >= row) {
            self.pen.note(Slip::CaseMerged);
            return CaseCells::OfTheRowAbove;
        }
        let case = |entry: &Entry| self.world.happened.harms[entry.harm].case;
        let this = case(&rows[place]);
        let length = rows[place..].iter().take_while(|entry| case(entry) == this).count();
        if length > 1 && self.pen.draw.chance(self.pen.rates().case_cells_merged) {
            let last = row.saturating_add(length).saturating_sub(1);
            for column in [CASE_COLUMN, CAUSE_COLUMN] {
                sheet.merges.push(Merge { rows: (row, last), columns: (column, column) });
            }
        }
        let missing = length == 1 && self.pen.slips(self.pen.rates().ledger_case_missing, Slip::CaseMissing);
        if missing { CaseCells::Missing } else { CaseCells::Own }
    }

    fn row(&mut self, entry: Entry, number: usize, case_cells: CaseCells) -> Vec<Cell> {
        let world = self.world;
        let harm = &world.happened.harms[entry.harm];
        let case = &world.happened.cases[harm.case];
        let person = &world.population.people[harm.listed];
        if entry.carried {
            self.pen.note(Slip::CarriedOver);
        }
        let role = if harm.listed == harm.victim { "被害人" } else { "被害人近亲属" };
        let number_of_case = if matches!(case_cells, CaseCells::Own) { Cell::Text(case.number()) } else { Cell::Empty };
        let offence = match case_cells {
            CaseCells::Own | CaseCells::Missing => Cell::text(case.offence.zh),
            CaseCells::OfTheRowAbove => Cell::Empty,
        };
        vec![
            Cell::Number(i64::try_from(number).unwrap_or(0)),
            number_of_case,
            offence,
            Cell::Text(self.pen.name(&person.name)),
            Cell::text(person.sex.zh()),
            self.pen.id(harm.listed),
            self.phone(harm.listed),
            self.birth(person.born),
            Cell::text(role),
            self.injury(harm),
            self.word(
                NO_YES[usize::from(harm.injury == Injury::Death)],
                self.pen.rates().death_flag_empty,
                Slip::DeathFlagEmpty,
            ),
            self.word(NO_YES[usize::from(harm.urgent)], self.pen.rates().urgent_empty, Slip::UrgentEmpty),
            slips::amount(harm.loss, &mut self.pen.draw),
            Cell::text(case.disposal),
            self.disposed(case.disposed),
            self.owed(harm),
            self.paid(harm.paid_by_offender(), self.pen.rates().paid_unknown, Slip::PaidUnknown),
            self.paid(harm.insurance, self.pen.rates().insurance_unknown, Slip::InsuranceUnknown),
        ]
    }

    /// The victim's own telephone, or that of the household, or none.
    fn phone(&mut self, person: usize) -> Cell {
        let of = match self.pen.draw.between(0, 19) {
            0 => return Cell::Empty,
            1..=6 => self.world.population.home(person).first,
            _ => person,
        };
        Cell::Text(self.world.population.phone(of))
    }

    fn birth(&mut self, born: Date) -> Cell {
        let rates = self.pen.rates();
        if self.pen.slips(rates.birth_empty, Slip::BirthEmpty) {
            return Cell::Empty;
        }
        if self.pen.slips(rates.birth_impossible, Slip::BirthImpossible) {
            return impossible(born.year(), self.pen);
        }
        if self.pen.slips(rates.birth_first_january, Slip::BirthFirstJanuary) {
            return self.pen.day(date(born.year(), 1, 1));
        }
        let differ = born.day() <= 12 && born.day() != born.month();
        if differ && self.pen.slips(rates.birth_swapped, Slip::BirthSwapped) {
            return self.pen.day(date(born.year(), born.day(), born.month()));
        }
        self.pen.day(born)
    }

    fn injury(&mut self, harm: &Harm) -> Cell {
        let empty = self.pen.slips(self.pen.rates().injury_empty, Slip::InjuryEmpty);
        if empty { Cell::Empty } else { Cell::text(harm.injury.zh()) }
    }

    fn word(&mut self, word: &'static str, empty: u32, slip: Slip) -> Cell {
        if self.pen.slips(empty, slip) { Cell::Empty } else { Cell::text(word) }
    }

    fn disposed(&mut self, disposed: Date) -> Cell {
        if self.pen.slips(self.pen.rates().disposal_impossible, Slip::DisposalImpossible) {
            return impossible(disposed.year(), self.pen);
        }
        self.pen.day(disposed)
    }

    fn owed(&mut self, harm: &Harm) -> Cell {
        if self.pen.slips(self.pen.rates().owed_unreadable, Slip::AmountUnreadable) {
            return Cell::text(*self.pen.draw.pick(&["待评估", "约3至5万", "详见判决", "12.3.4"]));
        }
        slips::amount(harm.owed, &mut self.pen.draw)
    }

    fn paid(&mut self, paid: Fen, unknown: u32, slip: Slip) -> Cell {
        if self.pen.slips(unknown, slip) { Cell::text("—") } else { slips::amount(paid, &mut self.pen.draw) }
    }
}

/// A day that no calendar has.
fn impossible(year: i16, pen: &mut Pen<'_>) -> Cell {
    let (month, day) = *pen.draw.pick(&[(2, 30), (6, 31), (4, 31), (11, 31), (2, 31)]);
    slips::spelled(year, month, day, &mut pen.draw)
}

fn above(period: &str, last: Date, today: Date) -> Sheet {
    let printed = last.checked_add(3.days()).expect("a day within some years").min(today);
    let mut dated = vec![Cell::Empty; UPPER.len()];
    dated[0] = Cell::Text(format!("制表日期：{}.{}.{}", printed.year(), printed.month(), printed.day()));
    dated[11] = Cell::text("单位：元");
    let or_empty = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::text(*text) };
    let mut lower = vec![Cell::Empty; VICTIM_COLUMNS.0];
    lower.extend(LOWER.iter().map(or_empty));
    let title = Cell::Text(format!("{}刑事案件被害人台账{period}", offices::PROCURATORATE));
    let wide = Merge { rows: (0, 0), columns: (0, UPPER.len().saturating_sub(1)) };
    let group = Merge { rows: (2, 2), columns: VICTIM_COLUMNS };
    let tall = (0..UPPER.len())
        .filter(|column| !(VICTIM_COLUMNS.0..=VICTIM_COLUMNS.1).contains(column))
        .map(|column| Merge { rows: (2, 3), columns: (column, column) });
    Sheet {
        name: SHEET.to_owned(),
        rows: vec![vec![title], dated, UPPER.iter().map(or_empty).collect(), lower],
        merges: [wide, group].into_iter().chain(tall).collect(),
    }
}
