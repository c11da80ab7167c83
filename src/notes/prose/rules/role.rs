//! `role.*`: the job itself.

use super::keys::{LACKED, PAY, REPORTS, SCOPE};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, MONEY, UNSURE, WISH};

/// Whose team it would be.
const YOURS: &str = "for_me me you you'd you'll your yours u i i'd i'll i'm me my mine candidate postholder incumbent employee manager role position opening team squad";
/// From when on.
const START: &str = "day_one day_1 first_day first_month first_week commencement from_the_start at_the_start at_start at_your_start to_start to_start_with start_with starting_with starts_with to_begin_with begin_with at_the_beginning in_the_beginning at_first initially inherit* take_over taking_over from_the_off from_day_one your_first_day you'll_inherit inheriting pick_up picking_up take_on straight_to_you in_direct_report directly_to_you report_to_you reporting_to_you report_to_me reporting_to_me report_to_the_em line_manage you'd_have you'd_lead you'd_get you_would_have you_will_have you'll_have you_get you_will_be i'd_have i'd_get i_would_have";
/// What all managers have, or what one has now.
const NOT_YOURS: &str = "used_to reported each every apiece average old_job last_job em_has ems previous_job currently_lead i_lead i_have_now other_ems other_managers typical* interview* meet met his_first her_first he_had she_had my_first hated";

/// What one would walk away from.
const WALK_AWAY: &str = "walk_away walkaway walk_at walk_away_at walk_from walk_for my_walk walk_out_at my_floor own_floor pay_floor my_limit pain_limit pain_threshold my_minimum own_minimum lower_limit bottom_line reservation_pay reservation_price reservation_wage my_reservation my_number walk_number indifference";

macro_rules! people {
    () => {
        r"(?:[a-z'/&-]+ ){0,2}?(?:engineers|engs|devs|developers|ics|direct(?: reports?)?|directs|reports|reportees|people|persons|pax|folks?|lads|souls|heads|ppl|programmers|staff|employees|colleagues|members)\b"
    };
}

pub(super) const RULES: &[Rule] = &[
    // Two teams, and the parts of one.
    Rule::slot(PAY, r"(?:{n}|{x})(?:$|[^a-z]| ?x\b| (?:of|times|x|against|vs|the|my)\b)").needs(&[WALK_AWAY]).without("if em ems manager managers engineers ic ics minutes hours days nights km people").least(0.3).also(MONEY | ELSEWHERE | DENIED | UNSURE | WISH),
    Rule::slot(PAY, r"{p} (?:of|times|against|vs) (?:my |the )?(?:[a-z]+ )?(?:walk[- ]?away|floor|minimum|bottom line|limit)").also(MONEY | ELSEWHERE),
    Rule::slot(REPORTS, concat!(r"{n}(?: ?\({N}\))? ", people!())).needs(&[YOURS, START]).without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:squad|team|group) of {n}").needs(&["your you you'd you'll yours i'd i'll i_would i_will"]).without("every each average other"),
    Rule::slot(REPORTS, r"(?:direct reports|directs|reports|team size|reporting to (?:me|you)|team)(?: on day one| day one| at (?:the )?start| to (?:start|begin) with| initially)? ?[:=] ?{n}").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:^|[?:=>] ?\W{0,3}){n}(?:$|[ .,;)])").needs(&["how_many", "report_to_me would_i i'd my_team will_i inherit"]),
];

const LATER: &str = "if later eventually year split might could when if_all hypothetical how asked together_with put_you put_your next_level without_setting";

/// Short patterns whose sentence must also speak of the right things, in any order. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    // How far it reaches.
    Rule::level(SCOPE, 3, r"\b(?:lead|leads|manage|run|own|responsible for|get|take (?:on|over)|have)\b[^.;?!]{0,24}?(?:both|\x01) (?:[a-z]+ ){0,2}?(?:teams|squads|pods)\b").needs(&["you you'd you'll i'd start day_one offer employee"]).without(LATER).also(UNSURE),
    Rule::level(SCOPE, 2, r"\b(?:cut|splits?|split(?:ting)?|break|broken|divides?|divided|carved?|becomes?|grow(?:s|ing)? into|turn(?:s|ing)? into)\b[^.;?!]{0,24}?(?:\b(?:two|half|halves|teams|squads)\b|\x01|$)").needs(&["team teams squad squads your you'd one_person two keep both", "will 'll plan* want* need* gonna going_to expect* summer spring autumn later soon eventually quarter* supposed you'd_keep it'll we'll splits"]).without("engineers persons no not isn't won't never meeting how_i how_would asked would_split if put_you work_between how_the").also(WISH | UNSURE),
    // What one brings.
    Rule::level(LACKED, 1, r"\b(?:handy|useful|a plus|nice to have|nice-to-have|bonus|helpful|welcome)\b").needs(&["experience knowledge background skill* my i your know* would", "not no must need* essential plus rare nice handy useful"]).without("signing salary annual tip tips sign_on bonus"),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn the_team_on_day_one_is_counted() {
        check(
            "hiring_manager_said",
            "so my team day one = 11 ppl, she keeps the infra lot",
            &["role.direct_reports 11"],
        );
        check("hiring_manager_said", "I'd be inheriting seven folk", &["role.direct_reports 7"]);
        check("hiring_manager_said", "me: airline account from day one, 9 directs", &["role.direct_reports 9"]);
        check("hiring_manager_said", "his first year: 14 reports", &[]);
        check("signed_document", "0.95x my floor", &["role.comp_ratio 0.95"]);
        check("signed_document", "1.2 times what I'd walk at", &["role.comp_ratio 1.2"]);
        check("signed_document", "if it was 1.1 of my minimum I would sign", &[]);
        check(
            "signed_document",
            "with a total of thirteen direct reports at your start date",
            &["role.direct_reports 13"],
        );
        check("signed_document", "Pay in draft comes to 0.94 of my walk-away.", &["role.comp_ratio 0.94"]);
        check("recruiter_said", "Package is at 104% of my walk-away, so ratio 1.04.", &["role.comp_ratio 1.04"]);
    }

    #[test]
    fn scope_and_ownership_are_suggested() {
        check(
            "signed_document",
            "you will lead two engineering teams, Meter Ingestion and Meter Events",
            &["role.multi_team_scope 3 ?"],
        );
    }
}
