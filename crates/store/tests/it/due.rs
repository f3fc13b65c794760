//! What the store keeps of what is due, as sentences about behaviour, on both databases.
use domain::access::action::SeeCases;
use domain::access::{Action, Actor, Allowed, Grant, Scope, Who, permit};
use domain::cases::{Act, Event};
use kernel::Count;
use kernel::id::{CaseId, CaseTypeId, ClockId, OfficeId, RoleId, StateId, StepId, UserId};
use law::facts::DataClass;
use store::{CaseCount, CaseFilter, Days, DeskState, DueDesk, DueFilter, DuePart, DueTo, DueWhat, OnDesk};

use crate::cases::{accepted, opened, opening, saved};
use crate::support::{Site, allowed, day, everywhere, on_both};

const KIND: &str = "judicial-assistance";

async fn counted(site: &Site, allowed: &Allowed<SeeCases>, wanted: CaseCount) -> Count {
    let counts = site.store.case_counts(allowed, &[wanted]).await.expect("counted");
    assert_eq!(counts.len(), 1);
    counts[0]
}

fn until(last: &str) -> Days {
    Days { from: None, until: Some(day(last)) }
}

#[test]
fn what_is_due_comes_earliest_first_with_its_case() {
    on_both(async |site| {
        let case = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        saved(&site, &case, "accept", &accepted()).await.expect("saved");
        let due = async |until: &str| {
            let days = Days { from: None, until: Some(day(until)) };
            let filter = DueFilter { officer: Some(UserId(5)), desk: None, days, limit: 10 };
            let due = site.store.due(&everywhere(), &filter).await.expect("listed");
            due.into_iter().map(|own| (own.what, own.due.to_string())).collect::<Vec<_>>()
        };
        let clock = (DueWhat::Clock(ClockId::from("decide")), "2026-03-16".to_owned());
        let visit = (DueWhat::Visit, "2026-05-01".to_owned());
        assert_eq!(due("2026-03-15").await, []);
        assert_eq!(due("2026-03-16").await, std::slice::from_ref(&clock));
        assert_eq!(due("2026-05-01").await, [clock, visit]);
    });
}

/// The desk of deputies who see to the clock `clock` and to visits in `state`.
fn desk(kind: &str, to: DueTo, clock: &str, state: &str) -> DueDesk {
    let part = DuePart {
        case_type: CaseTypeId::from(kind),
        states: [StateId::from(state)].into(),
        to,
        clocks: [ClockId::from(clock)].into(),
        visits: true,
        answers: false,
    };
    DueDesk { parts: vec![part], roles: [RoleId::from("deputy")].into() }
}

/// Cases of the office, each with a clock of its own that started besides the usual one.
async fn cases_with(site: &Site, many: i64, clock: &str, due: &str) {
    for person in 100..many.saturating_add(100) {
        let case = opened(site, &opening(OfficeId(1), person, "2026-03-02")).await;
        let started = Event::ClockStarted {
            clock: ClockId::from(clock),
            from: day("2026-03-02"),
            due: day(due),
            provisional: false,
        };
        saved(site, &case, "tell", &Act { events: vec![started] }).await.expect("saved");
    }
}

#[test]
fn what_is_older_and_of_another_desk_hides_nothing_and_a_number_is_the_count_of_its_list() {
    on_both(async |site| {
        cases_with(&site, 35, "of-others", "2026-03-05").await;
        cases_with(&site, 3, "mine", "2026-03-18").await;
        cases_with(&site, 2, "mine", "2026-03-24").await;
        let case = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        saved(&site, &case, "accept", &accepted()).await.expect("saved");
        let asked = async |desk: DueDesk, days: Days| {
            let filter = DueFilter { officer: None, desk: Some(desk), days, limit: 30 };
            let rows = site.store.due(&everywhere(), &filter).await.expect("listed");
            let count = counted(&site, &everywhere(), CaseCount::Due(filter.clone())).await;
            let list = CaseFilter { due: Some(filter), ..CaseFilter::default() };
            let list = site.store.cases(&everywhere(), &list, None, 50).await.expect("listed");
            assert_eq!(list.total, count);
            assert_eq!(u64::try_from(list.rows.len()), Ok(count.counted));
            (rows.len(), count.counted)
        };
        let mine = |state| desk(KIND, DueTo::Owner, "mine", state);
        let soon = Days { from: Some(day("2026-03-20")), until: Some(day("2026-03-25")) };
        let cases = [
            (mine("applied"), until("2026-03-19"), (3, 3), "one's own that is late, behind 35 older ones of others"),
            (mine("applied"), soon, (2, 2), "what is soon due, without what is late"),
            (mine("applied"), until("2026-05-01"), (5, 5), "but no visit of another state"),
            (mine("review"), until("2026-05-01"), (1, 1), "the visit of a case in a state of theirs"),
            (mine("elsewhere"), until("2026-05-01"), (0, 0), "nothing of other states"),
            (
                desk("hotline", DueTo::Owner, "mine", "applied"),
                until("2026-05-01"),
                (0, 0),
                "a clock of this name in another kind",
            ),
            (DueDesk::default(), until("2026-05-01"), (0, 0), "nobody's desk"),
        ];
        for (desk, days, expected, why) in cases {
            assert_eq!(asked(desk, days).await, expected, "{why}");
        }
        let all = DueFilter { days: until("2026-03-05"), limit: 30, ..DueFilter::default() };
        assert_eq!(counted(&site, &everywhere(), CaseCount::Due(all)).await, 35);
    });
}

#[test]
fn a_time_limit_goes_with_the_case_to_the_desk_that_it_was_called_to() {
    on_both(async |site| {
        arrived(&site, 1, Some("deputy"), "2026-03-10").await;
        arrived(&site, 2, Some("chief"), "2026-03-11").await;
        arrived(&site, 3, None, "2026-03-12").await;
        calling(&site, 4, Some("chief"), "2026-03-13").await;
        let cases = [
            (DueTo::Owner, vec!["10", "11", "12", "13"], "what stays with its owner"),
            (DueTo::Called, vec!["10"], "what goes with the case"),
            (DueTo::CalledOrOwner, vec!["10", "12", "13"], "a call from within leaves the case where it is"),
        ];
        for (to, expected, why) in cases {
            let desk = Some(desk(KIND, to, "mine", "applied"));
            let filter = DueFilter { officer: None, desk, days: until("2026-03-15"), limit: 10 };
            let due = site.store.due(&everywhere(), &filter).await.expect("listed");
            let days: Vec<String> = due.iter().map(|own| own.due.strftime("%d").to_string()).collect();
            assert_eq!(days, expected, "{why}");
        }
    });
}

#[test]
fn a_list_of_what_is_due_begins_with_what_is_due_first_page_after_page_and_its_rows_say_what() {
    on_both(async |site| {
        for (person, due) in [(1, "2026-03-12"), (2, "2026-03-10"), (3, "2026-03-11"), (4, "2026-03-10")] {
            calling(&site, person, None, due).await;
        }
        let visited = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        saved(&site, &visited, "accept", &accepted()).await.expect("saved");
        let due = Some(DueFilter { days: until("2026-05-01"), ..DueFilter::default() });
        let desk =
            Some(OnDesk { states: vec![applied(), DeskState { state: "review".into(), ..applied() }], roles: vec![] });
        let (due, desk) = (CaseFilter { due, ..CaseFilter::default() }, CaseFilter { desk, ..CaseFilter::default() });
        for filter in [due, desk] {
            let (mut days, mut after) = (vec![], None);
            loop {
                let page = site.store.cases(&everywhere(), &filter, after.as_deref(), 2).await.expect("listed");
                assert_eq!(page.total, 5);
                days.extend(
                    page.rows.into_iter().filter_map(|row| row.next).map(|(_, due)| due.strftime("%d").to_string()),
                );
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert_eq!(days, ["10", "10", "11", "12", "16"]);
        }
    });
}

fn applied() -> DeskState {
    DeskState { case_type: CaseTypeId::from(KIND), state: StateId::from("applied"), unless_called: false }
}

/// A case of the office that calls `role` from within `applied`, where it is, with a clock that runs until `due`.
async fn calling(site: &Site, person: i64, role: Option<&str>, due: &str) -> CaseId {
    called(site, (person, due), role.map(|role| (role, false))).await
}

/// So too, but it came there by the call.
async fn arrived(site: &Site, person: i64, role: Option<&str>, due: &str) -> CaseId {
    called(site, (person, due), role.map(|role| (role, true))).await
}

async fn called(site: &Site, (person, due): (i64, &str), role: Option<(&str, bool)>) -> CaseId {
    let case = opened(site, &opening(OfficeId(1), person, "2026-03-02")).await;
    let started = Event::ClockStarted {
        clock: ClockId::from("mine"),
        from: day("2026-03-02"),
        due: day(due),
        provisional: false,
    };
    let called = role.map(|(role, arrived)| Event::Called {
        steps: vec![StepId::from("approve")],
        role: RoleId::from(role),
        within: vec![StateId::from("applied")],
        arrived,
    });
    let events = [started].into_iter().chain(called).collect();
    saved(site, &case, "tell", &Act { events }).await.expect("saved").id
}

#[test]
fn a_case_that_lies_on_a_desk_twice_is_one_and_calls_and_states_stand_together_by_their_clocks() {
    on_both(async |site| {
        let mine = calling(&site, 1, None, "2026-03-12").await;
        let both = calling(&site, 2, Some("deputy"), "2026-03-10").await;
        let of_another = calling(&site, 3, Some("finance"), "2026-03-11").await;
        let roles = vec![RoleId::from("deputy")];
        let cases = [
            (OnDesk { states: vec![applied()], roles: roles.clone() }, vec![both, of_another, mine], "in the state"),
            (
                OnDesk { states: vec![DeskState { unless_called: true, ..applied() }], roles: roles.clone() },
                vec![both, mine],
                "unless another is called",
            ),
            (OnDesk { states: vec![], roles }, vec![both], "who is called"),
            (
                OnDesk { states: vec![DeskState { unless_called: true, ..applied() }], roles: vec![] },
                vec![mine],
                "whose state it is alone",
            ),
            (OnDesk::default(), vec![], "nobody's desk"),
        ];
        for (desk, expected, why) in cases {
            let rows = site.store.on_desk(&everywhere(), &desk, 10).await.expect("listed");
            let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
            assert_eq!(ids, expected, "{why}");
            let total = counted(&site, &everywhere(), CaseCount::Desk(desk.clone())).await;
            assert_eq!(u64::try_from(rows.len()), Ok(total.counted), "{why}");
            let list = CaseFilter { desk: Some(desk.clone()), ..CaseFilter::default() };
            let list = site.store.cases(&everywhere(), &list, None, 10).await.expect("listed");
            assert_eq!((list.rows, list.total), (rows.clone(), total), "{why}: the list");
            let first = site.store.on_desk(&everywhere(), &desk, 1).await.expect("listed");
            assert_eq!(first, rows[..rows.len().min(1)], "{why}: the earliest of all, not of its part");
        }
    });
}

#[test]
fn what_is_due_is_seen_as_far_as_its_case_is() {
    on_both(async |site| {
        let here = site.office(None).await;
        let below = site.office(Some(here)).await;
        let elsewhere = site.office(None).await;
        for (office, person) in [(here, 1), (below, 2), (below, 3), (elsewhere, 4)] {
            opened(&site, &opening(office, person, "2026-03-02")).await;
        }
        let path = format!("/{here}/");
        let of_kind = |kind: &str| {
            let grant = Grant {
                act: SeeCases::ACT,
                scope: Scope::All,
                case_types: Some(vec![CaseTypeId::from(kind)]),
                class: DataClass::Sealed,
            };
            let (who, office_path) = (Who::User(UserId(5)), path.clone());
            let actor = Actor { who, office: here, office_path, roles: [].into(), grants: vec![grant] };
            permit::<SeeCases>(&actor).expect("granted")
        };
        let rows = [
            (allowed(5, (here, &path), Scope::Office), 1, "an office"),
            (allowed(5, (here, &path), Scope::Subtree), 3, "what is under it too"),
            (allowed(5, (here, &path), Scope::All), 4, "everywhere"),
            (allowed(5, (here, &path), Scope::Own), 0, "what one works on"),
            (of_kind(KIND), 4, "a kind of case"),
            (of_kind("hotline"), 0, "another kind"),
        ];
        for (allowed, expected, why) in rows {
            let filter = DueFilter { days: until("2026-03-16"), limit: 30, ..DueFilter::default() };
            let due = site.store.due(&allowed, &filter).await.expect("listed");
            assert_eq!(u64::try_from(due.len()), Ok(expected), "{why}");
            assert_eq!(counted(&site, &allowed, CaseCount::Due(filter.clone())).await, expected, "{why}");
            let list = CaseFilter { due: Some(filter), ..CaseFilter::default() };
            assert_eq!(site.store.cases(&allowed, &list, None, 30).await.expect("listed").total, expected, "{why}");
            let desk = OnDesk { states: vec![applied()], roles: vec![] };
            assert_eq!(counted(&site, &allowed, CaseCount::Desk(desk)).await, expected, "{why}: the desk");
        }
    });
}
