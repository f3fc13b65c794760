//! Forms that hold what nobody should type: each comes back with a sentence at its field and everything that was typed.
use crate::browser::LANGUAGES;
use crate::house::{House, Stage, case};

/// Who types what into which step, and what is said: Chinese, English.
type Row = (&'static str, Stage, &'static str, [(&'static str, &'static str); 2], [&'static str; 2]);

const ROWS: [Row; 8] = [
    (
        "finance",
        Stage::Payment,
        "payment-arrived",
        [("paid_on", "2024-07-18"), ("payment_reference", "")],
        ["请填写", "please fill this in"],
    ),
    (
        "finance",
        Stage::Payment,
        "payment-arrived",
        [("paid_on", "2024-02-30"), ("payment_reference", "Q-1")],
        ["没有这一天。请按 2023-03-15 的样子写", "there is no such day; write it like 2023-03-15"],
    ),
    (
        "officer",
        Stage::Review,
        "propose",
        [("amount_to_grant", "-1"), ("opinion", "建议救助")],
        ["金额不能小于零", "an amount cannot be below zero"],
    ),
    (
        "officer",
        Stage::Review,
        "propose",
        [("amount_to_grant", "1000000000000000"), ("opinion", "建议救助")],
        ["金额不能超过 100,000,000,000 元", "at most ¥100,000,000,000"],
    ),
    (
        "officer",
        Stage::Review,
        "propose",
        [("amount_to_grant", "两万多"), ("opinion", "建议救助")],
        ["请写金额，例如 20000 或者 20000.50", "write an amount such as 20000 or 20000.50"],
    ),
    (
        "officer",
        Stage::Review,
        "propose",
        [("amount_to_grant", "NaN"), ("opinion", "')); drop table journal; --")],
        ["请写金额，例如 20000 或者 20000.50", "write an amount such as 20000 or 20000.50"],
    ),
    (
        "finance",
        Stage::Funds,
        "order-payment",
        [("payee_account", "12ab"), ("payee_bank", "某银行")],
        ["不是有效的银行账号", "not a valid account number"],
    ),
    (
        "intake",
        Stage::Told,
        "apply",
        [("citizen_id", "110101199002300011"), ("applied_on", "2024-07-08")],
        ["身份证号码", "ID number"],
    ),
];

#[test]
fn what_cannot_be_is_told_at_its_field_in_both_languages_and_nothing_typed_is_lost() {
    let house = House::new();
    let site = house.serve();
    let before = house.sound();
    for (login, stage, step, typed, told) in ROWS {
        let person = site.signed_in(login);
        let path = format!("/cases/{}/steps/{step}", case(stage, 0));
        for (language, sentence) in LANGUAGES.into_iter().zip(told) {
            let answer = person.speaking(language).send(&person.form(&path, &path).with(&typed));
            let answer_plain = answer.plain();
            answer_plain.says(422, sentence);
            for (_, value) in typed.into_iter().filter(|(_, value)| !value.is_empty()) {
                answer_plain.keeps(&value.replace('\'', "&#39;"));
            }
        }
    }
    assert_eq!(house.sound(), before, "nothing of it is in the journal");
}

#[test]
fn a_name_of_500_characters_with_scripts_in_it_stays_text() {
    let house = House::new();
    let site = house.serve();
    let script = "<script>alert('1')</script>\"><img src=x onerror=alert(2)>";
    let name = format!("{}{script}", "吴".repeat(500 - script.chars().count()));
    let escaped = name
        .replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;");
    let officer = site.signed_in("officer");
    let path = format!("/cases/{}/steps/apply", case(Stage::Told, 0));
    for (language, sentence) in LANGUAGES.into_iter().zip(["最多 200 个字", "at most 200 characters"]) {
        let form = officer.form(&path, &path).with(&[("full_name", &name), ("applied_on", "2024-07-08")]);
        let answer = officer.speaking(language).send(&form).plain();
        answer.says(422, sentence).keeps(&escaped);
        assert!(!answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"), "markup came back");
    }
    // Short enough, it is accepted as the name that somebody typed, and is text wherever it is shown.
    let fields = [
        ("full_name", script),
        ("applied_on", "2024-07-08"),
        ("application_form", "written"),
        ("applicant_capacity", "self"),
        ("harm_kind", "crime"),
    ];
    let taken = officer.send(&officer.form(&path, &path).with(&fields));
    assert_eq!(taken.status, 303, "{}", taken.text());
    for page in ["/cases", "/today", taken.leads_to(), "/people?q=%3Cscript%3Ealert%28%271%27%29%3C%2Fscript%3E"] {
        let shown = officer.get(page);
        assert_eq!(shown.status, 200, "{page}");
        assert!(
            !shown.body.contains("<script>alert") && !shown.body.contains("<img src=x"),
            "{page}: markup came back"
        );
    }
}

#[test]
fn a_form_of_megabytes_is_refused_with_a_sentence() {
    let house = House::new();
    let site = house.serve();
    let officer = site.signed_in("officer");
    let path = format!("/cases/{}/steps/propose", case(Stage::Review, 0));
    for (language, sentence) in LANGUAGES.into_iter().zip(["内容太大了", "This is too large"]) {
        for length in [600_000, 3_000_000] {
            let form = officer.form(&path, &path).with(&[("opinion", &"a".repeat(length))]);
            officer.speaking(language).send(&form).says(413, sentence);
        }
    }
    assert_eq!(house.taken(case(Stage::Review, 0), "propose"), 0);
}
