//! Reading a laid-out document: its words in reading order, and the first character that no font could write.
//!
//! Never: parsing the PDF again. Page numbers, watermarks and other marks of the page are looked at, not read.
use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::text::{TextItem, is_default_ignorable};
use typst_layout::{Page, PagedDocument};

/// Two runs whose base lines are nearer than this stand on one line.
const SAME_LINE: f64 = 3.0;

/// Elements that are only part of a line: their borders are no borders of the text.
const INLINE: [&str; 14] = [
    "strong",
    "emph",
    "underline",
    "overline",
    "strike",
    "highlight",
    "link",
    "ref",
    "cite",
    "sub",
    "super",
    "smallcaps",
    "raw",
    "metadata",
];

/// The text, or the character without a glyph.
pub(super) fn read(document: &PagedDocument) -> Result<String, char> {
    read_pages(document.pages())
}

/// The text of these pages.
pub(super) fn read_pages(pages: &[Page]) -> Result<String, char> {
    let mut reader = Reader::default();
    for page in pages {
        reader.walk(&page.frame, Point::with_y(reader.top))?;
        reader.turn(page.frame.height());
    }
    Ok(reader.text)
}

#[derive(Default)]
struct Reader {
    text: String,
    /// Where the page begins, counted from the top of the first.
    top: Abs,
    /// Where the last run ended.
    last: Option<Point>,
    /// A new paragraph, heading, cell or the like has begun since.
    border: bool,
    /// Elements that are open, and whether they are marks of the page.
    open: Vec<(Location, bool)>,
}

#[expect(clippy::arithmetic_side_effects, reason = "lengths of Typst are floats: they saturate, they never panic")]
impl Reader {
    fn turn(&mut self, height: Abs) {
        self.top += height;
    }

    fn walk(&mut self, frame: &Frame, origin: Point) -> Result<(), char> {
        for (at, item) in frame.items() {
            let here = origin + *at;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.walk(&group.frame, here + moved)?;
                }
                FrameItem::Text(run) => self.run(run, here)?,
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element),
                FrameItem::Tag(Tag::End(location, ..)) => self.end(*location),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, element: &Content) {
        let name = element.elem().name();
        if INLINE.contains(&name) {
            return;
        }
        self.border = true;
        if let Some(location) = element.location() {
            self.open.push((location, name == "artifact"));
        }
    }

    fn end(&mut self, location: Location) {
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == location) {
            self.open.remove(at);
            self.border = true;
        }
    }

    fn run(&mut self, run: &TextItem, at: Point) -> Result<(), char> {
        if let Some(ch) = without_glyph(run) {
            return Err(ch);
        }
        if self.open.iter().any(|(_, mark)| *mark) {
            return Ok(());
        }
        let on_line = |last: Point| (last.y - at.y).abs().to_pt() < SAME_LINE && last.x <= at.x;
        let same_line = self.last.is_some_and(on_line);
        let far = self.last.is_some_and(|last| at.x - last.x > run.size * 2.0);
        let text = run.text.as_str();
        if let Some(before) = self.text.chars().next_back() {
            match (self.border, same_line) {
                (true, true) => self.text.push('\t'),
                (true, false) => self.text.push('\n'),
                (false, true) if far => self.text.push(' '),
                (false, false) if apart(before, text) => self.text.push(' '),
                (false, true | false) => {}
            }
        }
        self.text.push_str(text);
        self.border = false;
        self.last = Some(at + Point::with_x(run.width()));
        Ok(())
    }
}

/// A line that wraps between two words of Latin script lost its space; between Chinese characters there was none.
fn apart(before: char, text: &str) -> bool {
    let after = text.chars().next();
    before.is_ascii_alphanumeric() && after.is_some_and(|after| after.is_ascii_alphanumeric())
}

fn without_glyph(run: &TextItem) -> Option<char> {
    let private = run.text.chars().find(|ch| is_private(*ch));
    let blank = |ch: char| ch.is_whitespace() || ch.is_control() || is_default_ignorable(ch);
    private.or_else(|| {
        let missing = run.glyphs.iter().filter(|glyph| glyph.id == 0);
        missing.filter_map(|glyph| run.text.get(glyph.range())?.chars().next()).find(|ch| !blank(*ch))
    })
}

/// What stands in a private area is another character on every machine.
fn is_private(ch: char) -> bool {
    matches!(ch, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
