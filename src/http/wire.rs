//! One request and its answer, within limits of time and size.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
};
use url::Url;

use super::HttpError;
use super::address::{Guard, Names, NotPublic};
use super::cache::{About, Cache, Incoming};
use crate::model::{Form, Request, Trouble};

/// Largest page, unpacked.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// Largest page of those that are read as a stream.
const MOST_LARGE_BYTES: u64 = 256 * 1024 * 1024;

/// A key that opens a service. It is shown to nobody.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Keeps a key.
    #[must_use]
    pub fn new(key: String) -> Self {
        Self(key)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// How long an answer may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until a page is there.
    pub page: Duration,
    /// Until a large page is there.
    pub large_page: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(10), page: seconds(60), large_page: seconds(600) }
    }
}

/// Where requests go instead of where their names lead. For tests.
#[derive(Debug, Clone)]
pub struct Route {
    /// The server that stands for all others.
    pub server: SocketAddr,
    /// Its certificate (DER) where it speaks TLS; without one, it is asked in plain HTTP.
    pub certificate: Option<Vec<u8>>,
}

impl Route {
    /// A server that is asked in plain HTTP: `127.0.0.1:8080`.
    ///
    /// # Errors
    /// [`HttpError::Route`] when this is no number with a port.
    pub fn plain(server: &str) -> Result<Self, HttpError> {
        let address = server.parse().map_err(|_| HttpError::Route(server.to_owned()))?;
        Ok(Self { server: address, certificate: None })
    }
}

/// What a client is made with.
pub(super) struct Setup<'a> {
    pub(super) contact: Option<&'a str>,
    pub(super) keys: BTreeMap<String, Secret>,
    pub(super) patience: Patience,
    pub(super) names: Option<Arc<dyn Names>>,
    pub(super) route: Option<Route>,
}

/// The client that sends.
pub(super) struct Wire {
    client: reqwest::Client,
    keys: BTreeMap<String, Secret>,
    patience: Patience,
    /// The server that all requests go to in plain HTTP.
    plain: Option<SocketAddr>,
}

/// An answer as it came.
pub(super) struct Sent {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Incoming,
}

impl Sent {
    pub(super) fn header(&self, name: impl reqwest::header::AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Why nothing came.
#[derive(Debug)]
pub(super) enum Unsent {
    /// Another try may do better: no connection, a broken one, too slow.
    MayPass(Trouble),
    /// It will not.
    Never(Trouble),
}

impl Wire {
    /// # Errors
    /// In words, when the machine's TLS cannot be set up.
    pub(super) fn new(setup: Setup<'_>) -> Result<Self, String> {
        let provider = rustls::crypto::ring::default_provider();
        // Fails when another part of the process has chosen one already, which does as well.
        let _ = provider.install_default();
        let product = format!("{}/{}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        let contact = setup.contact.filter(|contact| contact.chars().all(|c| (' '..='~').contains(&c)));
        let agent = contact.map_or_else(|| product.clone(), |contact| format!("{product} ({contact})"));
        let mut builder = reqwest::Client::builder()
            .user_agent(agent)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(setup.patience.connect);
        builder = match &setup.route {
            Some(Route { server, certificate: Some(certificate) }) => {
                let server = *server;
                let certificate =
                    reqwest::Certificate::from_der(certificate).map_err(|error| format!("bad certificate: {error}"))?;
                builder.dns_resolver(Arc::new(Fixed(server))).tls_certs_only([certificate])
            }
            _ => builder.dns_resolver(Arc::new(Guard { names: setup.names })),
        };
        let client = builder.build().map_err(|error| format!("cannot set up secure connections: {error}"))?;
        let plain = setup.route.filter(|route| route.certificate.is_none()).map(|route| route.server);
        Ok(Self { client, keys: setup.keys, patience: setup.patience, plain })
    }

    /// Whether there is a key for this service.
    pub(super) fn has_key(&self, service: &str) -> bool {
        self.keys.contains_key(service)
    }

    /// Sends a request to `url`, which may be another than the request's own after a redirect, and takes the answer in.
    pub(super) async fn send(
        &self,
        request: &Request,
        url: &Url,
        known: Option<&About>,
        cache: &Cache,
    ) -> Result<Sent, Unsent> {
        let limit = if request.is_large { self.patience.large_page } else { self.patience.page };
        let taken = async {
            let response = self.built(request, url, known).send().await.map_err(|error| unsent(&error))?;
            self.take_in(request, response, cache).await
        };
        tokio::time::timeout(limit, taken).await.unwrap_or_else(|_| {
            Err(Unsent::MayPass(Trouble::failed(format!("no answer within {} s", limit.as_secs_f64()))))
        })
    }

    fn built(&self, request: &Request, url: &Url, known: Option<&About>) -> reqwest::RequestBuilder {
        let mut to = url.clone();
        let mut headers = HeaderMap::new();
        if let Some(server) = self.plain {
            let host = url.host_str().unwrap_or_default();
            if let Ok(host) = HeaderValue::from_str(host) {
                headers.insert(HOST, host);
            }
            // These fail only for addresses without a host, and those are not asked.
            let _ = to.set_scheme("http");
            let _ = to.set_ip_host(server.ip());
            let _ = to.set_port(Some(server.port()));
        }
        headers.insert(ACCEPT, HeaderValue::from_static(accepted(request.form)));
        if let Some(known) = known {
            let mut add = |name: HeaderName, value: &Option<String>| {
                if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
                    headers.insert(name, value);
                }
            };
            add(IF_NONE_MATCH, &known.etag);
            add(IF_MODIFIED_SINCE, &known.last_modified);
        }
        let built = match &request.body {
            None => self.client.get(to),
            Some(body) => self.client.post(to).header(CONTENT_TYPE, "application/json").body(body.clone()),
        };
        let built = built.headers(headers);
        match request.key.and_then(|service| Some((service, self.keys.get(service)?))) {
            // A redirect that leads away from the service takes no key along.
            Some((service, Secret(key))) if may_see_key(service, url) => match service {
                "github" => built.bearer_auth(key),
                _ => built.basic_auth(key, Some("")),
            },
            _ => built,
        }
    }

    async fn take_in(&self, request: &Request, mut response: reqwest::Response, cache: &Cache) -> Result<Sent, Unsent> {
        let most = if request.is_large { MOST_LARGE_BYTES } else { MOST_BYTES };
        let too_large = || {
            let megabytes = most / 1024 / 1024;
            Unsent::Never(Trouble::failed(format!("the page is larger than {megabytes} MiB")))
        };
        let disk = |error: std::io::Error| Unsent::Never(Trouble::failed(format!("cannot keep the page: {error}")));
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if response.content_length().is_some_and(|length| length > most) {
            return Err(too_large());
        }
        let mut body = cache.incoming().map_err(disk)?;
        // Counted as it is unpacked: a small file that unpacks to a huge one stops here.
        while let Some(chunk) = response.chunk().await.map_err(|error| unsent(&error))? {
            if body.size() + chunk.len() as u64 > most {
                return Err(too_large());
            }
            body.push(&chunk).map_err(disk)?;
        }
        Ok(Sent { status, headers, body })
    }
}

/// Whether an address is of the service that a key belongs to.
fn may_see_key(service: &str, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_service = match service {
        "github" => host == "api.github.com",
        "companies_house" => host.ends_with(".company-information.service.gov.uk"),
        _ => false,
    };
    is_service && url.scheme() == "https"
}

fn accepted(form: Form) -> &'static str {
    match form {
        Form::Json => "application/json",
        Form::Xml => "application/xml, text/xml",
        // Accounts come as documents or as pages, whichever is asked for.
        Form::Html => "application/xhtml+xml, text/html",
        Form::Csv => "text/csv, text/plain",
        Form::Text => "text/plain",
    }
}

fn unsent(error: &reqwest::Error) -> Unsent {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    let mut last = String::new();
    while let Some(error) = cause {
        if let Some(refused) = error.downcast_ref::<NotPublic>() {
            return Unsent::Never(Trouble::new(crate::model::SourceState::Blocked, refused.to_string()));
        }
        last = error.to_string();
        cause = error.source();
    }
    let what = match error {
        error if error.is_connect() => "no connection",
        error if error.is_timeout() => "no answer in time",
        error if error.is_decode() => "the answer cannot be unpacked",
        _ => "the answer broke off",
    };
    Unsent::MayPass(Trouble::failed(format!("{what}: {last}")))
}

/// Leads every name to one server.
struct Fixed(SocketAddr);

impl reqwest::dns::Resolve for Fixed {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let addresses: reqwest::dns::Addrs = Box::new(std::iter::once(self.0));
        Box::pin(std::future::ready(Ok(addresses)))
    }
}
