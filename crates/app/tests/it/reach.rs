//! What an office sees of lists, and what a class shows of their cells.

use std::collections::BTreeMap;

use crate::support::{DAY, Lists, list};
use domain::access::action::SeeRegisters;
use domain::access::permit;
use intake::screening::AccountCategory;
use kernel::id::RegisterId;
use testkit::on_both;

#[test]
fn who_sees_no_personal_text_sees_where_a_bad_cell_stands_and_not_what_is_in_it() {
    on_both(async |house| {
        let analyst = house.asker("analyst", DAY).await;
        let lists = Lists::take_in(&house, &analyst).await;
        let auditor = house.asker("auditor", DAY).await;
        let batch = lists.batch("victims.xlsx");
        let near = house.app.intake().batch_page(&analyst, batch, None).await.expect("in reach");
        let far = house.app.intake().batch_page(&auditor, batch, None).await.expect("in reach");
        let ids = |page: &intake::registers::BatchPage| {
            let ids = page.bad.rows.iter().filter(|cell| cell.header == "证件号码");
            ids.map(|cell| cell.text.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&far), ["∗∗∗"]);
        assert_ne!(ids(&near), ids(&far), "the analyst sees the beginning of it");
        assert_eq!((near.bad.total, near.waiting.len()), (far.bad.total, far.waiting.len()));
        let register = |page: &intake::registers::BatchPage| {
            page.waiting.iter().flat_map(|row| row.cells.clone()).map(|(label, shown)| (label.en, shown.text)).collect()
        };
        let (near, far): (BTreeMap<_, _>, BTreeMap<_, _>) = (register(&near), register(&far));
        assert_eq!(near.keys().collect::<Vec<_>>(), far.keys().collect::<Vec<_>>(), "masked, and not missing");
        assert!(far.values().any(|text| text == "∗∗∗"), "{far:?}");
        let became = house.app.intake().screen(analyst.today, analyst.now).await.map(drop);
        became.expect("screened");
        let rows = house.app.batch_outcomes(&auditor, batch, None).await.expect("in reach").rows;
        assert!(!rows.is_empty() && rows.iter().all(|row| row.who.text == "∗∗∗"), "{rows:?}");
    });
}

#[test]
fn an_office_counts_the_people_of_its_own_lists_and_says_of_each_what_any_office_knows() {
    on_both(async |house| {
        let analyst = house.asker("analyst", DAY).await;
        house.app.intake().import_file(&analyst, list("victims.xlsx")).await.expect("taken in");
        let elsewhere = house.of(&house.town.elsewhere[0], "assistance-officer", DAY).await;
        let before = house.app.intake().account(&elsewhere, None, None).await.expect("an account");
        assert_eq!(before.of, 0, "another office's lists are not theirs to count");
        house.app.intake().import_file(&elsewhere, list("low-income.csv")).await.expect("taken in");
        let lines = async || {
            let account = house.app.intake().account(&elsewhere, None, None).await.expect("an account");
            assert!(account.sums_agree);
            let lines = account.lines.into_iter().filter(|line| line.people > 0);
            lines.map(|line| (line.category, line.people)).collect::<Vec<_>>()
        };
        assert_eq!(lines().await, [(AccountCategory::NotScreened, 4)], "of whom nobody has looked, nothing is said");
        house.app.intake().screen(analyst.today, analyst.now).await.expect("screened");
        let after = lines().await;
        assert!(after.iter().all(|(category, _)| *category != AccountCategory::NotScreened), "{after:?}");
        assert!(after.iter().any(|(category, _)| *category != AccountCategory::NotEligible), "{after:?}");
        let counted = async |asker: &app::Asker| {
            let allowed = permit::<SeeRegisters>(&asker.actor).expect("leave");
            house.app.store().people_in_registers(&allowed).await.expect("counted")
        };
        assert_eq!(counted(&elsewhere).await, BTreeMap::from([(RegisterId::from("low_income"), 4)]));
        assert!(!counted(&analyst).await.contains_key(&RegisterId::from("low_income")));
        let store = house.app.store();
        let allowed = permit::<SeeRegisters>(&elsewhere.actor).expect("leave");
        let everyone = async || store.people_in_all_registers(&allowed).await.expect("counted");
        assert_eq!(everyone().await, 4);
        let people = store.standings(&allowed, None).await.expect("read").into_values().flatten().collect::<Vec<_>>();
        let mut tx = store.begin(&elsewhere.actor.who, elsewhere.now).await.expect("begun");
        tx.merge_people(people[0], people[1], "same card").await.expect("merged");
        tx.commit().await.expect("committed");
        assert_eq!(everyone().await, 3, "who turned out to be somebody who is named too is counted once");
    });
}
