//! A PostgreSQL of our own: for the tests in a temporary folder, gone afterwards, without waiting for the disk; for the
//! benches in a folder that stays, as durable as an office's.
//! Never touches a server that the machine already runs.
use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::Duration;

use crate::failure::Failure;
use crate::needs::debian;
use crate::place::{self, Place};
use crate::say;
use crate::shell::Task;
use crate::temporary;

/// The variable in which the tests find the server's address. A test that needs it and does not find it fails.
pub(crate) const VARIABLE: &str = "TIMELYRAIN_TEST_POSTGRES";

const WAITS: u32 = 200;
const WAIT: Duration = Duration::from_millis(100);

/// A running server; dropping it stops it and removes its files.
pub(crate) struct Server {
    child: Child,
    port: u16,
    place: Place,
    folder: PathBuf,
    // Dropped last: the server must be gone before its folder.
    temporary: Option<temporary::Folder>,
}

impl Server {
    /// Makes and starts a server, installing PostgreSQL where that is allowed.
    pub(crate) fn start(place: &Place) -> Result<Self, Failure> {
        let folder = temporary::Folder::new("postgres")?;
        Self::within(place, folder.path().to_path_buf(), Some(folder))
    }

    /// A server whose data stays in `folder`, for a bench that takes long to prepare. It waits for the disk.
    pub(crate) fn keep(place: &Place, folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(Failure::io(folder.display()))?;
        Self::within(place, folder.to_path_buf(), None)
    }

    fn within(place: &Place, folder: PathBuf, temporary: Option<temporary::Folder>) -> Result<Self, Failure> {
        let programs = programs(place)?;
        let owner = owner(place, &folder)?;
        let data = folder.join("data");
        let port = temporary::port()?;
        say::step(&format!("PostgreSQL of our own, from {}, on port {port}", programs.display()));
        if !data.join("PG_VERSION").is_file() {
            let words = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync", "-D"];
            let mut init = Task::new(place, programs.join("initdb")).folder(&folder).args(&words);
            init.command.arg(&data);
            as_owner(&mut init, owner);
            init.read()?;
        }
        let mut serve = Task::new(place, programs.join("postgres")).folder(&folder);
        serve.command.arg("-D").arg(&data).arg("-k").arg(&folder).arg("-p").arg(port.to_string());
        // What is thrown away does not have to reach the disk; what stays is measured beside a SQLite that waits for it.
        let careless = if temporary.is_some() { &CARELESS[..] } else { &[] };
        for setting in SETTINGS.iter().chain(careless) {
            serve.command.arg("-c").arg(setting);
        }
        as_owner(&mut serve, owner);
        let log = folder.join("log");
        let log = fs::File::create(&log).map_err(Failure::io(log.display()))?;
        serve.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::from(log));
        let child = serve.command.spawn().map_err(Failure::io("postgres"))?;
        let mut server = Self { child, port, place: place.clone(), folder, temporary };
        server.wait_until_ready(&programs)?;
        Ok(server)
    }

    /// The address that tests connect to; each test makes a database of its own.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// The process that starts all others of the server.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    fn wait_until_ready(&mut self, programs: &Path) -> Result<(), Failure> {
        let port = self.port.to_string();
        for _ in 0..WAITS {
            let asked = Task::new(&self.place, programs.join("pg_isready"))
                .args(&["-q", "-h", "127.0.0.1", "-p", &port, "-U", "postgres"])
                .read();
            if asked.is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Failure::Wrong(format!("PostgreSQL ended ({status}): {}", self.log())));
            }
            pause();
        }
        Err(Failure::Wrong(format!("PostgreSQL did not answer on port {port}: {}", self.log())))
    }

    fn log(&self) -> String {
        let mut text = String::new();
        if let Ok(mut file) = fs::File::open(self.folder.join("log")) {
            let _ = file.read_to_string(&mut text);
        }
        text
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGQUIT is PostgreSQL's immediate stop: it ends its own children, which a plain kill would leave behind. What
        // is to stay is written out first, by SIGINT.
        let id = self.child.id().to_string();
        let signal = if self.temporary.is_some() { "-QUIT" } else { "-INT" };
        if Task::new(&self.place, "kill").args(&[signal, &id]).read().is_err() {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}

/// `cargo xtask postgres COMMAND …`: runs it with a server, for work on one crate's tests.
pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let Some((program, rest)) = words.split_first() else {
        return Err(Failure::Usage(
            "cargo xtask postgres COMMAND …, for example: cargo nextest run -p store".to_owned(),
        ));
    };
    let server = Server::start(place)?;
    Task::new(place, program).args(rest).env(VARIABLE, server.url()).run()
}

const SETTINGS: [&str; 3] = ["listen_addresses=127.0.0.1", "max_connections=400", "shared_buffers=128MB"];
const CARELESS: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

#[expect(clippy::disallowed_methods, reason = "another program's start has no event that std could wait on")]
fn pause() {
    thread::sleep(WAIT);
}

/// The folder of `initdb` and `postgres`, newest version first; installs PostgreSQL when there is none.
fn programs(place: &Place) -> Result<PathBuf, Failure> {
    if let Some(found) = look() {
        return Ok(found);
    }
    debian::install(place, &["postgresql"], "the tests run on both databases and need PostgreSQL")?;
    look().ok_or_else(|| Failure::Wrong("PostgreSQL was installed, but no initdb was found".to_owned()))
}

fn look() -> Option<PathBuf> {
    let initdb = place::program(&["initdb"], &versions(Path::new("/usr/lib/postgresql")))?;
    // Debian's programs stand together in one folder; links to some of them may stand elsewhere.
    let real = fs::canonicalize(initdb).ok()?;
    real.parent().filter(|folder| folder.join("postgres").is_file()).map(Path::to_path_buf)
}

/// `bin` of every version under `folder`, highest first.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    found.into_iter().rev().map(|(_, bin)| bin).collect()
}

/// The user and group that the server runs as when we are root, which PostgreSQL refuses to be.
fn owner(place: &Place, folder: &Path) -> Result<Option<(u32, u32)>, Failure> {
    if !debian::root(place) {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").map_err(Failure::io("/etc/passwd"))?;
    let (user, group) = ["postgres", "nobody"].iter().find_map(|name| ids(&users, name)).ok_or_else(|| {
        Failure::Wrong("PostgreSQL will not run as root, and there is no user postgres or nobody".to_owned())
    })?;
    chown(folder, Some(user), Some(group)).map_err(Failure::io(folder.display()))?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).map_err(Failure::io(folder.display()))?;
    Ok(Some((user, group)))
}

fn ids(users: &str, name: &str) -> Option<(u32, u32)> {
    users.lines().find_map(|line| {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        Some((fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}

fn as_owner(task: &mut Task, owner: Option<(u32, u32)>) {
    if let Some((user, group)) = owner {
        task.command.uid(user).gid(group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_numbers_are_read_from_the_list_of_users() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:104:109:PostgreSQL:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids(users, "postgres"), Some((104, 109)));
        assert_eq!(ids(users, "nobody"), None);
    }

    #[test]
    fn the_newest_version_is_looked_at_first() {
        let folder = temporary::Folder::new("versions").expect("a temporary folder");
        for name in ["9", "15", "lost+found"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        let bin = |name: &str| folder.path().join(name).join("bin");
        assert_eq!(versions(folder.path()), [bin("15"), bin("9")]);
    }
}
