//! Every page rendered from its example, in both languages: to look at in `target/preview`, and to hold the rules that hold for all pages.
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use askama::Template;
use kernel::Language;

use crate::screens;
use frame::forms::{Choice, Field, Input};
use frame::parts::Hidden;
use frame::{Area, Door, Me, NavItem, Shell, Words};

/// A text in the language of `words`.
pub(crate) fn both(words: Words, zh: &str, en: &str) -> String {
    match words.language() {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    }
}

/// A masked text in the language of `words`.
pub(crate) fn masked(words: Words, zh: &str, en: &str) -> Hidden {
    Hidden::masked(both(words, zh, en), words.say("masked"))
}

/// A field in the language of `words`, untouched.
pub(crate) fn field(words: Words, name: &str, (zh, en): (&str, &str), input: Input) -> Field {
    Field {
        name: name.to_owned(),
        label: both(words, zh, en),
        hint: None,
        optional: None,
        error: None,
        from: None,
        input,
        id_suffix: String::new(),
    }
}

/// One answer of a field, in the language of `words`; chosen where it is what stands there.
pub(crate) fn choice(words: Words, value: &str, (zh, en): (&str, &str), chosen: &str) -> Choice {
    Choice::of(value, both(words, zh, en), chosen)
}

/// The frame of a page outside the desk.
pub(crate) fn door(words: Words, here: &str) -> Door {
    Door { words, care: false, here: here.to_owned() }
}

/// The frame of a page of the desk, in the area `current`.
pub(crate) fn shell(words: Words, current: Area, here: &str) -> Shell {
    let waiting = |area| match area {
        Area::Leads => (Some("12".to_owned()), true),
        Area::Cases => (Some("2".to_owned()), false),
        Area::Today | Area::People | Area::Registers | Area::Calculator | Area::Administration => (None, false),
    };
    let item = |area| {
        let (count, urgent) = waiting(area);
        NavItem { area, current: area == current, waiting: count, urgent }
    };
    Shell {
        words,
        care: false,
        here: here.to_owned(),
        token: "token".to_owned(),
        me: Me {
            name: both(words, "沈岚", "Shen Lan"),
            roles: both(words, "承办检察官", "Assistance officer"),
            office: both(
                words,
                "成都市金牛区人民检察院（演示）",
                "Jinniu District Procuratorate, Chengdu (demonstration)",
            ),
        },
        finds: true,
        nav: Area::ALL.map(item).to_vec(),
        notice: None,
        packs: both(words, "及时雨 0.1.0 · 规则包 3f9a2c71", "Timely Rain 0.1.0 · packs 3f9a2c71"),
    }
}

fn render<T: Template>(pages: Vec<(&'static str, T)>) -> Vec<(String, String)> {
    pages
        .into_iter()
        .map(|(name, page)| (name.to_owned(), page.render().unwrap_or_else(|e| panic!("{name}: {e}"))))
        .collect()
}

/// Every example of every screen, as `(name, html)`.
fn all(words: Words) -> Vec<(String, String)> {
    [
        render(screens::door::sign_in::preview::examples(words)),
        render(screens::door::sign_in::preview::resumed(words)),
        render(screens::today::preview::examples(words)),
        render(screens::cases::open::preview::examples(words)),
        render(screens::door::sorry::preview::examples(words)),
        render(screens::cases::list::preview::examples(words)),
        render(screens::cases::export::preview::examples(words)),
        render(screens::cases::printing::preview::examples(words)),
        render(screens::cases::printing::preview::runs(words)),
        render(screens::cases::case::preview::overview(words)),
        render(screens::cases::case::preview::people(words)),
        render(screens::cases::case::preview::facts(words)),
        render(screens::cases::case::amount::preview::examples(words)),
        render(screens::cases::case::papers::preview::examples(words)),
        render(screens::cases::case::money::preview::examples(words)),
        render(screens::cases::case::visits::preview::examples(words)),
        render(screens::cases::case::handovers::preview::examples(words)),
        render(screens::cases::case::linked::preview::examples(words)),
        render(screens::cases::case::journal::preview::examples(words)),
        render(screens::cases::step::preview::examples(words)),
        render(screens::leads::queue::preview::examples(words)),
        render(screens::leads::lead::preview::examples(words)),
        render(screens::people::find::preview::examples(words)),
        render(screens::people::person::preview::examples(words)),
        render(screens::people::erase::preview::examples(words)),
        render(screens::people::pairs::preview::examples(words)),
        render(screens::registers::list::preview::examples(words)),
        render(screens::registers::upload::preview::examples(words)),
        render(screens::registers::check::preview::examples(words)),
        render(screens::registers::batch::preview::examples(words)),
        render(screens::registers::outcomes::preview::examples(words)),
        render(screens::registers::account::preview::examples(words)),
        render(screens::registers::forecast::preview::examples(words)),
        render(screens::calculator::deadline::preview::examples(words)),
        render(screens::calculator::sums::preview::examples(words)),
        render(screens::admin::table::preview::examples(words)),
        render(screens::admin::form::preview::examples(words)),
        render(screens::admin::standards::preview::examples(words)),
        render(screens::me::preview::examples(words)),
    ]
    .concat()
}

fn every_page() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        let rendered = all(Words::in_language(language));
        pages.extend(rendered.into_iter().map(|(name, html)| (format!("{name}.{}", language.tag()), html)));
    }
    pages
}

#[test]
fn every_page_is_written_for_looking_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/preview");
    fs::create_dir_all(&folder).unwrap();
    for (name, html) in every_page() {
        fs::write(folder.join(format!("{name}.html")), html).unwrap();
    }
}

#[test]
fn every_page_has_one_first_heading_and_none_is_skipped() {
    for (name, html) in every_page() {
        let levels: Vec<u32> =
            html.match_indices("<h").filter_map(|(at, _)| html[at..].chars().nth(2)?.to_digit(10)).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: {levels:?}");
        let first = levels.iter().position(|level| *level == 1).unwrap();
        for pair in levels[first..].windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{name} skips from h{} to h{}", pair[0], pair[1]);
        }
    }
}

#[test]
fn every_field_has_a_name_for_those_who_hear_the_page() {
    for (name, html) in every_page() {
        let labelled: BTreeSet<&str> =
            html.split(" for=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for kind in ["<input", "<select", "<textarea"] {
            for tag in html.split(kind).skip(1).filter_map(|rest| rest.split('>').next()) {
                let attribute =
                    |wanted: &str| tag.split(&format!(" {wanted}=\"")).nth(1).and_then(|rest| rest.split('"').next());
                if attribute("type") == Some("hidden") || attribute("aria-label").is_some() {
                    continue;
                }
                let id = attribute("id").unwrap_or_else(|| panic!("{name}: a field without id: {tag}"));
                assert!(labelled.contains(id), "{name}: nothing names the field {id}");
            }
        }
    }
}

#[test]
fn identifiers_on_a_page_are_used_once() {
    for (name, html) in every_page() {
        let mut seen = BTreeSet::new();
        for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(seen.insert(id), "{name}: {id} twice");
        }
    }
}

#[test]
fn no_page_carries_a_script_or_a_style_of_its_own() {
    for (name, html) in every_page() {
        for forbidden in [" style=\"", "<style", " onclick=", "javascript:", "<script>"] {
            assert!(!html.contains(forbidden), "{name}: {forbidden}");
        }
    }
}

#[test]
fn every_form_that_changes_something_carries_the_token() {
    for (name, html) in
        every_page().into_iter().filter(|(name, _)| !name.starts_with("sign-in") && !name.starts_with("sorry"))
    {
        for form in
            html.split("<form").skip(1).filter(|form| form.split('>').next().unwrap().contains("method=\"post\""))
        {
            let body = form.split("</form>").next().unwrap();
            assert!(body.contains("name=\"token\""), "{name}: a form without the token");
        }
    }
}

#[test]
fn every_form_in_which_something_is_written_is_kept_until_it_is_sent_and_warns_where_it_cannot_be() {
    // Looking somebody up is sent at once, and a password is never kept.
    const NOT_KEPT: [&str; 4] = ["/find", "/sign-in", "/me/password", "/me/look"];
    for (name, html) in every_page() {
        for form in html.split("<form").skip(1) {
            let (tag, rest) = form.split_once('>').unwrap();
            let body = rest.split("</form>").next().unwrap();
            let written = ["<textarea", "type=\"text\"", "type=\"date\"", "<select", "type=\"radio\""];
            let kept = tag.contains("data-keep");
            let exempt =
                tag.contains("method=\"get\"") || NOT_KEPT.iter().any(|own| tag.contains(&format!("action=\"{own}\"")));
            assert!(
                kept || exempt || !written.iter().any(|own| body.contains(own)),
                "{name}: loses what is typed: {tag}"
            );
            assert!(!kept || !body.contains("type=\"password\""), "{name}: keeps a password");
            assert!(
                !kept || html.contains("<noscript>"),
                "{name}: does not say that without scripts it is lost: {tag}"
            );
        }
    }
}

#[test]
fn how_urgent_a_lead_is_is_a_word_and_not_a_colour_alone() {
    for (name, html) in
        every_page().into_iter().filter(|(name, _)| name.starts_with("leads.") || name.starts_with("today."))
    {
        let rows = html.split("<span class=\"tr-score tr-score--").skip(1);
        let words: Vec<_> =
            rows.map(|row| row.split("tr-score__word\">").nth(1).and_then(|rest| rest.split('<').next())).collect();
        assert!(
            !words.is_empty() && words.iter().all(|word| word.is_some_and(|word| !word.is_empty())),
            "{name}: {words:?}"
        );
    }
}

#[test]
fn every_page_says_its_language_and_leads_to_the_other() {
    for (name, html) in every_page() {
        let tag = if name.rsplit('.').next() == Some("zh") { "lang=\"zh-CN\"" } else { "lang=\"en\"" };
        assert!(html.contains(&format!("<html {tag}")), "{name}");
        assert!(html.contains("/look/language/"), "{name}");
    }
}
