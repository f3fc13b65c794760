//! UTF-8 or GB18030, found out from all the bytes; and a reader that hands out clean UTF-8 with plain line ends.
//!
//! Never: a guess in between. A few damaged characters in a long file are kept as U+FFFD and their cells are bad; text in
//! another encoding is refused.
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, GB18030, GBK, UTF_8};

use super::{Found, SheetError};

const CHUNK_BYTES: usize = 64 * 1024;
/// One damaged character in so many is a slip of somebody's copy; more is another encoding.
const SLIP: u64 = 200;
/// Of real text in GB18030 nearly all characters are of GB 2312; Big5 read as GB18030 has hardly half.
const COMMON_PER_CENT: usize = 70;

/// What a look at the whole file found.
pub(super) struct Detected {
    pub(super) encoding: &'static Encoding,
    /// The first characters, decoded, with plain line ends.
    pub(super) sample: String,
}

/// Reads the file once through both decoders.
pub(super) fn detect(path: &Path) -> Result<Detected, SheetError> {
    let mut file = BufReader::new(File::open(path)?);
    let (mut utf8, mut gb) = (Trial::new(UTF_8), Trial::new(GB18030));
    let mut head = Vec::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = file.read(&mut chunk)?;
        let bytes = chunk.get(..read).unwrap_or_default();
        if bytes.contains(&0) {
            return Err(SheetError::NotASheet { found: Found::Binary });
        }
        if head.len() < CHUNK_BYTES {
            head.extend_from_slice(bytes);
        }
        utf8.take(bytes);
        gb.take(bytes);
        if bytes.is_empty() {
            break;
        }
    }
    let encoding = choose(&utf8, &gb, &head)?;
    let mut sample = String::new();
    Clean::new(&head[..], encoding).read_to_string(&mut sample)?;
    Ok(Detected { encoding, sample })
}

fn choose(utf8: &Trial, gb: &Trial, head: &[u8]) -> Result<&'static Encoding, SheetError> {
    if utf8.malformed == 0 {
        return Ok(UTF_8);
    }
    let common = is_common(head);
    if gb.malformed == 0 && common {
        return Ok(GB18030);
    }
    match (utf8.is_slip(), gb.is_slip() && common) {
        (true, _) => Ok(UTF_8),
        (false, true) => Ok(GB18030),
        (false, false) => {
            let line = if gb.malformed == 0 { utf8.first_line } else { gb.first_line.max(utf8.first_line) };
            let seems = (gb.malformed == 0).then_some("Big5");
            Err(SheetError::WrongEncoding { seems, line })
        }
    }
}

/// One decoder's try at the file.
struct Trial {
    decoder: Decoder,
    wide: u64,
    malformed: u64,
    line: u32,
    first_line: u32,
    out: Vec<u8>,
}

impl Trial {
    fn new(encoding: &'static Encoding) -> Trial {
        let decoder = encoding.new_decoder_without_bom_handling();
        Trial { decoder, wide: 0, malformed: 0, line: 1, first_line: 0, out: vec![0; CHUNK_BYTES] }
    }

    /// The next bytes; none of them is the end.
    fn take(&mut self, mut bytes: &[u8]) {
        let last = bytes.is_empty();
        loop {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.out, last);
            let out = self.out.get(..written).unwrap_or_default();
            for byte in out {
                if *byte == b'\n' {
                    self.line = self.line.saturating_add(1);
                } else if *byte >= 0xC0 {
                    self.wide = self.wide.saturating_add(1);
                }
            }
            bytes = bytes.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.malformed = self.malformed.saturating_add(1);
                    if self.first_line == 0 {
                        self.first_line = self.line;
                    }
                }
            }
        }
    }

    fn is_slip(&self) -> bool {
        self.malformed.saturating_mul(SLIP) <= self.wide
    }
}

/// Whether the text, read as GB18030, is made of the characters that people use.
fn is_common(head: &[u8]) -> bool {
    let (text, _) = GB18030.decode_without_bom_handling(head);
    let (bytes, _, _) = GBK.encode(&text);
    let (mut common, mut rare) = (0usize, 0usize);
    let mut rest = &bytes[..];
    while let [lead, after @ ..] = rest {
        rest = after;
        if *lead < 0x80 {
            continue;
        }
        if let [trail, after @ ..] = rest {
            rest = after;
            let counter = if *lead >= 0xA1 && *trail >= 0xA1 { &mut common } else { &mut rare };
            *counter = counter.saturating_add(1);
        }
    }
    common.saturating_mul(100) >= common.saturating_add(rare).saturating_mul(COMMON_PER_CENT)
}

/// UTF-8 without marks at its start, every line end `\n`, a line end at the end.
pub(super) struct Clean<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// The part of `input` that is not decoded yet.
    pending: std::ops::Range<usize>,
    scratch: String,
    ready: Vec<u8>,
    given: usize,
    begun: bool,
    after_return: bool,
    ended: bool,
}

impl<R: Read> Clean<R> {
    pub(super) fn new(inner: R, encoding: &'static Encoding) -> Clean<R> {
        Clean {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            input: vec![0; CHUNK_BYTES],
            pending: 0..0,
            scratch: String::with_capacity(CHUNK_BYTES),
            ready: Vec::new(),
            given: 0,
            begun: false,
            after_return: false,
            ended: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let mut last = false;
        if self.pending.is_empty() {
            let read = self.inner.read(&mut self.input)?;
            self.pending = 0..read;
            last = read == 0;
        }
        self.scratch.clear();
        let bytes = self.input.get(self.pending.clone()).unwrap_or_default();
        let (result, read, _) = self.decoder.decode_to_string(bytes, &mut self.scratch, last);
        self.pending.start = self.pending.start.saturating_add(read);
        if last && result == CoderResult::InputEmpty {
            self.ended = true;
            self.scratch.push('\n');
        }
        self.clean();
        Ok(())
    }

    fn clean(&mut self) {
        let mut text = self.scratch.as_str();
        if !self.begun {
            text = text.trim_start_matches(['\u{FEFF}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{2060}']);
            self.begun = !text.is_empty();
        }
        for byte in text.bytes() {
            match byte {
                b'\r' => self.ready.push(b'\n'),
                b'\n' if self.after_return => {}
                _ => self.ready.push(byte),
            }
            self.after_return = byte == b'\r';
        }
    }
}

impl<R: Read> Read for Clean<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.fill()?;
        }
        let left = self.ready.get(self.given..).unwrap_or_default();
        let n = left.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..n), left.get(..n)) {
            to.copy_from_slice(from);
        }
        self.given = self.given.saturating_add(n);
        Ok(n)
    }
}
