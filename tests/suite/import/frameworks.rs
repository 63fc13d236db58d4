//! Frameworks of competencies in JSON.

use mcred::import::import_json;
use serde_json::{Value, json};

use super::shapes::{compare, shown};

fn item(identifier: &str, code: &str, words: &str) -> Value {
    json!({ "identifier": identifier, "uri": format!("https://example.org/{identifier}"),
            "humanCodingScheme": code, "fullStatement": words, "CFItemType": "Outcome" })
}

fn child(origin: &str, destination: &str, order: Option<u32>) -> Value {
    let node = |id: &str| json!({ "title": id, "identifier": id, "uri": "https://example.org" });
    let mut association = json!({ "identifier": format!("{origin}-{destination}"),
        "associationType": "isChildOf", "originNodeURI": node(origin),
        "destinationNodeURI": node(destination) });
    if let Some(order) = order {
        association["sequenceNumber"] = order.into();
    }
    association
}

fn package() -> Value {
    json!({
        "CFDocument": { "identifier": "doc", "title": "Leading a Garden School", "creator": "Garden" },
        "CFItems": [
            item("b", "2", "Harvests with students."),
            item("a", "1", "Plants &amp; waters with <em>students</em>."),
            item("a2", "1.b", "Waters every day."),
            item("a1", "1.a", "Plants in every bed."),
            item("b1", "2.a", "Picks what is ripe."),
            item("b11", "2.a.i", "Weighs it."),
            item("c1", "", "Below itself, by way of another."),
            item("c2", "", "The other."),
        ],
        "CFAssociations": [
            child("a", "doc", Some(1)), child("b", "doc", Some(2)),
            child("a2", "a", Some(2)), child("a1", "a", Some(1)), child("b1", "b", None),
            child("b11", "b1", None), child("c1", "c2", None), child("c2", "c1", None),
            { "associationType": "isRelatedTo", "originNodeURI": { "identifier": "a1" },
              "destinationNodeURI": { "identifier": "b1" } },
        ],
    })
}

#[test]
fn a_package_of_case_is_read_by_its_tree() {
    let flat = package();
    let imported = import_json(&flat.to_string(), None, None, &[]).unwrap();
    compare("case_package", &shown(&imported));
    let wrapped = json!({ "CFPackage": flat });
    assert_eq!(import_json(&wrapped.to_string(), None, None, &[]).unwrap(), imported);
}

#[test]
fn a_single_item_above_all_others_is_the_credential() {
    let mut document = package();
    let items = document["CFItems"].as_array_mut().unwrap();
    items.truncate(5);
    items.push(item("top", "", "Leading a Garden School"));
    document["CFAssociations"] = json!([
        child("a", "top", Some(1)),
        child("b", "top", Some(2)),
        child("top", "doc", None),
        child("a2", "a", Some(2)),
        child("a1", "a", Some(1)),
        child("b1", "b", None),
    ]);
    let imported = import_json(&document.to_string(), None, None, &[]).unwrap();
    let ids: Vec<String> = imported.credential.details().map(|it| it.id.to_string()).collect();
    assert_eq!(ids, ["1.a", "1.b", "2.a"]);
    assert_eq!(imported.credential.outcomes[1].text, "Harvests with students.");
    assert!(imported.unused.is_empty());
}

#[test]
fn a_matrix_of_smart_evidence_is_read_with_its_criteria() {
    let element = |standard: Value, id: &str, name: &str, description: &str| {
        json!({ "shortname": id, "name": name, "description": description,
                "standardid": standard, "elementid": id })
    };
    let mut inner = element(json!(1), "1.1.1", "1.1.1 - In pots, too", "");
    inner["parentelementid"] = "1.1".into();
    let matrix = json!({ "framework": {
        "institution": "all", "name": "Leading a Garden School", "selfassess": false,
        "evidencestatuses": [{ "begun": "Ready" }, { "completed": "Met" }],
        "standards": [
            { "shortname": "1", "name": "1 - Plants and waters", "description": "", "standardid": 1 },
            { "shortname": "2", "name": "2 - Harvests", "description": "<p>All year.</p>", "standardid": "2" },
        ],
        "standardelements": [
            element(json!(1), "1.1", "1.1 - Plants in every bed", "<ol><li>Sows</li><li>Weeds</li></ol>"),
            inner,
            element(json!("1"), "1.1", "1.1 - The same id again", ""),
            element(json!(2), "2.1", "2.1 - Picks what is ripe", "Picks what is ripe"),
            element(json!(9), "9.1", "9.1 - Of no standard", ""),
        ],
    } });
    let imported = import_json(&matrix.to_string(), None, None, &[]).unwrap();
    compare("smart_evidence", &shown(&imported));
    assert_eq!(imported.credential.outcomes[0].details[0].criteria, ["Sows", "Weeds"]);
}

#[test]
fn hostile_json_gives_a_reason() {
    let why = |text: &str| import_json(text, None, None, &[]).unwrap_err().to_string();
    assert!(why("{\"a\": 1}").contains("neither"), "{}", why("{\"a\": 1}"));
    assert!(why("{\"CFItems\": [").contains("no valid JSON"));
    assert!(why("{\"CFItems\": 3}").contains("neither CASE"));
    assert!(why(&format!("{{\"a\": {}", "[".repeat(100_000))).contains("no valid JSON"));
    let circle = json!({ "CFItems": [item("a", "", "A"), item("b", "", "B")],
        "CFAssociations": [child("a", "b", None), child("b", "a", None)] });
    assert!(why(&circle.to_string()).contains("circle"));
    let items = "{\"identifier\":\"a\"},".repeat(1_000_000);
    let many = format!("{{\"CFItems\": [{}]}}", items.trim_end_matches(','));
    assert!(why(&many).contains("more than 3,000 items"));
}
