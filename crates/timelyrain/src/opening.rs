//! Opening the house: store, packs, press, and the clock.
use app::{App, Data, Parts};
use documents::press::Press;
use jiff::Timestamp;
use store::{KeyRing, Store};

use crate::config::Config;
use crate::packs_folder;
use crate::say::Failure;

/// The moment. The only clock of the house; everything below is told.
#[expect(clippy::disallowed_methods, reason = "the binary is where the clock is read")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The use cases over the configured store.
pub(crate) async fn open(config: &Config) -> Result<App, Failure> {
    let library = packs_folder::library(config.packs.as_deref())?;
    std::fs::create_dir_all(&config.data).map_err(|error| told("data folder", &error))?;
    let ring = KeyRing::open_or_make(&config.key_file()).map_err(|error| told("keys", &error))?;
    let settings = store::Config::new(config.url(), config.data.join("objects"));
    let store = Store::open(&settings, ring, now()).await.map_err(|error| told("database", &error))?;
    let press = Press::new(&config.font_folders()).map_err(|error| told("fonts", &error))?;
    let registers = config.data.join("registers");
    std::fs::create_dir_all(&registers).map_err(|error| told("registers folder", &error))?;
    let data = if config.demonstration { Data::Demonstration } else { Data::Real };
    Ok(App::new(Parts::new(store, library, press, registers, data)))
}

fn told(what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::Told(format!("{what}: {error}"))
}

/// Holds the data folder for one program at a time; what a killed program left half done is taken back by who holds it.
pub(crate) struct Hold(#[expect(dead_code, reason = "the lock lasts as long as the file is open")] std::fs::File);

/// Holds the data folder, or nothing when another program does.
pub(crate) fn hold(config: &Config) -> Result<Option<Hold>, Failure> {
    let path = config.data.join("lock");
    let file = std::fs::File::create(&path).map_err(|error| told("lock", &error))?;
    Ok(file.try_lock().is_ok().then_some(Hold(file)))
}

/// Takes back what a killed program left half done, unless a running one is still at it.
pub(crate) async fn recover(app: &App, held: Option<&Hold>) -> Result<(), Failure> {
    if held.is_some() {
        app.recover(now()).await?;
    }
    Ok(())
}
