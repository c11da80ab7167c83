//! The claims ledger for the terminal: who said what, how it stands, and what speaks against it.

use std::fmt::Write as _;

use super::compare::heading;
use super::layout::{paragraph, wrap};
use super::value::{level_words, place_words, value_words};
use super::words::{capital, points};
use super::{Redaction, Report, Row};
use crate::analysis::{ClaimStanding, Claims, Rounds, Statement};
use crate::ledger::Agreement;
use crate::model::{Observation, Source, SourceKind};
use crate::signal::Signal;
use crate::text::visible;

/// What people of the company said, about one role or several.
#[derive(Debug)]
pub struct Claiming<'r, 'a> {
    /// One section a role, the best role first.
    pub sections: Vec<ClaimsSection<'r, 'a>>,
    /// Which signals were looked at.
    pub scope: ClaimScope,
}

/// Which signals a claims ledger looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimScope {
    /// Scope, seats, growth, promotion ([`crate::analysis::PROMISES`]).
    Promises,
    /// Every signal that is scored.
    Everything,
}

/// What people of the company said about one role.
#[derive(Debug)]
pub struct ClaimsSection<'r, 'a> {
    /// The role.
    pub row: &'r Row<'a>,
    /// Its claims.
    pub claims: Claims<'a>,
}

impl<'r, 'a> Claiming<'r, 'a> {
    /// The sections by role id, as machines get them.
    pub(super) fn by_id(&self) -> Vec<&ClaimsSection<'r, 'a>> {
        let mut sections: Vec<&ClaimsSection<'r, 'a>> = self.sections.iter().collect();
        sections.sort_by(|a, b| a.row.role.id.cmp(&b.row.role.id));
        sections
    }
}

/// The claims, at most `width` cells wide.
#[must_use]
pub fn claims_text(report: &Report<'_>, claiming: &Claiming<'_, '_>, width: usize) -> String {
    let mut text = heading(report, width);
    for section in &claiming.sections {
        let row = section.row;
        let _ = writeln!(text, "\n{}", wrap(&row.heading(), width, 2));
        let _ = writeln!(text, "{}", wrap(&summary_words(&section.claims, claiming.scope), width, 2));
        let writer = Writer { report, row, width };
        for alike in section.claims.statements.chunk_by(|a, b| a.standing == b.standing) {
            let Some(first) = alike.first() else { continue };
            let _ = writeln!(text, "\n{}", wrap(&capital(standing_words(first.standing)), width, 2));
            for about_one in alike.chunk_by(|a, b| a.signal.key == b.signal.key) {
                writer.statements(&mut text, about_one);
            }
        }
        if !section.claims.rounds.is_empty() {
            let _ = writeln!(text, "\nThe same question, several answers");
        }
        for rounds in &section.claims.rounds {
            writer.rounds(&mut text, rounds);
        }
    }
    let _ = writeln!(text, "\n{}", wrap(foot_words(claiming.scope), width, 2));
    text
}

/// What is not among the claims.
pub(super) fn foot_words(scope: ClaimScope) -> &'static str {
    match scope {
        ClaimScope::Promises => {
            "Looked at: scope, seats, growth and promotion; --all looks at every signal. Head counts are not scored and \
             left out, the growth that follows from them is not."
        }
        ClaimScope::Everything => {
            "Looked at: every signal that is scored. Head counts and other raw facts are left out, what follows from them \
             is not."
        }
    }
}

/// `14 claims: 2 contradicted, 1 overclaimed, 8 rest on one voice; 3 in writing.`
pub(super) fn summary_words(claims: &Claims<'_>, scope: ClaimScope) -> String {
    let all = claims.statements.len();
    if all == 0 {
        return match scope {
            ClaimScope::Promises => {
                "Nobody who speaks for the company has said anything about scope, seats, growth or promotion."
            }
            ClaimScope::Everything => "Nobody who speaks for the company has said anything that is scored.",
        }
        .to_owned();
    }
    let counted = ClaimStanding::ALL.iter().filter_map(|standing| match (claims.count(*standing), standing) {
        (0, _) => None,
        (1, ClaimStanding::Single) => Some("1 rests on one voice".to_owned()),
        (many, ClaimStanding::Single) => Some(format!("{many} rest on one voice")),
        (many, ClaimStanding::TookBack) => Some(format!("{many} taken back")),
        (many, ClaimStanding::InOffer) => Some(format!("{many} in the offer")),
        (many, standing) => Some(format!("{many} {}", standing.word())),
    });
    let counted: Vec<String> = counted.collect();
    let written = claims.statements.iter().filter(|statement| is_in_writing(statement.observation.kind)).count();
    let claims = if all == 1 { "1 claim".to_owned() } else { format!("{all} claims") };
    format!("{claims}: {}; {written} in writing.", counted.join(", "))
}

/// Whether a source of this kind of the company leaves something that can be shown later.
pub(super) fn is_in_writing(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::HiringManagerWritten | SourceKind::CompanyMarketing)
}

/// How a claim stands, in words.
pub(super) fn standing_words(standing: ClaimStanding) -> &'static str {
    match standing {
        ClaimStanding::Contradicted => "contradicted",
        ClaimStanding::Overclaimed => "overclaimed: others show something worse",
        ClaimStanding::TookBack => "taken back: the same person said something worse later",
        ClaimStanding::Single => "rests on one voice: no other one is of weight",
        ClaimStanding::Mixed => "mixed: others differ somewhat",
        ClaimStanding::Understated => "understated: others show something better",
        ClaimStanding::Raised => "raised: the same person said something better later",
        ClaimStanding::Corroborated => "corroborated: independent voices say the same",
        ClaimStanding::InOffer => "in the offer: a signed document says the same or better",
    }
}

/// Whether the answers of several rounds agree, in words.
pub(super) fn agreement_words(rounds: &Rounds<'_>) -> String {
    match rounds.agreement {
        Agreement::Contradicted => {
            format!("answers contradict each other, {} points of score apart", points(rounds.spread))
        }
        Agreement::Mixed => format!("answers differ, {} points of score apart", points(rounds.spread)),
        _ => "answers agree".to_owned(),
    }
}

/// The value as a person would say it: levels in their words.
pub(super) fn said_words(report: &Report<'_>, signal: &Signal, observation: &Observation) -> String {
    let words = level_words(signal, &observation.value);
    let said = words.unwrap_or_else(|| value_words(report, observation, signal.signal_type));
    if observation.forward { format!("{said} (plan)") } else { said }
}

/// `Raoul Deveraux, hiring manager, spoken`: the name unless it may not be shown, and whether it can be shown later.
pub(super) fn who_words(report: &Report<'_>, observation: &Observation) -> String {
    let how = match observation.kind {
        SourceKind::PeerEmSaid | SourceKind::InterviewerSaid | SourceKind::RecruiterSaid => ", spoken",
        SourceKind::CompanyMarketing => ", published",
        _ => "",
    };
    let kind = format!("{}{how}", visible(&report.trust.of(observation.kind).label));
    match observation.origin.trim() {
        name if report.redaction == Redaction::None && !name.is_empty() => format!("{}, {kind}", visible(name)),
        _ => kind,
    }
}

/// `76 points of score better than what others show`, for claims that others do not bear out.
pub(super) fn distance_words(statement: &Statement<'_>) -> Option<String> {
    let is_off = matches!(
        statement.standing,
        ClaimStanding::Contradicted | ClaimStanding::Overclaimed | ClaimStanding::Understated
    );
    let above = statement.above_others.filter(|_| is_off)?;
    let amount = points(above.abs());
    match amount.as_str() {
        "0" => None,
        _ if above > 0.0 => Some(format!("{amount} points of score better than what others show")),
        _ => Some(format!("{amount} points of score worse than what others show")),
    }
}

/// Picks voices of a claim.
type Pick = for<'s, 'a> fn(&'s Statement<'a>) -> &'s [&'a Observation];

/// Who speaks against a claim, and who for it.
const SIDES: [(&str, Pick); 2] =
    [("against", |statement| &statement.against), ("for", |statement| &statement.agreeing)];

/// Writes the claims of one role.
struct Writer<'w, 'a> {
    report: &'w Report<'a>,
    row: &'w Row<'a>,
    width: usize,
}

impl Writer<'_, '_> {
    /// A paragraph that begins `indent` cells in; following lines two more.
    fn line(&self, text: &mut String, indent: usize, words: &str) {
        paragraph(text, words, indent, 2, self.width);
    }

    /// Claims about one signal that stand alike, then the voices that speak against and for them.
    fn statements(&self, text: &mut String, about_one: &[Statement<'_>]) {
        let Some(signal) = about_one.first().map(|statement| statement.signal) else { return };
        self.line(text, 0, &format!("- {}", visible(&signal.name)));
        for statement in about_one {
            self.statement(text, statement);
        }
        let is_named = |other: &Observation| about_one.iter().any(|statement| statement.observation.id == other.id);
        let mut told: Vec<&str> = Vec::new();
        for (side, pick) in SIDES {
            for other in about_one.iter().filter(|s| s.replaced_by.is_none()).flat_map(pick) {
                if !is_named(other) && !told.contains(&other.id.as_str()) {
                    told.push(&other.id);
                    self.voice(text, side, signal, other);
                }
            }
        }
        if about_one.iter().all(|s| s.standing == ClaimStanding::Corroborated && !s.is_cross_checked) {
            self.line(text, 4, "Only people of the company say so.");
        }
    }

    fn statement(&self, text: &mut String, statement: &Statement<'_>) {
        let (report, observation) = (self.report, statement.observation);
        let said = said_words(report, statement.signal, observation);
        let distance = distance_words(statement).map(|words| format!("; {words}")).unwrap_or_default();
        let (who, place) = (who_words(report, observation), self.place(observation));
        self.line(text, 2, &format!("{said} – {}, {who}{distance}{place}", observation.fact_date));
        if let Some(quote) = report.quote(observation) {
            self.line(text, 4, &format!("“{quote}”"));
        }
        let parents = observation.parents.iter().filter_map(|id| self.row.card.ledger.iter().find(|o| o.id == *id));
        for parent in parents {
            let value = visible(&report.value(parent).to_string());
            let from = format!("from {} {value} of {}{}", parent.signal, parent.fact_date, self.place(parent));
            self.line(text, 4, &from);
        }
        if let Some(later) = statement.replaced_by {
            self.voice(text, "later", statement.signal, later);
        }
    }

    /// Another voice about the same thing, with its date and place.
    fn voice(&self, text: &mut String, side: &str, signal: &Signal, observation: &Observation) {
        let (said, who) = (said_words(self.report, signal, observation), who_words(self.report, observation));
        self.line(text, 4, &format!("{side}: {said} – {}, {who}{}", observation.fact_date, self.place(observation)));
    }

    fn rounds(&self, text: &mut String, rounds: &Rounds<'_>) {
        self.line(text, 0, &format!("- {}: {}", visible(&rounds.signal.name), agreement_words(rounds)));
        for answer in &rounds.answers {
            let observation = answer.observation;
            let said = said_words(self.report, rounds.signal, observation);
            let replaced = if answer.is_superseded { " (replaced)" } else { "" };
            let who = who_words(self.report, observation);
            self.line(text, 4, &format!("{}: {said} – {who}{replaced}", observation.fact_date));
        }
    }

    /// ` (roles/acme-em.md:12)`; nothing for what was computed.
    fn place(&self, observation: &Observation) -> String {
        let is_computed = observation.source == Source::Computed && self.report.redaction == Redaction::None;
        if is_computed { String::new() } else { format!(" ({})", place_words(self.report, observation)) }
    }
}
