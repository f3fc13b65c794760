//! A demo site of our own for the journeys and the benches: a fresh data folder, a free port, gone afterwards.
//! Never the developer's own demo: its data folder is not touched.
use std::fs;
use std::path::PathBuf;
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
const PAUSE: Duration = Duration::from_millis(100);
const ANSWER: Duration = Duration::from_secs(5);

/// A running demo; dropping it stops it and removes its data.
pub(crate) struct Site {
    child: Child,
    place: Place,
    pub(crate) port: u16,
    /// `http://127.0.0.1:PORT`
    pub(crate) base: String,
    /// JSON: `[{role, user, password}]`
    pub(crate) accounts: PathBuf,
    _folder: temporary::Folder,
}

impl Site {
    /// Starts `timelyrain demo` with a simulated county of `people` from `seed`; waits until it serves.
    pub(crate) fn start(place: &Place, people: u32, seed: u32) -> Result<Self, Failure> {
        let folder = temporary::Folder::new("site")?;
        let port = temporary::port()?;
        let accounts = folder.path().join("accounts.json");
        let log = folder.path().join("demo.log");
        let file = fs::File::create(&log).map_err(Failure::io(log.display()))?;
        let both = file.try_clone().map_err(Failure::io(log.display()))?;
        let mut task = Task::new(place, place.binary()).args(&["demo"]);
        task.command.arg("--people").arg(people.to_string()).arg("--seed").arg(seed.to_string());
        task.command.arg("--port").arg(port.to_string()).arg("--data").arg(folder.path().join("data"));
        task.command.arg("--accounts").arg(&accounts);
        say::step(&task.shown());
        task.command.stdin(Stdio::null()).stdout(file).stderr(both);
        let child = task.command.spawn().map_err(Failure::io(place.binary().display()))?;
        let base = format!("http://127.0.0.1:{port}");
        let mut site = Self { child, place: place.clone(), port, base, accounts, _folder: folder };
        site.wait_until_it_serves(port, &log)?;
        Ok(site)
    }

    /// The process of the site.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    fn wait_until_it_serves(&mut self, port: u16, log: &std::path::Path) -> Result<(), Failure> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.accounts.is_file() && answers(port) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Failure::Wrong(format!("the demo ended ({status}):\n{}", tail(log))));
            }
            pause();
        }
        Err(Failure::Wrong(format!("the demo did not serve within {} s:\n{}", PATIENCE.as_secs(), tail(log))))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Asked first: the demo closes its database.
        let id = self.child.id().to_string();
        let asked = Task::new(&self.place, "kill").args(&["-TERM", &id]).read();
        let begun = Instant::now();
        while asked.is_ok() && begun.elapsed() < ANSWER {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            pause();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answers(port: u16) -> bool {
    http::get(port, "/sign-in", "identity").is_ok()
}

#[expect(clippy::disallowed_methods, reason = "another program's start has no event that std could wait on")]
fn pause() {
    thread::sleep(PAUSE);
}

fn tail(log: &std::path::Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(40);
    lines.get(from..).unwrap_or_default().join("\n")
}
