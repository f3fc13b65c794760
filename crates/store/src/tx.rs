//! The journal's transaction, and in it the rows of every area.
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};

use ::journal::keys::{DataKey, Vault};
use ::journal::{BareTx, NewEntry, Stamp, append_stamped};
use kernel::id::EntryId;
use sea_orm::DatabaseTransaction;

use crate::error::Result;
use crate::keys::Subject;

pub(crate) use ::journal::tx::{begin, snapshot};

/// A transaction of a writer. What it does with the journal is the journal's. Dropping it undoes everything.
pub struct Tx(journal::Tx);

impl Tx {
    pub(crate) fn over(tx: journal::Tx) -> Self {
        Self(tx)
    }

    /// Makes all of it durable, or none.
    ///
    /// # Errors
    /// [`crate::StoreError::Full`] when the disk is full, [`crate::StoreError::Gone`] when the database went away: then
    /// nothing counts as received.
    pub async fn commit(self) -> Result<()> {
        self.0.commit().await
    }

    /// Destroys the key of `subject`, as the journal does, and takes away under what they are found.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] when the subject never had a key or it was destroyed before.
    pub async fn erase(&mut self, subject: &Subject, why: &str) -> Result<EntryId> {
        let entry = self.0.erase(subject, why).await?;
        if let Subject::Person(person) = subject {
            crate::people::forget_keys(self.db(), &[person.0]).await?;
        }
        Ok(entry)
    }

    pub(crate) fn db(&self) -> &DatabaseTransaction {
        self.0.db()
    }

    pub(crate) fn vault(&self) -> &Vault {
        self.0.vault()
    }

    pub(crate) async fn keys_of(&self, subjects: &BTreeSet<Subject>) -> Result<BTreeMap<Subject, DataKey>> {
        self.vault().keys_of(self.db(), subjects, self.now()).await
    }

    pub(crate) async fn key_of(&self, subject: &Subject) -> Result<DataKey> {
        self.vault().key_of(self.db(), subject, self.now()).await
    }

    pub(crate) async fn append_stamped(&mut self, entries: Vec<NewEntry>, stamps: Vec<Stamp>) -> Result<Vec<EntryId>> {
        append_stamped(&mut self.0, entries, stamps).await
    }
}

impl Deref for Tx {
    type Target = journal::Tx;

    fn deref(&self) -> &journal::Tx {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut journal::Tx {
        &mut self.0
    }
}
