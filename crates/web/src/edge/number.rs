//! The number of a request: what a person quotes when something of ours went wrong.
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;

/// The number of a request.
#[derive(Debug, Clone)]
pub(crate) struct Number(pub(crate) String);

/// Gives the request a number, to the log and to the answer.
pub(crate) async fn give(mut request: Request, next: Next) -> Response {
    let number = Number(random(5));
    request.extensions_mut().insert(number.clone());
    let mut response = next.run(request).await;
    if let Ok(value) = HeaderValue::from_str(&number.0) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// `bytes` random bytes, in hexadecimal.
pub(crate) fn random(bytes: usize) -> String {
    let mut random = vec![0; bytes];
    getrandom::fill(&mut random).expect("the system gives random bytes");
    hex::encode(random)
}
