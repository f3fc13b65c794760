//! The little of HTTP that the benches need: one request, the answer, and how many bytes came over the wire.
//! Never follows, keeps or decodes anything; only sites on this machine.
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::failure::Failure;

const PATIENCE: Duration = Duration::from_secs(30);

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Head and body.
    pub(crate) wire: usize,
    pub(crate) body: Vec<u8>,
}

/// `GET path` from 127.0.0.1. `encoding` is what the asker can unpack: `identity` or `gzip`.
pub(crate) fn get(port: u16, path: &str, encoding: &str) -> Result<Answer, Failure> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(Failure::io(address))?;
    stream.set_read_timeout(Some(PATIENCE)).map_err(Failure::io(address))?;
    // 1.0, so that the body comes in one piece and the connection ends with it.
    let request = format!("GET {path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {encoding}\r\n\r\n");
    stream.write_all(request.as_bytes()).map_err(Failure::io(path))?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(Failure::io(path))?;
    parse(&bytes).ok_or_else(|| Failure::Wrong(format!("{path} was not answered in HTTP")))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, body) = bytes.split_at_checked(end.checked_add(4)?)?;
    let status = std::str::from_utf8(head).ok()?.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, wire: bytes.len(), body: body.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart_and_its_bytes_are_counted() {
        let answer = parse(b"HTTP/1.1 200 OK\r\nx: y\r\n\r\nbody").expect("an answer");
        assert_eq!((answer.status, answer.wire, answer.body.as_slice()), (200, 29, b"body".as_slice()));
        assert!(parse(b"not http").is_none());
    }
}
