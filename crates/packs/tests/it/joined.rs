//! Files that are read as one: a province adds to rules whose days stand elsewhere, and what two of them say at once is told
//! where it is written.

use kernel::id::CaseTypeId;
use packs::{Library, Tree};

use super::support::{load, shipped};

const PROVINCE: &str = r#"
[[criterion]]
id = "road-fund"
version = "procuratorate-2021"
item = 99
label = { zh = "本省规定的其他情形", en = "Another case that the province names" }
when = "other_need"
source = { act = "design", article = "clocks", confidence = "I" }

[[exclusion]]
id = "left-the-province"
version = "procuratorate-2021"
label = { zh = "本省规定的不予救助情形", en = "A ground of the province against it" }
when = "serious_own_fault"
source = { act = "design", article = "clocks", confidence = "I" }
"#;
const RULES: &str = "law/provinces/340000/rules.toml";

fn with(files: &[(&str, &str)]) -> Tree {
    shipped().overlaid(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

#[test]
fn a_province_adds_a_criterion_and_an_exclusion_to_rules_whose_days_stand_in_another_file() {
    let library = load(&with(&[(RULES, PROVINCE)]));
    let rules = &library.case_types[&CaseTypeId::from("judicial-assistance")].first.rules;
    assert!(rules.criteria("procuratorate-2021").any(|rule| rule.id == "road-fund"));
    assert!(rules.exclusions("procuratorate-2021").any(|rule| rule.id == "left-the-province"));
    assert!(rules.criteria("procuratorate-2016").all(|rule| rule.id != "road-fund"));
}

/// The line on which `words` first stand.
fn line_of(text: &str, words: &str) -> Option<usize> {
    text.lines().position(|line| line.contains(words)).map(|line| line.saturating_add(1))
}

#[test]
fn what_two_files_say_at_once_is_told_with_file_and_line() {
    let shipped = shipped();
    let of = |path: &str| shipped.text(path).expect("UTF-8").expect("it ships").to_owned();
    let unknown = PROVINCE.replace("procuratorate-2021", "procuratorate-2012");
    let twice = PROVINCE.replace("road-fund", "serious-injury");
    let regime = "[[regime]]\nid = 'again'\nversion = 'procuratorate-2021'\nvariant = 'procuratorate'\nact = 'design'\n\
        from = 2024-01-01\nsource = { act = 'design', article = 'clocks', confidence = 'I' }\n";
    let figure = "[[figure]]\nstatistic = 'average_annual_wage'\narea = '440000'\nlevel = 'province'\nyear = 2023\n\
        effective_from = 2024-06-01\namount = 1\nsource = { act = 'design', article = 'clocks', confidence = 'I' }\n";
    let figures = format!("{}\n{figure}", of("law/provinces/340000/figures.toml"));
    let stranger = figures.replace("'average_annual_wage'", "'average_anual_wage'");
    let amounts = of("law/provinces/340000/amounts.toml")
        .replace("id = \"anhui-procuratorates\"", "id = \"national-envelope-2021\"");
    let dated = of("law/provinces/340000/amounts.toml").replace("anhui_ceiling", "ceiling");
    let calendar = of("calendars/2024.toml").replace("makeup = [2024-04-07]", "makeup = [2024-04-08]");
    let cases: [(&str, &str, &str, &str); 9] = [
        (RULES, &unknown, "no regime has version procuratorate-2012", "procuratorate-2012"),
        (RULES, &twice, "serious-injury stands twice", "serious-injury"),
        (RULES, regime, "are both in force on some day", "2024-01-01"),
        ("law/provinces/340000/figures.toml", &figures, "begin on 2024-06-01", "NO LINE"),
        ("law/provinces/340000/figures.toml", &stranger, "no such statistic", "'average_anual_wage'"),
        (
            "law/provinces/340000/amounts.toml",
            &amounts,
            "national-envelope-2021 stands twice",
            "national-envelope-2021",
        ),
        ("law/provinces/340000/amounts.toml", &dated, "it stands in two packs", "NO LINE"),
        ("calendars/2024.toml", &calendar, "2024-04-08 is worked anyway", "2024-04-08"),
        ("calendars/2025.toml", &of("calendars/2024.toml"), "2024 has two calendars", "2024"),
    ];
    for (file, text, told, at) in cases {
        let mistakes = Library::load(&with(&[(file, text)])).expect_err(told);
        let mistake = mistakes.iter().find(|own| own.to_string().contains(told));
        let mistake = mistake.unwrap_or_else(|| panic!("{told}: {mistakes:#?}"));
        assert_eq!(mistake.file, file, "{mistake}");
        assert!(mistake.line.is_some(), "{mistake}");
        if at != "NO LINE" {
            assert_eq!(mistake.line, line_of(text, at), "{mistake}");
        }
    }
}

#[test]
fn an_act_that_only_a_calendar_cites_must_be_listed_too() {
    let calendar = shipped()
        .text("calendars/2024.toml")
        .expect("UTF-8")
        .expect("it ships")
        .replace("sc-holidays-2024", "sc-holidays-2042");
    let mistakes = Library::load(&with(&[("calendars/2024.toml", &calendar)])).expect_err("the act is not listed");
    assert!(mistakes.iter().any(|own| own.to_string().contains("the act sc-holidays-2042 is cited")), "{mistakes:#?}");
}
