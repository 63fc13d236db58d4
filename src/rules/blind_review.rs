//! What a reviewer may read of the findings: nothing that leads to what blind review hides.

use super::{Checked, Rule};
use crate::finding::Finding;
use crate::privacy::is_masked;

/// The rules about identity, personal data, places and hidden content. Their findings are for the
/// practitioner.
const RULES: [Rule; 8] = [
    super::identity_in_text::RULE,
    super::identity_in_file_name::RULE,
    super::identity_in_metadata::RULE,
    super::personal_data::RULE,
    super::unsearched_text::RULE,
    super::photo_location::RULE,
    super::tracked_changes::RULE,
    super::hidden_content::RULE,
];
/// Their findings quote the names of other rules.
const ABOUT_WAIVERS: [Rule; 2] = [super::unused_waiver::RULE, super::expired_waiver::RULE];

impl Checked {
    /// The findings that a bundle may state. A message with a masked name states only what its rule
    /// finds.
    pub fn findings_for_reviewers(&self) -> Vec<Finding> {
        let findings = self.findings.iter().filter(|finding| !is_for_practitioner(finding));
        findings.cloned().map(without_masked).collect()
    }
}

fn is_for_practitioner(finding: &Finding) -> bool {
    let is_quoted = |rule: &Rule| finding.message.contains(&format!("`{}`", rule.name));
    RULES.contains(&finding.rule)
        || ABOUT_WAIVERS.contains(&finding.rule) && RULES.iter().any(is_quoted)
}

fn without_masked(mut finding: Finding) -> Finding {
    if is_masked(&finding.message) {
        finding.message = finding.rule.summary().trim_end_matches('.').to_owned();
    }
    finding.help = finding.help.filter(|help| !is_masked(help));
    finding
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    #[test]
    fn reviewers_read_nothing_of_what_is_hidden_from_them() {
        let finding = |rule, message: &str| {
            Finding::new(rule, Place::at("evidence.toml", 0..0), message).help("ask J••• D••")
        };
        let unused = super::super::unused_waiver::RULE;
        assert!(is_for_practitioner(&finding(super::super::photo_location::RULE, "a place")));
        assert!(is_for_practitioner(&finding(unused, "`personal-data` finds nothing to waive")));
        let kept = finding(unused, "`vague-location` finds nothing to waive");
        assert!(!is_for_practitioner(&kept));
        assert_eq!(without_masked(kept.clone()).message, kept.message);
        let masked = without_masked(finding(unused, "no file J•••.pdf"));
        assert!(!is_masked(&masked.message) && masked.help.is_none());
    }
}
