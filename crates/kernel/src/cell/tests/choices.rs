//! Words that choose, and words that deny.
use super::super::Aliases;
use super::{said, words};

fn injuries_and_outcomes() -> Aliases<&'static str> {
    Aliases::new([
        ("重伤一级", "serious"),
        ("重伤二级", "serious"),
        ("重伤", "serious"),
        ("轻伤", "light"),
        ("轻微伤", "slight"),
        ("无", "none"),
        ("未达轻微伤", "none"),
        ("起诉", "prosecuted"),
        ("相对不起诉", "spared"),
        ("Ⅰ级", "first"),
        ("一级", "first"),
        ("二级", "second"),
    ])
    .expect("one meaning a word")
}

#[test]
fn a_choice_is_an_alias_or_the_longest_one_inside() {
    let table = injuries_and_outcomes();
    let cases = [
        ("重伤二级", "serious"),
        ("重伤（二级）", "serious"),
        (" 重 伤 ", "serious"),
        ("经鉴定为轻微伤", "slight"),
        ("无", "none"),
        ("起诉", "prosecuted"),
        ("相对不起诉", "spared"),
        ("一级或二级", "! unknown-word"),
        ("无法判断", "! unknown-word"),
        ("待定", "! unknown-word"),
        ("不详", "? dash"),
        ("—", "? dash"),
        ("", "? empty"),
    ];
    for (cell, expected) in cases {
        assert_eq!(said(table.choose(&words(cell)), str::to_owned), expected, "{cell}");
    }
    let twice = Aliases::new([("轻伤", 1), ("轻 伤", 2)]).expect_err("two meanings");
    assert_eq!(twice.word, "轻 伤");
    assert!(Aliases::new([("轻伤", 1), ("轻 伤", 1)]).is_ok());
}

#[test]
fn a_word_that_is_denied_or_taken_back_chooses_nothing() {
    let table = injuries_and_outcomes();
    let cases = [
        ("法定不起诉", "! unknown-word"),
        ("存疑不起诉", "! unknown-word"),
        ("不构成伤", "! unknown-word"),
        ("不构成轻伤", "! unknown-word"),
        ("未达到重伤标准", "! unknown-word"),
        ("经鉴定，没有构成重伤二级", "! unknown-word"),
        ("非致命重伤", "! unknown-word"),
        ("无法认定为轻伤", "! unknown-word"),
        ("轻伤以下", "! unknown-word"),
        ("重伤二级（不足）", "! unknown-word"),
        ("重伤二级以下", "! unknown-word"),
        ("重伤不成立", "! unknown-word"),
        ("重伤二级，无生命危险", "serious"),
        ("未达轻微伤", "none"),
        ("经鉴定未达轻微伤", "none"),
    ];
    for (cell, expected) in cases {
        assert_eq!(said(table.choose(&words(cell)), str::to_owned), expected, "{cell}");
    }
}
