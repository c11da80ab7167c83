//! Plain counts of engineers in `department.eng_headcount`, and the other counts of engineers that it must not take.

use super::department::OTHERS;
use super::keys::{SIZE, TEAMS};
use crate::notes::prose::rule::Read::Pair;
use crate::notes::prose::rule::Rule;

// Where engineers meet, or are wished for.

/// A department as it is called, with what it may be called by.
macro_rules! side {
    () => {
        r"(?:\b(?:engineering|engg|eng|technology|tech|r&d|product engineering|software|development|dev|dept|depart(?:e)?ment)(?: (?:side|org|organi[sz]ation|dept|department|team|group|function|arm|wing|division|unit|headcount|hc|strength|crowd|staff|size|count))?|\b(?:our|my|his|her|their|this) (?:org|organi[sz]ation|area|unit|group|division|domain|tribe|function))(?:'s)?\x22?"
    };
}

/// What may stand between the department and the verb of its number.
macro_rules! of_it {
    () => {
        r"(?: (?:headcount|hc|count|total|overall|itself|altogether|as a whole|we|they|he|she|said|says|soft|real|all in|eng|(?:at|of|in|for|over|under) (?:the )?[a-z]+(?: [a-z]+)?)){0,3}"
    };
}

/// What may follow a bare count of engineers.
macro_rules! ends {
    () => {
        r#"(?:$|["',;)(.|+]| [^a-z\x06]| (?:people|persons|heads|folks|ppl|bods|souls|employees|staff|engineers|engs?|devs?|developers|strong|now|today|rn|currently|right now|at (?:present|the moment)|in total|total|of (?:them|us|whom|these|those)|with|incl\w*|including|and|as of|or so|all told|altogether|counting|across|in|here|there)\b)"#
    };
}

const NOT_SIZE: &str = "roles jobs openings opening reqs vacanc* positions posted adverts ads hired hire hires hiring laid layoff* cut cuts let_go redundan* sacked fired left leave leaving joined attended sees envisions imagines need_it asked_me asks_me i_said i_told i_answered i_replied i_explained my_time my_years my_last my_old my_previous my_former i_had i_ran i_led i_managed i_was i_grew i_built at_my we_were_at";

/// Counts of engineers whose subject is the department or the company, in any order.
pub(super) const SIZES: &[Rule] = &[
    Rule::slot(SIZE, concat!(side!(), of_it!(), r"(?: ?[:=\x06|]|'s|,? (?:is|are|has|have|having|counts?|stands?|stood|comes?|runs?|numbers?|accounts?|amounts?|totals?|sits?|there's|there are|employs?|shows?|lists?|lies?))(?: (?:at|to|for|of|on|now|about|around|is|are|like|they|there|currently|today|roughly|some|over|only|just|a total of|with|up|between))* ?[:=]? ?\x22?{n}", ends!())).without(NOT_SIZE).least(5.0),
    Rule::slot(SIZE, concat!(r"{n} (?:eng|engg|swes?|dev)", ends!())).without(NOT_SIZE).least(15.0),
    Rule::slot(SIZE, r"{n} (?:of (?:them|these|those|us|whom|which|the)(?: (?:people|employees|staff|persons|total))? )?(?:(?:are|is|sit|sits|work|works|being|were) )?(?:(?:in|under|on) (?:the )?(?:technology|engineering|tech|eng|r&d|software|development)\b|(?:are |being )(?:software )?(?:engineers|developers|devs)\b)").without(NOT_SIZE).least(10.0),
    // Teams by their label.
    Rule::slot(TEAMS, r"{n} (?:[a-z-]+ )?{team}(?: \x05|,? \x01 (?:now|today)| (?:became|to \x01))").without("you your new each per hire sales marketing formed created added"),
];

/// Plain counts of engineers, after everything that is counted more closely.
pub(super) const GENERAL: &[Rule] = &[
    // The earlier number first.
    Rule::new(SIZE, Pair, r"(?:{eng}|engineering|eng|dept|department|org|tech|r&d)\b[^.;?!\x01]{0,40}?{n}{arrow}{n}").without(OTHERS),
    // What is left.
    Rule::slot(SIZE, r"{n}(?:-odd|-ish|ish)? (?:(?:mostly|very|smart|great|good|total|full-time|talented|brilliant|permanent|odd|other|in-house) ){0,2}(?:{eng})").without(OTHERS).least(10.0),
    Rule::slot(SIZE, r"(?:^|[^a-z])(?:eng|engineering|engineers|engs|devs|developers|r&d|tech|dept|department|tech org|eng org|engineering org(?:anisation|anization)?|engineering department|engineering team|engineering headcount|eng headcount|eng hc|software engineers|engineering function|digital|org size|dept size|team size in eng)(?: \([^)]{0,20}\))?(?: (?:is|are|has|have|was|were|now|of|at|stands|count|counts|currently|today|headcount|size|total|about|around|org|we're|they're)){0,4} ?[:=-]{0,2} ?\x22?{n}(?:$|[,.;:)\x22(\x06+]| (?:[^a-z]|people|bods|ppl|folks|now|engineers|heads|in total|today|strong|as of|\x05|and|incl|up|or so|ppl|by|with|right|total|at|currently|but|devs|folks|employees|then|vs|was|across|$))").without("asked_me i_said i_told my_time my_last my_old i_led i_managed i_ran").least(5.0),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn counts_of_engineers_in_many_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "Engineering is about 140 people.", &["department.eng_headcount 140"]),
            (
                "hiring_manager_said",
                "64 heads in engineering since the summer, and it was only 41 the same time last year",
                &["department.eng_headcount 64 @2026-07", "department.eng_headcount 41 @2025-10"],
            ),
            (
                "hiring_manager_said",
                "The department counts 70 engineers, 9 of them managers.",
                &["department.eng_headcount 70"],
            ),
            (
                "hiring_manager_said",
                "Eng headcount: 210 (was 160 a year ago)",
                &["department.eng_headcount 210", "department.eng_headcount 160 @2025-10"],
            ),
            (
                "hiring_manager_said",
                "142 engineers now, was 110 a year ago",
                &["department.eng_headcount 142", "department.eng_headcount 110 @2025-10"],
            ),
            (
                "hiring_manager_said",
                "eng: 80 -> 120 since Oct 2025",
                &["department.eng_headcount 80 @2025-10", "department.eng_headcount 120"],
            ),
            ("hiring_manager_said", "My org is 60 people, all of them engineers.", &["department.eng_headcount 60"]),
            (
                "hiring_manager_said",
                "there's roughly 75 devs in total, ten squads",
                &["department.eng_headcount 75", "department.team_count 10"],
            ),
            ("hiring_manager_said", "Dept size ~55", &["department.eng_headcount 55"]),
            (
                "hiring_manager_said",
                "In Germany we are 40 developers, the whole department",
                &["department.eng_headcount 40"],
            ),
            ("hiring_manager_said", "tech org currently stands at 310 heads", &["department.eng_headcount 310"]),
            (
                "hiring_manager_said",
                "Around a hundred and twenty engineers sit in this department.",
                &["department.eng_headcount 120"],
            ),
            (
                "hiring_manager_said",
                "plan is 180 engineers by end of 2027",
                &["department.eng_headcount 180 @2027-12 plan"],
            ),
            (
                "hiring_manager_said",
                "He runs six squads with about 45 devs",
                &["department.team_count 6", "department.eng_headcount 45"],
            ),
            ("hiring_manager_said", "so the whole eng side is ~65 ppl rn", &["department.eng_headcount 65"]),
            (
                "hiring_manager_said",
                "She said \"we're ninety-odd engineers, nine managers\".",
                &["department.eng_headcount 90"],
            ),
            ("hiring_manager_said", "Team size in engineering: just over 300", &["department.eng_headcount 300"]),
            (
                "hiring_manager_said",
                "Our department comprises 48 developers and four managers",
                &["department.eng_headcount 48"],
            ),
            ("hiring_manager_said", "Total engineers = 77", &["department.eng_headcount 77"]),
            ("hiring_manager_said", "Engineering (all sites): 415", &["department.eng_headcount 415"]),
            (
                "hiring_manager_said",
                "We have 33 devs (26 a year back).",
                &["department.eng_headcount 33", "department.eng_headcount 26 @2025-10"],
            ),
            (
                "hiring_manager_said",
                "In engineering there are currently about 145 folks",
                &["department.eng_headcount 145"],
            ),
            ("hiring_manager_said", "an engineering department of around 80", &["department.eng_headcount 80"]),
            (
                "hiring_manager_said",
                "aiming at 150 engineers by December 2027",
                &["department.eng_headcount 150 @2027-12 plan"],
            ),
            (
                "hiring_manager_said",
                "Her area: 5 teams, 38 engineers",
                &["department.team_count 5", "department.eng_headcount 38"],
            ),
            (
                "hiring_manager_said",
                "- eng hc: 128 (Jan 26: 97)",
                &["department.eng_headcount 128", "department.eng_headcount 97 @2026-01-26"],
            ),
            (
                "hiring_manager_said",
                "Platform dept = 54 engs, 7 teams, 6 EMs",
                &["department.eng_headcount 54", "department.team_count 7"],
            ),
            (
                "hiring_manager_said",
                "She is responsible for roughly sixty engineers in Munich and Graz.",
                &["department.eng_headcount 60"],
            ),
            (
                "hiring_manager_said",
                "we were 31 engineers when I came in 2023 and are 58 now",
                &["department.eng_headcount 31 @2023", "department.eng_headcount 58"],
            ),
            (
                "hiring_manager_said",
                "Department grew from 45 to 72 engineers since last summer.",
                &["department.eng_headcount 45 @2026-07", "department.eng_headcount 72"],
            ),
            (
                "hiring_manager_said",
                "by the end of next year they'd be at 200 engineers according to plan",
                &["department.eng_headcount 200 @2027-12 plan"],
            ),
            ("hiring_manager_said", "About half of our 300 engineers sit in Pune", &["department.eng_headcount 300"]),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }

    #[test]
    fn the_department_is_the_subject_in_any_words() {
        let cases: &[(&str, &[&str])] = &[
            ("The tech side of Halden comes to ninety-two.", &["department.eng_headcount 92"]),
            ("Engineering accounts for 70 of them.", &["department.eng_headcount 70"]),
            ("eng \u{2192} 48", &["department.eng_headcount 48"]),
            ("64 eng in payments", &["department.eng_headcount 64"]),
            ("over 300 of them in technology", &["department.eng_headcount 300.."]),
            ("Forty-one of these employees are developers.", &["department.eng_headcount 41"]),
            (
                "eng 51 (Feb 2026) \u{2192} 74 now",
                &["department.eng_headcount 51 @2026-02", "department.eng_headcount 74"],
            ),
            (
                "eng: 40 today, want 55 by March 2027",
                &["department.eng_headcount 40", "department.eng_headcount 55 @2027-03 plan"],
            ),
            ("four squads last year, nine now", &["department.team_count 4 @2025-10", "department.team_count 9"]),
        ];
        for (text, expect) in cases {
            check("hiring_manager_said", text, expect);
        }
    }

    #[test]
    fn other_counts_are_left_alone() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "At my old job I had 90 engineers", &[]),
            ("hiring_manager_said", "I met two engineers and a designer", &[]),
            ("hiring_manager_said", "12 engineers left in spring", &[]),
            ("hiring_manager_said", "How many engineers do you have?", &[]),
            ("hiring_manager_said", "we need 20 more engineers", &[]),
            ("hiring_manager_said", "Their competitor has 300 engineers", &[]),
            ("hiring_manager_said", "I told her we were 60 engineers at Brillo", &[]),
            ("hiring_manager_said", "Engineers in 12 countries use it", &[]),
            ("hiring_manager_said", "she'd like to have 100 engineers one day", &[]),
            ("hiring_manager_said", "3 of 40 engineers are women", &[]),
            ("hiring_manager_said", "If we reach 100 engineers there will be a second director.", &[]),
            ("hiring_manager_said", "the project touches four teams", &[]),
            ("hiring_manager_said", "I led 3 teams at Brillo", &[]),
            ("hiring_manager_said", "each EM has two teams", &[]),
            ("hiring_manager_said", "we merged two teams", &[]),
            ("hiring_manager_said", "5 sales teams and 3 marketing teams", &[]),
            ("hiring_manager_said", "we'll create three new teams next year", &[]),
            ("hiring_manager_said", "four new teams in three years", &[]),
            ("hiring_manager_said", "two new members joined the team last year", &[]),
            ("hiring_manager_said", "If the round closes, we will open a director seat", &[]),
            ("hiring_manager_said", "Interview with the director is planned for Monday", &[]),
            ("hiring_manager_said", "Director approved my expenses", &[]),
            ("hiring_manager_said", "The director role was filled last year", &[]),
            ("hiring_manager_said", "Is a second head planned?", &[]),
            ("hiring_manager_said", "My bonus is funded by the company", &[]),
            ("hiring_manager_said", "He wants to double from 40 to 80 engineers", &[]),
            ("hiring_manager_said", "Our customers employ 20,000 engineers", &[]),
            ("hiring_manager_said", "at Google she ran 300 engineers", &[]),
            ("hiring_manager_said", "could be 100 engineers one day, who knows", &[]),
            ("hiring_manager_said", "I looked after 45 engineers at my previous place", &[]),
            ("hiring_manager_said", "They have a budget for 10 more engineers", &[]),
            ("hiring_manager_said", "What if we had 200 engineers?", &[]),
            ("hiring_manager_said", "the platform serves 14 teams", &[]),
            ("hiring_manager_said", "in week one I met four teams", &[]),
            ("hiring_manager_said", "Split of work between 2 teams", &[]),
            ("hiring_manager_said", "At my old firm we had 10 teams", &[]),
            ("hiring_manager_said", "we split Payments in two last spring", &[]),
            ("hiring_manager_said", "next year there'll be 3 new teams", &[]),
            ("hiring_manager_said", "a new director will join in May", &[]),
            ("hiring_manager_said", "The director will send the offer next week", &[]),
            ("hiring_manager_said", "We should have a second director", &[]),
            ("hiring_manager_said", "a new Head of Data was hired last month", &[]),
            ("hiring_manager_said", "I'd like to be director in two years", &[]),
            ("hiring_manager_said", "Next interview: with the Head of Engineering, planned for Friday", &[]),
            ("hiring_manager_said", "Not sure whether there will be a director seat", &[]),
            ("hiring_manager_said", "engineering is 40% of the company", &[]),
            ("hiring_manager_said", "30% of engineering is remote", &[]),
            ("hiring_manager_said", "engineering salaries grew 5% last year", &[]),
            ("hiring_manager_said", "the team closed 40% more tickets last year, engineering is proud", &[]),
            ("hiring_manager_said", "9 engineers, 1 designer, 1 PM: that's the squad", &[]),
            ("hiring_manager_said", "Do they really have 140 engineers?", &[]),
            ("hiring_manager_said", "you'd look after two teams at first", &[]),
            ("hiring_manager_said", "our API is consumed by 40 teams", &[]),
            ("hiring_manager_said", "Four teams had an outage", &[]),
            ("hiring_manager_said", "2 new teams planned", &[]),
            ("hiring_manager_said", "every year two teams compete in the cup", &[]),
            ("hiring_manager_said", "We have 14 EMs and three directors", &[]),
            ("hiring_manager_said", "Has a director role been planned?", &[]),
            ("hiring_manager_said", "our director plans a team event", &[]),
            ("hiring_manager_said", "They opened a director role last year and filled it from outside", &[]),
            ("hiring_manager_said", "we plan engineering growth of 20%", &[]),
            ("hiring_manager_said", "deploys are up 50% since engineering moved to k8s last year", &[]),
            ("peer_em_said", "company attrition is 12%", &[]),
            ("peer_em_said", "Engineer attrition 12%, the director told me", &[]),
            ("peer_em_said", "engineering gets 30% of the budget", &[]),
            ("peer_em_said", "engineering grew 80% in three years", &[]),
            ("peer_em_said", "15% of engineers left, says the director", &[]),
            ("peer_em_said", "a neighbouring company grew 200%", &[]),
            ("peer_em_said", "director churn is maybe 25% a year", &[]),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }
}
