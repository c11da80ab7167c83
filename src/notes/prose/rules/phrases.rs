//! Phrasings of many writers, and what looks like a fact and is none.

use crate::notes::prose::tests::check;

/// Checks sentences under a heading of one kind; the facts of each stand with ` | ` between them.
fn says(kind: &str, cases: &[(&str, &str)]) {
    for (text, facts) in cases {
        let expect: Vec<&str> = facts.split(" | ").filter(|fact| !fact.is_empty()).collect();
        check(kind, text, &expect);
    }
}

#[test]
fn hiring_manager_said() {
    says(
        "hiring_manager_said",
        &[
            (
                "We've got about 85 engineers in Platform these days, compared to 60 this time last year",
                "department.eng_headcount 85 | department.eng_headcount 60 @2025-10",
            ),
            ("my org is 130 people, all of them engineers or EMs", "department.eng_headcount 130"),
            (
                "I look after nine teams and just shy of 70 devs",
                "department.team_count 9 | department.eng_headcount 70",
            ),
            (
                "headcount in tech: 210 (was 180 in January)",
                "department.eng_headcount 210 | department.eng_headcount 180 @2026-01",
            ),
            ("we added 4 squads in the past 12 months", "department.new_teams_12m 4"),
            ("haven't spun up anything new since last autumn, zero new teams", "department.new_teams_12m 0"),
            ("I have five EMs and two staff engineers reporting to me", "department.ems_per_m2 5"),
            ("typical EM here has 7 to 9 direct reports", "department.ics_per_em 7..9"),
            ("on day one you'd have six direct reports, growing to eight by summer", "role.direct_reports 6"),
            ("team is eight people right now: 6 backend, 2 frontend", "role.direct_reports 8"),
            ("you would inherit a team of seven", "role.direct_reports 7"),
            (
                "Nobody has made the jump from EM to Director in the last two years",
                "mobility.m2_internal_promotions_12m 0",
            ),
            ("one EM got promoted to Senior EM in March", "mobility.m2_internal_promotions_12m 1"),
            ("We promoted 3 EMs into director roles over the last year", "mobility.m2_internal_promotions_12m 3"),
            ("of the five directors, four came up through the ranks", "mobility.m2_internal_fill_share 4/5"),
            ("all but one of our six directors were external hires", "mobility.m2_internal_fill_share 1/6"),
            ("half of the directors were promoted internally", "mobility.m2_internal_fill_share 0.5"),
            ("two of your peers are already eyeing that director seat", "mobility.competing_peers 2"),
            ("I've managed managers for about three years now", "manager.m2_experience 3"),
            ("I became a director in 2022", ""),
            ("before this I'd never managed managers", "manager.m2_experience 0"),
            ("three of the people who used to report to me are directors today", "manager.growth_track_record 3"),
            ("I'd like to see the department at 100 by the end of next year", ""),
            (
                "the plan is to go from 85 to 110 engineers by December 2027",
                "department.eng_headcount 85 | department.eng_headcount 110 @2027-12 plan",
            ),
            ("Engineering grew roughly 25% over the last twelve months", "department.eng_growth_12m 25"),
            ("the Data org next to us has doubled in the past year", "department.nearby_growth_12m 100"),
            ("in the last year 2 of our 8 directors left", "department.m2_attrition_12m 25"),
            ("director turnover is about 12% annually", "department.m2_attrition_12m 12"),
            ("There's budget for a second director next year", "department.m2_seat_planned 1 plan"),
            ("We don't have any plans for another director layer", "department.m2_seat_planned 0 plan"),
            ("we'll be opening a Senior EM role in Q2", "department.m2_seat_planned 1 plan"),
            ("How many customers? 'About 200 by now.'", ""),
            ("our platform has 300 tenants and 40 million events a day", ""),
            ("We hired 14 engineers this year and lost 3", ""),
            ("at my previous company, 12 EMs reported to one VP", ""),
            ("the interview loop has five rounds and takes three weeks", ""),
            ("two engineers on the team are on parental leave", ""),
            ("he asked how many people I had managed: eleven", ""),
            ("the office fits 120 people", ""),
            ("budget for conferences is 2000 per head", ""),
            ("we ship 40 times a day with 6 teams on one monorepo", ""),
            ("I'm not going anywhere, I love this job", "manager.moving_up 0 ?"),
            ("I'm in the running for the CTO role, decision in January", "manager.moving_up 2 ?"),
            (
                "if you deliver the migration and build a strong deputy I will sponsor you for director",
                "manager.sponsorship 2 ?",
            ),
            ("career growth? we'll see how it goes", "manager.sponsorship 1 ?"),
            ("the backlog is huge but finance won't give us a cent", "department.business_need 1 ?"),
            (
                "two new squads, Identity and Fraud, are approved for January and have no lead yet",
                "department.business_need 3 ?",
            ),
            ("we have enough teams for the work we have", "department.business_need 0 ?"),
            ("you'd start with the Search team only", "role.multi_team_scope 0 ?"),
            ("you'd run both the Search and the Ads team", "role.multi_team_scope 3 ?"),
            ("The team is going to be split in two next year, and you'd oversee both", "role.multi_team_scope 2 ?"),
            ("EMs own hiring, performance, comp and delivery here", "role.em_definition_match 3 ?"),
            ("it's more of a tech lead job, 60% coding", "role.em_definition_match 1 ?"),
            (
                "we desperately need someone who has done payments at scale, nobody here has",
                "role.differentiator_need 2 ?",
            ),
            ("Our ML experience would be nice but it's not critical", ""),
            ("new directors get an exec coach and a 90-day onboarding plan", "mobility.transition_support 2 ?"),
            (
                "Promotion to director goes through a calibration committee with a published rubric",
                "mobility.selection_process_clear 2 ?",
            ),
            ("Four reqs open: 2 EMs, 1 director, 1 staff", "company.open_em_roles 2 | company.open_m2_roles 1"),
            (
                "We're a department of 52, up from 40 at the start of the year",
                "department.eng_headcount 52 | department.eng_headcount 40 @2026-01",
            ),
            ("In my group there are 33 devs in five teams", "department.eng_headcount 33 | department.team_count 5"),
            ("there'll be 75 of us by next summer if the budget goes through", ""),
            ("I currently have 4 engineering managers plus one vacancy (yours)", "department.ems_per_m2 4"),
            ("each of my managers has a team of seven or eight", "department.ics_per_em 7..8"),
            ("You'd be looking after six folks at the beginning", "role.direct_reports 6"),
            ("your team: 5 engineers, 1 QA", "role.direct_reports 5"),
            ("promotions EM to director in 2026 so far: one", "mobility.m2_internal_promotions_12m 1"),
            (
                "we've not promoted anyone to head of engineering in the last 12 months",
                "mobility.m2_internal_promotions_12m 0",
            ),
            ("Of seven group leads, two were hired externally", "mobility.m2_internal_fill_share 5/7"),
            ("all our heads of engineering started here as engineers", ""),
            ("I've led managers for six years, two of those here", "manager.m2_experience 6"),
            ("eight years as a director all in all", "manager.m2_experience 8"),
            ("I took two of my team leads to EM last year and one to director", "manager.growth_track_record 2"),
            ("Nobody from my team has been promoted yet, I only started in May", "manager.growth_track_record 0"),
            ("tech headcount shrank 10% last year after the layoffs", "department.eng_growth_12m -10"),
            ("growth was 60% over three years", ""),
            ("no director left in the two years I've been here", "department.m2_attrition_12m 0"),
            ("three new teams are planned for next year", ""),
            ("Two teams were merged in spring", ""),
            ("We formed two teams in spring", "department.new_teams_12m 2"),
            (
                "the next director seat? end of 2027 at the earliest, it's in the plan",
                "department.m2_seat_planned 1 plan",
            ),
            ("No second head of is foreseen", "department.m2_seat_planned 0 plan"),
            ("she asked whether I want to manage managers", ""),
            ("Is there a chance to move up? She said: depends on you.", ""),
            (
                "I would say you'd need two years, a successor and one cross-org project, then I'd propose you",
                "manager.sponsorship 2 ?",
            ),
            ("she laughed at the 18 months and said no way", "manager.sponsorship 0 ?"),
            ("I'm moving to the London office as VP in spring", "manager.moving_up 2 ?"),
            ("I'll retire here", "manager.moving_up 0 ?"),
            ("The team's on-call load is 3 pages a week", ""),
            ("We run 120 microservices on 14 clusters", ""),
            ("He interviewed 30 people for this role", ""),
            ("we have 6 PMs and 4 designers", ""),
            ("My first team had 4 people and we sat in a garage", ""),
            ("the average age is 34", ""),
            ("if we hit 100 engineers I'd want a second director", ""),
            ("100 engineers would be nice, but there's no budget", ""),
            ("Their Series B investors want 30% growth in revenue", ""),
            ("I want to grow the team from 8 to 12", ""),
            ("She manages a P&L of 20 million", ""),
            ("one thing I'd change: fewer meetings", ""),
            ("only one of the EMs is a woman", ""),
            (
                "Tom's org has six EMs, each with eight to ten engineers",
                "department.ems_per_m2 6 | department.ics_per_em 8..10",
            ),
            (
                "Seven engineers would report to me from day one; the team splits next autumn",
                "role.direct_reports 7 | role.multi_team_scope 2 ?",
            ),
            (
                "He has been managing managers since 2021, so five years, and before that ran a single team",
                "manager.m2_experience 5",
            ),
            ("In that time four of his EMs have moved up to Senior EM or Director", "manager.growth_track_record 4"),
            ("they've opened two squads this year (Risk, Ledger)", "department.new_teams_12m 2"),
            ("a third of the Directors left in the last 12 months", "department.m2_attrition_12m 33"),
            ("He thinks he'll be VP by summer", "manager.moving_up 2 ?"),
            ("our dept grew by a fifth over the last year, so 20%", "department.eng_growth_12m 20"),
            ("eng: 96 → 131 in twelve months", "department.eng_headcount 96 @2025-10 | department.eng_headcount 131"),
            ("No one on his staff is after the Director title, he says", "mobility.competing_peers 0"),
            ("He said 3 of his EMs would be interested in a Director job", "mobility.competing_peers 3"),
            ("The Director seat for Payments will be created in Q1, budget is in", "department.m2_seat_planned 1 plan"),
            ("they won't add any more management layers", "department.m2_seat_planned 0 plan"),
            ("he asked: how would I split a team of 14?", ""),
            ("I asked how many engineers they have but he dodged", ""),
            ("a typical sprint has 30 tickets", ""),
            ("they've got 3 vendors and around 25 contractors", ""),
            ("the bonus is 15% and was paid in full for 3 years", ""),
            ("last quarter 4 of 5 OKRs were green", ""),
            ("the on-call rota has 6 people", ""),
            ("20% of time is reserved for tech debt", ""),
            ("two weeks ago they had an outage", ""),
            ("he'd be happy with 10 more engineers", ""),
            ("In five years he sees 500 engineers", ""),
            ("my would-be predecessor stayed 18 months", ""),
        ],
    );
}

#[test]
fn peer_em_said() {
    says(
        "peer_em_said",
        &[
            ("I've got ten reports, and so does everyone else", "department.ics_per_em 10"),
            ("Most of us have 6 or 7 people", "department.ics_per_em 6..7"),
            ("my manager has six of us EMs", "department.ems_per_m2 6"),
            ("there are 14 squads across the department", "department.team_count 14"),
            ("career chats happen once a quarter, she never skips them", "culture.career_talks_per_year 4"),
            ("we talk about my development maybe twice a year", "culture.career_talks_per_year 2"),
            ("I haven't had a career conversation since I joined", "culture.career_talks_per_year 0"),
            ("nobody besides me is interested in the director job", "mobility.competing_peers 0"),
            ("she got two of her people promoted to EM in three years", "manager.growth_track_record 2"),
            ("he was promoted to director last spring", ""),
            (
                "ladder exists on Confluence and covers up to VP, promo packets have to reference it",
                "culture.manager_ladder 3 ?",
            ),
            ("no ladder for managers, only for ICs", "culture.manager_ladder 0 ?"),
            ("ICs can go up to Principal, paid the same as directors", "culture.dual_track_parity 3 ?"),
            ("staff roles exist in theory but nobody has ever been made one", "culture.dual_track_parity 1 ?"),
            ("everyone gets an external coach plus a two-day leadership course", "culture.manager_development 2 ?"),
            ("there's no training for managers at all", "culture.manager_development 0 ?"),
            ("my director micromanages everything, down to ticket titles", "culture.autonomy 0 ?"),
            ("I decide what we build and how, he only looks at outcomes once a quarter", "culture.autonomy 3 ?"),
            ("I need approval for every hire and most tooling", "culture.autonomy 1 ?"),
            ("managers are judged purely on delivery dates", "culture.manager_evaluation 0 ?"),
            ("performance reviews for EMs are 50% people, 50% delivery", "culture.manager_evaluation 2 ?"),
            ("it varies wildly by director how EMs are rated", "culture.manager_evaluation 1 ?"),
            ("skip-levels with the VP every month", "culture.skip_level_access 2 ?"),
            ("you can get time with the CTO if you ask his EA", "culture.skip_level_access 1 ?"),
            ("never spoken to the VP in two years", "culture.skip_level_access 0 ?"),
            ("best manager I've ever had, learned a ton", "manager.mentoring_quality 4 ?"),
            ("1:1s are mostly status, sometimes useful", "manager.mentoring_quality 1 ?"),
            ("She's a decent mentor, not great", "manager.mentoring_quality 2 ?"),
            (
                "no mentor, no plan, I was thrown into the deep end after my promotion",
                "mobility.transition_support 0 ?",
            ),
            ("nobody knows how directors get picked", "mobility.selection_process_clear 0 ?"),
            (
                "her path: she led the cloud migration; that can be repeated, there's another one coming",
                "mobility.path_reproducible 2 ?",
            ),
            ("his rise was pure luck, right place right time", "mobility.path_reproducible 0 ?"),
            ("do they have a career ladder? didn't ask", ""),
            ("I wonder how many EMs there are", ""),
            ("he has two kids and three cats", ""),
            ("we had 6 incidents last year and nobody got blamed", ""),
            ("last year I took 25 days off", ""),
            ("no one on my team wants to be on call", ""),
            ("the VP gave a talk about our 3 teams' migration", ""),
            ("span is usually around 6", "department.ics_per_em 6"),
            ("five of us report to Katrin", "department.ems_per_m2 5"),
            ("there are 4 people who'd fight for that seat, me included", "mobility.competing_peers 4"),
            ("he isn't after the director role himself, nor is anyone else", "mobility.competing_peers 0"),
            ("two EMs have told Katrin that they want to be next", "mobility.competing_peers 2"),
            ("they talk about his career every six weeks or so", ""),
            ("formal development talk each March, that's all", "culture.career_talks_per_year 1"),
            ("monthly 1:1 with the VP, anyone can do that", "culture.skip_level_access 2 ?"),
            (
                "to see the CPO you have to go via your boss, otherwise you get an earful",
                "culture.skip_level_access 0 ?",
            ),
            ("levels doc? yes, in Notion, L5 to L8 for managers, nobody uses it", "culture.manager_ladder 2 ?"),
            ("promotion cases must quote the ladder", "culture.manager_ladder 3 ?"),
            ("ladder is a list of job titles, that's it", "culture.manager_ladder 1 ?"),
            ("Principals earn like directors, and sit in the same meetings", "culture.dual_track_parity 3 ?"),
            ("If you stay an IC you hit a ceiling at Senior", "culture.dual_track_parity 0 ?"),
            ("got a mentor and a budget of 2k for courses as a manager", "culture.manager_development 2 ?"),
            (
                "He can hire, fire, pick the stack, nobody interferes, results are reviewed quarterly",
                "culture.autonomy 3 ?",
            ),
            ("small stuff he decides, anything over 2k goes up to the VP", "culture.autonomy 1 ?"),
            ("CTO comments on every single PR", "culture.autonomy 0 ?"),
            (
                "EM reviews: upward feedback, attrition and delivery, same template everywhere",
                "culture.manager_evaluation 3 ?",
            ),
            ("what counts is whether the date holds, nothing else", "culture.manager_evaluation 0 ?"),
            (
                "goals are shared, decisions are documented, conflicts get escalated by a known path, but comms is a mess. 3 out of 4",
                "culture.operating_clarity 3",
            ),
            ("he's had two bosses in a year", ""),
            ("last offsite was with 60 engineers", ""),
            ("I have 3 direct reports now, in my current job", ""),
            ("Every EM gets 500 euros a year for books", ""),
            ("he recommended two podcasts", ""),
            ("They do 360s.", ""),
            ("no comment on the VP", ""),
            ("my team at home is 9 people", ""),
            ("his kids are 3 and 5", ""),
            (
                "9 direct reports in her team, the other EMs are at 8-10 too",
                "department.ics_per_em 9 | department.ics_per_em 8..10",
            ),
            ("Department: about 75 engineers, 9 teams", "department.eng_headcount 75 | department.team_count 9"),
            ("6 of 8 Directors came from outside", "mobility.m2_internal_fill_share 2/8"),
            ("her boss helped two EMs get to Director within 2 years", "manager.growth_track_record 2"),
            ("career talk w/ boss: 3x a year", "culture.career_talks_per_year 3"),
            ("There used to be quarterly career talks, now there are none", "culture.career_talks_per_year 0"),
            ("data platform team next door went from 20 to 40", ""),
            ("the neighbouring Risk department grew 30% this year", "department.nearby_growth_12m 30"),
            ("attrition among EMs is 20%", ""),
            ("of 12 EMs two are women", ""),
            ("she's been there 3 years, 2 as EM", ""),
            ("her previous team had 5 people", ""),
        ],
    );
}

#[test]
fn recruiter_said() {
    says(
        "recruiter_said",
        &[
            (
                "company is around 450 people, roughly 160 in engineering",
                "company.headcount 450 | department.eng_headcount 160",
            ),
            ("they're 1,200 employees globally", "company.headcount 1200"),
            ("size: ~300", "company.headcount 300"),
            ("grew headcount 20% last year", "company.headcount_growth_12m 20"),
            ("planning to add another 30% headcount in the next 18 months", "company.growth_plan_18m 30 plan"),
            ("hiring freeze till spring", ""),
            ("profitable since 2021, no VC money", "company.funding_recency 6"),
            ("there was a reorg six months ago", "company.shakeup_recency 6"),
            ("Berlin office has 80 people", ""),
            ("the Lisbon hub counts 60 engineers", ""),
            ("they have 5 offices in 4 countries", ""),
            ("salary band is 110 to 130k plus 10% bonus", ""),
            ("process: 4 interviews, about 3 weeks", ""),
            ("their competitor laid off 300 people in May", ""),
            ("revenue grew 40% last year to 80M", ""),
            ("she has placed 12 people there so far", ""),
            ("they serve 2,000 customers with 99.9% uptime", ""),
            ("recruiter's previous client had 900 employees", ""),
            ("notice period three months, 28 days of holiday", ""),
            ("team of 8 incl. one designer, you'd report to the Director", "role.direct_reports 8"),
            ("relocation budget 5k", ""),
            ("they want to fill 20 positions by year end", ""),
            ("headcount 220, flat vs last year", "company.headcount 220 | company.headcount_growth_12m 0"),
            ("~700 FTE, ca. 250 of them in tech", "company.headcount 700 | department.eng_headcount 250"),
            (
                "She says they're about 90 people today and want to be 130 by end of next year",
                "company.headcount 90 plan | company.headcount 130 @2027-12 plan",
            ),
            ("headcount up 35% YoY", "company.headcount_growth_12m 35"),
            ("plan is to hire 40 people in 2027", ""),
            ("They want to grow the company by 25% next year", "company.growth_plan_18m 25 plan"),
            ("bootstrapped and profitable", "company.funding_recency 6"),
            ("No layoffs so far, she says", ""),
            ("the Munich site has 40 people, Berlin 110", ""),
            ("Their parent company employs 12,000", ""),
            ("she hired 6 EMs last year", ""),
            ("EM level 3, band 105-125", ""),
            ("25% of the staff is remote", ""),
            ("their churn dropped 20% last year", ""),
            ("the team would be 7 people", "role.direct_reports 7"),
            ("reports to the Director of Engineering, who has 5 EMs", "department.ems_per_m2 5"),
            ("She previously placed people at a bank with 5,000 employees", ""),
            ("3 rounds of interviews, 2 weeks", ""),
            ("she has been there for 4 years", ""),
            (
                "The firm has some 2,300 employees in total, the tech org counts 600.",
                "company.headcount 2300 | department.eng_headcount 600",
            ),
            (
                "Head count was 410 last December and is 365 now",
                "company.headcount 410 @2025-12 | company.headcount 365",
            ),
            ("They went from 200 to 260 people in a year", "company.headcount 200 @2025-10 | company.headcount 260"),
            ("last fundraise 14 months ago", "company.funding_recency 14"),
            ("In March they merged Sales into Marketing", ""),
            ("She has 8 open roles to fill for the client", ""),
            (
                "they currently have 12 engineering roles open, 2 of which are EM",
                "company.open_eng_roles 12 | company.open_em_roles 2",
            ),
            ("The EM team is 14 strong", ""),
            ("pays 130k, walk-away is 125", ""),
            ("vs. my walk-away that's a ratio of 1.04", "role.comp_ratio 1.04"),
            ("10 applicants in the pipeline, 3 finalists", ""),
        ],
    );
}

#[test]
fn careers() {
    says(
        "careers",
        &[
            ("38 open roles, 15 of them in engineering", "company.open_eng_roles 15"),
            (
                "Engineering Manager (3), Director of Engineering (1)",
                "company.open_em_roles 3 | company.open_m2_roles 1",
            ),
            ("no director roles listed", "company.open_m2_roles 0"),
            ("software engineering: 22 vacancies", "company.open_eng_roles 22"),
            ("2x Engineering Manager, 1x Head of Platform", "company.open_em_roles 2 | company.open_m2_roles 1"),
            ("join 600 colleagues from 45 nations", "company.headcount 600"),
            ("Open positions: 54 total, Engineering 19", "company.open_eng_roles 19"),
            ("3 Engineering Managers wanted", "company.open_em_roles 3"),
            ("Senior Engineering Manager, Payments (1 posting)", "company.open_m2_roles 1"),
            ("we are 350 people from 40 countries", "company.headcount 350"),
        ],
    );
}

#[test]
fn aggregator() {
    says(
        "aggregator",
        &[
            ("Engineering: 410 (up 9% in the last year)", "department.eng_growth_12m 9 | department.eng_headcount 410"),
            ("employees: 512, 6-month growth 4%", "company.headcount 512"),
            ("median tenure 2.3 years", ""),
            ("84k followers", ""),
        ],
    );
}

#[test]
fn press_independent() {
    says(
        "press_independent",
        &[
            ("rival Bolt lays off 200 and raises $50M", ""),
            ("\"Acme wins European award for logistics software\"", "company.news_tone 1 ?"),
            ("\"Acme's growth slows as customers delay orders\"", "company.news_tone -1 ?"),
            ("Acme opens Warsaw office, plans to hire 100", "company.news_tone 2 ?"),
            ("Competitor Zento raised 80M, laid off 50", ""),
        ],
    );
}

#[test]
fn own_impression() {
    says(
        "own_impression",
        &[
            ("I could see myself there, kind people, evenings free", ""),
            ("mixed feelings, smart people but long hours", "role.life_fit 2 ?"),
            ("I'd dread the commute and the culture", "role.life_fit 0 ?"),
        ],
    );
}
