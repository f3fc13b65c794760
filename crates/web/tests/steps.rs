//! The page of a step: what helps where it cannot be taken yet, what a working still misses, what of it is mistaken.
mod support;

use std::collections::BTreeMap;

use app::cases::TakeStep;
use app::{Asker, Once};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use kernel::id::{CaseId, StepId};
use testkit::{House, on_sqlite};

use support::{DAY, ask, enter, get, router};

async fn html(answer: Response) -> String {
    let bytes = to_bytes(answer.into_body(), 4 * 1024 * 1024).await.expect("a page");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

async fn send(site: &Router, path: &str, cookie: &str, form: String) -> Response {
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    ask(site, request).await
}

/// The value of a hidden field of a page.
fn hidden<'h>(html: &'h str, name: &str) -> &'h str {
    let field = html.split(&format!("name=\"{name}\" value=\"")).last().expect("the field");
    field.split('"').next().expect("its value")
}

async fn take(house: &House, asker: &Asker, (case, step): (CaseId, &str), fields: &[(&str, &[&str])]) {
    let version = house.app.case_head(asker, case).await.expect("in reach").version;
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let typed: BTreeMap<_, _> = fields.iter().map(|(name, own)| ((*name).to_owned(), values(own))).collect();
    let once = Once(format!("{step}{version}"));
    let wanted = TakeStep { case, step: StepId::from(step), version, typed, once };
    house.app.take_step(asker, &wanted).await.unwrap_or_else(|error| panic!("{step}: {error:?}"));
}

const PAPERS: [&str; 6] = ["application", "identity", "harm", "hardship", "compensation-statement", "representation"];

/// A case under review, nobody of whose home was visited yet.
async fn under_review(house: &House, officer: &Asker) -> CaseId {
    let case = house.at_window(officer, "open").await;
    take(house, officer, (case, "tell"), &[]).await;
    let applied: [(&str, &[&str]); 6] = [
        ("applied_on", &["2024-07-01"]),
        ("application_form", &["written"]),
        ("applicant_capacity", &["self"]),
        ("harm_kind", &["crime"]),
        ("injury", &["serious"]),
        ("papers", &PAPERS),
    ];
    take(house, officer, (case, "apply"), &applied).await;
    take(house, officer, (case, "accept"), &[("accepted_on", &["2024-07-02"]), ("papers", &PAPERS)]).await;
    case
}

/// The links of the page that look like buttons: address after address.
fn buttons(page: &str) -> Vec<&str> {
    let links = page.split("<a class=\"tr-button").skip(1).filter_map(|rest| rest.split("href=\"").nth(1));
    links.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn a_step_that_cannot_be_taken_yet_leads_to_the_one_that_helps() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let window = house.at_window(&officer, "window").await;
    let page = html(get(&site, &format!("/cases/{window}/steps/propose"), Some(&cookie)).await).await;
    assert_eq!(
        buttons(&page),
        [&*format!("/cases/{window}/steps/tell"), &*format!("/cases/{window}")],
        "what comes next"
    );
    let case = under_review(&house, &officer).await;
    let page = html(get(&site, &format!("/cases/{case}/steps/propose"), Some(&cookie)).await).await;
    assert_eq!(
        buttons(&page),
        [&*format!("/cases/{case}/steps/visit-home"), &*format!("/cases/{case}")],
        "the home visit"
    );
    for heading in ["“还要查明”", "“还缺”"] {
        assert!(!page.contains(heading), "no word of headings that are not there: {page}");
    }
    let page = html(get(&site, &format!("/cases/{case}/steps/hand-over-answered"), Some(&cookie)).await).await;
    assert_eq!(buttons(&page), [format!("/cases/{case}")], "nothing is to be done where nothing was asked");
}

#[tokio::test]
async fn the_working_names_what_it_misses_and_what_of_the_typed_cannot_be_meant_so() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let case = under_review(&house, &officer).await;
    let seen: [(&str, &[&str]); 3] =
        [("home_visited_on", &["2024-07-03"]), ("home_visit_found", &["屋漏"]), ("hardship_grade", &["very"])];
    take(&house, &officer, (case, "visit-home"), &seen).await;
    let path = format!("/cases/{case}/steps/propose");
    let page = html(get(&site, &path, Some(&cookie)).await).await;
    let work_out = async |typed: &str| {
        let form = format!("token={}&version={}&work-out=1&{typed}", hidden(&page, "token"), hidden(&page, "version"));
        let answer = send(&site, &path, &cookie, form).await;
        (answer.status(), html(answer).await)
    };
    let missed = |page: &str| {
        let range =
            page.split("id=\"range\"").nth(1).unwrap_or_default().split("</section>").next().unwrap_or_default();
        range.split("<li>").skip(1).filter_map(|rest| rest.split("</li>").next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let optional = ["本人过错比例", "重点救助对象"];
    for said in [page.clone(), work_out("harm_class=").await.1] {
        let missed = missed(&said);
        assert!(optional.iter().all(|label| missed.iter().any(|own| own.contains(label))), "{missed:?}");
    }
    let (status, said) = work_out("fault_share=1.5&groups=").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a share above one");
    assert!(said.contains("href=\"#f-fault-share\""), "the mistake is told: {said}");
    assert!(missed(&said).iter().all(|own| !own.contains(optional[0])), "and the share is not said to be missing");
}

#[tokio::test]
async fn a_day_without_a_calendar_is_a_mistake_at_its_field() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let case = house.at_window(&officer, "open").await;
    let path = format!("/cases/{case}/steps/apply");
    let page = html(get(&site, &path, Some(&cookie)).await).await;
    let filled =
        "applied_on=2016-03-05&application_form=written&applicant_capacity=self&harm_kind=crime&full_name=王小明";
    let form = format!("token={}&version={}&{filled}", hidden(&page, "token"), hidden(&page, "version"));
    let answer = send(&site, &path, &cookie, form).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let told = html(answer).await;
    assert!(told.contains("href=\"#f-applied-on\"") && told.contains("年的日历"), "{told}");
}

/// Asks for an advance of `amount`.
async fn ask_advance(house: &House, officer: &Asker, case: CaseId, amount: &str) {
    let asked: [(&str, &[&str]); 10] = [
        ("full_name", &["王小明"]),
        ("harm_kind", &["crime"]),
        ("injury", &["serious"]),
        ("urgent_treatment", &["yes"]),
        ("can_pay_treatment", &["no"]),
        ("advance_amount", &[amount]),
        ("advance_reason", &["需立即手术"]),
        ("payee_name", &["王小明"]),
        ("payee_bank", &["某银行"]),
        ("payee_account", &["6200000000000001"]),
    ];
    take(house, officer, (case, "ask-advance"), &asked).await;
}

#[tokio::test]
async fn what_a_step_shows_and_was_another_when_somebody_looked_is_told_beside_what_they_saw() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "deputy", stories::town::PASSWORD).await;
    let case = house.at_window(&officer, "open").await;
    ask_advance(&house, &officer, case, "3000").await;
    let path = format!("/cases/{case}/steps/approve-advance");
    let page = html(get(&site, &path, Some(&cookie)).await).await;
    take(&house, &officer, (case, "retract-advance"), &[]).await;
    ask_advance(&house, &officer, case, "5000").await;
    let form = format!("token={}&version={}&once=k", hidden(&page, "token"), hidden(&page, "version"));
    let answer = send(&site, &path, &cookie, form).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let told = html(answer).await;
    let compared = told.split("<table").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a comparison");
    assert!(compared.contains("5,000 元") && compared.contains("（你看到的）3,000 元"), "{compared}");
    assert!(!told.contains("没有冲突"), "and nothing says that it does not matter: {told}");
}

#[tokio::test]
async fn what_the_condition_of_a_step_wants_filled_in_is_no_optional_field_and_is_missed_at_its_field() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let case = house.at_window(&officer, "open").await;
    let path = format!("/cases/{case}/steps/transfer");
    let page = html(get(&site, &path, Some(&cookie)).await).await;
    let label = page.split("for=\"f-competent-body\">").nth(1).and_then(|rest| rest.split("</label>").next());
    assert!(!label.expect("the field").contains("可不填"), "{label:?}");
    let form = format!("token={}&version={}&competent_body=", hidden(&page, "token"), hidden(&page, "version"));
    let answer = send(&site, &path, &cookie, form).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let told = html(answer).await;
    assert!(told.contains("href=\"#f-competent-body\""), "{told}");
}

#[tokio::test]
async fn what_adds_to_the_list_of_a_tab_leads_to_that_tab() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let case = house.at_window(&officer, "open").await;
    let steps = [
        ("tell", "", "overview"),
        ("hand-over", "handed_to=the+civil+affairs+bureau&handed_what=low+income", "hand-overs"),
        ("hand-over-answered", "answered_by=1&hand_over_answer=granted", "hand-overs"),
        ("link", "linked_number=7&linked_what=the+same+family", "linked"),
    ];
    for (step, filled, tab) in steps {
        let path = format!("/cases/{case}/steps/{step}");
        let page = html(get(&site, &path, Some(&cookie)).await).await;
        let filled = filled.replace("answered_by=1", &format!("answered_by={}", chosen(&page, "answered_by")));
        let form = format!("token={}&version={}&{filled}", hidden(&page, "token"), hidden(&page, "version"));
        let answer = send(&site, &path, &cookie, form).await;
        let to = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
        assert_eq!(to, format!("/cases/{case}/{tab}"), "{step}: {}", answer.status());
    }
}

/// The first choice of a field of the page.
fn chosen(page: &str, name: &str) -> String {
    let radio = page.split(&format!("name=\"{name}\" type=\"radio\" value=\"")).nth(1);
    radio.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_filter_narrows_the_list_that_is_shown() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let page = html(get(&site, "/cases?of=desk&due=late&state=review", Some(&cookie)).await).await;
    let form = page.split("<form class=\"tr-filter\"").nth(1).and_then(|rest| rest.split("</form>").next());
    let form = form.expect("the filter");
    for (name, value) in [("of", "desk"), ("due", "late")] {
        assert!(form.contains(&format!("type=\"hidden\" name=\"{name}\" value=\"{value}\"")), "{form}");
    }
}

#[tokio::test]
async fn what_one_works_on_is_listed_while_it_is_open() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let case = house.at_window(&officer, "open").await;
    take(&house, &officer, (case, "tell"), &[]).await;
    let listed =
        async || html(get(&site, "/cases?of=mine", Some(&cookie)).await).await.contains(&format!("/cases/{case}\""));
    assert!(listed().await, "while it is open");
    take(&house, &officer, (case, "transfer"), &[("competent_body", &["某市人民检察院"])]).await;
    assert!(!listed().await, "and not once it is closed");
}

#[tokio::test]
async fn published_figures_are_cited_by_their_year() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "admin", stories::town::PASSWORD).await;
    let page = html(get(&site, "/admin/figures", Some(&cookie)).await).await;
    assert!(page.contains("2023年") && !page.contains("第2023条"), "{page}");
}

#[tokio::test]
async fn the_calculator_tells_every_mistake_at_once_and_what_cannot_be_meant_so() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let asked = "/calculator/amount?asked=yes&variant=procuratorate&area=340000";
    let told = |page: &str| {
        let links = page.split("<li><a href=\"#f-").skip(1).filter_map(|rest| rest.split('"').next());
        links.map(str::to_owned).collect::<Vec<_>>()
    };
    for (typed, wanted) in [
        ("on=2024-05-06&fault_share=1.5", vec!["fault-share"]),
        ("on=2024-02-30&fault_share=1.5&compensation_received=much", vec!["on", "compensation-received"]),
        ("on=2024-05-06&fault_share=0.5", vec![]),
    ] {
        let answer = get(&site, &format!("{asked}&{typed}"), Some(&cookie)).await;
        let status = answer.status();
        assert_eq!(
            (status.as_u16(), told(&html(answer).await)),
            (if wanted.is_empty() { 200 } else { 422 }, wanted.iter().map(ToString::to_string).collect()),
            "{typed}"
        );
    }
}
