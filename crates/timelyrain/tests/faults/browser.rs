//! Somebody at a browser without scripts: one request, one answer, a cookie, and forms as the page gave them.
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

/// Both languages, in which every sentence is asked for.
pub(crate) const LANGUAGES: [&str; 2] = ["zh", "en"];
/// The password of every account of the demonstration.
pub(crate) const PASSWORD: &str = "rain-in-time";
const BOUNDARY: &str = "----a-boundary-that-no-file-holds";

/// A browser; cloning it gives a second window of the same session.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    site: SocketAddr,
    pub(crate) cookie: String,
    language: &'static str,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A form as a page gave it: where it goes, what it hides, and what somebody types.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Form {
    /// The form with `typed` in its fields.
    pub(crate) fn with(mut self, typed: &[(&str, &str)]) -> Self {
        self.fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self
    }
}

impl Browser {
    /// A browser in which nobody is signed in.
    pub(crate) fn new(site: SocketAddr, language: &'static str) -> Self {
        Self { site, cookie: String::new(), language }
    }

    /// The same person's browser in another language.
    pub(crate) fn speaking(&self, language: &'static str) -> Self {
        Self { language, ..self.clone() }
    }

    /// The same person at the site of `other`: it was started anew, at another port.
    pub(crate) fn at(&self, other: &Browser) -> Self {
        Self { site: other.site, ..self.clone() }
    }

    /// A page.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&self.head("GET", path, ""), &mut std::io::empty()).expect("the site answers")
    }

    /// Sends `form`.
    pub(crate) fn send(&self, form: &Form) -> Answer {
        self.try_send(form).expect("the site answers")
    }

    /// Sends `form` to a site that may be gone before it answers.
    pub(crate) fn try_send(&self, form: &Form) -> Option<Answer> {
        let mut body = encoded(&form.fields);
        body.truncate(body.trim_end_matches('&').len());
        self.ask(&self.head("POST", &form.action, &form_head(body.len())), &mut body.as_bytes())
    }

    /// Hands `file` over with the fields of `form`, as a browser does.
    pub(crate) fn upload(&self, form: &Form, name: &str, file: &mut dyn Read, length: u64) -> Answer {
        let (before, after) = around(form, name);
        let length = length + u64::try_from(before.len() + after.len()).expect("a length");
        let kind = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n");
        let mut body = before.as_bytes().chain(file).chain(after.as_bytes());
        self.ask(&self.head("POST", &form.action, &kind), &mut body).expect("the site answers")
    }

    /// The form on the page at `path` that goes to `action`, with what the page hides in it.
    pub(crate) fn form(&self, path: &str, action: &str) -> Form {
        let page = self.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        page.form(action)
    }

    /// Signs `login` in with the password of the demonstration.
    pub(crate) fn enter(&mut self, login: &str) {
        let answer = self.try_to_enter(login, PASSWORD);
        assert_eq!(answer.status, 303, "{login} may come in: {}", answer.text());
        self.cookie = answer.cookie();
    }

    /// Tries to sign in.
    pub(crate) fn try_to_enter(&self, login: &str, password: &str) -> Answer {
        let fields = [("name", login), ("password", password), ("next", "/today")];
        self.send(&Form { action: "/sign-in".to_owned(), fields: vec![] }.with(&fields))
    }

    fn head(&self, method: &str, path: &str, more: &str) -> String {
        let cookie = if self.cookie.is_empty() { String::new() } else { format!("Cookie: {}\r\n", self.cookie) };
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAccept-Language: {}\r\n{cookie}{more}\r\n",
            self.site, self.language
        )
    }

    /// Nothing where the line breaks before an answer came.
    fn ask(&self, head: &str, body: &mut dyn Read) -> Option<Answer> {
        let mut line = TcpStream::connect(self.site).ok()?;
        line.write_all(head.as_bytes()).ok()?;
        std::io::copy(body, &mut line).ok()?;
        let mut all = vec![];
        line.read_to_end(&mut all).ok()?;
        Answer::of(&all)
    }
}

impl Answer {
    fn of(all: &[u8]) -> Option<Self> {
        let end = all.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { unchunked(&all[end + 4..])? } else { all[end + 4..].to_vec() };
        Some(Self { status, head, body: String::from_utf8_lossy(&body).into_owned() })
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The session that it gave.
    pub(crate) fn cookie(&self) -> String {
        let cookie = self.header("set-cookie").unwrap_or_default();
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// Where it leads.
    pub(crate) fn leads_to(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    /// The words of the page, for whoever reads why a test failed.
    pub(crate) fn text(&self) -> String {
        let main = self.body.split("<main").nth(1).unwrap_or(&self.body);
        let mut words = String::new();
        for part in main.split('<') {
            let after = part.split_once('>').map_or(part, |(_, after)| after).trim();
            if !after.is_empty() {
                let _ = write!(words, "{after} ");
            }
        }
        format!("{} {words}", self.status)
    }

    /// Holds that the answer has this status and says this sentence.
    #[track_caller]
    pub(crate) fn says(&self, status: u16, sentence: &str) -> &Self {
        assert!(self.status == status && self.body.contains(sentence), "not {status} “{sentence}”: {}", self.text());
        self
    }

    /// The same without the marks that keep a placed value apart from the text around it.
    pub(crate) fn plain(&self) -> Self {
        Self { body: self.body.replace(['\u{2068}', '\u{2069}'], ""), ..self.clone() }
    }

    /// Holds that what was typed stands in the form.
    #[track_caller]
    pub(crate) fn keeps(&self, typed: &str) -> &Self {
        let kept =
            self.body.contains(&format!("value=\"{typed}\"")) || self.body.contains(&format!(">{typed}</textarea>"));
        assert!(kept, "“{typed}” is lost: {}", self.text());
        self
    }

    /// The form of this page that goes to `action`.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> Form {
        let own = self.body.split("<form").find(|form| form.contains(&format!("action=\"{action}\"")));
        let own = own.unwrap_or_else(|| panic!("no form goes to {action}: {}", self.text()));
        let own = own.split("</form>").next().unwrap_or_default();
        let hidden = own.split("<input").filter(|input| input.contains("type=\"hidden\""));
        let fields = hidden.filter_map(|input| Some((attribute(input, "name")?, attribute(input, "value")?)));
        Form { action: action.to_owned(), fields: fields.collect() }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!("{name}=\""))?.1.split_once('"')?.0;
    Some(value.replace("&quot;", "\"").replace("&#38;", "&").replace("&amp;", "&"))
}

fn form_head(length: usize) -> String {
    format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n")
}

fn encoded(fields: &[(String, String)]) -> String {
    fields.iter().fold(String::new(), |all, (name, value)| all + &percent(name) + "=" + &percent(value) + "&")
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        if byte.is_ascii_alphanumeric() {
            all.push(char::from(byte));
        } else {
            let _ = write!(all, "%{byte:02X}");
        }
        all
    })
}

fn around(form: &Form, name: &str) -> (String, String) {
    let mut before = String::new();
    for (field, value) in &form.fields {
        let _ = write!(before, "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
    }
    let _ = write!(
        before,
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    (before, format!("\r\n--{BOUNDARY}--\r\n"))
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut all = vec![];
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?.trim(), 16).ok()?;
        if length == 0 {
            return Some(all);
        }
        all.extend_from_slice(rest.get(end + 2..end + 2 + length)?);
        rest = rest.get(end + length + 4..)?;
    }
}
