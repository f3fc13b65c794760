//! The clerk's pen: writes a person's cells into one list and notes what went wrong.
//!
//! Never: a slip that is not noted; the truth has to know.
use jiff::civil::Date;

use super::{Cell, slips};
use crate::county::World;
use crate::draw::{Draw, Stream};
use crate::names::MIDDLE_DOT;
use crate::people::{Person, citizen_id};
use crate::rates::ErrorRates;
use crate::truth::row::Slip;

/// How an ID number comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IdForm {
    Clean,
    FullWidth,
    Spaced,
    Apostrophe,
    Fifteen,
    Missing,
    Masked,
    Float,
    WrongCheck,
    WrongDigit,
    Swapped,
    Truncated,
    OfRelative,
}

/// Writes the rows of one list.
pub(crate) struct Pen<'a> {
    pub(crate) draw: Draw,
    world: &'a World<'a>,
    /// The forms of the ID numbers to come, shuffled: their shares hold in every list, not only on average.
    forms: Vec<IdForm>,
    slips: Vec<Slip>,
}

impl<'a> Pen<'a> {
    /// A pen for the ledgers of victims, which hold `rows` rows.
    pub(crate) fn of_victims(world: &'a World<'a>, rows: usize) -> Self {
        let rates = &world.settings.rates;
        let wrong = [
            (IdForm::Missing, rates.victim_id_missing),
            (IdForm::Masked, rates.victim_id_masked),
            (IdForm::Float, rates.victim_id_float),
            (IdForm::WrongCheck, rates.victim_id_wrong_check),
            (IdForm::WrongDigit, rates.victim_id_wrong_digit),
            (IdForm::Swapped, rates.victim_id_swapped),
            (IdForm::Truncated, rates.victim_id_truncated),
            (IdForm::OfRelative, rates.victim_id_of_a_relative),
        ];
        Self::new(world, Stream::VictimLedgers, rows, &wrong)
    }

    /// A pen for another list of `rows` rows.
    pub(crate) fn of_list(world: &'a World<'a>, stream: Stream, rows: usize) -> Self {
        let rates = &world.settings.rates;
        let third = rates.list_id_wrong.div_euclid(3);
        let wrong = [
            (IdForm::Missing, rates.list_id_missing),
            (IdForm::Masked, rates.list_id_masked),
            (IdForm::Float, rates.list_id_float),
            (IdForm::WrongCheck, rates.list_id_wrong.saturating_sub(third.saturating_mul(2))),
            (IdForm::WrongDigit, third),
            (IdForm::Swapped, third),
        ];
        Self::new(world, stream, rows, &wrong)
    }

    fn new(world: &'a World<'a>, stream: Stream, rows: usize, wrong: &[(IdForm, u32)]) -> Self {
        let rates = &world.settings.rates;
        let readable = [
            (IdForm::FullWidth, rates.id_full_width),
            (IdForm::Spaced, rates.id_spaced),
            (IdForm::Apostrophe, rates.id_apostrophe),
            (IdForm::Fifteen, rates.id_fifteen),
        ];
        let mut draw = Draw::new(world.settings.seed, stream);
        let mut forms = Vec::with_capacity(rows);
        for (form, per_ten_thousand) in wrong.iter().chain(&readable) {
            let share = usize::try_from(*per_ten_thousand).unwrap_or(0).saturating_mul(rows);
            let rest = u32::try_from(share.rem_euclid(10_000)).unwrap_or(0);
            let extra = usize::from(draw.chance(rest));
            let times = share.div_euclid(10_000).saturating_add(extra);
            forms.extend(std::iter::repeat_n(*form, times));
        }
        forms.resize(rows, IdForm::Clean);
        draw.shuffle(&mut forms);
        Self { draw, world, forms, slips: Vec::new() }
    }

    /// The rates in force.
    pub(crate) fn rates(&self) -> &'a ErrorRates {
        &self.world.settings.rates
    }

    /// Notes a slip of the row being written.
    pub(crate) fn note(&mut self, slip: Slip) {
        self.slips.push(slip);
    }

    /// What went wrong since this was last asked.
    pub(crate) fn row_done(&mut self) -> Vec<Slip> {
        std::mem::take(&mut self.slips)
    }

    /// Whether something that goes wrong at this rate goes wrong now, which is then noted.
    pub(crate) fn slips(&mut self, per_ten_thousand: u32, slip: Slip) -> bool {
        let happens = self.draw.chance(per_ten_thousand);
        if happens {
            self.note(slip);
        }
        happens
    }

    /// The name as this row has it.
    pub(crate) fn name(&mut self, name: &str) -> String {
        if name.contains(MIDDLE_DOT) {
            return self.dotted(name);
        }
        let rates = self.rates();
        let mut written = name.to_owned();
        if self.draw.chance(rates.name_homophone) {
            written = self.or_noted(written, Slip::NameHomophone, slips::misheard);
        } else if self.draw.chance(rates.name_look_alike) {
            written = self.or_noted(written, Slip::NameLookAlike, slips::misread);
        } else if self.draw.chance(rates.name_swapped) {
            written = self.or_noted(written, Slip::NameSwapped, |name, _| slips::transposed(name));
        } else if self.draw.chance(rates.name_masked) {
            self.note(Slip::NameMasked);
            return slips::veiled(name);
        }
        if self.draw.chance(rates.name_spaced) { slips::spaced(&written, &mut self.draw) } else { written }
    }

    fn or_noted(&mut self, name: String, slip: Slip, change: impl FnOnce(&str, &mut Draw) -> Option<String>) -> String {
        match change(&name, &mut self.draw) {
            Some(changed) => {
                self.note(slip);
                changed
            }
            None => name,
        }
    }

    fn dotted(&mut self, name: &str) -> String {
        if self.draw.chance(self.rates().name_dot) {
            let dot = *self.draw.pick(&["•", "・", "‧"]);
            name.replace(MIDDLE_DOT, dot)
        } else {
            name.to_owned()
        }
    }

    /// The ID number as this row has it.
    pub(crate) fn id(&mut self, person: usize) -> Cell {
        let one = &self.world.population.people[person];
        let number = one.citizen_id();
        match self.forms.pop().unwrap_or(IdForm::Clean) {
            IdForm::Clean => self.clean(&number),
            IdForm::FullWidth => Cell::Text(slips::full_width(&number)),
            IdForm::Spaced => Cell::Text(slips::grouped(&number, &mut self.draw)),
            IdForm::Apostrophe => Cell::Text(format!("'{number}")),
            IdForm::Fifteen => self.fifteen(one, &number),
            IdForm::Missing => {
                self.note(Slip::IdMissing);
                if self.draw.chance(3_000) { Cell::text("—") } else { Cell::Empty }
            }
            IdForm::Masked => self.wrong(Slip::IdMasked, &number, slips::masked),
            IdForm::Float => {
                self.note(Slip::IdFloat);
                Cell::Lost(number.chars().take(15).collect())
            }
            IdForm::WrongCheck => self.wrong(Slip::IdWrongCheck, &number, slips::wrong_check),
            IdForm::WrongDigit => self.wrong(Slip::IdWrongDigit, &number, slips::wrong_digit),
            IdForm::Swapped => self.wrong(Slip::IdSwapped, &number, slips::swapped),
            IdForm::Truncated => self.wrong(Slip::IdTruncated, &number, slips::truncated),
            IdForm::OfRelative => self.of_relative(person, &number),
        }
    }

    fn wrong(&mut self, slip: Slip, number: &str, change: fn(&str, &mut Draw) -> String) -> Cell {
        self.note(slip);
        Cell::Text(change(number, &mut self.draw))
    }

    fn clean(&mut self, number: &str) -> Cell {
        if number.ends_with('X') && self.draw.chance(self.rates().id_lower_x) {
            return Cell::Text(number.to_lowercase());
        }
        Cell::text(number)
    }

    fn fifteen(&mut self, person: &Person, number: &str) -> Cell {
        let old = citizen_id::fifteen(number).filter(|_| person.born.year() < 1985);
        match old {
            Some(old) => Cell::Text(old),
            None => self.clean(number),
        }
    }

    fn of_relative(&mut self, person: usize, number: &str) -> Cell {
        let home = self.world.population.home(person);
        match home.members().find(|member| *member != person) {
            Some(relative) => {
                self.note(Slip::IdOfRelative);
                Cell::Text(self.world.population.people[relative].citizen_id())
            }
            None => self.clean(number),
        }
    }

    /// A day in one of the usual spellings.
    pub(crate) fn day(&mut self, date: Date) -> Cell {
        slips::day(date, &mut self.draw)
    }
}
