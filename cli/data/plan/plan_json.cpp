#include "cli/data/plan/plan_json.hpp"

#include "cli/data/calendar/calendar_json.hpp"
#include "cli/data/findings_json.hpp"
#include "cli/data/origin_json.hpp"
#include "cli/data/plan/cells_json.hpp"
#include "cli/data/plan/preparation_json.hpp"
#include "cli/data/plan/screening_json.hpp"
#include "cli/outcome/version.hpp"

namespace nkdose {
namespace {

void write_surface(JsonWriter& json, const SurfaceSteps& surface) {
  json.key("body_surface_area").open_object(true);
  json.key("formula").text(surface.formula->id);
  json.key("m2").number(number_of(surface.used));
  json.key("unrounded_m2").number(number_of(surface.unrounded));
  json.key("source").text(surface.formula->citation);
  json.close_object();
}

void write_clearance(JsonWriter& json, const std::optional<Clearances>& clearances) {
  json.key("creatinine_clearance");
  if (!clearances) {
    json.null();
    return;
  }
  json.open_object(true);
  json.key("formula").text("cockcroft-gault");
  json.key("ml_per_min").number(number_of(clearances->used));
  json.key("weight_basis").text(to_text(clearances->basis));
  json.key("actual_ml_per_min").number(number_of(clearances->actual()));
  json.key("ideal_ml_per_min").number_or_null(number_of(clearances->ideal()));
  json.key("adjusted_ml_per_min").number_or_null(number_of(clearances->adjusted()));
  json.close_object();
}

void write_drug(JsonWriter& json, const Plan& plan, std::size_t index) {
  const DoseRule& rule = plan.rule.drugs[index];
  const std::optional<DoseLevel> level = plan.the_case->prescription.drugs[index].level;
  const Order* order = plan.release.order();
  const DoseSteps* doses = order ? &order->doses(index) : nullptr;
  const auto number = [&](auto member) {
    return doses ? std::optional(number_of(doses->*member)) : std::nullopt;
  };
  json.open_object();
  json.key("drug").text(rule.drug.text());
  json.key("drug_sha256").text(plan.treatment->drugs[index].sha256);
  json.key("level_mg_per_m2_per_day").number_or_null(number_of(level));
  json.key("allowed_mg_per_m2_per_day").open_list(true);
  json.number(number_of(rule.range.low)).number(number_of(rule.range.high)).close_list();
  json.key("allowed_mg_per_day");
  if (doses)
    json.open_list(true)
        .number(number_of(allowed_low(rule, plan.surface)))
        .number(number_of(doses->allowed_high))
        .close_list();
  else
    json.null();
  json.key("calculated_mg_per_day").number_or_null(number(&DoseSteps::calculated));
  json.key("renal_fraction")
      .number_or_null(level ? renal_fraction(plan.adjustments[index], *level) : std::nullopt);
  json.key("adjusted_mg_per_day").number_or_null(number(&DoseSteps::adjusted));
  json.key("dose_mg_per_day").number_or_null(number(&DoseSteps::rounded));
  json.key("deviation_percent")
      .number_or_null(doses ? std::optional(doses->deviation_percent()) : std::nullopt);
  write_days(json, plan.calendar, EventKind::drug, rule.drug);
  json.key("course_mg").number_or_null(number(&DoseSteps::course));
  write_preparation(json, plan, index);
  json.close_object();
}

} // namespace

std::string plan_json(const Plan& plan, JsonLines lines) {
  JsonWriter json;
  json.open_object(lines == JsonLines::one);
  json.key("schema").text("nkdose/plan/1");
  json.key("nkdose").text(program_version());
  json.key("status").text(to_text(plan.release.status));
  write_origin(json, plan);
  write_patient(json, *plan.the_case);
  json.key("day_zero").text(iso_date(plan.the_case->day_zero));
  write_surface(json, plan.surface);
  write_clearance(json, plan.clearances);
  json.key("lymphodepletion").open_list();
  for (std::size_t i = 0; i < plan.rule.drug_count; ++i)
    write_drug(json, plan, i);
  json.close_list();
  write_cells(json, plan);
  write_calendar(json, plan.calendar, plan.release.order());
  write_screening(json, plan.screening);
  write_findings(json, plan.release.findings, plan.the_case, plan.treatment,
                 plan.release.status == Status::refused);
  json.key("assumptions").open_list();
  for (const Assumption& assumption : plan.treatment->protocol.assumptions)
    json.open_object(true)
        .key("id")
        .text(assumption.id.text())
        .key("text")
        .text(assumption.text)
        .key("source")
        .text(assumption.source)
        .close_object();
  json.close_list();
  write_authority(json, plan);
  write_cycle(json, plan.treatment->protocol, plan.the_case);
  write_postponed(json, *plan.the_case);
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
