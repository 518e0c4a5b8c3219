// nkdose verify: somebody else's order beside the plan of a case.
#include "cli/command/patient/case_file.hpp"
#include "cli/command/patient/cohort_file.hpp"
#include "cli/data/document_json.hpp"
#include "cli/data/plan/verification_json.hpp"
#include "cli/options/document_file.hpp"
#include "cli/sheet/verification.hpp"
#include "dosing/text/sha256.hpp"

namespace nkdose {
namespace {

// The order in a file of its own; or, of a bundle, the requests in it.
OrderInput order_input(const Options& options, const Admission& admission) {
  if (!options.order) {
    if (!admission.bundle)
      throw Invalid{{{Fault::missing_key,
                      {"--order"},
                      "there is no order to compare with the case",
                      "add --order order.json, .toml or .csv"}}};
    return order_of_bundle(*admission.bundle, true, admission.sha256, admission);
  }
  const std::string text = must(read_whole_file(*options.order));
  const Document document = document_of(*options.order, text, read_order_csv);
  const std::string checksum = sha256(text);
  if (!is_fhir(document))
    return {document, options.order->ends_with(".csv") ? OrderForm::rows : OrderForm::tables,
            checksum};
  const bool is_the_cases = checksum == admission.sha256 ||
                            (admission.bundle && // in other white space, too
                             compact_json(admission.bundle->root) == compact_json(document.root));
  return order_of_bundle(document, is_the_cases, checksum, admission);
}

} // namespace

Reply answer_verify(const Options& options, std::istream& in) {
  Admission admission = admitted_case(options, in);
  add_cohort(options, admission);
  return answer_on_order(admission, order_input(options, admission),
                         options.format == Format::json ? verification_json : verification_text);
}

} // namespace nkdose
