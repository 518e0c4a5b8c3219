#include "cli/sheet/single.hpp"

#include "cli/sheet/findings.hpp"

#include <fmt/format.h>

namespace nkdose {

Sheet area_sheet(const AreaAnswer& answer) {
  Sheet sheet;
  for (const SurfaceFormula* formula : answer.formulas) {
    const UnroundedSurface area = answer.area(*formula);
    sheet.row(formula->id,
              fmt::format("{:<5} m2   {:<12} m2 unrounded",
                          to_text(as_used(area, SurfaceRounding::hundredth).value()),
                          to_text(area.quantity().value())),
              Depth::formula, Depth::edge);
    sheet.line(
        fmt::format("{}; {}; {}{}{}", formula->equation, formula->citation, formula->population,
                    formula->use == Use::comparison ? "; for comparison, not for dosing" : "",
                    formula->verified ? "" : " [unverified]"),
        Depth::formula);
  }
  add_findings(sheet, answer.findings, nullptr, nullptr, false);
  return sheet;
}

Sheet clearance_sheet(const ClearanceAnswer& answer) {
  const Clearances& clearances = answer.clearances;
  Sheet sheet;
  sheet.line("Cockcroft-Gault, Nephron 1976;16:31-41; 88.4 umol/L a mg/dL; mL/min, not indexed",
             Depth::edge);
  const auto line = [&](std::string_view label, const std::optional<CreatinineClearance>& value,
                        std::string_view remark) {
    if (value)
      sheet.row(label,
                fmt::format("{} mL/min{}", to_text(cut_to(value->quantity().value(), 1)), remark),
                Depth::entry, Depth::edge);
  };
  const std::string_view unused =
      clearances.actual_below_ideal ? "   not used for doses: actual weight is below ideal" : "";
  line("actual weight", clearances.actual(), "");
  line("ideal weight", clearances.ideal(), unused);
  line("adjusted weight", clearances.adjusted(), unused);
  sheet.line("Cut, not rounded, to 0.1: a printed 80 is at least 80.", Depth::edge);
  add_findings(sheet, answer.findings, nullptr, nullptr, false);
  return sheet;
}

} // namespace nkdose
