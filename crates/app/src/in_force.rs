//! The law in force: what the packs say, with what the office entered and a second person confirmed laid over it.
//!
//! Never: half of it. A new library is made whole and takes the place of the old one at once; whoever works with the old one
//! goes on with it to the end of what they do.
use std::sync::Arc;

use packs::entered::{Given, Subject};
use packs::{Entered, Library, PackMistake};
use store::{EnteredState, EnteredValue};

use crate::{Answer, App, Error};

/// The law as it was read last.
pub(crate) struct InForce {
    /// The number of the store up to which values were read.
    version: i64,
    library: Arc<Library>,
    /// Values that no longer fit the packs, each with why.
    unfit: Arc<Vec<(i64, PackMistake)>>,
}

impl InForce {
    /// The packs by themselves.
    pub(crate) fn shipped(library: &Arc<Library>) -> Self {
        Self { version: 0, library: Arc::clone(library), unfit: Arc::default() }
    }
}

impl App {
    /// These use cases with the law that is in force now: whatever was confirmed meanwhile, by this program or another one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn current(&self) -> Answer<App> {
        let version = self.store().values_version().await?;
        if let Some(library) = self.read_at(version)? {
            return Ok(App { parts: Arc::clone(&self.parts), library });
        }
        let entered: Vec<Entered> = self.counting().await?;
        let shipped = Arc::clone(&self.parts.packs);
        let made = tokio::task::spawn_blocking(move || shipped.with_entered(&entered)).await.map_err(Error::fault)?;
        let (library, unfit) =
            made.map_err(|all| Error::fault(all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")))?;
        for (id, why) in &unfit {
            tracing::error!(value = id, %why, "an entered value does not fit the packs and is left out");
        }
        let library = Arc::new(library);
        let mut known = self.parts.in_force.lock().map_err(|_| Error::fault("a lock was left poisoned"))?;
        if known.version < version {
            *known = InForce { version, library: Arc::clone(&library), unfit: Arc::new(unfit) };
        }
        drop(known);
        Ok(App { parts: Arc::clone(&self.parts), library })
    }

    /// The values that count, the oldest first.
    pub(crate) async fn counting(&self) -> Answer<Vec<Entered>> {
        let mut all = self.store().entered_values().await?;
        all.retain(|own| own.state == EnteredState::Confirmed);
        all.reverse();
        Ok(all.iter().filter_map(entered).collect())
    }

    /// Why a value that counts is left out; nothing where it is not.
    pub(crate) fn unfit(&self, id: i64) -> Answer<Option<String>> {
        let known = self.parts.in_force.lock().map_err(|_| Error::fault("a lock was left poisoned"))?;
        Ok(known.unfit.iter().find(|(own, _)| *own == id).map(|(_, why)| why.to_string()))
    }

    fn read_at(&self, version: i64) -> Answer<Option<Arc<Library>>> {
        let known = self.parts.in_force.lock().map_err(|_| Error::fault("a lock was left poisoned"))?;
        Ok((known.version == version).then(|| Arc::clone(&known.library)))
    }
}

/// A value as the packs take it; nothing for one that this program cannot read.
pub(crate) fn entered(row: &EnteredValue) -> Option<Entered> {
    let own = &row.own;
    Some(Entered {
        id: row.id,
        subject: Subject::parse(&own.subject)?,
        from: own.from,
        given: serde_json::from_value::<Given>(own.given.clone()).ok()?,
        act: own.act.clone(),
        article: own.article.clone(),
        document: own.document.clone(),
    })
}
