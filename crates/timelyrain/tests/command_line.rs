//! The command line's words, JSON and exit statuses stay as they are documented.
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn timelyrain(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_timelyrain")).args(words).output().expect("the program starts")
}

fn answer(words: &[&str]) -> Value {
    let output = timelyrain(words);
    assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    serde_json::from_str(text.lines().last().expect("an answer")).expect("JSON")
}

fn facts(folder: &Path, text: &str) -> String {
    let path = folder.join("facts.toml");
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// `calc WHAT` of judicial assistance over the facts in a file.
fn calc<'a>(what: &'a str, file: &'a str, day: &'a str) -> Vec<&'a str> {
    let case = ["--case-type", "judicial-assistance", "--variant", "procuratorate"];
    [&["calc", what][..], &case, &["--facts", file, "--on", day]].concat()
}

fn answer_of_calc(what: &str, file: &str, day: &str) -> Value {
    answer(&[calc(what, file, day), vec!["--json"]].concat())
}

#[test]
fn periods_are_counted_and_told_day_by_day() {
    let rows = [
        ("2026-09-24", "7 days", "2026-10-08"),
        ("2024-02-05", "10 working-days", "2024-02-23"),
        ("2024-01-31", "1 months", "2024-02-29"),
        ("2023-03-14", "10 working-days", "2023-03-28"),
    ];
    for (from, length, due) in rows {
        let told = answer(&["calc", "deadline", "--from", from, "--length", length, "--json"]);
        assert_eq!(told["due"], due, "{from} {length}");
        assert_eq!(told["provisional"], false);
        assert!(told["why"].as_array().is_some_and(|why| why.len() > 1));
    }
}

#[test]
fn the_rules_of_the_day_say_who_qualifies_and_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = facts(folder.path(), "urgent_treatment = true\ncan_pay_treatment = false\n");
    let with = |day| answer_of_calc("eligibility", &file, day);
    // In 2016 life had to be in danger; since 31 December 2021 an injury that needs urgent treatment is enough.
    assert_eq!(with("2021-01-04")["result"], "unknown");
    assert!(
        with("2021-01-04")["to_find_out"]
            .as_array()
            .is_some_and(|open| open.iter().any(|fact| fact == "life_in_danger"))
    );
    let grounds = with("2024-07-05")["grounds"].as_array().cloned().expect("grounds");
    assert!(grounds.iter().all(|ground| ground["source"]["confidence"].is_string()));
}

#[test]
fn the_ceiling_is_three_annual_wages_and_never_another_provinces() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = [
        ("340000", Some(31_106_400_i64)),
        ("110000", Some(65_493_600)),
        ("440000", Some(39_425_400)),
        ("520000", None),
    ];
    for (area, ceiling) in rows {
        let file = facts(folder.path(), &format!("area = \"{area}\"\n"));
        let told = answer_of_calc("amount", &file, "2024-07-05");
        assert_eq!(told["ceiling_fen"].as_i64(), ceiling, "{area}");
    }
}

#[test]
fn wrong_usage_is_2_and_a_mistake_is_1_told_on_standard_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = facts(folder.path(), "injry = 'serious'\n");
    let mistaken = timelyrain(&calc("eligibility", &file, "2024-07-05"));
    assert_eq!(mistaken.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&mistaken.stderr).contains("injury"), "the nearest known word is named");
    assert_eq!(timelyrain(&["calc", "deadline", "--from", "2024-02-30", "--length", "1 days"]).status.code(), Some(2));
    assert_eq!(timelyrain(&["no-such-command"]).status.code(), Some(2));
}

#[test]
fn the_packs_hold_together_and_their_examples_pass() {
    answer(&["pack", "check", "--json"]);
    let told = answer(&["pack", "test", "--json"]);
    assert_eq!(told["failed"], 0);
    assert!(told["passed"].as_u64().is_some_and(|passed| passed > 100));
    let facts = answer(&["pack", "facts", "judicial-assistance", "--json"]);
    assert!(
        facts
            .as_array()
            .is_some_and(|all| all.iter().all(|fact| fact["label"]["zh"].is_string() && fact["type"].is_string()))
    );
}

#[test]
fn the_same_seed_makes_the_same_county() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    for to in [&one, &other] {
        answer(&[
            "simulate",
            "--people",
            "2000",
            "--seed",
            "7",
            "--on",
            "2026-11-22",
            &to.display().to_string(),
            "--json",
        ]);
    }
    let truth = |to: &Path| std::fs::read(to.join("truth.json")).expect("the truth");
    assert_eq!(truth(&one), truth(&other));
}

#[test]
fn a_rotation_adds_a_key_wraps_every_data_key_under_it_and_the_house_opens_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let (data, config) = (folder.path().join("data"), folder.path().join("timelyrain.toml"));
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts");
    std::fs::write(&config, format!("data = {data:?}\nfonts = [{fonts:?}]\n")).expect("written");
    let config = config.display().to_string();
    let is_sound = || answer(&["verify", "--config", &config, "--json"])["sound"] == true;
    assert!(is_sound());
    let told = answer(&["keys", "rotate", "--config", &config, "--json"]);
    assert!(told["wrapped"].as_u64().is_some_and(|keys| keys > 0), "{told}");
    let ring = std::fs::read_to_string(data.join("keys")).expect("the keys");
    let names: Vec<&str> = ring.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["first", told["key"].as_str().expect("its name")]);
    assert!(is_sound());
}

/// The words of `account add` for a house in `folder`, with fonts where the workspace has them.
fn account<'a>(config: &'a str, office: &'a str, login: &'a str) -> Vec<&'a str> {
    let words = ["account", "add", "--config", config, "--office", office, "--role", "administrator"];
    [&words[..], &["--name", "Li Lan", "--login", login, "--json"]].concat()
}

#[test]
fn the_first_account_makes_its_office_and_its_password_is_shown_once_or_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts");
    let config = folder.path().join("timelyrain.toml");
    let text = format!("data = {:?}\nfonts = [{:?}]\n", folder.path().join("data"), fonts);
    std::fs::write(&config, text).expect("written");
    let config = config.display().to_string();
    let first = answer(&account(&config, "North", "admin"));
    assert_eq!(first["login"], "admin");
    assert!(first["password"].as_str().is_some_and(|password| password.len() == 14), "{first}");
    let elsewhere = timelyrain(&account(&config, "South", "second"));
    assert_eq!(elsewhere.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&elsewhere.stderr).contains("North"), "the offices that there are, are named");
    let typed = |password: &str, login: &str| {
        let words = [account(&config, "North", login), vec!["--password-stdin"]].concat();
        let mut child = Command::new(env!("CARGO_BIN_EXE_timelyrain"))
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(password.as_bytes()).expect("written");
        child.wait_with_output().expect("it ends")
    };
    assert_eq!(typed("short\n", "second").status.code(), Some(1));
    let second = typed("rain comes in time\n", "second");
    assert_eq!(second.status.code(), Some(0), "{}", String::from_utf8_lossy(&second.stderr));
    assert!(String::from_utf8_lossy(&second.stdout).contains("\"password\":null"), "what was typed is not printed");
    assert_eq!(timelyrain(&["account", "add", "--office", "North"]).status.code(), Some(2));
}

/// A configuration for a house in `folder`.
fn configured(folder: &Path) -> String {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts");
    std::fs::create_dir_all(folder).expect("room");
    let path = folder.join("timelyrain.toml");
    let (data, fonts) = (folder.join("data").display().to_string(), fonts.display().to_string());
    std::fs::write(&path, format!("data = {data:?}\nfonts = [{fonts:?}]\n")).expect("written");
    path.display().to_string()
}

/// What a command that must not succeed tells.
fn refusal(words: &[&str]) -> String {
    let output = timelyrain(words);
    assert_eq!(output.status.code(), Some(1), "{words:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_configuration_that_was_named_and_is_not_there_is_a_mistake_and_nothing_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing.toml").display().to_string();
    let rows: [&[&str]; 4] = [&["serve", "--port", "0"], &["verify"], &["import", "list.csv"], &["keys", "rotate"]];
    for words in rows {
        let told = refusal(&[words, &["--config", &missing]].concat());
        assert!(told.contains("there is no file") && told.contains(&missing), "{words:?}: {told}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}

#[test]
fn a_role_that_nobody_has_is_named_with_those_that_there_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = configured(folder.path());
    let words = ["account", "add", "--config", &config, "--office", "North", "--role", "wrong", "--name", "Li Lan"];
    let told = refusal(&words);
    assert!(
        ["wrong", "administrator", "assistance-officer", "auditor"].iter().all(|word| told.contains(word)),
        "{told}"
    );
}

#[test]
fn a_database_whose_keys_are_lost_gets_no_others_and_says_where_its_own_are_expected() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = configured(folder.path());
    answer(&["verify", "--config", &config, "--json"]);
    let (keys, away) = (folder.path().join("data/keys"), folder.path().join("keys"));
    std::fs::rename(&keys, &away).expect("taken away");
    for words in [["serve", "--port=0"], ["verify", "--json"]] {
        let told = refusal(&[&words[..], &["--config", &config]].concat());
        assert!(told.contains("the keys of this database are missing"), "{told}");
        assert!(told.contains(&keys.display().to_string()), "{told}");
    }
    assert!(!keys.exists(), "no keys are made that open nothing");
    std::fs::rename(&away, &keys).expect("put back");
    assert_eq!(answer(&["verify", "--config", &config, "--json"])["sound"], true);
}

#[test]
fn a_wrong_address_is_told_before_the_first_password_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = configured(folder.path());
    let text = std::fs::read_to_string(&config).expect("the configuration");
    std::fs::write(&config, format!("{text}listen = \"nonsense\"\n")).expect("written");
    let told = refusal(&["serve", "--config", &config]);
    assert!(told.contains("listen = \"nonsense\"") && told.contains("127.0.0.1:8080"), "{told}");
    assert!(!told.contains("first sign-in"), "{told}");
    let (office, login) = ("North", "first");
    assert_eq!(
        timelyrain(&account(&config, office, login)).status.code(),
        Some(0),
        "the house is still without anybody"
    );
}

#[test]
fn what_prints_no_document_needs_no_fonts() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = configured(folder.path());
    let data = folder.path().join("data").display().to_string();
    std::fs::write(&config, format!("data = {data:?}\nfonts = [\"/nowhere\"]\n")).expect("written");
    assert_eq!(timelyrain(&account(&config, "North", "first")).status.code(), Some(0));
    assert_eq!(answer(&["verify", "--config", &config, "--json"])["sound"], true);
    assert!(refusal(&["serve", "--config", &config]).contains("no font with Chinese characters"), "who prints does");
}

fn list(folder: &Path) -> String {
    let path = folder.join("list.csv");
    std::fs::write(&path, "户号,姓名,身份证号,救助类别\nD1,何桂英,99010119520120002X,低保\n").expect("written");
    path.display().to_string()
}

#[test]
fn a_data_folder_that_is_in_use_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let config = configured(folder.path());
    let data = folder.path().join("data");
    std::fs::create_dir_all(&data).expect("room");
    let lock = std::fs::File::create(data.join("lock")).expect("a lock");
    lock.try_lock().expect("nobody else has it");
    let (list, data) = (list(folder.path()), data.display().to_string());
    let refused: [&[&str]; 5] = [
        &["import", "--config", &config, &list],
        &["screen", "--config", &config],
        &["keys", "rotate", "--config", &config],
        &["restore", "--config", &config, "no.backup"],
        &["serve", "--config", &config, "--port", "0"],
    ];
    for words in refused {
        assert!(refusal(words).contains("another program serves, imports or restores"), "{words:?}");
    }
    let kept: Vec<_> = std::fs::read_dir(&data).expect("the folder").flatten().map(|own| own.file_name()).collect();
    assert_eq!(kept, ["lock"], "nothing was opened, and nothing made");
    std::fs::write(Path::new(&data).join("demonstration"), "").expect("room");
    assert!(refusal(&["demo", "--data", &data, "--exit"]).contains("another program"));
    drop(lock);
    let told = answer(&["import", "--config", &config, &list, "--json"]);
    assert_eq!((&told["files"][0]["kept"], &told["files"][0]["same"]), (&1.into(), &false.into()));
}

#[test]
fn what_was_taken_in_is_told_although_another_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (config, rubbish) = (configured(folder.path()), folder.path().join("rubbish.xlsx"));
    std::fs::write(&rubbish, "no workbook").expect("written");
    let rubbish = rubbish.display().to_string();
    let out = timelyrain(&["import", "--config", &config, &rubbish, &list(folder.path()), "--json"]);
    assert_eq!(out.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!((&told["files"][0]["file"], &told["files"][0]["kept"]), (&"list.csv".into(), &1.into()));
    assert!(String::from_utf8_lossy(&out.stderr).contains("rubbish.xlsx"));
}

#[test]
fn a_backup_tells_what_it_lacks_and_a_restore_without_its_keys_leaves_an_empty_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let (here, there) = (folder.path().join("here"), folder.path().join("there"));
    let (config, other) = (configured(&here), configured(&there));
    answer(&["import", "--config", &config, &list(folder.path()), "--json"]);
    let file = folder.path().join("rain.backup").display().to_string();
    let made = answer(&["backup", "--config", &config, &file, "--json"]);
    assert_eq!((&made["objects"], made["missing"].as_array().map(Vec::len)), (&1.into(), Some(0)));
    assert!(refusal(&["backup", "--config", &config, &file]).contains("is there already"));

    let restore = ["restore", "--config", &other, &file, "--json"];
    assert!(refusal(&restore).contains("keys"));
    assert!(!there.join("data/keys").exists(), "no keys are made that open nothing");
    let strange = folder.path().join("strange");
    answer(&["verify", "--config", &configured(&strange), "--json"]);
    std::fs::copy(strange.join("data/keys"), there.join("data/keys")).expect("copied");
    assert!(refusal(&restore).contains("keys"), "another house's keys of the same name");
    std::fs::copy(here.join("data/keys"), there.join("data/keys")).expect("copied");
    answer(&restore);
    assert_eq!(answer(&["verify", "--config", &other, "--json"])["sound"], true);

    std::fs::remove_dir_all(here.join("data/objects")).expect("lost");
    let again = folder.path().join("again.backup").display().to_string();
    let lacking = timelyrain(&["backup", "--config", &config, &again, "--json"]);
    assert_eq!(lacking.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&lacking.stdout).expect("JSON");
    assert_eq!(told["missing"].as_array().map(Vec::len), Some(1));
}
