// nkdose calendar --cohort FILE.
#include "cli/sheet/dates/cohort.hpp"
#include "cli/command/patient/calendar.hpp"
#include "cli/command/patient/cohort_file.hpp"
#include "cli/data/calendar/cohort_csv.hpp"
#include "cli/data/calendar/cohort_json.hpp"
#include "cli/data/calendar/cohort_months_csv.hpp"
#include "cli/data/calendar/cohort_months_ics.hpp"
#include "cli/options/day_of_calculation.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/renderers.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/open_findings.hpp"
#include "cli/sheet/dates/cohort_months.hpp"
#include "schedule/cohort/cohort_review.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Renderer<CohortAnswer> renderers[] = {
    {Format::text, cohort_text},
    {Format::json, cohort_json},
    {Format::csv, cohort_csv},
};

void refuse_options_of_a_case(const Options& options, OptionReader& reader) {
  if (!options.argument.empty() || !options.settings.empty() || options.by ||
      !options.acknowledgements.empty() || options.day_zero || options.move)
    reader.report("--cohort", TextFault{Fault::usage, "a cohort goes without a case and a day zero",
                                        "leave out CASE, --day-zero, --move, --set, "
                                        "--acknowledge and --by"});
  if ((options.site || options.holidays) && !options.grid)
    reader.report("--cohort", TextFault{Fault::usage, "only the months of a cohort ask for a site",
                                        "add --grid, or leave out --site and --holidays"});
  if (options.format == Format::ics && !options.grid)
    reader.report("--format",
                  TextFault{Fault::usage, "only the months of a cohort have a calendar file",
                            "add --grid, or write --format text, json or csv"});
  if (options.alarm || options.events || options.given_up)
    reader.report("--cohort",
                  TextFault{Fault::usage, "these options belong to the calendar file of a plan",
                            "leave out --alarm, --events and --given-up"});
}

// Escalation asks for no site. The environment's is not taken for one that was asked for.
Treatment treatment_of(const Document& document, const Options& options) {
  TreatmentTexts texts;
  if (options.grid)
    find_site(options, texts);
  else
    take_default_site(texts);
  find_protocol(options.protocol.value_or(protocol_of_cohort(document).value_or("f01")), texts);
  return treatment_of(texts);
}

constexpr Renderer<CohortMonths> month_renderers[] = {
    {Format::text, cohort_months_text},
    {Format::csv, cohort_months_csv},
};

Reply months_of(const Cohort& cohort, const Treatment& treatment, const Options& options) {
  CohortMonths months{&treatment, &cohort, days_of(cohort, treatment.protocol), {}};
  months.clashes = clashes(months.days, treatment.site);
  if (options.format == Format::ics)
    return {cohort_months_ics(months, options.with_doses ? Discretion::with_doses
                                                         : Discretion::without_doses),
            months.clashes.empty() ? exit_ready : exit_open};
  return {rendered(month_renderers, options.format, months),
          months.clashes.empty() ? exit_ready : exit_open};
}

} // namespace

Reply answer_cohort(const Options& options) {
  OptionReader reader;
  refuse_options_of_a_case(options, reader);
  const auto on = reader.read("--on", options.on, read_day_of_calculation);
  if (on && !is_plannable(*on))
    reader.report("--on", TextFault{Fault::outside_limits, "the date is outside 1990 to 2100",
                                    "check the year"});
  const EscalationRule of_options = escalation_of(options, reader);
  reader.finish();
  const CohortFile file = read_cohort_file(*options.cohort);
  const Treatment treatment = treatment_of(file.document, options);
  auto cohort = read_cohort(file.document, treatment.protocol, of_options, file.sha256);
  if (options.grid) return months_of(must(cohort), treatment, options);
  const std::vector<LevelStatus> levels = report_on(must(cohort), on);
  const std::vector<ReleasedFinding> findings =
      unacknowledged(review_cohort({*cohort, treatment.protocol.cell_tiers, on}));
  const CohortAnswer answer{&treatment, &*cohort, on, &levels, &findings};
  return {rendered(renderers, options.format, answer), exit_code_of(findings)};
}

} // namespace nkdose
