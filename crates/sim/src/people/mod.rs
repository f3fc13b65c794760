//! The people of the county: who they are, with whom they live.
//!
//! Never: what happened to them; that is `county`.
pub(crate) mod citizen_id;
mod households;

pub(crate) use households::settle;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A person's sex as the citizen ID number says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// The word that registers use.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

/// How someone is related to the head of the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// 户主
    Head,
    /// 配偶
    Spouse,
    /// 子 or 女
    Child,
    /// 父 or 母
    Parent,
    /// 孙子 or 孙女
    Grandchild,
}

impl Relation {
    /// The word that the low-income list uses.
    #[must_use]
    pub fn zh(self, sex: Sex) -> &'static str {
        match (self, sex) {
            (Self::Head, _) => "本人",
            (Self::Spouse, _) => "配偶",
            (Self::Child, Sex::Male) => "子",
            (Self::Child, Sex::Female) => "女",
            (Self::Parent, Sex::Male) => "父亲",
            (Self::Parent, Sex::Female) => "母亲",
            (Self::Grandchild, Sex::Male) => "孙子",
            (Self::Grandchild, Sex::Female) => "孙女",
        }
    }
}

/// One person who does not exist.
#[derive(Debug, Clone)]
pub struct Person {
    /// The full name, true spelling.
    pub name: Box<str>,
    /// The birth date.
    pub born: Date,
    /// The sex.
    pub sex: Sex,
    /// Place of the household in [`Population::households`].
    pub household: usize,
    /// How the person is related to the head of the household.
    pub relation: Relation,
    area: u16,
    sequence: u16,
}

impl Person {
    /// The citizen ID number of 18 characters, valid, under an area that no place has.
    #[must_use]
    pub fn citizen_id(&self) -> String {
        citizen_id::write(self.area, self.born, self.sequence)
    }

    /// Whole years on `day`; 0 before the birth.
    #[must_use]
    pub fn age(&self, day: Date) -> i16 {
        let years = day.year().saturating_sub(self.born.year());
        let had_birthday = (day.month(), day.day()) >= (self.born.month(), self.born.day());
        if had_birthday { years.max(0) } else { years.saturating_sub(1).max(0) }
    }
}

/// What kind of family a household is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// One adult of working age.
    Alone,
    /// One person above sixty.
    ElderAlone,
    /// Two partners, children grown or none.
    Couple,
    /// Two partners above sixty.
    ElderCouple,
    /// Two partners with children.
    Family,
    /// One parent with children.
    SingleParent,
    /// Grandparents, parents, children.
    ThreeGenerations,
    /// Grandparents who bring up a grandchild.
    Grandparents,
}

/// People who live together: one address, one telephone at home.
#[derive(Debug, Clone)]
pub struct Household {
    /// Place of the head in [`Population::people`]; the members follow.
    pub first: usize,
    /// How many members.
    pub size: usize,
    /// The kind of family.
    pub shape: Shape,
    village: u16,
}

impl Household {
    /// The members' places in [`Population::people`].
    #[must_use]
    pub fn members(&self) -> std::ops::Range<usize> {
        self.first..self.first.saturating_add(self.size)
    }

    /// The address, in a county that does not exist.
    #[must_use]
    pub fn address(&self) -> String {
        const TOWNS: [&str; 12] =
            ["东河", "西岭", "南湖", "北山", "中渡", "清溪", "白石", "青枫", "柳塘", "双桥", "长坪", "石门"];
        let village = usize::from(self.village);
        let town = TOWNS[village.rem_euclid(TOWNS.len())];
        let number = village.checked_div(TOWNS.len()).unwrap_or(0).saturating_add(1);
        format!("示范县{town}镇第{number}村{}号", self.first.rem_euclid(997).saturating_add(1))
    }
}

/// Everyone in the county.
#[derive(Debug, Clone, Default)]
pub struct Population {
    /// All people; the members of a household stand side by side, its head first.
    pub people: Vec<Person>,
    /// All households.
    pub households: Vec<Household>,
}

impl Population {
    /// `people` people in households, as of `today`; the same seed gives the same people.
    #[must_use]
    pub fn settle(people: usize, seed: u64, today: Date) -> Self {
        settle(people, seed, today)
    }

    /// The household of person number `person`.
    ///
    /// # Panics
    /// When there is no such person.
    #[must_use]
    pub fn home(&self, person: usize) -> &Household {
        &self.households[self.people[person].household]
    }

    /// A mobile number: the prefix 154 is not in use, the rest differs from person to person up to a hundred million.
    #[must_use]
    pub fn phone(&self, person: usize) -> String {
        let rest = person.saturating_mul(48_271).saturating_add(20_011).rem_euclid(100_000_000);
        format!("154{rest:08}")
    }
}
