//! What stands around a match and forbids a fact: a question, an if, a wish, a denial, another employer.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::compile;
use super::normal::Normal;
use super::rule::mood;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| compile($pattern));
    };
}

pattern!(
    UNSURE,
    r"\b(?:(?:when|as soon as) (?:we|they)(?:\x27re| are| reach| hit| get to| pass) (?:at |past |over |to )?\x01|(?:she|they|we)\x27d have \x01|(?:if|once (?:we|they)|unless|whether|suppose|supposing|assuming|imagine|hypothetical(?:ly)?|in theory|theoretically|had (?:we|they|she|he|it|i) (?:[a-z]+ed|got|had|been|not|known)[^.;?!]{0,30},|had we|were we|should we|would have (?:been|had)|depending on (?:what|who|whether|when|if|budget|funding|demand)|in case|provided (?:that|we|they)|say we)\b)"
);
pattern!(
    MAYBE,
    r"\b(?:might|could|maybe|perhaps|possibly|may (?:have|be|get|go|reach|become|grow|hire)|guess(?:es|ing)?|no idea|not sure|unsure|don't know|doesn't know|dunno|unclear|unknown|can't say|couldn't say|didn't say|wouldn't say|would not say)\b"
);
pattern!(
    WISH,
    r"\b(?:wish(?:es|ed)?|wishful|hope[sd]?|hoping|would like|'d like|would love|'d love|\x22love\x22|dreams?|dreaming|ideally|in an ideal world|want(?:s|ed)? to (?:be|reach|grow|get|hit|see|have|\x0e from)|aspir\w+|desire|fantas\w+|would be (?:nice|great|good|ideal|lovely|cool)|not a plan|no plan to)\b"
);
pattern!(
    DENIED,
    r"(?:\bnot?\b|n't|\bnever\b|\bneither\b|\bnor\b|\bwithout\b|\bfar from\b|\bisnt\b|\barent\b|\bwasnt\b|\bno longer\b|\binstead of\b|\brather than\b)[^,.;?!:()\x01-\x07]{0,24}$"
);
pattern!(
    NOT_DENIED,
    r"(?:not only|no (?:less|more|fewer) than|why not|not just|not counting|not including|no, |no\. |no: )"
);
pattern!(
    ELSEWHERE,
    r"\b(?:neighbou?r(?:ing)? (?:startup|company|firm)|startup (?:next door|in the building)|another (?:company|firm|startup)|(?:bank|company|startup|firm|place) before|she works at|he works at|a company before|star company|rival|rivals?|competitors?|(?:my|our|his|her|their) (?:last|previous|former|old|prior|current|present|ex) (?:job|company|employer|place|team|gig|role|shop|firm|org|life|department|startup)|(?:last|previous|former|old|prior) (?:job|employer|gig)|where (?:i|she|he|they|she'd|he'd) (?:work|works|worked|had|was|were|built|came|come)\b|works? (?:at|for) |worked (?:at|for) |com(?:es|ing|e) from|came from|poached from|hired (?:away )?from|at an? (?:[a-z]+ )?(?:bank|company|firm|start-?up|consultancy|insurer|agency|corporate|shop|hospital|university|school|clinic|ministry|retailer|carmaker|telco)\b|(?:his|her|their|'s) new (?:place|employer|company|job|shop|gig|firm)|(?:now|is|works) at a place|unlike|ex-(?:employer|company|firm|boss)|ex of (?:him|her|mine|his|hers)|concurrence|the other (?:ones|lot|company|firm)|(?:last|previous|former) (?:place|studio|bank|agency|outfit)|elsewhere|(?:previous|former|prior|ex|last|old) (?:studio|agency|bank|railway|outfit|house|start-?up|employer|company|firm|team|client)|ex-employer|ex of (?:him|her|mine)|(?:his|her|my) (?:first|second|last) (?:year|yr) at|(?:last|previous) place|the other ones|not our business|concurrence|different (?:studio|company|firm|employer)|sector[- ]wide|industry[- ]wide|across the (?:sector|industry)|(?:for|by|in) comparison|(?:in|at) [a-z0-9]+, (?:by the way|btw|incidentally)|there (?:they|we|he|she) had|[a-z]+'s (?:last|previous|former|old) (?:job|place|shop|company|gig|startup)|(?:last|previous|former|old) (?:shop|place|outfit|gig|startup) (?:was|had|i|he|she)|(?:mate|friend|buddy|pal|cousin|husband|wife|brother|sister|flatmate|roommate) (?:of (?:his|her|hers|mine|ours) )?(?:at|from|who works) [a-z0-9]+|friend of (?:her|his|hers|mine|ours)|other compan(?:y|ies)|other firms|industry (?:average|standard|norm)|benchmarks?|sign on|the sign|poster|outdated|old (?:slide|deck|page)|in the industry|on the market|at (?:google|amazon|meta|facebook|netflix|microsoft|apple|spotify|uber|stripe|airbnb)|the competition|their parent|a friend's|my friend's|my husband's|my wife's|my (?:sister|brother|partner)'s|my (?:own |real |day )?actual job|(?:nephew|niece|uncle|aunt|son|daughter)'s (?:firm|company|place|shop|employer)|compared? (?:with|to) [a-z]+, (?:which|who|where)|[a-z]+'s own (?:shop|place|company|firm|outfit|startup)|(?:husband|wife|brother|sister|friend|mate|cousin|flatmate|partner|neighbour|neighbor)'s (?:firm|company|place|shop|employer|team|work|job|startup|start-up|office))\b"
);
// Their numbers; those that are counted beside one's own (`60 people, 900 customers`) and departments named after them
// are none.
pattern!(
    CUSTOMERS,
    r"(?:^|[^ ]|[^\x01\x02\x05] )\b(?:clients?|client's|customers|customer's|(?:a|an|the|our|their|its|one|every|each|this|that|big|large|largest) customer|users|subscribers)\b"
);
// What a level is said of elsewhere: words that also speak of one's own house (*clients*, *comes from*, *the old job*)
// do not count.
pattern!(
    LEVEL_ELSEWHERE,
    r"\b(?:neighbou?r(?:ing)? (?:startup|company|firm)|another (?:company|firm|startup)|(?:bank|company|startup|firm|place) before|star company|rivals?|competitors?|(?:my|our|his|her|their) (?:last|previous|former|prior|current|present|ex) (?:job|company|employer|place|team|gig|role|shop|firm|org|life|department|startup)|(?:last|previous|former|prior) (?:job|employer|gig|place|studio|agency|firm|company)|where (?:i|she|he|they) (?:work|works|worked)\b|unlike|ex-employer|other compan(?:y|ies)|other firms|in the industry|at (?:google|amazon|meta|facebook|netflix|microsoft|apple|spotify|uber|stripe|airbnb)|(?:mate|friend|buddy|pal|cousin|husband|wife|brother|sister|flatmate|roommate) (?:of (?:his|her|hers|mine|ours) )?(?:at|in|from|who works) [a-z0-9]+)\b"
);
pattern!(
    PITCH,
    r"\b(?:i said|asked me (?:about|how|what|why)|what i (?:had|did|ran|led)|at my \w+ time|in my \w+ (?:time|days)|i(?:'ve| have)? (?:led|managed|ran|grew|built|headed|hired|promoted|scaled|once|used to)|i (?:currently )?(?:lead|manage|run) |my (?:cv|resume|letter|pitch|own team|old|(?:last|previous) [a-z]|answer|story|record|current|ex|team (?:here|now|today))|letter says|cv says|i (?:told|said to|pitched|explained|mentioned)|back at my|told (?:him|her|them) (?:that )?(?:i|about my)|when i was at)\b"
);
pattern!(
    ASKS,
    r"^[\W\d]*(?:did (?:they|he|she|you|the)|do (?:they|you|we|ems)|does (?:he|she|the|it)|is (?:it|there|the|that|he|she) |are (?:there|they|the|you) |was (?:it|there) |were (?:there|they) |how (?:many|much|often|long|big|large|fast|do|does|is|are|would)|what (?:is|are|was|would|happens|if|about)|which |who (?:is|are|was|were|will|would|do|does|did|else|gets?|picks?|decides?|owns?|leads?|has|have|can|else)\b|when (?:did|is|will|was) |why |will (?:there|they|the|he|she)|would (?:there|they|it|he|she)|should i|could (?:they|there|he)|can (?:i|you|they)|ask (?:him|her|them|about|how|whether|if|for|who|why|what|when|the|again)|to ask|todo|to do|check (?:if|whether)|find out|need to (?:ask|know|find)|want to know|open question|q\b|questions? )"
);
// *who else wants it: Ann and Bo*: a label, and behind it what answers it.
pattern!(LABEL, r"^[\W\d]*(?:who|how|which|what|when|where|why)\b[^?]{0,60}(?:: |\x06)");
pattern!(
    MONEY,
    r"\b(?:salary|bonus|base pay|base of|equity|rsus?|stock|vesting|options|pension|ote|commission|401k|signing|revenue|arr|mrr|ebitda|profit margin|margins?|gmv|sales (?:grew|up|of)|turnover (?:of|grew|up) [^a-z]?eur|valuation|market share|churn rate|conversion|latency|uptime|discount|utili[sz]ation|tickets?|stores|restaurants|vehicles|meters|downloads|upvotes|inflation|interest)\b"
);
// In notes about oneself: what is still to do.
pattern!(MY_PLAN, r"\b(?:i|i'm|i am) (?:plan|planning|intend|want|hope|aim|should|need|ought|going|wish) to\b");
pattern!(
    HEARSAY,
    r"\b(?:heard (?:that|from|they|it|about)|i heard|hears that|rumou?rs?|gossip|word is|word has it|supposedly|allegedly|apparently|somebody (?:at|on|in|says?|said|told|tells|from)|someone (?:at|on|in|says?|said|told|tells|from)|some guy|a guy (?:at|from)|friend of a friend|second[- ]hand|third[- ]hand|grapevine|hearsay|they say|people say|reportedly|told (?:him|her|them) that|was told that|he was told|she was told|has it that|scuttlebutt|(?:tom|he|she) thinks he heard)\b"
);
pattern!(
    PLAN,
    r"\b(?:plans?|planned|planning|target(?:s|ed|ing)?|goal|budget(?:ed)?|forecast|projected|projection|aim(?:s|ing)?|will be|will have|will grow|going to be|expects? to|expected to|roadmap|by end of|we'll be|they'll be|should reach|to reach|want to be|intends? to|approved)\b"
);
// Behind a quantity, up to the one that takes its place: *410 people. No, I tell a lie: 430*.
pattern!(
    TAKEN_BACK,
    r"^[^\x01-\x07?!]{1,70}?[^a-z\x01-\x07?!](?:(?:no|nope|nah)(?:,|:| -| wait| no| sorry)|wait,|wait that|hang on|hold on|sorry,|well ?[-,]|(?:he|she) corrected|correction|scratch that|strike that|i tell a lie|i lie|make (?:that|it)|or rather|real number|call it)[^\x01-\x07?!]{0,60}[\x01-\x04\x07]"
);

pattern!(
    SITE,
    r"\b(?:(?:the|our|their|its|in|at) (?:[a-z]+ )?|[a-z]+ )(?:office|hub|campus|branch|plant|tech cent(?:er|re)|dev cent(?:er|re)|r&d cent(?:er|re))\b(?: alone| itself)?,? ?(?:there )?(?:is|are|has|have|had|with|counts?|of|at|:|=|,|sits?|holds?|employs?|houses|grew|[(])"
);
pattern!(
    AT_SITE,
    r"^\x01 (?:[a-z]+ ){0,2}(?:in|at|from|of) (?:the|our|their) (?:[a-z]+ )?(?:office|hub|campus|branch|plant|tech cent(?:er|re)|dev cent(?:er|re))\b"
);

/// The part of a sentence before a match that may hold what forbids it, and the whole sentence.
struct Around<'n> {
    sentence: &'n [u8],
    before: &'n [u8],
    whole_part: &'n [u8],
    /// The part of the sentence in front of the place.
    part_before: &'n [u8],
    /// The sentence up to the first quotation mark behind the place.
    unsure: &'n [u8],
    /// The sentence without what an *and* or a comma adds behind the place: *we are 90 and want to be 130*.
    wished: &'n [u8],
    is_question: bool,
    /// The question right before the sentence: *My old employer? Two hundred developers*.
    asked: &'n [u8],
}

fn around(normal: &Normal, place: usize) -> Around<'_> {
    let (range, end) = normal.sentence(place);
    let place = place.clamp(range.start, range.end);
    let part = normal.part(place);
    let quoted = normal.text[place..range.end].iter().position(|byte| *byte == b'"').map_or(range.end, |at| place + at);
    let sentence = &normal.text[range.clone()];
    let before = range.start.checked_sub(1).filter(|at| normal.text.get(*at) == Some(&b'?'));
    let asked = before.map_or(&[][..], |at| &normal.text[normal.sentence(at).0]);
    let rest = &normal.text[place..range.end];
    let next = [&b", "[..], b" and ", b" but "]
        .iter()
        .filter_map(|mark| rest.windows(mark.len()).position(|words| words == *mark))
        .min();
    Around {
        sentence,
        wished: &normal.text[range.start..next.map_or(range.end, |next| place + next)],
        asked,
        before: &normal.text[range.start..place],
        whole_part: &normal.text[part.start.min(place)..part.end.max(place)],
        part_before: &normal.text[part.start.min(place)..place],
        unsure: &normal.text[range.start..quoted],
        is_question: end == Some(b'?') || ASKS.is_match(sentence) && !LABEL.is_match(&normal.text[range.start..place]),
    }
}

/// Whether a match may state a fact. `place` is where its value stands, or its end where it has none.
pub(super) fn allows(
    normal: &Normal,
    matched: &Range<usize>,
    place: usize,
    allowed: u8,
    is_level: bool,
    is_you: bool,
) -> bool {
    let around = around(normal, place);
    let forbids = |mood: u8, is_there: bool| allowed & mood == 0 && is_there;
    let maybe = if is_level { &[][..] } else { around.part_before };
    let asked = around.is_question && !matched.is_empty();
    let is_planned = is_you && !is_level && MY_PLAN.is_match(around.part_before);
    let elsewhere = if is_level { &LEVEL_ELSEWHERE } else { &ELSEWHERE };
    let is_elsewhere = |sentence: &[u8]| elsewhere.is_match(sentence) || (!is_level && CUSTOMERS.is_match(sentence));
    let pitch = !is_you && !is_level && PITCH.is_match(around.sentence);
    !(forbids(mood::QUESTION, asked)
        || forbids(mood::UNSURE, UNSURE.is_match(around.unsure))
        || forbids(mood::UNSURE | mood::MAYBE, MAYBE.is_match(maybe))
        || is_planned
        || forbids(mood::WISH, WISH.is_match(around.wished))
        || forbids(mood::MONEY, !is_level && MONEY.is_match(around.whole_part))
        || forbids(mood::DENIED, DENIED.is_match(around.before) && !NOT_DENIED.is_match(around.before))
        || forbids(mood::ELSEWHERE, is_elsewhere(around.sentence) || elsewhere.is_match(around.asked) || pitch))
}

/// Whether what is counted is one place of several: *the Lisbon hub has 60 engineers*.
pub(super) fn is_of_site(normal: &Normal, place: usize) -> bool {
    SITE.is_match(around(normal, place).whole_part) || AT_SITE.is_match(&normal.text[place.min(normal.text.len())..])
}

/// Whether the speaker takes a quantity back and says another.
pub(super) fn is_taken_back(normal: &Normal, place: usize) -> bool {
    normal.quantity(place).is_some() && TAKEN_BACK.is_match(&normal.text[(place + 1).min(normal.text.len())..])
}

/// Whether the sentence says of itself that it is second-hand.
pub(super) fn is_hearsay(normal: &Normal, place: usize) -> bool {
    HEARSAY.is_match(around(normal, place).sentence)
}

/// Whether the sentence speaks of what is planned.
pub(super) fn is_plan(normal: &Normal, place: usize) -> bool {
    PLAN.is_match(around(normal, place).whole_part)
}
