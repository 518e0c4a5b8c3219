#include "cli/sheet/single.hpp"

#include "cli/sheet/calendar.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

UnroundedSurface area_of(const AreaAnswer& answer, const SurfaceFormula& formula) {
  // A formula that needs a sex is in the list only where there is one.
  return formula.area(answer.height, answer.weight, answer.sex.value_or(Sex::female));
}

std::optional<Decimal> number_of(const std::optional<CreatinineClearance>& clearance) {
  return clearance ? std::optional(clearance->quantity().value()) : std::nullopt;
}

} // namespace

std::string area_text(const AreaAnswer& answer) {
  TextSheet sheet;
  for (const SurfaceFormula* formula : answer.formulas) {
    const UnroundedSurface area = area_of(answer, *formula);
    sheet.labelled(formula->id,
                   fmt::format("{:<5} m2   {:<12} m2 unrounded",
                               to_text(as_used(area, SurfaceRounding::hundredth).value()),
                               to_text(area.quantity().value())),
                   0, 16);
    sheet.line(
        fmt::format("{}; {}; {}{}{}", formula->equation, formula->citation, formula->population,
                    formula->use == Use::comparison ? "; for comparison, not for dosing" : "",
                    formula->verified ? "" : " [unverified]"),
        16);
  }
  write_findings(sheet, answer.findings, nullptr, nullptr, false);
  return std::move(sheet).finish();
}

std::string area_json(const AreaAnswer& answer) {
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/bsa/1");
  json.key("height_cm").number(answer.height.value());
  json.key("weight_kg").number(answer.weight.quantity().value());
  json.key("results").open_list();
  for (const SurfaceFormula* formula : answer.formulas) {
    const UnroundedSurface area = area_of(answer, *formula);
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

std::string clearance_text(const ClearanceAnswer& answer) {
  const Clearances& clearances = answer.clearances;
  TextSheet sheet;
  sheet.line("Cockcroft-Gault, Nephron 1976;16:31-41; 88.4 umol/L a mg/dL; mL/min, not indexed", 0);
  const auto line = [&](std::string_view label, const std::optional<CreatinineClearance>& value,
                        std::string_view remark) {
    if (value)
      sheet.labelled(
          label, fmt::format("{} mL/min{}", to_text(cut_to(value->quantity().value(), 1)), remark),
          0, 18);
  };
  const std::string_view unused =
      clearances.actual_below_ideal ? "   not used for doses: actual weight is below ideal" : "";
  line("actual weight", clearances.actual(), "");
  line("ideal weight", clearances.ideal(), unused);
  line("adjusted weight", clearances.adjusted(), unused);
  sheet.line("Cut, not rounded, to 0.1: a printed 80 is at least 80.", 0);
  write_findings(sheet, answer.findings, nullptr, nullptr, false);
  return std::move(sheet).finish();
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
