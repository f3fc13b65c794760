//! A demo site of our own for the journeys and the benches: a fresh data folder, a free port, gone afterwards.
//! Never the developer's own demo: its data folder is not touched.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::http;
use crate::place::Place;
use crate::say;
use crate::shell::Task;
use crate::temporary;

const PATIENCE: Duration = Duration::from_mins(15);
const PAUSE: Duration = Duration::from_millis(20);
const FAREWELL: Duration = Duration::from_secs(5);

/// A demo of our own; dropping it stops it and removes its data.
pub(crate) struct Site {
    pub(crate) server: Server,
    /// JSON: `[{role, user, password}]`
    pub(crate) accounts: PathBuf,
    // After the server: it must be gone before its folder.
    _folder: temporary::Folder,
}

impl Site {
    /// Starts `timelyrain demo` with a simulated county of `people` from `seed`; waits until it serves.
    pub(crate) fn start(place: &Place, people: u32, seed: u32) -> Result<Self, Failure> {
        let folder = temporary::Folder::new("site")?;
        let accounts = folder.path().join("accounts.json");
        let mut words = vec!["demo".to_owned(), "--people".to_owned(), people.to_string()];
        words.extend(["--seed".to_owned(), seed.to_string(), "--accounts".to_owned()]);
        words.push(accounts.display().to_string());
        let server = Server::start(place, &words, folder.path())?;
        Ok(Self { server, accounts, _folder: folder })
    }
}

/// A running site; dropping it stops it.
pub(crate) struct Server {
    child: Child,
    place: Place,
    pub(crate) port: u16,
    /// `http://127.0.0.1:PORT`
    pub(crate) base: String,
    /// From the start of the program to its first answer.
    pub(crate) took: Duration,
}

impl Server {
    /// Starts the product with `words` on a free port with its data in `folder/data`; waits until it answers.
    pub(crate) fn start(place: &Place, words: &[String], folder: &Path) -> Result<Self, Failure> {
        let port = temporary::port()?;
        let log = folder.join("site.log");
        let file = fs::File::create(&log).map_err(Failure::io(log.display()))?;
        let both = file.try_clone().map_err(Failure::io(log.display()))?;
        let mut task = Task::new(place, place.binary()).args(words);
        task.command.arg("--port").arg(port.to_string()).arg("--data").arg(folder.join("data"));
        say::step(&task.shown());
        task.command.stdin(Stdio::null()).stdout(file).stderr(both);
        let begun = Instant::now();
        let child = task.command.spawn().map_err(Failure::io(place.binary().display()))?;
        let base = format!("http://127.0.0.1:{port}");
        let mut server = Self { child, place: place.clone(), port, base, took: Duration::ZERO };
        server.wait_for_an_answer(&log)?;
        server.took = begun.elapsed();
        Ok(server)
    }

    /// The process of the site.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    fn wait_for_an_answer(&mut self, log: &Path) -> Result<(), Failure> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if http::get(self.port, "/sign-in", "identity").is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Failure::Wrong(format!("the site ended ({status}):\n{}", tail(log))));
            }
            pause();
        }
        Err(Failure::Wrong(format!("the site did not answer within {} s:\n{}", PATIENCE.as_secs(), tail(log))))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked first: the site closes its database.
        let id = self.child.id().to_string();
        let asked = Task::new(&self.place, "kill").args(&["-TERM", &id]).read();
        let begun = Instant::now();
        while asked.is_ok() && begun.elapsed() < FAREWELL {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            pause();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::disallowed_methods, reason = "another program's start has no event that std could wait on")]
fn pause() {
    thread::sleep(PAUSE);
}

fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(40);
    lines.get(from..).unwrap_or_default().join("\n")
}
