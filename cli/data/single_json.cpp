#include "cli/data/single_json.hpp"

#include "cli/data/findings_json.hpp"

namespace nkdose {
namespace {

std::optional<Decimal> number_of(const std::optional<CreatinineClearance>& clearance) {
  return clearance ? std::optional(clearance->quantity().value()) : std::nullopt;
}

} // namespace

std::string area_json(const AreaAnswer& answer) {
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/bsa/1");
  json.key("height_cm").number(answer.height.value());
  json.key("weight_kg").number(answer.weight.quantity().value());
  json.key("results").open_list();
  for (const SurfaceFormula* formula : answer.formulas) {
    const UnroundedSurface area = answer.area(*formula);
    json.open_object(true);
    json.key("formula").text(formula->id);
    json.key("m2").number(as_used(area, SurfaceRounding::hundredth).value());
    json.key("unrounded_m2").number(area.quantity().value());
    json.close_object();
  }
  json.close_list();
  write_findings(json, answer.findings, nullptr, nullptr, false);
  json.close_object();
  return std::move(json).finish();
}

std::string clearance_json(const ClearanceAnswer& answer) {
  const Clearances& clearances = answer.clearances;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/clearance/1");
  json.key("formula").text("cockcroft-gault");
  json.key("actual_ml_per_min").number(clearances.actual().quantity().value());
  json.key("ideal_ml_per_min").number_or_null(number_of(clearances.ideal()));
  json.key("adjusted_ml_per_min").number_or_null(number_of(clearances.adjusted()));
  write_findings(json, answer.findings, nullptr, nullptr, false);
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
