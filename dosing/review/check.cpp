#include "dosing/review/check.hpp"

namespace nkdose {

Finding finding_of(const FindingText& row, Name subject, std::array<Figure, 4> figures,
                   int variant) {
  return {row.code, row.severity, subject, figures, variant, row.lifted_by};
}

Finding info_of(const FindingText& row, Name subject, std::array<Figure, 4> figures, int variant) {
  return {row.code, Severity::info, subject, figures, variant, row.lifted_by};
}

Topics topics_of(const DoseContext& context) {
  Topics present;
  present.add(Topic::bags, !context.prescription.bags.empty());
  for (std::size_t i = 0; i < context.rule.drug_count; ++i) {
    const DoseRule& rule = context.rule.drugs[i];
    const DrugSteps& sheet = context.sheet.drugs[i];
    present.add(Topic::preparation, rule.preparation.has_value());
    present.add(Topic::given, context.prescription.drugs[i].given_extremes.has_value());
    present.add(Topic::reduction, !std::holds_alternative<FullLevel>(sheet.adjustment));
    present.add(Topic::level_off_range,
                !sheet.level || *sheet.level < rule.range.low || *sheet.level > rule.range.high);
    if (!sheet.doses) continue;
    const RoundedDose rounded = sheet.doses->rounded;
    const RoundingPolicy& policy = rule.rounding;
    present.add(Topic::much_rounded,
                deviates_by_more_than(std::min(policy.warning_percent, policy.stop_percent),
                                      rounded, sheet.doses->adjusted));
    present.add(Topic::off_bands, sheet.doses->rounding.to == RoundedTo::outside_bands);
    present.add(Topic::dose_off_range, rounded.quantity() > sheet.doses->allowed_high.quantity() ||
                                           context.sheet.surface.used > ceiling_area);
  }
  return present;
}

} // namespace nkdose
