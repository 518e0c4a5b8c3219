#include "cli/admit/case_answers.hpp"

#include "cli/fhir/case/case.hpp"
#include "cli/words/preparation_words.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {

OrderInput order_of_bundle(const Document& bundle, bool is_the_cases, std::string sha256,
                           const Admission& admission) {
  auto order = written_order(
      FhirResources(bundle, admission.under->zone), admission.treatment().protocol,
      is_the_cases ? OwnMeasurements::none : OwnMeasurements::stated, admission.today);
  return {std::move(must(order)), OrderForm::tables, std::move(sha256)};
}

void drop_own_preparation(const Plan& plan, WrittenOrder& order) {
  if (!holds(order.texts, true, &OrderText::is_preparation)) return;
  std::vector<std::vector<std::string>> steps;
  for (std::size_t drug = 0; drug < plan.rule.drug_count; ++drug)
    steps.push_back(preparation_steps(plan, drug, no_cite));
  std::erase_if(order.texts, [&](const OrderText& text) {
    return text.is_preparation && text.about == OrderText::About::drug &&
           holds(steps[text.drug], text.text);
  });
}

Reply answer_on_order(const Admission& admission, const OrderInput& order,
                      std::string (*render)(const Verification&)) {
  auto written =
      read_order(order.document, admission.treatment().protocol, order.form, order.sha256);
  Problems problems = admission.the_case.reason();
  problems.insert(problems.end(), written.reason().begin(), written.reason().end());
  if (!problems.empty()) throw Invalid{std::move(problems)};
  const Plan plan = make_plan(admission.treatment(), *admission.the_case);
  drop_own_preparation(plan, *written);
  const Verification result = verify(plan, *written);
  return {render(result), result.verdict == OrderVerdict::agrees ? exit_ready : exit_open};
}

} // namespace nkdose
