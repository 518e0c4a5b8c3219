#include "cli/admit/case_answers.hpp"

namespace nkdose {

Reply answer_on_order(const CaseInput& input, const Treatment& treatment, const OrderInput& order,
                      std::string (*render)(const Verification&)) {
  const auto admitted = read_case(input.document, treatment, input.additions);
  const auto written = read_order(order.document, treatment.protocol, order.form, order.sha256);
  Problems problems = admitted.reason();
  problems.insert(problems.end(), written.reason().begin(), written.reason().end());
  if (!problems.empty()) throw Invalid{std::move(problems)};
  const Plan plan = make_plan(treatment, *admitted);
  const Verification result = verify(plan, *written);
  return {render(result), result.is_confirmed() ? exit_ready : exit_open};
}

} // namespace nkdose
