//! Rows of registers, and who is whom.
use jiff::civil::date;
use kernel::CitizenId;
use kernel::id::RegisterId;
use proptest::prelude::*;

use super::{Candidate, Index, link};
use crate::agreement::Why;
use crate::record::Record;

fn row(row: u32, name: &str, digits: Option<&str>, birth: Option<i8>) -> Record<u32> {
    Record {
        id: digits.and_then(CitizenId::from_17_digits),
        name: Some(name.to_owned()),
        birth: birth.map(|day| date(1985, 4, day)),
        ..Record::new(row)
    }
}

const WANG: Option<&str> = Some("99010219850417001");
const NAMESAKE: Option<&str> = Some("99010319850417001");

#[test]
fn rows_with_one_number_are_one_person_whatever_the_names_say() {
    let linked = link(&[row(3, "王小明", WANG, None), row(1, "王晓明", WANG, None), row(2, "王小明", NAMESAKE, None)]);
    let people: Vec<(u32, u32)> = linked.person_of.into_iter().collect();
    assert_eq!(people, [(1, 1), (2, 2), (3, 1)]);
    assert!(linked.candidates.is_empty());
}

#[test]
fn a_row_without_a_number_stays_alone_and_has_every_namesake_of_its_birthday_as_candidate() {
    let rows = [row(1, "王小明", WANG, None), row(2, "王小明", NAMESAKE, None), row(3, "王小明", None, Some(17))];
    let linked = link(&rows);
    assert_eq!(linked.person_of.get(&3), Some(&3));
    let why = Why::NameAndBirth;
    let wanted = [Candidate { a: 1, b: 3, why }, Candidate { a: 2, b: 3, why }];
    assert_eq!(linked.candidates.into_iter().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_register_that_holds_each_person_once_has_two_people_in_two_rows() {
    let once = |record: Record<u32>| Record { once: Some(RegisterId::from("disabled")), ..record };
    let rows = [once(row(1, "王小明", WANG, None)), once(row(2, "王小明", None, Some(17)))];
    assert!(link(&rows).candidates.is_empty());
    let other = [once(row(1, "王小明", WANG, None)), row(2, "王小明", None, Some(17))];
    assert_eq!(link(&other).candidates.len(), 1);
}

#[test]
fn an_index_finds_the_candidates_of_one_more_row() {
    let mut index = Index::default();
    index.add(row(7, "王小明", None, Some(17)));
    index.add(row(8, "王小明", WANG, None));
    let found = index.find(&row(9, "王小明", NAMESAKE, None));
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(7, Why::NameAndBirth)]);
}

fn rows() -> impl Strategy<Value = Vec<Record<u32>>> {
    let one = (0..3_usize, 0..4_usize, proptest::option::of(16..19_i8), 0..3_usize);
    proptest::collection::vec(one, 0..12).prop_map(|all| {
        let record = |(number, (name, id, birth, once)): (u32, (usize, usize, Option<i8>, usize))| Record {
            once: ["disabled", "child"].get(once).map(|id| RegisterId::from(*id)),
            ..row(number, ["甲", "乙", "丙"][name], [WANG, NAMESAKE, None, None][id], birth)
        };
        (0..).zip(all).map(record).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_rows_makes_no_difference(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        prop_assert_eq!(link(&rows), link(&shuffled));
    }

    #[test]
    fn every_row_has_a_person_and_every_candidate_is_a_pair_of_people(rows in rows()) {
        let linked = link(&rows);
        prop_assert_eq!(linked.person_of.len(), rows.len());
        for pair in &linked.candidates {
            prop_assert!(pair.a < pair.b);
            prop_assert_eq!(linked.person_of.get(&pair.a), Some(&pair.a));
            prop_assert_eq!(linked.person_of.get(&pair.b), Some(&pair.b));
        }
    }
}
