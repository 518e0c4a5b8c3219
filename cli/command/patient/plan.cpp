// nkdose plan: the whole job for one patient.
#include "cli/sheet/plan.hpp"
#include "cli/case/case_fields.hpp"
#include "cli/command/patient/case_file.hpp"
#include "cli/data/plan/plan_csv.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/fhir/write/bundle.hpp"
#include "cli/options/renderers.hpp"
#include "cli/options/treatment_files.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

/// A plan, and what beside it a format may ask for.
struct Planned {
  const Plan& plan;
  const Document& document; ///< that the case was read from
  const Options& options;
};

// A server keeps resources by their patient, so that a plan without one is nobody's.
std::string fhir_of(const Planned& planned) {
  const auto& [plan, document, options] = planned;
  constexpr std::string_view kinds[] = {"collection", "transaction"};
  const std::string wanted = options.fhir_bundle.value_or("collection");
  const auto kind = find_in(kinds, std::string_view(wanted));
  if (kind == std::end(kinds))
    throw Invalid{{{Fault::unknown_name,
                    {"--fhir-bundle"},
                    fmt::format("{} is neither collection nor transaction", in_quotes(wanted)),
                    did_you_mean(wanted, kinds)}}};
  if (plan.the_case->id.empty())
    throw Invalid{{{Fault::missing_key,
                    {.pointer = "/patient/id"},
                    "a FHIR bundle without a patient id would be nobody's",
                    "add [patient] id"}}};
  return plan_fhir(plan, document, static_cast<BundleKind>(kind - std::begin(kinds)));
}

// The formats of a plan, the default one first.
constexpr Renderer<Planned> renderers[] = {
    {Format::text, [](const Planned& planned) { return plan_text(planned.plan); }},
    {Format::json, [](const Planned& planned) { return plan_json(planned.plan); }},
    {Format::csv, [](const Planned& planned) { return plan_csv(planned.plan); }},
    {Format::ics, [](const Planned& planned) { return ics_of(planned.plan, planned.options); }},
    {Format::fhir, fhir_of},
};

Reply template_of(const Options& options) {
  return {case_template(named_protocol(options))};
}

} // namespace

std::vector<Format> plan_formats() {
  return formats_of(renderers);
}

Reply answer_plan(const Options& options, std::istream& in) {
  if (options.wants_template) return template_of(options);
  const Admission admission = admitted_case(options, in);
  return answer_on_plan(admission, [&](const Plan& plan) {
    return rendered(renderers, options.format, Planned{plan, admission.document, options});
  });
}

} // namespace nkdose
