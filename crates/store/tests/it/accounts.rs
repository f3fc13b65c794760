//! What the store keeps of accounts, as sentences about behaviour, on both databases.
use std::sync::Arc;

use jiff::SignedDuration;
use kernel::Sealed;
use kernel::id::{OfficeId, RoleId, UserId};
use kernel::label::Language;
use store::{AccountChange, Attempt, NewAccount, PasswordBy, SignIn, SignInLimits, StoreError, hash_password};
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};

use crate::support::{Site, after, everywhere, now, on_both};

const LIMITS: SignInLimits = SignInLimits {
    tries: 3,
    tries_from_address: 5,
    window: SignedDuration::from_mins(15),
    lock: SignedDuration::from_mins(15),
};

fn attempt(login: &str, password: &str, address: &str) -> Attempt {
    let password = Sealed::new(password.to_owned());
    Attempt { login: login.to_owned(), password, address: address.to_owned() }
}

async fn account(site: &Site, login: &str, office: OfficeId) -> Result<UserId, StoreError> {
    let new = NewAccount {
        login: login.to_owned(),
        name: "何检察官".to_owned(),
        name_en: Some("He Jing".to_owned()),
        password_hash: hash_password(Sealed::new("rain 2021".to_owned())).await?,
        password: PasswordBy::Owner,
        language: Some(Language::Chinese),
        roles: vec![(RoleId::from("assistance-officer"), office)],
    };
    let mut tx = site.begin().await;
    let id = tx.add_account(new).await?;
    tx.commit().await?;
    Ok(id)
}

#[test]
fn three_wrong_passwords_lock_the_name_for_a_while_and_no_longer() {
    on_both(async |site| {
        let office = site.office(None).await;
        let user = account(&site, "He.Jing", office).await.expect("added");
        let enter = async |password: &str, at| {
            site.store.sign_in(&attempt(" he.jing ", password, "10.0.0.1"), &LIMITS, at).await.expect("answered")
        };
        assert_eq!(enter("rain 2021", now()).await, SignIn::Right(user));
        assert_eq!(enter("wrong", after(1)).await, SignIn::Wrong);
        assert_eq!(enter("wrong", after(2)).await, SignIn::Wrong);
        assert_eq!(enter("wrong", after(3)).await, SignIn::Locked { until: after(903) });
        assert_eq!(enter("rain 2021", after(4)).await, SignIn::Locked { until: after(903) });
        assert_eq!(enter("rain 2021", after(903)).await, SignIn::Right(user));
        let known = site.store.account(user).await.expect("read").expect("there");
        assert_eq!((known.last_sign_in, known.locked_until), (Some(after(903)), None));
    });
}

#[test]
fn a_name_that_nobody_has_is_locked_as_one_that_somebody_has() {
    on_both(async |site| {
        let office = site.office(None).await;
        account(&site, "he", office).await.expect("added");
        let tried = [(0, "x"), (1, "x"), (2, "x"), (3, "x"), (600, "x"), (901, "x"), (902, "x"), (1803, "x")];
        let mut told = vec![];
        for (login, address) in [("he", "10.0.0.1"), ("nobody", "10.0.0.2")] {
            let mut answers = vec![];
            for (at, password) in tried {
                let attempt = attempt(login, password, address);
                answers.push(site.store.sign_in(&attempt, &LIMITS, after(at)).await.expect("answered"));
            }
            told.push(answers);
        }
        assert_eq!(told[0], told[1], "nothing tells which of them is somebody's");
        let until = |at| SignIn::Locked { until: after(at) };
        let wrong = SignIn::Wrong;
        let expected =
            [wrong.clone(), wrong.clone(), until(902), until(902), until(902), until(902), wrong.clone(), wrong];
        assert_eq!(told[0], expected, "the end of a lock stays where it is");
    });
}

#[test]
fn an_address_that_tries_many_names_must_wait_too() {
    on_both(async |site| {
        for n in 0..5 {
            let told = site.store.sign_in(&attempt(&format!("name{n}"), "x", "10.0.0.9"), &LIMITS, now()).await;
            assert_eq!(told.expect("answered"), SignIn::Wrong);
        }
        let told = site.store.sign_in(&attempt("name9", "x", "10.0.0.9"), &LIMITS, now()).await.expect("answered");
        assert_eq!(told, SignIn::Locked { until: after(900) });
    });
}

#[test]
fn a_login_is_given_once_and_changes_are_written_down_without_passwords() {
    on_both(async |site| {
        let office = site.office(None).await;
        let user = account(&site, "he", office).await.expect("added");
        let again = account(&site, "HE", office).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        let under = site.office(Some(office)).await;
        let change = AccountChange {
            disabled: Some(true),
            password: Some(("$argon2id$new".to_owned(), PasswordBy::Giver)),
            roles: Some(vec![(RoleId::from("finance-clerk"), under)]),
            ..AccountChange::default()
        };
        let mut tx = site.begin().await;
        tx.change_account(user, change).await.expect("changed");
        tx.commit().await.expect("committed");
        let known = site.store.account(user).await.expect("read").expect("there");
        assert_eq!((known.disabled, known.roles), (true, vec![(RoleId::from("finance-clerk"), under)]));
        let told = site.store.read_stream(&everywhere(), &format!("access:{user}")).await.expect("read");
        assert!(told.iter().all(|entry| !entry.plain.to_string().contains("argon2")), "{told:?}");
        let wrong = site.store.sign_in(&attempt("he", "rain 2021", "a"), &LIMITS, now()).await.expect("answered");
        assert_eq!(wrong, SignIn::Wrong);
        let paths: Vec<String> = site.store.offices().await.expect("read").into_iter().map(|own| own.path).collect();
        assert_eq!(paths, [format!("/{office}/"), format!("/{office}/{under}/")]);
    });
}

#[test]
fn a_session_is_found_by_its_id_until_it_ends_and_the_table_does_not_hold_the_id() {
    on_both(async |site| {
        let time = Arc::new(std::sync::Mutex::new(now()));
        let clock = Arc::clone(&time);
        let sessions = site.store.sessions(Arc::new(move || *clock.lock().expect("clock")));
        let ends = OffsetDateTime::from_unix_timestamp(after(60).as_second()).expect("a moment");
        let mut record = Record { id: Id(77), data: [].into(), expiry_date: ends };
        record.data.insert("user".to_owned(), 5.into());
        sessions.create(&mut record).await.expect("made");
        let mut other = Record { id: Id(77), ..record.clone() };
        sessions.create(&mut other).await.expect("made");
        assert_ne!(other.id, record.id);
        assert_eq!(sessions.load(&Id(77)).await.expect("read"), Some(record.clone()));
        record.data.insert("user".to_owned(), 6.into());
        sessions.save(&record).await.expect("saved");
        assert_eq!(sessions.load(&Id(77)).await.expect("read"), Some(record));
        sessions.delete(&other.id).await.expect("deleted");
        sessions.save(&other).await.expect("what ended is no fault of a request that was under way");
        assert_eq!(sessions.load(&other.id).await.expect("read"), None, "and stays ended");
        *time.lock().expect("clock") = after(60);
        assert_eq!(sessions.load(&Id(77)).await.expect("read"), None);
        assert_eq!(site.store.delete_expired_sessions(after(60)).await.expect("deleted"), 1);
    });
}
