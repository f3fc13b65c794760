//! Headers: a Rust file opens with what it is, what it never does, and where its truth comes from.
//! Whether the header is true is the reader's to judge.
use super::tree::Source;

pub(super) fn check(files: &[Source]) -> Vec<String> {
    // `tests.rs` belongs to the file beside it, whose header speaks for both.
    let own = |file: &&Source| file.is("rs") && !file.path.ends_with("/tests.rs");
    files.iter().filter(own).filter(|file| !opens_with_a_header(&file.text)).map(sentence).collect()
}

fn opens_with_a_header(text: &str) -> bool {
    text.lines().next().and_then(|line| line.strip_prefix("//!")).is_some_and(|words| words.trim().len() > 3)
}

fn sentence(file: &Source) -> String {
    format!(
        "{}: the first line is not `//! …`; say what the file is, what it never does, and where its truth comes from",
        file.path
    )
}

#[cfg(test)]
mod tests {
    use super::super::tree::source;
    use super::*;

    #[test]
    fn a_file_without_a_header_is_found() {
        let file = |text| check(&[source("crates/law/src/a.rs", text)]).len();
        assert_eq!(file("//! Working-day deadlines.\nuse jiff;\n"), 0);
        assert_eq!(file("use jiff;\n//! too late\n"), 1);
        assert_eq!(file("//!\n//! the first line says nothing\n"), 1);
        assert_eq!(file(""), 1);
        assert_eq!(check(&[source("crates/law/src/a/tests.rs", "use super::*;\n")]).len(), 0);
    }
}
