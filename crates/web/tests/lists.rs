//! Every page and every form × every role has its expected answer in one reviewed file, and the file names every route.
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use app::Once;
use app::admin::NewStaff;
use axum::body::Body;
use axum::http::{Method, Request, header};
use intake::registers::Upload;
use kernel::id::{CaseTypeId, RoleId};
use serde::Deserialize;
use stories::Story;
use testkit::{House, on_sqlite};

use support::{DAY, ask, enter, get, router};

/// Who asks: nobody, then every role by the login of its account.
const WHO: [&str; 9] = ["nobody", "officer", "intake", "deputy", "chief", "finance", "analyst", "admin", "auditor"];

/// How the list calls somebody whose account is new.
const NEWCOMER: &str = "/admin/people/99";

#[derive(Deserialize)]
struct Lists {
    get: BTreeMap<String, String>,
    post: BTreeMap<String, String>,
}

fn reviewed() -> Lists {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/routes.toml");
    toml::from_str(&std::fs::read_to_string(file).expect("the list")).expect("the list reads")
}

/// A case, a list taken in and leads: without them everything that has a number would be "not there" to everybody.
/// Answers the account of somebody who is new.
async fn furnish(house: &House) -> String {
    let (tree, day) = (testkit::tree(), DAY.parse().expect("a day"));
    let walks = tree.text(stories::AT_WORK).expect("UTF-8").expect("the walks are a file of the packs");
    let walks = Story::read_as_of(walks, day, &house.app.library().calendars).expect("the walks read");
    let case_type = CaseTypeId::from("judicial-assistance");
    let first = walks.first().expect("a walk");
    stories::play(&house.app, &case_type, first, &house.town.county.cast).await.expect("it goes as it says");
    let analyst = house.asker("analyst", DAY).await;
    let upload = Upload {
        name: "victims.xlsx".to_owned(),
        path: Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/tests/registers/victims.xlsx"),
        sender: "某县公安局".to_owned(),
        sender_kind: "agency".to_owned(),
        purpose: "司法救助".to_owned(),
        keep_until: None,
    };
    house.app.intake().import_file(&analyst, upload).await.expect("the list is taken in");
    house.app.intake().screen(analyst.today, analyst.now).await.expect("the registers are screened");
    let admin = house.asker("administrator", DAY).await;
    let staff = NewStaff {
        login: "new".to_owned(),
        name: "新人".to_owned(),
        name_en: String::new(),
        office: Some(house.town.county.office),
        roles: vec![RoleId::from("finance-clerk")],
    };
    let given = house.app.add_staff(&admin, staff, &Once("new".to_owned())).await.expect("the account is added");
    format!("/admin/people/{}", given.user)
}

/// The answers to everybody, a word each; a form is sent with what stands behind the "?" of its address.
async fn answers(router: &axum::Router, cookies: &[Option<String>], method: &Method, path: &str) -> String {
    let mut row = vec![];
    for cookie in cookies {
        let answer = if method == Method::POST {
            let (path, filled) = path.split_once('?').unwrap_or((path, ""));
            let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let mut token = String::new();
            if let Some(cookie) = cookie {
                request = request.header(header::COOKIE, cookie);
                token = token_of(router, cookie).await;
            }
            ask(router, request.body(Body::from(format!("token={token}&{filled}"))).expect("a request")).await
        } else {
            get(router, path, cookie.as_deref()).await
        };
        row.push(answer.status().as_u16().to_string());
    }
    row.join(" ")
}

/// The token that the forms of a session carry.
async fn token_of(router: &axum::Router, cookie: &str) -> String {
    let page = get(router, "/me", Some(cookie)).await.into_body();
    let html = axum::body::to_bytes(page, 1 << 20).await.expect("a page");
    let html = String::from_utf8(html.to_vec()).expect("UTF-8");
    let token = html.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    token.unwrap_or_default().to_owned()
}

/// What differs from the list, as lines to put into it.
async fn differing(
    router: &axum::Router,
    (method, newcomer): (&Method, &str),
    listed: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut differ = vec![];
    for (path, told) in listed {
        let mut cookies = vec![];
        for who in WHO {
            let somebody = who != "nobody";
            cookies.push(if somebody { Some(enter(router, who, stories::town::PASSWORD).await) } else { None });
        }
        let row = answers(router, &cookies, method, &path.replace(NEWCOMER, newcomer)).await;
        if told.split_whitespace().ne(row.split_whitespace()) {
            differ.push(format!("{path:?} = {row:?}"));
        }
    }
    differ
}

#[tokio::test]
async fn every_page_and_every_form_answers_every_role_as_the_reviewed_list_says() {
    let (house, _folder) = on_sqlite().await;
    let newcomer = Box::pin(furnish(&house)).await;
    let (router, lists) = (router(&house), reviewed());
    let mut differ = vec![];
    for (method, listed) in [(Method::GET, &lists.get), (Method::POST, &lists.post)] {
        differ.extend(differing(&router, (&method, &newcomer), listed).await);
    }
    assert!(differ.is_empty(), "review these and put them into tests/lists/routes.toml:\n{}", differ.join("\n"));
}

#[test]
fn the_list_names_every_route_of_the_program() {
    let lists = reviewed();
    for (method, listed) in [("get(", &lists.get), ("post(", &lists.post)] {
        let listed: Vec<String> = listed.keys().map(|path| pattern(path)).collect();
        let mut program = vec![];
        routes_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), method, &mut program);
        assert!(program.len() > 20, "the routes are found in the source");
        let missing: Vec<&String> = program.iter().filter(|route| !listed.contains(route)).collect();
        assert!(missing.is_empty(), "add to tests/lists/routes.toml, {method}…): {missing:?}");
    }
}

/// A path of the list with its numbers as the router writes them.
fn pattern(path: &str) -> String {
    let part = |part: &str| {
        // A number, or the year and the number of a batch.
        if part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && !part.is_empty() {
            "{id}".to_owned()
        } else {
            part.to_owned()
        }
    };
    path.split('?')
        .next()
        .unwrap_or_default()
        .split('/')
        .map(part)
        .collect::<Vec<_>>()
        .join("/")
        .replace("/overview", "/{name}")
        .replace("/rows/first", "/rows/{name}")
        .replace("/steps/apply", "/steps/{name}")
        .replace("/language/en", "/language/{name}")
        .replace("/care/on", "/care/{name}")
        .replace("/record/budget", "/record/{name}")
}

fn routes_in(folder: &Path, method: &str, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            routes_in(&path, method, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            for (at, _) in text.match_indices(".route(\"") {
                let rest = text.get(at..).unwrap_or_default();
                let line = rest.lines().next().unwrap_or_default();
                let route = line.split('"').nth(1).unwrap_or_default();
                if line.contains(method) && !route.starts_with("/assets") && !route.starts_with("/favicon") {
                    found.push(route.to_owned());
                }
            }
        }
    }
}
