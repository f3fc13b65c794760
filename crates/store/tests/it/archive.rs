//! What the store keeps of archive, as sentences about behaviour, on both databases.
use domain::access::action::SeeCases;
use kernel::id::PersonId;
use store::{COUNT_LIMIT, CaseFilter, Config, KeyFault, KeyRing, Lookup, NewFile, StoreError, restore};

use crate::cases::{accepted, opened, opening, saved};
use crate::people::{add, person};
use crate::support::{Site, everywhere, fresh, now, on_both};
use kernel::id::OfficeId;

/// A person with a case, a lead and a document.
async fn filled(site: &Site) {
    let people = add(site, vec![person("王喆", Some("990102195001010020"), "1950-01-01")]).await;
    let case = opened(site, &opening(OfficeId(1), people[0].0, "2026-03-02")).await;
    let case = saved(site, &case, "accept", &accepted()).await.expect("saved");
    let mut tx = site.begin().await;
    let file = NewFile {
        case: case.id,
        document: Some(1),
        kind: "acceptance-notice".to_owned(),
        name: "受理通知书.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: vec![1; 70_000],
        words: "受理".to_owned(),
    };
    tx.add_document_file(file).await.expect("kept");
    tx.add_leads(vec![crate::leads::found(people[0], OfficeId(1), "x")]).await.expect("opened");
    tx.settle("form-1", &serde_json::json!(1)).await.expect("settled");
    tx.commit().await.expect("committed");
}

#[test]
fn a_backup_of_either_database_is_restored_into_either_with_nothing_lost() {
    on_both(async |site| {
        filled(&site).await;
        let file = site.folder.join("backup.zip");
        let made = site.store.backup(&file, now()).await.expect("written");
        assert_eq!((made.objects, made.tables["person"].rows, &made.missing_objects), (1, 1, &vec![]));
        for other in [fresh("sqlite").await, fresh("postgres").await] {
            let (store, read) = restore(&file, &other.config, site.ring.clone(), now()).await.expect("restored");
            assert_eq!(read, made);
            let proof = store.verify().await.expect("checked");
            assert!(proof.is_sound(), "{proof:?}");
            assert_eq!((proof.chain.head, proof.cases.cases, proof.leads), (made.head, 1, 1));
            let found = store.find_people(&crate::people::leave(), &[Lookup::Name("王喆")]).await.expect("found");
            assert_eq!(found, [vec![PersonId(1)]]);
            let cases = store.cases(&everywhere::<SeeCases>(), &CaseFilter::default(), None, COUNT_LIMIT).await;
            let case = cases.expect("listed").rows.remove(0).id;
            let files = store.document_files(&everywhere(), case).await.expect("listed");
            let (_, bytes) = store.document_file(&everywhere(), files[0].id).await.expect("read").expect("there");
            assert_eq!(bytes, vec![1; 70_000]);
            let again = store.backup(&other.folder.join("again.zip"), now()).await.expect("written");
            assert_eq!(again.tables, made.tables);
            let full = restore(&file, &other.config, site.ring.clone(), now()).await.map(drop);
            assert!(matches!(full, Err(StoreError::Taken { .. })), "{full:?}");
            store.close().await.expect("closed");
            other.gone().await;
        }
    });
}

#[test]
fn a_backup_without_its_keys_or_with_a_changed_byte_is_refused() {
    on_both(async |site| {
        filled(&site).await;
        let file = site.folder.join("backup.zip");
        site.store.backup(&file, now()).await.expect("written");
        for kind in ["sqlite", "postgres"] {
            let other = fresh(kind).await;
            let strange = KeyRing::generate("strange").expect("randomness");
            let refused = restore(&file, &other.config, strange, now()).await.map(drop);
            assert!(matches!(refused, Err(StoreError::Keys(KeyFault::Unknown { .. }))), "{refused:?}");
            // The same name, and other bytes.
            let refused = restore(&file, &other.config, other.ring.clone(), now()).await.map(drop);
            assert!(matches!(refused, Err(StoreError::Keys(KeyFault::DoesNotOpen { .. }))), "{refused:?}");
            let (store, _) = restore(&file, &other.config, site.ring.clone(), now()).await.expect("still empty");
            store.close().await.expect("closed");
            other.gone().await;
        }
        let mut bytes = std::fs::read(&file).expect("the file");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&file, bytes).expect("written");
        let other = fresh("sqlite").await;
        let refused = restore(&file, &other.config, site.ring.clone(), now()).await.map(drop);
        assert!(matches!(refused, Err(StoreError::Broken { .. } | StoreError::File { .. })), "{refused:?}");
        let empty = other.config.clone();
        site.store.backup(&file, now()).await.expect("written again");
        restore(&file, &empty, site.ring.clone(), now()).await.expect("a refused restore left nothing");
    });
}

#[test]
fn a_damaged_object_is_named_by_the_proof() {
    on_both(async |site| {
        filled(&site).await;
        assert!(site.store.verify().await.expect("checked").is_sound());
        for folder in std::fs::read_dir(&site.config.objects).expect("the folder").flatten() {
            for file in std::fs::read_dir(folder.path()).expect("a folder").flatten() {
                std::fs::write(file.path(), b"something else").expect("written");
            }
        }
        site.meddle("update lead set score = 99").await;
        let proof = site.store.verify().await.expect("checked");
        assert_eq!((proof.damaged_objects.len(), proof.different_leads.len(), proof.is_sound()), (1, 1, false));
        let config = Config { objects: site.folder.join("elsewhere"), ..site.config.clone() };
        let store = store::Store::open(&config, site.ring.clone(), now()).await.expect("opened");
        assert_eq!(store.backup(&site.folder.join("b.zip"), now()).await.expect("written").missing_objects.len(), 1);
    });
}

#[test]
fn a_lead_whose_row_is_gone_is_named_by_the_proof() {
    on_both(async |site| {
        filled(&site).await;
        site.meddle("delete from lead").await;
        let proof = site.store.verify().await.expect("checked");
        assert_eq!((proof.different_leads, proof.leads), (vec![kernel::id::LeadId(1)], 0));
    });
}
