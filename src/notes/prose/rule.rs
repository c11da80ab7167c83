//! What a rule is: a pattern over the normal form, the signal that it states, and how its value is read.

use std::sync::{LazyLock, OnceLock};

use super::cue::Lexicon;
use super::learned::Known;
use super::opening::Openings;
use super::pattern::Pattern;
use super::rules;

/// How the value of a match is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Read {
    /// The quantity of the first slot.
    Slot,
    /// The quantity of the first slot, below zero.
    Minus,
    /// Two numbers, `n` before `k`: *of the last seven, five*.
    Swapped,
    /// A span of time between two of them: *every six months* is 2 a year.
    PerYear,
    /// The share that is left: *3 of 4 came from outside* is 1 of 4 from inside.
    Rest,
    /// The part of a share, as a count: *2 of the 7 EMs* is 2.
    Part,
    /// The whole of a share, as a count: *one of 23 teams* is 23.
    Whole,
    /// One number: *all four* is 4 of 4.
    All,
    /// One number: *none of the four* is 0 of 4.
    NoneOf,
    /// Two numbers that make up the whole: *2 from inside, 3 from outside* is 2 of 5.
    Parts,
    /// A percentage above the whole, as a ratio: *10% above* is 1.1.
    Above,
    /// A percentage below the whole, as a ratio: *10% below* is 0.9.
    Below,
    /// Two numbers, the earlier one first: `50→80`.
    Pair,
    /// This number: *nobody* is 0.
    Fixed(f64),
    /// A level that the words stand for.
    Level(i8),
    /// Something that happened, of this kind; the second key is the signal of months since it.
    Event(&'static str, &'static str),
}

/// Words around a match that forbid a fact, unless the rule says otherwise.
pub(super) mod mood {
    /// *if*, *unless*, *imagine*, and what is only [`MAYBE`].
    pub(crate) const UNSURE: u8 = 1;
    /// *would like*, *hope*.
    pub(crate) const WISH: u8 = 2;
    /// *not* before the slot.
    pub(crate) const DENIED: u8 = 4;
    /// The match may hold the question and its answer.
    pub(crate) const QUESTION: u8 = 8;
    /// Another employer is named.
    pub(crate) const ELSEWHERE: u8 = 16;
    /// Pay, revenue or something else that is no fact is counted.
    pub(crate) const MONEY: u8 = 32;
    /// *perhaps*, *might*, *no idea*.
    pub(crate) const MAYBE: u8 = 64;
}

/// One phrasing of one signal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) signal: &'static str,
    pub(super) read: Read,
    /// See [`expand`] for its slots and word classes.
    pub(super) pattern: &'static str,
    /// Moods in which it holds all the same.
    pub(super) allows: u8,
    /// Cues (see [`super::cue`]) of which the sentence, or the question that it answers, has each.
    pub(super) needs: &'static [&'static str],
    /// Cues that the statement, or the question before it, has somewhere.
    pub(super) about: &'static [&'static str],
    /// Words that the sentence does not have.
    pub(super) without: &'static str,
    /// A smaller number was about something else.
    pub(super) least: f64,
    /// No span of time far from a year is in the sentence.
    pub(super) is_yearly: bool,
}

impl Rule {
    pub(super) const fn new(signal: &'static str, read: Read, pattern: &'static str) -> Self {
        Self {
            signal,
            read,
            pattern,
            allows: 0,
            needs: &[],
            about: &[],
            without: "",
            least: f64::NEG_INFINITY,
            is_yearly: false,
        }
    }

    /// A clear number, date or share.
    pub(super) const fn slot(signal: &'static str, pattern: &'static str) -> Self {
        Self::new(signal, Read::Slot, pattern)
    }

    /// Words that mean a number.
    pub(super) const fn fixed(signal: &'static str, value: f64, pattern: &'static str) -> Self {
        Self::new(signal, Read::Fixed(value), pattern)
    }

    /// Words that mean a level: a suggestion.
    pub(super) const fn level(signal: &'static str, level: i8, pattern: &'static str) -> Self {
        let rule = Self::new(signal, Read::Level(level), pattern);
        Self { allows: mood::DENIED, ..rule }
    }

    /// The rule also holds in these moods.
    pub(super) const fn also(self, moods: u8) -> Self {
        Self { allows: self.allows | moods, ..self }
    }

    /// The sentence has a word of each of these cues.
    pub(super) const fn needs(self, needs: &'static [&'static str]) -> Self {
        Self { needs, ..self }
    }

    /// The statement has a word of each of these cues, in whatever sentence.
    pub(super) const fn about(self, about: &'static [&'static str]) -> Self {
        Self { about, ..self }
    }

    /// The sentence has none of these words.
    pub(super) const fn without(self, without: &'static str) -> Self {
        Self { without, ..self }
    }

    /// The number is at least this.
    pub(super) const fn least(self, least: f64) -> Self {
        Self { least, ..self }
    }

    /// It holds for a year: *4 in three years* is nothing.
    pub(super) const fn yearly(self) -> Self {
        Self { is_yearly: true, ..self }
    }
}

/// Words of managers of managers and of their work, as a cue; `concat!` adds more.
macro_rules! m2_words {
    () => {
        "hoe hoes m2* dir dirs director* head heads head_of heads_of vp vps svp group_lead* group_manager* group_em* group_head* group_mgr* group_engineering* section_head* section_lead* area_lead* area_manager* domain_lead* unit_head* division_head* dept_head* department_head* department_lead* department_manager* cluster_lead* tribe_lead* chapter_head* senior_manager* senior_mgr* senior_em senior_ems senior_engineering_man* senior_eng_man* sr_manager* sr_em sr_ems sr_mgr* sr_eng_man* sr_engineering_man* snr_em snr_ems sem sems managers_of_managers manager_of_managers mgr_of_mgrs mgrs_of_mgrs manager_of_ems managing_managers manage_managers managed_managers leads_of_leads lead_of_leads leader_of_leaders leading_leaders leading_leads second_line* second_level* boss_of_bosses run_managers running_managers run_mgrs running_mgrs lead_managers leading_managers manage_mgrs managing_mgrs lead_mgrs leading_mgrs manage_ems managing_ems run_ems lead_ems leading_ems managers_below managers_under bereichsleiter* gruppenleiter* abteilungsleiter* chef_de chefs_de"
    };
}
pub(super) use m2_words;

/// Slots and word classes of patterns. A slot is one byte of the normal form; in capitals it is not captured.
const CLASSES: &[(&str, &str)] = &[
    ("{n}", "(\x01)"),
    ("{p}", "(\x02)"),
    ("{m}", "(\x03)"),
    ("{s}", "(\x04)"),
    ("{d}", "(\x05)"),
    ("{u}", "(\x07)"),
    ("{x}", "(\x0e)"),
    ("{N}", "\x01"),
    ("{P}", "\x02"),
    ("{M}", "\x03"),
    ("{S}", "\x04"),
    ("{D}", "\x05"),
    ("{U}", "\x07"),
    ("{any}", "[\x01\x02\x03\x04\x05\x07]"),
    ("{arrow}", " ?\x06 ?"),
    // Within one part of a sentence, within one sentence.
    ("{w}", r"(?:[a-z'/&-]+ ){0,3}"),
    ("{gap}", r"[^.;?!\x01\x02\x03\x04]{0,30}?"),
    ("{far}", r"[^.;?!]{0,80}?"),
    ("{any80}", r".{0,80}?"),
    ("{now}", r"(?:now|right now|rn|today|currently|at the moment|atm|these days|at present|nowadays)"),
    ("{is}", r"(?:is|are|was|were|has|have|had|it's|its|we're|they're|=|:|of|at|about|to)"),
    (
        "{eng}",
        r"(?:(?:software |product |back-?end |front-?end |full-?stack |sw )?(?:engineers|engs|developers|devs|programmers|coders)\b|techies|technologists|(?:people|heads|folks|staff|ppl|persons|employees) (?:are )?(?:in|on|across) (?:the )?(?:eng|engineering|tech|r&d|product engineering|software|development)\b|in the (?:engineering|development)\b|builders|(?:eng|engineering|tech) (?:people|staff|folks|heads|employees)|engineering headcount|engineering hc|in (?:eng|engineering|tech|r&d)\b|(?:of (?:whom|them|those|which) )?(?:are |build |write |do )?(?:software engineers|build software|write code|write software|are engineers|are developers))",
    ),
    (
        "{people}",
        r"(?:people|persons|employees|staff(?:ers)?|folks|heads|ppl|colleagues|collaborators|bods|folk|souls|fte'?s?|employed|headcount|workers|associates|team ?mates|hc|humans|strong)\b",
    ),
    (
        "{who}",
        r"(?:(?:other|internal|of|them|us|our|the|my|his|her|their|more|former|existing|line|eng|engineering|peer|current|fellow|strong|good|ready) ){0,3}(?:{em}|people|persons?|folks|lads|guys|colleagues|internals?|insiders|peers|leads?|candidates?|contenders?|rivals|engineers|of them|of us)",
    ),
    (
        "{em}",
        r"(?:(?:eng|engineering|software|software engineering|dev|development|line|first-line|people|frontline|section|squad|chapter|delivery) (?:managers?|mgrs?)|ems?|em's|(?:team|squad|chapter|people)[- ]?lead(?:er)?s?|tls?|managers?|mgrs?|supervisors?|teamleiter)\b",
    ),
    (
        "{m2}",
        r"(?:(?:eng|engineering) directors?|directors?|dirs?|(?:senior|sr|snr)  ?(?:eng |engineering )?(?:managers?|mgrs?|ems?)|heads?[- ]of(?:[- ](?:engineering|eng|\w+))?|hoes?|head[- ](?:seat|slot|job|role|chair|place|post|position|gig)s?|(?:group|section|area|unit|domain|department|division)[ -](?:ems?|leads?|heads?|(?:engineering )?managers?)|heads of dept|group heads?|m2'?s?|(?:managers?|mgrs?)[- ]of[- ](?:managers|mgrs|ems)|managing managers|(?:bereichs|gruppen|abteilungs)leiter|chefs? de departement|(?:delivery|associate) directors?|second[- ]level (?:managers?|management)|second-line managers?|manager-of-managers?|lead-of-leads|manages? managers|vps?)\b",
    ),
    // Who leads people, and where those stand who are led.
    (
        "{has}",
        r"(?:(?:'s|'ve) got|has|have|had|having|got|gets?|(?:is |are )?(?:runn|lead|manag|handl|look|carry|overs?ee|supervis|head)ing(?: after)?|runs?|leads?|manages?|carr(?:y|ies)|handles?|looks? after|takes? care of|oversees?|supervises?|heads?|with|(?:is |are )?(?:in charge of|responsible for)|(?:is|are|'re|sits?|running) (?:down |up |now |currently )?(?:at|to|on))",
    ),
    (
        "{under}",
        r"(?:(?:all |both |who |now |would |will |currently |today )*(?:(?:is |are |sit |sitting |sits |working |work )?(?:under|below|beneath|underneath)|(?:report|answer|roll|respond|com|go|turn)(?:s|es|ing|e)?(?: [a-z]+){0,2}? (?:in)?to)|(?:all(?: of them)? )?(?:to|\x06|with|on|for))",
    ),
    ("{team}", r"(?:(?:scrum |product |feature |delivery |agile )?teams|squads|pods|crews|cells|sections)\b"),
    ("{reports}", r"(?:direct reports|directs|reports|reportees|direct-reports)\b"),
    (
        "{lastyear}",
        r"(?:(?:in|over|during|within|for|of)? ?(?:the |these |this )?(?:(?:last|past|previous|trailing) (?:\x07|year|twelve months)|year|\x07)|\x05|yoy|y/y|year[- ]on[- ]year|year[- ]over[- ]year|(?:a|per|each|every) year|annually|p\.?a|a/a|since \x05|this year|ttm)",
    ),
    (
        "{inside}",
        r"(?:inside|internally|internal(?:s| people| candidates| hires| promotions| ones)?|insiders?|within|in-house|homegrown|home-grown|from (?:within|inside|the inside|our own ranks|own ranks)|promoted(?: from within)?|existing (?:ems|staff|people)|our own (?:people|ems|managers)|already here|own people|grew up in the house|people from inside)",
    ),
    (
        "{outside}",
        r"(?:outside|externally|external(?:s| hires| people| candidates)?|outsiders?|hired in|from the market|from (?:outside|elsewhere|other companies))",
    ),
    (
        "{grow}",
        r"(?:grew|grown|growing|growth|grows|grow|up|increased?|expanded|added|rose|bigger|larger|increase|expansion)",
    ),
    (
        "{shrink}",
        r"(?:down|shrank|shrunk|shrinking|fell|fallen|declined?|decreased?|lost|smaller|dropped|contracted|minus)",
    ),
    (
        "{nobody}",
        r"(?:nobody|no-one|no one|none|not a single|no (?:em|manager|internal)s?\b|zero|never anyone|not one)",
    ),
    ("{q}", r"[^.;!]{0,60}\? ?\W{0,3}"),
];

/// A pattern with its slots and classes written out.
pub(super) fn expand(pattern: &str) -> String {
    let mut expanded = pattern.to_owned();
    for (name, meaning) in CLASSES {
        expanded = expanded.replace(name, meaning);
    }
    expanded
}

/// The quantity without which a rule has nothing to read, as a cue; nothing where it has several or none.
fn quantity(rule: &Rule) -> &'static str {
    let slots = ["{n}", "{p}", "{m}", "{s}", "{d}", "{u}", "{x}"];
    let cues = ["#n", "#p", "#m", "#s", "#d", "#u", "#x"];
    let mut wanted = slots.iter().zip(cues).filter(|(slot, _)| rule.pattern.contains(**slot)).map(|(_, cue)| cue);
    let is_read = matches!(
        rule.read,
        Read::Slot | Read::Minus | Read::Pair | Read::Swapped | Read::Rest | Read::PerYear | Read::Above | Read::Below
    );
    match (wanted.next(), wanted.next()) {
        (Some(cue), None) if is_read => cue,
        _ if matches!(rule.read, Read::Event(..)) => "#d",
        _ => "",
    }
}

/// All rules, ready to run.
pub(super) struct Compiled {
    pub(super) rules: Vec<Ready>,
    /// The cues that rules name.
    pub(super) lexicon: Lexicon,
}

/// A rule whose pattern is compiled when a statement with its cues is met.
pub(super) struct Ready {
    pub(super) rule: &'static Rule,
    /// Whether its signal is about the reader.
    pub(super) is_of_you: bool,
    /// Numbers of the cues that the statement has, each.
    pub(super) cues: Vec<usize>,
    /// How many of them stand near the fact; the others are somewhere in the statement.
    pub(super) needed: usize,
    /// Number of the words that its sentence does not have.
    pub(super) without: Option<usize>,
    /// What the weights know of its signal.
    pub(super) known: Known,
    pattern: OnceLock<Pattern>,
}

impl Ready {
    pub(super) fn pattern(&self) -> &Pattern {
        self.pattern.get_or_init(|| Pattern::new(format!("(?s){}", expand(self.rule.pattern))))
    }
}

/// Put together once a run, when the first prose is read.
pub(super) static COMPILED: LazyLock<Compiled> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    // Of the classes, those are slots that are one byte.
    let meaning = |name: &str| CLASSES.iter().find(|(class, _)| *class == name).map(|(_, meaning)| *meaning);
    let mut openings = Openings::new(meaning);
    let mut ready = |rule: &'static Rule| {
        let gate = [rules::gate(rule.signal)];
        let lists: &[&'static str] = if rule.needs.is_empty() { &gate } else { rule.needs };
        let lists = lists.iter().copied().chain([quantity(rule)]).filter(|list| !list.is_empty());
        let mut cues: Vec<usize> = lists.map(|list| lexicon.add(list)).collect();
        let needed = cues.len();
        cues.extend(rule.about.iter().map(|list| lexicon.add(list)));
        cues.extend(openings.of(rule.pattern).iter().map(|list| lexicon.add(list)));
        let without = (!rule.without.is_empty()).then(|| lexicon.add(rule.without));
        let known = Known::of(rule.signal, rule.read);
        let is_of_you = rule.signal.starts_with("self.");
        Ready { rule, is_of_you, cues, needed, without, known, pattern: OnceLock::new() }
    };
    let rules: Vec<Ready> = rules::all().into_iter().map(&mut ready).collect();
    Compiled { rules, lexicon }
});
