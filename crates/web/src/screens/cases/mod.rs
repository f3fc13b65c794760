//! Cases: the list, one case, one step.

pub mod case;
pub mod list;
pub mod step;
