//! Names and domains of companies, made comparable (SOURCES 6).

use public_suffix::{DEFAULT_PROVIDER, EffectiveTLDProvider as _};
use unicode_normalization::UnicodeNormalization as _;

/// Endings that say what form a company has, not which one it is.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "llc",
    "llp",
    "lp",
    "plc",
    "gmbh",
    "ag",
    "se",
    "sa",
    "sas",
    "sarl",
    "bv",
    "nv",
    "ab",
    "as",
    "aps",
    "oy",
    "oyj",
    "spa",
    "srl",
    "pty",
    "kk",
    "kg",
    "holdings",
    "holding",
    "group",
];

/// Hosts on which everybody has a page: they say nothing about whose it is.
const SHARED: &[&str] = &[
    "github.io",
    "github.com",
    "notion.site",
    "linktr.ee",
    "google.com",
    "linkedin.com",
    "facebook.com",
    "twitter.com",
    "x.com",
    "medium.com",
    "wordpress.com",
    "crunchbase.com",
    "glassdoor.com",
    "wikipedia.org",
    "youtube.com",
    "instagram.com",
    "greenhouse.io",
    "lever.co",
    "ashbyhq.com",
    "smartrecruiters.com",
    "workable.com",
    "recruitee.com",
    "personio.de",
    "personio.com",
    "myworkdayjobs.com",
    "teamtailor.com",
    "bamboohr.com",
];

/// A registrable domain in lower case: `acme.co.uk` of `https://www.acme.co.uk/jobs`.
///
/// ```
/// use skiplevel::source::Domain;
///
/// let domain = Domain::of("https://www.Acme.co.uk/jobs").expect("a domain");
/// assert_eq!(domain.as_str(), "acme.co.uk");
/// assert_eq!(Domain::of("acme.github.io"), None);
/// assert_eq!(Domain::of("127.0.0.1"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Domain(String);

impl Domain {
    /// The domain of an address or host; `None` for numbers, single words and hosts that many share.
    #[must_use]
    pub fn of(address: &str) -> Option<Self> {
        let address = address.trim();
        let with_scheme = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
        let parsed = url::Url::parse(&with_scheme).ok()?;
        let Some(url::Host::Domain(host)) = parsed.host() else { return None };
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let domain = registrable(&host)?;
        let is_of =
            |shared: &&str| host.strip_suffix(*shared).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        let is_shared = SHARED.iter().any(is_of);
        (domain.contains('.') && !is_shared).then(|| Self(domain.to_owned()))
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The part of a host, in lower case, that one owner has registered: `acme.co.uk` of `jobs.acme.co.uk`.
pub(in crate::source) fn registrable(host: &str) -> Option<&str> {
    DEFAULT_PROVIDER.effective_tld_plus_one(host).ok()
}

impl std::fmt::Display for Domain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name without case, punctuation and legal form: `Acme Holdings, Inc.` is `acme`.
///
/// ```
/// use skiplevel::source::name_key;
///
/// assert_eq!(name_key("QUILLMARK SYSTEMS INC (Amended)"), name_key("Quillmark Systems, Inc."));
/// assert_eq!(name_key("Smith & Co. GmbH"), "smith");
/// assert_ne!(name_key("Orrery Cloud"), name_key("Orrery"));
/// ```
#[must_use]
pub fn name_key(name: &str) -> String {
    let without_remark = match (name.find('('), name.trim_end().ends_with(')')) {
        (Some(open), true) if open > 0 => &name[..open],
        _ => name,
    };
    let lower: String = without_remark.nfkc().collect::<String>().to_lowercase().replace('&', " and ");
    let plain: String = lower
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '\u{2019}'))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| LEGAL.contains(word) || *word == "and") {
        words.pop();
    }
    words.join(" ")
}

/// Whether two names are of one company, legal forms aside.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (name_key(a), name_key(b));
    !a.is_empty() && a == b
}
