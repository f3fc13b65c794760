//! What the store keeps of what is due, as sentences about behaviour, on both databases.
use std::collections::BTreeMap;

use domain::access::action::SeeCases;
use domain::access::{Action, Actor, Grant, Scope, Who, permit};
use domain::cases::{Act, Event};
use kernel::id::{CaseId, CaseTypeId, ClockId, OfficeId, RoleId, StateId, StepId, UserId};
use law::facts::DataClass;
use store::{CaseFilter, Days, DeskState, DueDesk, DueFilter, DueWhat, OnDesk};

use crate::cases::{accepted, opened, opening, saved};
use crate::support::{Site, allowed, day, everywhere, on_both};

const KIND: &str = "judicial-assistance";

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
        let visit = (DueWhat::Visit(1), "2026-05-01".to_owned());
        assert_eq!(due("2026-03-15").await, []);
        assert_eq!(due("2026-03-16").await, std::slice::from_ref(&clock));
        assert_eq!(due("2026-05-01").await, [clock, visit]);
    });
}

/// The desk of who owns the clock `clock` and cases in `state`.
fn desk(kind: &str, clock: &str, late: &str, state: &str) -> DueDesk {
    let clocks = |id: &str| BTreeMap::from([(CaseTypeId::from(kind), [ClockId::from(id)].into())]);
    DueDesk {
        own: clocks(clock),
        late: clocks(late),
        states: vec![(CaseTypeId::from(kind), StateId::from(state))],
        today: day("2026-03-20"),
    }
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
            let count = site.store.count_due(&everywhere(), &filter).await.expect("counted");
            let list = CaseFilter { due: Some(filter), ..CaseFilter::default() };
            let list = site.store.cases(&everywhere(), &list, None, 50).await.expect("listed");
            assert_eq!(list.total, count);
            assert_eq!(u64::try_from(list.rows.len()), Ok(count.counted));
            (rows.len(), count.counted)
        };
        let mine = || desk(KIND, "mine", "", "review");
        let soon = Days { from: Some(day("2026-03-20")), until: Some(day("2026-03-25")) };
        let cases = [
            (mine(), until("2026-03-19"), (3, 3), "one's own that is late, behind 35 older ones of others"),
            (mine(), soon, (2, 2), "what is soon due, without what is late"),
            (mine(), until("2026-05-01"), (6, 6), "and the visit of a case in a state that one owns"),
            (desk(KIND, "mine", "", "applied"), until("2026-05-01"), (5, 5), "but of no other state"),
            (desk(KIND, "", "of-others", "x"), until("2026-03-19"), (30, 35), "what comes to the desk when it is late"),
            (desk(KIND, "", "mine", "x"), soon, (0, 0), "and not before"),
            (
                desk("hotline", "mine", "", "review"),
                until("2026-05-01"),
                (0, 0),
                "a clock of this name in another kind",
            ),
        ];
        for (desk, days, expected, why) in cases {
            assert_eq!(asked(desk, days).await, expected, "{why}");
        }
        let all = DueFilter { days: until("2026-03-05"), limit: 30, ..DueFilter::default() };
        assert_eq!(site.store.count_due(&everywhere(), &all).await.expect("counted"), 35);
    });
}

fn applied() -> DeskState {
    DeskState { case_type: CaseTypeId::from(KIND), state: StateId::from("applied"), unless_called: false }
}

/// A case of the office that calls `role`, with a clock that runs until `due`; in the state `applied`.
async fn calling(site: &Site, person: i64, role: Option<&str>, due: &str) -> CaseId {
    let case = opened(site, &opening(OfficeId(1), person, "2026-03-02")).await;
    let started = Event::ClockStarted {
        clock: ClockId::from("mine"),
        from: day("2026-03-02"),
        due: day(due),
        provisional: false,
    };
    let called = role.map(|role| Event::Called {
        steps: vec![StepId::from("approve")],
        role: RoleId::from(role),
        within: vec![StateId::from("applied")],
        arrived: false,
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
            let (total, rows) = site.store.on_desk(&everywhere(), &desk, 10).await.expect("listed");
            let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
            assert_eq!(
                (ids, total),
                (expected, site.store.count_on_desk(&everywhere(), &desk).await.expect("counted")),
                "{why}"
            );
            assert_eq!(u64::try_from(rows.len()), Ok(total.counted), "{why}");
            let first = site.store.on_desk(&everywhere(), &desk, 1).await.expect("listed").1;
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
            assert_eq!(site.store.count_due(&allowed, &filter).await.expect("counted"), expected, "{why}");
            let list = CaseFilter { due: Some(filter), ..CaseFilter::default() };
            assert_eq!(site.store.cases(&allowed, &list, None, 30).await.expect("listed").total, expected, "{why}");
            let desk = OnDesk { states: vec![applied()], roles: vec![] };
            assert_eq!(site.store.count_on_desk(&allowed, &desk).await.expect("counted"), expected, "{why}: the desk");
        }
    });
}
