//! A job title cut into words, and what the words say of the job's function.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization as _;

/// What is done to a title before it is read: pattern, replacement.
const SPELLINGS: &[(&str, &str)] = &[
    ("[’`]", "'"),
    // (m/f/d), (all genders), Entwickler*in: whoever may apply.
    (r"[(\[]?\b[mwfdxhi](?:\s?[/|,]\s?[mwfdxhi*]){1,3}\b[)\]]?", " "),
    (r"[(\[]?\b(?:all genders?|any gender|gn)\b[)\]]?", " "),
    (r"(\w)(?:[:*_]|/-?)in(?:nen)?\b", "$1"),
    (r"\br\s?(?:&|and|n)\s?d\b|\bresearch (?:&|and) development\b|\bforschung (?:&|und) entwicklung\b", "rnd"),
    (r"&|\+(?: )|\bund\b", " and "),
    (r"\bsr\b\.?", "senior "),
    (r"\bjr\b\.?", "junior "),
    (r"\bmgr\b\.?", "manager "),
    (r"\bdir\b\.", "director "),
    (r"\bengg\b\.?|\beng\b\.?", "engineering "),
    (r"\bengr\b\.?", "engineer "),
    (r"\bv\.\s?p\.|\bvice[ -]president\b", "vp"),
    (r"\bchief (?:technology|technical|engineering|product and technology|technology and product) officer\b", "cto"),
    (r"\bc[-. ]?t[-. ]?o\b|\bcpto\b", "cto"),
    (r"\bfront[ -]end\b", "frontend"),
    (r"\bback[ -]end\b", "backend"),
    (r"\bfull[ -]stack\b", "fullstack"),
    (r"\bdev[ -]?(?:sec)?[ -]?ops\b", "devops"),
    (r"\bpre[ -]sales\b", "presales"),
    (r"\bsite reliability\b", "sre"),
    (r"\bmachine[ -]learning\b|\bdeep learning\b", "ml"),
    (r"\bquality assurance\b", "qa"),
    (r"\bnon[ -]?technical\b", "nontechnical"),
    (r"\binformation technology\b", "it"),
    (
        r"\b(?:software|web|app|applications?|mobile|games?|platform|cloud|frontend|backend|java) development\b",
        "software",
    ),
    (r"\bdeveloper (?:experience|productivity|tools|tooling|platforms?|infrastructure)\b", "software"),
    (r"\bdata science\b", "datascience"),
    (r"\b(?:product|products|technology|tech) and (?:engineering|technology|tech)\b", "engineering"),
    (r"\b(?:engineering|technology|tech) and products?\b(?: and design\b)?", "engineering"),
    (r"\btech(?:nical)? lead manager\b", "software manager"),
];

static READY: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let ready =
        |(pattern, spelling): &(&str, &'static str)| (Regex::new(pattern).expect("a pattern of this file"), *spelling);
    SPELLINGS.iter().map(ready).collect()
});

static BREAK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[,|()\[\]:;@•·]|\s[-/]+\s|\s-|-\s|\s*[–—]+\s*").expect("a pattern of this file"));

/// Parts of a title between commas, brackets and dashes, in words of lower case. Empty parts are left out.
pub(super) fn segments(title: &str) -> Vec<Vec<String>> {
    let mut text: String = title.nfkc().collect::<String>().to_lowercase();
    for (pattern, spelling) in READY.iter() {
        text = pattern.replace_all(&text, *spelling).into_owned();
    }
    BREAK.split(&text).map(words).filter(|words| !words.is_empty()).collect()
}

fn words(segment: &str) -> Vec<String> {
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '#' && c != '+').to_owned();
    segment
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '_' | '!' | '"'))
        .map(trimmed)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a list of words, parted by spaces, has this one.
pub(super) fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// How high, where and by whom: no function.
const NOISE: &str = "\
    senior junior group principal staff lead global associate regional interim acting deputy technical of the \
    and for at in a an our i ii iii iv v 1 2 3 4 5 new remote hybrid emea apac us uk eu der die des stv \
    stellvertretender leitender founding co founder experienced mid level f m d team managers manager";

/// Engineering, and nothing but making software and what it runs on.
const SOFTWARE: &str = "\
    software sre devops backend frontend fullstack ios android mobile ml mlops datascience cloud firmware \
    embedded sdet java javascript typescript python net golang rust ruby rails php kotlin node.js react c++ \
    softwareentwicklung softwareentwickler anwendungsentwicklung webentwicklung softwaretechnik databases \
    database kubernetes blockchain cybersecurity appsec";

/// Engineering, of what kind is not said.
const ENGINEERING: &str = "\
    engineering engineer engineers engineered platform platforms infrastructure rnd technology technologies tech \
    developer developers";

/// Engineering where the department is.
const PERHAPS: &str = "\
    qa quality security data ai development testing test architecture automation systems web applications \
    application api analytics network it entwicklung produktentwicklung innovation";

/// Other trades, whatever stands beside them.
const OTHER_TRADES: &str = "\
    mechanical electrical electronics hardware manufacturing construction civil structural chemical industrial \
    facilities facility maintenance plant biologics biology biomedical bioprocess geotechnical piping hvac \
    tooling welding automotive avionics propulsion";

/// Other jobs, whatever stands beside them.
const OTHER_JOBS: &str = "\
    program programme programs programmes project projects portfolio recruiter recruiters recruiting recruitment \
    talent alliances forward deployed field sourcing procurement purchasing advocate advocacy evangelist \
    relations recruit account accounts release incident change vendor estate property curriculum nontechnical \
    writer projektleiter vertrieb einkauf";

/// Other jobs when they stand alone or right before "engineering": "sales engineering", but not "sales platform
/// engineering".
const BESIDE: &str = "\
    sales presales solution solutions partner partners partnerships partnership customer customers client \
    clients support success service services value process implementation implementations integration onboarding \
    delivery deployment gtm professional quote bid proposal reliability business";

/// Other jobs, unless engineering for them: "finance engineering", but not "content developer".
const CLIENTS: &str = "\
    product products marketing finance financial legal people hr operations ops office general community content \
    brand events learning training workforce education real risk compliance audit tax payroll policy strategy \
    strategic supply commercial production category store clinical medical laboratory lab design creative \
    management communications media editorial contract revenue growth";

/// What words say of a job's function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    /// No function is named.
    Bare,
    /// Making software, or running it.
    Software,
    /// Engineering of some kind.
    Engineering,
    /// Engineering, if the department is.
    Perhaps,
    /// Something that says nothing.
    Unclear,
    /// Another job.
    Other,
    /// Another kind of engineering.
    OtherTrade,
}

impl Function {
    /// What these words say.
    pub(super) fn of(words: &[impl AsRef<str>]) -> Self {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).filter(|word| !lists(NOISE, word)).collect();
        let has = |list: &str| words.iter().any(|word| lists(list, word));
        if words.is_empty() {
            return Self::Bare;
        }
        if has(OTHER_TRADES) {
            return Self::OtherTrade;
        }
        if has(OTHER_JOBS) || is_beside(&words) {
            return Self::Other;
        }
        if has(SOFTWARE) {
            Self::Software
        } else if has(ENGINEERING) {
            Self::Engineering
        } else if has(PERHAPS) {
            Self::Perhaps
        } else {
            Self::Unclear
        }
    }

    /// Whether it is engineering.
    pub(super) fn is_engineering(self) -> bool {
        matches!(self, Self::Software | Self::Engineering)
    }

    /// Whether it is something else.
    pub(super) fn is_other(self) -> bool {
        matches!(self, Self::Other | Self::OtherTrade)
    }
}

/// Whether a word of another job is not taken back by "engineering" after it.
fn is_beside(words: &[&str]) -> bool {
    let makes = |word: &&str| matches!(*word, "engineering" | "engineer" | "engineers" | "developer" | "developers");
    let is_made = |word: &&str| makes(word) || lists(SOFTWARE, word);
    let made_after = |at: usize| words.iter().skip(at + 1).any(&is_made);
    words.iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1);
        if lists(BESIDE, word) {
            next.is_none_or(makes) || !made_after(at)
        } else {
            lists(CLIENTS, word) && (!made_after(at) || next.is_some_and(|next| next.starts_with("developer")))
        }
    })
}

/// What a department is: engineering as soon as one of its parts is.
pub(super) fn department(name: &str) -> Function {
    let functions: Vec<Function> = segments(name).iter().map(|part| Function::of(part)).collect();
    let first = |wanted: fn(Function) -> bool| functions.iter().copied().find(|function| wanted(*function));
    first(Function::is_engineering).or_else(|| first(Function::is_other)).unwrap_or(Function::Unclear)
}

/// Departments in which "engineer" means something else than software.
const ELSEWHERE: &str = "\
    sales presales gtm solutions support success customer factory field partnerships professional production";

/// Whether a department is one in which "engineer" means something else than software.
pub(super) fn is_elsewhere(name: &str) -> bool {
    let parts = segments(name);
    let is_elsewhere = parts
        .iter()
        .any(|part| Function::of(part) == Function::OtherTrade || part.iter().any(|word| lists(ELSEWHERE, word)));
    is_elsewhere && !parts.iter().any(|part| Function::of(part).is_engineering())
}
