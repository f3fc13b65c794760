//! What holds of every period there may be.
use super::*;

fn any_start() -> impl Strategy<Value = Date> {
    (0_i32..2_800).prop_map(|days| date(2018, 1, 1).checked_add(days.days()).expect("inside the calendars"))
}

fn any_length() -> impl Strategy<Value = Length> {
    (1_u16..90, 0_usize..4).prop_map(|(n, unit)| match unit {
        0 => Length::new(n, Unit::Days).expect("at least one"),
        1 => Length::new(n, Unit::WorkingDays).expect("at least one"),
        2 => Length::new(n.min(5), Unit::Months).expect("at least one"),
        _ => Length::new(1, Unit::Years).expect("at least one"),
    })
}

fn any_terms() -> impl Strategy<Value = Terms> {
    let stretch = (0_i32..120, 0_i32..15);
    (any_start(), prop::collection::vec(stretch, 0..4)).prop_map(|(first, stretches)| {
        let later = |days: i32| first.checked_add(days.days()).expect("inside the calendars");
        let excluded = stretches.into_iter().map(|(from, long)| Excluded {
            from: later(from),
            to: later(from.saturating_add(long)),
            reason: "correction".to_owned(),
        });
        Terms { excluded: excluded.collect(), custody: false }
    })
}

/// The terms moved so that they fall into the period.
fn near(start: Date, terms: Terms) -> Terms {
    let first = terms.excluded.iter().map(|stretch| stretch.from).min();
    let move_on = first.map_or(0, |first| start.since(first).expect("near").get_days());
    let moved = |day: Date| day.checked_add(move_on.days()).expect("inside the calendars");
    let excluded = terms.excluded.into_iter();
    let excluded = excluded.map(|one| Excluded { from: moved(one.from), to: moved(one.to), ..one });
    Terms { excluded: excluded.collect(), ..terms }
}

fn found(start: Date, length: Length, terms: &Terms, calendars: &Calendars) -> Deadline {
    count(start, length, terms, calendars).expect("inside the calendars")
}

proptest! {
    #[test]
    fn no_period_ends_on_a_free_or_excluded_day(start in any_start(), length in any_length(), terms in any_terms()) {
        let calendars = published();
        let terms = near(start, terms);
        let due = found(start, length, &terms, calendars).due;
        prop_assert_eq!(calendars.is_working_day(due), Ok(true));
        prop_assert!(!terms.excluded.iter().any(|stretch| stretch.from <= due && due <= stretch.to));
        prop_assert!(due > start);
    }

    #[test]
    fn a_longer_period_never_ends_earlier(start in any_start(), length in any_length(), terms in any_terms()) {
        let calendars = published();
        let terms = near(start, terms);
        let longer = Length::new(length.n().saturating_add(1), length.unit()).expect("at least one");
        let longer = if length.unit() == Unit::Years { length } else { longer };
        prop_assert!(found(start, length, &terms, calendars).due <= found(start, longer, &terms, calendars).due);
    }

    #[test]
    fn an_exclusion_never_shortens_and_custody_never_lengthens(
        start in any_start(), length in any_length(), terms in any_terms(),
    ) {
        let calendars = published();
        let plain = found(start, length, &Terms::default(), calendars).due;
        let held = found(start, length, &custody(), calendars).due;
        prop_assert!(plain <= found(start, length, &near(start, terms), calendars).due);
        prop_assert!(held <= plain);
    }

    #[test]
    fn working_days_counted_forth_are_as_many_between(start in any_start(), n in 1_u16..90) {
        let calendars = published();
        let length = Length::new(n, Unit::WorkingDays).expect("at least one");
        let due = found(start, length, &Terms::default(), calendars).due;
        prop_assert_eq!(working_days_between(start, due, calendars), Ok(i32::from(n)));
    }

    #[test]
    fn the_notes_run_from_the_start_to_the_end_in_order(
        start in any_start(), length in any_length(), terms in any_terms(),
    ) {
        let deadline = found(start, length, &near(start, terms), published());
        let (first, last) = (deadline.why.first().expect("a start"), deadline.why.last().expect("an end"));
        prop_assert_eq!((first.from, &first.what), (start, &What::Start));
        prop_assert_eq!((last.to, &last.what), (deadline.due, &What::Due));
        prop_assert!(deadline.why.iter().all(|note| note.from <= note.to));
        prop_assert!(deadline.why.windows(2).all(|two| two[0].from <= two[1].from));
    }
}
