//! `role.*`: the job itself.

use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{ELSEWHERE, MONEY, UNSURE, WISH};

const REPORTS: &str = "role.direct_reports";
const DEFINITION: &str = "role.em_definition_match";
const SCOPE: &str = "role.multi_team_scope";
const LACKED: &str = "role.differentiator_need";
const FIT: &str = "role.life_fit";
const PAY: &str = "role.comp_ratio";

/// Whose team it would be.
const YOURS: &str = "you you'd you'll your yours u i i'd i'll i'm me my mine candidate postholder incumbent employee manager role position opening team squad";
/// From when on.
const START: &str = "day_one day_1 first_day first_month first_week commencement from_the_start at_the_start at_start at_your_start to_start to_start_with start_with starting_with starts_with to_begin_with begin_with at_the_beginning in_the_beginning at_first initially inherit* take_over taking_over in_direct_report directly_to_you report_to_you reporting_to_you report_to_me reporting_to_me report_to_the_em line_manage you'd_have you'd_lead you'd_get you_would_have you_will_have you'll_have you_get you_will_be i'd_have i'd_get i_would_have";
/// What all managers have, or what one has now.
const NOT_YOURS: &str = "used_to reported each every apiece average old_job last_job em_has ems previous_job currently_lead i_lead i_have_now other_ems other_managers typical* interview* meet met";

macro_rules! people {
    () => {
        r"(?:[a-z'/&-]+ ){0,2}?(?:engineers|engs|devs|developers|ics|direct reports|directs|reports|reportees|people|persons|folks|heads|ppl|programmers|staff|employees|colleagues|members)\b"
    };
}

pub(super) const RULES: &[Rule] = &[
    Rule::slot(PAY, r"(?:ratio|walk[- ]?away|(?:my|own) (?:lower limit|minimum|floor|bottom line|reservation))[^.;?!\x01\x02]{0,30}?(?:of|is|=|:|to|at|by|out|ratio|>|\x06)? ?{n}").without("em ems manager managers engineers ic ics").also(MONEY | ELSEWHERE),
    Rule::slot(PAY, r"(?:{n}|{p}|{x}) (?:of|times|x|against|vs) (?:my |the )?walk[- ]?away").also(MONEY | ELSEWHERE),
    Rule::slot(REPORTS, concat!(r"{n}(?: ?\({N}\))? ", people!())).needs(&[YOURS, START]).without(NOT_YOURS),
    Rule::slot(REPORTS, r"{n} (?:of them )?(?:would |will |to |who )?report(?:s|ing)?\b").needs(&["you you'd you'll your i'd i'll me my", START]).without(NOT_YOURS),
    Rule::slot(REPORTS, concat!(r"\b(?:(?:you|u|candidate|(?:the |new )?em|this role)(?:'d|'ll| would| will| get to)*|i(?:'d|'ll| would| will| get to)+)(?: be)? (?:have|get|gets|inherit|inherits|manag(?:e|ing)|lead|leading|start(?:s|ing)? with|tak(?:e|es|ing)(?: on| over)?|begin with|handl(?:e|ing)|run)[^.;?!\x01]{0,24}?{n} ", people!())).without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:\b(?:my|your|the|role's|new) |(?:^|@\w+ |[.;,] ?))(?:team|squad|group)(?: on| would| will|'ll|'d)*(?: be| is| has| have| counts?| consists of| comes with| starts with| at start| of|:| =)* (?:(?:now|about|around|currently|only|just|like|roughly) ){0,2}{n}(?:$|[^a-z ]| (?:people|persons|ppl|engineers|ics|devs|developers|reports|heads|folks|strong|direct|colleagues|in|and|on|at|to)\b)").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:squad|team|group) of {n}").needs(&["your you you'd you'll yours"]).without("every each average other"),
    Rule::slot(REPORTS, concat!(r"\b(?:me|mine|yours),? with {n} ", people!())),
    Rule::slot(REPORTS, r"(?:total of |with |have |has |: |= ?|get |are |be |of |start(?:ing)? with |^|\x22){n} (?:direct reports|directs|reports|direct-reports|reportees)\b").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:direct reports|directs|reports|team size|reporting to (?:me|you)|team)(?: on day one| day one| at start| to start with)? ?[:=] ?{n}").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:^|[?:=>] ?\W{0,3}){n}(?:$|[ .,;)])").needs(&["how_many", "report_to_me would_i i'd my_team will_i inherit"]),
    Rule::slot(FIT, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>(?:fit|life|learn|evenings?|joy|glad|fun|days|overall|middle|work|people|feel|gut)\b[^?!\x04\x01]{0,120}?{s})"),
    Rule::slot(FIT, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>\b(?:life fit|fit|gut feeling|overall|joy)[^.;?!\x01\x04]{0,20}?[:=,] ?(?:an? )?{n})(?:$|[ .,;/)])"),
];

const LATER: &str = "if later eventually year split might could when if_all hypothetical how asked together_with put_you put_your next_level without_setting";
const HIRING_OR_PAY: &str = "hiring hire hires recruit* pay comp compensation salar* ratings performance";
/// Sections in which the writer says how it would be.
const MINE: &str = "own_impression own_observation self_report unknown";

/// Short patterns whose sentence must also speak of the right things, in any order. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    // How far it reaches.
    Rule::level(SCOPE, 0, r"\b(?:(?:the |this )?(?:[a-z]+ )?(?:squad|team) only|only (?:the |your |my |for the )?(?:[a-z]+ )?(?:team|squad)|just the (?:one )?(?:team|squad)|single (?:team|squad)|\(\x01 team\)|\x01 team(?: only|,? (?:period|nothing|that's it|full stop|no more))|(?:only|just) \x01 team|(?:job|role|it|this|position)(?: is|:) (?:just |only )?\x01 team|you (?:get|have|run|lead) \x01 team)\b").without("if later per each every ran managing been").also(UNSURE),
    Rule::level(SCOPE, 3, r"\b(?:you|i|u|employee|role|position|job|em)(?:'d|'ll| would| will| get to| is to| has to| starts?)* (?:[a-z]+ )?(?:leads?|manage|manages|running|run|own|get|gets|have|take (?:on|over)|cover|covers|look after|be responsible for)\b[^.;?!]{0,24}?\b(?:(?:both|two|three) (?:[a-z]+ ){0,2}?(?:teams|squads|pods)|both (?:the )?[a-z]+ and (?:the )?[a-z]+ (?:team|squad)|the teams [a-z]+ and)\b").without(LATER).also(UNSURE),
    Rule::level(SCOPE, 3, r"\b(?:lead|leads|manage|run|own|responsible for|get|take (?:on|over)|have)\b[^.;?!]{0,24}?(?:both|\x01) (?:[a-z]+ ){0,2}?(?:teams|squads|pods)\b").needs(&["you you'd you'll i'd start day_one offer employee"]).without(LATER).also(UNSURE),
    Rule::level(SCOPE, 2, r"\b(?:cut|splits?|split(?:ting)?|break|broken|divides?|divided|carved?|becomes?|grow(?:s|ing)? into|turn(?:s|ing)? into)\b[^.;?!]{0,24}?(?:\b(?:two|half|halves|teams|squads)\b|\x01|$)").needs(&["team teams squad squads your you'd one_person two keep both", "will 'll plan* want* need* gonna going_to expect* summer spring autumn later soon eventually quarter* supposed you'd_keep it'll we'll splits"]).without("engineers persons no not isn't won't never meeting how_i how_would asked would_split if put_you work_between how_the").also(WISH | UNSURE),
    Rule::level(SCOPE, 1, r"\b(?:project|programme|program|initiative|migration|workstream|guild|rollout|effort|reporting)\b").needs(&["you u you'd you'll i'd i'll also your", "across cross cross_team span* several other_teams other_squads org_wide teams both_teams"]).without("promot* step director* shipped have_to next_level route same_way put_you i_led i_ran successor hand_over realistic provided"),
    // What an EM owns.
    Rule::level(DEFINITION, 0, r"\b(?:it's (?:just |only )?a title|title only|only a title|just a title|in name only|em in name)\b"),
    Rule::level(DEFINITION, 2, r"(?P<q>\bhiring\b[^?]{0,60}\b(?:apprais\w+|performance|reviews|delivery)\b[^?]{0,80}\bpay (?:sits|is|rests|stays|comes|belongs))\b").without("only partly reserved"),
    Rule::level(DEFINITION, 1, r"\b(?:reserved (?:to|for)|rests? with|(?:sits?|stays?|lies?) with|belongs? to|(?:decided|made|owned) by|up to) (?:the |your |an? )?(?:director|hr|vp|head|boss|skip|committee|founders?|people team)\b|\b(?:hr|director|vp)\b[a-z ]{0,18} decides?\b").needs(&[HIRING_OR_PAY]).without("promot* seat career"),
    Rule::level(DEFINITION, 2, r"(?P<q>\b(?:hiring|people)\b[^.;?!]{0,50}\b(?:performance|reviews|delivery)\b[^;?!]{0,60}\b(?:but not|except|only not|all but|apart from|minus|not) (?:the )?(?:pay|comp|compensation|budget|salar(?:y|ies)|tech|technology|architecture)\b)"),
    Rule::level(DEFINITION, 3, r"\b(?:hir(?:e|es|ing)|recruit\w*)\b").needs(&["fire fires firing review* performance assessment* apprais* ratings", "pay comp compensation salar* budget* raises bonus* delivery roadmap technical", "em ems you manager* own owns responsib* decide* role tasks duties charge job"]).without("no not except without never isn't hr partly only mostly panel lead_who"),
    Rule::level(DEFINITION, 2, r"\b(?:hir(?:e|es|ing)|recruit\w*)\b").needs(&["firing review* performance reviews delivery", "em ems you manager* own* responsib* mostly most all_of_it"]).without("outcome by_himself by_herself only_as partly pays_hr title no_say lead_who quarter goals setting"),
    Rule::level(DEFINITION, 1, r"\b(?:more (?:of )?a tech lead|tech lead|hands-on|coding|scrum master|project manager)\b").needs(&["em ems manager* role job", "half mostly percent #p time more partly glorified only"]).without("ics not"),
    // What one brings.
    Rule::level(LACKED, 0, r"\b(?:isn't something (?:they|we) (?:lack|need|miss)|not something (?:they|we) (?:lack|need)|nothing (?:they|we) (?:lack|don't have)|(?:already )?have plenty of|(?:lack|miss)(?:ing)? nothing)\b").without("work money"),
    Rule::level(LACKED, 2, r"\b(?:badly|desperately|urgently|sorely|rare|rarely|few people|very few|exactly what (?:they|we) (?:lack|need|miss)|(?:search|searching|looking|hunting)(?: for it| for someone)? (?:for|since) (?:\x07|months|a year))\b").needs(&["need* lack* miss* knows know done done_it has_it ever_done experience skill* background expertise built operated hook search* killing", "my i i've your you that it this somebody someone"]).without("promot* director* feedback ladder written seat office gets knows_how how_it decided why"),
    Rule::level(LACKED, 1, r"\b(?:handy|useful|a plus|nice to have|nice-to-have|bonus|helpful|welcome)\b").needs(&["experience knowledge background skill* my i your know* would", "not no must need* essential plus rare nice handy useful"]).without("signing salary annual tip tips sign_on bonus"),
    // Would it be a good life.
    Rule::level(FIT, 0, r"\b(?:poor fit|terrible fit|bad fit|(?:would|i'd) hate|i'd be miserable|dread(?:ed|ing)?|wouldn't be glad|nothing (?:new )?to learn|don't see what i'd learn|drag myself|not for me)\b").needs(&[MINE]).without("mentor").also(ELSEWHERE | WISH),
    Rule::level(FIT, 4, r"\b(?:excellent fit|perfect fit|dream job|couldn't be better|ideal fit|everything i want|jump out of bed|smiling|whistling|nearly perfect|being happy there|in a heartbeat|can't wait|thrilled|love (?:to work|it there|this place))\b").needs(&[MINE]).without("not no customers product review*").also(ELSEWHERE | WISH),
    Rule::level(FIT, 3, r"\b(?:a good (?:fit|life)|good fit)\b").needs(&[MINE]).also(ELSEWHERE | WISH),
    Rule::level(FIT, 2, r"\b(?:so-so|middling|a middle|in the middle|mixed feelings|ok fit|okay fit|average fit|neither good nor bad|could go either way|on the fence)\b").needs(&[MINE]).without("mentor").also(ELSEWHERE | WISH),
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
        check("hiring_manager_said", "My team would be nine persons", &["role.direct_reports 9"]);
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
        check("hiring_manager_said", "you get one team, period", &["role.multi_team_scope 0 ?"]);
        check(
            "signed_document",
            "you will lead two engineering teams, Meter Ingestion and Meter Events",
            &["role.multi_team_scope 3 ?"],
        );
        check("hiring_manager_said", "\"It's a title, honestly\"", &["role.em_definition_match 0 ?"]);
    }
}
