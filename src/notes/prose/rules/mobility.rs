//! `mobility.*`: who gets the seats, and how.

use super::keys::{PATH, PROMOTIONS, RIVALS, SELECTION, SHARE, SUPPORT};
use crate::notes::prose::rule::Read::{All, NoneOf, Part, Parts, Rest, Swapped};
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};
use crate::notes::prose::rule::{Rule, m2_words};

/// Words for managers of managers.
const M2: &str = m2_words!();
/// A seat of that level, or going there.
const SEAT: &str = concat!(
    m2_words!(),
    " be_next next_in_line next_place who_else anyone_else anybody_else up_against in_the_race in_the_queue gunning next_step next_level next_rung that_rung next_seat same_seat that_seat that_chair seat chair slot same_step that_level that_job that_post want_it wants_it after_it for_it step_up step move_up moving_up moves_up going_up promot* bigger_job bigger_role bigger_chair bigger_seat next_job next_post up_the_ladder department_job top_job for_chef be_chef candidate_inside candidates_inside"
);
/// Words of the seats whose filling is counted.
const FILLED: &str = concat!(
    m2_words!(),
    " places posts gigs postings they_filled seat seats chairs such_roles leader_seats level_above named appointed appointments"
);
/// What is not, or not yet, so.
const NOT_YET: &str = "plan plans planned will next_year going_to want* wants would should wish* hope* hoping expect* eyeing ready intend* aim* target goal another_company other_company no_idea no_answer no_clue own_team confluence wiki framework ladder no_comment";
const NOT_YET_OR_LONG_AGO: &str = "plan plans planned will next_year going_to want* wants would should wish* hope* hoping expect* eyeing ready intend* aim* target goal another_company other_company no_idea no_answer no_clue own_team confluence wiki framework ladder no_comment =long-ago";
/// Other than the peers of an EM, or no wish for the seat.
const NO_RIVAL: &str = "looking_after looks_after look_after he_and she_and i_and me_and engineers devs developers ics this_role your_role pipeline onsite recruiter final_round leave leaving left quit customers not_interested don't_want doesn't_want not_keen customer juniors talk to_meet work_with to_go to_work offsite bonus external externals";

const NO_RIVAL_SUM: &str =
    "engineers devs developers leave leaving left quit customers external externals years budget teams squads";

/// The EMs that are counted.
macro_rules! who {
    () => {
        r"(?:of (?:our|the|their|his|her|my|those|these) |internal |existing |current |present |sitting |peer |line |our |other |eng |engg |more |own |homegrown )*(?:{em}|leads?\b|lads\b|folks?\b|internals?\b|insiders?\b|peers?\b|persons?\b|people\b|colleagues?\b|of (?:us|them)\b)"
    };
}
/// People without a rank.
macro_rules! people {
    () => {
        r"(?: (?:of (?:our|the|their|us|them|those|these)\b ?|more |other |others? |internal |existing |our |own )*(?:{em}|people|lads|fellows?|chaps?|persons?|folks|colleagues|leads?|internals?|insiders?|ppl|guys|employees|names|profiles)?)"
    };
}
/// Between those who rose and the word for it.
macro_rules! aux {
    () => {
        r"(?:,? (?:who|that|have|has|had|were|was|is|are|been|got|get|all|both|internally|already|recently|actually|since|here|each|also|successfully|just|ever|yet|only|this|last|past|in|the|year|\x05|\x07))*"
    };
}
macro_rules! rose {
    () => {
        r",? (?:promoted|became|become|turned|advanced|lifted|raised|made (?:it|the (?:step|jump|move|leap|cut|grade)|up|to|into|(?:an? )?(?:{m2}|heads?))|moved (?:up|into|on up|to (?:an? )?{m2}|from)|stepped (?:up|into)|bumped|elevated|(?:went|gone|go|come|came) (?:up|from|on to|to (?:an? )?{m2})|rose|risen|graduated|progressed|climbed|jumped|upgraded|ascended|landed|(?:got|given|handed) (?:the|an?) (?:{m2}|head|group|step|promotion|title|seat|nod|next))\b"
    };
}
/// To a level of managers of managers.
macro_rules! dest {
    () => {
        r"(?:an? |the |their |our |being )?(?:eng |engineering |new |full |level of |role of |position of |level )?(?:{m2}|heads?\b|(?:manag(?:e|ing)|run(?:ning)?|lead(?:ing)?) (?:other )?(?:managers|mgrs|ems|leads|leaders))"
    };
}
macro_rules! route {
    () => {
        r"\b(?:ems?|(?:engineering |eng |line )?managers?|team leads?|leads?|tls?)(?: ?(?:in)?(?:to |-to-|\x06|>)[ >]?|/)(?:an? )?(?:eng |engineering )?{m2}"
    };
}
macro_rules! end {
    () => {
        r#"(?:$|["'.,;:!()]| [(]| (?:of|only|people|persons?|ems?|managers?|leads?|so|in|last|this|since|that|to|from|i|and|both|all|-|one|he|she|we|they|over|during|within|company|names?|but|others?|peers?|are|is|were|was|have|has)\b| -)"#
    };
}
/// Those who may want the same seat.
macro_rules! peer {
    () => {
        r"(?:of (?:the|our|my|his|her|their|your|us|them|those|these|you)|others?|more|peer|fellow|current|sitting|present|existing|internal|{em}|people|persons?|guys?|lads?|folks?|colleagues?|leads?|peers?|insiders?|internals?|ppl|names|profiles)\b"
    };
}
macro_rules! nobody {
    () => {
        r"\b(?:(?:nobody|no one|no-one|noone)(?:'s)?|not anyone|not a soul|not (?:a single|one) (?:em|manager|person|lead|internal|peer|of (?:us|them|the \w+))|none(?: of (?:the|our|us|them|my|her|his|those|these)(?: [a-z]+){0,2}?)?|(?:no|zero) (?:internal |other |eng |engineering |peer )?(?:ems?|managers?|internals?|insiders?|leads?|person|people|peers?))(?: (?:else|here|there|yet|(?:from|in|on|at) [a-z]+(?: [a-z]+)?))?"
    };
}
macro_rules! wants {
    () => {
        r"(?:want(?:s|ing|ed)?|fight(?:s|ing)?|eye(?:s|ing)?|after|compet(?:e|es|ing)|aim(?:s|ing)?|gunning|angling|vying|keen|fanc(?:y|ies)|hungry|ready|in line|line up|lin(?:ed|ing) up|queu(?:e|ing|eing)|wait(?:s|ing)|interested|hoping|hopes?|go(?:ing|es)? for|jockeying|positioning|rais(?:ed|ing) (?:their|his|her|a) hands?|in the (?:running|race|frame|mix)|push(?:es|ing)?|ambitions?|ambitious|jump at|chas(?:e|es|ing)|aspir(?:e|es|ing)|contend(?:ing)?|desire|compet(?:es?|ing)|covets?|hop(?:e|es)|shooting for|set on|thr[eo]wn? (?:their|his|her|a|in) hats?|circling|up for|(?:'d|would) (?:like|love|take|jump|want)|put(?:s|ting)? in for|appl(?:y|ies|ying)|in contention|contenders?|candidates?)\b"
    };
}
macro_rules! inside {
    () => {
        r"(?:inside|internal(?:ly|s)?|insiders?|home-?grown|home grown|from within|in-house|in the house|promoted|promotions?|own (?:people|ranks|bench|ems|managers|staff|folks?|lot|kind)|(?:was|were|is|are) (?:one )?of us|(?:who )?(?:were |was |had )?already|(?:had been|have been|has been|was|were|used to be|started (?:out )?as|began as|once) (?:an? )?(?:[a-z]+ )?{em}|ex-ems?|c[oa]me up|grew up|grown|rose|risen|through the ranks|up from|started (?:here|out|as)|former ems)"
    };
}
macro_rules! outside {
    () => {
        r"(?:outside(?:[^a-z ]|$| (?:the (?:company|firm|org|organi[sz]ation|business|house)|hires?|candidates?|people|and|but|not|last|this|rather|in|over|since|while|so|only|instead|via|is|are)\b| [\x01-\x07])|(?:outsiders?|external(?:ly|s)?|from the market|headhunted|head-hunted|poached|laterals?|(?:hired|brought|bought|shipped|parachuted|flown|drafted|recruited) in|from off|strangers)\b)"
    };
}

pub(super) const RULES: &[Rule] = &[
    // Shares first: their numbers are no promotions. What stands nearest to the share says what was counted.
    Rule::slot(SHARE, concat!(r"{s}[^.;?!,\x01\x04]{0,25}?\b", inside!())).needs(&[FILLED]).without("em_seat* em_job* em_role* em_post*").also(ELSEWHERE),
    Rule::new(SHARE, Rest, concat!(r"{s}[^.;?!,\x01\x04]{0,50}?\b", outside!())).needs(&[FILLED]).also(ELSEWHERE),
    Rule::slot(SHARE, concat!(r"{s}[^.;?!\x01\x04]{0,60}?\b", inside!())).needs(&[FILLED]).without("em_seat* em_job* em_role* em_post*").also(ELSEWHERE),
    Rule::new(SHARE, Swapped, concat!(r"{n} (?:[a-z-]+ ){0,4}?(?:{m2}|heads|seats|jobs|posts|chairs|appointed|named|filled)\b[^;?!\x01]{0,60}?{n}[^.;?!\x01]{0,24}?\b", inside!())).needs(&[FILLED]).without("engineers reports reportees directs them_promoted heard").also(ELSEWHERE | DENIED),
    Rule::new(SHARE, Swapped, concat!(r"\b(?:of|last|past|recent|filled|all)\b[^.;?!\x01]{0,24}? {n}[^.;?!\x01]{0,50}?{n}[^.;?!\x01]{0,40}?\b", inside!())).needs(&[FILLED]).without("reports reportees directs").also(ELSEWHERE | DENIED),
    Rule::new(SHARE, Parts, concat!(r"{n} (?:[a-z]+ ){0,3}?", inside!(), r"[^.;?!\x01]{0,20}{n} (?:[a-z]+ ){0,3}?", outside!())).needs(&[FILLED]).also(ELSEWHERE),
    Rule::new(SHARE, All, concat!(r"\b(?:all|each of|every one of) (?:of )?(?:the |our |their |my |those )?(?:last |past |current |recent )?{n}[^.;?!\x01\x04]{0,50}?\b", inside!())).needs(&[FILLED]).also(ELSEWHERE),
    Rule::new(SHARE, NoneOf, concat!(r"\b(?:all|each of|every one of) (?:of )?(?:the |our |their |my |those )?(?:last |past |current |recent )?{n}[^.;?!\x01\x04]{0,50}?\b", outside!())).needs(&[FILLED]).also(ELSEWHERE),
    Rule::new(SHARE, All, concat!(r"\b(?:last|latest|past|previous) {n} [^.;?!\x01\x04]{0,24}?\b(?:all|both|each|every one)\b[^.;?!\x01\x04]{0,20}?", inside!())).needs(&[FILLED]).also(ELSEWHERE),
    Rule::fixed(SHARE, 0.0, concat!(r"(?P<q>\bboth (?:of )?(?:the |our |their )?(?:[a-z]+ ){0,2}?{m2}[^.;?!\x01,]{0,30}?\b", outside!(), ")")).also(ELSEWHERE),
    // `he and two others` are three.
    Rule::fixed(RIVALS, 0.0, concat!(r"(?P<q>\bnone of (?:the|his|her|our|my|those|these|their) {n}[^.;?!\x01]{0,40}?\b", wants!(), ")")).needs(&[SEAT]).without(NO_RIVAL).also(DENIED | WISH),
    Rule::slot(RIVALS, concat!(r"(?:[^+&] |[\x22(]){n} ", peer!(), r"[^.;?!\x04]{0,40}?\b", wants!())).needs(&[SEAT]).without(NO_RIVAL).also(WISH | UNSURE),
    Rule::slot(RIVALS, concat!(r"(?:[^+&s] |[\x22(]){n}(?: (?:are|is|would|really|also|all|both|currently|who|that|to|who'd))* ", wants!())).needs(&[SEAT]).without(NO_RIVAL).also(WISH | UNSURE),
    Rule::slot(RIVALS, concat!(r"\b(?:", wants!(), r"|rivals?|competitors?|competition)[^;?!\x01]{0,60}?(?:[:=\x06(-]|\b(?:so|makes|have|be)) ?\x22?{n}(?:$|[.,;)\x22]| (?:rivals?|of (?:us|them)|in (?:total|all)|people|persons?|contenders?)\b)")).needs(&[SEAT]).without(NO_RIVAL_SUM).also(WISH | UNSURE | DENIED | ELSEWHERE | QUESTION),
    Rule::new(RIVALS, Part, concat!(r"{s}[^.;?!\x01\x04]{0,40}?\b", wants!())).needs(&[SEAT]).without(NO_RIVAL).also(WISH | UNSURE),
    Rule::fixed(RIVALS, 2.0, concat!(r"(?P<q>\bboth (?:[a-z]+ ){0,3}?", wants!(), ")")).needs(&[SEAT]).without(NO_RIVAL).also(WISH | UNSURE),
    // Names are counted too.
    Rule::slot(PROMOTIONS, concat!(r"{n} ", who!(), r"(?:,[^.;?!\x01:]{0,40},| (?:from|in|of|on) [a-z]+(?: [a-z]+){0,2}?)?", aux!(), rose!())).needs(&[M2]).without(NOT_YET_OR_LONG_AGO),
    Rule::slot(PROMOTIONS, concat!("{n}(?:", people!(), ")?", aux!(), rose!(), r"[^.;?!\x01,]{0,30}?\b(?:to|into|as|for) ", dest!())).without(NOT_YET_OR_LONG_AGO),
    Rule::slot(PROMOTIONS, concat!("{n}", people!(), r"[^.;?!\x01]{0,30}?", route!())).without(NOT_YET_OR_LONG_AGO),
    Rule::slot(PROMOTIONS, concat!(r"(?:promot[a-z]*|promos?|moves?|step-ups?|moved up|stepped up|became|advanced|risen|rose|made|bumped|elevat[a-z]+|", route!(), r")\b(?:[^.;?!\x01]|\(\x01){0,60}?(?:[:=]| -|\b(?:is|was|are|were)) ?\x22?{n}", end!())).needs(&[M2]).without(NOT_YET_OR_LONG_AGO),
    Rule::fixed(PROMOTIONS, 0.0, concat!("(?P<q>", nobody!(), aux!(), rose!(), r"[^.;?!]{0,60})")).needs(&[concat!(m2_words!(), " that_level this_level such_a_level")]).without(NOT_YET).also(DENIED),
    Rule::fixed(PROMOTIONS, 0.0, concat!(r"(?P<q>(?:promot[a-z]*|promos?|", route!(), r")\b[^.;?!\x01]{0,60}?[:=?\x06-] ?\x22?(?:none|nobody|no one|zero|nil|zilch|nada|not (?:a single|one|any)|never)\b)")).needs(&[M2]).without(NOT_YET).also(DENIED),
    // Can it be done again.
    Rule::level(PATH, 1, r"(?P<q>\b(?:partly|partially|half|somewhat|to a degree|in part|some of (?:it|that|this)|parts? of (?:it|that|this)|bits of it|with (?:some )?luck|harder (?:now|today))\b[^.;?!]{0,30}?\b(?:repeat\w*|reproduc\w*|replica\w*|cop(?:y|ied|yable)|redo\w*|done again|possible (?:again|today|still)|still (?:possible|works?)|available|(?:the|that) (?:same )?(?:path|route|way)))").also(UNSURE),
    // Help after the step.
    Rule::level(SUPPORT, 3, r"(?P<q>\b(?:(?:step(?:s|ped|ping)?|go(?:es|ing)?|went|come|came|move[sd]?|fall) back|way back|back to (?:being an? |the |your |her |his |their |an? )?(?:old |former |previous )?(?:em|team|role|job|seat|post|position|ic)|return(?:s|ed|ing)?|revert(?:s|ed)?|no hard feelings|without (?:loss|shame|stigma|losing face)|no (?:shame|stigma|harm)|(?:old|former|previous) (?:role|job|team|seat) back|amicabl[ey]))\b").needs(&["plan plans trial mentor* coach* buddy 30"]).without("no_way_back no_real_way_back not_really_a_way isn't_a_way what_came no_return no_going_back wasn't_a_way").also(UNSURE | WISH),
    Rule::level(SUPPORT, 1, r"(?P<q>\b(?:(?:nothing|not|not much|little) (?:that )?(?:formal|formali[sz]ed|structured|official|written)|informal(?:ly)?|ad[- ]hoc|no (?:formal|official|structured) (?:programme|program|plan|support|mentoring|onboarding|training|transition)))\b").needs(&["promot* director* head heads m2 step stepped became new transition support* help* coach* mentor* chat* coffee* onboarding talk* speak weekly handover notes"]).without("interview* process criteria panel budget").also(WISH | UNSURE),
    // How one is chosen.
    Rule::level(SELECTION, 2, r"(?P<q>\b(?:panel|committee|round|board)\b[^?!]{0,100}\b(?:criteria|rubric|what they (?:grade|look|score)|grade on|scored? on)\b)").without("nobody unknown secret interview* hiring onsite no_criteria"),
    Rule::level(SELECTION, 1, r"(?P<q>\b(?:(?:you|we|people|i|ems|one|everybody|everyone) (?:just |only |usually |typically |all |then |tend to )*(?:hears?|finds? out|learns?|gets? told|get to know|see it|reads? (?:it|about it))\b[^.;?!]{0,30}?\b(?:once|when|after|on slack|in (?:an|the) (?:all-hands|e-?mail|newsletter|announcement)|via|from the (?:announcement|all-hands))|told (?:once|when|after|as soon as)|told who (?:got|gets) (?:it|the)|announced (?:once|when|after|afterwards|on slack|in the all-hands|by e-?mail)|only (?:see|learn of|hear of) the announcement))\b").without("layoff* layoffs offer salary cuts cut reorg").also(UNSURE),
    Rule::level(SELECTION, 0, r"(?P<q>\b(?:black box|opaque|intransparent|not transparent|non-transparent|behind closed doors|mystery|mysterious|no (?:real |clear |visible |defined |formal )?(?:process|criteria)|gut feel(?:ing)?|murky|nepotism|favou?ritism|old boys'? club|cronyism))\b").needs(&["promot* chosen choose* chose pick* select* decid* appoint* seat seats director* m2 head heads who_gets step panel cto's vp's"]).without("pay salary comp compensation model codebase system code legacy"),
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
    fn promotions_are_counted_and_nobody_is_zero() {
        says(
            "mobility.m2_internal_promotions_12m",
            &[
                ("0", "\"Nobody has been promoted to director in the two years I've been here.\""),
                ("0", "In last 12 months nobody made the step from lead to group lead"),
                ("0", "promoted to manager of managers in the last year: nobody"),
                ("0", "Has anyone gone up from EM to director this year? \"Not one.\""),
                ("2", "2 got promoted to run mgrs this year"),
                ("2", "two EMs, Ann and Bo, stepped up to group lead this year"),
                ("0", "EM -> director, last 12 months: none"),
                ("0", "- zero EM→Director promos in the trailing 12 months"),
                ("0", "Not a single EM became head of department last year."),
                ("0", "none of our EMs got bumped up to group lead in the past year"),
                ("1", "last year it was one person, Ojas, from EM to Senior Manager."),
                ("1", "Only one EM got promoted to M2 in the past 12 months."),
                ("2", "two EMs became directors since spring"),
                ("2", "Two of the managers have been promoted to head of engineering this year"),
                ("2", "to director? two EMs became that, since May"),
                ("2", "In the last 12 months were 2 team leads promoted to department head."),
                ("3", "EM→M2 promotions, last 12 months: 3"),
                ("3", "| EM to director promotions (12m) | 3 |"),
                ("3", "the number of EMs who became senior managers last year is 3"),
                ("", "Was anybody promoted to director last year?"),
                ("", "Two engineers were promoted to EM last year."),
                ("", "three EMs became directors in the last five years"),
                ("", "2 EMs were promoted to director in 2022"),
                ("", "at my last job three EMs became directors"),
                ("", "They plan to promote 2 EMs to director next year."),
                ("", "Two directors left last year."),
                ("", "Nobody left when Ann became director."),
            ],
        );
    }

    #[test]
    fn shares_keep_their_sample() {
        says(
            "mobility.m2_internal_fill_share",
            &[
                ("0/3", "The last three group leads: all three external. 0 of 3 from inside."),
                ("5/7", "On who gets the seats: of the last seven, five went to people who were already here."),
                ("4/5", "of the last 5 sr mgr seats\nthey gave 4 to people from inside"),
                ("3/4", "3 of the last 4 directors were promoted from within"),
                ("1/5", "4 out of 5 heads came from outside"),
                ("2/5", "Director seats: 2 filled internally, 3 external."),
                ("5/7", "Seven directors; 5 of 7 had been EMs here."),
                ("1/4", "four heads appointed, one from our own ranks"),
                ("3/3", "All three directors were promoted from within."),
                ("", "3 of 4 engineers were hired from outside."),
            ],
        );
    }

    #[test]
    fn rivals_are_counted() {
        says(
            "mobility.competing_peers",
            &[
                ("0", "nobody competes for anything: 0 EMs with any desire to move up"),
                ("2", "Two other EMs want the same seat."),
                ("2", "both EMs want the next step"),
                ("0", "none of the three EMs is interested in the director track"),
                ("3", "3 others circling the head slot"),
                ("2", "who else wants the seat: Ann + Bo, both ready → 2"),
                ("", "The two directors want to know about dates."),
                ("2", "2 of the 5 EMs are gunning for director"),
                ("3", "there are 3 EMs eyeing the next group lead seat"),
                ("4", "rivals for the next director seat: 4"),
                (
                    "6",
                    "Number of people wanting the next director chair: \"half a dozen, and all better connected than you\".",
                ),
                ("", "Two EMs want to leave."),
                ("", "There are three other candidates for this EM role."),
                ("", "four engineers want to become EMs"),
                ("", "Two EMs want more headcount."),
                ("", "How many EMs want the next director seat?"),
            ],
        );
    }

    #[test]
    fn paths_are_suggested() {
        says(
            "mobility.path_reproducible",
            &[
                ("0 ?", "They were all friends of the founder. You can't repeat that."),
                ("0 ?", "that route is not reproducible today"),
                ("1 ?", "so partly repeatable imho"),
                ("1 ?", "some of it could be repeated, the merger part not"),
                ("", "The layoff was a one-off."),
                ("", "Could I repeat that from this role?"),
            ],
        );
    }

    #[test]
    fn help_after_the_step_is_suggested() {
        says(
            "mobility.transition_support",
            &[
                ("1 ?", "you get my old notes and me, we speak weekly, nothing formal"),
                ("1 ?", "support for new heads is informal"),
                ("2 ?", "New group leads get a mentor and a 30-60-90 plan."),
                ("2 ?", "a coach plus a written 90-day plan after the promotion"),
                ("3 ?", "There's a plan and a mentor, and you can step back into your old role."),
                ("", "Is there a mentor and a 90-day plan?"),
            ],
        );
    }

    #[test]
    fn selection_is_suggested() {
        says(
            "mobility.selection_process_clear",
            &[
                ("0 ?", "promotions to director are a black box"),
                ("0 ?", "It's decided behind closed doors."),
                ("1 ?", "\"you hear about it once it has happened, on slack\""),
                ("1 ?", "New directors are announced in the all-hands, we find out when everybody does"),
                ("2 ?", "there's a standing committee, and its criteria hang in the wiki"),
                ("2 ?", "A promotion panel decides, against a published rubric."),
                ("", "the codebase is a black box to most"),
                ("", "Is there a panel with known criteria?"),
            ],
        );
    }
}
