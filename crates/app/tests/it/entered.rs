//! Tables and figures that an office enters: two people, their day, what they do to amounts that wait, and what like cases got.
use app::admin::{EnteredState, NewOffice};
use app::asking::Typed;
use app::cases::{CaseFilter, Tab, TabPart, TakeStep};
use app::{App, Asker, Error, Once};
use jiff::civil::date;
use kernel::Fen;
use kernel::id::{CaseId, StepId};
use testkit::{House, at, on_both};

use crate::support::code;

const DAY: &str = "2024-07-08";
const HARDSHIP: &str = "table:provinces/340000/anhui_hardship";
const MONTHS: &str = "table:provinces/340000/anhui_months";

type Fields<'a> = &'a [(&'a str, &'a str)];

fn typed(fields: Fields<'_>) -> Typed {
    let values = |value: &str| value.split(' ').map(ToOwned::to_owned).collect::<Vec<_>>();
    fields.iter().map(|(name, value)| ((*name).to_owned(), values(value))).collect()
}

fn once(key: &str) -> Once {
    Once(key.to_owned())
}

/// The factors of hardship from a day on, with the one for very hard.
fn hardship<'a>(from: &'a str, very: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("row.none.low", "0.5"),
        ("row.ordinary.low", "0.8"),
        ("row.very.low", very),
        ("row.extreme.low", "1.5"),
        ("from", from),
        ("act", "省院量化标准"),
        ("article", "7"),
        ("document", "皖检发〔2024〕某号"),
    ]
}

fn wage<'a>(from: &'a str, yuan: &'a str) -> Vec<(&'a str, &'a str)> {
    let cited = [("act", "省统计局公报"), ("article", "2023"), ("document", "公报")];
    let own = [("area", "340000"), ("year", "2023"), ("amount", yuan), ("from", from)];
    own.into_iter().chain(cited).collect()
}

/// An office of Anhui, whose standard has tables to enter.
async fn in_anhui(house: &House) -> (Asker, Asker) {
    let (admin, deputy) = (house.asker("administrator", DAY).await, house.asker("deputy-chief", DAY).await);
    let offices = house.app.offices(&admin).await.expect("listed");
    let own = offices.into_iter().find(|own| own.id == house.town.county.office).expect("the county's office");
    let new = NewOffice { parent: None, area: "341600".into(), name: own.name, mark: own.mark, organ: own.organ };
    house.app.change_office(&admin, house.town.county.office, new, &once("anhui")).await.expect("changed");
    (admin, deputy)
}

async fn enter(house: &House, who: &Asker, (subject, fields): (&str, Fields<'_>), key: &str) -> Result<i64, String> {
    let sent = house.app.enter_value(who, (subject, &typed(fields)), &once(key)).await;
    sent.map_err(|error| code(&error))
}

/// The use cases with the law in force now.
async fn now(house: &House) -> App {
    house.app.current().await.expect("the law in force")
}

async fn take(app: &App, who: &Asker, (case, step): (CaseId, &str), fields: Fields<'_>) -> Result<(), String> {
    let version = app.case_head(who, case).await.expect("in reach").version;
    let once = Once(format!("{step}{version}"));
    let wanted = TakeStep { case, step: StepId::from(step), version, typed: typed(fields), once };
    app.take_step(who, &wanted).await.map(drop).map_err(|error| code(&error))
}

/// A case under review, whose home was visited, with an amount put forward.
async fn proposed(house: &House, app: &App, (key, yuan, more): (&str, &str, Fields<'_>)) -> CaseId {
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, key).await;
    let applied: Fields<'_> = &[
        ("applied_on", DAY),
        ("application_form", "written"),
        ("applicant_capacity", "self"),
        ("full_name", "王某"),
        ("harm_kind", "crime"),
        ("injury", "serious"),
        ("offender", "unable-to-pay"),
        ("groups", "-"),
        ("papers", "application harm hardship identity compensation-statement"),
    ];
    take(app, &officer, (case, "apply"), applied).await.expect("applied");
    take(app, &officer, (case, "accept"), &[("accepted_on", DAY)]).await.expect("accepted");
    let found: Fields<'_> = &[("home_visited_on", DAY), ("home_visit_found", "情况属实"), ("hardship_grade", "very")];
    take(app, &officer, (case, "visit-home"), found).await.expect("visited");
    let amount: Vec<(&str, &str)> = [
        ("harm_class", "serious-injury"),
        ("fault_share", "0"),
        ("compensation_received", "0"),
        ("other_aid", "0"),
        ("opinion", "建议救助"),
        ("amount_to_grant", yuan),
    ]
    .into_iter()
    .chain(more.iter().copied())
    .collect();
    take(app, &officer, (case, "propose"), &amount).await.expect("proposed");
    case
}

#[test]
fn a_table_counts_once_a_second_person_confirmed_it_from_its_day_on_and_in_every_program() {
    on_both(|house| async move {
        let (admin, deputy) = in_anhui(&house).await;
        let officer = house.asker("assistance-officer", DAY).await;
        let sent = hardship("2024-07-01", "1.2");
        assert_eq!(enter(&house, &officer, (HARDSHIP, &sent), "o").await, Err("ACC-001".to_owned()));
        assert_eq!(enter(&house, &deputy, (HARDSHIP, &sent), "d").await, Err("ACC-001".to_owned()));
        let id = enter(&house, &admin, (HARDSHIP, &sent), "a").await.expect("entered");
        assert_eq!(enter(&house, &admin, (HARDSHIP, &sent), "a").await, Ok(id), "the same form again");
        let waits = enter(&house, &admin, (HARDSHIP, &sent), "b").await.expect_err("it waits already");
        assert!(waits.contains("from: entered-waits"), "{waits}");
        let own = house.app.confirm_entered(&admin, id, &once("own")).await.expect_err("two people");
        assert_eq!(code(&own), "VAL-001");
        assert_eq!(code(&house.app.confirm_entered(&officer, id, &once("no")).await.expect_err("no")), "ACC-001");
        assert_eq!(house.app.values_to_confirm(&deputy).await.expect("counted"), 1);
        assert_eq!(house.app.values_to_confirm(&admin).await.expect("counted"), 0, "not one's own");
        let part = |app: &App| {
            let all = app.library().standards().into_iter().flat_map(|own| own.parts);
            let mut all = all.filter(|part| part.subject.to_string() == HARDSHIP);
            let versions = all.next().expect("the table").part.versions;
            versions.into_iter().map(|own| (own.from, own.until, own.demonstration)).collect::<Vec<_>>()
        };
        assert_eq!(part(&now(&house).await), [(None, None, true)], "nothing counts yet");
        house.app.confirm_entered(&deputy, id, &once("yes")).await.expect("confirmed");
        house.app.confirm_entered(&deputy, id, &once("yes")).await.expect("the same form again");
        let again = house.app.confirm_entered(&deputy, id, &once("other")).await.expect_err("it is decided");
        assert!(matches!(again, Error::Changed), "{again:?}");
        let both = [(None, Some(date(2024, 6, 30)), true), (Some(date(2024, 7, 1)), None, false)];
        assert_eq!(part(&now(&house).await), both);
        assert_eq!(part(&house.started_anew().current().await.expect("another program")), both);
        assert_eq!(part(&house.app), [(None, None, true)], "who began before goes on with what was in force");
        let source = now(&house).await.library().acts.get("entered-1").cloned().expect("the act is named in full");
        assert_eq!((source.name.zh.as_str(), source.seen_at.as_str()), ("省院量化标准", "皖检发〔2024〕某号"));
        let told = house.app.journal(&admin, None).await.expect("read");
        for kind in ["values · value-entered", "values · value-confirmed"] {
            assert!(told.iter().any(|line| line.what.en == kind), "{kind}: {told:?}");
        }
        let corrected = enter(&house, &admin, (HARDSHIP, &hardship("2024-07-01", "1.3")), "c").await.expect("entered");
        house.app.confirm_entered(&deputy, corrected, &once("c")).await.expect("confirmed");
        let states: Vec<EnteredState> =
            house.app.standards(&admin).await.expect("listed").entered.iter().map(|own| own.state).collect();
        assert_eq!(states, [EnteredState::Confirmed, EnteredState::Replaced], "both are kept");
        assert_eq!(part(&now(&house).await).len(), 2, "a day has one version");
    });
}

#[test]
fn every_cell_tells_its_own_mistake_and_what_is_text_of_the_law_is_not_entered() {
    on_both(|house| async move {
        let (admin, _) = in_anhui(&house).await;
        let wrong: Fields<'_> = &[
            ("row.property.low", ""),
            ("row.injury.low", "six"),
            ("row.serious-injury.low", "20"),
            ("row.serious-injury.high", "8"),
            ("row.disability.low", "-1"),
            ("row.death.low", "18"),
            ("row.death.high", "9999"),
            ("from", "someday"),
            ("act", ""),
            ("article", "7"),
            ("document", "x"),
        ];
        let told = enter(&house, &admin, (MONTHS, wrong), "w").await.expect_err("nothing of it can be read");
        let all = [
            "from: not-a-date",
            "act: required",
            "row.property.low: required",
            "row.injury.low: not-a-number",
            "row.serious-injury.high: to-below-from",
            "row.disability.low: number-out-of-range",
            "row.death.high: number-out-of-range",
        ];
        for mistake in all {
            assert!(told.contains(mistake), "{mistake}: {told}");
        }
        let groups = "table:provinces/340000/anhui_groups";
        let told =
            enter(&house, &admin, (groups, &[("row.minor.low", "0.2")]), "p").await.expect_err("twenty is meant");
        assert!(told.contains("row.minor.low: percent-below-one"), "{told}");
        for text in
            ["table:national/csc-2014-3/envelope", "dated:provinces/340000/anhui_ceiling", "table:x/y", "", "figure:no"]
        {
            assert_eq!(enter(&house, &admin, (text, wrong), text).await, Err("NotFound".to_owned()), "{text}");
        }
        let told = enter(&house, &admin, ("figure:average_annual_wage", &[("area", "34"), ("amount", "0")]), "f").await;
        let told = told.expect_err("no area, no amount");
        assert!(told.contains("area: no-such-area") && told.contains("amount: amount-not-positive"), "{told}");
    });
}

#[test]
fn what_was_rejected_or_taken_back_never_counts() {
    on_both(|house| async move {
        let (admin, deputy) = in_anhui(&house).await;
        let first = enter(&house, &admin, (HARDSHIP, &hardship("2024-07-01", "1.2")), "1").await.expect("entered");
        let short = house.app.reject_entered(&deputy, (first, " "), &once("r")).await.expect_err("a reason");
        assert_eq!(code(&short), "reason: reason-too-short");
        let own = house.app.reject_entered(&admin, (first, "typed wrongly"), &once("r")).await.expect_err("one's own");
        assert_eq!(code(&own), "VAL-001");
        house.app.reject_entered(&deputy, (first, "与文件不一致"), &once("r2")).await.expect("rejected");
        let second =
            enter(&house, &admin, (HARDSHIP, &hardship("2024-07-01", "1.2")), "2").await.expect("entered anew");
        let other = house.app.withdraw_entered(&deputy, second, &once("t")).await.expect_err("not an administrator");
        assert_eq!(code(&other), "ACC-001");
        house.app.withdraw_entered(&admin, second, &once("t")).await.expect("taken back");
        let late = house.app.confirm_entered(&deputy, second, &once("late")).await.expect_err("it is gone");
        assert!(matches!(late, Error::Changed), "{late:?}");
        assert_eq!(now(&house).await.library().in_force.iter().filter(|own| own.id == "entered").count(), 0);
        let said = house.app.standards(&deputy).await.expect("the deputy sees them");
        assert_eq!(said.entered[1].reason.as_deref(), Some("与文件不一致"));
    });
}

#[test]
fn a_changed_table_is_worked_out_shown_and_decided_with_a_reason_and_nothing_changes_silently() {
    on_both(|house| async move {
        let (admin, deputy) = in_anhui(&house).await;
        let (officer, chief) = (house.asker("assistance-officer", DAY).await, house.asker("chief-meeting", DAY).await);
        let case = proposed(&house, &house.app, ("a", "70000", &[])).await;
        let decided = proposed(&house, &house.app, ("b", "70000", &[])).await;
        take(&house.app, &chief, (decided, "approve"), &[]).await.expect("granted");
        let id = enter(&house, &admin, (HARDSHIP, &hardship("2024-07-01", "1.2")), "1").await.expect("entered");
        house.app.confirm_entered(&deputy, id, &once("c")).await.expect("confirmed");
        let app = now(&house).await;
        let early = take(&app, &chief, (case, "approve"), &[]).await;
        assert_eq!(early, Err("AMT-002".to_owned()), "what nobody was shown is not granted");
        app.work(at(DAY)).await.expect("the jobs are done");
        let changed = app.case_head(&officer, case).await.expect("in reach").changed.expect("it is shown");
        assert_eq!(changed.before, [Some(Fen(6_912_533)), Some(Fen(17_281_333))]);
        assert_eq!(changed.now, [Some(Fen(8_295_040)), Some(Fen(20_737_600))]);
        assert!(!changed.holds() && changed.above.is_none());
        let (_, part) = app.case_tab(&chief, case, Tab::Amount).await.expect("in reach");
        let TabPart::Amount(tab) = part else { panic!("another tab") };
        assert!(
            tab.changed.is_some() && !tab.proposal.expect("put forward").computed.working.is_empty(),
            "the old working"
        );
        let listed = app.cases(&officer, &CaseFilter::default(), None).await.expect("listed").rows;
        let of = |id| listed.iter().find(|row| row.id == id).expect("in the list").changed;
        assert_eq!(of(case), Some([changed.before, changed.now]));
        assert_eq!(of(decided), None, "what was decided stays as it was decided");
        let today = app.today(&chief).await.expect("the day");
        assert!(
            today
                .waiting
                .iter()
                .map(|own| &own.case)
                .chain(today.tasks.iter().map(|own| &own.case))
                .any(|own| own.changed.is_some())
        );
        assert_eq!(app.recompute_amounts(at(DAY)).await.expect("again"), 0, "twice does no harm");
        let bare = take(&app, &chief, (case, "approve"), &[]).await;
        assert_eq!(bare, Err("reason.figures-changed: reason-needed".to_owned()));
        take(&app, &chief, (case, "approve"), &[("reason.figures-changed", "申请在先，按原区间决定")])
            .await
            .expect("granted");
        assert_eq!(app.case_head(&officer, case).await.expect("in reach").changed, None);
        assert!(app.verify().await.expect("verified").is_sound());
    });
}

#[test]
fn a_figure_that_falls_below_the_amount_sends_it_back_and_one_that_leaves_it_in_the_range_is_only_shown() {
    on_both(|house| async move {
        let (admin, deputy) = in_anhui(&house).await;
        let chief = house.asker("chief-meeting", DAY).await;
        let case = proposed(&house, &house.app, ("a", "100000", &[])).await;
        let high = enter(&house, &admin, ("figure:average_annual_wage", &wage("2024-06-15", "110000")), "1").await;
        house.app.confirm_entered(&deputy, high.expect("entered"), &once("1")).await.expect("confirmed");
        let app = now(&house).await;
        app.work(at(DAY)).await.expect("worked");
        let shown = app.case_head(&chief, case).await.expect("in reach").changed.expect("shown");
        assert!(shown.holds(), "{shown:?}");
        let low = enter(&house, &admin, ("figure:average_annual_wage", &wage("2024-07-01", "30000")), "2").await;
        house.app.confirm_entered(&deputy, low.expect("entered"), &once("2")).await.expect("confirmed");
        let app = now(&house).await;
        app.work(at(DAY)).await.expect("worked");
        let shown = app.case_head(&chief, case).await.expect("in reach").changed.expect("shown");
        assert_eq!(shown.above, Some(Fen(9_000_000)));
        let sent = take(&app, &chief, (case, "approve"), &[("reason.figures-changed", "仍按原意见")]).await;
        assert_eq!(sent, Err("AMT-004".to_owned()), "no reason lifts the ceiling");
        take(&app, &chief, (case, "return"), &[("return_note", "按新基数重新测算")]).await.expect("returned");
        let officer = house.asker("assistance-officer", DAY).await;
        let anew: Fields<'_> = &[("amount_to_grant", "40000")];
        take(&app, &officer, (case, "propose"), anew).await.expect("put forward anew");
        assert_eq!(app.case_head(&officer, case).await.expect("in reach").changed, None);
        take(&app, &chief, (case, "approve"), &[]).await.expect("granted");
    });
}

#[test]
fn like_cases_stand_beside_an_amount_once_there_are_five_and_an_erased_person_is_not_among_them() {
    on_both(|house| async move {
        in_anhui(&house).await;
        let (officer, chief) = (house.asker("assistance-officer", DAY).await, house.asker("chief-meeting", DAY).await);
        let app = &house.app;
        let open = proposed(&house, app, ("own", "90000", &[])).await;
        let alike = |case| {
            let officer = officer.clone();
            async move {
                let (_, part) = app.case_tab(&officer, case, Tab::Amount).await.expect("in reach");
                let TabPart::Amount(tab) = part else { panic!("another tab") };
                tab.alike.expect("the case is like others")
            }
        };
        let mut last = open;
        for (place, yuan) in ["70000", "80000", "100000", "110000", "120000"].into_iter().enumerate() {
            assert_eq!(alike(open).await.amounts, None, "{place} are too few");
            last = proposed(&house, app, (yuan, yuan, &[])).await;
            take(app, &chief, (last, "approve"), &[]).await.expect("granted");
        }
        let shown = alike(open).await;
        let by: Vec<&str> = shown.by.iter().map(|(fact, _)| fact.en.as_str()).collect();
        assert_eq!(by.len(), 2, "the harm and the hardship: {by:?}");
        let spread = shown.amounts.expect("five are enough");
        assert_eq!(spread.ends(), (Fen(7_000_000), Fen(12_000_000)));
        assert_eq!(spread.quartiles, [Fen(8_000_000), Fen(10_000_000), Fen(11_000_000)]);
        assert_eq!(spread.around(Fen(9_000_000)), (2, 3));
        let auditor = house.asker("auditor", DAY).await;
        let (_, part) = app.case_tab(&auditor, open, Tab::Amount).await.expect("in reach");
        let TabPart::Amount(tab) = part else { panic!("another tab") };
        assert_eq!(tab.alike, None, "by what they are alike is not for who sees no personal text");
        let deputy = house.asker("deputy-chief", DAY).await;
        let person = app.case_head(&deputy, last).await.expect("in reach").person.expect("a person");
        let mut tx = app.store().begin(&deputy.actor.who, deputy.now).await.expect("a writer");
        tx.erase_person(person, "test").await.expect("erased");
        tx.commit().await.expect("committed");
        assert_eq!(alike(open).await.amounts, None, "four are left");
        assert!(app.verify().await.expect("verified").is_sound());
    });
}
