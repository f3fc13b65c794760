//! What a grant shows of a case, tab by tab, and what a look leaves behind: over a case as a story tells it.
use app::cases::{Tab, TabPart};
use app::{App, Asker, Error};
use domain::access::action::{SeeCases, SeePeople};
use domain::access::permit;
use kernel::id::{CaseId, CaseTypeId, DocumentId, PersonId, StepId};
use law::facts::DataClass;
use stories::town::Desk;
use stories::{SHIPPED, Story, play};
use testkit::{House, at, on_both, tree};

const DAY: &str = "2026-11-22";

/// What the story says of the person, in no word of which a state or a sum stands.
const PERSONAL: [&str; 13] = [
    "黄某",
    "028-",
    "028∗",
    "金牛区某街道",
    "月租200元",
    "已就业",
    "防止余某妨害",
    "已训诫",
    "支持起诉案件",
    "J-0001",
    "6200000000000002",
    "∗∗0002",
    "WorkLine",
];

/// The case of the story with its documents printed, and the desk that it lies on.
async fn played(house: &House) -> (CaseId, &Desk) {
    let tree = tree();
    let text = tree.text(SHIPPED[1]).expect("UTF-8").expect("the packs have it");
    let story = Story::read(text).expect("a story").remove(0);
    let desk = house.town.elsewhere.iter().find(|desk| desk.area == story.area).expect("its office");
    let case = play(&house.app, &CaseTypeId::from("judicial-assistance"), &story, &desk.cast).await;
    let case = case.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(house.app.work(at(DAY)).await.expect("the worker runs").failed, 0);
    (case, desk)
}

async fn told(app: &App, asker: &Asker, case: CaseId) -> Vec<(Tab, String)> {
    let mut all = vec![];
    for tab in Tab::ALL {
        let (head, part) = app.case_tab(asker, case, tab).await.expect("in reach");
        all.push((tab, format!("{head:?} {part:?}")));
    }
    all
}

async fn files(app: &App, officer: &Asker, case: CaseId) -> Vec<DocumentId> {
    let (_, part) = app.case_tab(officer, case, Tab::Papers).await.expect("in reach");
    let TabPart::Papers(papers) = part else { panic!("{part:?}") };
    papers.made.iter().map(|document| document.file.expect("printed, and for the officer to read")).collect()
}

/// The acts of the looks at `person` that were not masked.
async fn open_looks(app: &App, asker: &Asker, person: PersonId) -> Vec<String> {
    let allowed = permit::<SeePeople>(&asker.actor).expect("leave");
    let looks = app.store().looks_at(&allowed, person, 100).await.expect("read");
    looks.into_iter().filter(|look| look.unmasked).map(|look| look.act).collect()
}

#[test]
fn an_auditor_sees_states_and_sums_on_every_tab_and_no_word_of_the_person() {
    on_both(|house| async move {
        let (case, desk) = played(&house).await;
        let officer = house.of(desk, "assistance-officer", DAY).await;
        let auditor = house.asker("auditor", DAY).await;
        assert_eq!(permit::<SeeCases>(&auditor.actor).expect("leave").least_class(), DataClass::Office);
        let near = told(&house.app, &officer, case).await.into_iter().map(|(_, text)| text).collect::<String>();
        let known = PERSONAL.iter().filter(|text| near.contains(**text)).count();
        assert!(known >= 9, "{known}: the officer sees what the story says");
        for (tab, text) in told(&house.app, &auditor, case).await {
            for personal in PERSONAL {
                assert!(!text.contains(personal), "{tab:?} shows {personal}: {text}");
            }
            assert!(text.contains("金牛检司救〔2023〕1号") && text.contains("∗∗∗"), "{tab:?}: masked, and not missing");
        }
        let (_, part) = house.app.case_tab(&auditor, case, Tab::Visits).await.expect("in reach");
        let TabPart::Visits(visits) = part else { panic!("{part:?}") };
        assert!(visits[0].found.as_ref().is_some_and(|found| found.masked), "that something was found is no secret");
        let (_, part) = house.app.case_tab(&auditor, case, Tab::Amount).await.expect("in reach");
        let TabPart::Amount(amount) = part else { panic!("{part:?}") };
        assert_eq!(amount.awarded, kernel::Fen(3_000_000), "sums are not personal");
        for file in files(&house.app, &officer, case).await {
            let refused = house.app.document(&auditor, file).await;
            assert!(matches!(&refused, Err(Error::Refused(own)) if own.code.0 == "ACC-001"), "{refused:?}");
        }
    });
}

#[test]
fn whoever_sees_a_person_whole_on_a_page_of_their_case_is_in_the_log_and_a_masked_page_writes_nothing() {
    on_both(|house| async move {
        let (case, desk) = played(&house).await;
        let officer = house.of(desk, "assistance-officer", DAY).await;
        let person = house.app.case_head(&officer, case).await.expect("in reach").person.expect("somebody");
        told(&house.app, &officer, case).await;
        assert_eq!(open_looks(&house.app, &officer, person).await, Vec::<String>::new(), "all was masked");
        let file = files(&house.app, &officer, case).await[0];
        house.app.document(&officer, file).await.expect("handed out");
        assert_eq!(open_looks(&house.app, &officer, person).await, ["read-document"]);
        let step = StepId::from("state-facts");
        house.app.step_form(&officer, (case, &step), None).await.expect("a form");
        assert_eq!(open_looks(&house.app, &officer, person).await, ["read-form", "read-document"]);
        house.app.unmask(&officer, person, "来电核实").await.expect("for a reason");
        house.app.case_tab(&officer, case, Tab::Visits).await.expect("in reach");
        assert_eq!(
            open_looks(&house.app, &officer, person).await,
            ["see-case", "see-person", "read-form", "read-document"]
        );
    });
}
