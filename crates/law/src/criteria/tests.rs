//! Which version applies, who qualifies, what is still to be found out; and what a pack is refused for.
use jiff::civil::date;

use super::{RuleSet, RuleSource};
use crate::expr::Truth;
use crate::expr::tests::{facts, schema};

const RULES: &str = r#"
[[regime]]
id = "procuratorate-2016"
variant = "procuratorate"
act = "spp-2016"
from = 2016-08-16
until = 2021-12-30
source = { act = "spp-2016", article = "in force", confidence = "S", rule = "JA-01-2" }

[[regime]]
id = "procuratorate-2021"
variant = "procuratorate"
act = "spp-2021"
from = 2021-12-31
source = { act = "spp-2021", article = "in force", confidence = "V", rule = "JA-01-3" }

[[criterion]]
id = "serious-injury"
version = "procuratorate-2016"
item = 1
label = { zh = "重伤", en = "Serious injury" }
when = "injury in ('serious', 'severe-disability') and offender in ('dead', 'unable-to-pay') and t"
source = { act = "spp-2016", article = "7(1)", confidence = "V", rule = "JA-03-1" }

[[criterion]]
id = "serious-injury"
version = "procuratorate-2021"
item = 1
label = { zh = "重伤", en = "Serious injury" }
when = "injury in ('serious', 'severe-disability') and offender in ('dead', 'unable-to-pay', 'unsolved') and t"
source = { act = "spp-2021", article = "7(1)", confidence = "V", rule = "JA-03-1" }

[[criterion]]
id = "killed"
version = "procuratorate-2021"
item = 3
label = { zh = "死亡", en = "Killed" }
when = "injury = 'death' and u"
source = { act = "spp-2021", article = "7(3)", confidence = "V", rule = "JA-03-3" }

[[exclusion]]
id = "reasonably-compensated"
version = "procuratorate-2021"
label = { zh = "已得到合理赔偿", en = "Reasonably compensated" }
when = "b >= a"
source = { act = "spp-2021", article = "exclusions, item 6", confidence = "V", rule = "JA-05-6" }

[[flag]]
id = "rural-six"
label = { zh = "农村地区六类人员", en = "Rural six" }
when = "contains(groups, 'veteran')"
from = 2023-02-01
until = 2025-12-31
source = { act = "rural-2023", article = "1", confidence = "S", rule = "PG-3" }
"#;

fn load(text: &str) -> Result<RuleSet, Vec<String>> {
    let source: RuleSource = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    RuleSet::load(source, &schema())
        .and_then(|set| RuleSet::join([set]))
        .map_err(|all| all.iter().map(ToString::to_string).collect())
}

fn rules() -> RuleSet {
    load(RULES).expect("the rules are sound")
}

#[test]
fn the_day_of_the_application_chooses_the_version() {
    let rules = rules();
    let rows = [
        (date(2016, 8, 15), None),
        (date(2016, 8, 16), Some("procuratorate-2016")),
        (date(2021, 12, 30), Some("procuratorate-2016")),
        (date(2021, 12, 31), Some("procuratorate-2021")),
        (date(2026, 11, 22), Some("procuratorate-2021")),
    ];
    for (day, version) in rows {
        assert_eq!(rules.regime("procuratorate", day).ok().map(super::Regime::version), version, "{day}");
    }
    let none = rules.regime("court", date(2022, 1, 1)).expect_err("there are no rules of courts here");
    assert_eq!(
        (none.to_string().as_str(), none.known.as_slice()),
        ("no rules of variant court are in force on 2022-01-01", &["procuratorate".to_owned()][..])
    );
}

#[test]
fn one_criterion_is_enough_all_must_fail_and_otherwise_it_is_unknown() {
    let rows = [
        // version, facts, result, to find out, to check
        ("procuratorate-2021", "injury=serious offender=unsolved t=yes a=10 b=1", Truth::True, "", ""),
        ("procuratorate-2016", "injury=serious offender=unsolved t=yes", Truth::False, "", ""),
        ("procuratorate-2021", "injury=light a=10 b=1", Truth::False, "", ""),
        ("procuratorate-2021", "", Truth::Unknown, "injury offender t u", "a b"),
        ("procuratorate-2021", "injury=death", Truth::Unknown, "u", "a b"),
        ("procuratorate-2021", "injury=death u=yes a=10", Truth::True, "", "b"),
        ("procuratorate-2021", "injury=death u=yes a=10 b=10", Truth::True, "", ""),
        ("procuratorate-2021", "injury=serious t=yes", Truth::Unknown, "offender", "a b"),
        ("no-such-version", "injury=death u=yes", Truth::Unknown, "", ""),
    ];
    for (version, given, result, find, check) in rows {
        let assessment = rules().assess(version, &facts(given));
        let names = |names: &[kernel::id::FactName]| {
            names.iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>().join(" ")
        };
        let found = (assessment.result, names(&assessment.to_find_out), names(&assessment.to_check));
        assert_eq!(found, (result, find.to_owned(), check.to_owned()), "{version} {given}");
    }
}

#[test]
fn an_exclusion_warns_with_its_source_and_changes_nothing() {
    let assessment = rules().assess("procuratorate-2021", &facts("injury=death u=yes a=10 b=10"));
    assert_eq!(assessment.result, Truth::True);
    let [exclusion] = assessment.exclusions.as_slice() else { panic!("one exclusion") };
    assert_eq!((exclusion.result, exclusion.source.article.as_str()), (Truth::True, "exclusions, item 6"));
    let by: Vec<(&str, Option<u16>, Truth)> =
        assessment.grounds.iter().map(|ground| (ground.id.as_str(), ground.item, ground.result)).collect();
    assert_eq!(by, [("serious-injury", Some(1), Truth::False), ("killed", Some(3), Truth::True)]);
    let kept = serde_json::to_string(&assessment).expect("it can be written");
    assert_eq!(serde_json::from_str::<super::Assessment>(&kept).expect("it can be read"), assessment);
}

#[test]
fn a_priority_group_counts_only_while_its_action_runs() {
    let rows = [(date(2023, 1, 31), 0), (date(2023, 2, 1), 1), (date(2025, 12, 31), 1), (date(2026, 1, 1), 0)];
    for (on, count) in rows {
        assert_eq!(rules().flags("procuratorate-2021", &facts("groups=veteran"), on).len(), count, "{on}");
    }
}

#[test]
fn rules_that_contradict_themselves_or_cannot_be_read_do_not_load() {
    let rows = [
        (
            "offender in ('dead', 'unable-to-pay') and t",
            "ofender = 'dead'",
            "criterion.0.when: no such fact: ofender (at 47); did you mean offender?",
        ),
        (
            "until = 2021-12-30",
            "until = 2021-12-31",
            "regime.1.from: procuratorate-2016 and procuratorate-2021 are both in force",
        ),
        ("until = 2021-12-30\n", "", "regime.1.from: procuratorate-2016 and procuratorate-2021 are both in force"),
        ("until = 2021-12-30", "until = 2015-01-01", "regime.0.until: it ends before it begins"),
        (
            "id = \"procuratorate-2021\"\n",
            "id = \"procuratorate-2016\"\n",
            "regime.1.id: procuratorate-2016 stands twice",
        ),
        ("id = \"killed\"", "id = \"serious-injury\"", "criterion.2.id: serious-injury stands twice in one version"),
        (
            "id = \"killed\"\nversion = \"procuratorate-2021\"",
            "id = \"killed\"\nversion = \"procuratorate-2012\"",
            "criterion.2.version: no regime has version procuratorate-2012",
        ),
        (
            "id = \"procuratorate-2021\"\nvariant",
            "id = \"procuratorate-2022\"\nvariant",
            "regime.1.id: version procuratorate-2022 has no criteria",
        ),
    ];
    for (before, after, said) in rows {
        let text = RULES.replacen(before, after, 1);
        assert_ne!(text, RULES, "{before}");
        let mistakes = load(&text).expect_err(said);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(said)), "{said}: {mistakes:#?}");
    }
    for text in ["[[criterion]]\nid = 'a'", &RULES.replacen("item = 1", "itme = 1", 1)] {
        assert!(toml::from_str::<RuleSource>(text).is_err(), "{text}");
    }
}

#[test]
fn acts_are_joined_and_their_contradictions_found() {
    assert_eq!(RuleSet::join([rules(), RuleSet::default()]), Ok(rules()));
    let mistakes = RuleSet::join([rules(), rules()]).expect_err("everything stands twice");
    assert!(mistakes.iter().any(|mistake| mistake.what.contains("stands twice")), "{mistakes:#?}");
    let read = |version| rules().facts_of(version).into_iter().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
    let all: Vec<String> = ["procuratorate-2016", "procuratorate-2021"].into_iter().flat_map(read).collect();
    let all: std::collections::BTreeSet<&str> = all.iter().map(String::as_str).collect();
    assert_eq!(all.into_iter().collect::<Vec<_>>(), ["a", "b", "groups", "injury", "offender", "t", "u"]);
    assert!(read("procuratorate-2016").len() < 7, "a version reads its own facts");
}
