// nkdose calendar --find-from: the day zeros that a protocol or a case could have.
#include "cli/sheet/dates/day_zeros.hpp"
#include "cli/data/calendar/day_zeros_csv.hpp"
#include "cli/data/calendar/day_zeros_json.hpp"

#include "cli/command/patient/calendar.hpp"
#include "cli/command/patient/case_file.hpp"
#include "cli/command/patient/cohort_file.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/renderers.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr Renderer<DayZeroAnswer> renderers[] = {
    {Format::text, day_zeros_text},
    {Format::json, day_zeros_json},
    {Format::csv, day_zeros_csv},
};

bool has_case(const Options& options) {
  return !options.argument.empty() || !options.protocol;
}

// The day from which is looked, where nothing speaks against looking.
Day read_beginning(const Options& options) {
  OptionReader reader;
  const auto from = reader.read("--find-from", options.find_from, read_written_date);
  if (from && !is_plannable(*from))
    reader.report("--find-from",
                  {Fault::outside_limits, "the date is outside 1990 to 2100", "check the year"});
  if (options.format == Format::ics)
    reader.report("--format", TextFault{Fault::usage, "a search has no calendar file",
                                        "write --format text, json or csv"});
  if (options.move)
    reader.report("--find-from",
                  TextFault{Fault::usage, "a search looks at every day zero", "leave out --move"});
  if (options.cohort && options.argument.empty())
    reader.report("--find-from", TextFault{Fault::usage, "a search in a cohort is for a patient",
                                           "name the patient's CASE (- for standard input)"});
  if (options.grid)
    reader.report("--find-from",
                  TextFault{Fault::usage, "a search has no grid", "leave out --grid"});
  if (options.day_zero)
    reader.report("--find-from", TextFault{Fault::usage, "a day zero is given and looked for",
                                           "leave out --day-zero or --find-from"});
  if (!has_case(options) && (!options.settings.empty() || options.on || options.by ||
                             options.cohort || !options.acknowledgements.empty()))
    reader.report("--find-from", TextFault{Fault::usage, "these options belong to a case",
                                           "leave out --set, --on, --acknowledge and --by"});
  reader.finish();
  return *from;
}

Reply found(const DayZeroRules& rules, const Treatment& treatment, std::size_t infusion_list,
            Day from, const Options& options) {
  const auto candidates = day_zero_candidates(rules, from);
  const bool is_offered = any_of(candidates, &DayZeroCandidate::is_offered);
  return {rendered(renderers, options.format,
                   DayZeroAnswer{&treatment, infusion_list, from, &candidates, options.all}),
          is_offered ? exit_ready : exit_open};
}

Reply found_for_case(const Options& options, std::istream& in, Day from) {
  Admission admission = admitted_case(options, in);
  add_cohort(options, admission);
  const Treatment& treatment = admission.treatment();
  const Case& the_case = must(admission.the_case);
  const Plan plan = make_plan(treatment, the_case);
  if (!the_case.given.empty())
    throw Invalid{{{Fault::contradiction,
                    {"--find-from"},
                    "treatment has begun, so no other day zero is looked for",
                    "leave out --find-from, or the [[given]] tables of another plan"}}};
  const std::size_t list = the_case.choices.infusion_list;
  const PlanDays days(treatment, list);
  return found({treatment, days, the_case, plan.screening ? &*plan.screening : nullptr}, treatment,
               list, from, options);
}

} // namespace

Reply answer_day_zeros(const Options& options, std::istream& in) {
  const Day from = read_beginning(options);
  if (has_case(options)) return found_for_case(options, in, from);
  const Treatment treatment = treatment_without_case(options);
  const PlanDays days(treatment, 0);
  return found({treatment, days}, treatment, 0, from, options);
}

} // namespace nkdose
