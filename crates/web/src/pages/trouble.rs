//! The page of any error: what happened, what is safe, what to do now.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{frame::without_counts, show::page_as};
use crate::{error::Failure, meters::Answered, server::Web, session::Visitor, views::ErrorPage};

/// Gives a page to every answer that carries a [`Failure`], and logs those that somebody must look at.
pub(crate) async fn tell(State(web): State<Arc<Web>>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let method = request.method().clone();
    let mut answer = next.run(request).await;
    let Some(failure) = answer.extensions_mut().remove::<Failure>() else { return answer };
    let operation = failure.cause.as_ref().map(|cause| {
        let operation = web.app.id::<uuid::Uuid>().simple().to_string();
        let status = answer.status().as_u16();
        tracing::error!(operation, status, %method, cause, "a page could not be shown");
        operation
    });
    let known = answer.extensions().get::<Arc<Visitor>>().cloned();
    let visitor = known.unwrap_or_else(|| Arc::new(Visitor::unasked(&headers)));
    let frame = without_counts(&visitor, visitor.clock(&web.app));
    let view = ErrorPage { frame, trouble: failure.trouble, operation, kept: failure.kept };
    let Ok(mut page) = page_as(answer.status(), &view) else { return answer.status().into_response() };
    if let Some(again) = answer.headers_mut().remove(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, again);
    }
    if let Some(route) = answer.extensions().get::<Answered>() {
        page.extensions_mut().insert(*route);
    }
    page
}
