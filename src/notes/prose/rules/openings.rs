//! `company.open_*_roles`: openings that are posted now. `careers` is a section on a careers page or job board.

use super::keys::{EM_ROLES, ENG_ROLES, M2_ROLES};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::DENIED;

macro_rules! m2 {
    () => {
        r#"(?:(?:senior|sr|snr|group|principal)  ?(?:(?:engineering|eng|software|em) )?(?:managers?|mgrs?|ems?)(?: ?/ ?directors?)?(?:,? (?:of )?(?:engineering|eng))?|sems?|(?:engineering |eng )?(?:directors?|dirs?)(?:[, -]+(?:of )?(?:engineering|eng|software|r&d|technology|platform))?|heads? ?/ ?directors?|heads?[ -]of(?:[ -](?:engineering|eng|software|platform|[a-z]+))?|(?:group|section|domain|area|unit) (?:heads?|leads?|ems?)(?: engineering)?|gems?|m2'?s?|managers?[- ]of[- ]managers?|second[- ]line(?: managers?)?|vps?(?: of| eng| engineering){0,2})\b(?:[- ]level)?(?:,? (?:and|or) (?:above|up|higher))?"#
    };
}

macro_rules! em {
    () => {
        r#"(?:(?:engineering|eng|software|software engineering|software development|dev) (?:managers?|mgrs?|management)|ems?|em's|sdms?)\b(?:[- ]level)?"#
    };
}

macro_rules! eng {
    () => {
        r#"\x22?(?:(?:software|product|r&d|tech|technology|engineering|eng)(?: ?& ?| and )(?:engineering|eng|software|tech|technology|product|development|data)|software engineering|software development|engineering|engineers?|engg|eng|developers?|devs?|software engineers?|software|technical|technology|tech|r&d|development)\x22?"#
    };
}

// Nouns that mean an opening by themselves, and those that also mean a seat that is filled.
macro_rules! opening {
    () => {
        r"(?:openings?|vacanc(?:y|ies)|reqs?|requisitions?|postings?|ads?|adverts?|listings?|open (?:roles?|positions?|jobs?|seats?|spots?|headcount)|vacant (?:roles?|positions?|seats?))\b"
    };
}

macro_rules! role {
    () => {
        r"(?:openings?|vacanc(?:y|ies)|reqs?|requisitions?|postings?|ads?|adverts?|listings?|roles?|positions?|jobs?|seats?|spots?|ones|slots)\b"
    };
}

macro_rules! open {
    () => {
        r"(?:open|opened|posted|live|advertised|listed|online|unfilled|active|published|up|out)\b"
    };
}

macro_rules! filler {
    () => {
        r"(?:(?:x|open|posted|live|advertised|listed|active|current|like|more|other|total|of|them|these|those|are|is|for|in|at|to|the|an?|level|titled|called|tagged|under|within|across|reqs?|roles?|positions?|openings?|vacancies|vacancy|postings?|jobs?|ads|listings?) ){0,5}"
    };
}

const OPEN: &str = "our_board the_board board_right_now vacancies out_to_advert advert careers open opening openings posted posting postings advert* vacan* req reqs requisition* listed listing* live online unfilled job_board jobs_page recruiting jobs ads";
const NOT_OPEN: &str = "of_sales of_marketing of_finance of_people expected insider* external* internally externally report* promot* became filled left planned plan plans we_will will_open would_open would_hire approved next_year next_quarter later hired last_year neighbour* neighboring neighbouring startup rival* competitor* want wanted wants";

pub(super) const RULES: &[Rule] = &[
    // Lists of titles with their counts: *22 eng openings. Of these EM 3, Director 1*; *Engineers 29 / EM 3 / Director 1*.
    Rule::slot(ENG_ROLES, concat!(r"\b(?:openings|vacancies|reqs|jobs|ads|postings)(?: board| page)?: ?(?P<q>", eng!(), r" ?[:=-]? ?{n})(?:$|[^a-z ]| [^a-z]| and)")).without(NOT_OPEN),
    Rule::fixed(M2_ROLES, 0.0, concat!(r"(?P<q>\b", m2!(), r" ?[:=-]? ?(?:nil|none)\b)")).needs(&[OPEN]).without("plan* will next promot* left became internal*").also(DENIED),
    // Managers of managers: their titles hold those of managers, so they stand first.
    Rule::slot(M2_ROLES, concat!(r"(?P<q>\x22?", m2!(), r#"\W?(?: "#, role!(), r#")?(?: (?:"#, open!(), r#"|in (?:eng|engineering|tech)|right now|now|today|currently|at the moment|there))*\W{0,2} ?(?:[:=x|(-]|are|is) ?(?:none posted, |none, )?{n})"#)).needs(&[OPEN]).without(NOT_OPEN),
    Rule::slot(M2_ROLES, concat!(r"{n} ", filler!(), r"\x22?", m2!(), " ", opening!(), "(?: ", open!(), ")?")).without(NOT_OPEN),
    Rule::slot(M2_ROLES, concat!(r"{n} ", opening!(), r" (?:are |is )?(?:for|at|in|on) (?:the |an? )?", m2!())).without(NOT_OPEN),
    Rule::slot(M2_ROLES, concat!(r"{n} (?:are |is |of them |reqs |roles |positions |jobs )*(?:open |posted |live )?for (?:the |an? )?", m2!())).needs(&[OPEN]).without(NOT_OPEN),
    Rule::slot(M2_ROLES, concat!(r"{n} ", filler!(), m2!())).needs(&["careers"]).without(NOT_OPEN),
    Rule::fixed(M2_ROLES, 0.0, concat!(r"\b(?:no|zero|none|nothing|not (?:a single|one|any)|0)(?: (?:of (?:them|those|these)|open|posted|current|live|for|with|in|as|at|the|an?|is|are|roles?|reqs?|openings?|positions?|jobs?|advertised|listed|currently)){0,4} \x22?", m2!(), "(?: ", role!(), ")?(?: ", open!(), ")?")).needs(&[OPEN]).without("plan* will next budget* approved promot* left became neighbour* seat seats").also(DENIED),
    // Managers.
    Rule::slot(EM_ROLES, concat!(r"(?:^|[^a-z&-]|[^a-z]and |@\w+ |\bopen )(?P<q>", em!(), r#"\W?(?: "#, role!(), r#")?(?: (?:"#, open!(), r#"|right now|now|today|currently|at the moment|there))*\W{0,2} ?(?:[:=x|(-]|are|is) ?{n})"#)).needs(&[OPEN]).without(NOT_OPEN),
    Rule::slot(EM_ROLES, concat!(r"{n} ", filler!(), em!(), "[ -]", opening!(), "(?: ", open!(), ")?")).without(NOT_OPEN),
    Rule::slot(EM_ROLES, concat!(r"{n} ", filler!(), em!(), "[ -]", role!(), "(?: (?:are |is )?", open!(), ")?")).needs(&[OPEN]).without(NOT_OPEN),
    Rule::slot(EM_ROLES, concat!(r"{n} ", opening!(), r" (?:are |is )?(?:for|at|in|on) (?:the |an? )?", em!())).without(NOT_OPEN),
    Rule::slot(EM_ROLES, concat!(r"{n} (?:are |is |of them |reqs |roles |positions |jobs )*(?:open |posted |live )?for (?:the |an? )?", em!())).needs(&[OPEN]).without(NOT_OPEN),
    Rule::slot(EM_ROLES, concat!(r"(?:hiring|recruiting|looking|searching|advertising) (?:for )?(?P<q>{n} (?:more |new |other )?", em!(), ")")).without("next later want* plan* would last_year"),
    Rule::fixed(EM_ROLES, 0.0, concat!(r"\b(?:no|zero|none|not (?:a single|one|any)|0)(?: (?:of (?:them|those|these)|open|posted|current|live|for|with|in|as|the|an?|is|are|roles?|reqs?|openings?|positions?|jobs?)){0,4} ", em!(), "(?:[ -]", role!(), ")?(?: ", open!(), ")?")).needs(&["careers openings opening posted posting* vacan* reqs advert* open_roles open_positions"]).without("plan* will next budget* apart besides other except promot* left neighbour*").also(DENIED),
    // Everybody in engineering.
    Rule::slot(ENG_ROLES, concat!(r"{n} (?:open |live |posted |active |current |advertised |total |unfilled )*", eng!(), " (?:team |org |department |job )?", opening!(), "(?: ", open!(), ")?")).without("next_year filled last_year neighbour* rival* competitor*"),
    Rule::slot(ENG_ROLES, concat!(r"{n} (?:open |live |posted |active |current |advertised |total |unfilled )*", eng!(), " ", role!(), "(?: (?:are |is )?", open!(), ")?")).needs(&[OPEN]).without("next_year filled last_year neighbour* rival* competitor*"),
    Rule::slot(ENG_ROLES, concat!(r"{n} (?:open |live |posted |active |current |advertised |total |unfilled )*", role!(), " (?:are |is )?(?:open |live |posted |listed )?(?:in|for|under|within|across|tagged|filed under|at|with) (?:the |all |all of )?", eng!(), r"(?:$|[^a-z ]| (?:[^a-z]|dept|department|org|teams?|and|overall|total|in|at|right|now|on|of))")).needs(&[OPEN]).without("next_year filled last_year neighbour* rival* competitor*"),
    Rule::slot(ENG_ROLES, concat!(r"(?:^|[^a-z&])(?P<q>(?:all |total )?", eng!(), r"\W{0,2} ?[:=|(-] ?{n})")).needs(&["careers vacancies openings"]).without("headcount people strong"),
];
