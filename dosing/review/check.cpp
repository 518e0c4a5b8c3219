#include "dosing/review/check.hpp"

namespace nkdose {

Finding finding_of(const FindingText& row, Name subject, std::array<Figure, 4> figures,
                   int variant) {
  return {row.code, row.severity, subject, figures, variant};
}

Finding info_of(const FindingText& row, Name subject, std::array<Figure, 4> figures, int variant) {
  return {row.code, Severity::info, subject, figures, variant};
}

Abouts abouts_of(const DoseContext& context) {
  Abouts present;
  present.add(About::bags, !context.order.bags.empty());
  for (std::size_t i = 0; i < context.rule.drug_count; ++i) {
    const DoseRule& rule = context.rule.drugs[i];
    const DrugSheet& sheet = context.sheet.drugs[i];
    present.add(About::preparation, rule.preparation.has_value());
    present.add(About::given, context.order.drugs[i].given_extremes.has_value());
    present.add(About::reduction, !std::holds_alternative<FullLevel>(sheet.adjustment));
    present.add(About::level_off_range,
                !sheet.level || *sheet.level < rule.range.low || *sheet.level > rule.range.high);
    if (!sheet.doses) continue;
    const RoundedDose rounded = sheet.doses->rounded;
    const RoundingPolicy& policy = rule.rounding;
    present.add(About::much_rounded,
                deviates_by_more_than(std::min(policy.warning_percent, policy.stop_percent),
                                      rounded, sheet.doses->adjusted));
    present.add(About::off_bands, sheet.doses->rounding.to == RoundedTo::outside_bands);
    present.add(About::dose_off_range, rounded.quantity() > sheet.doses->allowed_high.quantity() ||
                                           context.sheet.surface.used > ceiling_area);
  }
  return present;
}

} // namespace nkdose
