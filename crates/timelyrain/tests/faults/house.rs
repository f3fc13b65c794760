//! A house to break: a demonstration played once for this program, copied for each test, served by the real binary.
//!
//! Never: a process that another test started. Every server is ended by the value that holds it.
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, UNIX_EPOCH};

use domain::access::action::SeeCases;
use domain::access::{Act, Actor, permit};
use kernel::id::{CaseId, EntryId, OfficeId};
use serde_json::Value;
use tempfile::TempDir;

use crate::browser::Browser;

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_timelyrain");
/// How many people the county has: enough for lists, few enough for seconds.
const PEOPLE: &str = "300";

/// To whom money is sent in these tests: to somebody else than the applicant, which asks for a reason.
pub(crate) const PAYEE: [(&str, &str); 4] = [
    ("payee_name", "吴某"),
    ("payee_bank", "某银行"),
    ("payee_account", "6200000000000003"),
    ("reason.other-payee", "申请人住院，由其兄代收"),
];

/// How far a case was taken, in the order in which they were played; their numbers follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Told that they may apply: the officer and the intake clerk may both register it.
    Told,
    /// Visited: the officer may propose an amount.
    Review,
    /// The funds are there: the finance clerk may order the payment.
    Funds,
    /// The payment is under way.
    Payment,
}

const CASES: [(Stage, u64); 4] = [(Stage::Told, 4), (Stage::Review, 2), (Stage::Funds, 14), (Stage::Payment, 4)];

/// The number of the `nth` case at `stage`, from 0.
pub(crate) fn case(stage: Stage, nth: u64) -> u64 {
    let before: u64 = CASES.iter().take_while(|(own, _)| *own != stage).map(|(_, count)| count).sum();
    let count = CASES.iter().find(|(own, _)| *own == stage).map_or(0, |(_, count)| *count);
    assert!(nth < count, "only {count} cases are at {stage:?}");
    before + nth + 1
}

/// A data folder of one test.
pub(crate) struct House {
    folder: TempDir,
}

impl House {
    /// A copy of the prepared one.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("room for a house");
        prepare(folder.path());
        Self { folder }
    }

    /// Its folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Serves it until the answer is dropped.
    pub(crate) fn serve(&self) -> Server {
        let mut child =
            program(self.path(), &["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its words")).read_line(&mut line).expect("its address");
        let site = line.trim().strip_prefix("http://").and_then(|site| site.parse().ok());
        Server { child, site: site.unwrap_or_else(|| panic!("no address: {line}")) }
    }

    /// Runs another command on it.
    pub(crate) fn run(&self, words: &[&str]) -> Output {
        program(self.path(), words).output().expect("the program starts")
    }

    /// Runs another command on it, which may write no file beyond `kilobytes`.
    pub(crate) fn run_within(&self, kilobytes: u64, words: &[&str]) -> Output {
        let plain = program(self.path(), words);
        let mut limited = Command::new("prlimit");
        limited.arg(format!("--fsize={}:unlimited", kilobytes * 1024)).arg(plain.get_program()).args(plain.get_args());
        limited.current_dir(workspace()).output().expect("prlimit is part of util-linux, which every Linux has")
    }

    /// Runs a command that is to be killed.
    pub(crate) fn start(&self, words: &[&str]) -> Child {
        program(self.path(), words).stdout(Stdio::null()).spawn().expect("the program starts")
    }

    /// The last line of a command that must succeed, as JSON.
    #[track_caller]
    pub(crate) fn answer(&self, words: &[&str]) -> Value {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        serde_json::from_str(text.lines().last().expect("an answer")).expect("JSON")
    }

    /// How many entries the journal has; holds that journal, rows, money and files are sound.
    #[track_caller]
    pub(crate) fn sound(&self) -> u64 {
        let proof = self.answer(&["verify", "--json"]);
        assert_eq!(proof["sound"], true, "{proof}");
        proof["entries"].as_u64().expect("a count")
    }

    /// How often `case` took `step`: what the journal says.
    pub(crate) fn taken(&self, case: u64, step: &str) -> usize {
        let stream = format!("case:{case}");
        let kept = self.journal();
        kept.iter().filter(|(own, kind)| *own == stream && kind == step).count()
    }

    /// The documents of `case` that are printed.
    pub(crate) fn printed(&self, case: u64) -> Vec<String> {
        let system = Actor::system("printer", OfficeId(0), &[Act::SeeCases]);
        let allowed = permit::<SeeCases>(&system).expect("it may");
        let case = CaseId(i64::try_from(case).expect("small"));
        self.with_store(async |store| {
            let files = store.document_files(&allowed, case).await.expect("the documents");
            files.into_iter().map(|file| file.kind).collect()
        })
    }

    /// Stream and kind of every entry of the journal.
    pub(crate) fn journal(&self) -> Vec<(String, String)> {
        self.with_store(async |store| {
            let entries = store.read_after(EntryId(0), 100_000).await.expect("the journal reads");
            entries.into_iter().map(|entry| (entry.stream, entry.kind)).collect()
        })
    }

    /// Asks the store itself, as a second process beside the site.
    pub(crate) fn with_store<T>(&self, ask: impl AsyncFnOnce(store::Store) -> T) -> T {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let url = format!("sqlite:{}", self.path().join("timelyrain.sqlite").display());
        let config = store::Config::new(url, self.path().join("objects"));
        runtime.block_on(async {
            let ring = store::KeyRing::open_or_make(&self.path().join("keys")).expect("the keys");
            ask(store::Store::open(&config, ring, jiff::Timestamp::UNIX_EPOCH).await.expect("the store")).await
        })
    }
}

/// A running site.
pub(crate) struct Server {
    child: Child,
    site: SocketAddr,
}

impl Server {
    /// A browser in which nobody is signed in; it speaks Chinese.
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.site, "zh")
    }

    /// A browser in which `login` is signed in.
    pub(crate) fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        browser.enter(login);
        browser
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it was running");
        self.child.wait().expect("it ended");
    }

    /// Ends it in order.
    pub(crate) fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.expect("kill").success());
        assert!(self.child.wait().expect("it ended").success());
    }

    /// Lets it write no file beyond `bytes` from now on; nothing takes the limit away again.
    pub(crate) fn limit_files(&self, bytes: Option<u64>) {
        let soft = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let pid = self.child.id().to_string();
        let set = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={soft}:unlimited")]).status();
        assert!(set.expect("prlimit is part of util-linux, which every Linux has").success());
    }

    /// The most memory that it ever held, in MiB.
    pub(crate) fn most_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("Linux tells it");
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("the line");
        let kilobytes: u64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number");
        kilobytes / 1024
    }

    /// Whether it still runs.
    pub(crate) fn lives(&mut self) -> bool {
        self.child.try_wait().expect("it is ours").is_none()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Asks again and again until `ready` answers something; patience is long, since a machine may be slow.
#[track_caller]
pub(crate) fn wait_for<T>(mut ready: impl FnMut() -> Option<T>) -> T {
    for _ in 0..1_200 {
        if let Some(found) = ready() {
            return found;
        }
        pause(50);
    }
    panic!("what was waited for does not come");
}

/// A moment in which another process goes on.
#[expect(clippy::disallowed_methods, reason = "a fault has to fall somewhere into the work of another process")]
pub(crate) fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

fn program(data: &Path, words: &[&str]) -> Command {
    let (command, rest) = words.split_first().expect("a command");
    let mut program = Command::new(PROGRAM);
    program.current_dir(workspace()).arg(command).arg("--data").arg(data).args(rest).stdin(Stdio::null());
    program
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Copies the prepared house to `place`; whichever test comes first makes it, for this very program, beside the build.
fn prepare(place: &Path) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults");
    fs::create_dir_all(&root).expect("room beside the build");
    let one_at_a_time = File::create(root.join("lock")).expect("a lock");
    one_at_a_time.lock().expect("the lock");
    let house = root.join(mark());
    if !house.join("ready").exists() {
        for old in fs::read_dir(&root).expect("the folder").filter_map(Result::ok).filter(|old| old.path().is_dir()) {
            fs::remove_dir_all(old.path()).expect("a house of an earlier program");
        }
        make(&house);
        fs::write(house.join("ready"), "").expect("room");
    }
    copy(&house, place);
}

/// Which program and which stories: another one needs another house.
fn mark() -> String {
    let program = fs::metadata(PROGRAM).expect("the program");
    let made = program.modified().expect("its day").duration_since(UNIX_EPOCH).expect("after 1970").as_millis();
    format!("{}-{made}-{}", program.len(), stories().len())
}

fn make(house: &Path) {
    let packs = tempfile::tempdir().expect("room for packs");
    let examples = packs.path().join("case-types/judicial-assistance/examples");
    fs::create_dir_all(&examples).expect("a folder");
    fs::write(examples.join("t1-burns.toml"), stories()).expect("the stories");
    let played = program(house, &["demo", "--people", PEOPLE, "--seed", "5", "--exit"])
        .env("TIMELYRAIN_PACKS", packs.path())
        .output()
        .expect("the program starts");
    assert!(played.status.success(), "{}", String::from_utf8_lossy(&played.stderr));
}

/// Cases that stand where the faults are to fall, as walks like those of the packs.
fn stories() -> String {
    let mut text = String::new();
    let stages = CASES.iter().flat_map(|(stage, count)| (0..*count).map(move |_| *stage));
    for (place, stage) in stages.enumerate() {
        let number = place + 1;
        let _ = write!(
            text,
            "[[walk]]\nname = \"fault {number}\"\narea = \"341600\"\noffice = \"谯城\"\nopened = 2024-07-08\ngiven = {{ full_name = \"吴某{number}\" }}\n\n"
        );
        for (by, take, with) in scenes(stage, number) {
            let _ = write!(
                text,
                "[[walk.step]]\non = 2024-07-17\nby = \"{by}\"\ntake = \"{take}\"\nwith = {{ {with} }}\n\n"
            );
        }
    }
    text
}

fn scenes(stage: Stage, number: usize) -> Vec<(&'static str, &'static str, String)> {
    let officer = "assistance-officer";
    let own = |text: &str| text.to_owned();
    if stage == Stage::Told {
        return vec![(officer, "tell", own("phone = \"010-00000000\""))];
    }
    let apply = format!(
        "applied_on = 2024-07-08, application_form = \"written\", applicant_capacity = \"self\", full_name = \"吴某{number}\", harm_kind = \"crime\", injury = \"serious\", offender = \"unable-to-pay\", original_case_number = \"示范检刑诉〔2024〕{number}号\", groups = [], papers = [\"application\", \"identity\", \"harm\", \"hardship\", \"compensation-statement\"]"
    );
    let visit = "home_visited_on = 2024-07-10, home_visit_found = \"情况属实\", hardship_grade = \"very\", hardship_caused_by_case = true, serious_own_fault = false, refuses_to_cooperate = false, false_statement = false, waived_compensation = false, reasonably_compensated = false";
    let mut scenes = vec![
        (officer, "apply", apply),
        (officer, "accept", own("accepted_on = 2024-07-09")),
        (officer, "visit-home", own(visit)),
    ];
    if stage == Stage::Review {
        return scenes;
    }
    let propose = "harm_class = \"serious-injury\", fault_share = \"0\", compensation_received = 0, other_aid = 0, amount_to_grant = 8000000, opinion = \"建议救助\"";
    scenes.extend([
        (officer, "propose", own(propose)),
        ("chief-meeting", "approve", String::new()),
        ("finance-clerk", "request-funds", String::new()),
        ("finance-clerk", "funds-arrived", own("funds_arrived_on = 2024-07-17")),
    ]);
    if stage == Stage::Payment {
        let payee =
            format!("payee_name = \"吴某{number}\", payee_bank = \"某银行\", payee_account = \"6200000000000003\"");
        scenes.push(("finance-clerk", "order-payment", payee));
        scenes.push(("assistance-officer", "check-payee", String::new()));
    }
    scenes
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).expect("room");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("room");
        }
    }
}
