//! Opening the house: store, packs, press, and the clock.
use std::fs::TryLockError;
use std::path::PathBuf;

use app::{App, Data, Parts};
use documents::press::Press;
use jiff::Timestamp;
use store::{KeyRing, Store};

use crate::config::Config;
use crate::packs_folder;
use crate::say::Failure;

/// The file in the data folder that is locked by whoever holds the folder.
pub(crate) const LOCK: &str = "lock";

/// The moment. The only clock of the house; everything below is told.
#[expect(clippy::disallowed_methods, reason = "the binary is where the clock is read")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The folder of the registers as Parquet.
pub(crate) fn registers(config: &Config) -> PathBuf {
    config.data.join("registers")
}

/// The use cases over the configured store.
pub(crate) async fn open(config: &Config) -> Result<App, Failure> {
    let press = Press::new(&config.font_folders()).map_err(|error| told("fonts", &error))?;
    open_with(config, press).await
}

/// The same for a command that prints no document, and so needs no fonts.
pub(crate) async fn open_without_press(config: &Config) -> Result<App, Failure> {
    let press = Press::without_fonts().map_err(|error| told("fonts", &error))?;
    open_with(config, press).await
}

async fn open_with(config: &Config, press: Press) -> Result<App, Failure> {
    let library = packs_folder::library(config.packs.as_deref())?;
    std::fs::create_dir_all(&config.data).map_err(|error| told("data folder", &error))?;
    let settings = store::Config::new(config.url(), config.data.join("objects"));
    let ring = ring(config, &settings).await?;
    let store = Store::open(&settings, ring, now()).await.map_err(|error| told("database", &error))?;
    let registers = registers(config);
    std::fs::create_dir_all(&registers).map_err(|error| told("registers folder", &error))?;
    let data = if config.demonstration { Data::Demonstration } else { Data::Real };
    Ok(App::new(Parts::new(store, library, press, registers, data)))
}

/// The master keys, made for a new house. Keys that are made for a house that lost its own open nothing of it, and would
/// lie where the right ones are to be put back.
async fn ring(config: &Config, settings: &store::Config) -> Result<KeyRing, Failure> {
    let file = config.key_file();
    let there = file.try_exists().map_err(|error| told("keys", &error))?;
    if !there && store::is_sealed(settings).await.map_err(|error| told("database", &error))? {
        let file = file.display();
        return Err(Failure::Told(format!(
            "keys: the keys of this database are missing. They are expected in {file}: put the copy back that was kept \
             apart from the backups; no other keys open what is sealed"
        )));
    }
    KeyRing::open_or_make(&file).map_err(|error| told("keys", &error))
}

fn told(what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::Told(format!("{what}: {error}"))
}

/// Holds the data folder for one program at a time: whoever changes tables, keys or the schema, or serves.
#[must_use = "the folder is held as long as this lives"]
pub(crate) struct Hold(#[expect(dead_code, reason = "the lock lasts as long as the file is open")] std::fs::File);

/// Holds the data folder before anything in it is opened; `otherwise` is what to do when another program holds it.
pub(crate) fn hold(config: &Config, otherwise: &str) -> Result<Hold, Failure> {
    std::fs::create_dir_all(&config.data).map_err(|error| told("data folder", &error))?;
    let file = std::fs::File::create(config.data.join(LOCK)).map_err(|error| told("lock", &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Hold(file)),
        Err(TryLockError::WouldBlock) => {
            let data = config.data.display();
            Err(Failure::Told(format!("another program serves, imports or restores in {data}: {otherwise}")))
        }
        Err(TryLockError::Error(error)) => Err(told("lock", &error)),
    }
}

/// The use cases over the configured store, with what a killed program left half done taken back. The folder is held.
pub(crate) async fn open_held(config: &Config, _: &Hold) -> Result<App, Failure> {
    let app = open(config).await?;
    app.recover(now()).await?;
    Ok(app)
}
