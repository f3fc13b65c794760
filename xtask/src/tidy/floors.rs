//! Floors and doors: which crate may depend on which.
//! Looks at what compiles into the product (normal and build dependencies); tests may reach further.
use serde::Deserialize;

use super::rules::{Aside, Rules};
use crate::failure::Failure;

/// One crate of the workspace, from cargo's metadata.
#[derive(Debug, Deserialize)]
pub(super) struct Crate {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
struct Dependency {
    name: String,
    /// `None` is a normal dependency.
    kind: Option<String>,
    /// Where it lies, for ours.
    path: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    packages: Vec<Crate>,
}

/// The crates in the answer of `cargo metadata --no-deps`.
pub(super) fn parse(metadata: &str) -> Result<Vec<Crate>, Failure> {
    let metadata: Metadata =
        serde_json::from_str(metadata).map_err(|error| Failure::Wrong(format!("cargo metadata: {error}")))?;
    Ok(metadata.packages)
}

/// Arrows that point up, or sideways, or to an aside.
pub(super) fn check(crates: &[Crate], rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for krate in crates {
        if !rules.floor.contains_key(&krate.name) && !rules.aside.contains_key(&krate.name) {
            found.push(format!(
                "crates/{0}: has no floor; give it one in floors.toml ([floor] {0} = N), or an [aside.{0}]",
                krate.name
            ));
        }
        let ours = krate.dependencies.iter().filter(|to| to.path.is_some() && to.is_built_in());
        found.extend(ours.filter_map(|to| arrow(&krate.name, &to.name, rules)));
    }
    for name in rules.floor.keys().chain(rules.aside.keys()) {
        if !crates.iter().any(|krate| krate.name == *name) {
            found.push(format!("floors.toml: there is no crate {name}; take its line out"));
        }
    }
    found
}

/// Heavy outside crates, and guarded ones of ours, that came in by another door.
pub(super) fn doors(crates: &[Crate], rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    for krate in crates {
        for guarded in krate.dependencies.iter().filter(|to| to.is_built_in()) {
            let door = rules.door.iter().find(|(pattern, _)| matches(pattern, &guarded.name));
            if let Some((_, users)) = door.filter(|(_, users)| !users.contains(&krate.name)) {
                found.push(format!(
                    "crates/{}: depends on {}, whose door is {}; ask that crate for what you need, in our own types",
                    krate.name,
                    guarded.name,
                    users.join(" and ")
                ));
            }
        }
    }
    found
}

impl Dependency {
    fn is_built_in(&self) -> bool {
        self.kind.as_deref() != Some("dev")
    }
}

fn arrow(from: &str, to: &str, rules: &Rules) -> Option<String> {
    if let Some(aside) = rules.aside.get(from)
        && aside.never.iter().any(|never| never == to)
    {
        return Some(format!("crates/{from}: stands beside the floors and may never depend on {to}; turn the arrow"));
    }
    if let Some(aside) = rules.aside.get(to) {
        return beside(from, to, aside, rules);
    }
    let (from_floor, to_floor) = (rules.floor.get(from)?, rules.floor.get(to)?);
    (to_floor >= from_floor).then(|| {
        format!(
            "crates/{from} (floor {from_floor}): depends on {to} (floor {to_floor}); arrows point down only: move what \
             {from} needs into a crate below both, or take it as a parameter"
        )
    })
}

/// An arrow to a crate beside the floors.
fn beside(from: &str, to: &str, aside: &Aside, rules: &Rules) -> Option<String> {
    if aside.dev_only {
        return Some(format!("crates/{from}: depends on {to}, which is for tests; move it to [dev-dependencies]"));
    }
    let floor = rules.floor.get(from)?;
    let top = rules.floor.values().max()?;
    (floor < top).then(|| {
        format!("crates/{from} (floor {floor}): depends on {to}, which stands beside the floors; only floor {top} may")
    })
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = r#"
        [floor]
        kernel = 1
        law = 2
        linkage = 2
        web = 7
        timelyrain = 8
        [aside.sim]
        never = ["web"]
        [aside.testkit]
        dev_only = true
        [door]
        "typst*" = ["documents"]
        axum = ["web"]
        linkage = ["law", "web"]
    "#;

    /// `from -> to` for ours, `from => to` for outside crates; `!` before `to` makes it a dev-dependency.
    fn crates(arrows: &[&str]) -> Vec<Crate> {
        let mut all: Vec<Crate> = ["kernel", "law", "linkage", "web", "timelyrain", "sim", "testkit"]
            .map(|name| Crate { name: name.to_owned(), dependencies: Vec::new() })
            .into();
        for arrow in arrows {
            let ours = arrow.contains("->");
            let (from, to) = arrow.split_once(if ours { " -> " } else { " => " }).expect("an arrow");
            let dependency = Dependency {
                name: to.trim_start_matches('!').to_owned(),
                kind: to.starts_with('!').then(|| "dev".to_owned()),
                path: ours.then(String::new),
            };
            let krate = all.iter_mut().find(|krate| krate.name == from).expect("a crate");
            krate.dependencies.push(dependency);
        }
        all
    }

    fn found(arrows: &[&str]) -> Vec<String> {
        let rules = toml::from_str(RULES).expect("rules");
        let crates = crates(arrows);
        [check(&crates, &rules), doors(&crates, &rules)].concat()
    }

    #[test]
    fn arrows_down_and_test_arrows_are_fine() {
        let fine = ["law -> kernel", "web -> law", "timelyrain -> sim", "law -> !testkit", "sim -> kernel"];
        assert_eq!(found(&fine), Vec::<String>::new());
        assert_eq!(found(&["web => axum", "law => serde", "law => !typst"]), Vec::<String>::new());
    }

    #[test]
    fn each_wrong_arrow_is_one_sentence_that_says_what_to_do() {
        for (arrow, says) in [
            ("kernel -> law", "arrows point down only"),
            ("law -> linkage", "arrows point down only"),
            ("law -> sim", "only floor 8 may"),
            ("sim -> web", "turn the arrow"),
            ("timelyrain -> testkit", "move it to [dev-dependencies]"),
            ("law => axum", "whose door is web"),
            ("web => typst-pdf", "whose door is documents"),
            ("timelyrain -> linkage", "whose door is law and web"),
        ] {
            let found = found(&[arrow]);
            assert_eq!(found.len(), 1, "{arrow}: {found:?}");
            assert!(found.iter().all(|sentence| sentence.contains(says)), "{arrow}: {found:?}");
        }
    }

    #[test]
    fn a_crate_without_a_floor_and_a_floor_without_a_crate_are_found() {
        let rules = toml::from_str("[floor]\nkernel = 1\nattic = 9").expect("rules");
        let crates = vec![Crate { name: "cellar".to_owned(), dependencies: Vec::new() }];
        let found = check(&crates, &rules);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().any(|sentence| sentence.contains("[floor] cellar = N")));
        assert!(found.iter().any(|sentence| sentence.contains("there is no crate attic")));
    }

    #[test]
    fn cargos_own_answer_is_understood() {
        let metadata = r#"{"packages": [{"name": "law", "version": "0.1.0", "dependencies":
            [{"name": "kernel", "kind": null, "path": "/x", "req": "*"}, {"name": "insta", "kind": "dev"}]}]}"#;
        let crates = parse(metadata).expect("metadata");
        let of: Vec<_> = crates.iter().flat_map(|krate| &krate.dependencies).map(Dependency::is_built_in).collect();
        assert_eq!(of, [true, false]);
    }
}
