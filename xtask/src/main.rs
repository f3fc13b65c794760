//! `cargo xtask`: every command a developer types, and the house rules as a program.
//! Never part of the product: it builds, tests, checks and scaffolds, and knows no case, person or law.
//! Its truth: `floors.toml` for the rules, `CONTRIBUTING.md` for how it is meant to be used.

mod bench;
mod bless;
mod check;
mod demo;
mod e2e;
mod failure;
mod http;
mod law_index;
mod needs;
mod place;
mod say;
mod scaffold;
mod server;
mod shell;
mod slice;
mod tally;
mod temporary;
mod testing;
mod tidy;
mod ui;

use std::fmt::Write;
use std::process::ExitCode;

use failure::Failure;
use place::Place;

/// One command: its name, how it is called, what it does in a line, and the function that does it.
struct Verb {
    name: &'static str,
    usage: &'static str,
    says: &'static str,
    run: fn(&Place, &[String]) -> Result<(), Failure>,
}

const VERBS: [Verb; 12] = [
    Verb {
        name: "demo",
        usage: "demo [--exit --people N --seed S --database URL --port P]",
        says: "build, simulate a county, play the stories, import, link, screen, serve; prints address and accounts",
        run: demo::run,
    },
    Verb {
        name: "test",
        usage: "test [AREA]",
        says: "everything: both databases, documents, packs, browser; AREA is a crate, a word, packs, tidy or e2e",
        run: testing::run,
    },
    Verb { name: "check", usage: "check", says: "before each commit: fmt, clippy, tidy, packs", run: check::run },
    Verb {
        name: "tidy",
        usage: "tidy",
        says: "the house rules: floors, doors, sizes, headers, glossary, lists",
        run: tidy::run,
    },
    Verb { name: "ci", usage: "ci", says: "what .ci/run runs: check and test, one build", run: check::ci },
    Verb {
        name: "bless",
        usage: "bless [law-index|pictures]",
        says: "rewrite snapshots and generated docs (or the README's pictures); then read the diff",
        run: bless::run,
    },
    Verb {
        name: "new",
        usage: "new case-type|province|document|screen|adr NAME",
        says: "a complete folder with an example that fails until you write it",
        run: scaffold::run,
    },
    Verb {
        name: "where",
        usage: "where WORD",
        says: "the slice of a word, an article or an error code through all floors and packs",
        run: slice::run,
    },
    Verb { name: "bench", usage: "bench [NAME [SIZE]]", says: "one measure; writes docs/measures.md", run: bench::run },
    Verb {
        name: "postgres",
        usage: "postgres COMMAND …",
        says: "run COMMAND with a PostgreSQL of its own, as the tests find it",
        run: needs::postgres::run,
    },
    Verb {
        name: "ui",
        usage: "ui",
        says: "build the style sheets and fetch the faces of documents; every other command does it when needed",
        run: testing::ui,
    },
    Verb {
        name: "e2e",
        usage: "e2e [JOURNEY]",
        says: "browser journeys against a fresh demo; screenshots in e2e/shots",
        run: e2e::run,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match obey(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !matches!(failure, Failure::Told) {
                say::wrong(&failure.to_string());
            }
            failure.exit_code()
        }
    }
}

fn obey(words: &[String]) -> Result<(), Failure> {
    let Some((name, rest)) = words.split_first() else {
        say::line(&list());
        return Ok(());
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        say::line(&list());
        return Ok(());
    }
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        return Err(Failure::Usage(format!("there is no command {name}\n\n{}", list())));
    };
    if rest.first().is_some_and(|word| word == "--help") {
        say::line(&format!("cargo xtask {}\n  {}", verb.usage, verb.says));
        return Ok(());
    }
    (verb.run)(&Place::find()?, rest)
}

fn list() -> String {
    let mut text = String::from("cargo xtask …\n");
    for verb in &VERBS {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n  {}\n      {}", verb.usage, verb.says);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alone_it_prints_every_command() {
        for verb in &VERBS {
            assert!(list().contains(verb.usage), "{}", verb.name);
        }
    }

    #[test]
    fn an_unknown_command_is_wrong_usage_and_shows_the_list() {
        let failure = obey(&["tset".to_owned()]).expect_err("there is no such command");
        assert!(matches!(&failure, Failure::Usage(text) if text.contains("cargo xtask …")));
    }
}
