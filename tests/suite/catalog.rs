//! The bundled catalog agrees with what the pages of the five credentials say.

use mcred::load::{bundled, bundled_ids};
use mcred::model::{Credential, Wording};

const SELF_REFLECTION: &str = "creating-a-culture-of-self-reflection";
const STUDENT_CENTEREDNESS: &str = "embedding-a-culture-of-student-centeredness";
const SAFETY: &str = "leading-a-culture-of-safety";
const EQUITABLE: &str = "leading-an-equitable-learning-culture";
const MUTUAL_RESPECT: &str = "leading-and-promoting-mutual-respect";

#[test]
fn all_five_credentials_are_bundled() {
    let ids = [SELF_REFLECTION, STUDENT_CENTEREDNESS, SAFETY, EQUITABLE, MUTUAL_RESPECT];
    assert_eq!(bundled_ids().collect::<Vec<_>>(), ids);
}

#[test]
fn a_credential_has_the_outcomes_that_its_page_lists() {
    for credential in credentials() {
        // Its Part 3 mentions "four components", but its page lists three: the list counts.
        let listed = if credential.id == MUTUAL_RESPECT { 3 } else { 4 };
        assert_eq!(credential.outcomes.len(), listed, "{}", credential.id);
        let numbers = credential.outcomes.iter().map(|outcome| outcome.number);
        assert!(numbers.eq(1..=listed as u32), "{}", credential.id);
        for outcome in &credential.outcomes {
            assert!(!outcome.details.is_empty(), "{} {}", credential.id, outcome.number);
        }
    }
}

#[test]
fn only_text_of_a_page_is_marked_as_published() {
    for credential in credentials() {
        let unpublished = credential.id == EQUITABLE;
        assert_eq!(credential.overview.published, !unpublished, "{}", credential.id);
        assert_eq!(credential.overview.questions.is_empty(), unpublished, "{}", credential.id);
        for question in &credential.overview.questions {
            assert_eq!(question.wording, Wording::Published, "{}", credential.id);
        }
        let outcomes = if unpublished { Wording::Overview } else { Wording::Published };
        for outcome in &credential.outcomes {
            assert_eq!(outcome.wording, outcomes, "{} {}", credential.id, outcome.number);
        }
        // No public page lists details.
        for detail in credential.details() {
            assert_eq!(detail.wording, Wording::Derived, "{} {}", credential.id, detail.id);
        }
        assert_eq!(credential.is_provisional(), unpublished, "{}", credential.id);
    }
}

#[test]
fn a_derived_detail_adds_no_word_to_its_outcome() {
    for credential in credentials() {
        for outcome in &credential.outcomes {
            let mut left = words(&outcome.text);
            for detail in &outcome.details {
                let mut outcome = words(&outcome.text).into_iter();
                let detail_words = words(&detail.text);
                let in_order = detail_words.iter().all(|word| outcome.any(|other| other == *word));
                assert!(in_order, "{} {}: {}", credential.id, detail.id, detail.text);
                left.retain(|word| !detail_words.contains(word));
            }
            // Together they omit only the words that join the clauses.
            left.retain(|word| !["and", "to"].contains(&word.as_str()));
            assert_eq!(left, Vec::<String>::new(), "{} {}", credential.id, outcome.number);
        }
    }
}

#[test]
fn details_are_lettered_in_order_and_unique() {
    for credential in credentials() {
        for outcome in &credential.outcomes {
            for (index, detail) in outcome.details.iter().enumerate() {
                let letter = char::from(b'a' + index as u8);
                assert_eq!(detail.id.to_string(), format!("{}.{letter}", outcome.number));
                let twins = outcome.details.iter().filter(|other| other.text == detail.text);
                assert_eq!(twins.count(), 1, "{} {}", credential.id, detail.id);
            }
        }
    }
}

#[test]
fn every_outcome_about_a_plan_has_four_details() {
    for credential in credentials() {
        let plans: Vec<_> = credential
            .outcomes
            .iter()
            .filter(|outcome| outcome.text.contains("implementation timelines"))
            .collect();
        assert_eq!(plans.len(), 1, "{} asks for one plan", credential.id);
        let details: Vec<&str> = plans[0].details.iter().map(|detail| &*detail.text).collect();
        let parts = ["strategies", "implementation timelines", "evaluation", "monitoring"];
        assert_eq!(details.len(), parts.len(), "{}", credential.id);
        for (detail, part) in details.iter().zip(parts) {
            assert!(detail.contains(part), "{}: {part}: {detail}", credential.id);
        }
    }
}

#[test]
fn the_policies_of_the_issuer_are_the_same_for_all_credentials() {
    let credentials = credentials();
    let honesty = credentials[0].honesty.as_deref().unwrap();
    assert!(honesty.contains("AI tools"), "{honesty}");
    for credential in &credentials {
        assert_eq!(credential.honesty.as_deref(), Some(honesty), "{}", credential.id);
        assert_eq!(credential.issuer, "Ed Leaders Network", "{}", credential.id);
        assert_eq!(credential.overview.minimum_words, 1000, "{}", credential.id);
        assert_eq!(credential.reflection.minimum_words, 500, "{}", credential.id);
        assert!(credential.reflection.prompt.contains("500-word minimum"), "{}", credential.id);
        let support = credential.purchase.as_ref().and_then(|purchase| purchase.support.as_deref());
        assert_eq!(support, Some("support@edleadersnetwork.org"), "{}", credential.id);
        assert!(credential.professional_credit.is_some(), "{}", credential.id);
        assert!(!credential.evidence_requirements.is_empty(), "{}", credential.id);
        assert!(!credential.reflection.must.is_empty(), "{}", credential.id);
    }
}

#[test]
fn a_page_is_given_only_for_credentials_whose_page_is_known() {
    for credential in credentials() {
        let known = match credential.id.as_str() {
            SAFETY => Some(
                "https://edleadersnetwork.org/micro-credentials/35/leading_a_culture_of_safety",
            ),
            EQUITABLE => Some(
                "https://edleadersnetwork.org/micro-credentials/1/leading_an_equitable_learning_culture",
            ),
            _ => None,
        };
        assert_eq!(credential.page.as_deref(), known, "{}", credential.id);
    }
}

fn credentials() -> Vec<Credential> {
    bundled_ids().map(|id| bundled(id).unwrap()).collect()
}

fn words(text: &str) -> Vec<String> {
    let word = |token: &str| -> String {
        token.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    text.split_whitespace().map(word).filter(|word| !word.is_empty()).collect()
}
