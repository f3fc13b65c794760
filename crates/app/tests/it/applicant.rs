//! Who the applicant is, said late: the number that comes with the application finds the person whom it belongs to.

use std::collections::BTreeMap;

use crate::support::{DAY, code, typed};
use app::cases::{Recognised, StepTaken, TakeStep, WindowCase};
use app::{Answer, Asker, Once};
use kernel::id::{CaseId, CaseTypeId, StepId, VariantId};
use testkit::{House, on_both};

const ID: &str = "99010919490302002X";
const NAME: &str = "王小明";

async fn at_window(house: &House, officer: &Asker, (name, id): (&str, &str), once: &str) -> Answer<CaseId> {
    let window = WindowCase {
        case_type: CaseTypeId::from("judicial-assistance"),
        variant: VariantId::from("procuratorate"),
        name: name.to_owned(),
        citizen_id: id.to_owned(),
        facts: BTreeMap::new(),
    };
    house.app.open_at_window(officer, &window, &Once(once.to_owned())).await
}

async fn state(house: &House, officer: &Asker, case: CaseId, fields: &[(&str, &str)]) -> Answer<StepTaken> {
    let version = house.app.case_head(officer, case).await?.version;
    let once = Once(format!("{case}:{version}"));
    let needed = [("applicant_capacity", "self"), ("harm_kind", "crime")];
    let fields = &[fields, &needed].concat();
    let step = TakeStep { case, step: StepId::from("state-facts"), version, typed: typed(fields), once };
    house.app.take_step(officer, &step).await
}

#[test]
fn a_number_that_comes_later_joins_the_records_of_one_person_and_tells_theirs() {
    on_both(async |house| {
        let officer = house.asker("assistance-officer", DAY).await;
        let first = at_window(&house, &officer, (NAME, ""), "1").await.expect("opened");
        let told =
            state(&house, &officer, first, &[("citizen_id", ID), ("phone", "13900001111")]).await.expect("stated");
        assert_eq!((told.recognised, told.moved), (None, false), "nobody had this number before");
        let second = at_window(&house, &officer, (NAME, ""), "2").await.expect("opened");
        let told =
            state(&house, &officer, second, &[("full_name", "王 小明"), ("citizen_id", ID)]).await.expect("stated");
        assert_eq!(told.recognised, Some(Recognised::Joined));
        let mut records = vec![];
        for case in [first, second] {
            let person = house.app.case_head(&officer, case).await.expect("a head").person.expect("somebody");
            records.push(house.app.store().known_as(person).await.expect("known"));
        }
        assert_eq!(records[0].len(), 2);
        assert_eq!(records[0], records[1], "both cases are about one person");
    });
}

#[test]
fn a_number_under_another_name_is_never_taken_in_silence() {
    on_both(async |house| {
        let officer = house.asker("assistance-officer", DAY).await;
        at_window(&house, &officer, (NAME, ID), "1").await.expect("opened");
        let other = at_window(&house, &officer, ("王小兰", ID), "2").await.expect_err("another name");
        assert!(code(&other).contains("id-of-another-name"), "{}", code(&other));
        let case = at_window(&house, &officer, ("王小兰", ""), "3").await.expect("opened without the number");
        let told = state(&house, &officer, case, &[("citizen_id", ID)]).await.expect("stated");
        assert_eq!(told.recognised, Some(Recognised::OtherName));
        let person = house.app.case_head(&officer, case).await.expect("a head").person.expect("somebody");
        assert_eq!(house.app.store().pairs_of(person).await.expect("pairs").len(), 1, "somebody is asked to judge");
    });
}

#[test]
fn a_birth_date_that_is_not_the_one_in_the_number_is_a_mistake() {
    on_both(async |house| {
        let officer = house.asker("assistance-officer", DAY).await;
        let case = at_window(&house, &officer, (NAME, ""), "1").await.expect("opened");
        let both = [("citizen_id", ID), ("birth_date", "1990-01-01")];
        let error = state(&house, &officer, case, &both).await.expect_err("they contradict each other");
        assert!(code(&error).contains("birth-not-of-id"), "{}", code(&error));
        state(&house, &officer, case, &[("citizen_id", ID), ("birth_date", "1949-03-02")]).await.expect("stated");
    });
}
