//! The sign-in page with everything it makes a browser fetch, in bytes over the wire.
//! Counts every address that the page and its style sheet name, used or not: an upper bound.
use std::collections::BTreeSet;

use super::report::{Row, Verdict};
use crate::failure::Failure;
use crate::http;
use crate::place::Place;
use crate::server::Site;
use crate::testing;
use crate::tidy::tree;

const LIMIT: usize = 60_000;
const STRETCH: usize = 30_000;

pub(super) fn run(place: &Place, _: u32) -> Result<Vec<Row>, Failure> {
    testing::prepare(place)?;
    testing::build(place)?;
    let site = Site::start(place, 200, 7)?;
    let mut wanted = BTreeSet::from(["/sign-in".to_owned()]);
    let mut fetched = BTreeSet::new();
    let mut rows = Vec::new();
    let mut sum = 0_usize;
    while let Some(path) = wanted.pop_first() {
        fetched.insert(path.clone());
        let packed = http::get(site.server.port, &path, "gzip")?;
        if packed.status != 200 {
            return Err(Failure::Wrong(format!("{path} answered {}", packed.status)));
        }
        sum = sum.saturating_add(packed.wire);
        rows.push(Row::told(&path, bytes(packed.wire)));
        let plain = http::get(site.server.port, &path, "identity")?;
        let text = String::from_utf8_lossy(&plain.body).into_owned();
        wanted.extend(addresses(&path, &text).difference(&fetched).cloned());
    }
    let limit = format!("≤ {} (stretch {})", bytes(LIMIT), bytes(STRETCH));
    rows.push(Row {
        work: "sign-in page and all it needs".to_owned(),
        ours: bytes(sum),
        limit,
        met: Verdict::of((sum <= LIMIT).then_some(())),
    });
    Ok(rows)
}

/// What a page or a style sheet makes a browser fetch. A link that a person clicks is not among them.
fn addresses(path: &str, text: &str) -> BTreeSet<String> {
    if tree::kind(path) == Some("css") {
        return text.split("url(").skip(1).filter_map(|rest| local(rest.trim_start_matches(['"', '\'']))).collect();
    }
    if path.contains('.') {
        return BTreeSet::new();
    }
    let tags = text.split('<').skip(1).filter_map(|tag| tag.split('>').next());
    tags.filter_map(|tag| {
        let attribute = match tag.split([' ', '\n']).next()? {
            "link" => "href=\"",
            "script" | "img" => "src=\"",
            _ => return None,
        };
        local(tag.split(attribute).nth(1)?)
    })
    .collect()
}

fn local(rest: &str) -> Option<String> {
    let address = rest.split(['"', '\'', ')']).next()?;
    address.starts_with('/').then(|| address.to_owned())
}

fn bytes(count: usize) -> String {
    let (kilo, rest) = (count.checked_div(1000).unwrap_or(0), count.checked_rem(1000).unwrap_or(0));
    format!("{kilo}.{} kB", rest.checked_div(100).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_fetches_is_found_and_links_are_not() {
        let page = r#"<link rel="stylesheet" href="/assets/1/app.css"><script type="module" src="/assets/2/app.js">
            </script><a href="/help">help</a><img alt="" src="/assets/3/a.svg"><img src="data:image/png;base64,">"#;
        let found: Vec<String> = addresses("/sign-in", page).into_iter().collect();
        assert_eq!(found, ["/assets/1/app.css", "/assets/2/app.js", "/assets/3/a.svg"]);
        let css = "a{background:url(\"/assets/i/b.svg\")}b{background:url(data:x)}";
        assert_eq!(addresses("/assets/1/app.css", css), BTreeSet::from(["/assets/i/b.svg".to_owned()]));
    }

    #[test]
    fn bytes_are_told_in_kilobytes() {
        assert_eq!(bytes(60_000), "60.0 kB");
        assert_eq!(bytes(949), "0.9 kB");
    }
}
