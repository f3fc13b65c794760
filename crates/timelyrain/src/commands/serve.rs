//! `serve`: the site and its worker, until it is told to stop.
use std::sync::Arc;
use std::time::Duration;

use app::App;
use app::duties::Agenda;
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::Site;
use crate::config::Config;
use crate::opening;
use crate::say::{self, Failure};

/// How long the worker rests when nothing is to be done.
const REST: Duration = Duration::from_millis(700);

/// Serves the site.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    site: Site,
    /// The port; the configured address otherwise.
    #[arg(long)]
    port: Option<u16>,
}

impl Serve {
    /// Serves until SIGTERM or SIGINT.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let mut config = self.site.config()?;
        if let Some(port) = self.port {
            config.listen = format!("127.0.0.1:{port}");
        }
        log();
        let held = opening::hold(&config, "stop it, or choose another data folder")?;
        let app = opening::open_held(&config, &held).await?;
        // Before the first password is made: it is told once.
        let listener = listen(&config).await?;
        found(&app).await?;
        serve(&config, app, listener, vec![]).await
    }
}

/// Gives an empty house its administrator, and tells the first password once.
pub(super) async fn found(app: &App) -> Result<(), Failure> {
    if !app.store().offices().await.map_err(app::Error::from)?.is_empty() {
        return Ok(());
    }
    let given = app.found(opening::now()).await?;
    let password = given.password.unwrap_or_default();
    say::note(&format!(
        "first sign-in: {}  {password}  (shown once: then name the office and add people)",
        given.login
    ));
    Ok(())
}

/// Log lines to standard error; never personal text, which does not print itself.
pub(crate) fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TIMELYRAIN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second call in one process keeps the first.
    drop(tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

/// The configured address, to listen at.
pub(crate) async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(&config.listen).await;
    listener.map_err(|error| {
        Failure::Told(format!(
            "listen = {:?}: {error}. It is an address and a port, such as 127.0.0.1:8080",
            config.listen
        ))
    })
}

/// Serves `app` on `listener` until it is told to stop; `accounts` stand on a demonstration's door.
pub(crate) async fn serve(
    config: &Config,
    app: App,
    listener: TcpListener,
    accounts: Vec<web::DemoAccount>,
) -> Result<(), Failure> {
    // Port 0 lets the system choose one: the address that is told is the one that was got.
    let address = listener.local_addr().map_err(|error| Failure::Fault(error.to_string()))?;
    let clock: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync> = Arc::new(opening::now);
    let sessions = app.store().sessions(Arc::clone(&clock));
    let settings = web::Settings { now: clock, secure: config.secure, site: site(&app), accounts };
    let router = web::router(app.clone(), sessions, settings);
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work(app, stopped));
    say::text(&format!("http://{address}"))?;
    let served = web::serve(listener, router, told_to_stop()).await;
    // The worker ends with its present job; whether it still listens does not matter.
    let _ended = (stop.send(true), worker.await);
    served.map_err(|error| Failure::Fault(error.to_string()))
}

/// The worker: the duties of the day and the jobs that are due, again and again; a fault is logged and tried again.
async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    let mut agenda = Agenda::default();
    loop {
        app.daily(&mut agenda, opening::now()).await;
        if let Err(error) = app.work(opening::now()).await {
            tracing::error!(%error, "the worker");
        }
        tokio::select! {
            _ = stopped.changed() => return,
            () = tokio::time::sleep(REST) => {}
        }
    }
}

async fn told_to_stop() {
    let Ok(mut term) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = term.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// The version and the packs in force, for the foot of every page.
fn site(app: &App) -> String {
    let packs = app.library().in_force.iter().filter(|pack| pack.id.starts_with("case-types/"));
    let packs: Vec<String> = packs.map(|pack| format!("{} {}", pack.id, pack.hash)).collect();
    format!("{} · {}", env!("CARGO_PKG_VERSION"), packs.join(" · "))
}
