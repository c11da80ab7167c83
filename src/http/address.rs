//! Which addresses may be reached: names on the public net, at ports 80 and 443 (SOURCES 6).
//!
//! Domains and redirects come from data, so each hop is looked at twice: its text before anything is asked, and what
//! its name resolves to at the moment of connecting.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// The address, if its text may be asked for.
///
/// # Errors
/// Why not, in words.
pub(super) fn permitted(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("`{}` is no address: {error}", crate::text::visible(text)))?;
    let refuse = |why: &str| Err(format!("{why}: {}", crate::text::visible(&shown(&url))));
    if !matches!(url.scheme(), "http" | "https") {
        return refuse("only http and https are fetched");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("an address with a name and password is not fetched");
    }
    if !matches!(url.port(), None | Some(80 | 443)) {
        return refuse("only ports 80 and 443 are asked");
    }
    match url.host() {
        Some(Host::Domain(name)) if is_public_name(name) => Ok(url),
        Some(Host::Domain(_)) => refuse("this name is of a local network"),
        _ => refuse("numbers are not asked, only names"),
    }
}

/// An address without a password that may stand in it.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Fails only for addresses that have no host, and these have no password.
    let _ = url.set_password(None);
    url.to_string()
}

/// Whether a name can be of the public net.
fn is_public_name(name: &str) -> bool {
    const LOCAL: &[&str] = &[
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "private",
        "localdomain",
        "arpa",
        "onion",
    ];
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    name.contains('.') && !LOCAL.contains(&last) && name.len() <= 253
}

/// Whether a number is of the public net: not this machine, not a local network, not the address at which clouds hand
/// out secrets, not a range set aside (IANA special-purpose registries).
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = a == 0
        || a == 10
        || a == 127
        || (a == 100 && (64..=127).contains(&b))
        || (a == 169 && b == 254)
        || (a == 172 && (16..=31).contains(&b))
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 192 && b == 168)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113)
        || a >= 224;
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Forms that carry an address of four numbers: mapped, translated, 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            v4(high, low)
        }
        // Documentation, Teredo, benchmarking, ORCHID.
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [0x3fff, second, ..] if second < 0x1000 => false,
        // Everything in use for the public net begins with 001.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// Resolves names, and refuses those that lead to an address which is not public.
#[derive(Clone)]
pub(super) struct Guard {
    /// Where names lead; `None` asks the system.
    pub(super) names: Option<Arc<dyn Names>>,
}

/// A table of names instead of the system's, for tests.
pub trait Names: Send + Sync {
    /// The numbers of a name.
    fn numbers(&self, name: &str) -> Vec<IpAddr>;
}

impl<F: Fn(&str) -> Vec<IpAddr> + Send + Sync> Names for F {
    fn numbers(&self, name: &str) -> Vec<IpAddr> {
        self(name)
    }
}

/// A name that leads where nobody may go.
#[derive(Debug, thiserror::Error)]
#[error("{name} leads to {address}, which is not on the public net")]
pub(super) struct NotPublic {
    name: String,
    address: IpAddr,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let names = self.names.clone();
        Box::pin(async move {
            let numbers: Vec<IpAddr> = match names {
                Some(names) => names.numbers(name.as_str()),
                None => tokio::net::lookup_host((name.as_str(), 0)).await?.map(|found| found.ip()).collect(),
            };
            // One bad address is enough: a name that leads to both kinds is up to something.
            if let Some(address) = numbers.iter().copied().find(|number| !is_public(*number)) {
                return Err(NotPublic { name: name.as_str().to_owned(), address }.into());
            }
            let addresses: Addrs = Box::new(numbers.into_iter().map(|number| SocketAddr::new(number, 0)));
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_addresses_that_are_refused() {
        for hostile in [
            "http://localhost/",
            "https://localhost.",
            "http://LOCALHOST/",
            "http://a.localhost/",
            "http://127.0.0.1/",
            "http://127.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://0/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://metadata.google.internal/",
            "http://metadata/",
            "http://10.0.0.1/",
            "http://192.168.1.1/",
            "http://172.16.0.1/",
            "http://100.64.0.1/",
            "http://8.8.8.8/",
            "http://intranet/",
            "http://printer.local/",
            "http://db.corp/",
            "http://x.lan/",
            "http://x.home/",
            "http://x.onion/",
            "http://1.0.0.127.in-addr.arpa/",
            "ftp://acme.example/",
            "file:///etc/passwd",
            "gopher://acme.example/",
            "data:text/html,x",
            "javascript:alert(1)",
            "http://acme.example:22/",
            "https://acme.example:8443/",
            "http://acme.example:6379/",
            "http://user:secret@acme.example/",
            "http://user@acme.example/",
            "http://127.0.0.1#@acme.example/",
            "http://①②⑦.⓪.⓪.①/",
            "//acme.example/x",
            "acme.example",
            "",
            "http://",
            "http://acme..example:99999/",
            "http://[::127.0.0.1]/",
        ] {
            let why = permitted(hostile).err().unwrap_or_else(|| panic!("{hostile} may be asked"));
            assert!(!why.contains("secret"), "{hostile}: a password is shown");
        }
        for good in [
            "https://acme.example/jobs",
            "http://www.acme.co.uk:80/",
            "https://acme.example:443/",
            "https://bücher.example/",
        ] {
            assert!(permitted(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn numbers_of_the_public_net() {
        for hostile in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "198.18.0.1",
            "198.19.255.1",
            "198.51.100.1",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001::1",
            "2001:db8::1",
            "2001:10::1",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "100::1",
            "5f00::1",
        ] {
            assert!(!is_public(hostile.parse().expect("an address")), "{hostile}");
        }
        for good in [
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "2606:4700::1111",
            "2a00::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_public(good.parse().expect("an address")), "{good}");
        }
    }
}
