//! Who or what an observation comes from, and which side that source is on.

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])+ $variant:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $doc])+ $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word used in files.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The variant with this key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.key() == key)
            }
        }
    };
}

words! {
    /// The twenty kinds of source (METHOD 1.2). Trust, party and the words that name a kind in a heading stand in
    /// `rubrics/trust.toml`.
    SourceKind {
        /// 10-K, Companies House, layoff notice.
        RegulatorFiling = "regulator_filing",
        /// Offer or contract.
        SignedDocument = "signed_document",
        /// You saw it yourself.
        OwnObservation = "own_observation",
        /// An artefact of the company: careers page count, team page, public ladder.
        CompanyRecord = "company_record",
        /// About you, with a document or a referee.
        SelfEvidenced = "self_evidenced",
        /// Somebody you know who was there.
        NetworkInsider = "network_insider",
        /// Independent press.
        PressIndependent = "press_independent",
        /// The hiring manager, in writing.
        HiringManagerWritten = "hiring_manager_written",
        /// Profile sites, funding databases.
        Aggregator = "aggregator",
        /// A manager who would be your peer.
        PeerEmSaid = "peer_em_said",
        /// About you, unsupported.
        SelfReport = "self_report",
        /// The hiring manager, spoken.
        HiringManagerSaid = "hiring_manager_said",
        /// At least 20 reviews in 24 months.
        EmployeeReviews = "employee_reviews",
        /// Another interviewer.
        InterviewerSaid = "interviewer_said",
        /// Your impression of one conversation.
        OwnImpression = "own_impression",
        /// Press releases, blog posts, adverts.
        CompanyMarketing = "company_marketing",
        /// A recruiter.
        RecruiterSaid = "recruiter_said",
        /// A forum post.
        ForumPost = "forum_post",
        /// Second-hand or rumour.
        Hearsay = "hearsay",
        /// Not said.
        Unknown = "unknown",
    }
}

impl SourceKind {
    /// The kinds of one and the same person: the hiring manager speaks and writes (METHOD 6); every other kind stands
    /// for itself.
    #[must_use]
    pub fn of_one_person(self) -> &'static [Self] {
        const MANAGER: [SourceKind; 2] = [SourceKind::HiringManagerSaid, SourceKind::HiringManagerWritten];
        if MANAGER.contains(&self) {
            return &MANAGER;
        }
        let at = Self::ALL.iter().position(|kind| *kind == self).unwrap_or_default();
        &Self::ALL[at..=at]
    }
}

words! {
    /// The side a source is on. All voices of party `company` share one incentive (METHOD 1.4, step 4).
    Party {
        /// An authority.
        Regulator = "regulator",
        /// A signed paper.
        Document = "document",
        /// You.
        Own = "self",
        /// A thing that the company made, not a claim.
        Record = "record",
        /// Somebody who was there.
        Insider = "insider",
        /// Journalists.
        Press = "press",
        /// Somebody who speaks for the employer.
        Company = "company",
        /// A database.
        Aggregator = "aggregator",
        /// Many strangers.
        Crowd = "crowd",
        /// Somebody who heard it from somebody.
        Hearsay = "hearsay",
        /// Not known.
        Unknown = "unknown",
    }
}
