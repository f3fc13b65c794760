use jiff::civil::date;
use proptest::prelude::*;

use super::{CitizenId, CitizenIdMistake, PartialId, Sex, ShortId};

fn id(text: &str) -> CitizenId {
    CitizenId::parse(text).expect("a valid number")
}

#[test]
fn every_spelling_of_a_number_is_the_same_number() {
    let spellings = [
        "990102198504170016",
        " 990102198504170016 ",
        "'990102198504170016",
        "’990102198504170016",
        "=\"990102198504170016\"",
        "９９０１０２１９８５０４１７００１６",
        " 990102 19850417 0016",
        "990102-19850417-0016",
        "990102\u{a0}19850417\u{200b}0016\u{feff}",
        "990102850417001",
        "'990102 850417 001",
        "990102850417001.0",
    ];
    for spelling in spellings {
        assert_eq!(id(spelling).unsealed(), "990102198504170016", "{spelling}");
    }
    for spelling in
        ["99010519660309002X", "99010519660309002x", "９９０１０５１９６６０３０９００２ｘ", "99010519660309002×"]
    {
        assert_eq!(id(spelling).unsealed(), "99010519660309002X", "{spelling}");
    }
}

#[test]
fn what_is_no_number_says_why() {
    let cases = [
        ("", CitizenIdMistake::Empty),
        ("  '", CitizenIdMistake::Empty),
        ("—", CitizenIdMistake::Absent),
        ("无", CitizenIdMistake::Absent),
        ("990102********0016", CitizenIdMistake::Masked),
        ("990102＊＊＊＊＊＊＊＊0016", CitizenIdMistake::Masked),
        ("990102xxxxxxxx0016", CitizenIdMistake::Masked),
        (concat!("99010219850417", "XX", "XX"), CitizenIdMistake::Masked),
        ("******************", CitizenIdMistake::Masked),
        ("99010219850417001", CitizenIdMistake::WrongLength),
        ("9901021985041700161", CitizenIdMistake::WrongLength),
        ("99010285041700", CitizenIdMistake::WrongLength),
        ("99010285041700X", CitizenIdMistake::WrongLength),
        ("G12345678", CitizenIdMistake::OtherDocument),
        ("AUS990102850417", CitizenIdMistake::OtherDocument),
        ("9901021985041X0016", CitizenIdMistake::OtherDocument),
        ("990103195802290019", CitizenIdMistake::NoSuchDay),
        ("990103196002300031", CitizenIdMistake::NoSuchDay),
        ("990103196013010031", CitizenIdMistake::NoSuchDay),
        ("990103580229001", CitizenIdMistake::NoSuchDay),
        ("990102000000000016", CitizenIdMistake::NoSuchDay),
        ("990102198504170017", CitizenIdMistake::CheckDigit),
        ("990102198504170061", CitizenIdMistake::CheckDigit),
        ("99010219850417001X", CitizenIdMistake::CheckDigit),
        ("9.90102198504170e+17", CitizenIdMistake::LostDigits),
        ("9.90102E+17", CitizenIdMistake::LostDigits),
        ("990102198504170016.0", CitizenIdMistake::LostDigits),
        ("990102198504170000", CitizenIdMistake::LostDigits),
    ];
    for (text, mistake) in cases {
        assert_eq!(CitizenId::parse(text), Err(mistake), "{text}");
    }
}

#[test]
fn a_valid_number_that_ends_in_zeros_was_not_damaged() {
    assert_eq!(id("990102198504171000").unsealed(), "990102198504171000");
}

#[test]
fn a_number_tells_birthday_sex_and_area() {
    let man = id("990102198504170016");
    assert_eq!((man.birth(), man.sex(), man.area().as_str()), (date(1985, 4, 17), Sex::Male, "990102"));
    assert_eq!(id("990102198504170024").sex(), Sex::Female);
    assert_eq!(id("990103196002290031").birth(), date(1960, 2, 29));
}

#[test]
fn a_number_shows_itself_only_masked() {
    let id = id("99010519660309002X");
    assert_eq!(id.masked(), "990∗∗∗∗∗∗∗∗∗∗∗002X");
    assert_eq!(id.masked().chars().count(), 18);
    assert_eq!(format!("{id:?}"), "CitizenId(990∗∗∗∗∗∗∗∗∗∗∗002X)");
    assert_eq!(format!("{:?}", PartialId::parse("990105********002X")), "Some(PartialId(10 of 18))");
}

#[test]
fn a_number_is_stored_as_its_text_and_checked_when_read() {
    let stored = serde_json::to_string(&id("990102850417001")).expect("a number can be written");
    assert_eq!(stored, "\"990102198504170016\"");
    assert_eq!(serde_json::from_str::<CitizenId>(&stored).ok(), Some(id("990102198504170016")));
    assert!(serde_json::from_str::<CitizenId>("\"990102198504170017\"").is_err());
}

#[test]
fn what_is_left_of_a_number_speaks_for_and_against() {
    let whole = id("990102198504170016");
    let cases = [
        ("990102********0016", "990102********0016"),
        ("９９０１０２＊＊＊＊＊＊＊＊００１６", "990102********0016"),
        ("990102xxxxxxxx0016", "990102********0016"),
        ("9901****0016", "9901**********0016"),
        ("990102****", "990102************"),
        ("9.901021985041700e+17", "990102198504170***"),
        ("9.90102E+17", "990102************"),
        ("990102198504170016.0", "990102198504170***"),
    ];
    for (text, left) in cases {
        let partial = PartialId::parse(text).expect(text);
        assert_eq!(partial.unsealed(), left, "{text}");
        assert!(partial.agrees_with(&whole), "{text}");
    }
    let mistyped = PartialId::parse("990102198504170017").expect("the shape of a number");
    assert!(!mistyped.agrees_with(&whole) && mistyped.known() == 18);
    assert_eq!(mistyped.birth(), Some(date(1985, 4, 17)));
    assert_eq!(PartialId::parse("990102********0016").and_then(|partial| partial.birth()), None);
    for nothing in ["", "******************", "G12345678", "无", "1e300", "99010219850417"] {
        assert_eq!(PartialId::parse(nothing), None, "{nothing}");
    }
}

const NUMBER: &str = "99010219850417001X";

#[test]
fn a_number_that_is_one_short_may_be_what_a_mask_shows_and_no_other() {
    let short = ShortId::parse("9901021985041701X").expect("one short");
    assert_eq!(short.repeats("990102********001X"), Some(9));
    assert_eq!(short.repeats("990103********001X"), None);
    assert_eq!(short.repeats("990102198504170028"), None);
    assert_eq!(short.repeats("9901"), None);
    for nothing in ["", "99010219850417001X", "990102********01X", "99010219850417X01", "无"] {
        assert_eq!(ShortId::parse(nothing), None, "{nothing}");
    }
    assert_eq!(format!("{short:?}"), "ShortId(17 of 18)");
}

proptest! {
    #[test]
    fn no_text_at_all_breaks_the_reader(text in "\\PC{0,24}") {
        let _ = CitizenId::parse(&text);
        let _ = PartialId::parse(&text);
        let _ = ShortId::parse(&text);
    }

    #[test]
    fn whichever_character_is_left_out_the_rest_is_known_again(place in 0_usize..18) {
        let mut short = NUMBER.to_owned();
        short.remove(place);
        let short = ShortId::parse(&short).expect("one short");
        prop_assert_eq!(short.repeats(NUMBER), Some(17));
    }

    #[test]
    fn one_wrong_digit_is_always_found(
        day in 0_i32..30_000, order in 0_u32..1_000, place in 0_usize..18, by in 1_u8..10,
    ) {
        let birth = date(1920, 1, 1).checked_add(jiff::Span::new().days(day)).expect("a day");
        let made = CitizenId::from_17_digits(&format!("990102{}{order:03}", birth.strftime("%Y%m%d"))).expect("a day");
        prop_assert_eq!(CitizenId::parse(made.unsealed()), Ok(made));
        prop_assert_eq!(made.birth(), birth);
        let mut wrong = made.unsealed().as_bytes().to_vec();
        let digit = if wrong[place] == b'X' { 0 } else { wrong[place].saturating_sub(b'0') };
        wrong[place] = b'0'.saturating_add(digit.saturating_add(by) % 10);
        let wrong = String::from_utf8(wrong).expect("digits");
        prop_assert!(CitizenId::parse(&wrong).is_err());
    }
}
