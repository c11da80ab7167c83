//! `self.*`: the person who writes, in the dossier about themself.

use super::keys::{AMBITION, COACHED, INFLUENCE, MULTIPLIER, NETWORK, SKILLS, STAY, TENURE};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};

/// The tenure of somebody else, or of another job.
const NOT_MINE: &str = "she he herself himself stay want* plan* horizon goal ahead within next managing_managers managed_managers lead_managers other_folks cohort consulting consultant before_management manage_managers their they";
/// Where nobody of one's own people is.
const OUTSIDE: &str = "outside beyond elsewhere other_team other_teams other_squads other_departments other_groups different_team another_team another_department another_group never_sat none_of_them_mine not_mine not_my not_of_my none_mine none_on_my none_in_my aren't_on_my aren't_in_my isn't_on_my isn't_in_my not_on_my not_in_my of_my_parish";
const COACH: &str = "coach* mentor* mentee* sponsor* accompan* guided supported tutor* looked_after";

const LONG: &str = "#u years yrs long around";
const SHIPPED_FOR: &str = "shipped managed worked been coached";

macro_rules! stay {
    () => {
        r"(?:\b(?:stay(?:ing)?\b|stick(?:ing)?|stop(?:ping)?|commit(?:ting)?|bind(?:ing)? myself|(?:do|give|see myself|picture myself|spend) [^.;?!]{0,20}(?:\x07|years\b|yrs\b))|\x07 (?:there|here|in (?:the same|one)|at the same)\b)"
    };
}
/// The work of an EM.
macro_rules! em_work {
    () => {
        r"\b(?:ems?|(?:engineering|eng|people|team) (?:manager|mgr|lead)|manager|teamleiter|fuhrungserfahrung|(?:(?:manag|lead|runn)(?:ing|ed)?|led) (?:an? |my |the )?(?:[a-z]+ )?(?:teams?|people|engineers|squads?)|(?:team|people|engineering|eng) management|tenure)\b"
    };
}

pub(super) const RULES: &[Rule] = &[
    // A level as a number.
    Rule::slot(SKILLS, r"{s}").needs(&["skill* competenc*"]),
    // `makes 4 of 5`: no other count about oneself has five.
    Rule::slot(SKILLS, r"(?:\b(?:makes|so|that's|that is|gives|comes to|call it|is)|[=>]) ?(?:me |it )?{s}"),
    Rule::slot(NETWORK, r"(?:\b(?:makes|so|that's|that is|gives|comes to|call it)|[=>]) ?(?:me |it )?{s}"),
    Rule::fixed(STAY, 1.0, r"(?:stay|staying|commit)[^.;!]{0,60}(?:{U}|\x01|years|yrs)[^.;!]{0,40}\?\W{0,3}(?P<q>(?:yes|yep|yeah|sure|absolutely|definitely|of course|gladly)\b[^.;?!]{0,60})").also(QUESTION | UNSURE | WISH),
    Rule::fixed(STAY, 1.0, r"(?P<q>\bi(?:'d| would|'ll| will| can(?: well| easily)?| could) (?:gladly |happily |easily |well |certainly |definitely )*(?:stay|see myself|picture myself|commit|imagine)[^.;?!]{0,50}(?:{U}|years|yrs))").also(WISH | UNSURE),
    Rule::slot(TENURE, concat!("{u}(?:'| of| as| in| being| experience| behind me| now| total| i've| have| been| spent| an?| the| i)* ", em_work!())).without(NOT_MINE),
    Rule::slot(TENURE, concat!(em_work!(), r"[^.;?!\x07\x01]{0,40}?{u}")).without(NOT_MINE),
    Rule::slot(NETWORK, r"(?:@me @\w+ |mentor|network|profile|insider|findable|contacts?|m2s?)\b.*?(?P<q>(?:so |that's |that's the lot - |makes |= ?|i count |> ?|network[:,]? ?|- )?{s})"),
];

/// Short patterns whose sentence must also speak of the right things, in any order. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    Rule::fixed(STAY, 0.0, concat!(r"(?P<q>", stay!(), r"[^.;!]{0,60}[?:-] ?\W{0,3}(?:no|nope|never|hardly|nah|(?:probably|rather|certainly|definitely) not|not (?:really|likely|for)|i doubt|unlikely)\b[^.;?!]{0,40})")).needs(&[LONG]).without(SHIPPED_FOR).also(QUESTION | UNSURE | DENIED | WISH),
    Rule::fixed(STAY, 1.0, concat!(r"(?P<q>", stay!(), r"[^.;!]{0,60}[?:-] ?\W{0,3}(?:yes|yep|yeah|sure|aye|si|oui|ja|absolutely|definitely|of course|gladly|happily)\b[^.;?!]{0,40})")).needs(&[LONG]).without(SHIPPED_FOR).also(QUESTION | UNSURE | WISH | DENIED),
    Rule::slot(NETWORK, r"(?:{s})").needs(&["mentor* insider* profile* network consulted contact* m2s"]),
    Rule::slot(COACHED, r"{n}(?: of us)? (?:people|persons?|engineers?|folks?|colleagues?|devs?|developers?|juniors?|leads?|mentees?|others?|ics?|tls?|ems?|designers?|guys|lads|who|from|off)\b").needs(&[COACH, OUTSIDE]).without("so makes years months sessions my_own_team_only want* would plan*").also(ELSEWHERE),
    // Who asks one for help.
    Rule::level(INFLUENCE, 3, r"\b(?:standards?|strategy|direction|whole (?:department|org)|all \x01 teams|department-wide|org-wide)\b").needs(&["i i've my me you your", "set shaped shape* wrote defined adopted own* names mine"]).without("not no"),
    // Who works better for it.
    Rule::level(MULTIPLIER, 1, r"\b(?:my|our) (?:own )?(?:team|squad)\b").needs(&["faster quicker twice halved speed* less"]).without("not no other others two three several whole"),
    // Who knows of the aim.
    Rule::level(AMBITION, 2, r"\b(?:wants?|told|said|asked|raised|discussed|aim)\b").needs(&["#u #d horizon within months", "realistic possible feasible honest honestly can_happen what_it_takes", "i my boss manager him her she he"]).also(WISH | QUESTION | UNSURE),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn facts_about_yourself_are_counted() {
        check(
            "me",
            "- EM since Feb 2022, so four and a half years of managing a team by now",
            &["self.em_tenure_years 4.5"],
        );
        check(
            "me",
            "She mentored three engineers outside of her own team, one of whom is now a team lead.",
            &["self.coached_outside_team 3"],
        );
        check("me", "Six and a half years of people management", &["self.em_tenure_years 6.5"]);
        check("me", "Sam has 9 years as EM, she says", &[]);
        check("me", "Could I do three years there? No.", &["self.stay_2_3_years 0"]);
        check("me", "Profile is findable, that's the lot - 1 of 4.", &["self.network 1"]);
        check(
            "me",
            "Would I stay 2-3 yrs in the next place? Yes if the people are decent.",
            &["self.stay_2_3_years 1"],
        );
    }

    #[test]
    fn wishes_about_yourself_are_no_facts() {
        check("me", "I'd like to coach five people outside my team next year.", &[]);
        check("me", "Would I be able to run 50 people?", &[]);
    }
}
