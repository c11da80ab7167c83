//! A web server on this machine that answers as a test wants, and remembers what it was asked; a clock on which waiting
//! takes no time.

#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use std::collections::BTreeMap;
use std::future::Future;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use skiplevel::collect::Progress;
use skiplevel::http::Clock;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Hit {
    pub method: String,
    pub host: String,
    /// With the query.
    pub path: String,
    /// By name in lower case.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

/// What to answer.
pub enum Reply {
    /// A whole answer.
    Page { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    /// Half of an answer that was announced whole.
    Cut(Vec<u8>),
    /// Nothing: the connection is closed.
    Reset,
    /// Nothing for so long, then nothing.
    Slow(Duration),
}

impl Reply {
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::of(200, body)
    }

    pub fn of(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Page { status, headers: Vec::new(), body: body.into() }
    }

    pub fn with(self, name: &str, value: &str) -> Self {
        match self {
            Self::Page { status, mut headers, body } => {
                headers.push((name.to_owned(), value.to_owned()));
                Self::Page { status, headers, body }
            }
            other => other,
        }
    }
}

type Handler = Arc<dyn Fn(&Hit, usize) -> Reply + Send + Sync>;

/// A server that lives as long as this value.
pub struct Server {
    pub address: SocketAddr,
    hits: Arc<Mutex<Vec<Hit>>>,
}

impl Server {
    /// Starts one. The handler gets the request and how often its address was asked before.
    pub fn start(handler: impl Fn(&Hit, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::listen(Arc::new(handler), None)
    }

    /// One that speaks TLS.
    pub fn start_tls(
        tls: Arc<rustls::ServerConfig>,
        handler: impl Fn(&Hit, usize) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::listen(Arc::new(handler), Some(tls))
    }

    fn listen(handler: Handler, tls: Option<Arc<rustls::ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let hits = Arc::new(Mutex::new(Vec::new()));
        let known = hits.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (handler, hits, tls) = (handler.clone(), known.clone(), tls.clone());
                std::thread::spawn(move || match tls {
                    None => serve(stream, &handler, &hits),
                    Some(tls) => {
                        if let Ok(connection) = rustls::ServerConnection::new(tls) {
                            serve(rustls::StreamOwned::new(connection, stream), &handler, &hits);
                        }
                    }
                });
            }
        });
        Self { address, hits }
    }

    /// What was asked, robots.txt left out.
    pub fn hits(&self) -> Vec<Hit> {
        let hits = self.hits.lock().expect("no panic");
        hits.iter().filter(|hit| hit.path != "/robots.txt").cloned().collect()
    }

    /// What was asked.
    pub fn all_hits(&self) -> Vec<Hit> {
        self.hits.lock().expect("no panic").clone()
    }

    /// What was asked, as `host/path`.
    pub fn asked(&self) -> Vec<String> {
        self.hits().iter().map(|hit| format!("{}{}", hit.host, hit.path)).collect()
    }
}

fn serve(stream: impl Read + Write, handler: &Handler, hits: &Mutex<Vec<Hit>>) {
    let mut reader = BufReader::new(stream);
    let Some(hit) = read_hit(&mut reader) else { return };
    let before = {
        let mut hits = hits.lock().expect("no panic");
        let before = hits.iter().filter(|known| known.host == hit.host && known.path == hit.path).count();
        hits.push(hit.clone());
        before
    };
    let reply = handler(&hit, before);
    // The other side may be gone by now.
    let _ = answer(reader.get_mut(), reply);
}

fn read_hit(reader: &mut impl BufRead) -> Option<Hit> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let host = headers.get("host").cloned().unwrap_or_default();
    Some(Hit { method, host, path, headers, body: String::from_utf8_lossy(&body).into_owned() })
}

fn answer(stream: &mut impl Write, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Page { status, headers, body } => {
            write!(stream, "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n", body.len())?;
            for (name, value) in headers {
                write!(stream, "{name}: {value}\r\n")?;
            }
            stream.write_all(b"\r\n")?;
            stream.write_all(&body)?;
        }
        Reply::Cut(body) => {
            write!(stream, "HTTP/1.1 200 X\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", 2 * body.len() + 100)?;
            stream.write_all(&body)?;
        }
        Reply::Reset => {}
        Reply::Slow(time) => std::thread::sleep(time),
    }
    stream.flush()
}

/// A clock that jumps ahead instead of waiting, and remembers how far.
pub struct Jumping {
    now: Mutex<Timestamp>,
    waits: Mutex<Vec<Duration>>,
}

impl Jumping {
    pub fn at(now: &str) -> Arc<Self> {
        let now = now.parse().expect("a time");
        Arc::new(Self { now: Mutex::new(now), waits: Mutex::default() })
    }

    pub fn jump(&self, time: Duration) {
        let mut now = self.now.lock().expect("no panic");
        *now = now.checked_add(time).expect("in range");
    }

    /// Waits of a second and more, in whole seconds, without those between two requests to a host.
    pub fn seconds(&self) -> Vec<u64> {
        self.waits.lock().expect("no panic").iter().map(Duration::as_secs).filter(|s| *s > 1).collect()
    }
}

impl Clock for Jumping {
    fn now(&self) -> Timestamp {
        *self.now.lock().expect("no panic")
    }

    fn wait(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.waits.lock().expect("no panic").push(time);
        self.jump(time);
        Box::pin(std::future::ready(()))
    }
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn asks(&self, _: &str, _: &str, _: &str) {}
    fn answered(&self, _: &str, _: &str) {}
}
