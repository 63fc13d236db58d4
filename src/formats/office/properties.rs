//! Properties that Office files of both families keep as the texts of elements.

use std::io::BufRead;

use crate::container::xml::{Node, walk};
use crate::io::ProbeError;
use crate::model::Metadata;

/// Takes down the texts of these elements.
pub(crate) fn properties(
    part: impl BufRead,
    name: &str,
    wanted: &[&str],
    traces: &mut Metadata,
) -> Result<(), ProbeError> {
    let mut inside: Option<String> = None;
    let mut value = String::new();
    walk(part, name, |node| {
        match node {
            Node::Start(name, _) if wanted.contains(&name) => {
                inside = Some(name.to_owned());
                value.clear();
            }
            Node::Text(text) if inside.is_some() => value.push_str(text),
            Node::End(name) if inside.as_deref() == Some(name) => {
                traces.add(format!("Office {name}"), &value);
                inside = None;
            }
            _ => {}
        }
        Ok(())
    })
}
