//! Job titles: who manages engineers, and how high (SOURCES 5, measured on 9,396 postings of 440 boards).
//!
//! A title is cut at commas, brackets and dashes. The first part with a word of rank decides the rank; the function is
//! read from the same part, or from the next one when the part holds nothing but the rank.

mod cues;
mod words;

pub(super) use cues::leads_managers;

use words::{Function, department, is_elsewhere, lists, segments};

/// How high a job in engineering management stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Manages engineers.
    Manager,
    /// Senior or group manager, manager II.
    SeniorManager,
    /// Director.
    Director,
    /// Head of.
    Head,
    /// Vice president.
    VicePresident,
    /// CTO.
    Executive,
}

/// The rank of a job in engineering management; `None` for every other job.
///
/// ```
/// use skiplevel::source::{Rank, rank_of};
///
/// assert_eq!(rank_of("Sr. Engineering Manager, Payments (m/f/d)", "Engineering"), Some(Rank::SeniorManager));
/// assert_eq!(rank_of("Director, Platform Engineering", ""), Some(Rank::Director));
/// assert_eq!(rank_of("Sales Engineering Manager", "Sales"), None);
/// assert_eq!(rank_of("Engineering Lead", "Engineering"), None);
/// ```
#[must_use]
pub fn rank_of(title: &str, department_name: &str) -> Option<Rank> {
    let parts = segments(title);
    if is_no_post_of_its_own(&parts) {
        return None;
    }
    let (at, place) = parts.iter().enumerate().find_map(|(at, part)| Some((at, place_in(part)?)))?;
    let (before, rest) = parts.split_at(at);
    let (part, after) = rest.split_first()?;
    let rank = match place.rank {
        Rank::Manager if is_second_line(part, after) => Rank::SeniorManager,
        rank => rank,
    };
    // The CTO is in engineering by name.
    if rank == Rank::Executive {
        return (!before.iter().any(|part| is_other_person(part))).then_some(rank);
    }
    if before.iter().any(|part| is_other_person(part)) || after.iter().any(|part| is_other_engineering(part)) {
        return None;
    }
    let function = function_of(part, &place, after);
    if function == Function::Bare && before.iter().any(|part| is_maker(part)) {
        return None;
    }
    is_in_engineering(function, place.names_function(part), &parts, department_name).then_some(rank)
}

/// Whether a function, or the department where the title leaves it open, is engineering.
fn is_in_engineering(function: Function, is_named: bool, parts: &[Vec<String>], department_name: &str) -> bool {
    let says_software = parts.iter().any(|part| Function::of(part) == Function::Software);
    match function {
        Function::Software => true,
        Function::Engineering => says_software || !is_elsewhere(department_name),
        Function::Other | Function::OtherTrade => false,
        Function::Bare | Function::Perhaps => department(department_name).is_engineering(),
        // "Director, Applied Sciences" in engineering is; "Community Manager" there is not.
        Function::Unclear => !is_named && department(department_name).is_engineering(),
    }
}

/// A word of rank in a part of a title.
struct Place {
    rank: Rank,
    /// Its words, as positions.
    at: usize,
}

impl Place {
    fn before<'p>(&self, part: &'p [String]) -> &'p [String] {
        part.get(..self.at).unwrap_or_default()
    }

    fn after<'p>(&self, part: &'p [String]) -> &'p [String] {
        part.get(self.at + 1..).unwrap_or_default()
    }

    /// Whether the part with the rank names a function, too.
    fn names_function(&self, part: &[String]) -> bool {
        Function::of(self.before(part)) != Function::Bare || Function::of(self.after(part)) != Function::Bare
    }
}

/// The highest word of rank in a part.
fn place_in(part: &[String]) -> Option<Place> {
    let places = part.iter().enumerate().filter_map(|(at, word)| {
        let rank = match word.as_str() {
            "cto" => Rank::Executive,
            "vp" | "svp" | "evp" | "avp" => Rank::VicePresident,
            "head" if at == 0 || at + 1 == part.len() || part.get(at + 1).is_some_and(|next| next == "of") => {
                Rank::Head
            }
            "leiter" | "leitung" | "abteilungsleiter" | "bereichsleiter" | "entwicklungsleiter" => Rank::Head,
            "director" | "direktor" => Rank::Director,
            "manager" | "teamleiter" | "teamleitung" | "gruppenleiter" => Rank::Manager,
            _ => return None,
        };
        (!is_whom_it_serves(part, at)).then_some(Place { rank, at })
    });
    // Of equals the first: the second of "manager of managers" is no rank.
    places.reduce(|best, place| if place.rank > best.rank { place } else { best })
}

/// "reporting to the CTO", "working with the director".
fn is_whom_it_serves(part: &[String], at: usize) -> bool {
    let before = part.get(..at).unwrap_or_default();
    let last = before.iter().rev().find(|word| !matches!(word.as_str(), "the" | "our" | "a" | "an"));
    last.is_some_and(|word| matches!(word.as_str(), "to" | "with" | "by" | "under"))
}

/// Whether a manager is called senior, or a manager of the second kind.
fn is_second_line(part: &[String], after: &[Vec<String>]) -> bool {
    let manager = part.iter().position(|word| word == "manager").unwrap_or(part.len());
    let is_raised = |word: &String| matches!(word.as_str(), "senior" | "group" | "principal");
    let is_numbered = |word: &String| matches!(word.as_str(), "ii" | "iii" | "iv" | "2" | "3" | "4" | "m2" | "m3");
    let rest = part.get(manager + 1..).unwrap_or_default();
    part.iter().take(manager).any(is_raised)
        || rest.first().is_some_and(is_numbered)
        || rest.iter().any(|word| word == "managers")
        || after.iter().any(|part| part.len() == 1 && part.iter().any(|word| is_numbered(word) || word == "senior"))
}

/// The function beside a rank: before it ("platform engineering manager"), after it ("head of platform"), or in the
/// next part ("director, platform").
fn function_of(part: &[String], place: &Place, after: &[Vec<String>]) -> Function {
    let (first, second) = (Function::of(place.before(part)), Function::of(place.after(part)));
    let here = match first {
        Function::Bare => second,
        // "London Head of Engineering", but "Community Manager Platforms" manages a community.
        Function::Unclear if place.rank != Rank::Manager && second != Function::Bare => second,
        _ => first,
    };
    match (here, after.first()) {
        (Function::Bare, Some(next)) => Function::of(next),
        _ => here,
    }
}

const STUDENTS: &str = "\
    intern internship werkstudent apprentice apprenticeship trainee praktikant praktikum";

/// Students, and those who serve a person of rank.
fn is_no_post_of_its_own(parts: &[Vec<String>]) -> bool {
    let mut words = parts.iter().flatten().map(String::as_str).peekable();
    let mut ranked = false;
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        let is_such = match word {
            _ if lists(STUDENTS, word) => true,
            "cto's" | "vp's" | "director's" | "head's" => next == "office",
            "office" => next == "of",
            "field" => next == "cto",
            "cto" | "vp" => next == "office",
            "chief" => next == "of",
            "assistant" | "assistants" | "advisor" | "adviser" | "assistenz" | "assistentin" => !ranked,
            _ => false,
        };
        if is_such {
            return true;
        }
        ranked |= matches!(word, "cto" | "vp" | "svp" | "evp" | "head" | "director" | "manager");
    }
    false
}

/// "Recruiter (VP Engineering)": the rank is of somebody else.
fn is_other_person(part: &[String]) -> bool {
    const PERSONS: &str = "\
    recruiter assistant advisor adviser coach consultant coordinator sourcer writer";
    part.iter().any(|word| lists(PERSONS, word))
}

/// "Engineering Manager, Sales Engineering", "Engineering Manager, Mechanical".
fn is_other_engineering(part: &[String]) -> bool {
    let names_engineering = part.iter().any(|word| word == "engineering" || word == "engineers");
    match Function::of(part) {
        Function::OtherTrade => !part.iter().any(|word| matches!(word.as_str(), "platform" | "software" | "systems")),
        Function::Other => names_engineering,
        _ => false,
    }
}

/// A job that makes things, and manages nobody.
fn is_maker(part: &[String]) -> bool {
    part.iter().any(|word| is_maker_word(word))
}

fn is_maker_word(word: &str) -> bool {
    const MAKERS: &str = "\
    engineer engineers developer developers programmer sre devops sdet tester architect scientist ingenieur ingénieur \
    entwickler softwareentwickler softwareingenieur softwarearchitekt webentwickler anwendungsentwickler \
    fachinformatiker frontendentwickler backendentwickler développeur développeuse developpeur desarrollador \
    programador pentester dba coder";
    lists(MAKERS, word)
}

/// Whether a job is in engineering: makes, tests, runs or leads the making of software. Sales, solutions and support
/// engineers are not, nor are those who build machines and houses.
///
/// ```
/// use skiplevel::source::is_engineering;
///
/// assert!(is_engineering("Senior Software Engineer, Billing", "Product"));
/// assert!(!is_engineering("Solutions Engineer", "Sales"));
/// ```
#[must_use]
pub fn is_engineering(title: &str, department_name: &str) -> bool {
    if rank_of(title, department_name).is_some() {
        return true;
    }
    let parts = segments(title);
    let Some(at) = parts.iter().position(|part| is_engineering_role(part)) else { return false };
    let Some(part) = parts.get(at) else { return false };
    if parts.iter().take(at).any(|part| is_other_person(part))
        || parts.iter().skip(at).any(|part| is_other_engineering(part))
    {
        return false;
    }
    let is_in_department = department(department_name).is_engineering();
    let function = match (Function::of(part), parts.get(at + 1)) {
        // "Lead, Sales Engineering", "Architect, Cloud".
        (Function::Bare, Some(next)) => Function::of(next),
        (function, _) => function,
    };
    let says_software = parts.iter().any(|part| Function::of(part) == Function::Software);
    let is_plain = part.iter().any(|word| is_plain_maker(word));
    match function {
        Function::Software => true,
        Function::Engineering => says_software || !is_elsewhere(department_name),
        Function::Other | Function::OtherTrade => false,
        Function::Perhaps => is_plain || is_in_department,
        Function::Bare | Function::Unclear => is_in_department || is_plain && !is_elsewhere(department_name),
    }
}

/// A word that by itself names a job in software, where the department does not contradict.
fn is_plain_maker(word: &str) -> bool {
    is_maker_word(word) && !matches!(word, "architect" | "scientist" | "ingenieur" | "ingénieur")
}

/// A part that names a job which may be in engineering: a maker, a lead, a member of technical staff.
fn is_engineering_role(part: &[String]) -> bool {
    const LEADS: &str = "\
    lead leader teamlead qa programmierer";
    const WRITES: &str = "\
    writer manager designer marketer recruiter analyst assistant advocate";
    if part.iter().any(|word| lists(WRITES, word)) {
        return false;
    }
    let is_technical_staff = part.windows(2).any(|two| two.iter().map(String::as_str).eq(["technical", "staff"]));
    let is_student = part.iter().any(|word| lists(STUDENTS, word));
    is_technical_staff
        || is_maker(part)
        || is_student && Function::of(part).is_engineering()
        || part.iter().any(|word| lists(LEADS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(rank: Option<Rank>) -> &'static str {
        match rank {
            None => "none",
            Some(Rank::Manager) => "manager",
            Some(Rank::SeniorManager) => "senior_manager",
            Some(Rank::Director) => "director",
            Some(Rank::Head) => "head",
            Some(Rank::VicePresident) => "vp",
            Some(Rank::Executive) => "executive",
        }
    }

    #[test]
    fn titles_of_four_countries_have_the_rank_that_a_reader_gives_them() {
        let mut rows = csv::Reader::from_reader(include_str!("../../../fixtures/titles.csv").as_bytes());
        let mut wrong = Vec::new();
        let mut count = 0;
        for row in rows.records() {
            let row = row.expect("a row");
            let [title, department, rank, engineering] = [0, 1, 2, 3].map(|column| row.get(column).unwrap_or_default());
            count += 1;
            let found = (word(rank_of(title, department)), is_engineering(title, department));
            if found != (rank, engineering == "yes") {
                wrong.push(format!("{title} [{department}]: {found:?}, not ({rank}, {engineering})"));
            }
        }
        assert!(count >= 70, "{count}");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn titles_without_words_are_nothing() {
        for title in ["", " ", "()", "–", "🚀", ", , ,", "(m/f/d)"] {
            assert_eq!(rank_of(title, "Engineering"), None, "{title}");
            assert!(!is_engineering(title, "Engineering"), "{title}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_title_ends_the_program(title in "(Sr\\.? |Head of |Manager|VP|, | - |\\(|R&D|\\PC{0,5}){0,8}", text in "\\PC{0,60}") {
            let rank = rank_of(&title, &text);
            proptest::prop_assert!(rank.is_none() || is_engineering(&title, &text));
            leads_managers(&text);
        }
    }
}
