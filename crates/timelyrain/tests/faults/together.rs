//! Two at once, and the same twice: done once, and everybody is told the truth.
use std::thread;

use crate::browser::{Answer, Browser, Form, LANGUAGES};
use crate::house::{House, PAYEE, Stage, case};

const APPLICATION: [(&str, &str); 5] = [
    ("applied_on", "2024-07-08"),
    ("application_form", "written"),
    ("applicant_capacity", "self"),
    ("full_name", "吴某"),
    ("harm_kind", "crime"),
];

/// Sends every form at the same moment.
fn at_once(all: Vec<(Browser, Form)>) -> Vec<Answer> {
    let sent: Vec<_> = all.into_iter().map(|(person, form)| thread::spawn(move || person.send(&form))).collect();
    sent.into_iter().map(|answer| answer.join().expect("an answer")).collect()
}

#[test]
fn of_two_officers_who_take_the_same_step_one_does_and_the_other_sees_what_changed() {
    let house = House::new();
    let site = house.serve();
    let told = [
        ["你填写的时候，别人改动了这个案件", "案件现在是“已申请”", "“登记申请”已经有人办好了，不用再提交"],
        [
            "Somebody changed this case while you were writing",
            "The case is now “Applied”",
            "Somebody has taken “Register the application”: there is nothing left to send",
        ],
    ];
    for (nth, (language, sentences)) in LANGUAGES.into_iter().zip(told).enumerate() {
        let number = case(Stage::Told, u64::try_from(nth).expect("small"));
        let path = format!("/cases/{number}/steps/apply");
        let typed = |login: &str, capacity: &str| {
            let person = site.signed_in(login).speaking(language);
            let form = person.form(&path, &path).with(&APPLICATION).with(&[("original_case_number", capacity)]);
            (person, form)
        };
        let answers = at_once(vec![typed("officer", "officer-typed-this"), typed("intake", "intake-typed-this")]);
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409], "{}", answers.iter().map(Answer::text).collect::<String>());
        let late = answers.iter().position(|answer| answer.status == 409).expect("one was late");
        for sentence in sentences {
            answers[late].plain().says(409, sentence);
        }
        answers[late].plain().says(409, ["officer-typed-this", "intake-typed-this"][late]);
        assert_eq!(house.taken(number, "apply"), 1);
    }
    house.sound();
}

#[test]
fn the_same_form_twice_is_done_once_and_answered_alike() {
    let house = House::new();
    let site = house.serve();
    let finance = site.signed_in("finance");
    let form = |number: u64| {
        let path = format!("/cases/{number}/steps/order-payment");
        finance.form(&path, &path).with(&PAYEE)
    };
    let (first, second) = (case(Stage::Funds, 0), case(Stage::Funds, 1));
    let one = form(first);
    let answers = [finance.send(&one), finance.send(&one)];
    let both = form(second);
    let at_once =
        at_once(vec![(finance.clone(), both.clone()), (finance.clone(), both.clone()), (finance.clone(), both)]);
    for (number, all) in [(first, &answers[..]), (second, &at_once[..])] {
        for answer in all {
            assert_eq!((answer.status, answer.leads_to()), (303, format!("/cases/{number}/overview").as_str()));
        }
        finance.get(&format!("/cases/{number}/overview")).says(200, "发放中");
    }
    site.stop();
    for number in [first, second] {
        assert_eq!((house.taken(number, "order-payment"), house.taken(number, "payment-arrived")), (1, 0));
    }
    house.sound();
}

#[test]
fn the_same_file_confirmed_twice_is_taken_in_once() {
    let house = House::new();
    let site = house.serve();
    let analyst = site.signed_in("analyst");
    let list = crate::files::LowIncome::of(40).csv();
    let preview = crate::files::hand_over(&analyst, "低保.csv", &list).leads_to().to_owned();
    let form = analyst.form(&preview, &preview);
    let answers = at_once(vec![(analyst.clone(), form.clone()), (analyst.clone(), form)]);
    let batch = answers[0].leads_to().to_owned();
    for answer in &answers {
        assert_eq!((answer.status, answer.leads_to()), (303, batch.as_str()), "{}", answer.text());
    }
    crate::files::wait_until_in(&analyst, &batch);
    assert_eq!(crate::files::rows_of(&house, &batch), 40);
    house.sound();
}
