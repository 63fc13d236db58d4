//! Generated prose of any length in which no sentence repeats.

use fastrand::Rng;

const WORDS: [&str; 48] = [
    "attendance",
    "buddies",
    "circle",
    "classroom",
    "council",
    "culture",
    "drill",
    "entrance",
    "evening",
    "families",
    "findings",
    "follow",
    "grade",
    "greeting",
    "hallway",
    "helped",
    "incident",
    "lesson",
    "listened",
    "lunch",
    "meeting",
    "minutes",
    "monthly",
    "morning",
    "named",
    "office",
    "parents",
    "patience",
    "policy",
    "practice",
    "promise",
    "reported",
    "respect",
    "restored",
    "review",
    "routine",
    "safety",
    "schedule",
    "seven",
    "shared",
    "staff",
    "students",
    "survey",
    "teachers",
    "together",
    "training",
    "trust",
    "weekly",
];

/// This many words in a line, without a full stop.
pub fn line(random: &mut Rng, words: usize) -> String {
    let words: Vec<&str> = (0..words).map(|_| WORDS[random.usize(..WORDS.len())]).collect();
    words.join(" ")
}

/// At least this many words, in sentences and paragraphs.
pub fn prose(random: &mut Rng, words: usize) -> String {
    let mut text = String::new();
    for sentence in 1..=words.div_ceil(12) {
        let end = if sentence % 6 == 0 { ".\n\n" } else { ".\n" };
        text.push_str("We ");
        text.push_str(&line(random, 12));
        text.push_str(end);
    }
    text
}
