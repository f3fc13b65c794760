//! The stories come out through the house as the packs tell them, on both databases.
use app::documents::{Around, data};
use domain::access::action::SeeCases;
use domain::access::permit;
use jiff::civil::date;
use kernel::Sex;
use kernel::id::CaseTypeId;
use stories::crowd::{self, Crowd, Somebody};
use stories::{AT_WORK, SHIPPED, Story, play};
use testkit::{at, on_both, on_sqlite, tree};

#[test]
fn every_shipped_story_ends_closed_with_its_documents_printed_and_its_rows_rebuilt() {
    on_both(|house| async move {
        let tree = tree();
        for path in SHIPPED {
            let text = tree.text(path).expect("UTF-8").unwrap_or_else(|| panic!("the packs have {path}"));
            for story in Story::read(text).expect("a story") {
                let desk =
                    house.town.elsewhere.iter().find(|desk| desk.area == story.area).unwrap_or(&house.town.county);
                let case = play(&house.app, &CaseTypeId::from("judicial-assistance"), &story, &desk.cast).await;
                let case = case.unwrap_or_else(|error| panic!("{error}"));
                let worked = house.app.work(at("2026-11-22")).await.expect("the worker runs");
                assert_eq!(worked.failed, 0, "{}", story.name);
                let officer = house.of(desk, "assistance-officer", "2026-11-22").await;
                let head = house.app.case_head(&officer, case).await.expect("the officer sees the case");
                assert!(head.closed, "{} ends closed", story.name);
                assert!(head.number.is_some(), "{} has a number", story.name);
            }
        }
        let proof = house.app.verify().await.expect("the proof runs");
        assert!(proof.is_sound(), "{proof:?}");
    });
}

#[tokio::test]
async fn whatever_the_day_the_desks_hold_what_is_late_and_what_awaits_approval() {
    // A Monday, a Sunday, the last day of a long holiday, the first day after it.
    for today in ["2026-11-23", "2026-11-22", "2026-10-07", "2026-10-08"] {
        let (house, _folder) = on_sqlite().await;
        let county = &house.town.county;
        let tree = tree();
        let text = tree.text(AT_WORK).expect("UTF-8").expect("the packs have the desks");
        let day = today.parse().expect("a day");
        for story in Story::read_as_of(text, day, &house.app.library().calendars).expect("stories") {
            let played = play(&house.app, &CaseTypeId::from("judicial-assistance"), &story, &county.cast).await;
            played.unwrap_or_else(|error| panic!("{today}: {error}"));
        }
        let officer = house.of(county, "assistance-officer", today).await;
        let seen = house.app.today(&officer).await.expect("the officer's day");
        assert!(seen.overdue >= 1, "{today}: something is late");
        let desk = async |role: &str| {
            let person = house.of(county, role, today).await;
            let day = house.app.today(&person).await.expect("their day");
            (day.tasks.into_iter().map(|own| own.case).collect::<Vec<_>>(), day.waiting)
        };
        let called = async |role: &str| {
            let (due, waiting) = desk(role).await;
            let cases = due.into_iter().chain(waiting.into_iter().map(|own| own.case));
            let mut steps: Vec<String> = cases.filter_map(|own| own.called.map(|step| step.en)).collect();
            steps.sort();
            steps
        };
        assert_eq!(called("deputy-chief").await, ["Approve", "Approve the advance"], "{today}: by the amount's band");
        assert_eq!(called("chief-meeting").await, ["Approve"], "{today}: the larger amount lies with the meeting");
        assert_eq!(called("assistance-officer").await, Vec::<String>::new(), "{today}: what is proposed left the desk");
        for role in ["deputy-chief", "chief-meeting"] {
            let due: Vec<_> = desk(role).await.0.into_iter().map(|own| own.called.map(|step| step.en)).collect();
            assert_eq!(due, [Some("Approve".to_owned())], "{today}: {role}: the time limit lies with who can keep it");
        }
        let officers: Vec<_> = desk("assistance-officer").await.0.into_iter().filter_map(|own| own.desk).collect();
        let theirs = officers.iter().all(|desk| desk.en == "Assistance officer");
        assert!(theirs && !officers.is_empty(), "{today}: and with nobody who waits for them: {officers:?}");
    }
}

#[test]
fn days_of_a_story_keep_their_distance_to_today_in_working_days() {
    let text = r#"[[walk]]
name = "n"
area = "349901"
opened = 2026-09-09
[[walk.step]]
on = 2026-09-09
by = "assistance-officer"
take = "tell"
[[walk.step]]
on = 2026-09-11
by = "assistance-officer"
take = "tell"
"#;
    let library = testkit::library();
    let opened = |today| Story::read_as_of(text, today, &library.calendars).expect("a story").remove(0).opened;
    assert_eq!(opened(date(2026, 11, 20)), date(2026, 11, 18), "a Friday, two working days earlier");
    assert_eq!(opened(date(2026, 11, 22)), date(2026, 11, 18), "a Sunday stands for the Friday before");
    assert_eq!(opened(date(2026, 10, 8)), date(2026, 9, 29), "over the holiday of the nation");
}

#[test]
fn a_crowd_of_cases_is_proven_like_any_other_and_asks_for_no_papers() {
    on_both(|house| async move {
        let crowd = Crowd {
            case_type: CaseTypeId::from("judicial-assistance"),
            cases: 120,
            today: date(2026, 11, 22),
            seed: 1,
        };
        let somebody = |case: usize| Somebody {
            name: "王某".to_owned(),
            citizen_id: format!("99010119800101{case:04}"),
            birth: date(1980, 1, 1),
            sex: Sex::Female,
            phone: format!("154{case:08}"),
            address: "示范县东河镇".to_owned(),
        };
        let written = crowd::write(&house.app, &crowd, Box::new(somebody), at("2026-11-22"), drop).await;
        let written = written.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(written.cases, 120);
        assert!(written.acts > 120 * 5, "{} acts", written.acts);
        let proof = house.app.verify().await.expect("the proof runs");
        assert!(proof.is_sound() && proof.cases == 120, "{proof:?}");
        let worked = house.app.work(at("2026-11-22")).await.expect("the worker runs");
        assert_eq!((worked.done, worked.failed), (0, 0));
    });
}

const ANSWERED: &str = r#"[[walk]]
name = "an exclusion that holds is answered for, and two agencies are asked"
area = "349901"
opened = 2026-09-02
given = { full_name = "王某", cause = "故意伤害" }
[[walk.step]]
on = 2026-09-02
by = "assistance-officer"
take = "apply"
with = { applied_on = 2026-09-02, application_form = "oral", applicant_capacity = "self", harm_kind = "crime", injury = "serious", offender = "unable-to-pay", original_case_number = "示检刑诉〔2026〕1号", groups = [], papers = ["application", "identity", "harm", "hardship", "compensation-statement"] }
[[walk.step]]
on = 2026-09-02
by = "assistance-officer"
take = "accept"
with = { accepted_on = 2026-09-02 }
[[walk.step]]
on = 2026-09-03
by = "assistance-officer"
take = "visit-home"
with = { home_visited_on = 2026-09-03, home_visit_found = "情况属实", hardship_grade = "very", hardship_caused_by_case = true, serious_own_fault = true, refuses_to_cooperate = false, waived_compensation = false, reasonably_compensated = false }
[[walk.step]]
on = 2026-09-03
by = "assistance-officer"
take = "hand-over"
with = { handed_to = "县民政局", handed_what = "核查低保" }
[[walk.step]]
on = 2026-09-03
by = "assistance-officer"
take = "hand-over"
with = { handed_to = "县残联", handed_what = "康复训练" }
[[walk.step]]
on = 2026-09-04
by = "assistance-officer"
take = "hand-over-answered"
with = { answered_by = "县民政局", hand_over_answer = "已受理" }
[[walk.step]]
on = 2026-09-07
by = "assistance-officer"
take = "propose"
with = { harm_class = "injury", fault_share = "0.3", compensation_received = 0, other_aid = 0, amount_to_grant = 900000, deviation_kind = "lighter", deviation_reason = "本人有过错", opinion = "建议救助九千元" }
reasons = { serious-own-fault = "过错与后果明显不相称" }
"#;

#[tokio::test]
async fn a_document_knows_what_was_answered_what_was_asked_and_whether_its_amount_is_invented() {
    let (house, _folder) = on_sqlite().await;
    let story = Story::read(ANSWERED).expect("a story").remove(0);
    let kind = CaseTypeId::from("judicial-assistance");
    let id = play(&house.app, &kind, &story, &house.town.county.cast).await.unwrap_or_else(|error| panic!("{error}"));
    let officer = house.asker("assistance-officer", "2026-09-07").await;
    let allowed = permit::<SeeCases>(&officer.actor).expect("the officer sees cases");
    let office = house.app.store().offices().await.expect("offices").remove(0);
    let (library, around) = (house.app.library(), Around { office: &office, person: None, demonstration: false });
    let as_issued = async |document: &str| {
        let now = house.app.store().case(&allowed, id).await.expect("read").expect("there");
        let issued = now.documents.iter().find(|own| own.kind.as_str() == document).cloned().expect("it was issued");
        let then = house.app.store().case_at(&allowed, id, issued.version).await.expect("read").expect("there");
        data(library, &then, &library.case_types[&kind].first, &issued, &around)
    };
    let report = as_issued("review-report").await;
    let held: Vec<_> =
        report["exclusions"].as_array().expect("a list").iter().filter(|own| own["holds"] == true).collect();
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!((&held[0]["id"], &held[0]["reason"]), (&"serious-own-fault".into(), &"过错与后果明显不相称".into()));
    let unknown = report["exclusions"].as_array().expect("a list").iter().filter(|own| own["holds"].is_null());
    assert_eq!(unknown.count(), 1, "nothing was said of false statements: unknown is not false");
    let asked = report["hand_overs"].as_array().expect("a list");
    let of = |own: usize, key: &str| asked[own][key].as_str().unwrap_or_default().to_owned();
    assert_eq!((of(0, "to"), of(0, "answer")), ("县民政局".to_owned(), "已受理".to_owned()));
    assert_eq!((of(1, "to"), of(1, "answer")), ("县残联".to_owned(), String::new()));
    assert_eq!(report["facts"]["application_form"]["id"], "oral");
    assert_eq!(report["document"]["step"], "propose");
    assert_eq!(report["demonstration"], true, "a real house that computed with invented tables says so");
    let notice = as_issued("acceptance-notice").await;
    assert_eq!(notice["demonstration"], false, "no amount had been computed then");
    assert_eq!(notice["clocks"][1]["length"], "10 working-days");
}
