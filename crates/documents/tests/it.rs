//! What the documents crate promises, seen from outside: letters, spreadsheets in, spreadsheets out.

mod it {
    mod assistance;
    pub(crate) mod files;
    pub(crate) mod fonts;
    mod letters;
    mod mutated;
    mod refused;
    mod registers;
    mod scaffold;
    mod tables;
}
