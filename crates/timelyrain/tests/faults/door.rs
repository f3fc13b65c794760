//! At the door: wrong passwords, sessions that ended, forms that are older than the session, other sites.
use crate::browser::{Form, LANGUAGES};
use crate::house::{House, Stage, case};

#[test]
fn a_wrong_password_is_told_and_the_name_stays() {
    let house = House::new();
    let site = house.serve();
    let rows = [
        ("officer", "rain-too-late", 401, ["账号或者密码不对。", "The name or the password is not right."]),
        ("nobody-of-that-name", "rain-in-time", 401, ["账号或者密码不对。", "The name or the password is not right."]),
        ("officer", "", 422, ["请填写账号和密码。", "Please fill in the account and the password."]),
    ];
    for (name, password, status, told) in rows {
        for (language, sentence) in LANGUAGES.into_iter().zip(told) {
            let answer = site.browser().speaking(language).try_to_enter(name, password);
            answer.says(status, sentence).keeps(name);
            assert!(password.is_empty() || !answer.body.contains(password), "a password is never shown again");
        }
    }
    site.signed_in("officer").get("/today").says(200, "今日");
}

#[test]
fn whoever_guesses_is_shut_out_for_a_while_and_told_for_how_long() {
    let house = House::new();
    let site = house.serve();
    let guesses = [0; 5].map(|_| site.browser().try_to_enter("auditor", "guess").status);
    assert_eq!(guesses, [401, 401, 401, 401, 429]);
    for (language, sentence) in LANGUAGES.into_iter().zip(["请在 15 分钟之后再试", "Try again in 15 minutes"]) {
        let answer = site.browser().speaking(language).try_to_enter("auditor", "rain-in-time");
        answer.plain().says(429, sentence).keeps("auditor");
    }
    site.signed_in("officer").get("/today").says(200, "今日");
}

#[test]
fn a_session_that_ends_in_the_midst_of_a_form_loses_nothing_that_was_typed() {
    let house = House::new();
    let site = house.serve();
    let path = format!("/cases/{}/steps/payment-arrived", case(Stage::Payment, 0));
    for (nth, (language, [ended, kept])) in LANGUAGES
        .into_iter()
        .zip([
            ["登录已到时限，请重新登录。", "刚才填写的内容都在"],
            ["Your session has ended.", "What you filled in is still here"],
        ])
        .enumerate()
    {
        let path = path.replace(
            &case(Stage::Payment, 0).to_string(),
            &case(Stage::Payment, u64::try_from(nth).expect("small")).to_string(),
        );
        let finance = site.signed_in("finance").speaking(language);
        let form = finance.form(&path, &path).with(&[("paid_on", "2024-07-18"), ("payment_reference", "回单 <1>&2")]);
        let before = house.sound();
        house.with_store(async |store| {
            let much_later = jiff::Timestamp::MAX;
            assert!(store.delete_expired_sessions(much_later).await.expect("ended") > 0);
        });
        let door = finance.send(&form);
        door.says(401, ended);
        assert_eq!(house.sound(), before, "nothing was written down for somebody who is not signed in");
        // Signed in again, with what the page of the door carries, nothing has to be typed again.
        let again = door.form("/sign-in").with(&[("name", "finance"), ("password", "rain-in-time")]);
        let back = finance.send(&again);
        back.says(200, kept).keeps("回单 &#60;1&#62;&#38;2");
        let mut finance = finance;
        finance.cookie = back.cookie();
        let sent = finance.send(&back.form(&path));
        assert_eq!((sent.status, sent.leads_to().ends_with("/overview")), (303, true), "{}", sent.text());
    }
    site.stop();
    assert_eq!([0, 1].map(|nth| house.taken(case(Stage::Payment, nth), "payment-arrived")), [1, 1]);
}

#[test]
fn a_page_asked_for_without_a_session_is_shown_after_signing_in_and_never_another_sites() {
    let house = House::new();
    let site = house.serve();
    let answer = site.browser().get("/cases?state=payment");
    assert_eq!((answer.status, answer.leads_to()), (303, "/sign-in?next=/cases%3fstate%3dpayment"));
    let door = site.browser().form(answer.leads_to(), "/sign-in");
    let enter = [("name", "finance"), ("password", "rain-in-time")];
    assert_eq!(site.browser().send(&door.with(&enter)).leads_to(), "/cases?state=payment");
    let door = site.browser().form("/sign-in?next=https%3a//evil.example", "/sign-in");
    assert_eq!(site.browser().send(&door.with(&enter)).leads_to(), "/today");
}

#[test]
fn a_form_older_than_the_session_is_not_taken_and_says_so() {
    let house = House::new();
    let site = house.serve();
    let path = format!("/cases/{}/steps/payment-arrived", case(Stage::Payment, 0));
    for (language, sentence) in LANGUAGES.into_iter().zip(["这个页面放得太久了", "This page was open too long"])
    {
        let form = site.signed_in("finance").form(&path, &path).with(&[("paid_on", "2024-07-18")]);
        site.signed_in("finance").speaking(language).send(&form).says(400, sentence);
    }
    assert_eq!(house.taken(case(Stage::Payment, 0), "payment-arrived"), 0);
}

#[test]
fn nobody_reaches_a_form_by_guessing_its_address() {
    let house = House::new();
    let site = house.serve();
    let path = format!("/cases/{}/steps/payment-arrived", case(Stage::Payment, 0));
    for (login, status) in [("analyst", 403), ("auditor", 403), ("finance-beijing", 404)] {
        assert_eq!(site.signed_in(login).get(&path).status, status, "{login}");
    }
    for (language, sentence) in LANGUAGES.into_iter().zip(["你的岗位没有这项权限。", "Your role does not allow this."])
    {
        let form = Form { action: path.clone(), fields: vec![("version".to_owned(), "1".to_owned())] };
        let auditor = site.signed_in("auditor").speaking(language);
        let token = auditor.get("/me").form("/sign-out").fields;
        let form = Form { fields: [form.fields, token].concat(), ..form };
        auditor.send(&form).says(403, sentence);
    }
}
