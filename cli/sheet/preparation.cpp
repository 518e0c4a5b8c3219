#include "cli/sheet/preparation.hpp"

#include "cli/words/preparation_words.hpp"

namespace nkdose {

void add_preparation(TextSheet& sheet, const Plan& plan) {
  bool is_first = true;
  for (std::size_t i = 0; i < plan.rule.drug_count; ++i) {
    if (!plan.release.order()->doses(i).preparation) continue;
    if (is_first) sheet.heading("PREPARATION, EACH LISTED DAY");
    is_first = false;
    sheet.steps(plan.treatment->drugs[i].name, preparation_steps(plan, i, sheet.citer()), 22);
  }
}

} // namespace nkdose
