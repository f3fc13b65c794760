//! A county as a whole: the same every time, its rates those of the table, its numbers valid, its truth consistent.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use kernel::citizen_id::CitizenId;
use sim::{County, ErrorRates, FileFormat, OpenedLead, Reason, Role, RowRef, Settings, Slip, TrueEvent};

const TODAY: Date = date(2026, 11, 22);

static COUNTY: LazyLock<County> = LazyLock::new(|| County::simulate(&Settings::new(60_000, 20_261_122, TODAY)));

fn bytes_of(settings: &Settings) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let county = County::simulate(settings);
    county.truth().write(&folder.path().join("truth.json")).expect("the truth is written");
    county.write_files(&folder.path().join("files")).expect("the files are written");
    let truth = fs::read(folder.path().join("truth.json")).expect("the truth is there");
    fs::read_dir(folder.path().join("files"))
        .expect("the files are there")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            (
                path.display().to_string().split("/files/").last().unwrap_or("").to_owned(),
                fs::read(&path).expect("readable"),
            )
        })
        .chain([("truth.json".to_owned(), truth)])
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_gives_others() {
    let first = bytes_of(&Settings::new(6_000, 11, TODAY));
    assert_eq!(first, bytes_of(&Settings::new(6_000, 11, TODAY)));
    let other = bytes_of(&Settings::new(6_000, 12, TODAY));
    assert!(first.iter().all(|(name, bytes)| other.get(name) != Some(bytes)));
}

#[test]
fn errors_of_the_files_leave_the_truth_as_it_is() {
    let clean = Settings { rates: ErrorRates::none(), ..Settings::new(20_000, 5, TODAY) };
    let (clean, dirty) = (County::simulate(&clean), County::simulate(&Settings::new(20_000, 5, TODAY)));
    let facts = |county: &County| -> Vec<(String, usize, Reason)> {
        county.truth().events.iter().map(|e| (e.case_number.clone(), e.person.key, e.reason)).collect()
    };
    assert_eq!(facts(&clean), facts(&dirty));
    assert!(clean.truth().events.iter().all(|event| event.rows.iter().all(|row| row.slips.is_empty())));
    assert_eq!(clean.truth().counts.victim_rows_without_id, 0);
}

#[test]
fn a_county_has_exactly_the_people_asked_for_and_counts_them() {
    for people in [0, 1, 9, 5_000] {
        let county = County::simulate(&Settings::new(people, 3, TODAY));
        assert_eq!(county.population().people.len(), people);
        let members: usize = county.population().households.iter().map(|home| home.size).sum();
        assert_eq!(members, people);
    }
}

#[test]
fn every_id_number_is_valid_and_nobody_shares_one() {
    let mut seen = BTreeSet::new();
    for person in &COUNTY.population().people {
        let number = person.citizen_id();
        let read = CitizenId::parse(&number).expect("a valid number");
        assert_eq!((read.birth(), read.unsealed()), (person.born, number.as_str()));
        assert!(number.starts_with("9901"), "{number} could belong to somebody");
        assert!(seen.insert(number), "two people have one number");
    }
}

#[test]
fn the_rates_of_the_victims_rows_are_those_of_the_table() {
    let rates = ErrorRates::default();
    let truth = COUNTY.truth();
    let rows: Vec<_> = truth.events.iter().flat_map(|event| &event.rows).collect();
    let per_ten_thousand = |slip| rows.iter().filter(|row| row.slips.contains(&slip)).count() * 10_000 / rows.len();
    let table = [
        (Slip::IdMissing, rates.victim_id_missing),
        (Slip::IdMasked, rates.victim_id_masked),
        (Slip::IdFloat, rates.victim_id_float),
        (Slip::IdWrongCheck, rates.victim_id_wrong_check),
        (Slip::IdWrongDigit, rates.victim_id_wrong_digit),
        (Slip::IdSwapped, rates.victim_id_swapped),
        (Slip::IdTruncated, rates.victim_id_truncated),
    ];
    for (slip, rate) in table {
        let (measured, rate) = (per_ten_thousand(slip), usize::try_from(rate).expect("small"));
        assert!(measured.abs_diff(rate) <= 15, "{slip:?}: {measured} instead of {rate}");
    }
    // Drawn one by one: within about four standard deviations on some 1,200 rows.
    for (slip, rate) in [(Slip::BirthEmpty, rates.birth_empty), (Slip::NameHomophone, rates.name_homophone)] {
        let (measured, rate) = (per_ten_thousand(slip), usize::try_from(rate).expect("small"));
        assert!(measured.abs_diff(rate) <= 220, "{slip:?}: {measured} instead of {rate}");
    }
    assert!(truth.counts.victim_rows_without_id * 100 >= truth.counts.victim_rows * 15);
}

#[test]
fn a_county_has_victims_and_people_in_hardship_in_realistic_numbers() {
    let counts = &COUNTY.truth().counts;
    let per_ten_thousand = |part: usize| part * 10_000 / counts.people;
    assert!((600..=1_000).contains(&per_ten_thousand(counts.in_hardship)), "{counts:?}");
    assert!((120..=260).contains(&per_ten_thousand(counts.victim_rows)), "{counts:?}");
    assert!((15..=50).contains(&per_ten_thousand(counts.entitled)), "{counts:?}");
    let reasons: BTreeSet<Reason> = COUNTY.truth().events.iter().map(|event| event.reason).collect();
    assert_eq!(reasons.len(), 5, "every reason of the lead rule occurs");
}

#[test]
fn namesakes_are_as_common_as_in_a_real_county() {
    let people = &COUNTY.population().people;
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    let mut with_birth: BTreeMap<(&str, Date), usize> = BTreeMap::new();
    for person in people {
        *names.entry(&person.name).or_default() += 1;
        *with_birth.entry((&person.name, person.born)).or_default() += 1;
    }
    let shared = people.iter().filter(|person| names[&*person.name] > 1).count() * 100 / people.len();
    assert!((15..=60).contains(&shared), "{shared} of a hundred have a namesake");
    let doubles: usize = with_birth.values().filter(|number| **number > 1).sum();
    assert!((4..=400).contains(&doubles), "{doubles} share name and birth date");
    let single = people.iter().filter(|person| person.name.chars().count() == 2).count() * 100 / people.len();
    assert!((6..=16).contains(&single), "{single} of a hundred have a given name of one character");
    assert!(people.iter().any(|person| person.name.contains('·')));
}

#[test]
fn the_truth_names_rows_that_hold_the_name_or_tell_why_not() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let files = COUNTY.write_files(folder.path()).expect("the files are written");
    let low_income = files.iter().find(|file| file.format == FileFormat::CommasGb18030).expect("a list in GB 18030");
    let bytes = fs::read(&low_income.path).expect("readable");
    let (text, _, wrong) = encoding_rs::GB18030.decode(&bytes);
    assert!(!wrong, "the list is not GB 18030");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let name = "低保特困低保边缘对象名单.csv";
    let mut checked = 0_usize;
    for event in &COUNTY.truth().events {
        for listed in event.elsewhere.iter().filter(|row| row.at.file == name) {
            let row = &rows[usize::try_from(listed.at.row).expect("small") - 1];
            let written: String = row[2].chars().filter(|glyph| !glyph.is_whitespace()).collect();
            let spelled_wrong = listed.slips.iter().any(|slip| {
                matches!(slip, Slip::NameHomophone | Slip::NameLookAlike | Slip::NameSwapped | Slip::NameMasked)
            });
            let dotted = event.person.name.contains('·');
            assert!(written == event.person.name || spelled_wrong || dotted, "{written}: {listed:?}");
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} rows were compared");
}

#[test]
fn text_files_open_as_their_form_says() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for file in COUNTY.write_files(folder.path()).expect("the files are written") {
        let bytes = fs::read(&file.path).expect("readable");
        match file.format {
            FileFormat::Xlsx => assert!(bytes.starts_with(b"PK"), "{:?}", file.path),
            FileFormat::TabsUtf8Mark => {
                assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
                assert!(String::from_utf8(bytes).expect("UTF-8").contains("姓名\t公民身份号码"));
            }
            FileFormat::CommasUtf8 => assert!(String::from_utf8(bytes).expect("UTF-8").starts_with("姓名,")),
            FileFormat::CommasGb18030 => assert!(String::from_utf8(bytes).is_err(), "not in UTF-8"),
        }
        assert!(!file.registers.is_empty() && !file.sender.is_empty() && !file.purpose.is_empty());
    }
}

fn lead(event: &TrueEvent) -> OpenedLead {
    let row = event.rows.first().map(|row| RowRef { sheet: String::new(), ..row.at.clone() });
    OpenedLead { case_number: event.case_number.clone(), row, ..OpenedLead::default() }
}

#[test]
fn the_score_counts_who_was_found_and_which_leads_are_right() {
    let truth = COUNTY.truth();
    let entitled: Vec<&TrueEvent> = truth.events.iter().filter(|event| event.entitled).collect();
    let all: Vec<OpenedLead> = entitled.iter().map(|event| lead(event)).collect();
    let full = truth.score(&all, &[]);
    assert_eq!((full.entitled, full.entitled_with_lead), (entitled.len(), entitled.len()));
    assert_eq!((full.recall_per_ten_thousand(), full.precision_per_ten_thousand()), (10_000, 10_000));

    let other = truth.events.iter().find(|event| !event.entitled).expect("somebody who is not entitled");
    let some = [&all[1..], &[lead(other), all[1].clone()]].concat();
    let part = truth.score(&some, &[]);
    assert_eq!((part.entitled_with_lead, part.missed.len()), (entitled.len() - 1, 1));
    assert_eq!((part.leads_right, part.wrong.len()), (entitled.len() - 1, 2));
    assert_eq!(part.wrong[0].reason, Some(other.reason));
    assert_eq!(part.missed[0].name, entitled[0].person.name);

    let asked = truth.score(&all[2..], &[all[0].clone(), lead(other), all[2].clone()]);
    assert_eq!((asked.entitled_asked, asked.missed.len(), asked.questions), (1, 1, 3));
    assert_eq!(asked.missed[0].name, entitled[1].person.name);
}

#[test]
fn a_lead_can_say_whom_it_means_by_row_number_or_name_in_whatever_brackets() {
    let truth = COUNTY.truth();
    let event = truth.events.iter().find(|event| event.entitled).expect("somebody entitled");
    let case_number = event.case_number.replace('〔', "[").replace('〕', "]");
    let bare = OpenedLead { case_number, ..OpenedLead::default() };
    let by_number = OpenedLead { citizen_id: Some(event.person.citizen_id.to_lowercase()), ..bare.clone() };
    let by_name = OpenedLead { name: Some(event.person.name.clone()), ..bare };
    for lead in [by_number, by_name, lead(event)] {
        assert_eq!(truth.score(&[lead], &[]).leads_right, 1);
    }
}

#[test]
fn whoever_died_is_named_through_somebody_alive_at_home() {
    let truth = COUNTY.truth();
    let relatives: Vec<_> = truth.events.iter().filter(|event| event.role == Role::Relative).collect();
    assert!(relatives.len() > 20);
    assert!(relatives.iter().all(|event| event.injury == sim::Injury::Death));
    let alone = truth.events.iter().filter(|e| e.injury == sim::Injury::Death && e.role == Role::Victim);
    assert!(alone.clone().count() > 0 && alone.clone().all(|event| !event.entitled));
}

/// Whether a careful reader could link this one: some list's row of the person to some ledger's, by number, or by name
/// and birth date.
fn linkable(event: &TrueEvent) -> bool {
    let name = |slips: &[Slip]| {
        !slips
            .iter()
            .any(|s| matches!(s, Slip::NameHomophone | Slip::NameLookAlike | Slip::NameSwapped | Slip::NameMasked))
    };
    let birth = |slips: &[Slip]| {
        !slips.iter().any(|s| matches!(s, Slip::BirthEmpty | Slip::BirthSwapped | Slip::BirthFirstJanuary))
            || slips.iter().any(|s| matches!(s, Slip::IdFloat | Slip::IdWrongCheck))
    };
    let number = |slips: &[Slip]| !slips.iter().any(|s| s.hides_id() || *s == Slip::IdOfRelative);
    let lists = event.elsewhere.iter().filter(|row| !row.at.file.contains("退役") && !row.at.file.contains("救助金"));
    lists.into_iter().any(|list| {
        event.rows.iter().any(|ledger| {
            let (a, b) = (ledger.slips.as_slice(), list.slips.as_slice());
            number(a) && number(b) || name(a) && name(b) && birth(a) && !b.contains(&Slip::IdMissing)
        })
    })
}

#[test]
fn a_careful_reader_can_find_or_ask_about_ninety_seven_of_a_hundred() {
    let (mut found, mut entitled) = (0, 0);
    for seed in [1, 2, 3, 4] {
        let county = County::simulate(&Settings::new(100_000, seed, TODAY));
        let events = || county.truth().events.iter().filter(|event| event.entitled);
        found += events().filter(|event| linkable(event)).count();
        entitled += events().count();
    }
    assert!(found * 100 >= entitled * 97, "{found} of {entitled}");
}

#[test]
fn the_cells_of_those_who_count_are_no_cleaner_than_the_others() {
    let mut rows: BTreeMap<bool, (usize, BTreeMap<Slip, usize>)> = BTreeMap::new();
    for seed in [1, 2, 3, 4] {
        // Often enough that chance does not speak.
        let rates =
            ErrorRates { injury_empty: 1_000, paid_unknown: 1_000, insurance_unknown: 1_000, ..ErrorRates::default() };
        let county = County::simulate(&Settings { rates, ..Settings::new(100_000, seed, TODAY) });
        for event in &county.truth().events {
            let (all, of) = rows.entry(event.entitled).or_default();
            for row in &event.rows {
                *all += 1;
                row.slips.iter().for_each(|slip| *of.entry(*slip).or_default() += 1);
            }
        }
    }
    for slip in [Slip::InjuryEmpty, Slip::PaidUnknown, Slip::InsuranceUnknown, Slip::UrgentEmpty] {
        let share =
            |entitled: bool| rows[&entitled].1.get(&slip).copied().unwrap_or_default() * 10_000 / rows[&entitled].0;
        let (entitled, others) = (share(true), share(false));
        assert!(entitled * 2 >= others, "{slip:?}: {entitled} of ten thousand, and {others} elsewhere");
    }
}

#[test]
fn every_list_is_handed_over_with_its_heads_even_where_nobody_is_on_it() {
    // So small a county granted nothing: the list of grants once had no sheet at all.
    for seed in [1, 5, 6] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let county = County::simulate(&Settings::new(300, seed, TODAY));
        for file in county.write_files(folder.path()).expect("the files are written") {
            assert!(!file.sheets.is_empty(), "{} has no sheet", file.path.display());
        }
    }
}
