use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::{Calendar, CalendarMistake, Calendars, DayKind, NoCalendar};

/// The calendars of the packs.
pub(crate) fn published() -> &'static Calendars {
    static READ: LazyLock<Calendars> = LazyLock::new(read);
    &READ
}

fn read() -> Calendars {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/calendars");
    let files = (2018..=2027).map(|year| format!("{folder}/{year}.toml"));
    let read = |file: String| toml::from_str(&std::fs::read_to_string(&file).expect(&file)).expect(&file);
    Calendars::new(files.map(read)).expect("the packs' calendars agree with themselves")
}

fn calendar(text: &str) -> Calendar {
    let notice = "notice.title = { zh = '通知', en = 'notice' }\n\
                  notice.source = { act = 'x', article = '1', confidence = 'I' }";
    toml::from_str(&format!("year = 2024\n{notice}\n{text}")).expect("a calendar")
}

fn days(list: &[&str]) -> String {
    list.iter().fold(String::new(), |text, days| {
        format!("{text}\n[[holiday]]\nname = {{ zh = '节', en = 'a festival' }}\n{days}\n")
    })
}

#[test]
fn every_day_of_nine_years_agrees_with_an_independent_package() {
    let calendars = published();
    let mut compared = 0;
    for line in include_str!("../../tests/oracle/calendar-workdays.txt").lines() {
        let (year, workdays) = line.split_once(' ').expect("a year, a space, its days");
        let first = date(year.parse().expect("a year"), 1, 1);
        for (day, expected) in first.series(1.day()).zip(workdays.chars()) {
            assert_eq!(calendars.is_working_day(day), Ok(expected == '1'), "{day}");
            compared += 1;
        }
    }
    assert_eq!(compared, 3_281);
}

#[test]
fn a_year_has_as_many_days_off_and_worked_weekends_as_its_notice_gave() {
    let calendars = published();
    let counts = calendars.iter().map(|calendar| {
        let first = date(calendar.year, 1, 1);
        let year = first.series(1.day()).take_while(|day| day.year() == calendar.year);
        let kinds: Vec<_> = year.map(|day| calendars.day(day).expect("its own year")).collect();
        let off = kinds.iter().filter(|kind| matches!(kind, DayKind::Holiday(_))).count();
        let worked = kinds.iter().filter(|kind| matches!(kind, DayKind::MakeUp(_))).count();
        (calendar.year, off, worked)
    });
    let expected = [
        (2018, 25, 7),
        (2019, 28, 6),
        (2020, 30, 6),
        (2021, 31, 7),
        (2022, 32, 7),
        (2023, 26, 7),
        (2024, 28, 8),
        (2025, 28, 5),
        (2026, 33, 6),
        (2027, 13, 0),
    ];
    assert_eq!(counts.collect::<Vec<_>>(), expected);
}

#[test]
fn a_day_says_what_it_is_and_for_which_holiday() {
    let calendars = published();
    let say = |day: Date| match calendars.day(day) {
        Ok(DayKind::Working) => "working".to_owned(),
        Ok(DayKind::Weekend) => "weekend".to_owned(),
        Ok(DayKind::MakeUp(name)) => format!("worked for {}", name.en),
        Ok(DayKind::Holiday(name)) => format!("off for {}", name.en),
        Err(NoCalendar { year }) => format!("no calendar of {year}"),
    };
    let cases = [
        (date(2024, 2, 9), "working"),
        (date(2024, 2, 10), "off for Spring Festival"),
        (date(2024, 2, 18), "worked for Spring Festival"),
        (date(2024, 2, 24), "weekend"),
        (date(2025, 10, 6), "off for Mid-Autumn Festival"),
        (date(2018, 12, 29), "worked for New Year's Day"),
        (date(2027, 2, 5), "off for Spring Festival"),
        (date(2017, 12, 31), "no calendar of 2017"),
        (date(2028, 1, 1), "no calendar of 2028"),
    ];
    for (day, expected) in cases {
        assert_eq!(say(day), expected, "{day}");
    }
}

#[test]
fn what_a_coming_notice_may_still_turn_is_provisional() {
    let calendars = published();
    let provisional = [date(2026, 12, 26), date(2026, 12, 31), date(2027, 1, 1), date(2027, 7, 7), date(2028, 1, 3)];
    let settled = [date(2026, 12, 25), date(2025, 12, 31), date(2018, 1, 1)];
    assert!(provisional.into_iter().all(|day| calendars.is_provisional(day)));
    assert!(!settled.into_iter().any(|day| calendars.is_provisional(day)));
    assert!(calendars.is_provisional_between(date(2026, 1, 1), date(2027, 1, 1)));
    assert!(!calendars.is_provisional_between(date(2018, 1, 1), date(2026, 12, 25)));
    assert!(!calendars.is_provisional_between(date(2027, 1, 2), date(2027, 1, 1)));
}

#[test]
fn a_calendar_that_contradicts_itself_is_refused() {
    let mistake = |list: &[&str]| Calendars::new([calendar(&days(list))]).expect_err("a contradiction");
    let outside = mistake(&["from = 2024-12-31\nto = 2025-01-01"]);
    let reversed = mistake(&["from = 2024-05-05\nto = 2024-05-01"]);
    let twice = mistake(&["from = 2024-05-01\nto = 2024-05-05", "from = 2024-05-05\nto = 2024-05-06"]);
    let weekday = mistake(&["from = 2024-05-01\nto = 2024-05-01\nmakeup = [2024-05-06]"]);
    assert_eq!(outside, CalendarMistake::OutsideYear { year: 2024, day: date(2025, 1, 1) });
    assert_eq!(reversed, CalendarMistake::Reversed { from: date(2024, 5, 5), to: date(2024, 5, 1) });
    assert_eq!(twice, CalendarMistake::Twice { day: date(2024, 5, 5) });
    assert_eq!(weekday, CalendarMistake::NotAWeekend { day: date(2024, 5, 6) });
    let again = Calendars::new([calendar(""), calendar("")]);
    assert_eq!(again, Err(CalendarMistake::YearTwice { year: 2024 }));
}

#[test]
fn a_calendar_is_stored_and_read_again_unchanged() {
    for calendar in published().iter() {
        let stored = serde_json::to_string(calendar).expect("a calendar can be written");
        assert_eq!(&serde_json::from_str::<Calendar>(&stored).expect("and read"), calendar);
        let stored = toml::to_string(calendar).expect("also as TOML");
        assert_eq!(&toml::from_str::<Calendar>(&stored).expect("and read"), calendar);
    }
}

#[test]
fn a_day_with_a_time_is_no_day_of_a_calendar() {
    let read = |day: &str| {
        toml::from_str::<super::Holiday>(&format!("name = {{ zh = '', en = '' }}\nfrom = {day}\nto = {day}"))
    };
    assert!(read("2024-05-01").is_ok());
    assert!(read("'2024-05-01'").is_ok());
    for wrong in ["2024-05-01T08:00:00", "'2024-05-01T08:00:00'", "'2024-02-30'", "20240501", "{}"] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
