//! An example of the sign-in page.
use super::{DemoAccount, ResumePage, SignInPage};
use crate::screens::preview::{both, door};
use frame::Words;

pub(crate) fn examples(words: Words) -> Vec<(&'static str, SignInPage)> {
    let account = |zh: &str, en: &str, name: &str| DemoAccount {
        role: both(words, zh, en),
        name: name.to_owned(),
        password: "rain-in-time".to_owned(),
    };
    let office = both(words, "示范县人民检察院（演示）", "Model County Procuratorate (demonstration)");
    let fresh = SignInPage {
        door: door(words, "/sign-in"),
        name: String::new(),
        mistake: None,
        notice: None,
        next: "/today".to_owned(),
        kept: None,
        accounts: vec![(
            office,
            vec![
                account("承办检察官", "Assistance officer", "officer"),
                account("部门负责人", "Division chief", "chief"),
                account("分管副检察长", "Deputy chief procurator", "deputy"),
                account("财务人员", "Finance clerk", "finance"),
                account("管理员", "Administrator", "admin"),
            ],
        )],
    };
    let wrong = SignInPage {
        name: "officer".to_owned(),
        mistake: Some(both(
            words,
            "账号或者密码不对。再错 3 次，账号会停用 15 分钟。",
            "The name or the password is not right. After 3 more tries the account rests for 15 minutes.",
        )),
        accounts: Vec::new(),
        ..fresh.clone()
    };
    vec![("sign-in", fresh), ("sign-in-wrong", wrong)]
}

/// Signed in again in the midst of a form.
pub(crate) fn resumed(words: Words) -> Vec<(&'static str, ResumePage)> {
    let page = ResumePage {
        door: door(words, "/sign-in"),
        to: "/cases/7/steps/payment-arrived".to_owned(),
        back: "/cases/7/steps/payment-arrived".to_owned(),
        token: "token".to_owned(),
        fields: vec![("paid_on".to_owned(), "2024-07-18".to_owned())],
    };
    vec![("sign-in-resume", page)]
}
