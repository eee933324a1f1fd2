//! The text format of models.

use std::fmt;
use std::str::FromStr;

use super::kind::Model;
use super::logistic::LogisticRegression;
use super::logistic::Weight;
use super::symmetric::Split;
use super::symmetric::SymmetricTrees;
use super::symmetric::Tree;

/// The first line of every model file.
const HEADER: &str = "provenance-model 1";
const LOGISTIC: &str = "logistic-regression";
const TREES: &str = "symmetric-trees";

/// Why a text is no model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The text ends before this item, or another stands in its place.
    #[error("line {line}: `{expected}` expected")]
    Expected {
        /// 1-based line.
        line: usize,
        /// The item.
        expected: &'static str,
    },
    /// A value is no number of the right kind, or out of range.
    #[error("line {line}: `{value}` is not a number that fits here")]
    Number {
        /// 1-based line.
        line: usize,
        /// What stands there.
        value: String,
    },
    /// The number of weights, questions or leaves does not fit.
    #[error("line {line}: the number of values does not fit the rest")]
    Count {
        /// 1-based line.
        line: usize,
    },
}

/// The lines of a model file, with their numbers.
struct Lines<'a> {
    rest: std::iter::Enumerate<std::str::Lines<'a>>,
    /// 1-based number of the line that was read last.
    line: usize,
}

impl<'a> Lines<'a> {
    /// The next line that is not blank; `None` at the end.
    fn next(&mut self) -> Option<&'a str> {
        let (index, text) = self.rest.by_ref().find(|(_, text)| !text.trim().is_empty())?;
        self.line = index + 1;
        Some(text.trim())
    }

    /// The value of the next line, which must begin with `key`.
    fn value(&mut self, key: &'static str) -> Result<&'a str, ModelError> {
        let text = self.next();
        let missing = ModelError::Expected { line: self.line, expected: key };
        text.and_then(|text| text.strip_prefix(key)).map(str::trim).ok_or(missing)
    }

    fn number<T: FromStr>(&self, value: &str) -> Result<T, ModelError> {
        let wrong = ModelError::Number { line: self.line, value: value.to_owned() };
        value.parse().ok().ok_or(wrong)
    }

    fn finite(&self, value: &str) -> Result<f32, ModelError> {
        let wrong = ModelError::Number { line: self.line, value: value.to_owned() };
        self.number(value).ok().filter(|number: &f32| number.is_finite()).ok_or(wrong)
    }
}

/// Reads a model file.
pub(super) fn read(text: &str) -> Result<Model, ModelError> {
    let mut lines = Lines { rest: text.lines().enumerate(), line: 0 };
    lines.value(HEADER)?;
    let kind = lines.value("kind")?;
    let features: Vec<String> =
        lines.value("features")?.split_whitespace().map(str::to_owned).collect();
    match kind {
        LOGISTIC => read_logistic(&mut lines, features).map(Model::Logistic),
        TREES => read_trees(&mut lines, features).map(Model::Trees),
        _ => Err(ModelError::Expected { line: 2, expected: "a known kind" }),
    }
}

fn read_logistic(
    lines: &mut Lines<'_>,
    features: Vec<String>,
) -> Result<LogisticRegression, ModelError> {
    let bias = lines.value("bias")?;
    let bias = lines.finite(bias)?;
    let mut weights = Vec::with_capacity(features.len());
    for _ in &features {
        let values = lines.value("weight")?.split_whitespace();
        let values: Vec<f32> = values.map(|value| lines.finite(value)).collect::<Result<_, _>>()?;
        let [mean, scale, coefficient] = values.as_slice() else {
            return Err(ModelError::Count { line: lines.line });
        };
        if *scale <= 0.0 {
            return Err(ModelError::Number { line: lines.line, value: scale.to_string() });
        }
        weights.push(Weight { mean: *mean, scale: *scale, coefficient: *coefficient });
    }
    match lines.next() {
        None => Ok(LogisticRegression { features, bias, weights }),
        Some(_) => Err(ModelError::Count { line: lines.line }),
    }
}

fn read_trees(lines: &mut Lines<'_>, features: Vec<String>) -> Result<SymmetricTrees, ModelError> {
    let bias = lines.value("bias")?;
    let bias = lines.number(bias)?;
    let step = lines.value("step")?;
    let step = lines.finite(step)?;
    let mut trees = Vec::new();
    while let Some(line) = lines.next() {
        let tree = line.strip_prefix("tree").and_then(|rest| rest.split_once(':'));
        let missing = ModelError::Expected { line: lines.line, expected: "tree" };
        let (splits, leaves) = tree.ok_or(missing)?;
        let splits: Vec<Split> = splits
            .split_whitespace()
            .map(|split| read_split(lines, split, features.len()))
            .collect::<Result<_, _>>()?;
        let leaves: Vec<i32> =
            leaves.split_whitespace().map(|leaf| lines.number(leaf)).collect::<Result<_, _>>()?;
        if splits.len() > Tree::MAX_DEPTH || leaves.len() != 1 << splits.len() {
            return Err(ModelError::Count { line: lines.line });
        }
        trees.push(Tree { splits, leaves });
    }
    Ok(SymmetricTrees { features, bias, step, trees })
}

fn read_split(lines: &Lines<'_>, split: &str, features: usize) -> Result<Split, ModelError> {
    let wrong = || ModelError::Number { line: lines.line, value: split.to_owned() };
    let (feature, threshold) = split.split_once('>').ok_or_else(wrong)?;
    let feature: u16 = lines.number(feature)?;
    if usize::from(feature) >= features {
        return Err(wrong());
    }
    Ok(Split { feature, threshold: lines.finite(threshold)? })
}

/// Writes a model file; [`read`] of it gives the same model.
pub(super) fn write(model: &Model, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let kind = match model {
        Model::Logistic(_) => LOGISTIC,
        Model::Trees(_) => TREES,
    };
    writeln!(out, "{HEADER}\nkind {kind}\nfeatures {}", model.feature_names().join(" "))?;
    match model {
        Model::Logistic(model) => {
            writeln!(out, "bias {}", model.bias)?;
            model.weights.iter().try_for_each(|weight| {
                writeln!(out, "weight {} {} {}", weight.mean, weight.scale, weight.coefficient)
            })
        }
        Model::Trees(model) => {
            writeln!(out, "bias {}\nstep {}", model.bias, model.step)?;
            model.trees.iter().try_for_each(|tree| write_tree(tree, out))
        }
    }
}

fn write_tree(tree: &Tree, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(out, "tree")?;
    for split in &tree.splits {
        write!(out, " {}>{}", split.feature, split.threshold)?;
    }
    write!(out, " :")?;
    for leaf in &tree.leaves {
        write!(out, " {leaf}")?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::ModelError;
    use super::read;

    const REGRESSION: &str = "provenance-model 1\nkind logistic-regression\nfeatures a b\n\
                              bias -0.4\nweight 12.5 4 -0.83\nweight 0 1 0.1\n";

    #[test]
    fn what_is_written_is_read_again_as_the_same_model() {
        let model = read(REGRESSION).unwrap();
        assert_eq!(model.to_string(), REGRESSION);
        assert_eq!(model.feature_names(), ["a", "b"]);
    }

    #[test]
    fn a_weighted_sum_is_taken_from_the_mean() {
        let score = read(REGRESSION).unwrap().log_odds(&[8.5, 2.0]);
        assert!((score - (-0.4 + 0.83 + 0.2)).abs() < 1e-6, "{score}");
    }

    #[test]
    fn errors_name_the_line() {
        let text = REGRESSION.replace("12.5 4 -0.83", "12.5 4 inf");
        let error = ModelError::Number { line: 5, value: "inf".to_owned() };
        assert_eq!(read(&text), Err(error));
        assert_eq!(read(""), Err(ModelError::Expected { line: 0, expected: "provenance-model 1" }));
    }

    #[test]
    fn trees_with_a_wrong_number_of_leaves_or_an_unknown_feature_are_refused() {
        let tree = |tree: &str| {
            let head = "provenance-model 1\nkind symmetric-trees\nfeatures a\nbias 0\nstep 0.1\n";
            read(&format!("{head}tree {tree}\n"))
        };
        assert!(tree("0>0.5 : 1 2").is_ok());
        assert_eq!(tree("0>0.5 : 1 2 3"), Err(ModelError::Count { line: 6 }));
        assert!(matches!(tree("1>0.5 : 1 2"), Err(ModelError::Number { line: 6, .. })));
    }
}
