#include "cli/answer/verification_answer.hpp"

namespace nkdose {

ShownDose shown_dose(const OrderComparison& comparison, const ComparedDose& row) {
  const DoseSteps* ours = comparison.ours(row.drug);
  ShownDose shown;
  if (!ours) return shown;
  if (row.ordered) shown.ordered = row.ordered->dose.value();
  if (!row.left) return shown;
  shown.adjusted = number_of(ours->adjusted);
  shown.rounded = number_of(ours->rounded);
  if (shown.ordered) shown.difference = difference_percent(*shown.ordered, *shown.adjusted);
  return shown;
}

} // namespace nkdose
