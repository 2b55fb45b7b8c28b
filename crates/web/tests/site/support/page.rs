//! What a browser got.

use axum::http::HeaderMap;

/// An answer.
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Page {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the page holds a text, as a reader would see it.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text().contains(&escaped(text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it sends the browser.
    pub(crate) fn location(&self) -> &str {
        self.header("location")
    }

    /// The value of the form's field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        self.fields(name).into_iter().next()
    }

    /// The values of all the form's fields of this name.
    pub(crate) fn fields(&self, name: &str) -> Vec<String> {
        let text = self.text();
        let inputs = text.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        let mine = inputs.filter(|input| input.contains(&format!("name=\"{name}\"")));
        mine.filter_map(|input| input.split("value=\"").nth(1)?.split('"').next().map(unescaped)).collect()
    }

    /// The identity of the message that the browser is sent to.
    pub(crate) fn message(&self) -> String {
        let path = self.location().split('?').next().unwrap_or_default();
        path.strip_prefix("/messages/").unwrap_or_else(|| panic!("{} is no message: {}", path, self.text())).to_owned()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;").replace('\'', "&#39;")
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'").replace("&#38;", "&")
}
