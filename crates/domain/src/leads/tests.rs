use jiff::civil::date;
use kernel::id::{CaseId, CaseTypeId, LeadId, OfficeId, PersonId, UserId};

use super::{Colour, Finding, Found, Lead, LeadEvent, Verdict, judge, take, take_over};
use crate::cases::decide::No;

fn lead(finding: Finding) -> Lead {
    let found = Found {
        person: PersonId(1),
        office: OfficeId(1),
        case_type: CaseTypeId::from("judicial-assistance"),
        harm_case: "A-1".to_owned(),
        source: "1/sheet/5".to_owned(),
        finding,
        ask: vec![],
        score: 60,
        parts: vec![],
        colour: Colour::Red,
        on: date(2024, 7, 5),
    };
    Lead::fold(LeadId(1), [LeadEvent::Opened(found)]).expect("opened")
}

#[test]
fn a_lead_that_somebody_has_is_not_taken_by_another() {
    let mut lead = lead(Finding::Sure);
    let taken = take(&lead, UserId(1), date(2024, 7, 6)).expect("free");
    lead.apply(taken);
    assert!(take(&lead, UserId(1), date(2024, 7, 6)).is_ok());
    assert!(
        matches!(take(&lead, UserId(2), date(2024, 7, 6)), Err(No::Refused(refusal)) if refusal.code.0 == "LEAD-002")
    );
}

#[test]
fn a_lead_is_judged_by_who_has_it_until_somebody_takes_it_over() {
    let today = date(2024, 7, 6);
    let mut lead = lead(Finding::Sure);
    assert!(judge(&lead, Verdict::Lost, "moved away", "user:2", today).is_ok(), "nobody has it");
    lead.apply(take(&lead, UserId(1), today).expect("free"));
    let code = |lead: &_, by| match judge(lead, Verdict::Lost, "moved away", by, today) {
        Err(No::Refused(refusal)) => refusal.code.0,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(&lead, "user:2"), "LEAD-002");
    lead.apply(take_over(&lead, UserId(2), today).expect("on record"));
    assert_eq!(code(&lead, "user:1"), "LEAD-002");
    lead.apply(judge(&lead, Verdict::Lost, "moved away", "user:2", today).expect("theirs now"));
    assert!(matches!(take_over(&lead, UserId(1), today), Err(No::Refused(own)) if own.code.0 == "LEAD-001"));
}

#[test]
fn every_verdict_but_an_opened_case_owes_a_reason() {
    let lead = lead(Finding::Sure);
    let today = date(2024, 7, 6);
    let until = date(2024, 8, 1);
    let owed = [
        Verdict::NotEligible { ground: "made-good".to_owned() },
        Verdict::HandedOn { to: "court".to_owned() },
        Verdict::Lost,
        Verdict::Asked,
        Verdict::Suppressed { until },
    ];
    for verdict in owed {
        assert!(matches!(judge(&lead, verdict.clone(), " ", "user:1", today), Err(No::Mistaken(_))), "{verdict:?}");
        assert!(judge(&lead, verdict, "reason", "user:1", today).is_ok());
    }
    assert!(judge(&lead, Verdict::CaseOpened { case: CaseId(1) }, "", "user:1", today).is_ok());
}

#[test]
fn a_suppressed_lead_comes_back_on_its_day() {
    let mut lead = lead(Finding::Sure);
    let verdict = Verdict::Suppressed { until: date(2024, 8, 1) };
    let judged = judge(&lead, verdict, "abroad until August", "user:1", date(2024, 7, 6)).expect("judged");
    lead.apply(judged);
    assert!(lead.is_settled(date(2024, 7, 31)));
    assert!(!lead.is_settled(date(2024, 8, 1)));
}

#[test]
fn identity_is_judged_only_where_it_is_in_doubt() {
    let today = date(2024, 7, 6);
    let sure = judge(&lead(Finding::Sure), Verdict::SamePerson, "seen the card", "user:1", today);
    assert!(matches!(sure, Err(No::Refused(refusal)) if refusal.code.0 == "LEAD-003"));
    let doubtful = lead(Finding::ToConfirm { candidate: PersonId(2) });
    assert!(judge(&doubtful, Verdict::SamePerson, "seen the card", "user:1", today).is_ok());
}

#[test]
fn who_the_person_is_settles_nothing_and_is_heeded_by_the_next_screening() {
    let today = date(2024, 7, 6);
    for verdict in [Verdict::SamePerson, Verdict::NotTheSame] {
        let mut lead = lead(Finding::ToConfirm { candidate: PersonId(2) });
        lead.apply(judge(&lead, verdict.clone(), "seen the card", "user:1", today).expect("judged"));
        assert_eq!((lead.is_settled(today), lead.verdict.as_ref()), (false, Some(&verdict)));
        let found = Found { finding: Finding::Question, ..lead.found.clone() };
        lead.apply(LeadEvent::Renewed(found));
        assert_eq!(lead.verdict, None);
    }
}
