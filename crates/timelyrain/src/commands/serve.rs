//! `serve`: the site and its worker, until it is told to stop.
use std::sync::Arc;
use std::time::Duration;

use app::App;
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
        let app = opening::open(&config).await?;
        app.recover(opening::now()).await?;
        serve(&config, app, vec![]).await
    }
}

/// Log lines to standard error; never personal text, which does not print itself.
pub(crate) fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TIMELYRAIN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second call in one process keeps the first.
    drop(tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init());
}

/// Serves `app` at the configured address until it is told to stop; `accounts` stand on a demonstration's door.
pub(crate) async fn serve(config: &Config, app: App, accounts: Vec<web::DemoAccount>) -> Result<(), Failure> {
    let listener = TcpListener::bind(&config.listen).await;
    let listener = listener.map_err(|error| Failure::Told(format!("{}: {error}", config.listen)))?;
    let clock: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync> = Arc::new(opening::now);
    let sessions = app.store().sessions(Arc::clone(&clock));
    let settings = web::Settings { now: clock, secure: config.secure, accounts };
    let router = web::router(app.clone(), sessions, settings);
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(work(app, stopped));
    say::text(&format!("http://{}", config.listen))?;
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    let served = web::serve(listener, service, told_to_stop()).await;
    drop(stop.send(true));
    drop(worker.await);
    served.map_err(|error| Failure::Fault(error.to_string()))
}

/// The worker: jobs that are due, again and again; a fault is logged and tried again.
async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    loop {
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
