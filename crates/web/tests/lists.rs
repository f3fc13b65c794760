//! Every page × every role has its expected answer in one reviewed file, and the file names every page there is.
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;
use testkit::{House, at, on_sqlite};
use tower::ServiceExt;

/// The day of the house in these tests.
const DAY: &str = "2024-07-05";
/// Who asks: nobody, then every role by the login of its account.
const WHO: [&str; 9] = ["nobody", "officer", "intake", "deputy", "chief", "finance", "analyst", "admin", "auditor"];

#[derive(Deserialize)]
struct Lists {
    get: BTreeMap<String, String>,
}

fn router(house: &House) -> axum::Router {
    let clock: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync> = Arc::new(|| at(DAY));
    let sessions = house.app.store().sessions(Arc::clone(&clock));
    let settings = web::Settings { now: clock, secure: false, site: String::new(), accounts: vec![] };
    web::router(house.app.clone(), sessions, settings)
}

async fn ask(router: &axum::Router, request: Request<Body>) -> Response {
    router.clone().oneshot(request).await.expect("an answer")
}

/// The cookie of a session of `login`; none for nobody.
async fn enter(router: &axum::Router, login: &str) -> Option<String> {
    if login == "nobody" {
        return None;
    }
    let form = format!("name={login}&password={}&next=%2Ftoday", stories::town::PASSWORD);
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    let answer = ask(router, request).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{login} may come in");
    let cookie = answer.headers().get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok()).expect("a session");
    Some(cookie.split(';').next().unwrap_or_default().to_owned())
}

async fn status(router: &axum::Router, path: &str, cookie: Option<&String>) -> u16 {
    let mut request = Request::get(path);
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    ask(router, request.body(Body::empty()).expect("a request")).await.status().as_u16()
}

#[tokio::test]
async fn every_page_answers_every_role_as_the_reviewed_list_says() {
    let (house, _folder) = on_sqlite().await;
    let router = router(&house);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/routes.toml");
    let lists: Lists = toml::from_str(&std::fs::read_to_string(file).expect("the list")).expect("the list reads");
    let mut cookies = vec![];
    for who in WHO {
        cookies.push(enter(&router, who).await);
    }
    let mut seen = BTreeMap::new();
    for path in lists.get.keys() {
        let mut row = vec![];
        for cookie in &cookies {
            row.push(status(&router, path, cookie.as_ref()).await.to_string());
        }
        seen.insert(path.clone(), row.join(" "));
    }
    let differ: Vec<String> = seen
        .iter()
        .filter(|(path, row)| {
            lists.get.get(*path).map(|told| told.split_whitespace().collect::<Vec<_>>().join(" ")).as_deref()
                != Some(row.as_str())
        })
        .map(|(path, row)| format!("{path:?} = {row:?}"))
        .collect();
    assert!(differ.is_empty(), "review these and put them into tests/lists/routes.toml:\n{}", differ.join("\n"));
}

#[test]
fn the_list_names_every_page_of_the_program() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/routes.toml");
    let lists: Lists = toml::from_str(&std::fs::read_to_string(file).expect("the list")).expect("the list reads");
    let listed: Vec<String> = lists.get.keys().map(|path| pattern(path)).collect();
    let mut program = vec![];
    routes_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut program);
    assert!(program.len() > 20, "the routes are found in the source");
    let missing: Vec<&String> = program.iter().filter(|route| !listed.contains(route)).collect();
    assert!(missing.is_empty(), "add to tests/lists/routes.toml: {missing:?}");
}

/// A path of the list with its numbers as the router writes them.
fn pattern(path: &str) -> String {
    let part = |part: &str| {
        if part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty() {
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
        .replace("/steps/apply", "/steps/{name}")
        .replace("/language/en", "/language/{name}")
        .replace("/care/on", "/care/{name}")
}

fn routes_in(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            routes_in(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            for (at, _) in text.match_indices(".route(\"") {
                let rest = text.get(at..).unwrap_or_default();
                let line = rest.lines().next().unwrap_or_default();
                let route = line.split('"').nth(1).unwrap_or_default();
                if line.contains("get(") && !route.starts_with("/assets") && !route.starts_with("/favicon") {
                    found.push(route.to_owned());
                }
            }
        }
    }
}
