//! `manager.*`: the person one would report to.

use super::keys::{MENTOR, RECORD, SPONSOR, UP, YEARS};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};

/// Where people are helped to.
const DEST: &str = "em ems manager* management mgr mgrs director* head heads head_of vp m2 lead leads team_lead* promot* next_level next_step next_rung moved_up move_up level senior_manager* lead_leads leading_leads leading_leaders up_a one_level one_grade one_rung one_storey a_level_up a_grade_up a_level_higher rose_further level_higher grade_up";
/// Whose people they were.
const OWN: &str = "her_reports his_reports my_reports her_people his_people my_people under_him under_her under_me under_you for_him for_her he_managed she_managed she'd_managed he'd_managed i_managed i've_managed you_managed you've_managed managed_by whom_he whom_she your_reports your_people your_directs your_ems reporting_to_him reporting_to_her looked_after people_you former_reports ex_reports reports reportees directs bring_up you_grown grown_under old_team his_help her_help my_help because_of_him because_of_her because_of_me of_mine of_hers track_record my_record his_record her_record has_he has_she have_you did_he did_she did_you with_him with_her thanks_to";
/// No deed yet, or not of that person.
const NO_DEED: &str = "senior_engineer* staff_engineer* to_staff to_principal senior_ic plan plans will want* would should hope* hoping ready eyeing we we've company aim aims going_to told_him told_her my_cv my_last my_old";
/// What a wish for the next level is about.
const AMBITION: &str = "managing_mgrs manage_mgrs way_up own_way ambition* ambitious m2 director* promot* manager_of_managers manage_managers managing_managers group_lead* head_of next_level next_step step grow growth growing career you you'd your yours eighteen horizon seat";
/// Terms that are named.
const TERMS: &str = "if provided once criteria criterion condition* conditions as_long_as you'd_have_to you'd_need_to you_need_to would_have_to need needs when assuming depends prove show deliver requirement* must";

/// Managing managers, in any order.
const NOT_HIS_YEARS: &str = "promo* promos promotions within vacant empty unfilled nobody realistic want* would seat seats chair layer post open altogether all_told next coming average stay plan* became directs ask";

/// What a report is called.
macro_rules! report {
    () => {
        r"(?:(?:[a-z]+[ -]){0,2}?(?:reports?|reportees?|directs?|ems?|engineers?|managers?|members|leads?|tls?|people|persons?|ics?|devs?|guys|folks|mentees?|lot|team|of them)\b)"
    };
}
macro_rules! rose {
    () => {
        r"\b(?:promoted|became|become|becoming|made (?:it|em|manager|director|the|head)|moved (?:up|into|on to|to em|to m2)|stepped up|went (?:on to|up|from|into)|rose|risen|advanced|graduated|grew into|progressed|climbed|(?:are|is) (?:now|today) (?:an? )?(?:[a-z]+ )?(?:{em}|{m2})|now (?:an? )?(?:[a-z]+ )?(?:{em}|{m2}|run|lead|manage)|ended up as|turned into|advanced|lifted|(?:are|is|went|gone|moved|come) (?:up )?(?:one|a|\x01) (?:level|grade|rung|notch|step|storey)|got (?:the|an|promoted|to))\b"
    };
}
/// Managing managers, in words that mean nothing else.
macro_rules! m2_work {
    () => {
        r"\b(?:(?:manag(?:ed|es|ing|e)|lead(?:ing|s|er of)?|led|r[au]n(?:s|ning)?|ha(?:d|s|ve|ving)(?: had)?|above|over|heading|in charge of|responsible for|boss of|looking after) (?:of )?(?:other |engineering |eng |the )?(?:managers|mgrs|ems|leads|team leads|leaders)(?: (?:report(?:ing|s)? (?:in)?to|under|below|beneath) (?:her|him|me|them))?|(?:managers?|mgrs?)[- ]of[- ](?:engineering |other )?(?:managers|mgrs|ems)(?:[- ](?:role|level|position|job))?|m2 (?:experience|work|tenure|years)|boss of (?:the )?bosses|mom|second[- ]line(?: manager| leadership| management| lead)?)"
    };
}
macro_rules! excellent {
    () => {
        r"(?:excellent|outstanding|world-class|superb|brilliant|fantastic|exceptional|amazing|phenomenal|terrific|stellar|first-class|wonderful|incredible|top-notch)"
    };
}
macro_rules! mentor {
    () => {
        r"(?:mentor(?:ing|ship)?|coach(?:ing)?|teacher)"
    };
}

pub(super) const RULES: &[Rule] = &[
    // Whom this person helped up.
    Rule::slot(RECORD, concat!(r"{n} (?:of (?:her|his|my) |(?:former|ex|old|past|previous)[ -])", report!(), r"[^.;?!\x01]{0,40}?", rose!())).needs(&[DEST]).without(NO_DEED).also(ELSEWHERE),
    Rule::slot(RECORD, concat!("{n} ", report!(), r"[^.;?!\x01]{0,40}?", rose!())).needs(&[DEST, OWN]).without(NO_DEED).also(ELSEWHERE),
    Rule::slot(RECORD, concat!("{n} (?:of (?:mine|hers|his)\\b|", report!(), r" (?:(?:who|whom|that) )?(?:he|she|i)(?:'s|'ve|'d| has| have| had)? (?:developed|grew|grown|coached|mentored|promoted|lifted|brought|helped|sponsored)\b)[^.;?!]{0,30}")).needs(&[DEST, "mine hers he i she his i've he's she's"]).without(NO_DEED).also(ELSEWHERE),
    Rule::slot(RECORD, r"\b(?:helped|promoted|grew|grown|coached|mentored|developed|lifted|sponsored|brought|raised|guided|groomed|pulled|got|taken|took|turned|prepared|supported|pushed)(?: up| on| already| so far)* {n}(?: of (?:her|his|my|their))?(?: [a-z-]+){0,4}? (?:to|into|in|become|became|through to|up to|onto|towards) (?:become )?(?:the |an? |their )?(?:[a-z]+ ){0,2}?(?:next|{em}|{m2}|management|managing|lead|promot|m2\b)[a-z]*").needs(&[DEST]).without(NO_DEED).also(ELSEWHERE),
    Rule::fixed(RECORD, 0.0, r"(?P<q>\b(?:he|she|i|hm)(?: has| have| had| did|'s|'ve|'d)?(?:n't| not| never)(?: yet| ever| really)* (?:promoted|promote|grown|grow|developed|develop|helped|help|brought|got|lifted|taken)(?: up)? (?:an?\b|any|anyone|anybody|one|a single)[^.;?!]{0,50})").needs(&[DEST]).without("would will could").also(DENIED),
    Rule::slot(RECORD, concat!("{n} of (?:us|them|mine|hers|his)\\b[^.;?!\x01]{0,50}?", rose!())).needs(&[DEST, OWN]).without(NO_DEED).also(ELSEWHERE),
    // For how long this person has managed managers.
    Rule::fixed(YEARS, 0.0, r"(?P<q>\b(?:never|hasn't|has not|hadn't|haven't|have not|not|nor)(?: yet| ever| actually| really| previously)* (?:managed|led|run|had) (?:other )?(?:managers|mgrs|ems|leaders|team leads)(?: [a-z]+)?(?:,? (?:zero|0|\x07|\x01) ?years?)?)").without("before_here you you've you'd").also(DENIED),
    Rule::slot(YEARS, concat!(m2_work!(), r"[^.;?!\x07\x01]{0,30}\?[^.;?!\x07]{0,24}(?P<q>{u})")).without("within next seat open realistic promot* plan*").also(ELSEWHERE | QUESTION),
    Rule::slot(YEARS, concat!(m2_work!(), r"[^.;?!\x07\x01]{0,40}?(?:[:=,(\x06-]|\b(?:for|since|so|over|of experience|now|is|about|nearly|almost|just|only|total))[ \x22']{0,3}(?:so |well |a total of |the last |the past |a little |a bit |going on |close to |some )?{u}")).without(NOT_HIS_YEARS).also(ELSEWHERE),
    Rule::slot(YEARS, concat!("{u}(?:'| of| as| in| with| experience| now| worth| spent| total| an?| the| being| he| she| i| has| have| been|'s|'ve)* ", m2_work!())).without("promo* promos promotions within vacant realistic want* would nobody will in_the_next").also(ELSEWHERE),
    // A number for the mentor.
    Rule::level(MENTOR, 1, concat!(r"(?P<q>\b(?:not|n't)(?: really| exactly| been| be)? (?:an? |much of an? |the |your )?(?:very |particularly |especially |best |natural |born )?(?:good |great |strong )?", mentor!(), r"\b)")).also(DENIED),
    Rule::level(MENTOR, 0, concat!(r"(?P<q>\b(?:terrible|awful|useless|worst|dreadful|horrible|non-existent|nonexistent|zero|absent) ", mentor!(), r"|\b", mentor!(), r" (?:is|was|:|=)? ?(?:terrible|awful|useless|dreadful|non-existent|nonexistent|zero|absent)\b)")),
    Rule::level(MENTOR, 0, r"(?P<q>\b(?:status only|(?:only|just|purely|pure|nothing but|all) (?:about )?status|status (?:updates?|reports?|meetings?) (?:only|and nothing)|never (?:a |one )(?:single )?word about (?:growth|career|my)|no mentoring|(?:doesn't|does not|never) (?:mentor|coach)s?(?: people| anyone| at all| her| his)*|(?:cancels|skips|cancelled|canceled) (?:most|all|every|half|nearly every)|(?:gets?|are|is|always|constantly) (?:cancelled|canceled|skipped)|never (?:has|had|makes|made) time|(?:worst) (?:boss|manager))\b)").needs(&["1 mentor* coach* one_to_ones one_on_ones boss manager he she him her 1on1s growth"]).without("trains flight events project projects"),
    Rule::level(MENTOR, 4, concat!(r"(?P<q>\b(?:best|greatest|finest) (?:boss|manager|mentor|coach|teacher|lead)\b[^.;?!]{0,30}?\b(?:ever|had|have|by far|career|worked)|\b", excellent!(), r" (?:boss and )?(?:at )?", mentor!(), r"|\b", mentor!(), r"[^.;?!]{0,12} (?:is|was|are|:|=|-) ?(?:really |truly |just )?", excellent!(), r"|\bi'd call that excellent\b)")).without("programme program company not_sure need needs hope looking"),
    Rule::level(MENTOR, 2, concat!(r"(?P<q>\b(?:middling|average|so-so|decent|mediocre|ok|okay|fine|alright|all right|passable|reasonable|acceptable|not (?:a )?bad) (?:as an? |at )?", mentor!(), r"|\b", mentor!(), r"[^.;?!]{0,12} (?:is|was|are|:|=|-) ?(?:just |only |kind of )?(?:middling|average|so-so|decent|mediocre|ok|okay|fine|hit and miss|hit or miss|alright|mixed)\b)")).without("programme program company not_sure need needs hope looking"),
    Rule::level(MENTOR, 3, concat!(r"(?P<q>\b(?:good|great|solid|strong|thoughtful|caring|patient|keen|generous|committed|dedicated|engaged) (?:as an? |at )?", mentor!(), r"|\b", mentor!(), r"[^.;?!]{0,12} (?:is|was|are|:|=|-) ?(?:really |very |quite |pretty )?(?:good|great|strong|solid)\b)")).without("programme program company not_sure need needs hope looking"),
    Rule::level(MENTOR, 0, r"\b(?:learn(?:ed|t) (?:zero|nothing|nada|nowt)|(?:type|types|typed|typing) through)\b"),
    // Will that person back it.
    Rule::level(SPONSOR, 2, r"(?P<q>\b(?:realistic|realistically|doable|achievable|feasible|within reach|on the cards|can be done|put you forward|sponsor you|back you|make the case for you|fight for you|(?:'d|'ll|would|will|happy to) (?:support|back|sponsor|push for) (?:you|me))\b[^.;?!]{0,80})").needs(&[TERMS, AMBITION]).without("asking whether engineers headcount we_get not_realistic isn't_realistic unrealistic not_really_realistic deadline* deadlines roadmap launch budget salary pay remote hybrid relocation").also(UNSURE | WISH),
    Rule::level(SPONSOR, 1, r"\b(?:love to see you (?:grow|develop)|you seem great|see how (?:it|things) (?:shakes?|goes?|plays?|pans?)|everything is possible|anything is possible)\b").without("salary pay bonus hiring raise").also(QUESTION | UNSURE | WISH),
    // Will the chair become free.
    Rule::level(UP, 0, r"\b(?:(?:until|till) (?:the|my|his|her) pension|in this chair|(?:'ll|will) (?:retire|stay|die) here|stays? where (?:he|she|i)|staying put|carry me out|not going anywhere|going nowhere)\b").without("you you'd we team").also(WISH | DENIED),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    const HM: &str = "hiring_manager_said";

    /// Checks that each text, as said by the hiring manager, states this value of a signal, or nothing.
    fn says(signal: &str, cases: &[(&str, &str)]) {
        for (value, text) in cases {
            let expect = format!("{signal} {value}");
            let expect: &[&str] = if value.is_empty() { &[] } else { &[&expect] };
            check(HM, text, expect);
        }
    }

    #[test]
    fn records_are_counted() {
        says(
            "manager.growth_track_record",
            &[
                ("2", "Two of us are one grade up thanks to her."),
                ("0", "He hasn't promoted anyone to EM yet."),
                ("2", "Two of her former team leads are now EMs, she coached both through it."),
                ("2", "she has grown a couple of devs into EMs in the last two years"),
                ("2", "he helped 2 people to the next level"),
                ("2", "I brought two ICs into management."),
                ("2", "2 of my directs made it to Head-of"),
                ("2", "2 ex-reports became directors under her"),
                ("3", "He promoted 3 of his EMs to senior manager."),
                ("3", "In three years she coached three engineers into EM roles."),
                ("", "Two of her reports left."),
                ("", "Two of her people want to leave."),
                ("", "I told her I promoted three people to EM."),
                ("", "Who of your reports moved up?"),
            ],
        );
    }

    #[test]
    fn years_are_read() {
        says(
            "manager.m2_experience",
            &[
                ("0", "never managed managers herself, zero years, reads a lot"),
                ("2", "she has had managers under her for two years"),
                ("", "me managing mgrs in 18 months?"),
                ("0", "He hasn't managed managers before."),
                ("6", "I've been managing managers for six years"),
                ("4", "4 years of managing managers"),
                ("3.5", "I've been a manager of managers since I joined, so three and a half years."),
                ("7", "Q: how long have you managed managers? A: seven years."),
                ("1", "He's a new manager of managers: 1 year in."),
                ("", "The M2 seat has been vacant for six months."),
                ("", "I want to be managing managers within 18 months."),
                ("", "He worked here for ten years."),
                ("", "How long have you managed managers?"),
            ],
        );
    }

    #[test]
    fn mentors_are_read() {
        says(
            "manager.mentoring_quality",
            &[
                ("4 ?", "Best boss I ever had."),
                ("4 ?", "she's an outstanding coach"),
                ("3 ?", "He is a very good mentor."),
                ("2 ?", "his mentoring is so-so"),
                ("1 ?", "not much of a mentor"),
                ("0 ?", "1:1s are status only, never a word about growth."),
                ("0 ?", "she cancels most 1:1s"),
                ("", "Is she a good mentor?"),
            ],
        );
    }

    #[test]
    fn sponsors_are_suggested() {
        says(
            "manager.sponsorship",
            &[
                ("0 ?", "in eighteen months that isn't realistic with us"),
                ("0 ?", "Director in 18 months? Forget it."),
                ("1 ?", "I love ambition, we'll see where things go."),
                ("1 ?", "On the next step: let's see how it goes, no promises."),
                ("2 ?", "18 months is realistic for you if you hire two leads first"),
                ("", "The roadmap isn't realistic."),
                ("", "Is 18 months realistic?"),
            ],
        );
    }

    #[test]
    fn the_way_up_is_suggested() {
        says(
            "manager.moving_up",
            &[
                ("1 ?", "She might go for the VP job one day."),
                ("0 ?", "she's not looking to move, wants to stay director"),
                ("0 ?", "I'm not going anywhere."),
                ("0 ?", "He's happy where he is."),
                ("", "You'd take over as director."),
                ("", "What is your own next step?"),
            ],
        );
    }
}
