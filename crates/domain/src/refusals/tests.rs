use std::collections::BTreeSet;
use std::path::Path;

use super::{MISTAKES, REFUSALS};

/// The sources of this crate, without their tests.
fn sources() -> Vec<String> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut texts = vec![];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.file_name().is_some_and(|name| name != "tests.rs" && name != "refusals.rs") {
                texts.push(std::fs::read_to_string(&path).expect("a source file"));
            }
        }
    }
    texts
}

/// Every quoted word that follows `call` within the same call.
fn quoted(texts: &[String], call: &str, place: usize) -> BTreeSet<String> {
    let after = texts.iter().flat_map(|text| text.split(call).skip(1));
    let word = |rest: &str| rest.split(';').next()?.split('"').nth(place).map(ToOwned::to_owned);
    after.filter_map(word).collect()
}

/// `text` up to the bracket that closes the call.
fn arguments(text: &str) -> &str {
    let mut depth = 1_i32;
    let end = text.find(|sign| {
        depth = depth.saturating_add(i32::from(sign == '(')).saturating_sub(i32::from(sign == ')'));
        depth == 0
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

#[test]
fn every_refusal_is_on_the_list_and_the_list_has_no_others() {
    let used = quoted(&sources(), "Refusal::new(", 1);
    let listed: BTreeSet<String> = REFUSALS.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(used, listed);
}

#[test]
fn every_mistake_is_on_the_list_and_no_code_of_the_list_is_idle() {
    let texts = sources();
    let listed: BTreeSet<&str> = MISTAKES.iter().map(|(code, _)| *code).collect();
    let idle: Vec<&&str> =
        listed.iter().filter(|code| !texts.iter().any(|text| text.contains(&format!("\"{code}\"")))).collect();
    assert_eq!(idle, Vec::<&&str>::new());
    let odd = texts.iter().flat_map(|text| text.split("Mistake::at(").skip(1)).filter_map(|call| {
        let code = arguments(call).rsplit('"').nth(1)?; // the last quoted word of the call is its code
        (!listed.contains(code)).then(|| code.to_owned())
    });
    assert_eq!(odd.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn no_code_stands_twice() {
    let codes: Vec<&str> = REFUSALS.iter().chain(&MISTAKES).map(|(code, _)| *code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
}
