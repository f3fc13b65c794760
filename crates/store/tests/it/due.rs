//! What the store keeps of what is due, as sentences about behaviour, on both databases.
use std::collections::BTreeMap;

use domain::cases::{Act, Event};
use kernel::id::{CaseTypeId, ClockId, OfficeId, StateId, UserId};
use store::{CaseFilter, Days, DueDesk, DueFilter, DueWhat};

use crate::cases::{accepted, opened, opening, saved};
use crate::support::{Site, day, everywhere, on_both};

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
            assert_eq!((list.total, list.rows.len()), (count, usize::try_from(count).expect("few")));
            (rows.len(), count)
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
