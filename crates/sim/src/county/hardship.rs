//! Who lives in hardship, and in whose list that stands.
//!
//! Never: errors of the lists; this is what is so.
use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::draw::{Draw, Stream};
use crate::people::{Population, Relation, Sex, Shape};

/// A list that shows hardship, and in which a person, or the household, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Low income of any kind: the household.
    LowIncome,
    /// Monitored against falling back into poverty: the household.
    Monitor,
    /// Disabled, any grade: the person.
    Disabled,
    /// An orphan or a child that nobody looks after: the person.
    Child,
    /// A woman in hardship: the person.
    Women,
}

/// A household's low income.
#[derive(Debug, Clone)]
pub(crate) struct LowIncome {
    pub(crate) kind: &'static str,
    pub(crate) since: Date,
    pub(crate) monthly_yuan: i64,
}

/// A household that is monitored.
#[derive(Debug, Clone)]
pub(crate) struct Monitored {
    pub(crate) kind: &'static str,
    pub(crate) risk: &'static str,
    pub(crate) since: Date,
}

/// A person's disability certificate.
#[derive(Debug, Clone)]
pub(crate) struct Disability {
    pub(crate) kind: usize,
    pub(crate) grade: usize,
    pub(crate) since: Date,
}

/// An entry in a list of persons with a kind and a day.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) kind: &'static str,
    pub(crate) since: Date,
}

/// Kinds of disability; the place plus one is the digit in the certificate's number.
pub(crate) const DISABILITIES: [&str; 7] = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];
/// Grades of disability, the gravest first.
pub(crate) const GRADES: [&str; 4] = ["一级", "二级", "三级", "四级"];

const LIMBS: usize = 3;
const ORPHAN: &str = "孤儿";
const UNATTENDED: &str = "事实无人抚养儿童";

// Per ten thousand of households or people; together some 8 to 9 per cent of the people stand in a list of hardship.
const LOW_INCOME: u32 = 260;
const LOW_INCOME_ELDER_ALONE: u32 = 1_100;
const LOW_INCOME_ONE_EARNER: u32 = 1_200;
const MONITORED: u32 = 70;
const MONITORED_AMONG_LOW_INCOME: u32 = 500;
const DISABLED_YOUNG: u32 = 130;
const DISABLED_OLD: u32 = 560;
const POOR_BY_DISABILITY: u32 = 900;
const UNATTENDED_AT_GRANDPARENTS: u32 = 900;
const WOMAN_ALONE_WITH_CHILDREN: u32 = 900;
const WOMAN: u32 = 25;
const VETERAN_MAN: u32 = 550;
const VETERAN_FAMILY: u32 = 60;

/// Everyone's and every household's standing in the lists, as is true today.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hardship {
    pub(crate) low_income: BTreeMap<usize, LowIncome>,
    pub(crate) monitored: BTreeMap<usize, Monitored>,
    pub(crate) disabled: BTreeMap<usize, Disability>,
    pub(crate) children: BTreeMap<usize, Listed>,
    pub(crate) women: BTreeMap<usize, Listed>,
    /// No hardship: a group that is helped first.
    pub(crate) veterans: BTreeMap<usize, Listed>,
}

impl Hardship {
    /// What is so before anything happens to anybody.
    pub(crate) fn settle(county: &Population, seed: u64, today: Date) -> Self {
        let mut hardship = Self::default();
        let mut draw = Draw::new(seed, Stream::Hardship);
        for person in 0..county.people.len() {
            hardship.of_person(county, person, today, &mut draw);
        }
        for household in 0..county.households.len() {
            hardship.of_household(county, household, today, &mut draw);
        }
        hardship
    }

    /// The lists in which this person, or the person's household, stands.
    pub(crate) fn signs(&self, county: &Population, person: usize) -> Vec<Sign> {
        let household = county.people[person].household;
        let stands = [
            (Sign::LowIncome, self.low_income.contains_key(&household)),
            (Sign::Monitor, self.monitored.contains_key(&household)),
            (Sign::Disabled, self.disabled.contains_key(&person)),
            (Sign::Child, self.children.contains_key(&person)),
            (Sign::Women, self.women.contains_key(&person)),
        ];
        stands.into_iter().filter_map(|(sign, stands)| stands.then_some(sign)).collect()
    }

    /// Whether another member of the household stands in a list of persons; no register tells the two are related.
    pub(crate) fn unseen(&self, county: &Population, person: usize) -> bool {
        county.home(person).members().filter(|member| *member != person).any(|member| {
            self.disabled.contains_key(&member)
                || self.children.contains_key(&member)
                || self.women.contains_key(&member)
        })
    }

    /// Harm that nobody made good makes a household poor.
    pub(crate) fn impoverish(&mut self, household: usize, on: Date, draw: &mut Draw) {
        if draw.chance(3_500) {
            let monitored = Monitored { kind: "突发严重困难户", risk: "因案", since: on };
            self.monitored.entry(household).or_insert(monitored);
            return;
        }
        let kind = *draw.weighted(&[("低保", 7), ("低保边缘", 3)]);
        let low = LowIncome { kind, since: on, monthly_yuan: draw.between(280, 900) };
        self.low_income.entry(household).or_insert(low);
    }

    /// A grave injury leaves a disability.
    pub(crate) fn disable(&mut self, person: usize, on: Date, draw: &mut Draw) {
        let kind = *draw.weighted(&[(LIMBS, 8), (0, 1), (5, 1)]);
        let disability = Disability { kind, grade: draw.place(GRADES.len()), since: on };
        self.disabled.entry(person).or_insert(disability);
    }

    /// A child loses the last parent, or the one who looked after it.
    pub(crate) fn orphan(&mut self, child: usize, on: Date, draw: &mut Draw) {
        let kind = *draw.weighted(&[(ORPHAN, 6), (UNATTENDED, 4)]);
        self.children.entry(child).or_insert(Listed { kind, since: on });
    }

    fn of_person(&mut self, county: &Population, person: usize, today: Date, draw: &mut Draw) {
        let one = &county.people[person];
        let (age, shape) = (one.age(today), county.home(person).shape);
        let adult = age >= 18;
        if draw.chance(if age < 50 { DISABLED_YOUNG } else { DISABLED_OLD }) {
            let kind = *draw.weighted(&[(0, 15), (1, 20), (2, 3), (3, 42), (4, 8), (5, 9), (6, 3)]);
            let grade = *draw.weighted(&[(0, 13), (1, 28), (2, 27), (3, 32)]);
            self.disabled.insert(person, Disability { kind, grade, since: earlier(today, draw).max(one.born) });
        }
        if one.relation == Relation::Grandchild && draw.chance(UNATTENDED_AT_GRANDPARENTS) {
            self.children.insert(person, Listed { kind: UNATTENDED, since: earlier(today, draw).max(one.born) });
        }
        if adult && one.sex == Sex::Female {
            let alone = one.relation == Relation::Head && shape == Shape::SingleParent;
            if draw.chance(if alone { WOMAN_ALONE_WITH_CHILDREN } else { WOMAN }) {
                let kind =
                    if alone { "单亲困难母亲" } else { *draw.pick(&["患病妇女", "高龄困难妇女"]) };
                self.women.insert(person, Listed { kind, since: earlier(today, draw) });
            }
        }
        let served = age >= 23 && one.sex == Sex::Male && draw.chance(VETERAN_MAN);
        if served || (adult && draw.chance(VETERAN_FAMILY)) {
            let kind = if served { "退役士兵" } else { *draw.pick(&["军人家属", "烈士遗属"]) };
            self.veterans.insert(person, Listed { kind, since: earlier(today, draw) });
        }
    }

    fn of_household(&mut self, county: &Population, household: usize, today: Date, draw: &mut Draw) {
        let home = &county.households[household];
        let disabled = home.members().any(|member| self.disabled.contains_key(&member));
        let chance = match home.shape {
            Shape::ElderAlone => LOW_INCOME_ELDER_ALONE,
            Shape::SingleParent | Shape::Grandparents => LOW_INCOME_ONE_EARNER,
            Shape::Alone | Shape::Couple | Shape::ElderCouple | Shape::Family | Shape::ThreeGenerations => LOW_INCOME,
        };
        let poor = draw.chance(chance) || (disabled && draw.chance(POOR_BY_DISABILITY));
        if poor {
            let elder = home.shape == Shape::ElderAlone;
            let kinds: &[(&str, u32)] =
                if elder { &[("特困", 45), ("低保", 55)] } else { &[("低保", 78), ("低保边缘", 22)] };
            let kind = *draw.weighted(kinds);
            let low = LowIncome { kind, since: earlier(today, draw), monthly_yuan: draw.between(280, 900) };
            self.low_income.insert(household, low);
        }
        if draw.chance(if poor { MONITORED_AMONG_LOW_INCOME } else { MONITORED }) {
            let kind = *draw.pick(&["脱贫不稳定户", "边缘易致贫户", "突发严重困难户"]);
            let risk = *draw.weighted(&[("因病", 45), ("因残", 20), ("因学", 12), ("因灾", 8), ("缺劳动力", 15)]);
            self.monitored.insert(household, Monitored { kind, risk, since: earlier(today, draw) });
        }
    }
}

/// A day in the last eight years.
fn earlier(today: Date, draw: &mut Draw) -> Date {
    let days = draw.between(30, 2_900);
    today.checked_sub(days.days()).expect("a day of the last eight years")
}
