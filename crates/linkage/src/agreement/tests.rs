//! Pairs of rows, and whether they may be one person.
use jiff::civil::date;
use kernel::{CitizenId, PartialId, ShortId};

use super::{Why, agree};
use crate::record::Record;

const ID: &str = "990102198504170019";

fn valid(digits: &str) -> CitizenId {
    CitizenId::from_17_digits(digits).expect("a day that exists")
}

fn person(name: &str) -> Record<u8> {
    Record { name: Some(name.to_owned()), ..Record::new(1) }
}

fn with_id(name: &str) -> Record<u8> {
    Record { id: Some(valid(&ID[..17])), ..person(name) }
}

fn partly(name: &str, text: &str) -> Record<u8> {
    Record { partial: PartialId::parse(text), ..person(name) }
}

fn both_ways(a: &Record<u8>, b: &Record<u8>) -> Option<Why> {
    assert_eq!(agree(a, b), agree(b, a), "the rule has no direction");
    agree(a, b)
}

#[test]
fn a_name_alone_says_nothing_and_neither_does_anything_without_a_name() {
    assert_eq!(both_ways(&person("王小明"), &with_id("王小明")), None);
    let nameless = Record { birth: Some(date(1985, 4, 17)), ..Record::new(2) };
    assert_eq!(both_ways(&nameless, &with_id("王小明")), None);
}

#[test]
fn two_valid_numbers_are_never_candidates() {
    let other = Record { id: Some(valid("99010219850417003")), ..person("王小明") };
    assert_eq!(both_ways(&with_id("王小明"), &other), None);
    assert_eq!(both_ways(&with_id("王小明"), &with_id("王小明")), None);
}

#[test]
fn the_same_name_and_birth_date_may_be_one_person() {
    let born = Record { birth: Some(date(1985, 4, 17)), ..person("王小明") };
    assert_eq!(both_ways(&born, &with_id("王小明")), Some(Why::NameAndBirth));
    assert_eq!(both_ways(&born, &with_id("王大明")), None);
    let later = Record { birth: Some(date(1985, 4, 18)), ..person("王小明") };
    assert_eq!(both_ways(&later, &with_id("王小明")), None);
}

#[test]
fn a_name_written_by_ear_or_in_another_order_may_be_the_same_person_of_one_birthday() {
    let born = |day| Record { birth: Some(date(1985, 4, day)), ..person("王小明") };
    assert_eq!(both_ways(&born(17), &with_id("王晓明")), Some(Why::SoundAndBirth));
    assert_eq!(both_ways(&born(17), &with_id("王明小")), Some(Why::SoundAndBirth));
    assert_eq!(both_ways(&born(18), &with_id("王晓明")), None);
    let masked = Record { birth: Some(date(1985, 4, 17)), ..partly("王小明", "990103********0019") };
    assert_eq!(both_ways(&masked, &with_id("王晓明")), None, "a shown digit speaks against it");
    let phone = Record { phone: Some("15400000001".to_owned()), ..with_id("王晓明") };
    let same_phone = Record { phone: phone.phone.clone(), ..person("王小明") };
    assert_eq!(both_ways(&same_phone, &phone), None, "brothers may share a telephone");
}

#[test]
fn a_number_with_one_character_too_few_may_be_a_slip() {
    let short = |text: &str| Record { short: ShortId::parse(text), ..person("王小明") };
    let whole = with_id("王小明");
    let number = valid(&ID[..17]).unsealed().to_owned();
    let without = |place: usize| format!("{}{}", &number[..place], &number[place + 1..]);
    assert_eq!(both_ways(&short(&without(9)), &whole), Some(Why::NameAndMistypedId));
    assert_eq!(both_ways(&short(&without(0)), &whole), Some(Why::NameAndMistypedId));
    let masked = partly("王小明", &format!("{}********{}", &number[..6], &number[14..]));
    assert_eq!(both_ways(&short(&without(9)), &masked), Some(Why::NameAndMistypedId));
    assert_eq!(both_ways(&short("99010219850417999"), &whole), None);
    let born = Record { birth: Some(date(1985, 4, 17)), ..short("99010219850417999") };
    assert_eq!(both_ways(&born, &whole), Some(Why::NameAndBirth), "it is too damaged to speak against the rest");
}

#[test]
fn what_a_mask_shows_must_agree() {
    let id = valid(&ID[..17]);
    let shown = id.unsealed();
    let masked = format!("{}********{}", &shown[..6], &shown[14..]);
    assert_eq!(both_ways(&partly("王小明", &masked), &with_id("王小明")), Some(Why::NameAndPartialId));
    let other = Record { birth: Some(date(1985, 4, 17)), ..partly("王小明", "990103********0019") };
    assert_eq!(both_ways(&other, &with_id("王小明")), None, "the birth date cannot outweigh a shown digit");
}

#[test]
fn a_name_and_the_area_are_the_weakest_reason_and_a_birth_date_outweighs_them() {
    let only_area = partly("王小明", "990102************");
    assert_eq!(both_ways(&only_area, &with_id("王小明")), Some(Why::NameAndArea));
    assert_eq!(both_ways(&partly("王小明", "9.90102E+17"), &with_id("王小明")), Some(Why::NameAndArea));
    let born_later = Record { birth: Some(date(1985, 4, 18)), ..only_area };
    assert_eq!(both_ways(&born_later, &with_id("王小明")), None);
    assert_eq!(both_ways(&partly("王小明", "990103************"), &with_id("王小明")), None);
    assert_eq!(both_ways(&partly("王小明", "9901**************"), &with_id("王小明")), None);
}

#[test]
fn one_wrong_or_two_swapped_characters_of_a_number_may_be_a_slip() {
    let id = valid(&ID[..17]);
    let right = id.unsealed().to_owned();
    let wrong = format!("{}9{}", &right[..3], &right[4..]);
    let swapped = format!("{}{}{}{}", &right[..8], &right[9..10], &right[8..9], &right[10..]);
    for text in [&wrong, &swapped] {
        assert_eq!(both_ways(&partly("王小明", text), &with_id("王小明")), Some(Why::NameAndMistypedId), "{text}");
    }
    let far = format!("{}77777{}", &right[..3], &right[8..]);
    assert_eq!(both_ways(&partly("王小明", &far), &with_id("王小明")), None);
}

#[test]
fn a_number_that_a_spreadsheet_rounded_agrees_in_its_first_fifteen_digits() {
    let rounded = partly("王小明", "9.90102198504170e+17");
    assert_eq!(both_ways(&rounded, &with_id("王小明")), Some(Why::NameAndPartialId));
}

#[test]
fn a_telephone_number_or_a_case_beside_the_name_is_a_weaker_reason() {
    let phone = |name: &str| Record { phone: Some("13800000000".to_owned()), ..person(name) };
    assert_eq!(both_ways(&phone("王小明"), &phone("王小明")), Some(Why::NameAndPhone));
    let case = |name: &str| Record { case_no: Some("某检刑诉〔2024〕7号".to_owned()), ..person(name) };
    assert_eq!(both_ways(&case("王小明"), &case("王小明")), Some(Why::NameInCase));
    assert_eq!(both_ways(&case("王小明"), &case("李小明")), None);
}
