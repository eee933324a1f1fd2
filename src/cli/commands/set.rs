//! `provenance set`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::history::Revision;
use crate::project::SetRequest;
use crate::record::ClaimField;
use crate::report::terminal::write_set;

/// What `set` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct SetArgs {
    /// The version.
    #[arg(value_name = "SEED[@VERSION]")]
    revision: Revision,

    /// The field and its value; an empty value withdraws what was said before.
    #[arg(value_name = "FIELD=VALUE")]
    assignment: String,

    /// Why it is so.
    #[arg(long)]
    why: String,

    #[command(flatten)]
    output: FormatArgs,
}

/// Records a person's value.
pub(in crate::cli) fn run(session: &Session, args: &SetArgs) -> Result<ExitStatus, Failure> {
    let (field, value) = parse(&args.assignment)?;
    let request =
        SetRequest { revision: args.revision.clone(), field, value, why: args.why.clone() };
    let view = session.project()?.set(&request, &Bar::default())?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_set(view, &session.screen(), out))?;
    Ok(ExitStatus::Fine)
}

fn parse(assignment: &str) -> Result<(ClaimField, String), Failure> {
    let names = || ClaimField::ALL.map(ClaimField::name).join(", ");
    let usage = |message| Failure::Usage { message, hint: format!("the fields are {}", names()) };
    let Some((name, value)) = assignment.split_once('=') else {
        return Err(usage(format!("{assignment:?} is not FIELD=VALUE")));
    };
    let field = ClaimField::ALL.into_iter().find(|field| field.name() == name);
    let field = field.ok_or_else(|| usage(format!("there is no field {name:?}")))?;
    Ok((field, value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::record::ClaimField;

    #[test]
    fn a_value_may_hold_an_equals_sign() {
        let (field, value) = parse("url=https://example.org/?a=b").unwrap();
        assert_eq!((field, value.as_str()), (ClaimField::Url, "https://example.org/?a=b"));
        assert!(parse("colour=red").is_err());
        assert!(parse("title").is_err());
    }
}
