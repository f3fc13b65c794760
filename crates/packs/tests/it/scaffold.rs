//! What `cargo xtask new` makes: it loads beside the packs that ship, and of its examples exactly one is still to be written.

use std::path::Path;

use packs::Tree;

use super::support::{load, shipped, tree};

/// The template `kind`, filled in as `cargo xtask new` does, without the folder `packs`.
fn scaffolded(kind: &str, name: &str) -> Tree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../xtask/templates").join(kind).join("packs");
    let filled = |text: &str| {
        let words =
            [("NAME_SLUG", name.to_owned()), ("NAME_SNAKE", name.replace('-', "_")), ("NAME_TITLE", name.to_owned())];
        words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
    };
    let template = tree(&folder);
    let texts = template.texts("").expect("templates are text");
    texts.into_iter().map(|(path, text)| (filled(&path), filled(&text).into_bytes())).collect()
}

#[test]
fn a_new_kind_of_case_and_a_new_province_load_and_ask_for_one_example_each() {
    for (kind, name) in [("case-type", "book-loan"), ("province", "460000")] {
        let all = shipped().overlaid(scaffolded(kind, name));
        let report = packs::examples::run(&load(&all), &all).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
        let failures = report.failures();
        assert_eq!(failures.len(), 1, "{kind}: {failures:#?}");
        assert!(failures[0].file.contains(name), "{}", failures[0]);
    }
}
