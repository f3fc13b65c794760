use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Deadline, DeadlineError, Excluded, Length, Terms, Unit, What, count, warn_on, working_days_between};
use crate::calendar::tests::published;
use crate::calendar::{Calendars, NoCalendar};

fn day(text: &str) -> Date {
    text.parse().expect(text)
}

fn length(text: &str) -> Length {
    text.parse().expect(text)
}

fn excluded(from: &str, to: &str) -> Excluded {
    Excluded { from: day(from), to: day(to), reason: "correction".to_owned() }
}

/// First and last day.
type Stretch = (&'static str, &'static str);

fn without(stretches: &[Stretch]) -> Terms {
    Terms { excluded: stretches.iter().map(|(from, to)| excluded(from, to)).collect(), custody: false }
}

fn custody() -> Terms {
    Terms { custody: true, ..Terms::default() }
}

fn due(start: &str, long: &str, terms: &Terms) -> String {
    let found = count(day(start), length(long), terms, published());
    found.map_or_else(|error| error.to_string(), |deadline| deadline.due.to_string())
}

/// `2026-09-25..2026-10-01 counted`, a line a note.
fn told(deadline: &Deadline) -> Vec<String> {
    let tell = |note: &super::DayNote| {
        let days = if note.from == note.to { note.from.to_string() } else { format!("{}..{}", note.from, note.to) };
        let of = match &note.what {
            What::MakeUp { name } | What::Holiday { name } => format!(" {}", name.en),
            What::Excluded { reason } => format!(" {reason}"),
            What::Start | What::Counted | What::Corresponding | What::LastOfMonth | What::Weekend | What::Due => {
                String::new()
            }
        };
        format!("{days} {}{of}", note.what.code())
    };
    deadline.why.iter().map(tell).collect()
}

/// Worked with another program over another package's calendar (`tests/oracle/calendar.md`), not with this crate.
const WORKED: &[(&str, &str, &str)] = &[
    ("2026-09-24", "7 days", "2026-10-08"),
    ("2024-02-08", "1 working-day", "2024-02-09"),
    ("2024-02-08", "2 working-days", "2024-02-18"),
    ("2024-02-08", "5 working-days", "2024-02-21"),
    ("2024-02-08", "10 working-days", "2024-02-28"),
    ("2024-02-02", "1 working-day", "2024-02-04"),
    ("2024-02-02", "10 working-days", "2024-02-21"),
    ("2024-02-03", "1 working-day", "2024-02-04"),
    ("2024-02-09", "1 day", "2024-02-18"),
    ("2024-02-08", "9 days", "2024-02-18"),
    ("2024-02-08", "10 days", "2024-02-18"),
    ("2024-02-08", "3 days", "2024-02-18"),
    ("2024-04-03", "1 working-day", "2024-04-07"),
    ("2024-04-03", "3 working-days", "2024-04-09"),
    ("2024-04-03", "3 days", "2024-04-07"),
    ("2024-04-03", "4 days", "2024-04-07"),
    ("2024-04-30", "1 working-day", "2024-05-06"),
    ("2024-04-26", "2 working-days", "2024-04-29"),
    ("2024-04-26", "2 days", "2024-04-28"),
    ("2024-05-10", "1 working-day", "2024-05-11"),
    ("2024-05-10", "1 day", "2024-05-11"),
    ("2024-09-13", "1 working-day", "2024-09-14"),
    ("2024-09-13", "1 day", "2024-09-14"),
    ("2024-09-13", "2 working-days", "2024-09-18"),
    ("2024-09-13", "4 days", "2024-09-18"),
    ("2024-09-27", "5 working-days", "2024-10-10"),
    ("2024-09-30", "1 day", "2024-10-08"),
    ("2024-09-30", "7 days", "2024-10-08"),
    ("2024-10-11", "1 working-day", "2024-10-12"),
    ("2024-10-11", "2 days", "2024-10-14"),
    ("2025-01-24", "1 working-day", "2025-01-26"),
    ("2025-01-24", "3 working-days", "2025-02-05"),
    ("2025-01-27", "7 working-days", "2025-02-12"),
    ("2025-01-27", "8 days", "2025-02-05"),
    ("2025-02-07", "1 day", "2025-02-08"),
    ("2025-09-26", "10 working-days", "2025-10-16"),
    ("2025-09-30", "10 days", "2025-10-10"),
    ("2025-10-10", "1 day", "2025-10-11"),
    ("2018-12-28", "1 working-day", "2018-12-29"),
    ("2018-12-28", "2 working-days", "2019-01-02"),
    ("2018-12-28", "2 days", "2019-01-02"),
    ("2020-01-17", "10 working-days", "2020-02-07"),
    ("2020-01-23", "10 days", "2020-02-03"),
    ("2022-12-30", "1 working-day", "2023-01-03"),
    ("2022-12-30", "1 day", "2023-01-03"),
    ("2023-12-29", "1 working-day", "2024-01-02"),
    ("2023-09-28", "1 working-day", "2023-10-07"),
    ("2023-09-28", "10 days", "2023-10-08"),
    ("2026-02-13", "1 working-day", "2026-02-14"),
    ("2026-02-13", "3 working-days", "2026-02-25"),
    ("2026-02-14", "10 days", "2026-02-24"),
    ("2026-02-14", "9 days", "2026-02-24"),
    ("2026-09-18", "5 working-days", "2026-09-24"),
    ("2026-09-18", "1 day", "2026-09-20"),
    ("2026-09-18", "2 days", "2026-09-20"),
    ("2026-09-30", "5 working-days", "2026-10-13"),
    ("2023-01-31", "1 month", "2023-02-28"),
    ("2024-01-31", "1 month", "2024-02-29"),
    ("2024-01-30", "1 month", "2024-02-29"),
    ("2024-01-29", "1 month", "2024-02-29"),
    ("2024-03-31", "1 month", "2024-04-30"),
    ("2023-08-31", "1 month", "2023-10-07"),
    ("2024-02-29", "1 year", "2025-02-28"),
    ("2020-02-29", "4 years", "2024-02-29"),
    ("2020-02-29", "2 years", "2022-02-28"),
    ("2023-02-28", "1 year", "2024-02-28"),
    ("2024-08-31", "6 months", "2025-02-28"),
    ("2024-07-01", "3 months", "2024-10-08"),
    ("2024-04-04", "6 months", "2024-10-08"),
    ("2024-08-17", "1 month", "2024-09-18"),
    ("2025-01-08", "1 month", "2025-02-08"),
    ("2021-10-01", "2 years", "2023-10-07"),
    ("2023-10-01", "1 year", "2024-10-08"),
    ("2021-12-31", "2 months", "2022-02-28"),
    ("2024-12-31", "2 months", "2025-02-28"),
    ("2018-01-15", "60 days", "2018-03-16"),
    ("2019-04-01", "30 days", "2019-05-05"),
    ("2019-04-15", "15 days", "2019-04-30"),
    ("2021-01-04", "20 working-days", "2021-02-01"),
    ("2021-04-26", "5 working-days", "2021-05-06"),
];

#[test]
fn every_worked_period_ends_on_its_day() {
    let calendars = published();
    for &(start, long, expected) in WORKED {
        let found = count(day(start), length(long), &Terms::default(), calendars).expect(start);
        assert_eq!((found.due, found.provisional), (day(expected), false), "{long} from {start}");
    }
    assert!(WORKED.len() >= 60);
}

#[test]
fn custody_ends_on_the_day_itself_free_or_not() {
    let cases = [
        ("2026-09-24", "7 days", "2026-10-01"),
        ("2024-09-30", "7 days", "2024-10-07"),
        ("2024-01-10", "1 month", "2024-02-10"),
        ("2024-12-31", "2 months", "2025-02-28"),
        // No calendar is asked, so none is missed.
        ("2029-12-30", "3 days", "2030-01-02"),
        // Working days are working days in custody too.
        ("2024-02-08", "2 working-days", "2024-02-18"),
    ];
    for (start, long, expected) in cases {
        assert_eq!(due(start, long, &custody()), expected, "{long} from {start}");
    }
    let over_new_year = count(day("2026-12-20"), length("20 days"), &custody(), published());
    assert!(!over_new_year.expect("no calendar is needed").provisional);
}

#[test]
fn excluded_days_do_not_count() {
    let cases: &[(&str, &str, &[Stretch], &str)] = &[
        ("2024-03-04", "10 days", &[("2024-03-06", "2024-03-08")], "2024-03-18"),
        ("2024-03-04", "10 working-days", &[("2024-03-06", "2024-03-08")], "2024-03-21"),
        // The day of the event itself was not counted anyway.
        ("2024-03-04", "10 days", &[("2024-03-01", "2024-03-04")], "2024-03-14"),
        ("2024-03-04", "10 days", &[("2024-03-01", "2024-03-05")], "2024-03-15"),
        // A stretch that begins when the period is over changes nothing.
        ("2024-03-04", "10 days", &[("2024-03-15", "2024-03-20")], "2024-03-14"),
        ("2024-03-04", "10 days", &[("2024-03-14", "2024-03-14")], "2024-03-15"),
        // Two stretches that overlap are excluded once; in any order.
        ("2024-03-04", "10 days", &[("2024-03-07", "2024-03-11"), ("2024-03-06", "2024-03-08")], "2024-03-20"),
        // A stretch reached only because of an earlier one.
        ("2024-03-04", "5 days", &[("2024-03-06", "2024-03-08"), ("2024-03-11", "2024-03-12")], "2024-03-14"),
        // A weekend inside the stretch was no working day anyway.
        ("2024-03-07", "2 working-days", &[("2024-03-09", "2024-03-10")], "2024-03-11"),
        // Months: the days are added at the end.
        ("2024-03-04", "1 month", &[("2024-03-10", "2024-03-19")], "2024-04-15"),
        ("2024-03-04", "3 months", &[("2024-06-03", "2024-06-05")], "2024-06-07"),
        ("2023-02-28", "1 year", &[("2023-05-01", "2023-05-10")], "2024-03-11"),
        // The last day is free, and the next working day is excluded: on to the first that is neither.
        ("2024-03-04", "4 days", &[("2024-03-11", "2024-03-12")], "2024-03-08"),
        ("2024-03-04", "5 days", &[("2024-03-11", "2024-03-12")], "2024-03-13"),
    ];
    for (start, long, stretches, expected) in cases {
        assert_eq!(due(start, long, &without(stretches)), *expected, "{long} from {start} without {stretches:?}");
    }
}

#[test]
fn what_cannot_be_counted_is_an_error_and_never_a_guess() {
    let calendars = published();
    let ask = |start, long, terms: &Terms| count(day(start), length(long), terms, calendars).map(|found| found.due);
    let missing = |year| Err(DeadlineError::NoCalendar(NoCalendar { year }));
    assert_eq!(ask("2027-12-30", "5 working-days", &Terms::default()), missing(2028));
    assert_eq!(ask("2027-12-30", "5 days", &Terms::default()), missing(2028));
    assert_eq!(ask("2026-03-01", "2 years", &Terms::default()), missing(2028));
    assert_eq!(ask("2017-12-25", "5 working-days", &Terms::default()), missing(2017));
    // The years between matter to working days only.
    assert_eq!(ask("2017-12-25", "8 days", &Terms::default()), Ok(day("2018-01-02")));
    let reversed = without(&[("2024-03-08", "2024-03-06")]);
    let expected = DeadlineError::Reversed { from: day("2024-03-08"), to: day("2024-03-06") };
    assert_eq!(ask("2024-03-04", "5 days", &reversed), Err(expected));
    let never = Err(DeadlineError::TooLong { start: day("9999-12-30") });
    assert_eq!(ask("9999-12-30", "5 days", &custody()), never);
    assert_eq!(ask("9999-12-30", "5 years", &custody()), never);
    let for_ever = without(&[("2024-03-06", "9999-12-31")]);
    assert_eq!(ask("2024-03-04", "5 days", &for_ever), Err(DeadlineError::TooLong { start: day("2024-03-04") }));
}

#[test]
fn a_period_that_touches_an_unsettled_year_is_provisional() {
    let calendars = published();
    let provisional =
        |start, long| count(day(start), length(long), &Terms::default(), calendars).expect(start).provisional;
    assert!(provisional("2026-12-20", "10 working-days"));
    assert!(provisional("2026-12-20", "20 days"));
    assert!(provisional("2026-06-01", "1 year"));
    assert!(provisional("2026-12-22", "6 days"), "the last days of December");
    assert!(!provisional("2026-12-10", "10 working-days"));
    assert!(!provisional("2025-12-20", "20 days"));
}

#[test]
fn a_deadline_tells_every_day_on_the_way() {
    let calendars = published();
    let tell = |start, long, terms: &Terms| told(&count(day(start), length(long), terms, calendars).expect(start));
    assert_eq!(
        tell("2026-09-24", "7 days", &Terms::default()),
        [
            "2026-09-24 start",
            "2026-09-25..2026-10-01 counted",
            "2026-10-01..2026-10-07 holiday National Day",
            "2026-10-08 due",
        ]
    );
    assert_eq!(
        tell("2024-02-08", "3 working-days", &Terms::default()),
        [
            "2024-02-08 start",
            "2024-02-09 counted",
            "2024-02-10..2024-02-17 holiday Spring Festival",
            "2024-02-18 make-up Spring Festival",
            "2024-02-19 counted",
            "2024-02-19 due",
        ]
    );
    assert_eq!(
        tell("2024-01-31", "1 month", &without(&[("2024-02-05", "2024-02-06")])),
        [
            "2024-01-31 start",
            "2024-02-05..2024-02-06 excluded correction",
            "2024-02-29 last-of-month",
            "2024-03-01..2024-03-02 counted",
            "2024-03-02..2024-03-03 weekend",
            "2024-03-04 due",
        ]
    );
    assert_eq!(
        tell("2024-03-04", "5 working-days", &without(&[("2024-03-06", "2024-03-07")])),
        [
            "2024-03-04 start",
            "2024-03-05 counted",
            "2024-03-06..2024-03-07 excluded correction",
            "2024-03-08 counted",
            "2024-03-09..2024-03-10 weekend",
            "2024-03-11..2024-03-13 counted",
            "2024-03-13 due",
        ]
    );
    assert_eq!(
        tell("2024-03-04", "3 months", &Terms::default()),
        ["2024-03-04 start", "2024-06-04 corresponding", "2024-06-04 due"]
    );
}

#[test]
fn a_deadline_is_stored_and_read_again_unchanged() {
    let terms = without(&[("2026-09-28", "2026-09-29")]);
    let deadline = count(day("2026-09-24"), length("7 days"), &terms, published()).expect("a deadline");
    let stored = serde_json::to_string(&deadline).expect("it can be written");
    assert_eq!(serde_json::from_str::<Deadline>(&stored).expect("and read"), deadline);
    let terms: Terms = toml::from_str("[[excluded]]\nfrom = 2024-03-01\nto = '2024-03-02'\nreason = 'appraisal'")
        .expect("terms as a pack writes them");
    assert_eq!(terms.excluded[0].to, day("2024-03-02"));
}

#[test]
fn a_length_is_read_and_written_as_a_pack_spells_it() {
    for text in ["10 working-days", "1 working-day", "30 days", "1 day", "6 months", "1 month", "2 years", "1 year"] {
        assert_eq!(length(text).to_string(), text);
    }
    assert_eq!(length("1 months").to_string(), "1 month");
    let wrong =
        ["", "10", "0 days", "-1 days", "+3 days", "ten days", "10  days", "10 weeks", "70000 days", "1.5 years"];
    for text in wrong {
        assert!(text.parse::<Length>().is_err(), "{text}");
        assert!(serde_json::from_value::<Length>(text.into()).is_err(), "{text}");
    }
    assert_eq!(serde_json::to_value(length("10 working-days")).ok(), Some("10 working-days".into()));
}

#[test]
fn the_working_days_left_are_counted_without_today() {
    let calendars = published();
    let left = |from, to| working_days_between(day(from), day(to), calendars);
    assert_eq!(left("2024-02-08", "2024-02-08"), Ok(0));
    assert_eq!(left("2024-02-08", "2024-02-19"), Ok(3));
    assert_eq!(left("2024-02-19", "2024-02-08"), Ok(-3));
    assert_eq!(left("2024-02-10", "2024-02-17"), Ok(0));
    assert_eq!(left("2027-12-31", "2028-01-01"), Err(NoCalendar { year: 2028 }));
}

#[test]
fn a_warning_falls_on_a_working_day_ahead_of_the_deadline() {
    let calendars = published();
    let warn = |due, ahead| warn_on(day(due), length(ahead), calendars).map(|on| on.to_string());
    let cases = [
        ("2024-02-21", "3 working-days", "2024-02-18"),
        ("2024-02-18", "1 working-day", "2024-02-09"),
        // Free on the tenth day before: somebody must see it, so before that.
        ("2024-02-22", "10 days", "2024-02-09"),
        ("2024-03-29", "1 month", "2024-02-29"),
        ("2024-03-13", "7 days", "2024-03-06"),
        ("2025-03-03", "1 year", "2024-03-01"),
        // A custody deadline on a free day.
        ("2024-10-07", "1 working-day", "2024-09-30"),
    ];
    for (due, ahead, expected) in cases {
        assert_eq!(warn(due, ahead), Ok(expected.to_owned()), "{ahead} ahead of {due}");
    }
    assert_eq!(warn("2018-01-02", "3 working-days"), Err(NoCalendar { year: 2017 }.into()));
    assert!(
        count(day("2024-03-04"), length("1 day"), &Terms::default(), calendars)
            .is_ok_and(|found| { !found.is_past(day("2024-03-05")) && found.is_past(day("2024-03-06")) })
    );
}

mod properties;
