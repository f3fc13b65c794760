//! Configuration: one file, read once; an unknown key is an error. The environment may say the same (`TIMELYRAIN_…`).
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::say::Failure;

/// What a site configures.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The folder of everything that is kept.
    pub(crate) data: PathBuf,
    /// `sqlite:<path>` or `postgres://…`; a file in the data folder when absent.
    pub(crate) database: Option<String>,
    /// The address that the site listens on.
    pub(crate) listen: String,
    /// Whether the site is reached by HTTPS alone, so that cookies may say so.
    pub(crate) secure: bool,
    /// The folders that hold fonts.
    pub(crate) fonts: Vec<PathBuf>,
    /// The site's own packs, laid over the built-in ones.
    pub(crate) packs: Option<PathBuf>,
    /// The file of the master keys; in the data folder when absent.
    pub(crate) keys: Option<PathBuf>,
    /// Whether the data are a simulated county's.
    pub(crate) demonstration: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database: None,
            listen: "127.0.0.1:8080".to_owned(),
            secure: false,
            fonts: vec![],
            packs: None,
            keys: None,
            demonstration: false,
        }
    }
}

impl Config {
    /// The configuration from `file` (or `timelyrain.toml` where there is one) and the environment. A file that was
    /// named and is not there is a mistake: a site on its defaults would look like an empty house.
    pub(crate) fn read(file: Option<&Path>) -> Result<Config, Failure> {
        if let Some(file) = file.filter(|file| !file.exists()) {
            return Err(Failure::Told(format!("configuration: there is no file {}", file.display())));
        }
        let file = file.unwrap_or(Path::new("timelyrain.toml"));
        let read = Figment::from(Serialized::defaults(Config::default()))
            .merge(Toml::file(file))
            .merge(Env::prefixed("TIMELYRAIN_").only(&["data", "database", "listen", "packs", "keys"]))
            .extract::<Config>();
        read.map_err(|error| Failure::Told(format!("configuration: {error}")))
    }

    /// The database's address.
    pub(crate) fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.data.join("timelyrain.sqlite").display()))
    }

    /// The file of the master keys.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.keys.clone().unwrap_or_else(|| self.data.join("keys"))
    }

    /// The folders that hold fonts: the configured ones, else those where packages and the developer put them.
    pub(crate) fn font_folders(&self) -> Vec<PathBuf> {
        if !self.fonts.is_empty() {
            return self.fonts.clone();
        }
        let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|folder| folder.join("fonts")));
        let usual = [
            Some(self.data.join("fonts")),
            beside,
            Some(PathBuf::from("fonts")),
            Some(PathBuf::from("/usr/share/timelyrain/fonts")),
        ];
        usual.into_iter().flatten().filter(|folder| folder.is_dir()).collect()
    }
}
