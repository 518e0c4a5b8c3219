#include "cli/cds/request.hpp"

#include "cli/fhir/read/proposal.hpp"
#include "cli/fhir/read/requests.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <unordered_set>

namespace nkdose {
namespace {

constexpr std::string_view hooks[] = {"order-sign", "order-select"};
// Of the patient's data, orders that were signed long ago are none of this request's.
constexpr std::string_view of_drafts_only[] = {"MedicationRequest", "RequestGroup"};

class CdsReader {
public:
  explicit CdsReader(const Document& document)
      : document_(document), root_(document.root, document.pointer), problems_(document) {}

  Checked<CdsRequest, Problems> read() {
    const FhirElement hook = required(root_, "hook");
    if (hook && !holds(hooks, hook.text()))
      problems_.report(hook, Fault::unknown_name,
                       fmt::format("the hook {} is not answered here", in_quotes(hook.text())),
                       did_you_mean(hook.text(), hooks));
    const FhirElement instance = required(root_, "hookInstance");
    const FhirElement context = root_["context"];
    if (!context) say_missing(root_, "context");
    const FhirElement drafts = context["draftOrders"];
    if (context) required(context, "patientId");
    if (context && drafts.type() != "Bundle") say_missing(context, "draftOrders, a Bundle");
    if (context && hook.text() == "order-select" &&
        (!context["selections"] || context["selections"].value().type != Value::Type::list))
      say_missing(context, "selections");
    if (!problems_.empty()) return std::move(problems_).sorted();
    must_be_present(drafts, problems_);
    if (!problems_.empty()) return std::move(problems_).sorted();
    FhirResources resources = resources_with(drafts);
    const bool concerns_us = is_ours(resources, hook.text(), context["selections"]);
    return CdsRequest{hook.text(), instance.text(), context["patientId"].text(),
                      std::move(resources), concerns_us};
  }

private:
  void say_missing(const FhirElement& at, std::string_view what) {
    problems_.report(at, Fault::missing_key, fmt::format("{} is missing", what),
                     "send a request of CDS Hooks 2.0");
  }
  FhirElement required(const FhirElement& at, std::string_view key) {
    const FhirElement found = at[key];
    if (found.text().empty()) say_missing(found ? found : at, key);
    return found;
  }

  FhirResources resources_with(const FhirElement& drafts) const {
    FhirResources resources(document_, FhirResources::Beginning::empty);
    const FhirElement prefetch = root_["prefetch"];
    if (prefetch)
      for (const Member& member : prefetch.value().members)
        resources.add(FhirElement(member.value, fmt::format("{}/{}", prefetch.path(), member.key)),
                      of_drafts_only);
    resources.add(drafts);
    return resources;
  }

  // A draft of a drug we know, or nobody knows which; of order-select one that is selected.
  static bool is_ours(const FhirResources& resources, std::string_view hook,
                      const FhirElement& selections) {
    const std::vector<KnownRequest> ours = known_requests(resources);
    if (hook == "order-sign") return !ours.empty();
    std::unordered_set<std::string> selected;
    for (const FhirElement& selection : selections.items())
      selected.emplace(selection.text());
    return any_of(ours, [&](const KnownRequest& one) {
      return selected.contains(fmt::format("{}/{}", one.request.type(), one.request["id"].text()));
    });
  }

  const Document& document_;
  FhirElement root_;
  FhirProblems problems_;
};

} // namespace

std::span<const std::string_view> answered_hooks() {
  return hooks;
}

Checked<CdsRequest, Problems> read_cds_request(const Document& document) {
  return CdsReader(document).read();
}

} // namespace nkdose
