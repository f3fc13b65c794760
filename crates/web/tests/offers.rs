//! What a page offers is what its reader may do; and a verdict that came too late loses no word.
mod support;

use app::cases::TakeStep;
use app::leads::{JudgeLead, Judgement};
use app::{Asker, Once};
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use domain::leads::Verdict;
use kernel::id::{CaseId, StepId};
use testkit::{House, on_sqlite};

use support::{DAY, ask, enter, get, router};

async fn html(answer: Response) -> String {
    let bytes = to_bytes(answer.into_body(), 4 * 1024 * 1024).await.expect("a page");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The value of a hidden field of a page.
fn hidden<'h>(html: &'h str, name: &str) -> &'h str {
    let field = html.split(&format!("name=\"{name}\" value=\"")).last().expect("the field");
    field.split('"').next().expect("its value")
}

#[tokio::test]
async fn a_page_offers_nothing_that_its_reader_may_not_do() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let search = "action=\"/find\"";
    // Whoever reads, which page, what is on it, what is not.
    let cases: [(&str, &str, &[&str], &[&str]); 6] = [
        ("officer", "/today", &[search, "id=\"waiting\""], &[]),
        ("analyst", "/registers", &[], &[search]),
        ("auditor", "/cases", &[], &[search, "/cases/new"]),
        ("officer", "/admin/packs", &["/admin/packs"], &["\"/admin/people\"", "\"/admin/journal\""]),
        ("auditor", "/admin/packs", &["\"/admin/people\"", "\"/admin/journal\""], &[]),
        ("admin", "/admin/people", &["\"/admin/journal\""], &[search]),
    ];
    for (login, path, there, absent) in cases {
        let cookie = enter(&site, login, stories::town::PASSWORD).await;
        let page = html(get(&site, path, Some(&cookie)).await).await;
        for text in there {
            assert!(page.contains(text), "{login} {path}: {text}");
        }
        for text in absent {
            assert!(!page.contains(text), "{login} {path}: {text}");
        }
    }
    let form = "/cases/new?kind=judicial-assistance";
    for (login, expected) in
        [("officer", StatusCode::OK), ("analyst", StatusCode::FORBIDDEN), ("auditor", StatusCode::FORBIDDEN)]
    {
        let cookie = enter(&site, login, stories::town::PASSWORD).await;
        assert_eq!(get(&site, form, Some(&cookie)).await.status(), expected, "{login}");
    }
}

#[tokio::test]
async fn each_list_of_leads_says_how_many_it_holds() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let id = house.lead(&officer).await.id;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    for (list, said) in [
        ("/leads", "1 条等着核实"),
        ("/leads?of=mine", "我领取的 0 条"),
        ("/leads?of=ask", "0 条要先问清楚"),
        ("/leads?of=settled", "已处理 0 条"),
    ] {
        let page = html(get(&site, list, Some(&cookie)).await).await;
        assert!(page.contains(said), "{list}: {page}");
    }
    house.app.take_lead(&officer, id).await.expect("taken");
    let page = html(get(&site, &format!("/leads/{id}"), Some(&cookie)).await).await;
    assert!(page.contains("href=\"#verdict\"") && page.contains("id=\"verdict\""), "the form is one step away: {page}");
}

#[tokio::test]
async fn a_verdict_on_a_lead_that_was_settled_meanwhile_is_refused_with_what_was_typed_and_sent_twice_is_one() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let send = async |path: &str, form: String| {
        let request = Request::post(path)
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .expect("a request");
        ask(&site, request).await
    };
    let mut pages = vec![];
    for _ in 0..2 {
        let lead = house.lead(&officer).await;
        house.app.take_lead(&officer, lead.id).await.expect("taken");
        let path = format!("/leads/{}", lead.id);
        let page = html(get(&site, &path, Some(&cookie)).await).await;
        let form = format!("token={}&verdict=lost&reason=moved+away+in+May", hidden(&page, "token"));
        let version: u64 = hidden(&page, "version").parse().expect("a version");
        pages.push((lead.id, path + "/verdict", form, version));
    }
    let (_, path, form, version) = &pages[0];
    assert_eq!(send(path, format!("{form}&once=k")).await.status(), StatusCode::BAD_REQUEST, "seen at no version");
    for _ in 0..2 {
        let answer = send(path, format!("{form}&once=k&version={version}")).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "the same form is the same verdict");
    }
    let (lead, path, form, version) = &pages[1];
    let judgement = Judgement::Other(Verdict::HandedOn { to: "法院".to_owned() });
    let faster = JudgeLead {
        lead: *lead,
        version: *version,
        judgement,
        reason: "another court".to_owned(),
        once: Once("x".to_owned()),
    };
    house.app.judge_lead(&officer, &faster).await.expect("judged");
    let answer = send(path, format!("{form}&once=k&version={version}")).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    assert!(html(answer).await.contains("moved away in May"), "what was typed is said");
}

/// A case in which two agencies were asked.
async fn case_with_hand_overs(house: &House, officer: &Asker) -> CaseId {
    let case = house.at_window(officer, "open").await;
    for (step, agency) in [("tell", ""), ("hand-over", "教育局"), ("hand-over", "民政局")] {
        let head = house.app.case_head(officer, case).await.expect("in reach");
        let said = [("handed_to", agency), ("handed_what", "就学帮扶")];
        let typed = said.map(|(name, text)| (name.to_owned(), vec![text.to_owned()]));
        let once = Once(format!("{}", head.version));
        let wanted = TakeStep {
            case,
            step: StepId::from(step),
            version: head.version,
            typed: typed.into_iter().collect(),
            once,
        };
        house.app.take_step(officer, &wanted).await.expect("taken");
    }
    case
}

#[tokio::test]
async fn a_line_that_waits_for_an_answer_leads_to_the_form_with_its_agency_chosen() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let case = case_with_hand_overs(&house, &officer).await;
    let tab = format!("/cases/{case}/hand-overs");
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let page = html(get(&site, &tab, Some(&cookie)).await).await;
    let main = page.split("id=\"lines\"").nth(1).expect("the tab");
    assert!(main.contains(&format!("/cases/{case}/steps/hand-over\"")), "another agency can be asked");
    let line = main.split("<tr>").find(|line| line.contains("民政局")).expect("the line");
    let href = line.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a button");
    let form = html(get(&site, href, Some(&cookie)).await).await;
    let chosen: Vec<&str> = form.split("<input").filter(|input| input.contains(" checked")).collect();
    assert!(chosen.len() == 1 && chosen[0].contains("value=\"民政局\""), "{href}: {chosen:?}");
    let strange = format!("/cases/{case}/steps/hand-over-answered?answered_by=x&hand_over_answer=done");
    let form = html(get(&site, &strange, Some(&cookie)).await).await;
    assert!(!form.contains(" checked") && !form.contains(">done<"), "an address fills in nothing that is not on offer");
    let deputy = enter(&site, "deputy", stories::town::PASSWORD).await;
    let page = html(get(&site, &tab, Some(&deputy)).await).await;
    assert!(page.contains("民政局") && !page.contains("/steps/hand-over"), "who may not, reads");
}

#[tokio::test]
async fn a_long_form_stands_under_the_headings_of_its_kind_of_case_and_a_short_one_under_none() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let case = case_with_hand_overs(&house, &officer).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    for (step, headings) in [("apply", &["申请", "申请人", "侵害与损失"][..]), ("hand-over", &[])] {
        let page = html(get(&site, &format!("/cases/{case}/steps/{step}"), Some(&cookie)).await).await;
        let sections = page.split("<fieldset class=\"tr-section\"><legend>").skip(1);
        let found: Vec<&str> = sections.filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(found, headings, "{step}");
    }
}
