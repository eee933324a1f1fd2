//! Formulas as a line of text (ECMA-376-1, 22.1).

use crate::document::xml::Node;

/// A formula in one line: `(a+b)/c`, `x_1`, `x^2`, `√(x)`, `∑_(i=1)^n i`.
pub(super) fn formula(node: Node<'_>) -> String {
    let part = |name: &str| node.child(name).map(formula).unwrap_or_default();
    match node.name() {
        "t" => node.text(),
        "f" => format!("{}/{}", grouped(&part("num")), grouped(&part("den"))),
        "sSub" => format!("{}_{}", part("e"), grouped(&part("sub"))),
        "sSup" => format!("{}^{}", part("e"), grouped(&part("sup"))),
        "sSubSup" => {
            format!("{}_{}^{}", part("e"), grouped(&part("sub")), grouped(&part("sup")))
        }
        "rad" => format!("{}√({})", part("deg"), part("e")),
        "nary" => {
            let limit = |mark: char, text: String| {
                if text.is_empty() { text } else { format!("{mark}{}", grouped(&text)) }
            };
            let sign = property(node, "naryPr", "chr").unwrap_or_else(|| "∫".to_owned());
            format!("{sign}{}{} {}", limit('_', part("sub")), limit('^', part("sup")), part("e"))
        }
        "d" => {
            let bracket = |name: &str, usual: &str| {
                property(node, "dPr", name).unwrap_or_else(|| usual.to_owned())
            };
            let inner: Vec<String> =
                node.children().filter(|child| child.name() == "e").map(formula).collect();
            let separator = bracket("sepChr", "|");
            format!(
                "{}{}{}",
                bracket("begChr", "("),
                inner.join(&separator),
                bracket("endChr", ")")
            )
        }
        "func" => format!("{} {}", part("fName"), part("e")),
        "mr" | "eqArr" => {
            let cells = node.children().filter(|child| child.name() == "e").map(formula);
            format!("{} ", cells.collect::<Vec<_>>().join(" "))
        }
        "rPr" | "ctrlPr" | "del" | "moveFrom" => String::new(),
        _ => node.children().map(formula).collect(),
    }
}

fn property(node: Node<'_>, properties: &str, name: &str) -> Option<String> {
    node.child(properties)?.child(name)?.attribute("val").map(String::from)
}

/// In brackets, unless it is one thing.
fn grouped(text: &str) -> String {
    if text.chars().all(char::is_alphanumeric) { text.to_owned() } else { format!("({text})") }
}
