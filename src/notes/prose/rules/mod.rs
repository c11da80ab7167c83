//! The phrasings that are understood, one file a group of signals. A new phrasing is one line in its table and one case
//! in the test beside it.
//!
//! Where two rules want the same number, the earlier one has it: special phrasings stand before general ones.

mod company;
mod counts;
mod culture;
mod department;
mod engineers;
mod events;
mod keys;
mod manager;
mod meaning;
mod mobility;
mod myself;
mod openings;
mod people;
#[cfg(test)]
mod phrases;
mod role;
mod spans;
mod yourself;

use super::rule::Rule;

/// All rules, special ones first.
pub(super) fn all() -> Vec<&'static Rule> {
    let families: [&'static [Rule]; 25] = [
        counts::FIRST,
        meaning::CULTURE,
        people::SEATS,
        people::BOSS,
        people::ROLE,
        myself::RULES,
        myself::MOODS,
        yourself::RULES,
        spans::RULES,
        role::RULES,
        manager::RULES,
        mobility::RULES,
        culture::RULES,
        events::EVENTS,
        department::RULES,
        engineers::SIZES,
        openings::RULES,
        company::RULES,
        engineers::GENERAL,
        department::LOOSE,
        role::LOOSE,
        culture::LOOSE,
        yourself::LOOSE,
        company::LOOSE,
        counts::LAST,
    ];
    families.into_iter().flatten().collect()
}

/// Words without which a signal is never meant, or nothing where any statement may mean it: most rules need not be tried.
pub(super) fn gate(signal: &str) -> &'static str {
    match signal {
        "company.funding_round" | "company.funding_recency" => {
            "serie* placement offering sold money proceeds investor break breakeven investors outside external capital round* rais* seed series pre clos* fund* financ* profit* self bootstrap* cash cashflow black pays makes secured took landed sold fundraise got picked in did announced signed finished completed"
        }
        "company.layoff" | "company.layoffs_recency" => {
            "chop posts gone touched trackers hits retrench* binned canned culled chopped notice notices went last cuts layoff* lay* laid let cut* rif redundan* restruct* reduc* jobs job fired axed shed* sack* dismiss* eliminat* affected warn force workforce retrench* sent parted downsiz* slash* rid go leave"
        }
        "company.shakeup" | "company.shakeup_recency" => {
            "purchase* took_over became took_up shuffl* redrawn acqui* bought buy* takeover taken sold merg* fusion cto vp vpe head svp cpto chief reorg* re org shake* reshuffl* restruct* chart"
        }
        "company.open_em_roles" | "company.open_m2_roles" | "company.open_eng_roles" => {
            "open* vacan* position* role* req reqs posting* posted job* careers ad ads advert* listing* listed seat* manager* managers em ems director* head engineer* engineering eng software tech"
        }
        "company.review_rating" => {
            "employee_reviews glassdoor kununu ambitionbox blind indeed comparably star* rating rated score"
        }
        "company.news_tone" => "press_independent",
        "company.customer_sentiment" => "forum_post press_independent",
        "company.growth_plan_18m" => {
            "plan* budget* target* aim* goal forecast intend* want* expect* grow* hiring increase expand add scale over in within during through for more growth headcount #x up"
        }
        "company.headcount_growth_12m" => "#p #x growth grew grow*",
        "culture.operating_clarity" => "#s four goal* okr* boxes of clarity all",
        "culture.career_talks_per_year" => {
            "career* development growth path next future what's_next ambition* aspirations"
        }
        "role.comp_ratio" => "walk* ratio offer limit minimum floor bottom_line reservation",
        _ => "",
    }
}
