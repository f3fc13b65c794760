//! The papers of cases through the use cases: made by hand, bound into a file, served as a set, published without names, printed
//! for many cases at once.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app::cases::{CaseFilter, PapersTab, Tab, TabPart, TakeStep};
use app::documents::{Around, data, redacted};
use app::{Asker, Error, Once};
use documents::{Job, Press, pages};
use domain::access::action::SeeCases;
use domain::access::permit;
use domain::cases::Issued;
use jiff::civil::date;
use kernel::Language;
use kernel::id::{CaseId, CaseTypeId, DocumentKind, StepId};
use law::facts::{DataClass, FactType};
use serde_json::{Value, json};
use stories::{SHIPPED, Story, play};
use testkit::{House, at, on_both, on_sqlite, tree};

/// From the application to the decision, of one person.
fn granted(name: &str, minor: &str, more: &str) -> String {
    format!(
        r#"[[walk]]
name = "{name} is granted help"
area = "349901"
opened = 2026-09-02
given = {{ full_name = "{name}", cause = "赵翀故意伤害", original_case_number = "示检刑诉〔2026〕{name}号" }}
[[walk.step]]
on = 2026-09-02
by = "assistance-officer"
take = "apply"
with = {{ applied_on = 2026-09-02, application_form = "oral", applicant_capacity = "self", address = "示范县东河镇12号", birth_date = 1987-03-09, harm_kind = "crime", injury = "serious", offender = "unable-to-pay", {minor} papers = ["application", "identity", "harm", "hardship", "compensation-statement"] }}
[[walk.step]]
on = 2026-09-02
by = "assistance-officer"
take = "accept"
with = {{ accepted_on = 2026-09-02 }}
[[walk.step]]
on = 2026-09-03
by = "assistance-officer"
take = "visit-home"
with = {{ home_visited_on = 2026-09-03, home_visit_found = "租住平房一间，无固定收入", hardship_grade = "very", hardship_caused_by_case = true, serious_own_fault = false, refuses_to_cooperate = false, false_statement = false, waived_compensation = false, reasonably_compensated = false }}
[[walk.step]]
on = 2026-09-07
by = "assistance-officer"
take = "propose"
with = {{ harm_class = "injury", fault_share = "0", compensation_received = 0, other_aid = 0, amount_to_grant = 900000, deviation_kind = "other-help", deviation_reason = "已另获医院减免", opinion = "建议救助九千元" }}
[[walk.step]]
on = 2026-09-08
by = "deputy-chief"
take = "approve"
{more}"#
    )
}

async fn case(house: &House, text: &str) -> CaseId {
    let story = Story::read(text).expect("a story").remove(0);
    let kind = CaseTypeId::from("judicial-assistance");
    play(&house.app, &kind, &story, &house.town.county.cast).await.unwrap_or_else(|error| panic!("{error}"))
}

async fn papers(house: &House, asker: &Asker, case: CaseId) -> PapersTab {
    match house.app.case_tab(asker, case, Tab::Papers).await.expect("in reach") {
        (_, TabPart::Papers(papers)) => *papers,
        other => panic!("another tab: {other:?}"),
    }
}

async fn take(
    house: &House,
    asker: &Asker,
    (case, step): (CaseId, &str),
    fields: &[(&str, &str)],
) -> Result<(), Error> {
    let version = house.app.case_head(asker, case).await.expect("in reach").version;
    let typed = fields.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
    let wanted = TakeStep { case, step: StepId::from(step), version, typed, once: Once(format!("{step}{version}")) };
    house.app.take_step(asker, &wanted).await.map(drop)
}

#[tokio::test]
async fn a_paper_that_no_step_issues_is_made_by_hand_where_it_fits_and_stands_in_the_journal() {
    let (house, _folder) = on_sqlite().await;
    let id = case(&house, &granted("王喆", "groups = [],", "")).await;
    let officer = house.asker("assistance-officer", "2026-09-08").await;
    let before = papers(&house, &officer, id).await;
    let offered: Vec<&str> = before.makeable.iter().map(|own| own.step.as_str()).collect();
    assert!(offered.contains(&"make-delivery-receipt") && offered.contains(&"make-approval-form"), "{offered:?}");
    assert!(!offered.contains(&"make-supervision-agreement"), "only for a minor: {offered:?}");
    assert!(!offered.contains(&"make-supplement-sheet"), "there was no advance: {offered:?}");
    let head = house.app.case_head(&officer, id).await.expect("in reach");
    assert!(head.others.iter().all(|own| !own.step.as_str().starts_with("make-")), "papers are made on their tab");
    take(&house, &officer, (id, "make-delivery-receipt"), &[]).await.expect("made");
    let missing = take(&house, &officer, (id, "make-suggestion-letter"), &[("suggested_to", "县民政局")]).await;
    assert!(matches!(missing, Err(Error::Mistaken(_))), "what is suggested must be said: {missing:?}");
    let refused = take(&house, &officer, (id, "make-supplement-sheet"), &[]).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    let worked = house.app.work(at("2026-09-09")).await.expect("the worker runs");
    assert_eq!(worked.failed, 0);
    let after = papers(&house, &officer, id).await;
    assert_eq!(after.made.len(), before.made.len() + 1);
    assert!(after.made.iter().all(|line| line.printed), "{:?}", after.made);
    assert!(after.made.last().is_some_and(|line| line.label.en == "Delivery receipt"));
    let now = house.app.case_head(&officer, id).await.expect("in reach");
    assert_eq!((now.state.en.as_str(), now.version), (head.state.en.as_str(), head.version + 1), "it moves nothing");
}

#[test]
fn the_file_of_a_case_open_or_closed_holds_every_document_with_its_pages() {
    on_both(|house| async move {
        let tree = tree();
        let text = tree.text(SHIPPED[0]).expect("UTF-8").expect("the packs have it");
        let story = Story::read(text).expect("stories").remove(0);
        let desk = house.town.elsewhere.iter().find(|desk| desk.area == story.area).unwrap_or(&house.town.county);
        let kind = CaseTypeId::from("judicial-assistance");
        let closed = play(&house.app, &kind, &story, &desk.cast).await.unwrap_or_else(|error| panic!("{error}"));
        let open = case(&house, &granted("王喆", "groups = [],", "")).await;
        for (id, office) in [(closed, desk), (open, &house.town.county)] {
            let officer = house.of(office, "assistance-officer", "2026-11-22").await;
            let unprinted = house.app.case_file(&officer, id, 1).await.expect("covers alone");
            let covers = pages("covers", &unprinted.bytes).expect("a PDF");
            assert_eq!(covers, 3, "cover, catalogue, back cover");
            house.app.print_documents(id, at("2026-11-22")).await.expect("printed");
            let mut sum = 0;
            for line in papers(&house, &officer, id).await.made {
                let file = house.app.document(&officer, line.file.expect("it is printed")).await.expect("a file");
                sum += pages(&file.name, &file.bytes).expect("a PDF");
            }
            let file = house.app.case_file(&officer, id, 1).await.expect("the file");
            assert_eq!(file.media_type, "application/pdf");
            assert!(sum > 3 && pages("file", &file.bytes) == Ok(covers + sum), "{sum} pages of documents");
            assert!(matches!(house.app.case_file(&officer, id, 2).await, Err(Error::NotFound)));
        }
        let auditor = house.asker("auditor", "2026-11-22").await;
        assert!(matches!(house.app.case_file(&auditor, open, 1).await, Err(Error::Refused(_))), "it names the person");
    });
}

#[tokio::test]
async fn what_is_served_is_printed_with_stub_copy_and_receipt_from_one_record() {
    let (house, _folder) = on_sqlite().await;
    let id = case(&house, &granted("王喆", "groups = [],", "")).await;
    house.app.print_documents(id, at("2026-09-09")).await.expect("printed");
    let officer = house.asker("assistance-officer", "2026-09-09").await;
    for line in papers(&house, &officer, id).await.made {
        let file = line.file.expect("printed");
        let set = house.app.document_set(&officer, file).await;
        if !line.set {
            assert!(matches!(set, Err(Error::NotFound)), "{} is not served", line.label.en);
            continue;
        }
        let own = house.app.document(&officer, file).await.expect("a file");
        let own = pages(&own.name, &own.bytes).expect("a PDF");
        let set = set.unwrap_or_else(|error| panic!("{}: {error:?}", line.label.en));
        assert_eq!(pages(&set.name, &set.bytes), Ok(2 * own + 2), "{}: stub, copy, original, receipt", line.label.en);
    }
}

async fn decision(house: &House, officer: &Asker, id: CaseId) -> kernel::id::DocumentId {
    house.app.print_documents(id, at("2026-09-09")).await.expect("printed");
    let made = papers(house, officer, id).await.made;
    made.into_iter().find(|line| line.publish).and_then(|line| line.file).expect("a decision")
}

#[tokio::test]
async fn a_minors_decision_is_never_published_nor_one_of_which_it_is_not_known() {
    let (house, _folder) = on_sqlite().await;
    let officer = house.asker("assistance-officer", "2026-09-09").await;
    let cases = [
        ("王喆", "groups = [],", true),
        ("王敏", "groups = [\"minor\"],", false),
        ("王安", "", false),
        ("王平", "groups = [], legal_representative = \"王大\",", false),
    ];
    for (name, minor, published) in cases {
        let text = granted(name, minor, "");
        let id = case(&house, &text).await;
        let file = decision(&house, &officer, id).await;
        let copy = house.app.public_copy(&officer, file).await;
        match copy {
            Ok(copy) => assert!(published && copy.name.ends_with("-public.pdf"), "{name}"),
            Err(Error::Refused(refusal)) => assert!(!published && refusal.code.0 == "DOC-007", "{name}: {refusal:?}"),
            Err(other) => panic!("{name}: {other:?}"),
        }
    }
}

fn press() -> Press {
    let fonts = option_env!("TIMELYRAIN_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
    Press::new(std::slice::from_ref(&fonts)).expect("the fonts of the workspace")
}

/// A value of the fact's type that stands nowhere else, as JSON and as a template would write it.
fn telling(ty: &FactType, n: usize) -> Option<(Value, Vec<String>)> {
    let day =
        date(1950, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(n.saturating_mul(37)).expect("small")));
    Some(match ty {
        FactType::Text => {
            let text = format!("王识别{n}甲乙");
            (json!(text), vec![text])
        }
        FactType::Fen => (json!(n.saturating_mul(1_010_101).saturating_add(70_000_000)), vec![]),
        FactType::Date => (json!(day.to_string()), vec![format!("{}年{}月{}日", day.year(), day.month(), day.day())]),
        FactType::Truth | FactType::Count | FactType::Decimal | FactType::Choice(_) | FactType::Choices(_) => {
            return None;
        }
    })
}

/// For every fact, whatever it holds: what is personal, and every free text about the case, is not in the text of the copy.
#[tokio::test]
async fn no_personal_value_of_a_case_stands_in_the_copy_that_is_published() {
    let (house, _folder) = on_sqlite().await;
    let id = case(&house, &granted("王喆", "groups = [],", "")).await;
    let officer = house.asker("assistance-officer", "2026-09-09").await;
    let allowed = permit::<SeeCases>(&officer.actor).expect("the officer sees cases");
    let now = house.app.store().case(&allowed, id).await.expect("read").expect("there");
    let office = house.app.store().offices().await.expect("offices").remove(0);
    let issued: Issued =
        now.documents.iter().find(|own| own.kind.as_str() == "decision").cloned().expect("it was decided");
    for kind in house.app.library().case_types[&CaseTypeId::from("judicial-assistance")].variants() {
        let around = Around { office: &office, person: Some("王喆"), demonstration: true };
        let mut whole = data(house.app.library(), &now, kind, &issued, &around);
        let mut secret: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (n, name) in kind.schema.names().enumerate() {
            let fact = kind.schema.get(name).expect("it is there");
            let guarded = fact.class >= DataClass::Personal
                || (fact.class == DataClass::Office && matches!(fact.ty, FactType::Text));
            let Some((value, mut written)) = telling(&fact.ty, n) else { continue };
            if let (true, Some(fen)) = (guarded, value.as_i64()) {
                let yuan = fen / 100;
                written.push(format!("{},{:03}.{:02}", yuan / 1000, yuan % 1000, fen % 100));
            }
            whole["facts"][name] = json!({ "label": "", "type": "", "value": value, "id": null });
            if guarded {
                secret.insert(name.to_owned(), written);
            }
        }
        assert!(secret.len() > 25, "{} facts to guard", secret.len());
        let rule = kind.document(&DocumentKind::from("decision")).expect("there is a decision");
        let print = |data: &Value| {
            let (files, language) = (&kind.document_parts, Language::Chinese);
            let job = Job { template: &rule.template, files, data, title: "x", language, made_on: date(2026, 9, 8) };
            press().print(&job).expect("it prints").text
        };
        let (open, copy) = (print(&whole), print(&redacted(kind, &whole)));
        let told = secret.values().flatten().filter(|words| open.contains(words.as_str())).count();
        assert!(told > 6, "the document itself says {told} of them");
        for (fact, words) in &secret {
            assert!(words.iter().all(|words| !copy.contains(words.as_str())), "{fact} stands in it: {copy}");
        }
        assert!(!copy.contains("王喆") && copy.contains("王某"), "{copy}");
        assert!(copy.contains("9,000.00"), "what was decided is told: {copy}");
    }
}

#[tokio::test]
async fn many_decisions_are_printed_by_a_job_that_goes_on_after_a_crash_and_names_what_fails() {
    let (house, _folder) = on_sqlite().await;
    let app = &house.app;
    let mut cases = vec![];
    for name in ["王一", "王二", "王\u{E000}", "王四"] {
        cases.push(case(&house, &granted(name, "groups = [],", "")).await);
    }
    let officer = house.asker("assistance-officer", "2026-09-09").await;
    let filter = CaseFilter::default();
    let printable = app.printable(&officer, &filter).await.expect("a list");
    let kind = DocumentKind::from("decision");
    assert_eq!(printable.iter().find(|own| own.kind == kind).map(|own| own.papers), Some(4));
    let once = Once("k".to_owned());
    let run = app.print_many(&officer, &filter, (&kind, &once)).await.expect("asked for");
    let again = app.print_many(&officer, &filter, (&kind, &once)).await.expect("asked for");
    assert_eq!(run, again, "the form sent twice is one run");
    let stand = app.print_run(&officer, run).await.expect("theirs");
    assert_eq!((stand.papers, stand.printed, stand.failing), (4, 0, false));
    assert!(matches!(app.printed_papers(&officer, run).await, Err(Error::NotFound)), "there is nothing to take yet");
    // The program ends in the middle: one case is printed, a job was taken and is not done.
    app.print_documents(cases[0], at("2026-09-09")).await.expect("printed");
    let taken = app.store().take_job(at("2026-09-09")).await.expect("the jobs");
    assert!(taken.is_none(), "nothing is asked for before the journal was read");
    let app = house.started_anew();
    app.recover(at("2026-09-09")).await.expect("it starts");
    let worked = app.work(at("2026-09-10")).await.expect("the worker runs");
    assert!(worked.done > 0 && worked.failed > 0, "{worked:?}");
    let stand = app.print_run(&officer, run).await.expect("theirs");
    assert_eq!((stand.papers, stand.printed, stand.failing), (4, 3, true));
    assert_eq!(stand.left.iter().map(|own| own.case).collect::<Vec<_>>(), [cases[2]], "the one that fails is named");
    let zip = app.printed_papers(&officer, run).await.expect("the rest is there");
    assert_eq!(zip.media_type, "application/zip");
    let entries = zip.bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
    assert_eq!(entries, 3, "three papers in it");
    let other = house.asker("deputy-chief", "2026-09-09").await;
    assert!(matches!(app.print_run(&other, run).await, Err(Error::NotFound)), "a run is for who asked");
    let none = app.print_many(&officer, &filter, (&DocumentKind::from("guide"), &Once("l".to_owned()))).await;
    assert!(matches!(none, Err(Error::Mistaken(_))), "{none:?}");
}
