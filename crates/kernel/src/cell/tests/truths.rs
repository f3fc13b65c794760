//! Yes and no.
use super::*;

#[test]
fn yes_and_no_have_many_words() {
    let cases = [
        (words("是"), "true"),
        (words("√"), "true"),
        (words("Y"), "true"),
        (words("ＹＥＳ"), "true"),
        (number("1"), "true"),
        (RawCell::Truth(true), "true"),
        (words("否"), "false"),
        (words("×"), "false"),
        (words("无"), "false"),
        (number("0.0"), "false"),
        (RawCell::Truth(false), "false"),
        (words("不详"), "? dash"),
        (RawCell::Empty, "? empty"),
        (words("也许"), "! unknown-word"),
    ];
    for (cell, expected) in cases {
        assert_eq!(said(yes_no(&cell), |truth| truth.to_string()), expected);
    }
}
