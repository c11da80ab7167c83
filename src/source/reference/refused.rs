//! Sites that are known and not read: their terms forbid it, or they shut programs out (SOURCES E4, E6, H3).

use crate::source::name::registrable;

/// Why a site is not read, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// What it is called.
    pub name: &'static str,
    /// Why it is not read.
    pub why: &'static str,
    /// The way out by hand.
    pub instead: &'static str,
}

/// A site, and how it is told: by hosts without endings, and by names without case, spaces and dashes.
struct Site {
    refusal: Refusal,
    /// Registrable names: `linkedin` of `de.linkedin.com`.
    hosts: &'static [&'static str],
    names: &'static [&'static str],
}

const SITES: &[Site] = &[
    Site {
        refusal: Refusal {
            name: "Google News",
            why: "its feeds are licensed for personal news readers only, and its robots.txt shuts programs out",
            instead: "search there yourself and type what happened as rows of a table of events, with addresses",
        },
        // Only its news are meant: see `is_host`.
        hosts: &[],
        names: &["googlenews", "gnews"],
    },
    Site {
        refusal: Refusal {
            name: "Reddit",
            why: "it answers programs only with an approval of its own",
            instead: "read it in a browser and note what matters in the company's file, with the day and the address",
        },
        hosts: &["reddit", "redd"],
        names: &["reddit"],
    },
    Site {
        refusal: Refusal {
            name: "LinkedIn",
            why: "its user agreement forbids reading it by program",
            instead: "look the number up in a browser and type it as a row of a table of ratings: metric \
                      `headcount`, the day and the address",
        },
        hosts: &["linkedin", "lnkd"],
        names: &["linkedin"],
    },
    Site {
        refusal: Refusal {
            name: "Glassdoor",
            why: "its terms forbid reading it by program, and its interface takes no new users",
            instead: "type the ratings as rows of a table of ratings: value, scale, number of reviews and the day",
        },
        hosts: &["glassdoor"],
        names: &["glassdoor"],
    },
    Site {
        refusal: Refusal {
            name: "Blind",
            why: "its terms forbid reading it by program",
            instead: "type the ratings as rows of a table of ratings: value, scale, number of reviews and the day",
        },
        hosts: &["teamblind"],
        names: &["blind", "teamblind"],
    },
];

/// Whether an address, or a name of a source, is one of the sites that are not read.
///
/// ```
/// use skiplevel::source::refusal;
///
/// let refusal = refusal("https://www.glassdoor.co.uk/Reviews/acme.htm").expect("a site that is not read");
/// assert_eq!(refusal.name, "Glassdoor");
/// assert!(refusal.instead.contains("table of ratings"));
/// ```
#[must_use]
pub fn refusal(address_or_name: &str) -> Option<Refusal> {
    let text = address_or_name.trim();
    let name: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let host = host(text);
    let is_meant = |site: &&Site| {
        site.names.contains(&name.as_str()) || host.as_deref().is_some_and(|host| is_host(site, host, text))
    };
    SITES.iter().find(is_meant).map(|site| site.refusal)
}

fn host(text: &str) -> Option<String> {
    let with_scheme = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let parsed = url::Url::parse(&with_scheme).ok()?;
    let host = parsed.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    host.contains('.').then_some(host)
}

fn is_host(site: &Site, host: &str, address: &str) -> bool {
    if site.names.contains(&"googlenews") {
        let is_search = address.contains("tbm=nws") && host.split('.').any(|label| label == "google");
        return host.starts_with("news.google.") || is_search;
    }
    let registrable = registrable(host).unwrap_or(host);
    registrable.split('.').next().is_some_and(|label| site.hosts.contains(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<&'static str> {
        refusal(text).map(|refusal| refusal.name)
    }

    #[test]
    fn addresses_are_told_by_their_host() {
        let addresses = [
            ("https://news.google.com/rss/search?q=acme", "Google News"),
            ("news.google.de", "Google News"),
            ("https://www.google.com/search?q=acme&tbm=nws", "Google News"),
            ("https://old.reddit.com/r/acme.json", "Reddit"),
            ("HTTPS://DE.LinkedIn.com/company/acme", "LinkedIn"),
            ("https://www.glassdoor.co.uk/Reviews/acme", "Glassdoor"),
            ("glassdoor.com", "Glassdoor"),
            ("https://www.teamblind.com/company/Acme", "Blind"),
        ];
        for (address, site) in addresses {
            assert_eq!(name(address), Some(site), "{address}");
        }
    }

    #[test]
    fn names_are_told_whatever_their_spelling() {
        for (text, site) in [
            ("google-news", "Google News"),
            ("Google News", "Google News"),
            ("reddit", "Reddit"),
            ("LinkedIn", "LinkedIn"),
            ("team_blind", "Blind"),
            ("blind", "Blind"),
        ] {
            assert_eq!(name(text), Some(site), "{text}");
        }
    }

    #[test]
    fn everything_else_is_not_refused() {
        let others = [
            "greenhouse",
            "",
            "https://acme.example/?from=linkedin.com",
            "https://notreddit.example",
            "linkedin.acme.example",
            "https://www.google.com/search?q=acme",
            "blindness",
            "https://blind.example",
        ];
        for text in others {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn each_refusal_has_a_reason_and_a_way_out() {
        for site in SITES {
            assert!(!site.refusal.why.ends_with('.') && !site.refusal.instead.is_empty());
            assert!(crate::source::source_called(&site.names[0].to_lowercase()).is_none());
        }
    }
}
