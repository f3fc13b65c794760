use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use kernel::Fen;
use kernel::id::{CaseId, FactName, OfficeId, PersonId};
use law::amount::{Amount, Operation, WorkLine};
use law::facts::{DataClass, Known, Origin, Value};
use proptest::prelude::*;

use super::{Act, Event, Parts};
use crate::cases::{Award, Case, Link, Party, PaymentState, Proposal, Stated};

const DAY: Date = date(2024, 7, 8);
const SECRET: &str = "秘密";

fn opened() -> Event {
    Event::Opened {
        case_type: "judicial-assistance".into(),
        variant: "procuratorate".into(),
        office: OfficeId(1),
        area: "341600".into(),
        parties: vec![Party::new(PersonId(1), "victim")],
        lead: None,
        state: "opened".into(),
        on: DAY,
    }
}

fn stated(class: DataClass, text: &str) -> Stated {
    Stated { known: Known { value: Value::Text(text.to_owned()), origin: Origin::new("form", "apply") }, class }
}

fn facts(all: &[(&str, DataClass, &str)]) -> Event {
    let facts = all.iter().map(|(name, class, text)| (FactName::from(*name), stated(*class, text))).collect();
    Event::FactsStated { facts, forgotten: BTreeSet::from([FactName::from("phone")]) }
}

fn award(amount: i64, reason: Option<&str>) -> Event {
    let (person, harm_case, override_reason) = (PersonId(1), "A-1".to_owned(), reason.map(ToOwned::to_owned));
    let award = Award {
        person,
        harm_case,
        number: 1,
        amount: Fen(amount),
        advanced: Fen(0),
        elsewhere: Fen::ZERO,
        decided: true,
        on: DAY,
        revoked_on: None,
        override_reason,
    };
    Event::Awarded { award }
}

fn proposal(secret: &str) -> Event {
    let line = WorkLine {
        operation: Operation::Start,
        label: None,
        expression: Some(format!("harm_class = '{secret}'")),
        value: None,
        year: None,
        low: None,
        high: None,
        changed: true,
        source: None,
        demonstration: false,
    };
    let computed = Amount {
        low: Some(Fen(1)),
        high: Some(Fen(9)),
        ceiling: None,
        approval: None,
        exception: None,
        above_ceiling: false,
        demonstration: true,
        working: vec![line],
        to_find_out: vec![],
        missing_figures: vec![],
        missing_values: vec![],
    };
    let (standard, deviation) = ("national".to_owned(), Some(secret.to_owned()));
    let proposal = Proposal {
        amount: Fen(5),
        computed,
        standard,
        deviation,
        exception: None,
        approval: Some("deputy-chief".to_owned()),
        alike: BTreeMap::new(),
        on: DAY,
        recomputed: None,
        facts: law::facts::Facts::new(),
    };
    Event::AmountProposed { proposal: Box::new(proposal) }
}

fn ordered(payment: u32, amount: i64, to: Option<&str>) -> Event {
    let (payee, account) = (to.map(ToOwned::to_owned), to.map(ToOwned::to_owned));
    Event::PaymentOrdered { payment, person: PersonId(1), amount: Fen(amount), on: DAY, payee, bank: None, account }
}

fn guarded() -> Vec<Event> {
    let reasons = BTreeMap::from([("serious-own-fault".to_owned(), SECRET.to_owned())]);
    let to_found = SECRET.to_owned();
    vec![
        opened(),
        facts(&[
            ("injury", DataClass::Personal, SECRET),
            ("witness", DataClass::Sealed, SECRET),
            ("cause", DataClass::Office, "盗窃"),
        ]),
        Event::StepTaken { step: "propose".into(), by: "user:7".to_owned(), to: "proposed".into(), on: DAY, reasons },
        proposal(SECRET),
        award(5, Some(SECRET)),
        ordered(1, 5, Some(SECRET)),
        Event::PaymentFailed { payment: 1, on: DAY, why: SECRET.to_owned() },
        Event::PaymentArrived { payment: 1, on: DAY, reference: SECRET.to_owned() },
        Event::VisitPlanned { visit: 1, due: DAY, provisional: false },
        Event::VisitMade { visit: 1, on: DAY, found: to_found },
        Event::VisitNoted { step: "look".into(), on: DAY, found: SECRET.to_owned() },
        Event::HandedOver {
            hand_over: 1,
            to: "民政局".to_owned(),
            what: SECRET.to_owned(),
            on: DAY,
            due: DAY,
            provisional: false,
        },
        Event::HandOverAnswered { hand_over: 1, on: DAY, answer: SECRET.to_owned() },
        Event::Linked { link: Link { number: "B-2".to_owned(), what: SECRET.to_owned(), on: DAY } },
        Event::Closed { on: DAY },
    ]
}

#[test]
fn no_personal_text_is_left_in_the_plain_part() {
    let act = Act { events: guarded() };
    let parts = act.split().expect("JSON");
    assert!(!parts.plain.to_string().contains(SECRET), "{}", parts.plain);
    assert!(parts.plain.to_string().contains("盗窃"), "what the office may see stays");
    let hidden = parts.personal.as_ref().expect("something is personal").to_string();
    assert_eq!(hidden.matches(SECRET).count(), 15, "{hidden}");
    assert_eq!(Act::join(parts).expect("an act"), act);
}

#[test]
fn without_the_key_the_case_still_stands_with_its_days_and_amounts() {
    let whole = Act { events: guarded() };
    let plain = whole.split().expect("JSON").plain;
    let erased = Act::join(Parts { plain, personal: None }).expect("it reads without the key");
    let fold = |act: Act| Case::fold(CaseId(1), [act]).expect("it opens").expect("an act");
    let (with, without) = (fold(whole), fold(erased));
    assert_eq!((&without.state, without.awarded(), without.paid()), (&with.state, with.awarded(), with.paid()));
    assert_eq!(without.facts.len(), 1);
    assert_eq!(without.visits[0].found.as_deref(), Some(""));
    assert_eq!(without.proposal.as_ref().map(|own| own.amount), Some(Fen(5)));
}

#[test]
fn an_act_with_nothing_personal_has_no_personal_part() {
    let act =
        Act { events: vec![opened(), facts(&[("cause", DataClass::Office, "盗窃")]), Event::Closed { on: DAY }] };
    assert_eq!(act.split().expect("JSON").personal, None);
}

#[test]
fn a_case_whose_first_act_does_not_open_it_is_refused_and_no_act_is_no_case() {
    assert!(Case::fold(CaseId(1), [Act { events: vec![Event::Closed { on: DAY }] }]).is_err());
    assert_eq!(Case::fold(CaseId(1), []), Ok(None));
}

fn event() -> impl Strategy<Value = Event> {
    let class = prop_oneof![
        Just(DataClass::Public),
        Just(DataClass::Office),
        Just(DataClass::Personal),
        Just(DataClass::Sealed)
    ];
    prop_oneof![
        (class, "[a-c]", ".{0,4}").prop_map(|(class, name, text)| facts(&[(&name, class, &text)])),
        (0..9_i64).prop_map(|amount| award(amount, None)),
        ".{0,4}".prop_map(|text| proposal(&text)),
        (1..4_u32, 1..9_i64).prop_map(|(payment, amount)| ordered(payment, amount, None)),
        (1..4_u32, ".{0,4}").prop_map(|(payment, reference)| Event::PaymentArrived { payment, on: DAY, reference }),
        (1..4_u32, ".{0,4}").prop_map(|(payment, why)| Event::PaymentFailed { payment, on: DAY, why }),
        (1..3_u32).prop_map(|visit| Event::VisitPlanned { visit, due: DAY, provisional: true }),
        (1..3_u32, ".{0,4}").prop_map(|(visit, found)| Event::VisitMade { visit, on: DAY, found }),
    ]
}

proptest! {
    #[test]
    fn split_and_join_give_the_act_back(events in prop::collection::vec(event(), 0..12)) {
        let act = Act { events };
        prop_assert_eq!(Act::join(act.split().expect("JSON")).expect("an act"), act);
    }

    #[test]
    fn folding_acts_is_applying_them_in_order(acts in prop::collection::vec(prop::collection::vec(event(), 0..5), 0..8)) {
        let first = Act { events: vec![opened()] };
        let rest: Vec<Act> = acts.into_iter().map(|events| Act { events }).collect();
        let mut applied = Case::open(CaseId(1), &first).expect("it opens");
        for act in &rest {
            applied.apply(act.clone());
        }
        let folded = Case::fold(CaseId(1), std::iter::once(first).chain(rest)).expect("it opens");
        prop_assert_eq!(folded, Some(applied));
    }

    #[test]
    fn in_whatever_order_payments_settle_the_same_money_is_paid(
        amounts in prop::collection::vec((1..1_000_i64, any::<bool>()), 1..6),
        order in any::<prop::sample::Index>(),
    ) {
        let numbered = || (1_u32..).zip(&amounts);
        let ordered = numbered().map(|(payment, (amount, _))| ordered(payment, *amount, None));
        let mut settled: Vec<Event> = numbered()
            .map(|(payment, (_, arrives))| match arrives {
                true => Event::PaymentArrived { payment, on: DAY, reference: String::new() },
                false => Event::PaymentFailed { payment, on: DAY, why: String::new() },
            })
            .collect();
        settled.rotate_left(order.index(amounts.len()));
        let events = std::iter::once(opened()).chain(ordered).chain(settled).collect();
        let case = Case::fold(CaseId(1), [Act { events }]).expect("it opens").expect("an act");
        let arrived = amounts.iter().filter(|(_, arrives)| *arrives).map(|(amount, _)| Fen(*amount));
        prop_assert_eq!(case.paid(), Fen::sum(arrived));
        prop_assert_eq!(case.in_payment(), case.paid());
        prop_assert!(case.payments.iter().all(|own| own.state != PaymentState::Ordered));
    }
}
