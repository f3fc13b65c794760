//! Every page × every role has its expected answer in one reviewed file, and the file names every page there is.
mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use testkit::on_sqlite;

use support::{enter, get, router};

/// Who asks: nobody, then every role by the login of its account.
const WHO: [&str; 9] = ["nobody", "officer", "intake", "deputy", "chief", "finance", "analyst", "admin", "auditor"];

#[derive(Deserialize)]
struct Lists {
    get: BTreeMap<String, String>,
}

async fn status(router: &axum::Router, path: &str, cookie: Option<&String>) -> u16 {
    get(router, path, cookie.map(String::as_str)).await.status().as_u16()
}

#[tokio::test]
async fn every_page_answers_every_role_as_the_reviewed_list_says() {
    let (house, _folder) = on_sqlite().await;
    let router = router(&house);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists/routes.toml");
    let lists: Lists = toml::from_str(&std::fs::read_to_string(file).expect("the list")).expect("the list reads");
    let mut cookies = vec![];
    for who in WHO {
        let somebody = who != "nobody";
        cookies.push(if somebody { Some(enter(&router, who, stories::town::PASSWORD).await) } else { None });
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
