#include "cli/fhir/read/proposal.hpp"

#include "cli/fhir/terms.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

namespace {

bool names_protocol(const FhirElement& resource) {
  return any_of(resource["instantiatesUri"].items(),
                [](const FhirElement& uri) { return uri.text().starts_with(protocol_uri); });
}

// A search for Observations with the newest first: what is on the next page is older. A server
// names what it has sorted by in its link to itself (R4, search, "self link").
bool has_the_newest_first(const FhirElement& bundle) {
  return any_of(bundle["link"].items(), [](const FhirElement& link) {
    const std::string_view url = link["url"].text();
    const auto sort = url.find("_sort=-date");
    return link["relation"].text() == "self" && url.find("Observation?") != url.npos &&
           sort != url.npos;
  });
}

// What says that there is more than is here; none where nothing does.
FhirElement rest_of_answer(const FhirElement& bundle) {
  constexpr std::string_view before[] = {"previous", "prev"};
  const bool is_sorted = has_the_newest_first(bundle);
  for (const FhirElement& link : bundle["link"].items()) {
    const std::string_view relation = link["relation"].text();
    if (holds(before, relation) || (relation == "next" && !is_sorted)) return link;
  }
  const FhirElement total = bundle["total"];
  const auto count = total ? plain_number(total.value().literal) : std::nullopt;
  const auto here = static_cast<int>(bundle["entry"].items().size());
  return !is_sorted && count && *count > Decimal(here) ? total : FhirElement();
}

} // namespace

void must_be_present(const FhirElement& bundle, FhirProblems& problems) {
  constexpr std::string_view types[] = {"collection", "transaction", "batch", "searchset",
                                        "document",   "message",     ""};
  constexpr std::string_view methods[] = {"POST", "PUT", ""};
  if (bundle.type() != "Bundle") return;
  if (const FhirElement type = bundle["type"]; type && !holds(types, type.text()))
    problems.report(type, Fault::unknown_name,
                    fmt::format("a bundle of the type {} is not read", in_quotes(type.text())),
                    "bring a collection, a transaction or a searchset");
  if (const FhirElement rules = bundle["implicitRules"]) problems.report_modifier(bundle);
  must_be_a_whole_answer(bundle, problems);
  for (const FhirElement& entry : bundle["entry"].items()) {
    if (const FhirElement method = entry["request"]["method"]; !holds(methods, method.text()))
      problems.report(method, Fault::data,
                      fmt::format("this entry is for {}", in_quotes(method.text())),
                      "bring what is there");
    if (entry["modifierExtension"]) problems.report_modifier(entry);
  }
}

void must_be_a_whole_answer(const FhirElement& bundle, FhirProblems& problems) {
  if (bundle.type() != "Bundle") return;
  if (const FhirElement page = rest_of_answer(bundle))
    problems.report(page, Fault::contradiction,
                    "this is one page of a longer answer: what is newer may be on another",
                    "bring all pages; of Observations the first one, sorted by _sort=-date");
  for (const FhirElement& entry : bundle["entry"].items())
    must_be_a_whole_answer(entry["resource"], problems);
}

bool is_our_plan(const FhirElement& group) {
  return names_protocol(group) ||
         any_of(group["extension"].items(), [](const FhirElement& extension) {
           return extension["url"].text() == case_extension;
         });
}

bool is_proposal(const FhirElement& request) {
  return request["intent"].text() == "option" && names_protocol(request);
}

} // namespace nkdose
