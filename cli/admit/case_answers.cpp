#include "cli/admit/case_answers.hpp"

#include "cli/fhir/case/case.hpp"

namespace nkdose {

OrderInput order_of_bundle(const Document& bundle, bool is_the_cases, std::string sha256,
                           const Admission& admission) {
  auto order = written_order(
      FhirResources(bundle, admission.under->zone), admission.treatment().protocol,
      is_the_cases ? OwnMeasurements::none : OwnMeasurements::stated, admission.today);
  return {std::move(must(order)), OrderForm::tables, std::move(sha256)};
}

Reply answer_on_order(const Admission& admission, const OrderInput& order,
                      std::string (*render)(const Verification&)) {
  const auto written =
      read_order(order.document, admission.treatment().protocol, order.form, order.sha256);
  Problems problems = admission.the_case.reason();
  problems.insert(problems.end(), written.reason().begin(), written.reason().end());
  if (!problems.empty()) throw Invalid{std::move(problems)};
  const Plan plan = make_plan(admission.treatment(), *admission.the_case);
  const Verification result = verify(plan, *written);
  return {render(result), result.verdict == OrderVerdict::agrees ? exit_ready : exit_open};
}

} // namespace nkdose
