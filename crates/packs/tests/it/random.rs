//! Cases walked at random: whatever is filled in, nothing panics, money is conserved, and the journal gives the case back.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Who};
use domain::case_types::{CaseType, Effect, MAKE, Step};
use domain::cases::act::{Act, Event, Parts};
use domain::cases::decide::{self, Desk, Opening, Taking};
use domain::cases::{Case, Party};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use kernel::Fen;
use kernel::id::{CaseId, FactName, OfficeId, PersonId, UserId};
use law::facts::{DataClass, FactType, Value};
use packs::Library;
use proptest::prelude::*;

use super::support::{load, shipped};

/// Within so many walks they come everywhere but to [`HARDLY`].
const WALKS: u64 = 600;

/// Papers would have to stay out for a month, and the next step taken would have to be this one.
const HARDLY: &str = "abandoned";

/// A small generator of its own, so that a walk is one number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let sides = u64::try_from(n.max(1)).expect("small");
        usize::try_from(self.0.checked_rem(sides).expect("at least one side")).expect("small")
    }

    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

fn value(dice: &mut Dice, ty: &FactType, today: Date) -> Value {
    if dice.once_in(40) {
        return [
            Value::Text("0".to_owned()),
            Value::Count(-1),
            Value::Fen(Fen(i64::MIN)),
            Value::Choice("odd".to_owned()),
        ][dice.below(4)]
        .clone();
    }
    match ty {
        FactType::Truth => Value::Truth(dice.once_in(2)),
        FactType::Count => Value::Count([0, 1, 7, Value::COUNT_LIMIT - 1][dice.below(4)]),
        FactType::Fen => {
            Value::Fen(Fen(
                [0, 1, 299_999, 999_999, 1_000_000, 5_000_000, 31_106_400, Value::FEN_LIMIT - 1][dice.below(8)]
            ))
        }
        FactType::Decimal => {
            Value::Decimal(["0", "0.3", "0", "0.3", "1", "999999.999999"][dice.below(6)].parse().expect("a decimal"))
        }
        FactType::Date => {
            Value::Date(today.saturating_add([-40_i64, 0, 0, 0, 0, 0, 0, 0, 0, 1][dice.below(10)].days()))
        }
        FactType::Text => Value::Text(["甲", "甲", "甲", "乙", "6200000000000001", ""][dice.below(6)].to_owned()),
        FactType::Choice(choices) => Value::Choice(choices[dice.below(choices.len())].id.clone()),
        FactType::Choices(choices) => {
            Value::Choices(choices.iter().filter(|_| !dice.once_in(4)).map(|own| own.id.clone()).collect())
        }
    }
}

/// What of several things the step is about, and who gets what, are mostly said as they can be.
fn aimed(dice: &mut Dice, case: &Case, step: &Step, taking: &mut Taking) {
    for effect in &step.effects {
        if let Some((fact, choices)) = case.asked_by(effect).filter(|(_, choices)| !choices.is_empty()) {
            let one = choices[dice.below(choices.len())].id.clone();
            taking.entries.insert(fact.clone(), Some(Value::Text(one)));
        }
        if let (Effect::Divide { .. }, Some(Some(Value::Fen(total)))) =
            (effect, taking.entries.get("amount_to_grant").cloned())
        {
            let small = if dice.once_in(9) { Fen(-1) } else { Fen(100) };
            let others = i64::try_from(case.parties.len().saturating_sub(1)).expect("few");
            let first = Fen(total.0.saturating_sub(small.0.saturating_mul(others)));
            taking.shares =
                (1_u32..).zip(&case.parties).map(|(no, _)| (no, if no == 1 { first } else { small })).collect();
        }
        if let Effect::CastVote { vote, .. } = effect
            && !dice.once_in(4)
        {
            taking.entries.insert(vote.clone(), Some(Value::Choice("for".to_owned())));
        }
        if let Effect::ConfirmRecovery { amount, .. } = effect
            && let Some(owed) = case.to_recover()
        {
            let part = if dice.once_in(2) { owed } else { Fen(owed.0 / 2) };
            taking.entries.insert(amount.clone(), Some(Value::Fen(part)));
        }
    }
}

fn taking(dice: &mut Dice, case_type: &CaseType, step: &Step, today: Date) -> Taking {
    let mut taking = Taking::default();
    for name in &step.form {
        let ty = &case_type.schema.get(name.as_str()).expect("a known fact").ty;
        // What need not be said is mostly left out where it is money: a part of a payment, what another office pays.
        let may_stay_out = case_type.field(name).is_some_and(|field| field.required.is_none());
        match dice.below(24) {
            0 => {}
            3..=20 if may_stay_out && matches!(ty, FactType::Fen) => {}
            1 => drop(taking.entries.insert(name.clone(), None)),
            _ => drop(taking.entries.insert(name.clone(), Some(value(dice, ty, today)))),
        }
    }
    for id in [
        "criteria",
        "serious-own-fault",
        "hardship-not-from-the-case",
        "reasonably-compensated",
        "waived-compensation",
        "false-statement",
        "refuses-to-cooperate",
    ] {
        taking.reasons.insert(id.to_owned(), "理由".to_owned());
    }
    taking.reasons.extend(step.cautions.iter().map(|own| (own.id.clone(), "理由".to_owned())));
    taking
}

fn actor(dice: &mut Dice, step: &Step) -> Actor {
    let role = step.by[dice.below(step.by.len())].clone();
    let user = UserId(i64::try_from(dice.below(6)).expect("small"));
    Actor {
        who: Who::User(user),
        office: OfficeId(1),
        office_path: "/1/".to_owned(),
        roles: BTreeSet::from([role]),
        grants: vec![],
    }
}

fn desk<'a>(library: &'a Library, case_type: &'a CaseType, actor: &'a Actor, today: Date) -> Desk<'a> {
    Desk {
        case_type,
        calendars: &library.calendars,
        figures: &library.figures,
        today,
        actor,
        office_mark: "谯城",
        series: (today.year(), 1),
        earlier: &[],
        newcomer: Some(PersonId(2)),
    }
}

/// A walk of at most `length` acts from `seed`.
fn walk(library: &Library, case_type: &CaseType, seed: u64, length: usize) -> (Case, Vec<Act>) {
    let mut dice = Dice(seed | 1);
    let mut today = date(2024, 7, 1);
    let opening = Opening {
        variant: case_type.variant.id.clone(),
        office: OfficeId(1),
        area: "341600".into(),
        parties: vec![Party::new(PersonId(1), "victim")],
        lead: None,
        facts: BTreeMap::new(),
    };
    let nobody = actor(&mut dice, &case_type.steps[0]);
    let opened = decide::open(&desk(library, case_type, &nobody, today), opening).expect("it opens");
    let mut case = Case::open(CaseId(1), &opened).expect("it opens");
    let mut acts = vec![opened];
    for _ in 0..length {
        // Now and then nobody does anything for two months: papers stay out.
        let days = if dice.once_in(40) { 60 } else { dice.below(9) };
        today = today.saturating_add(i64::try_from(days).expect("small").days());
        // Papers that somebody makes lead nowhere, and are many.
        let made = |step: &Step| step.id.as_str().starts_with(MAKE);
        let steps: Vec<&Step> =
            case_type.steps_from(&case.state).filter(|step| !made(step) || dice.once_in(20)).collect();
        // A step that does not belong here is tried now and then, and refused; an early end is put off.
        let strange = steps.is_empty() || dice.once_in(10);
        let mut step =
            if strange { &case_type.steps[dice.below(case_type.steps.len())] } else { steps[dice.below(steps.len())] };
        // The main way is taken every other time: the branches are many.
        let main: Vec<&Step> = steps.iter().copied().filter(|step| !step.side).collect();
        if !strange && !main.is_empty() && dice.once_in(2) {
            step = main[dice.below(main.len())];
        }
        let ends = |step: &Step| step.to.as_ref().and_then(|to| case_type.state(to)).is_some_and(|state| state.end);
        let leaves = |step: &Step| step.side && step.to.is_some();
        if !strange && (ends(step) && !dice.once_in(12) || leaves(step) && !dice.once_in(5)) {
            step = steps[0];
        }
        let actor = actor(&mut dice, step);
        let desk = desk(library, case_type, &actor, today);
        drop(decide::offered(&desk, &case));
        let mut taking = taking(&mut dice, case_type, step, today);
        aimed(&mut dice, &case, step, &mut taking);
        if let Ok(act) = decide::take(&desk, &case, step, taking) {
            case.apply(act.clone());
            acts.push(act);
        }
    }
    (case, acts)
}

fn personal(act: &Act) -> Vec<(FactName, String)> {
    let stated = act
        .events
        .iter()
        .filter_map(|event| if let Event::FactsStated { facts, .. } = event { Some(facts) } else { None });
    let guarded = stated.flatten().filter(|(_, own)| own.class >= DataClass::Personal);
    guarded.map(|(name, own)| (name.clone(), serde_json::to_string(&own.known.value).expect("JSON"))).collect()
}

/// Walks in all, and how many of them one test takes.
const SEQUENCES: u64 = 10_000;
const PART: u64 = SEQUENCES / 4;

fn walked(part: u64) {
    let library = load(&shipped());
    let kind = library.case_types.values().next().expect("a kind of case");
    let variants: Vec<&CaseType> = kind.variants().collect();
    for nth in part.saturating_mul(PART)..part.saturating_add(1).saturating_mul(PART) {
        let case_type = *variants.iter().cycle().nth(usize::try_from(nth % 8).expect("small")).expect("a variant");
        // One of sixty is long enough to come to the end of everything, the rest are many.
        let length = if nth % 60 == 0 { 160 } else { 24 };
        let (case, acts) = walk(&library, case_type, nth.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15), length);
        holds(case_type, &case, &acts).unwrap_or_else(|what| panic!("walk {nth}: {what}"));
    }
}

/// Money is conserved, a closed case is at an end and at rest, every clock that runs has an owner, and the journal gives the
/// case back.
fn holds(case_type: &CaseType, case: &Case, acts: &[Act]) -> Result<(), TestCaseError> {
    conserved(case)?;
    prop_assert_eq!(case.is_closed(), case_type.state(&case.state).is_some_and(|state| state.end));
    prop_assert!(!case.is_closed() || case.running().next().is_none(), "a closed case has no clock that runs");
    for clock in case.running() {
        prop_assert!(case_type.clock(&clock.id).is_some_and(|rule| !rule.owner.as_str().is_empty()), "{clock:?}");
    }
    let rested: Vec<Act> = acts.iter().map(|act| Act::join(act.split().expect("JSON")).expect("an act")).collect();
    prop_assert_eq!(&rested[..], acts);
    prop_assert_eq!(Case::fold(CaseId(1), rested).expect("it opens"), Some(case.clone()));
    erased(case, acts)
}

#[test]
fn whatever_is_filled_in_money_is_conserved_and_the_journal_gives_the_case_back_first_part() {
    walked(0);
}

#[test]
fn whatever_is_filled_in_money_is_conserved_and_the_journal_gives_the_case_back_second_part() {
    walked(1);
}

#[test]
fn whatever_is_filled_in_money_is_conserved_and_the_journal_gives_the_case_back_third_part() {
    walked(2);
}

#[test]
fn whatever_is_filled_in_money_is_conserved_and_the_journal_gives_the_case_back_fourth_part() {
    walked(3);
}

/// No fen comes from nowhere and none is lost: paid within what was granted, to each no more than is theirs; asked back no more
/// than was paid; spent from custody no more than is in it; shares that add up.
fn conserved(case: &Case) -> Result<(), TestCaseError> {
    let (paid, ordered, demanded) = (case.paid(), case.in_payment(), case.demanded());
    let granted = Fen::sum(case.awards.iter().map(|award| award.amount));
    prop_assert!(paid <= ordered && ordered <= granted, "{paid:?} {ordered:?} {granted:?}");
    prop_assert!(demanded <= paid && case.recovered() <= demanded, "{demanded:?} of {paid:?}");
    for award in &case.awards {
        let own = case.in_payment_of(award.person);
        prop_assert!(own <= award.amount.minus(award.elsewhere), "{own:?} of {award:?}");
        prop_assert!(award.advanced <= award.amount && award.elsewhere >= Fen::ZERO);
        prop_assert!(case.parties.iter().any(|party| party.person == award.person), "an award to nobody of the case");
    }
    for payment in &case.payments {
        prop_assert!(payment.amount > Fen::ZERO && case.awards.iter().any(|award| award.person == payment.person));
    }
    prop_assert!(case.in_custody().is_none_or(|kept| kept >= Fen::ZERO), "{:?}", case.custody);
    let people: BTreeSet<_> = case.awards.iter().map(|award| award.person).collect();
    prop_assert_eq!(people.len(), case.awards.len());
    let members: BTreeSet<_> = case.votes.iter().map(|vote| &vote.by).collect();
    prop_assert_eq!(members.len(), case.votes.len());
    Ok(())
}

/// Without the personal parts the states and the money stay, and no personal fact is left in the plain ones.
fn erased(case: &Case, acts: &[Act]) -> Result<(), TestCaseError> {
    let mut plain = vec![];
    for act in acts {
        let parts = act.split().expect("JSON");
        let open = parts.plain.to_string();
        for (name, _) in personal(act) {
            let shows = format!("\"{name}\":{{\"value\"");
            prop_assert!(!open.contains(&shows), "{name} stands in the plain part: {open}");
        }
        plain.push(Act::join(Parts { plain: parts.plain, personal: None }).expect("it reads without the key"));
    }
    let without = Case::fold(case.id, plain).expect("it opens").expect("there are acts");
    prop_assert_eq!(
        (&without.state, without.awarded(), without.paid(), &without.clocks),
        (&case.state, case.awarded(), case.paid(), &case.clocks)
    );
    prop_assert!(without.classes.values().all(|class| *class < DataClass::Personal));
    Ok(())
}

#[test]
fn every_state_but_the_one_that_waits_longest_is_reached_by_some_random_walk() {
    let library = load(&shipped());
    let kind = library.case_types.values().next().expect("a kind of case");
    for case_type in kind.variants() {
        reaches_every_state(&library, case_type);
    }
}

fn reaches_every_state(library: &Library, case_type: &CaseType) {
    let states = case_type.states.iter().map(|state| state.id.to_string());
    let mut missed: BTreeSet<String> = states.filter(|state| *state != HARDLY).collect();
    for seed in 1..WALKS {
        let acts = walk(library, case_type, seed.wrapping_mul(0x9E37_79B9_7F4A_7C15), 260).1;
        for event in acts.into_iter().flat_map(|act| act.events) {
            if let Event::Opened { state: to, .. } | Event::StepTaken { to, .. } = event {
                missed.remove(to.as_str());
            }
        }
        if missed.is_empty() {
            return;
        }
    }
    panic!("{}: never reached {missed:?}", case_type.variant.id);
}
