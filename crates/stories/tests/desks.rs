//! What a desk offers: what to do next, what serves a tab, what lies with others. Through the use cases.
use app::cases::{CaseFilter, StepForm, Tab, TabPart, TakeStep};
use app::today::Elsewhere;
use app::{Asker, Error, Once};
use domain::case_types::Serves;
use kernel::id::{CaseId, StepId};
use testkit::{House, on_both, on_sqlite};

/// The day on which the cases are opened.
const DAY: &str = "2024-07-05";
/// Two months later, a Friday.
const LATER: &str = "2024-09-06";
/// An application without its papers.
const APPLICATION: [(&str, &str); 5] = [
    ("applied_on", DAY),
    ("application_form", "written"),
    ("applicant_capacity", "self"),
    ("full_name", "王小明"),
    ("harm_kind", "crime"),
];

async fn form(house: &House, asker: &Asker, (case, step): (CaseId, &str)) -> StepForm {
    house.app.step_form(asker, (case, &StepId::from(step)), None).await.expect("the form")
}

async fn take(
    house: &House,
    asker: &Asker,
    (case, step): (CaseId, &str),
    fields: &[(&str, &str)],
) -> Result<(), String> {
    let version = form(house, asker, (case, step)).await.head.version;
    let once = Once(format!("{step}{version}"));
    let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
    let wanted = TakeStep { case, step: StepId::from(step), version, typed, once };
    match house.app.take_step(asker, &wanted).await {
        Ok(_) => Ok(()),
        Err(Error::Mistaken(mistakes)) => Err(mistakes.iter().map(ToString::to_string).collect()),
        Err(other) => Err(format!("{other:?}")),
    }
}

async fn ask(house: &House, asker: &Asker, (case, agency): (CaseId, &str)) {
    take(house, asker, (case, "hand-over"), &[("handed_to", agency), ("handed_what", "就学帮扶")])
        .await
        .expect("asked");
}

/// What is recorded, asked and planned by whom on the tabs of a case.
async fn serving(house: &House, asker: &Asker, case: CaseId) -> Vec<String> {
    let head = house.app.case_head(asker, case).await.expect("in reach");
    head.serving.into_iter().map(|own| own.step.to_string()).collect()
}

#[tokio::test]
async fn a_case_that_waits_without_a_time_limit_says_the_step_that_its_page_puts_forward() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, "a").await;
    take(&house, &officer, (case, "tell"), &[]).await.expect("told");
    let waiting = house.app.today(&officer).await.expect("the day").waiting;
    let total = house.app.at_desk(officer.user, officer.now).await.expect("them").1.waiting;
    let next = house.app.case_head(&officer, case).await.expect("in reach").next.expect("a step").label;
    assert_eq!((total.counted, next.en.as_str()), (1, "Register the application"));
    assert_eq!(waiting.into_iter().map(|own| own.next).collect::<Vec<_>>(), [Some(next)]);
}

#[tokio::test]
async fn a_tab_offers_what_serves_it_to_who_may_take_it_and_an_answer_only_while_one_is_owed() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, "a").await;
    take(&house, &officer, (case, "tell"), &[]).await.expect("told");
    assert_eq!(serving(&house, &officer, case).await, ["hand-over", "link"]);
    ask(&house, &officer, (case, "教育局")).await;
    assert_eq!(serving(&house, &officer, case).await, ["hand-over", "hand-over-answered", "link"]);
    for role in ["deputy-chief", "finance-clerk", "auditor"] {
        let other = house.asker(role, DAY).await;
        assert_eq!(serving(&house, &other, case).await, [""; 0], "{role}");
    }
    let served = house.app.case_head(&officer, case).await.expect("in reach").serving;
    assert!(
        served.iter().any(|own| own.what == Serves::Answer("answered_by".into())),
        "and where the agency is asked for"
    );
}

#[tokio::test]
async fn an_answer_is_recorded_of_one_of_the_agencies_that_still_owe_one() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, "a").await;
    take(&house, &officer, (case, "tell"), &[]).await.expect("told");
    for agency in ["教育局", "民政局", "教育局"] {
        ask(&house, &officer, (case, agency)).await;
    }
    let agencies = async || {
        let form = form(&house, &officer, (case, "hand-over-answered")).await;
        let field = form.fields.first().expect("the agency").clone();
        (field.choices.into_iter().map(|own| own.id).collect::<Vec<_>>(), field.known)
    };
    let answer = async |agency: &str| {
        let fields = [("answered_by", agency), ("hand_over_answer", "已减免")];
        take(&house, &officer, (case, "hand-over-answered"), &fields).await
    };
    let none: Vec<String> = vec![];
    let owed = ["教育局 #1", "民政局", "教育局 #3"].map(str::to_owned).to_vec();
    assert_eq!(agencies().await, (owed, none), "of an agency that owes two, each matter stands for itself");
    for unknown in ["街道办", "教育局"] {
        assert_eq!(answer(unknown).await, Err("answered_by: nothing-asked-of-them".to_owned()));
    }
    answer("民政局").await.expect("recorded");
    answer("教育局 #3").await.expect("recorded");
    assert_eq!(agencies().await, (vec!["教育局".to_owned()], vec!["教育局".to_owned()]), "one alone is chosen");
}

#[tokio::test]
async fn what_is_to_be_found_out_leads_to_the_step_in_which_it_can_be_stated() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, "a").await;
    let stated_in = async |role: &str| {
        let asker = house.asker(role, DAY).await;
        let (_, part) = house.app.case_tab(&asker, case, Tab::Facts).await.expect("in reach");
        let TabPart::Facts(facts) = part else { panic!("the tab of the facts") };
        facts.stated_in.get("injury").map(ToString::to_string)
    };
    assert_eq!(stated_in("assistance-officer").await.as_deref(), Some("apply"));
    assert_eq!(stated_in("deputy-chief").await, None);
}

#[tokio::test]
async fn who_takes_an_application_in_at_the_window_does_not_work_on_it() {
    let (house, _folder) = on_sqlite().await;
    let clerk = house.asker("intake-clerk", DAY).await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&clerk, "a").await;
    let works_on_it = async || house.app.case_head(&officer, case).await.expect("in reach").officer;
    take(&house, &clerk, (case, "apply"), &APPLICATION).await.expect("applied");
    assert_eq!(works_on_it().await, None);
    take(&house, &officer, (case, "ask-correction"), &[("missing_papers_note", "收入证明")]).await.expect("asked");
    assert_eq!(works_on_it().await, Some(officer.name.clone()));
}

#[test]
fn who_grants_sees_what_is_late_and_with_whom_and_who_takes_in_sees_who_has_what_they_opened() {
    on_both(async |house| {
        let clerk = house.asker("intake-clerk", DAY).await;
        let officer = house.asker("assistance-officer", DAY).await;
        let case = house.at_window(&clerk, "a").await;
        house.at_window(&officer, "b").await;
        take(&house, &officer, (case, "tell"), &[]).await.expect("told");
        take(&house, &officer, (case, "apply"), &APPLICATION).await.expect("applied");
        let elsewhere = async |role: &str, day: &str| {
            let asker = house.asker(role, day).await;
            let told = house.app.today(&asker).await.expect("the day").elsewhere?;
            let (name, total, cases) = match told {
                Elsewhere::Late(total, tasks) => {
                    ("late", total.counted, tasks.into_iter().map(|task| task.case).collect::<Vec<_>>())
                }
                Elsewhere::Opened(total, cases) => ("opened", total.counted, cases),
            };
            let desk = cases.first().and_then(|own| own.desk.clone()).map(|role| role.en).unwrap_or_default();
            Some((name, total, cases.into_iter().map(|own| own.id).collect::<Vec<_>>(), desk))
        };
        let officers = || "Assistance officer".to_owned();
        assert_eq!(elsewhere("deputy-chief", DAY).await, Some(("late", 0, vec![], String::new())));
        for role in ["deputy-chief", "chief-meeting"] {
            assert_eq!(elsewhere(role, LATER).await, Some(("late", 1, vec![case], officers())), "{role}");
        }
        assert_eq!(elsewhere("intake-clerk", LATER).await, Some(("opened", 1, vec![case], officers())));
        for role in ["assistance-officer", "finance-clerk", "auditor", "analyst"] {
            assert_eq!(elsewhere(role, LATER).await, None, "{role}");
        }
        let filter = CaseFilter { opened: true, open: Some(true), ..CaseFilter::default() };
        let listed = house.app.cases(&clerk, &filter, None).await.expect("listed");
        assert_eq!((listed.total.counted, listed.rows[0].id), (1, case), "the list behind it");
    });
}
