//! The use cases over a house of their own, on each database.
mod applicant;
mod entered;
mod fund;
mod organs;
mod people;
mod reach;
mod registers;
mod second_looks;
mod support;
mod tables;
