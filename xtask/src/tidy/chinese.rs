//! Chinese stands in packs, messages, templates and test data; Rust speaks English.
//! An English comment may quote the Chinese term it explains. Exceptions stand in floors.toml with a reason.
use super::rules::Rules;
use super::tree::Source;

pub(super) fn check(files: &[Source], rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.is("rs") && !file.is_test()) {
        if rules.chinese.iter().any(|exempt| file.path.starts_with(&exempt.path)) {
            continue;
        }
        let line = file.program().lines().enumerate().find(|(_, line)| speaks_chinese(line));
        if let Some((number, _)) = line {
            found.push(format!(
                "{}:{}: has Chinese outside its tests; move it to a pack, a message file or a template (or add the \
                 file to [[chinese]] in floors.toml with a reason)",
                file.path,
                number.saturating_add(1)
            ));
        }
    }
    let idle = rules.chinese.iter().filter(|exempt| {
        exempt.reason.trim().is_empty() || !files.iter().any(|file| file.path.starts_with(&exempt.path))
    });
    found.extend(idle.map(|exempt| {
        format!(
            "floors.toml: the [[chinese]] exception {} has no reason or no file; mend it or take it out",
            exempt.path
        )
    }));
    found
}

/// Whether a line has Chinese that is not a term quoted in an English comment.
fn speaks_chinese(line: &str) -> bool {
    let (code, comment) = line.split_once("//").unwrap_or((line, ""));
    let count = |text: &str, kind: fn(&char) -> bool| text.chars().filter(kind).count();
    let chinese = count(comment, |letter| is_chinese(*letter));
    code.chars().any(is_chinese) || chinese > count(comment, char::is_ascii_alphabetic)
}

/// Ideographs; punctuation such as 〔 is needed to read and write document numbers.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::super::tree::source;
    use super::*;

    #[test]
    fn chinese_in_a_program_is_found_with_its_line_and_in_tests_it_is_fine() {
        let rules: Rules =
            toml::from_str("[floor]\n[[chinese]]\npath = \"crates/sim/\"\nreason = \"names\"").expect("rules");
        let names = source("crates/sim/src/names.rs", "const A: &str = \"\u{738b}\";");
        let files = [
            names,
            source("crates/law/src/a.rs", "//! A.\n// \u{56fd}\n"),
            source("crates/law/src/b.rs", "//! B. \u{3014}2021\u{3015}\n#[cfg(test)]\n// \u{56fd}\n"),
            source("crates/law/tests/c.rs", "// \u{56fd}"),
            source("crates/law/src/d.rs", "//! The national day (\u{56fd}\u{5e86}).\n"),
            source("packs/a.toml", "# \u{56fd}"),
        ];
        let found = check(&files, &rules);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found.iter().all(|sentence| sentence.starts_with("crates/law/src/a.rs:2: ")));
    }

    #[test]
    fn an_exception_without_a_file_is_found() {
        let rules: Rules =
            toml::from_str("[floor]\n[[chinese]]\npath = \"crates/gone/\"\nreason = \"names\"").expect("rules");
        assert_eq!(check(&[], &rules).len(), 1);
    }
}
