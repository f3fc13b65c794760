//! A court and a procuratorate in one house: each opens its own variant, in its own words.
use std::collections::BTreeMap;

use app::Once;
use app::cases::{WindowCase, openable};
use testkit::on_both;

use crate::support::{DAY, code, typed};

#[test]
fn an_office_opens_the_variant_of_its_organ_alone_and_calls_roles_and_cases_as_the_organ_does() {
    on_both(async |house| {
        let judge = house.of(&house.town.court, "assistance-officer", DAY).await;
        let prosecutor = house.asker("assistance-officer", DAY).await;
        let offered = |asker| openable(&house.app, asker).into_iter().flat_map(|(_, _, variants)| variants);
        assert_eq!(offered(&judge).map(|(id, _)| id.to_string()).collect::<Vec<_>>(), ["court"]);
        assert_eq!(offered(&prosecutor).map(|(id, _)| id.to_string()).collect::<Vec<_>>(), ["procuratorate"]);
        let opening = |variant: &str| WindowCase {
            case_type: "judicial-assistance".into(),
            variant: variant.into(),
            name: "\u{738b}\u{67d0}".to_owned(),
            citizen_id: String::new(),
            facts: BTreeMap::new(),
        };
        let refused = house.app.open_at_window(&judge, &opening("procuratorate"), &Once("a".to_owned())).await;
        assert_eq!(code(&refused.expect_err("it is not theirs")), "CASE-001");
        let case = house.app.open_at_window(&judge, &opening("court"), &Once("b".to_owned())).await.expect("opened");
        let head = house.app.case_head(&judge, case).await.expect("in reach");
        assert_eq!(
            (head.variant.en.as_str(), head.owner.map(|own| own.en)),
            ("Court", Some("Judge in charge".to_owned()))
        );
        let (_, me) = house.app.at_desk(judge.user, judge.now).await.expect("at the desk");
        assert_eq!(me.roles.iter().map(|(_, label)| label.en.as_str()).collect::<Vec<_>>(), ["Judge in charge"]);
        let rows = house.app.cases(&prosecutor, &app::cases::CaseFilter::default(), None).await.expect("a list").rows;
        assert!(rows.iter().all(|row| row.id != case), "another office's");
    });
}

#[test]
fn a_court_is_asked_for_what_its_items_read_and_a_procuratorate_is_not() {
    on_both(async |house| {
        let judge = house.of(&house.town.court, "assistance-officer", DAY).await;
        let prosecutor = house.asker("assistance-officer", DAY).await;
        let mut asks = BTreeMap::new();
        for asker in [&judge, &prosecutor] {
            let case = house.at_window(asker, asker.organ.as_str()).await;
            let form = house.app.step_form(asker, (case, &"apply".into()), Some(&typed(&[]))).await.expect("a form");
            let maintenance = form.fields.iter().any(|own| own.name.as_str() == "maintenance_claim");
            let papers = form.fields.iter().find(|own| own.name.as_str() == "papers").expect("papers are ticked off");
            let promise = papers.choices.iter().any(|own| own.id == "petition-promise");
            asks.insert(asker.organ.to_string(), (maintenance, promise, papers.choices.len()));
        }
        let expected = [("court".to_owned(), (true, true, 8)), ("procuratorate".to_owned(), (false, false, 6))];
        assert_eq!(asks, BTreeMap::from(expected));
    });
}
