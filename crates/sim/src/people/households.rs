//! Settles the county: households of every kind, ages that fit each other, names that run in families.
//!
//! Never: hardship or harm.
//! Shares: household sizes near the census of 2020 (2.6 people on average), from general knowledge.
use jiff::ToSpan;
use jiff::civil::Date;

use super::citizen_id::{AREAS, Sequences};
use super::{Household, Person, Population, Relation, Sex, Shape};
use crate::draw::{Draw, Stream};
use crate::names::Namer;

/// Households of each kind, in thousandths.
const SHAPES: &[(Shape, u32)] = &[
    (Shape::Alone, 110),
    (Shape::ElderAlone, 120),
    (Shape::Couple, 90),
    (Shape::ElderCouple, 150),
    (Shape::Family, 330),
    (Shape::SingleParent, 50),
    (Shape::ThreeGenerations, 120),
    (Shape::Grandparents, 30),
];
/// Children of a couple, by hundredths.
const CHILDREN: &[(i64, u32)] = &[(1, 58), (2, 36), (3, 6)];
/// The largest household that can come out; the last people of the county live alone, so that the number is met.
const LARGEST: usize = 8;

// Per ten thousand.
const DOTTED_HOUSEHOLDS: u32 = 60;
const TWINS: u32 = 150;
const SIBLINGS_SHARE_A_CHARACTER: u32 = 3_500;
const NAMED_LIKE_A_PARENT: u32 = 10;
const BORN_ELSEWHERE: u32 = 1_500;
/// Adults who have the name, the sex and the birth date of somebody else, and another ID number.
const DOUBLES: u32 = 12;

/// `people` people in households, as of `today`.
pub(crate) fn settle(people: usize, seed: u64, today: Date) -> Population {
    let mut settler = Settler {
        today,
        namer: Namer::new(),
        sequences: Sequences::until(today.year()),
        draw: Draw::new(seed, Stream::Population),
        county: Population { people: Vec::with_capacity(people), households: Vec::new() },
    };
    while settler.county.people.len() < people {
        let left = people.saturating_sub(settler.county.people.len());
        let shape = if left < LARGEST { Shape::Alone } else { *settler.draw.weighted(SHAPES) };
        settler.household(shape);
    }
    settler.county
}

struct Settler {
    today: Date,
    namer: Namer,
    sequences: Sequences,
    draw: Draw,
    county: Population,
}

/// What the members of one household have in common while it is settled.
struct Home {
    area: u16,
    surname: &'static str,
    dotted: bool,
}

/// Someone about to be added.
struct Newcomer {
    relation: Relation,
    sex: Sex,
    age: i64,
}

impl Settler {
    fn household(&mut self, shape: Shape) {
        let first = self.county.people.len();
        let home = Home {
            area: self.area(),
            surname: self.namer.surname(&mut self.draw),
            dotted: self.draw.chance(DOTTED_HOUSEHOLDS),
        };
        match shape {
            Shape::Alone => self.alone(&home),
            Shape::ElderAlone => {
                let age = self.draw.between(60, 92);
                let sex = self.sex(4_000);
                self.add(&home, &Newcomer { relation: Relation::Head, sex, age });
            }
            Shape::Couple => self.couple(&home, 23, 60),
            Shape::ElderCouple => self.couple(&home, 60, 88),
            Shape::Family => self.family(&home, 26, 58),
            Shape::SingleParent => self.single_parent(&home),
            Shape::ThreeGenerations => {
                self.family(&home, 27, 52);
                self.grandparents(&home);
            }
            Shape::Grandparents => {
                self.couple(&home, 55, 75);
                let (sex, age) = (self.sex(5_200), self.draw.between(1, 16));
                self.add(&home, &Newcomer { relation: Relation::Grandchild, sex, age });
            }
        }
        let size = self.county.people.len().saturating_sub(first);
        let village = u16::try_from(self.draw.between(0, 239)).unwrap_or(0);
        self.county.households.push(Household { first, size, shape, village });
    }

    fn alone(&mut self, home: &Home) {
        let (sex, age) = (self.sex(5_800), self.draw.between(20, 59));
        let so_far = self.county.people.len();
        if so_far > 0 && self.draw.chance(DOUBLES.saturating_mul(9)) {
            let other = self.draw.place(so_far);
            let (name, born, sex) = {
                let other = &self.county.people[other];
                (other.name.clone(), other.born, other.sex)
            };
            self.register(home, Relation::Head, (name, born, sex));
        } else {
            self.add(home, &Newcomer { relation: Relation::Head, sex, age });
        }
    }

    fn couple(&mut self, home: &Home, youngest: i64, oldest: i64) {
        let age = self.draw.between(youngest, oldest);
        let head = self.sex(7_800);
        self.add(home, &Newcomer { relation: Relation::Head, sex: head, age });
        let (partner, gap) = match head {
            Sex::Male => (Sex::Female, self.draw.between(-2, 5)),
            Sex::Female => (Sex::Male, self.draw.between(-5, 2)),
        };
        let age = age.saturating_sub(gap).max(20);
        let own = Home { surname: self.namer.surname(&mut self.draw), area: home.area, dotted: home.dotted };
        self.add(&own, &Newcomer { relation: Relation::Spouse, sex: partner, age });
    }

    fn family(&mut self, home: &Home, youngest: i64, oldest: i64) {
        let couple = self.county.people.len();
        self.couple(home, youngest, oldest);
        let ages = [couple, couple.saturating_add(1)].map(|p| i64::from(self.county.people[p].age(self.today)));
        let younger = ages.into_iter().min().unwrap_or(youngest);
        let children = *self.draw.weighted(CHILDREN);
        self.children(home, children, younger);
    }

    fn single_parent(&mut self, home: &Home) {
        let (sex, age) = (self.sex(3_500), self.draw.between(25, 50));
        self.add(home, &Newcomer { relation: Relation::Head, sex, age });
        let children = self.draw.between(1, 2);
        self.children(home, children, age);
    }

    /// `number` children of a parent of `parent` years, the oldest first.
    fn children(&mut self, home: &Home, number: i64, parent: i64) {
        let mut age = parent.saturating_sub(self.draw.between(20, 30)).max(0);
        let mut shared = None;
        for _ in 0..number {
            let sex = self.sex(5_250);
            self.child(home, shared, &Newcomer { relation: Relation::Child, sex, age });
            if shared.is_none() && self.draw.chance(SIBLINGS_SHARE_A_CHARACTER) {
                shared = self.first_character_of_last(home);
            }
            if self.draw.chance(TWINS) {
                self.twin(home);
            }
            age = age.saturating_sub(self.draw.between(1, 7));
            if age < 0 {
                return;
            }
        }
    }

    fn child(&mut self, home: &Home, shared: Option<char>, child: &Newcomer) {
        if home.dotted {
            self.add(home, child);
            return;
        }
        let born = self.birth(child.age);
        let like_a_parent = self.draw.chance(NAMED_LIKE_A_PARENT);
        let head = self.county.people.iter().rev().find(|p| p.relation == Relation::Head);
        let name = match head {
            Some(head) if like_a_parent => head.name.clone(),
            _ => self.name(home, born.year(), child.sex, shared),
        };
        self.register(home, child.relation, (name, born, child.sex));
    }

    /// A second child of the last birth: the same day, a name that shares a character.
    fn twin(&mut self, home: &Home) {
        let Some(last) = self.county.people.last() else { return };
        let (born, sex, relation) = (last.born, last.sex, last.relation);
        let shared = self.first_character_of_last(home);
        let name = self.name(home, born.year(), sex, shared);
        self.register(home, relation, (name, born, sex));
    }

    fn grandparents(&mut self, home: &Home) {
        let Some(head) = self.county.people.iter().rev().find(|p| p.relation == Relation::Head) else { return };
        let age = i64::from(head.age(self.today)).saturating_add(self.draw.between(21, 32)).min(95);
        let both = self.draw.chance(5_500);
        let father = both || self.draw.chance(3_500);
        if father {
            self.add(home, &Newcomer { relation: Relation::Parent, sex: Sex::Male, age });
        }
        if both || !father {
            let own = Home { surname: self.namer.surname(&mut self.draw), area: home.area, dotted: home.dotted };
            let age = age.saturating_sub(self.draw.between(0, 3));
            self.add(&own, &Newcomer { relation: Relation::Parent, sex: Sex::Female, age });
        }
    }

    fn add(&mut self, home: &Home, newcomer: &Newcomer) {
        let born = self.birth(newcomer.age);
        let name = self.name(home, born.year(), newcomer.sex, None);
        self.register(home, newcomer.relation, (name, born, newcomer.sex));
    }

    fn register(&mut self, home: &Home, relation: Relation, (name, born, sex): (Box<str>, Date, Sex)) {
        let area = if self.draw.chance(BORN_ELSEWHERE) { self.area() } else { home.area };
        let sequence = self.sequences.next(area, born, sex);
        let household = self.county.households.len();
        self.county.people.push(Person { name, born, sex, household, relation, area, sequence });
    }

    fn name(&mut self, home: &Home, year: i16, sex: Sex, shared: Option<char>) -> Box<str> {
        if home.dotted {
            return Namer::dotted(sex, &mut self.draw).into();
        }
        let given = self.namer.given(year, sex, shared, &mut self.draw);
        format!("{}{given}", home.surname).into()
    }

    /// The first character of the given name of the one last added, when it has two.
    fn first_character_of_last(&self, home: &Home) -> Option<char> {
        let given = self.county.people.last()?.name.strip_prefix(home.surname)?;
        let mut characters = given.chars();
        let first = characters.next()?;
        characters.next().map(|_| first)
    }

    /// A birth date of someone who is `age` whole years old.
    fn birth(&mut self, age: i64) -> Date {
        let days = self.draw.between(0, 364);
        let span = age.years().days(days);
        self.today.checked_sub(span).expect("an age below a hundred can be counted back")
    }

    fn sex(&mut self, men_per_ten_thousand: u32) -> Sex {
        if self.draw.chance(men_per_ten_thousand) { Sex::Male } else { Sex::Female }
    }

    fn area(&mut self) -> u16 {
        u16::try_from(self.draw.place(AREAS)).unwrap_or(0)
    }
}
