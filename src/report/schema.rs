//! JSON Schemas of the views.

use schemars::JsonSchema;
use schemars::Schema;
use schemars::generate::SchemaSettings;

use crate::view::AcceptView;
use crate::view::AddView;
use crate::view::AuditView;
use crate::view::AwaitingView;
use crate::view::BlameView;
use crate::view::CiteView;
use crate::view::CoverageView;
use crate::view::DiffView;
use crate::view::FetchView;
use crate::view::ImpactView;
use crate::view::ImportView;
use crate::view::InitView;
use crate::view::InspectView;
use crate::view::LocateView;
use crate::view::LogView;
use crate::view::ReadinessReport;
use crate::view::RequirementsView;
use crate::view::ReviewView;
use crate::view::SentenceDiffView;
use crate::view::SetView;
use crate::view::ShowView;
use crate::view::SnapshotView;
use crate::view::StatusView;
use crate::view::VerifyView;
use crate::view::WhyView;
use crate::view::WithholdView;

/// The JSON Schema (draft 2020-12) of what every command writes, by the command's name.
///
/// The published copies lie in `docs/schema/`; `cargo run --example write_schemas` writes them.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("awaiting", schema::<AwaitingView>()),
        ("blame", schema::<BlameView>()),
        ("accept", schema::<AcceptView>()),
        ("add", schema::<AddView>()),
        ("audit", schema::<AuditView>()),
        ("cite", schema::<CiteView>()),
        ("coverage", schema::<CoverageView>()),
        ("diff", schema::<DiffView<'static>>()),
        ("fetch", schema::<FetchView>()),
        ("impact", schema::<ImpactView>()),
        ("import", schema::<ImportView>()),
        ("init", schema::<InitView>()),
        ("inspect", schema::<InspectView>()),
        ("locate", schema::<LocateView>()),
        ("log", schema::<LogView>()),
        ("review", schema::<ReviewView<'static>>()),
        ("readiness", schema::<ReadinessReport>()),
        ("requirements", schema::<RequirementsView>()),
        ("sentence-diff", schema::<SentenceDiffView>()),
        ("set", schema::<SetView>()),
        ("show", schema::<ShowView>()),
        ("snapshot", schema::<SnapshotView>()),
        ("status", schema::<StatusView>()),
        ("verify", schema::<VerifyView>()),
        ("why", schema::<WhyView>()),
        ("withhold", schema::<WithholdView>()),
    ]
}

fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}
