#include "cli/sheet/preparation.hpp"

#include "cli/words/preparation_words.hpp"

namespace nkdose {

void add_preparation(TextSheet& sheet, const Plan& plan) {
  bool is_first = true;
  for (std::size_t i = 0; i < plan.rule.drug_count; ++i) {
    if (!plan.release.order()->doses(i).preparation) continue;
    if (is_first) sheet.heading("PREPARATION, EACH LISTED DAY");
    is_first = false;
    const auto cite = [&](std::string_view source) { return sheet.cite(source); };
    const auto steps = preparation_steps(plan, i, cite);
    sheet.labelled(plan.treatment->drugs[i].name, steps.front(), 2, 22);
    for (std::size_t step = 1; step < steps.size(); ++step)
      sheet.line(steps[step], 22);
  }
}

} // namespace nkdose
