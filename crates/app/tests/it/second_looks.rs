//! What makes somebody look twice: what stands on a case, what a form says before it is sent, what is asked for.
use app::cases::{CaseHead, ClockState, Speaks, StepForm, Tab, TabPart, TakeStep, Warning};
use app::{Asker, Error, Once};
use kernel::id::{CaseId, StepId};
use testkit::{House, on_sqlite};

const DAY: &str = "2024-07-08";
const PAPERS: &str = "application harm hardship identity compensation-statement";

type Fields<'a> = &'a [(&'a str, &'a str)];

async fn form(house: &House, asker: &Asker, (case, step): (CaseId, &str), fields: Option<Fields<'_>>) -> StepForm {
    let typed = fields.map(typed);
    house.app.step_form(asker, (case, &StepId::from(step)), typed.as_ref()).await.expect("the form")
}

fn typed(fields: Fields<'_>) -> app::asking::Typed {
    let values = |value: &str| value.split(' ').map(ToOwned::to_owned).collect::<Vec<_>>();
    fields.iter().map(|(name, value)| ((*name).to_owned(), values(value))).collect()
}

async fn take(house: &House, asker: &Asker, (case, step): (CaseId, &str), fields: Fields<'_>) -> Result<(), String> {
    let version = house.app.case_head(asker, case).await.expect("in reach").version;
    let once = Once(format!("{step}{version}"));
    let wanted = TakeStep { case, step: StepId::from(step), version, typed: typed(fields), once };
    match house.app.take_step(asker, &wanted).await {
        Ok(_) => Ok(()),
        Err(Error::Mistaken(mistakes)) => Err(mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        Err(Error::Refused(refusal)) => Err(refusal.to_string()),
        Err(other) => Err(format!("{other:?}")),
    }
}

async fn head(house: &House, asker: &Asker, case: CaseId) -> CaseHead {
    house.app.case_head(asker, case).await.expect("in reach")
}

const ADVANCE: Fields<'_> = &[
    ("full_name", "王某"),
    ("harm_kind", "crime"),
    ("injury", "serious"),
    ("urgent_treatment", "yes"),
    ("can_pay_treatment", "no"),
    ("advance_amount", "50000"),
    ("advance_reason", "急需手术"),
    ("payee_name", "王某"),
    ("payee_bank", "某银行"),
    ("payee_account", "6200000000000003"),
];

/// A case under review, whose home was visited.
async fn reviewed(house: &House, officer: &Asker) -> CaseId {
    let case = house.at_window(officer, "a").await;
    let name = "王某";
    let applied: Fields<'_> = &[
        ("applied_on", DAY),
        ("application_form", "written"),
        ("applicant_capacity", "self"),
        ("full_name", name),
        ("harm_kind", "crime"),
        ("injury", "serious"),
        ("offender", "unable-to-pay"),
        ("groups", "-"),
        ("papers", PAPERS),
    ];
    take(house, officer, (case, "apply"), applied).await.expect("applied");
    take(house, officer, (case, "accept"), &[("accepted_on", DAY)]).await.expect("accepted");
    let found: Fields<'_> = &[("home_visited_on", DAY), ("home_visit_found", "情况属实"), ("hardship_grade", "very")];
    take(house, officer, (case, "visit-home"), found).await.expect("visited");
    case
}

const PROPOSED: [(&str, &str); 5] = [
    ("harm_class", "serious-injury"),
    ("fault_share", "0"),
    ("compensation_received", "0"),
    ("other_aid", "0"),
    ("opinion", "建议救助"),
];

fn proposing<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    PROPOSED.iter().chain(more).copied().collect()
}

fn holding(warnings: &[Warning]) -> Vec<&str> {
    let words =
        |own: &Warning| if let Speaks::Holds(label, _) = &own.says { label.en.find(' ').map(|_| ()) } else { None };
    warnings.iter().filter(|own| words(own).is_some()).filter_map(|own| own.field.as_deref()).collect()
}

#[tokio::test]
async fn an_advance_that_was_asked_for_stands_on_the_case_and_is_the_next_thing_for_who_decides_it() {
    let (house, _folder) = on_sqlite().await;
    let (officer, deputy) = (house.asker("assistance-officer", DAY).await, house.asker("deputy-chief", DAY).await);
    let case = house.at_window(&officer, "a").await;
    take(&house, &officer, (case, "ask-advance"), ADVANCE).await.expect("asked");
    let seen = head(&house, &officer, case).await;
    let [notice] = seen.notices.as_slice() else { panic!("{:?}", seen.notices) };
    assert_eq!(notice.waits_for.as_ref().map(|role| role.en.as_str()), Some("Deputy chief"));
    assert_eq!(
        notice.tells.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(),
        ["advance_amount", "advance_reason"]
    );
    assert_eq!(notice.acts.iter().map(|(step, _)| step.as_str()).collect::<Vec<_>>(), ["retract-advance"]);
    assert_eq!(seen.next.map(|next| next.step.to_string()).as_deref(), Some("tell"), "the officer goes on");
    let decides = head(&house, &deputy, case).await;
    let next = decides.next.expect("a step");
    assert_eq!((next.step.as_str(), next.blocked), ("approve-advance", None));
    assert_eq!(take(&house, &officer, (case, "ask-advance"), ADVANCE).await, Err("STEP-006".to_owned()));
    take(&house, &deputy, (case, "approve-advance"), &[]).await.expect("approved");
    let seen = head(&house, &officer, case).await;
    let [notice] = seen.notices.as_slice() else { panic!("{:?}", seen.notices) };
    assert_eq!(notice.waits_for.as_ref().map(|role| role.en.as_str()), Some("Finance clerk"), "until it is paid");
}

#[tokio::test]
async fn what_was_only_advanced_is_not_called_granted() {
    let (house, _folder) = on_sqlite().await;
    let (officer, deputy) = (house.asker("assistance-officer", DAY).await, house.asker("deputy-chief", DAY).await);
    let case = house.at_window(&officer, "a").await;
    take(&house, &officer, (case, "ask-advance"), ADVANCE).await.expect("asked");
    take(&house, &deputy, (case, "approve-advance"), &[]).await.expect("approved");
    let (_, part) = house.app.case_tab(&officer, case, Tab::Overview).await.expect("in reach");
    let TabPart::Overview(brief) = part else { panic!("another tab") };
    assert_eq!((brief.awarded.0, brief.advanced.0.0), (0, 5_000_000));
    assert_eq!(brief.advanced.1.map(|label| label.en), Some("Amount advanced".to_owned()));
}

#[tokio::test]
async fn an_amount_outside_the_range_or_above_the_loss_is_told_before_it_is_sent_and_to_who_approves_it() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = reviewed(&house, &officer).await;
    let fresh = form(&house, &officer, (case, "propose"), None).await;
    assert!(!fresh.warnings.iter().any(|own| matches!(own.says, Speaks::Outside(..))), "nothing was proposed yet");
    let much = proposing(&[("amount_to_grant", "9000000"), ("award_owed", "80000")]);
    let told = form(&house, &officer, (case, "propose"), Some(&much)).await;
    assert!(told.warnings.iter().any(|own| matches!(own.says, Speaks::Outside(..))), "{:?}", told.warnings);
    assert!(told.warnings.iter().any(|own| matches!(own.says, Speaks::AboveCeiling(..))), "{:?}", told.warnings);
    assert_eq!(holding(&told.warnings), ["reason.above-the-loss"]);
    let required = told.fields.iter().filter(|own| own.required).map(|own| own.name.as_str());
    let required: Vec<&str> =
        required.filter(|name| matches!(*name, "deviation_reason" | "exception_ground")).collect();
    assert_eq!(required, ["deviation_reason", "exception_ground"]);
    let sent = proposing(&[
        ("amount_to_grant", "1"),
        ("award_owed", "0"),
        ("deviation_kind", "like-cases"),
        ("deviation_reason", "按同类案件确定"),
        ("reason.above-the-loss", "尚有后续费用"),
        ("reason.criteria", "困难程度待复核"),
    ]);
    take(&house, &officer, (case, "propose"), &sent).await.expect("proposed");
    let deputy = house.asker("deputy-chief", DAY).await;
    let decides = form(&house, &deputy, (case, "approve"), None).await;
    assert!(decides.warnings.iter().any(|own| matches!(own.says, Speaks::Outside(..))), "{:?}", decides.warnings);
    assert!(decides.warnings.iter().all(|own| own.field.is_none()), "the reasons stand on file already");
    assert!(decides.answered.iter().any(|own| own.reason.text == "尚有后续费用"), "{:?}", decides.answered);
}

#[tokio::test]
async fn exclusions_that_nobody_looked_into_are_told_at_the_proposal_and_at_the_approval() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = reviewed(&house, &officer).await;
    let open = |form: &StepForm| {
        let all =
            form.warnings.iter().filter_map(|own| if let Speaks::Open(all) = &own.says { Some(all) } else { None });
        all.flatten().flat_map(|(_, facts)| facts.iter().map(|fact| fact.en.clone())).collect::<Vec<_>>()
    };
    let told = open(&form(&house, &officer, (case, "propose"), None).await);
    assert!(told.contains(&"Serious fault of their own in the case".to_owned()), "{told:?}");
    let sent = proposing(&[
        ("amount_to_grant", "1"),
        ("deviation_kind", "like-cases"),
        ("deviation_reason", "按同类案件确定"),
        ("reason.criteria", "待复核"),
    ]);
    take(&house, &officer, (case, "propose"), &sent).await.expect("proposed");
    let deputy = house.asker("deputy-chief", DAY).await;
    let told = open(&form(&house, &deputy, (case, "approve"), None).await);
    assert!(told.contains(&"Serious fault of their own in the case".to_owned()), "{told:?}");
    assert!(told.contains(&"Compensation a court should award".to_owned()), "the loss is not known either: {told:?}");
}

#[tokio::test]
async fn a_payment_says_how_much_goes_and_to_whom_and_why_to_another() {
    let (house, _folder) = on_sqlite().await;
    let (officer, deputy) = (house.asker("assistance-officer", DAY).await, house.asker("deputy-chief", DAY).await);
    let clerk = house.asker("finance-clerk", DAY).await;
    let case = house.at_window(&officer, "a").await;
    let mut other = ADVANCE.to_vec();
    other.retain(|(name, _)| *name != "payee_name");
    other.push(("payee_name", "某医院"));
    let why = "reason.other-payee";
    assert_eq!(take(&house, &officer, (case, "ask-advance"), &other).await, Err(format!("{why}: reason-needed")));
    other.push((why, "直接支付预缴费"));
    take(&house, &officer, (case, "ask-advance"), &other).await.expect("asked");
    let decides = form(&house, &deputy, (case, "approve-advance"), None).await;
    assert_eq!(decides.sends.map(|own| own.amount.0), Some(5_000_000));
    assert!(decides.answered.iter().any(|own| own.reason.text == "直接支付预缴费"), "{:?}", decides.answered);
    take(&house, &deputy, (case, "approve-advance"), &[]).await.expect("approved");
    let arrives = form(&house, &clerk, (case, "advance-arrived"), None).await;
    let sends = arrives.sends.expect("a payment under way");
    assert_eq!((sends.amount.0, sends.to.is_some(), sends.account.is_some()), (5_000_000, true, true));
    assert!(!arrives.answered.is_empty(), "who records it sees why it went to another");
    let (_, part) = house.app.case_tab(&clerk, case, Tab::Money).await.expect("in reach");
    let TabPart::Money(money) = part else { panic!("another tab") };
    assert!(money.payments.iter().all(|own| own.payee.is_some()));
    assert_eq!(money.answered.len(), 1, "{:?}", money.answered);
}

#[tokio::test]
async fn who_pays_opens_no_case() {
    let (house, _folder) = on_sqlite().await;
    for (role, opens) in [("finance-clerk", false), ("deputy-chief", false), ("intake-clerk", true)] {
        let asker = house.asker(role, DAY).await;
        let new = app::cases::WindowCase {
            case_type: "judicial-assistance".into(),
            variant: "procuratorate".into(),
            name: "王某".to_owned(),
            citizen_id: String::new(),
            facts: std::collections::BTreeMap::new(),
        };
        let opened = house.app.open_at_window(&asker, &new, &Once(role.to_owned())).await;
        assert_eq!(opened.is_ok(), opens, "{role}");
    }
}

#[tokio::test]
async fn a_home_visit_stands_among_the_visits_and_a_return_visit_that_is_due_among_the_clocks() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", DAY).await;
    let case = reviewed(&house, &officer).await;
    let (seen, part) = house.app.case_tab(&officer, case, Tab::Visits).await.expect("in reach");
    let TabPart::Visits(visits) = part else { panic!("another tab") };
    let [home] = visits.as_slice() else { panic!("{visits:?}") };
    assert_eq!(home.kind.as_ref().map(|kind| kind.en.as_str()), Some("Home visit"));
    assert_eq!((home.found.as_ref().map(|found| found.text.as_str()), seen.counts[1]), (Some("情况属实"), 1));
    let told: Vec<&str> = home.told.iter().map(|fact| fact.name.as_str()).collect();
    assert!(told.contains(&"hardship_grade"), "what else the visit told: {told:?}");
    assert!(!told.contains(&"home_visited_on"), "its day stands there already: {told:?}");
    let amount = [
        ("amount_to_grant", "1"),
        ("deviation_kind", "like-cases"),
        ("deviation_reason", "象征性"),
        ("reason.criteria", "待复核"),
    ];
    take(&house, &officer, (case, "propose"), &proposing(&amount)).await.expect("proposed");
    let (deputy, clerk) = (house.asker("deputy-chief", DAY).await, house.asker("finance-clerk", DAY).await);
    take(&house, &deputy, (case, "approve"), &[]).await.expect("approved");
    take(&house, &clerk, (case, "request-funds"), &[]).await.expect("requested");
    take(&house, &clerk, (case, "funds-arrived"), &[("funds_arrived_on", DAY)]).await.expect("arrived");
    let payee: Fields<'_> = &[("payee_name", "王某"), ("payee_bank", "某银行"), ("payee_account", "6200000000000003")];
    take(&house, &clerk, (case, "order-payment"), payee).await.expect("ordered");
    take(&house, &officer, (case, "check-payee"), &[]).await.expect("checked");
    take(&house, &clerk, (case, "payment-arrived"), &[("paid_on", DAY), ("payment_reference", "Q-1")])
        .await
        .expect("paid");
    let clocks = head(&house, &officer, case).await.clocks;
    let visit = clocks.iter().find(|clock| clock.id.as_str() == "visit").expect("the visit is due by a day");
    assert_eq!((visit.state, visit.due.to_string().as_str()), (ClockState::Running, "2024-10-08"));
}
