//! The site over a house of its own, and somebody who signs in.
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use testkit::{House, at};
use tower::ServiceExt;

/// The day of the house in these tests.
pub(crate) const DAY: &str = "2024-07-05";

/// The site.
pub(crate) fn router(house: &House) -> Router {
    let clock: Arc<dyn Fn() -> jiff::Timestamp + Send + Sync> = Arc::new(|| at(DAY));
    let sessions = house.app.store().sessions(Arc::clone(&clock));
    let settings = web::Settings { now: clock, secure: false, site: String::new(), accounts: vec![] };
    web::router(house.app.clone(), sessions, settings)
}

/// Its answer.
pub(crate) async fn ask(router: &Router, request: Request<Body>) -> Response {
    router.clone().oneshot(request).await.expect("an answer")
}

/// The cookie of a session of `login`.
pub(crate) async fn enter(router: &Router, login: &str, password: &str) -> String {
    let form = format!("name={login}&password={password}&next=%2Ftoday");
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .expect("a request");
    let answer = ask(router, request).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{login} may come in");
    let cookie = answer.headers().get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok()).expect("a session");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

/// The answer to somebody with this session.
pub(crate) async fn get(router: &Router, path: &str, cookie: Option<&str>) -> Response {
    let mut request = Request::get(path);
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    ask(router, request.body(Body::empty()).expect("a request")).await
}
