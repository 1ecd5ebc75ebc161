//! An address that pages are asked from: what is added to it, and what of it may be shown.

use ureq::http::Uri;

/// Names of parameters whose values are nobody's business: they are neither shown nor stored.
const SECRET: [&str; 8] = [
    "apikey",
    "api_key",
    "api-key",
    "token",
    "secret",
    "passw",
    "signature",
    "credential",
];

/// An `http` or `https` address without what is asked of it page by page.
#[derive(Clone)]
pub struct Address {
    base: String,
    kept: Vec<String>,
    size: Option<u32>,
    host: String,
    secure: bool,
}

/// Only what may be shown.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Address {
    /// Whether a word of the command line is meant as an address, not as a file.
    pub fn is_meant(text: &str) -> bool {
        text.contains("://")
    }

    /// Reads an address; `None` where it is none, or neither `http` nor `https`. A `page` in it is passed over, as all
    /// pages are asked for; a `size` is the size of the pages to begin with.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.split_once('#').map_or(text, |(before, _)| before);
        let uri: Uri = text.parse().ok()?;
        let secure = match uri.scheme_str()? {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let host = uri.host().filter(|host| !host.is_empty())?.to_owned();
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut address = Self {
            base: base.to_owned(),
            kept: Vec::new(),
            size: None,
            host,
            secure,
        };
        for part in query.split('&').filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some(("page", _)) => {}
                Some(("size", size)) if size.parse().is_ok_and(|size: u32| size > 0) => {
                    address.size = size.parse().ok();
                }
                _ => address.kept.push(part.to_owned()),
            }
        }
        Some(address)
    }

    /// Whether it is encrypted: then nothing leads to one that is not.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The size of pages that it names.
    pub fn size(&self) -> Option<u32> {
        self.size
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// What is asked for one page. A file with rows is one: nothing is added.
    pub fn page(&self, page: u64, size: u32) -> String {
        let path = self.base.to_ascii_lowercase();
        let is_file = [".csv", ".xlsx", ".ods", ".json"];
        if is_file.iter().any(|end| path.ends_with(end)) {
            return self.with(&self.kept);
        }
        let own = [format!("page={page}"), format!("size={size}")];
        let query: Vec<_> = self.kept.iter().cloned().chain(own).collect();
        self.with(&query)
    }

    /// The address without a name and a password in it, and without the values of parameters that are keys.
    pub fn shown(&self) -> String {
        let veiled = |part: &String| match part.split_once('=') {
            Some((name, _)) if is_secret(name) => format!("{name}=***"),
            _ => part.clone(),
        };
        let size = self.size.map(|size| format!("size={size}"));
        let query: Vec<_> = self.kept.iter().map(veiled).chain(size).collect();
        let text = self.with(&query);
        match text.split_once("://") {
            Some((scheme, rest)) => {
                let end = rest.find(['/', '?']).unwrap_or(rest.len());
                let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
                let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
                format!("{scheme}://{host}{path}")
            }
            None => text,
        }
    }

    fn with(&self, query: &[String]) -> String {
        match query.join("&") {
            query if query.is_empty() => self.base.clone(),
            query => format!("{}?{query}", self.base),
        }
    }
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRET.iter().any(|secret| name.contains(secret)) || name == "key" || name == "auth"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_kept_and_pages_are_added() {
        let address = Address::parse("https://x.example/a?bundesland=NI&page=4&size=50#top");
        let address = address.unwrap();
        assert_eq!(address.size(), Some(50));
        assert_eq!(
            address.page(2, 25),
            "https://x.example/a?bundesland=NI&page=2&size=25"
        );
        let plain = Address::parse("http://x.example").unwrap();
        assert_eq!(plain.page(0, 9), "http://x.example?page=0&size=9");
        let file = Address::parse("http://x.example/export.CSV?x=1").unwrap();
        assert_eq!(file.page(0, 9), "http://x.example/export.CSV?x=1");
    }

    #[test]
    fn secrets_are_not_shown() {
        let address =
            Address::parse("https://ada:ge@heim@x.example:8443/a?leika_key=1&access_token=abc");
        assert!(address.is_none_or(|address| !format!("{address:?}").contains("heim")));
        let address = Address::parse("https://ada:geheim@x.example:8443/a?leika_key=1&Token=abc");
        let address = address.unwrap();
        let shown = "https://x.example:8443/a?leika_key=1&Token=***";
        assert_eq!(address.shown(), shown);
        assert_eq!(format!("{address:?}"), shown);
        assert!(address.page(0, 1).contains("ada:geheim@"));
        assert_eq!(address.host(), "x.example");
    }

    #[test]
    fn other_schemes_are_no_addresses() {
        for wrong in [
            "ftp://x.example/a",
            "file:///etc/passwd",
            "https://",
            "://x",
            "http:x",
            "HTTP//x.example",
        ] {
            assert!(Address::parse(wrong).is_none(), "{wrong}");
        }
    }
}
