//! `company.*`: what happened to the company: money raised, people let go, owners and heads changed.

use super::keys::{FUNDING, LAYOFF, LAYOFFS, ROUND, SHAKEUP, SINCE_SHAKEUP};
use crate::notes::prose::rule::Read::Event;
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, MONEY, QUESTION};

/// Those who are let go, behind their number.
macro_rules! staff {
    () => {
        r"(?:of (?:the |its |their |our |all |all the )?)?(?:[a-z-]+ ){0,2}?(?:jobs|people|persons|employees|staff|staffers|roles|folks?|positions|posts|workforce|company|headcount|engineers|developers|colleagues|workers|heads|ppl|souls|group|firm|business|bank|org|payroll|team|engineering|everyone|seats)\b"
    };
}

/// Those who searched for cuts, and where.
const SEARCHED: &str = "searched search* went_through went_thru looked checked check* googled combed trawl* scanned read_through archives trackers tracker dug";
const CUTS: &str = "layoff* layoffs redundan* lay_offs job_cuts rif retrench* dismissal* warn cuts notices";

/// A round that is only thought of, or money that is no round.
const NO_ROUND: &str = "round_of_cuts rounds_of_cuts round_of_layoffs rounds_of_layoffs round_of_redundancies round_of_interviews interview* planning preparing hope hopes hoping want wants would considering looking_to try trying rival* competitor* salary offer bonus charity concern* issue* prices rates data talks talk";

/// Jobs cut elsewhere, not at all, or something else that is cut.
const NO_LAYOFF: &str = "contract contracts into rival* competitor* neighbour* fear* afraid performance pip i_was i_got underperform* meetings costs cost price prices budget budgets avoid* instead_of no_layoffs without_layoffs";

/// Firms and people that changed for other reasons.
const NO_CHANGE: &str = "crm tool tools software licence office furniture bought_a_new customer_acquisition user_acquisition talent_acquisition customer* client* laptop shares licen* pull pr prs branch code call meeting interview workshop onsite afraid fear*";

const DISMISSED: &str =
    "laid lay layoff* lay_off lay_offs redundan* rif retrench* job_cuts let_go reduction_in_force cuts jobs";

/// Their numbers (people let go, money raised) are no head counts, so they stand first.
pub(super) const EVENTS: &[Rule] = &[
    // Rounds.
    // What counts is when the first share was sold, not when that was filed.
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?:date of )?first sale(?: (?:on|was|of|:))? (?P<q>{D})"),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?P<stage>(?:series|serie)[ -][a-h]\d?|pre-seed|pre-series a)\b(?:[ -](?:round|extension|raise|financing|funding))?").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?P<stage>seed)(?:[ -](?:round|extension|raise|financing|funding|money)|(?: of)?\W{1,4}{M}|\W{1,3}{D})").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?:closed|raised|announced|did|got|finished|signed|completed) (?:the|an?|their|our|its) (?P<stage>[a-h])\b(?:[ -]round)?").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?:the|their|our|its) (?P<stage>[a-h])\b(?: ?\({M}\))? (?:was |got |has )?(?:closed|raised|done|announced|came)").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"(?:\b(?:the|their|our|its|an)|{M}) (?P<stage>a)[ -]round\b").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"{M} (?:[a-z-]+ ){0,2}?(?:round|raise|raised|funding|financing|investment|fundraise|extension|bridge)\b").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?:last|latest|most recent|newest|previous) (?:[a-z]+ ){0,2}?(?:round|raise|fundraise|financing|funding|investment|money in)\b(?: of {M})?").without(NO_ROUND),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?:last|latest|most recent) (?:[a-z]+ )?(?:round|raise|fundraise|financing|funding)\b[^?.]{0,40}\?[^.;?!]{0,40}?(?P<q>{D})").without(NO_ROUND).also(QUESTION),
    Rule::new(ROUND, Event("round", FUNDING), r"\b(?:they|we|company|it|startup)(?:'ve| have| had|'d)? (?:last |just )?raised\b(?: (?:money|capital|funding|cash|again))?(?: {D})").without(NO_ROUND),
    Rule::fixed(FUNDING, 6.0, r"\b(?:wash(?:es)? (?:our|its|their) own face|no investors? to (?:please|answer to|report to)|(?:financ|fund)[a-z]* (?:our |its |their |the )?(?:operations?|growth|everything|business|itself|ourselves)[^.;?!]{0,20}\b(?:from|out of|with) (?:the |our |its |their )?(?:own )?(?:cash|profits?|operations|earnings))").without("not will would if until hope*").also(DENIED | MONEY),
    Rule::fixed(FUNDING, 6.0, r"\b(?:profitabl[ey]|self-?fund(?:ed|ing)|self-?financ(?:ed|ing)|break-?even|financ(?:es|ed) (?:itself|themselves)|(?:doesn't|don't|does not|do not) (?:need|want|take) (?:any )?(?:investors?|outside (?:money|capital|funding))|(?:no|without) (?:outside|external) capital|bootstrapped|cash-?[ ]?flow[- ]positive|cash positive|in the black|(?:makes?|making|turns?|turning|turned) (?:a |an |good |real )*(?:\w+ )?(?:profit|money)|pays? for itself|no outside money|without (?:any )?(?:outside|external|vc) (?:money|funding|capital|investors?))\b(?:,? (?:and|&) (?:self-?funded|bootstrapped|profitable))?(?: since {D})?")
        .without("by_the_end by_end by_next by_mid towards reach reaching will expect* aim* target* path hope* soon until not_yet customer* client* segment unit per_order per_user product should goal become becoming isn't if nearly almost rival* competitor*"),
    // Layoffs.
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), concat!(r"\b(?:laid off|lays off|lay off|laying off|let(?:ting)? go(?: of)?|lets go(?: of)?|sent home|axed|axes|sacked|dismissed|made redundant|retrenched|parted (?:ways )?with|downsized by|got rid of|binned|canned|culled|chopped|fired|(?:gave|given|giving) (?:their )?notice to) (?:about |some |of |another |a further |its |their |the )*(?:{n}|{p})(?: ", staff!(), r")?")).without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), r"\b(?:let|lets|made|laid|letting|making|sent|asked|told|show(?:ed|n)) (?:about |another |some )?(?:{n}|{p}) (?:of (?:the |its |their |our )?)?(?:[a-z]+ )?(?:to )?(?:go|redundant|off|home|leave|packing|the door)\b").without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), concat!(r"\b(?:cut|cuts|cutting|shed|sheds|shedding|slash(?:ed|es)|eliminat(?:ed|es|ing)|trimm?(?:ed|s)|reduc(?:ed|es|ing)|los(?:t|es|ing)|axe) (?:about |another |a further |its |their |the )*(?:{n}|{p}) ", staff!())).without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), r"(?:{n}|{p}) (?:[a-z'/&-]+ ){0,3}?(?:jobs |people |persons |employees |staff |roles |positions |posts |engineers |colleagues |workers |ppl |heads |of (?:the )?(?:staff|workforce|company|people|headcount) )?(?:were |was |are |is |have been |got |had been |are being |will be |being )?(?:laid off|let go|made redundant|dismissed|axed|sacked|retrenched|affected by (?:the )?layoff|sent home|lost (?:their|its|his|her) jobs?|for the chop|on the block|shown the door|given notice|(?:had to|have to|shall|must|are to|will have to) (?:go|leave))").without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), r"(?:{n}|{p}) (?:[a-z]+ )?(?:jobs|positions|roles|employees|of (?:the )?(?:staff|workforce|company|headcount)) (?:were |was |have been |got |are )?(?:cut|lost|gone|went|eliminated|shed|affected|impacted)").without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), concat!(r"\b(?:notices?|hr1|warn)\b[^.;?!\x01\x05]{0,24}{D}[^.;?!\x01]{0,24}{n} ", staff!())).without("period interview"),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), r"\b(?:layoffs?|lay-offs?|rifs?|redundanc(?:y|ies)|job cuts|cuts|reduction in force|restructuring|workforce reduction|headcount reduction|retrenchment|downsizing|warn(?: act)?(?: notice| filing)?)\b[^.;?!\x01\x02]{0,70}?(?:{n} (?:people|employees|persons|jobs|roles|positions|posts|staff|engineers|workers|heads|ppl|affected|impacted)|{p})").without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), r"(?:{n}(?:-person| people| employees| jobs| roles)?|{p}) (?:layoffs?|lay-offs?|rif|redundancies|job cuts|reduction in force|workforce reduction|headcount reduction|cut|affected)\b").needs(&[DISMISSED]).without(NO_LAYOFF),
    Rule::fixed(LAYOFFS, 60.0, r"(?P<q>\b(?:found |there were |were )?(?:no|zero|not one|none) (?:mass |reported |known )?(?:layoffs?|lay-offs?|cuts|job cuts|redundanc(?:y|ies)|job losses)\b[^.;?!]{0,40})").needs(&[SEARCHED, "#u #d five"]).without("heard says said told").also(DENIED),
    Rule::fixed(LAYOFFS, 60.0, r"(?P<q>\b(?:not (?:one|a single)(?: case| hit| entry| result| notice)?|no (?:cases?|hits?|results?|entries|trace|record|sign)|nothing|nil|none)\b)").needs(&[SEARCHED, CUTS, "#u #d five"]).without("heard says said told").also(DENIED | ELSEWHERE),
    Rule::slot(LAYOFFS, r"{u} since (?:the |their |our )?(?:last |latest )?(?:[a-z]+ )?(?:layoffs?|lay-offs?|rif|redundancies|cuts)").without(NO_LAYOFF),
    Rule::new(LAYOFF, Event("layoff", LAYOFFS), r"\b(?:layoffs?|lay-offs?|laid off|redundanc(?:y|ies)|job cuts|rifs?|reduction in force|rounds? of cuts|(?:let(?:ting)?|laid|lay) (?:people|staff|folks|employees) (?:go|off))\b").needs(&["#d"])
        .without("into neighbour* startup no none never without avoid* if rival* competitor* fear* not nobody searched search* checked looked since hasn't haven't didn't weren't wasn't afraid before after tracks matches explains fits lines_up consistent"),
    Rule::slot(LAYOFFS, r"\b(?:last|latest|most recent|only) (?:[a-z]+ ){0,3}?(?:cuts?|layoffs?|rif|redundancies)\b[^.;?!\x05]{0,50}?{d}").without(NO_LAYOFF),
    // Shake-ups.
    Rule::new(SHAKEUP, Event("acquisition", SINCE_SHAKEUP), r"\b(?:acquisition|acquired|acquires|acquiring|bought|purchase of [a-z]+|takeover|taken over|take-over|was sold to|were sold to|got sold to|buy-?out|taken private)\b(?:[^.?!\x05]{0,60}?\x05)?").needs(&["#d"]).without(NO_CHANGE).also(DENIED),
    Rule::new(SHAKEUP, Event("merger", SINCE_SHAKEUP), r"\b(?:merger\b(?:[^.;?!\x05]{0,60}?\x05)?|(?:merged (?:with|w|into)|merges? with|merging with|to merge|fusion|companies merged)\b(?:[^.?!\x05]{0,60}?\x05)?)").needs(&["#d"]).without("pull pr prs branch code if teams squads team my_team data_merg* merged_data after_the").also(DENIED),
    Rule::new(SHAKEUP, Event("new_head", SINCE_SHAKEUP), r"\b(?:new|current|present|another) (?:[a-z]+ )?(?:cto|cio|vp(?:,| of)? ?(?:eng|engineering|technology|r&d)|vpe|head of (?:engineering|eng|tech|technology|r&d|product and engineering|product & engineering)|chief technology officer|engineering (?:head|vp|director|lead|chief)|svp(?: of)? (?:eng|engineering)|cpto|tech chief)\b(?:[^.?!\x05]{0,60}?\x05)?").needs(&["#d"]).without("call meeting interview will_be rival* competitor* looking search*").also(DENIED | ELSEWHERE),
    Rule::new(SHAKEUP, Event("new_head", SINCE_SHAKEUP), r"\b(?:cto|cio|vp(?: of)? (?:eng|engineering|technology)|vpe|head of (?:engineering|eng|tech|technology)|chief technology officer|cpto|vp eng|svp(?: of)? engineering)\b(?:[^.?!\x05]{0,60}?\x05)?").needs(&["new joined started took_over taken_over arrived hired appointed replaced came_in named succeeded changed change became took_up came_on_board onboarded left_and stepped_down", "#d"])
        .without("interview* meeting call workshop if want* plan* year_old will_be looking search* rival* competitor* report* promot* him me i i'm i'd i've left leaves resigned quit").also(DENIED | ELSEWHERE),
    Rule::slot(SINCE_SHAKEUP, r"{u} (?:without (?:a |any )?(?:re-?org\w*|shake-?up|restructuring)|since (?:the |our |their )?(?:last |latest )?(?:big )?(?:re-?org\w*|shake-?up|restructuring))").also(DENIED),
    Rule::new(SHAKEUP, Event("reorg", SINCE_SHAKEUP), r"\b(?:re-?org\w*|re-?organi[sz]\w+|reshuffl\w*|restructur\w*|shake-?up|shaken up|org change|org chart [a-z ]{0,12}(?:redrawn|shuffled|redone)|redrawn the org)\b(?:[^.?!\x05]{0,60}?\x05)?").needs(&["#d"]).without("people_let jobs laid layoff* redundan* if afraid cut cuts workforce seating desks debt code repo since_the room no never without").also(DENIED),
];
