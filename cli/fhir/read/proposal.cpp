#include "cli/fhir/read/proposal.hpp"

#include "cli/fhir/terms.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

namespace {

bool names_protocol(const FhirElement& resource) {
  return any_of(resource["instantiatesUri"].items(),
                [](const FhirElement& uri) { return uri.text().starts_with(protocol_uri); });
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
  for (const FhirElement& entry : bundle["entry"].items()) {
    if (const FhirElement method = entry["request"]["method"]; !holds(methods, method.text()))
      problems.report(method, Fault::data,
                      fmt::format("this entry is for {}", in_quotes(method.text())),
                      "bring what is there");
    if (entry["modifierExtension"]) problems.report_modifier(entry);
  }
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
