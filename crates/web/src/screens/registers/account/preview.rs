//! Examples of the account.
use super::AccountPage;
use crate::screens::preview::{both, shell};
use crate::screens::today::preview::account;
use frame::forms::Choice;
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, AccountPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let counts = |all: [&str; 5]| all.map(str::to_owned).to_vec();
    let full = AccountPage {
        shell: shell(words, Area::Registers, "/registers/account"),
        said: say("2023年3月 · 截至 3月20日 02:10", "March 2023 · as of 20 March 02:10"),
        months: vec![Choice {
            value: "2023-03".to_owned(),
            label: say("2023年3月", "March 2023"),
            hint: None,
            chosen: true,
        }],
        whole: account(words),
        grounds: vec![
            Vec::new(),
            Vec::new(),
            Vec::new(),
            vec![
                (say("没有遭受达到标准的侵害", "no harm of the required gravity"), "71".to_owned()),
                (say("已经得到赔偿", "made good"), "21".to_owned()),
            ],
            Vec::new(),
        ],
        sum: "214 = 214".to_owned(),
        agrees: true,
        registers: vec![
            (say("刑事案件被害人", "Victims of crime"), "187".to_owned(), counts(["52", "33", "15", "82", "5"])),
            (say("赔偿与执行", "Compensation and enforcement"), "27".to_owned(), counts(["9", "5", "2", "10", "1"])),
        ],
    };
    let empty = AccountPage { whole: Vec::new(), grounds: Vec::new(), months: Vec::new(), ..full.clone() };
    vec![("account", full), ("account-empty", empty)]
}
