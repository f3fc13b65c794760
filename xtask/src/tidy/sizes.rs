//! Sizes: a file, without its tests, and a crate stay small enough to be read.
//! An exception stands in floors.toml with its own limit and reason.
use std::collections::BTreeMap;

use super::rules::Rules;
use super::tree::Source;

const KINDS: [&str; 7] = ["rs", "js", "mjs", "scss", "html", "typ", "sql"];

pub(super) fn check(files: &[Source], rules: &Rules) -> Vec<String> {
    let mut found = exceptions(files, rules);
    let mut crates: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_test() && KINDS.iter().any(|kind| file.is(kind))) {
        let lines = file.program().lines().count();
        if let Some(name) = file.krate().filter(|_| file.is("rs")) {
            let sum = crates.entry(name).or_default();
            *sum = sum.saturating_add(lines);
        }
        let exception = rules.size.exceptions.iter().find(|exception| exception.file == file.path);
        let limit = exception.map_or(rules.size.file, |exception| exception.lines);
        if lines > limit {
            found.push(format!(
                "{}: {lines} lines without tests, {limit} are allowed; move one concern to a file of its own",
                file.path
            ));
        }
    }
    for (name, lines) in crates.into_iter().filter(|(_, lines)| *lines > rules.size.krate) {
        found.push(format!("crates/{name}: {lines} lines, {} are allowed; split the crate", rules.size.krate));
    }
    found
}

fn exceptions(files: &[Source], rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for exception in &rules.size.exceptions {
        if exception.reason.trim().is_empty() {
            found.push(format!("floors.toml: the size exception of {} has no reason; state it", exception.file));
        }
        let lines = files.iter().find(|file| file.path == exception.file).map(|file| file.program().lines().count());
        if lines.is_none_or(|lines| lines <= rules.size.file) {
            found.push(format!("floors.toml: {} no longer needs its size exception; take it out", exception.file));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::tree::source;
    use super::*;

    fn found(path: &str, program: usize, tests: usize, more: &str) -> Vec<String> {
        let rules = format!("[floor]\n[size]\nfile = 5\ncrate = 8\n{more}");
        let text = format!("{}#[cfg(test)]\n{}", "line\n".repeat(program), "test\n".repeat(tests));
        check(&[source(path, &text)], &toml::from_str(&rules).expect("rules"))
    }

    #[test]
    fn lines_count_without_tests() {
        assert!(found("crates/law/src/a.rs", 5, 90, "").is_empty());
        assert_eq!(found("crates/law/src/a.rs", 6, 0, "").len(), 1);
        assert!(found("crates/law/src/a/tests.rs", 90, 0, "").is_empty());
        assert_eq!(found("e2e/run.mjs", 6, 0, "").len(), 1);
        assert!(found("docs/guide.md", 90, 0, "").is_empty());
    }

    #[test]
    fn an_exception_needs_a_reason_and_goes_when_it_is_not_needed() {
        let exception = |reason: &str| {
            format!("exceptions = [{{ file = \"crates/law/src/a.rs\", lines = 7, reason = \"{reason}\" }}]")
        };
        assert!(found("crates/law/src/a.rs", 7, 0, &exception("one table")).is_empty());
        assert_eq!(found("crates/law/src/a.rs", 8, 0, &exception("one table")).len(), 1);
        assert_eq!(found("crates/law/src/a.rs", 7, 0, &exception(" ")).len(), 1);
        assert_eq!(found("crates/law/src/a.rs", 5, 0, &exception("one table")).len(), 1);
    }

    #[test]
    fn a_crate_has_a_limit_too() {
        let rules = toml::from_str("[floor]\n[size]\nfile = 5\ncrate = 8").expect("rules");
        let files = ["a", "b"].map(|name| source(&format!("crates/law/src/{name}.rs"), &"line\n".repeat(5)));
        assert_eq!(check(&files, &rules), ["crates/law: 10 lines, 8 are allowed; split the crate"]);
    }
}
