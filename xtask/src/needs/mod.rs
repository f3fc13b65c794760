//! What the commands need from outside the clone, brought by the command that needs it, after saying so.
//! Never skipped silently: what may not be installed from here stops the command with the line that installs it.
pub(crate) mod chromium;
pub(crate) mod debian;
pub(crate) mod fonts;
pub(crate) mod node;
pub(crate) mod postgres;
