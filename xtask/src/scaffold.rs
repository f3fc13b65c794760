//! `cargo xtask new KIND NAME`: a complete folder from `xtask/templates/KIND`, which mirrors where its files belong.
//! Never writes over a file. A kind of case and a province have one example that fails, so that nobody forgets to write it.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::place::Place;
use crate::say;

const TEMPLATES: &str = "xtask/templates";

/// What can be made, how its name is written, and what to do afterwards.
const KINDS: [(&str, &str, &str); 5] = [
    (
        "case-type",
        "library-loan",
        "fill in the facts, steps and clocks, cite the act in packs/law/acts.toml, then `cargo xtask test packs`",
    ),
    ("province", "330000", "write the published figures and their sources, then `cargo xtask test packs`"),
    (
        "document",
        "judicial-assistance/hearing-notice",
        "name it in documents.toml beside it and in the step that issues it, then `cargo xtask test packs`",
    ),
    (
        "screen",
        "leads/merge",
        "add the module and the route, and the route to crates/web/tests/lists, then `cargo xtask test web`",
    ),
    ("adr", "keep-sessions-in-the-store", "write what was seen, weighed and decided"),
];

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let [kind, name] = words else { return Err(Failure::Usage(usage())) };
    let Some((_, example, next)) = KINDS.iter().find(|(known, _, _)| known == kind) else {
        return Err(Failure::Usage(format!("{kind} cannot be made from a template\n\n{}", usage())));
    };
    let name = Name::parse(name, example)?;
    let template = place.path(TEMPLATES).join(kind);
    let values = name.values(next_number(&place.path("docs/adr")));
    let made = copy(&template, &place.root, &values)?;
    for file in made {
        say::line(&file);
    }
    say::line(&format!("\nnext: {next}"));
    Ok(())
}

fn usage() -> String {
    let kinds: Vec<String> = KINDS.iter().map(|(kind, name, _)| format!("  cargo xtask new {kind} {name}")).collect();
    format!("for example:\n{}", kinds.join("\n"))
}

/// `owner/name` or `name`, in kebab-case.
struct Name {
    owner: String,
    slug: String,
}

impl Name {
    fn parse(text: &str, example: &str) -> Result<Self, Failure> {
        let parts: Vec<&str> = text.split('/').collect();
        let good = |part: &&str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let wanted = example.split('/').count();
        match parts.as_slice() {
            [slug] if wanted == 1 && good(slug) => Ok(Self { owner: String::new(), slug: (*slug).to_owned() }),
            [owner, slug] if wanted == 2 && good(owner) && good(slug) => {
                Ok(Self { owner: (*owner).to_owned(), slug: (*slug).to_owned() })
            }
            _ => Err(Failure::Usage(format!("{text} is no name for this; write it like {example}"))),
        }
    }

    fn values(&self, number: String) -> BTreeMap<&'static str, String> {
        let words: Vec<&str> = self.slug.split('-').collect();
        BTreeMap::from([
            ("NAME_SLUG", self.slug.clone()),
            ("NAME_SNAKE", self.slug.replace('-', "_")),
            ("NAME_TITLE", capital(&words.join(" "))),
            ("NAME_TYPE", words.iter().map(|word| capital(word)).collect()),
            ("OWNER_SLUG", self.owner.clone()),
            ("OWNER_SNAKE", self.owner.replace('-', "_")),
            ("NUMBER", number),
        ])
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// The number after the highest in the folder, with four digits.
fn next_number(folder: &Path) -> String {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let numbers = entries.filter_map(|entry| entry.file_name().to_str()?.split('-').next()?.parse::<u32>().ok());
    format!("{:04}", numbers.max().unwrap_or(0).saturating_add(1))
}

/// Copies a template to the root; answers the files made, from the root. Makes nothing when one of them exists.
fn copy(template: &Path, root: &Path, values: &BTreeMap<&str, String>) -> Result<Vec<String>, Failure> {
    let mut plan = Vec::new();
    for file in files(template)? {
        let inside = file.strip_prefix(template).map_or_else(|_| file.clone(), Path::to_path_buf);
        let to = filled(&inside.to_string_lossy(), values);
        if root.join(&to).exists() {
            return Err(Failure::Wrong(format!("{to} exists already; nothing was made")));
        }
        let text = fs::read_to_string(&file).map_err(Failure::io(file.display()))?;
        plan.push((to, filled(&text, values)));
    }
    for (to, text) in &plan {
        let path = root.join(to);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::io(folder.display()))?;
        }
        fs::write(&path, text).map_err(Failure::io(to))?;
    }
    Ok(plan.into_iter().map(|(to, _)| to).collect())
}

fn filled(text: &str, values: &BTreeMap<&str, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::io(folder.display()))? {
        let path = entry.map_err(Failure::io(folder.display()))?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temporary;

    #[test]
    fn every_kind_has_a_template_that_fills_completely_and_is_not_written_over() {
        let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        for (kind, example, _) in KINDS {
            let root = temporary::Folder::new(&format!("new-{kind}")).expect("a folder");
            let values = Name::parse(example, example).expect("the example is a name").values("0001".to_owned());
            let made = copy(&templates.join(kind), root.path(), &values).expect("it is made");
            assert!(!made.is_empty(), "{kind}");
            for file in made {
                let text = fs::read_to_string(root.path().join(&file)).expect("it was written");
                for word in values.keys() {
                    assert!(!text.contains(word) && !file.contains(word), "{kind}: {file} still has {word}");
                }
            }
            assert!(copy(&templates.join(kind), root.path(), &values).is_err(), "{kind} was made twice");
        }
    }

    #[test]
    fn a_name_that_is_not_written_like_the_example_is_wrong_usage() {
        for (name, example) in
            [("Loan", "library-loan"), ("a/b", "library-loan"), ("b", "a/b"), ("", "a"), ("../x", "a/b")]
        {
            assert!(matches!(Name::parse(name, example), Err(Failure::Usage(_))), "{name}");
        }
    }

    #[test]
    fn records_are_numbered_on() {
        let folder = temporary::Folder::new("numbers").expect("a folder");
        assert_eq!(next_number(folder.path()), "0001");
        fs::write(folder.path().join("0007-x.md"), "").expect("a file");
        assert_eq!(next_number(folder.path()), "0008");
    }
}
