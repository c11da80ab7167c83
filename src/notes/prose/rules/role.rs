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
const NOT_YOURS: &str = "each every apiece average old_job last_job em_has ems previous_job currently_lead i_lead i_have_now other_ems other_managers typical* interview* meet met";

macro_rules! people {
    () => {
        r"(?:[a-z'/&-]+ ){0,2}?(?:engineers|engs|devs|developers|ics|direct reports|directs|reports|reportees|people|persons|folks|heads|ppl|programmers|staff|employees|colleagues|members)\b"
    };
}

pub(super) const RULES: &[Rule] = &[
    Rule::slot(PAY, r"(?:ratio|walk[- ]?away|(?:my|own) (?:lower limit|minimum|floor|bottom line|reservation))[^.;?!\x01\x02]{0,30}?(?:of|is|=|:|to|at|by|out|ratio|>|\x06)? ?{n}").also(MONEY | ELSEWHERE),
    Rule::slot(PAY, r"(?:{n}|{p}|{x}) (?:of|times|x|against|vs) (?:my |the )?walk[- ]?away").also(MONEY | ELSEWHERE),
    Rule::slot(REPORTS, concat!(r"{n}(?: ?\({N}\))? ", people!())).needs(&[YOURS, START]).without(NOT_YOURS),
    Rule::slot(REPORTS, r"{n} (?:of them )?(?:would |will |to |who )?report(?:s|ing)?\b").needs(&["you you'd you'll your i'd i'll me my", START]).without(NOT_YOURS),
    Rule::slot(REPORTS, concat!(r"\b(?:you|i|u|candidate|(?:the |new )?em|this role)(?:'d|'ll| would| will| get to)*(?: be)? (?:have|get|gets|inherit|inherits|manag(?:e|ing)|lead|leading|start(?:s|ing)? with|tak(?:e|es|ing)(?: on| over)?|begin with|handl(?:e|ing)|run)[^.;?!\x01]{0,24}?{n} ", people!())).without(NOT_YOURS),
    Rule::slot(REPORTS, r"\b(?:my|your|the|role's|new) (?:team|squad|group)(?: on| would| will|'ll|'d)*(?: be| is| has| have| counts?| consists of| comes with| starts with| at start| of|:| =)* (?:(?:now|about|around|currently|only|just|like|roughly) ){0,2}{n}(?:$|[^a-z ]| (?:people|persons|ppl|engineers|ics|devs|developers|reports|heads|folks|strong|direct|colleagues|in|and|on|at|to)\b)").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:squad|team|group) of {n}").needs(&["your you you'd you'll yours"]).without("every each average other"),
    Rule::slot(REPORTS, concat!(r"\b(?:me|mine|yours),? with {n} ", people!())),
    Rule::slot(REPORTS, r"(?:total of |with |have |has |: |= ?|get |are |be |of |start(?:ing)? with |^|\x22){n} (?:direct reports|directs|reports|direct-reports|reportees)\b").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:direct reports|directs|reports|team size|reporting to (?:me|you)|team)(?: on day one| day one| at start| to start with)? ?[:=] ?{n}").without(NOT_YOURS),
    Rule::slot(REPORTS, r"(?:^|[?:=>] ?\W{0,3}){n}(?:$|[ .,;)])").needs(&["how_many", "report_to_me would_i i'd my_team will_i inherit"]),
    // How far it reaches.
    Rule::level(SCOPE, 0, r"(?P<q>[^.;?!]{0,60}(?:\(\x01 team\)|\x01 team(?:,| and|;)? (?:period|only|that's it|nothing more|full stop|no more)|just (?:the )?(?:\x01|one) team\b|only (?:the )?(?:\x01|one) team\b|single team\b|\byou (?:get|have|run|lead) \x01 team\b)[^.;?!]{0,20})").also(UNSURE),
    Rule::level(SCOPE, 3, r"(?P<q>\b(?:lead|manage|run|own|responsible for|get|take (?:on|over))\b[^.;?!]{0,16}\b(?:both teams|\x01 (?:engineering |product |of the )?(?:teams|squads))\b[^.;?!]{0,60})").also(UNSURE),
    Rule::level(SCOPE, 2, r"(?P<q>[^.;?!]{0,40}\b(?:will (?:be )?split|to be split|(?:expected|going|planned|supposed) to split|splits? (?:in|into|up)|split (?:in|into) (?:two|\x01)|becomes? \x01 teams|grow into \x01 teams|turn into \x01 teams)\b[^.;?!]{0,40})"),
    Rule::level(SCOPE, 1, r"(?P<q>[^.;?!]{0,50}\b(?:(?:project|programme|program|initiative|guild|migration|rollout)[^.;?!]{0,24}(?:with|w/|across|over|between) (?:both|several|all|\x01|other) teams|(?:across|over) (?:several|two|three|both|many|other|\x01) teams|cross-team (?:project|programme|program|initiative|work))\b[^.;?!]{0,30})"),
    // What an EM owns.
    Rule::level(DEFINITION, 3, r"(?P<q>(?:responsible for|own(?:s)?|you (?:get|own|do|decide)|ems? (?:own|decide|do)s?|in charge of)[^.;?!]{0,20}\bhiring\b[^.;?!]{0,60}\b(?:performance|reviews|firing)\b[^.;?!]{0,60}\b(?:pay|compensation|comp|salar(?:y|ies)|budget|delivery|roadmap|technical|technology)\b[^.;?!]{0,50})"),
    Rule::level(DEFINITION, 0, r"(?P<q>\b(?:it's (?:just |only )?a title|title only|only a title|just a title|in name only|em in name)\b[^.;?!]{0,20})"),
    Rule::level(DEFINITION, 2, r"(?P<q>[^.;?!]{0,20}\b(?:hiring|people)\b[^.;?!]{0,50}\b(?:performance|reviews|delivery)\b[^;?!]{0,60}\b(?:but not|except|only not|all but|apart from|minus|not) (?:the )?(?:pay|comp|compensation|budget|salar(?:y|ies)|tech|technology|architecture)\b[^.;?!]{0,40})"),
    Rule::level(DEFINITION, 1, r"(?P<q>[^.;?!]{0,20}\b(?:more (?:of )?a tech lead|tech lead with|glorified tech lead|project manager (?:with|in)|half (?:tech lead|coding|of the time coding)|mostly (?:coding|hands-on)|50% coding|\x02 (?:coding|hands-on))\b[^.;?!]{0,40})"),
    // What one brings.
    Rule::level(LACKED, 2, r"(?P<q>[^.;?!]{0,30}\b(?:(?:badly|desperately|urgently|sorely) (?:need(?:s|ed)?|lack(?:s|ing)?|miss(?:es|ing)?)|nobody (?:here |there |in house )(?:knows|understands|ever did)|exactly what (?:they|we) (?:lack|need|miss)|(?:they|we) have no one who|rare (?:skill|combination|background|mix))\b[^.;?!]{0,60}(?:my|your|payments|ml|compliance|migration|platform|experience|knowledge|background|i bring|you bring|bring)?[^.;?!]{0,10})"),
    Rule::level(LACKED, 0, r"(?P<q>(?:what i bring|my (?:background|knowledge|experience|skills?))?[^.;?!]{0,30}\b(?:isn't something they (?:lack|need|miss)|nothing (?:they|we) (?:lack|don't have)|not something (?:they|we) (?:lack|need)|they (?:already )?have plenty of|(?:lack|miss)(?:ing)? nothing)\b[^.;?!]{0,20})"),
    Rule::level(LACKED, 1, r"(?P<q>[^.;?!]{0,40}\b(?:useful|handy|nice to have|a plus|helpful|welcome),? (?:but )?(?:not (?:rare|essential|critical|needed|decisive)|no more|others have)\b[^.;?!]{0,30})"),
    // Would it be a good life.
    Rule::slot(FIT, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>(?:fit|life|learn|evenings?|joy|glad|fun|days|overall|middle|work|people|feel|gut)\b[^?!\x04\x01]{0,120}?{s})"),
    Rule::slot(FIT, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>\b(?:life fit|fit|gut feeling|overall|joy)[^.;?!\x01\x04]{0,20}?[:=,] ?(?:an? )?{n})(?:$|[ .,;/)])"),
    Rule::level(FIT, 3, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>\b(?:a good (?:fit|life)|good fit)\b[^.;?!]{0,40})").also(ELSEWHERE | WISH),
    Rule::level(FIT, 4, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>[^.;?!]{0,20}\b(?:an excellent fit|excellent fit|perfect fit|dream job|couldn't be better|ideal fit|everything i want)\b[^.;?!]{0,40})").also(ELSEWHERE | WISH),
    Rule::level(FIT, 0, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>[^.;?!]{0,20}\b(?:poor fit|terrible fit|bad fit|would hate|i'd hate|i'd be miserable|dread(?:ed|ing)?)\b[^.;?!]{0,40})").also(ELSEWHERE | WISH),
    Rule::level(FIT, 2, r"@(?:own_impression|own_observation|self_report|unknown).*?(?P<q>[^.;?!]{0,20}\b(?:so-so|middling fit|mixed feelings|ok fit|okay fit|average fit|neither good nor bad)\b[^.;?!]{0,40})").also(ELSEWHERE | WISH),
];

/// Short patterns whose sentence must also speak of the right things, in any order. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    Rule::level(SCOPE, 3, r"\b(?:lead|manage|run|own|responsible for|get|take (?:on|over)|have)\b[^.;?!]{0,24}?(?:both|\x01) (?:[a-z]+ ){0,2}?(?:teams|squads|pods)\b").needs(&["you you'd you'll i'd start day_one offer role"]).without("if later eventually year split might could when if_all hypothetical how asked"),
    Rule::level(SCOPE, 2, r"\b(?:split|splits|divided?|carved?|becomes?|grow into)\b").needs(&["two three teams team squads squad halves both", "you your you'd yours keep team will expect* plan* going"]).without("no not isn't won't never meeting how_i how_would asked would_split"),
    Rule::level(SCOPE, 1, r"\b(?:project|programme|program|initiative|migration|workstream|guild|rollout|effort)\b").needs(&["you you'd you'll i'd also", "across cross_team span* several three other_teams other_squads org_wide teams"]).without("promot* step director* shipped have_to next_level route same_way put_you"),
    Rule::level(SCOPE, 0, r"\b(?:one team|just the (?:one )?(?:team|squad)|single (?:team|squad)|\x01 team|only (?:the |your |my )?(?:team|squad))\b").needs(&["only just single nothing_else no_more period that's_it full_stop"]),
    Rule::level(DEFINITION, 3, r"\b(?:hir\w+|recruit\w*)\b").needs(&["fire firing review* performance reviews", "pay comp compensation salar* budget* raises bonus*", "em ems you manager* own* responsible decide* role"]).without("not no except without never isn't hr"),
    Rule::level(DEFINITION, 3, r"\bhir(?:e|ing|es)\b").needs(&["fire fires firing review* reviews performance", "em ems you manager*", "own* delivery decide*"]).without("no not except without never isn't hr partly only mostly"),
    Rule::level(DEFINITION, 2, r"\b(?:hir\w+|recruit\w*)\b").needs(&["fire firing review* performance reviews delivery", "em ems you manager* own* responsible mostly most all_of_it"]).without("only_as partly pays_hr title no_say pay comp compensation salar*"),
    Rule::level(DEFINITION, 1, r"\b(?:tech lead|hands-on|coding|scrum master|project manager)\b").needs(&["em ems manager* role job", "half mostly percent #p time more partly glorified only"]).without("ics not"),
    Rule::level(LACKED, 2, r"\b(?:badly|desperately|urgently|sorely|rare|rarely|nobody|no one|few people|very few)\b").needs(&["need* lack* miss* knows know done experience skill* background expertise", "my i i've your you that"]).without("promot* director* feedback"),
    Rule::level(LACKED, 1, r"\b(?:handy|useful|a plus|nice to have|nice-to-have|bonus|helpful|welcome)\b").needs(&["experience knowledge background skill* my i your know* would", "not no must need* essential plus rare nice handy useful"]).without("signing salary annual"),
    Rule::level(FIT, 4, r"\b(?:dream|perfect|excellent|ideal|thrilled|can't wait|love)\b").needs(&["fit job team people life place role mornings evenings here", "i me i'd my"]).without("not no customers product review*"),
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
