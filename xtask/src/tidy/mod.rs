//! `cargo xtask tidy`: the house rules as a program. Each finding is a sentence that says what to do.
//! Never changes a file. Truth: `floors.toml`, `docs/glossary.md`, cargo's metadata, and the files of the clone.
//!
//! Every check is a function from what was read to sentences, so that each is shown to fail in a test.
mod chinese;
mod floors;
mod forbidden;
mod headers;
mod lists;
mod messages;
pub(crate) mod rules;
mod sizes;
pub(crate) mod tree;
pub(crate) mod words;

use std::fs;

use crate::failure::Failure;
use crate::law_index;
use crate::place::Place;
use crate::say;
use crate::shell::Task;

use rules::Rules;

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    if !words.is_empty() {
        return Err(Failure::Usage("cargo xtask tidy takes nothing more".to_owned()));
    }
    let findings = findings(place)?;
    for finding in &findings {
        say::line(finding);
    }
    match findings.len() {
        0 => {
            say::line("tidy: nothing found");
            Ok(())
        }
        1 => Err(Failure::Wrong("1 finding".to_owned())),
        many => Err(Failure::Wrong(format!("{many} findings"))),
    }
}

/// Every finding, sorted by check.
pub(crate) fn findings(place: &Place) -> Result<Vec<String>, Failure> {
    let rules = Rules::read(&place.path("floors.toml"))?;
    let files = tree::sources(place)?;
    let metadata = Task::cargo(place, &["metadata", "--format-version", "1", "--no-deps"]).read()?;
    let crates = floors::parse(&metadata)?;
    let glossary = files.iter().find(|file| file.path == "docs/glossary.md").map_or("", |file| &file.text);
    let mut found = floors::check(&crates, &rules);
    found.extend(floors::doors(&crates, &rules));
    found.extend(sizes::check(&files, &rules));
    found.extend(headers::check(&files));
    found.extend(words::check(&files, &rules, glossary));
    found.extend(chinese::check(&files, &rules));
    found.extend(messages::check(&files));
    found.extend(lists::check(&files, &rules));
    found.extend(forbidden::check(&files, &place.root));
    found.extend(generated(place)?);
    Ok(found)
}

fn generated(place: &Place) -> Result<Option<String>, Failure> {
    let written = fs::read_to_string(place.path(law_index::FILE)).unwrap_or_default();
    let stale = law_index::page(place)? != written;
    Ok(stale
        .then(|| format!("{}: does not say what the packs say; run `cargo xtask bless law-index`", law_index::FILE)))
}
