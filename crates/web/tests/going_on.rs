//! What stands in somebody's way says how to go on: a password that was given, a case that somebody else changed.
mod support;

use std::collections::BTreeMap;

use app::Once;
use app::cases::TakeStep;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use kernel::id::StepId;
use testkit::on_sqlite;

use support::{DAY, ask, enter, get, router};

fn leads_to(answer: &Response) -> &str {
    answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default()
}

async fn html(answer: Response) -> String {
    let bytes = to_bytes(answer.into_body(), 4 * 1024 * 1024).await.expect("a page");
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// The answer to a form.
async fn post(site: &axum::Router, path: &str, cookie: &str, form: &str) -> Response {
    let request = Request::post(path)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::CONTENT_LENGTH, form.len())
        .body(Body::from(form.to_owned()))
        .expect("a request");
    ask(site, request).await
}

/// The value of a hidden field of a page.
fn hidden<'h>(html: &'h str, name: &str) -> &'h str {
    let field = html.split(&format!("name=\"{name}\" value=\"")).last().expect("the field");
    field.split('"').next().expect("its value")
}

#[tokio::test]
async fn a_given_password_ends_the_sessions_before_and_opens_nothing_until_it_is_changed() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let before = enter(&site, "officer", stories::town::PASSWORD).await;
    assert_eq!(get(&site, "/cases", Some(&before)).await.status(), StatusCode::OK);
    let (admin, officer) = (house.asker("administrator", DAY).await, house.asker("assistance-officer", DAY).await);
    let given = house
        .app
        .give_password(&admin, officer.user, &Once("given".to_owned()))
        .await
        .expect("given")
        .password
        .expect("shown once");
    assert!(leads_to(&get(&site, "/cases", Some(&before)).await).starts_with("/sign-in"), "that session has ended");
    let after = enter(&site, "officer", &given).await;
    assert_eq!(leads_to(&get(&site, "/cases", Some(&after)).await), "/me");
    let page = html(get(&site, "/me", Some(&after)).await).await;
    let form = format!("token={}&old={given}&new=rain+comes+in+time", hidden(&page, "token"));
    let request = Request::post("/me/password")
        .header(header::COOKIE, &after)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    assert_eq!(ask(&site, request).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(get(&site, "/cases", Some(&after)).await.status(), StatusCode::OK, "and this session goes on");
}

#[tokio::test]
async fn who_comes_too_late_sees_what_is_stored_now_beside_what_they_typed() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, "open").await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let path = format!("/cases/{case}/steps/tell");
    let page = html(get(&site, &path, Some(&cookie)).await).await;
    let version = hidden(&page, "version").parse().expect("a version");
    let faster = TakeStep {
        case,
        step: StepId::from("tell"),
        version,
        typed: BTreeMap::from([("phone".to_owned(), vec!["13900001111".to_owned()])]),
        once: Once("faster".to_owned()),
    };
    house.app.take_step(&officer, &faster).await.expect("taken");
    let form = format!("token={}&once=k&version={version}&phone=13822223333", hidden(&page, "token"));
    let answer = post(&site, &path, &cookie, &form).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let told = html(answer).await;
    let compared = told.split("<table").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a comparison");
    assert!(
        !compared.contains("13900001111") && compared.contains("139∗∗∗∗∗∗11"),
        "what is stored is masked: {compared}"
    );
    assert!(compared.contains("13822223333"), "what was typed can be copied: {compared}");
    assert!(told.contains("“告知可以申请救助”已经有人办好了"), "it says that nothing is left to send: {told}");
    assert!(!told.contains("改好再提交") && !told.contains("data-keep"), "and offers nothing to send: {told}");
    assert!(told.contains(&format!("/cases/{case}/steps/apply")), "and leads to what comes next: {told}");
}

#[tokio::test]
async fn who_comes_too_late_with_a_form_that_can_still_be_sent_finds_it_filled_and_days_as_people_write_them() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let officer = house.asker("assistance-officer", DAY).await;
    let case = house.at_window(&officer, "open").await;
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let path = format!("/cases/{case}/steps/state-facts");
    let page = html(get(&site, &path, Some(&cookie)).await).await;
    let version = hidden(&page, "version").parse().expect("a version");
    let (step, once) = (StepId::from("state-facts"), Once("faster".to_owned()));
    let typed = BTreeMap::from([
        ("birth_date".to_owned(), vec!["1980-02-03".to_owned()]),
        ("address".to_owned(), vec!["一号".to_owned()]),
        ("applicant_capacity".to_owned(), vec!["self".to_owned()]),
        ("harm_kind".to_owned(), vec!["crime".to_owned()]),
    ]);
    house.app.take_step(&officer, &TakeStep { case, step, version, typed, once }).await.expect("taken");
    let form =
        format!("token={}&once=k&version={version}&birth_date=1981-02-03&phone=01000000000", hidden(&page, "token"));
    let answer = post(&site, &path, &cookie, &form).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let told = html(answer).await;
    let compared = told.split("<table").nth(1).and_then(|rest| rest.split("</table>").next()).expect("a comparison");
    assert!(compared.contains("1980") && compared.contains("1981年2月3日"), "{compared}");
    assert!(
        !compared.contains("1981-02-03") && !compared.contains("01000000000"),
        "only what changed meanwhile: {compared}"
    );
    assert!(told.contains("value=\"1981-02-03\"") && told.contains("刚刚也有人办了一次"), "{told}");
}

#[tokio::test]
async fn a_form_older_than_the_session_is_shown_with_what_was_typed_and_can_be_sent_as_it_stands() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let form = "token=of-an-earlier-session&once=0123456789abcdef0123456789abcdef&kind=case&reason=the+hospital+calls+about+the+operation";
    let answer = post(&site, "/people/1/unmask", &cookie, form).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    let told = html(answer).await;
    assert!(told.contains(">the hospital calls about the operation</textarea>"), "the text can be copied: {told}");
    assert_eq!(told.matches("<textarea").count(), 1, "and nothing that nobody wrote: {told}");
    assert!(told.contains("action=\"/people/1/unmask\"") && told.contains("name=\"kind\" value=\"case\""));
    let page = html(get(&site, "/me", Some(&cookie)).await).await;
    assert_eq!(hidden(&told, "token"), hidden(&page, "token"), "it is sent with the token of this session");
}

#[tokio::test]
async fn what_one_person_typed_when_the_session_ended_is_not_offered_to_the_next_who_signs_in() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let page = html(get(&site, "/me", Some(&cookie)).await).await;
    let typed = format!("kept_to=%2Fpeople%2F1%2Funmask&kept=token%3D{}%26reason%3Dthe-note", hidden(&page, "token"));
    for (login, offered) in [("officer", true), ("finance", false)] {
        let form = format!("name={login}&password={}&next=%2Ftoday&{typed}", stories::town::PASSWORD);
        let answer = post(&site, "/sign-in", "", &form).await;
        let wanted = if offered { StatusCode::OK } else { StatusCode::SEE_OTHER };
        assert_eq!(answer.status(), wanted, "{login}");
        assert_eq!(html(answer).await.contains("the-note"), offered, "{login}");
    }
}

#[tokio::test]
async fn what_another_site_sends_is_not_offered_to_be_sent_again() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let request = Request::post("/people/1/unmask")
        .header(header::COOKIE, &cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("kind=case&reason=written+by+the+other+site"))
        .expect("a request");
    let answer = ask(&site, request).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let told = html(answer).await;
    assert!(!told.contains("written by the other site") && !told.contains("name=\"token\""), "{told}");
}

#[tokio::test]
async fn a_password_is_never_written_into_a_page() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let form = "token=of-an-earlier-session&old=rain-in-time&new=a+password+that+is+long";
    let told = html(post(&site, "/me/password", &cookie, form).await).await;
    assert!(!told.contains("a password that is long") && !told.contains("rain-in-time"), "{told}");
}

#[tokio::test]
async fn the_other_language_of_a_form_with_mistakes_is_the_page_that_holds_the_form() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let page = html(get(&site, "/me", Some(&cookie)).await).await;
    let request = Request::post("/me/password")
        .header(header::COOKIE, &cookie)
        .header(header::HOST, "rain.example")
        .header(header::REFERER, "https://rain.example/me?from=menu")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("token={}&old=&new=", hidden(&page, "token"))))
        .expect("a request");
    let answer = ask(&site, request).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let told = html(answer).await;
    assert!(told.contains("/look/language/en?back=/me%3ffrom%3dmenu"), "{told}");
}

#[tokio::test]
async fn what_failed_in_the_background_is_told_with_what_to_do_until_it_is_done() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "admin", stories::town::PASSWORD).await;
    let page = async |path: &str| html(get(&site, path, Some(&cookie)).await).await;
    assert!(page("/admin/jobs").await.contains("没有失败的任务"));
    let (store, now) = (house.app.store(), testkit::at(DAY));
    let entry = store.newest_entry().await.expect("the journal");
    store.enqueue(entry, "print-documents", now).await.expect("asked for");
    let job = store.take_job(now).await.expect("read").expect("due");
    store.job_failed(&job, "no face for a sign of 李某", now).await.expect("noted");
    let told = page("/admin/jobs").await;
    for words in ["打印案件文书", "timelyrain verify", &format!("第 {entry} 条"), "后台任务（1 项失败）"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("李某"), "the cause stays on the machine");
    assert!(
        page("/admin/roles").await.contains("后台任务（1 项失败）"),
        "and every page of the administration counts it"
    );
    store.job_done(&job).await.expect("noted");
    assert!(page("/admin/jobs").await.contains("没有失败的任务"));
}

#[tokio::test]
async fn the_packs_in_force_stand_under_names_that_people_read() {
    let (house, _folder) = on_sqlite().await;
    let site = router(&house);
    let cookie = enter(&site, "officer", stories::town::PASSWORD).await;
    let told = html(get(&site, "/admin/packs", Some(&cookie)).await).await;
    for name in ["已发救助", "司法救助线索", "工作日历", "岗位和权限", "各类案件通用的内容"]
    {
        assert!(told.contains(name), "{name}: {told}");
    }
    let row_begins_with = |id: &str| told.contains(&format!("class=\"tr-what tr-depth-0\">{id}<"));
    let raw = house.app.library().in_force.iter().filter(|pack| row_begins_with(&pack.id));
    assert_eq!(raw.map(|pack| pack.id.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}
