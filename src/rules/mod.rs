//! Floor 7: the rules. One table; one small file per rule: its documentation
//! and its check.

mod ambiguous_location;
mod artifact_outside_portfolio;
mod assessor_cannot_open;
mod blind_review;
mod broken_link;
mod cap;
mod case;
mod compared;
mod disallowed_file_type;
mod duplicate_artifact;
mod empty_artifact;
mod encrypted_artifact;
mod expired_waiver;
mod hidden_content;
mod identity_in_file_name;
mod identity_in_metadata;
mod identity_in_text;
mod invalid_catalog;
mod invalid_evidence_file;
mod invalid_location;
mod leftover_placeholder;
mod link_instead_of_file;
mod location_out_of_range;
mod macros;
mod mislabelled_artifact;
mod misread_text;
mod missing_artifact;
mod missing_attestation;
mod missing_evidence;
mod missing_explanation;
mod missing_narrative;
mod missing_transcript;
mod mistimed_transcript;
mod outdated_requirement;
mod over_limit;
mod oversize_artifact;
mod personal_data;
mod photo_location;
mod provisional_requirement;
mod quote_moved;
mod quote_not_found;
mod redact;
mod repeated_explanation;
mod sample_text;
mod searched_text;
mod shared_text;
mod silent_video;
mod slim_word_margin;
mod stale_evidence;
mod stand_in;
mod thin_explanation;
mod too_few_words;
mod too_many_words;
mod tracked_changes;
mod transcript_against_limits;
mod unanswered_question;
mod unknown_credential;
mod unknown_detail;
mod unknown_key;
mod unpaired_transcript;
mod unportable_name;
mod unreadable_artifact;
mod unreadable_text;
mod unsearched_text;
mod unstable_location;
mod unused_artifact;
mod unused_waiver;
mod unverified_limit;
mod vague_location;
mod waive;

use crate::coverage::Coverage;
pub use crate::finding::Rule;
use crate::finding::{Counts, Finding, Level};
use crate::load::{Tree, load};
use crate::model::{Date, KnownFrom, Portfolio};
use case::Case;
pub use case::Others;
pub use compared::{Compared, ComparedPassage, Pair};
pub use missing_evidence::details_without_evidence;

type Check = fn(&Case<'_>) -> Vec<Finding>;

/// Every rule, in the order in which its family is read: the form, narratives,
/// evidence, artifacts, blind review and privacy, honesty. (`unused-waiver` and `expired-waiver`
/// judge what became of the findings of all of these, and so stand after the table.)
const TABLE: &[(Rule, Check)] = &[
    (invalid_evidence_file::RULE, invalid_evidence_file::check),
    (unknown_credential::RULE, unknown_credential::check),
    (unknown_key::RULE, unknown_key::check),
    (unknown_detail::RULE, unknown_detail::check),
    (outdated_requirement::RULE, outdated_requirement::check),
    (invalid_catalog::RULE, invalid_catalog::check),
    (provisional_requirement::RULE, provisional_requirement::check),
    (missing_narrative::RULE, missing_narrative::check),
    (too_few_words::RULE, too_few_words::check),
    (too_many_words::RULE, too_many_words::check),
    (slim_word_margin::RULE, slim_word_margin::check),
    (unanswered_question::RULE, unanswered_question::check),
    (misread_text::RULE, misread_text::check),
    (leftover_placeholder::RULE, leftover_placeholder::check),
    (broken_link::RULE, broken_link::check),
    (unreadable_text::RULE, unreadable_text::check),
    (missing_evidence::RULE, missing_evidence::check),
    (missing_explanation::RULE, missing_explanation::check),
    (thin_explanation::RULE, thin_explanation::check),
    (repeated_explanation::RULE, repeated_explanation::check),
    (invalid_location::RULE, invalid_location::check),
    (location_out_of_range::RULE, location_out_of_range::check),
    (vague_location::RULE, vague_location::check),
    (unstable_location::RULE, unstable_location::check),
    (ambiguous_location::RULE, ambiguous_location::check),
    (quote_not_found::RULE, quote_not_found::check),
    (quote_moved::RULE, quote_moved::check),
    (stale_evidence::RULE, stale_evidence::check),
    (missing_artifact::RULE, missing_artifact::check),
    (artifact_outside_portfolio::RULE, artifact_outside_portfolio::check),
    (empty_artifact::RULE, empty_artifact::check),
    (unreadable_artifact::RULE, unreadable_artifact::check),
    (encrypted_artifact::RULE, encrypted_artifact::check),
    (mislabelled_artifact::RULE, mislabelled_artifact::check),
    (link_instead_of_file::RULE, link_instead_of_file::check),
    (stand_in::RULE, stand_in::check),
    (assessor_cannot_open::RULE, assessor_cannot_open::check),
    (macros::RULE, macros::check),
    (silent_video::RULE, silent_video::check),
    (missing_transcript::RULE, missing_transcript::check),
    (mistimed_transcript::RULE, mistimed_transcript::check),
    (unpaired_transcript::RULE, unpaired_transcript::check),
    (unused_artifact::RULE, unused_artifact::check),
    (duplicate_artifact::RULE, duplicate_artifact::check),
    (unportable_name::RULE, unportable_name::check),
    (oversize_artifact::RULE, oversize_artifact::check),
    (over_limit::RULE, over_limit::check),
    (disallowed_file_type::RULE, disallowed_file_type::check),
    (transcript_against_limits::RULE, transcript_against_limits::check),
    (unverified_limit::RULE, unverified_limit::check),
    (identity_in_text::RULE, identity_in_text::check),
    (identity_in_file_name::RULE, identity_in_file_name::check),
    (identity_in_metadata::RULE, identity_in_metadata::check),
    (personal_data::RULE, personal_data::check),
    (unsearched_text::RULE, unsearched_text::check),
    (photo_location::RULE, photo_location::check),
    (tracked_changes::RULE, tracked_changes::check),
    (hidden_content::RULE, hidden_content::check),
    (missing_attestation::RULE, missing_attestation::check),
    (shared_text::RULE, shared_text::check),
    (sample_text::RULE, sample_text::check),
];

/// Every rule, in the order of the documentation.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    TABLE.iter().map(|(rule, _)| rule).chain([&unused_waiver::RULE, &expired_waiver::RULE])
}

/// The rule of this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// What a check takes beside the portfolio itself.
#[derive(Clone, Copy)]
pub struct CheckOptions<'o> {
    /// The day of the check: a waiver may have an end.
    pub today: Date,
    /// Other portfolios, whose texts are compared with those of this one.
    pub others: Option<&'o Others<'o>>,
}

impl CheckOptions<'_> {
    /// A check on this day, without other portfolios.
    pub fn on(today: Date) -> Self {
        CheckOptions { today, others: None }
    }
}

/// A portfolio with what the rules found: every output is made from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The portfolio as it was read.
    pub portfolio: Portfolio,
    /// How it covers its credential.
    pub coverage: Coverage,
    /// What the rules found, in reading order.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Reads and checks the portfolio in this tree.
    pub fn of(tree: &dyn Tree, options: &CheckOptions<'_>) -> Checked {
        let portfolio = load(tree);
        let coverage = Coverage::of(&portfolio);
        let findings = check(&portfolio, &coverage, options);
        Checked { portfolio, coverage, findings }
    }

    /// The same as any other computer would find it: without what follows from the names by which
    /// this one knows its user. A bundle is the same on every machine, and contains nothing of it.
    pub fn without_own_names(self, options: &CheckOptions<'_>) -> Checked {
        let Checked { mut portfolio, coverage, findings } = self;
        let identities = &mut portfolio.private.identities;
        let all = identities.len();
        identities.retain(|identity| identity.known_from == KnownFrom::PrivateFile);
        let findings = match identities.len() == all {
            true => findings,
            false => check(&portfolio, &coverage, options),
        };
        Checked { portfolio, coverage, findings }
    }

    /// How many findings there are at each level.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    /// Whether nothing required is missing or wrong. It says nothing about how
    /// good the portfolio is.
    pub fn is_complete(&self) -> bool {
        self.counts().errors == 0
    }
}

/// Everything that the rules find in a portfolio, in the order in which a
/// person meets it: evidence.toml, narratives, then the other files, each from
/// its first line on.
pub fn check(
    portfolio: &Portfolio,
    coverage: &Coverage,
    options: &CheckOptions<'_>,
) -> Vec<Finding> {
    let case = Case { portfolio, coverage, others: options.others };
    let found = TABLE.iter().flat_map(|(_, check)| cap::capped(check(&case)));
    let mut findings: Vec<Finding> = found.collect();
    waive::apply(portfolio, &mut findings, options.today);
    findings.extend(unused_waiver::check(&case, &findings, options.today));
    findings.extend(expired_waiver::check(portfolio, options.today));
    redact::apply(&case, &mut findings);
    findings.sort_by_cached_key(|finding| {
        let start = finding.place.span.as_ref().map_or(0, |span| span.start);
        let file = match finding.place.path.as_str() {
            "evidence.toml" => 0,
            path if path.starts_with("narratives/") => 1,
            path if path.starts_with("catalog/") => 2,
            _ => 3,
        };
        (file, finding.place.path.clone(), start, finding.rule.name)
    });
    findings
}

/// Whether findings of this rule may be waived: all below an error may.
pub fn can_be_waived(rule: &Rule) -> bool {
    rule.level != Level::Error
}
