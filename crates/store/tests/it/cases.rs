//! What the store keeps of cases, as sentences about behaviour, on both databases.
use std::collections::BTreeMap;

use domain::access::action::{SeeCases, WorkCases};
use domain::access::{Act as Deed, Actor, Grant, Scope, permit};
use domain::cases::{Act, Award, Case, Event, Party, Stated};
use kernel::Fen;
use kernel::id::{
    AreaCode, CaseId, CaseTypeId, ClockId, DocumentKind, EntryId, FactName, OfficeId, PersonId, StateId, StepId,
    UserId, VariantId,
};
use law::facts::{DataClass, Known, Origin, Value};
use store::{
    CaseCount, CaseFilter, Days, DeskState, DueFilter, NewFile, OnDesk, PastAct, RowReport, StoreError, Subject,
};

use crate::support::{Site, allowed, day, everywhere, now, officer, on_both};

const KIND: &str = "judicial-assistance";

pub(crate) fn opening(office: OfficeId, person: i64, on: &str) -> Act {
    let known = Known {
        value: Value::Text("陈某，全身烧伤".to_owned()),
        origin: Origin { kind: "form".to_owned(), note: String::new(), on: None },
    };
    let stated = Stated { known, class: DataClass::Personal };
    Act {
        events: vec![
            Event::Opened {
                case_type: CaseTypeId::from(KIND),
                variant: VariantId::from("procuratorate"),
                office,
                area: AreaCode::from("990102"),
                parties: vec![Party::new(PersonId(person), "applicant")],
                lead: None,
                state: StateId::from("applied"),
                on: day(on),
            },
            Event::FactsStated {
                facts: BTreeMap::from([(FactName::from("injury_text"), stated)]),
                forgotten: [].into(),
            },
            Event::ClockStarted {
                clock: ClockId::from("decide"),
                from: day(on),
                due: day("2026-03-16"),
                provisional: false,
            },
        ],
    }
}

pub(crate) fn accepted() -> Act {
    let step = StepId::from("accept");
    Act {
        events: vec![
            Event::StepTaken {
                step: step.clone(),
                by: "user:5".to_owned(),
                to: StateId::from("review"),
                on: day("2026-03-03"),
                reasons: BTreeMap::new(),
            },
            Event::ChargeTaken { by: "user:5".to_owned() },
            Event::NumberGiven { number: "某检司救〔2026〕1号".to_owned(), serial: 1, year: 2026 },
            Event::VisitPlanned { visit: 1, due: day("2026-05-01"), provisional: true },
            Event::DocumentIssued {
                document: 1,
                kind: DocumentKind::from("acceptance-notice"),
                number: None,
                on: day("2026-03-03"),
                step,
            },
        ],
    }
}

pub(crate) fn awarded(person: i64, number: u32) -> Act {
    let award = Award {
        person: PersonId(person),
        harm_case: "某公刑立字〔2025〕9号".to_owned(),
        number,
        amount: Fen(3_000_000),
        advanced: Fen::ZERO,
        elsewhere: Fen::ZERO,
        decided: true,
        on: day("2026-03-10"),
        revoked_on: None,
        override_reason: None,
    };
    Act { events: vec![Event::Awarded { award }] }
}

pub(crate) async fn opened(site: &Site, act: &Act) -> Case {
    let mut tx = site.begin().await;
    let case = tx.open_case(&everywhere(), act).await.expect("opened");
    tx.commit().await.expect("committed");
    case
}

pub(crate) async fn saved(site: &Site, case: &Case, step: &str, act: &Act) -> Result<Case, StoreError> {
    let mut tx = site.begin().await;
    let after = tx.save_act(&everywhere(), case, &StepId::from(step), act).await?;
    tx.commit().await?;
    Ok(after)
}

async fn proof(site: &Site) -> RowReport {
    site.store.verify_cases().await.expect("compared")
}

#[test]
fn a_case_is_loaded_as_it_was_saved_at_every_version_and_its_rows_are_those_of_the_journal() {
    on_both(async |site| {
        let first = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        let second = saved(&site, &first, "accept", &accepted()).await.expect("saved");
        let third = saved(&site, &second, "decide", &awarded(9, 1)).await.expect("saved");
        let at = async |version| site.store.case_at(&everywhere(), first.id, version).await.expect("loaded");
        assert_eq!((at(1).await, at(2).await), (Some(first.clone()), Some(second)));
        assert_eq!(site.store.case(&everywhere(), first.id).await.expect("loaded"), Some(third));
        assert_eq!(proof(&site).await, RowReport { cases: 1, different: vec![], overpaid: vec![] });
        let told = site.store.read_stream(&everywhere(), "case:1").await.expect("read");
        assert!(told.iter().all(|entry| !entry.plain.to_string().contains("烧伤")), "{told:?}");
        site.meddle("update payment set amount_fen = 1").await;
        site.meddle("update case_due set due_on = '2026-04-01'").await;
        assert_eq!(proof(&site).await.different, [first.id]);
    });
}

#[test]
fn two_steps_on_one_version_are_one_step_and_a_conflict() {
    on_both(async |site| {
        let case = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        let act = accepted();
        let (one, two) = tokio::join!(saved(&site, &case, "accept", &act), saved(&site, &case, "accept", &act));
        let refused: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
        assert!(matches!(&refused[..], [StoreError::Conflict { expected: 1, found: 2, .. }]), "{refused:?}");
        assert_eq!(proof(&site).await.different, []);
    });
}

#[test]
fn a_person_gets_one_award_for_one_harm_across_cases() {
    on_both(async |site| {
        let one = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        let two = opened(&site, &opening(OfficeId(2), 9, "2026-03-02")).await;
        saved(&site, &one, "decide", &awarded(9, 1)).await.expect("saved");
        let again = saved(&site, &two, "decide", &awarded(9, 1)).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        saved(&site, &two, "decide", &awarded(9, 2)).await.expect("with an override");
        let earlier = site.store.earlier_awards(PersonId(9)).await.expect("read");
        assert_eq!(
            earlier.iter().map(|own| (own.number, own.case)).collect::<Vec<_>>(),
            [(1, Some(one.id)), (2, Some(two.id))]
        );
        assert_eq!(proof(&site).await.different, []);
    });
}

#[test]
fn a_person_who_was_erased_leaves_a_case_that_still_folds() {
    on_both(async |site| {
        let case = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        let mut tx = site.begin().await;
        tx.erase(&Subject::Person(PersonId(9)), "retention").await.expect("erased");
        tx.commit().await.expect("committed");
        let left = site.store.case(&everywhere(), case.id).await.expect("loaded").expect("there");
        assert_eq!((left.state, left.facts.get("injury_text")), (StateId::from("applied"), None));
        assert_eq!(proof(&site).await.different, []);
    });
}

#[test]
fn a_list_shows_exactly_what_a_page_would_and_pages_lose_nobody() {
    on_both(async |site| {
        let (here, there) = (site.office(None).await, site.office(None).await);
        for n in 0..12 {
            let office = if n % 3 == 0 { there } else { here };
            opened(&site, &opening(office, n, if n % 2 == 0 { "2026-03-02" } else { "2026-03-03" })).await;
        }
        let path = format!("/{here}/");
        let mine = allowed::<SeeCases>(5, (here, &path), Scope::Subtree);
        let (mut seen, mut after) = (vec![], None);
        loop {
            let page = site.store.cases(&mine, &CaseFilter::default(), after.as_deref(), 3).await.expect("listed");
            assert_eq!(page.total, 8);
            seen.extend(page.rows.into_iter().map(|row| (row.opened_on, row.id)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut sorted = seen.clone();
        sorted.sort_by_key(|own| std::cmp::Reverse(*own));
        assert_eq!(seen, sorted);
        let mut pages = vec![];
        for id in (1..=12).map(CaseId) {
            let case = site.store.case(&mine, id).await.expect("loaded");
            pages.extend(case.map(|case| case.id));
        }
        let mut listed: Vec<CaseId> = seen.into_iter().map(|(_, id)| id).collect();
        listed.sort();
        assert_eq!(pages, listed);
        let own = allowed::<SeeCases>(6, (here, &path), Scope::Own);
        assert_eq!(site.store.cases(&own, &CaseFilter::default(), None, 3).await.expect("listed").total, 0);
        let work = allowed::<WorkCases>(5, (here, &path), Scope::Office);
        let refused = site.begin().await.open_case(&work, &opening(there, 1, "2026-03-02")).await;
        assert!(matches!(refused, Err(StoreError::NotFound { .. })), "{refused:?}");
    });
}

#[test]
fn filters_by_number_person_state_and_clock_find_the_case() {
    on_both(async |site| {
        let case = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        let case = saved(&site, &case, "accept", &accepted()).await.expect("saved");
        opened(&site, &opening(OfficeId(1), 10, "2026-03-02")).await;
        let found = async |filter: CaseFilter| {
            let page = site.store.cases(&everywhere(), &filter, None, 10).await.expect("listed");
            page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        let wanted = [
            CaseFilter { number_prefix: Some("某检司救〔2026〕".to_owned()), ..CaseFilter::default() },
            CaseFilter { person: Some(PersonId(9)), ..CaseFilter::default() },
            CaseFilter { state: Some(StateId::from("review")), open: Some(true), ..CaseFilter::default() },
            CaseFilter {
                officer: Some(UserId(5)),
                due: Some(DueFilter {
                    days: Days { from: None, until: Some(day("2026-03-16")) },
                    ..DueFilter::default()
                }),
                ..CaseFilter::default()
            },
        ];
        for filter in wanted {
            assert_eq!(found(filter.clone()).await, [case.id], "{filter:?}");
        }
        let none = CaseFilter { number_prefix: Some("%".to_owned()), ..CaseFilter::default() };
        assert_eq!(found(none).await, []);
        let state = |unless_called| DeskState {
            case_type: CaseTypeId::from(KIND),
            state: StateId::from("review"),
            unless_called,
        };
        let desk = OnDesk { states: vec![state(true)], roles: vec![] };
        let rows = site.store.on_desk(&everywhere(), &desk, 10).await.expect("listed");
        let wanted = [CaseCount::Desk(desk), CaseCount::Open(None), CaseCount::Open(Some(UserId(77)))];
        let counts = site.store.case_counts(&everywhere(), &wanted).await.expect("counted");
        let counts: Vec<u64> = counts.iter().map(|own| own.counted).collect();
        assert_eq!((counts, rows[0].id), (vec![1, 2, 0], case.id));
    });
}

#[test]
fn a_document_is_printed_once_and_read_by_who_may_see_its_case() {
    on_both(async |site| {
        let case = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        let file = NewFile {
            case: case.id,
            document: Some(1),
            kind: "acceptance-notice".to_owned(),
            name: "受理通知书.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: b"%PDF-1.7 ...".to_vec(),
            words: "受理通知书".to_owned(),
        };
        let mut tx = site.begin().await;
        let id = tx.add_document_file(file.clone()).await.expect("kept");
        tx.commit().await.expect("committed");
        let again = site.begin().await.add_document_file(file).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        let (known, bytes) = site.store.document_file(&everywhere(), id).await.expect("read").expect("there");
        assert_eq!((known.document, bytes.as_slice()), (Some(1), b"%PDF-1.7 ...".as_slice()));
        let other = allowed::<SeeCases>(5, (OfficeId(7), "/7/"), Scope::Office);
        assert_eq!(site.store.document_file(&other, id).await.expect("read"), None);
        let kept = std::fs::read_dir(&site.config.objects).expect("the folder").flatten().map(|own| own.path());
        let kept: Vec<u8> = kept
            .flat_map(|own| std::fs::read_dir(own).expect("a folder").flatten().collect::<Vec<_>>())
            .flat_map(|own| std::fs::read(own.path()).expect("a file"))
            .collect();
        assert!(!kept.is_empty() && !kept.windows(4).any(|some| some == b"%PDF"));
    });
}

#[test]
fn cases_of_the_past_come_in_whole_with_their_own_days_and_actors() {
    on_both(async |site| {
        let past = |kind: &str, act| PastAct { kind: kind.to_owned(), act, who: officer(), at: now() };
        let cases = (1..=300)
            .map(|n| {
                vec![
                    past("open", opening(OfficeId(1), n, "2024-03-02")),
                    past("accept", accepted()),
                    past("decide", awarded(n, 1)),
                ]
            })
            .collect();
        let mut tx = site.begin().await;
        let ids = tx.add_cases(&everywhere(), cases).await.expect("brought in");
        tx.commit().await.expect("committed");
        assert_eq!(
            (ids.len(), proof(&site).await),
            (300, RowReport { cases: 300, different: vec![], overpaid: vec![] })
        );
        assert_eq!(site.store.verify_chain(EntryId(0)).await.expect("checked").entries, 900);
        let next = opened(&site, &opening(OfficeId(1), 9, "2026-03-02")).await;
        assert_eq!(next.id, CaseId(301));
    });
}

#[test]
fn serial_numbers_are_given_once_for_each_office_kind_and_year() {
    on_both(async |site| {
        let mut tx = site.begin().await;
        let kind = CaseTypeId::from(KIND);
        let mut given = vec![];
        for (office, year) in [(1, 2026), (1, 2026), (2, 2026), (1, 2027)] {
            given.push(tx.next_serial(OfficeId(office), &kind, year).await.expect("given"));
        }
        assert_eq!(given, [1, 2, 1, 1]);
    });
}

#[test]
fn who_has_two_roles_sees_of_each_case_what_the_grant_for_it_shows() {
    on_both(async |site| {
        let (here, there) = (site.office(None).await, site.office(None).await);
        let ids = [here, there].map(|office| opening(office, 9, "2026-03-02"));
        let (own, other) = (opened(&site, &ids[0]).await.id, opened(&site, &ids[1]).await.id);
        let grant = |scope, kind: Option<&str>, class| Grant {
            act: Deed::SeeCases,
            scope,
            case_types: kind.map(|kind| vec![CaseTypeId::from(kind)]),
            class,
        };
        let cases = [
            // An auditor everywhere who also reviews at home.
            (vec![grant(Scope::All, None, DataClass::Office), grant(Scope::Office, None, DataClass::Personal)], 2),
            // A grant for another kind of case shows nothing of this one.
            (
                vec![
                    grant(Scope::All, Some("hotline"), DataClass::Sealed),
                    grant(Scope::Office, None, DataClass::Personal),
                ],
                1,
            ),
        ];
        for (grants, seen) in cases {
            let (office_path, who) = (format!("/{here}/"), officer());
            let actor = Actor { who, office: here, office_path, roles: [].into(), grants };
            let allowed = permit::<SeeCases>(&actor).expect("granted");
            let list = site.store.cases(&allowed, &CaseFilter::default(), None, 10).await.expect("listed");
            assert_eq!((list.total.counted, list.rows.len()), (seen, usize::try_from(seen).expect("few")));
            assert_eq!(site.store.case(&allowed, other).await.expect("read").is_some(), seen == 2);
            assert_eq!(site.store.case_class(&allowed, own).await.expect("asked"), DataClass::Personal);
            if seen == 2 {
                assert_eq!(site.store.case_class(&allowed, other).await.expect("asked"), DataClass::Office);
            }
        }
    });
}

#[test]
fn awards_that_two_records_got_for_one_harm_are_told_when_they_are_joined() {
    on_both(async |site| {
        let new = ["王秀英", "王秀英"].map(|name| crate::people::person(name, None, "1950-01-01"));
        let people = crate::people::add(&site, new.to_vec()).await;
        let mut cases = vec![];
        for person in &people {
            let case = opened(&site, &opening(OfficeId(1), person.0, "2026-03-02")).await;
            saved(&site, &case, "decide", &awarded(person.0, 1)).await.expect("saved");
            cases.push(case.id);
        }
        let mut tx = site.begin().await;
        let told = tx.merge_people(people[0], people[1], "看过身份证").await.expect("merged");
        tx.commit().await.expect("committed");
        assert_eq!(told.iter().map(|own| (own.one, own.other)).collect::<Vec<_>>(), [(cases[0], cases[1])]);
        assert_eq!(site.store.collisions_of(people[1]).await.expect("read"), told, "and again as long as it is so");
        assert_eq!(site.store.earlier_awards(people[0]).await.expect("read").len(), 2);
        let entries = site.store.read_stream(&everywhere(), &format!("person:{}", people[1])).await.expect("read");
        assert_eq!(entries[0].plain["awards"].as_array().map(Vec::len), Some(1));
        assert_eq!(proof(&site).await.different, []);
    });
}
