// nkdose calendar: the calendar of a case, or of a protocol and a day zero.
#include "cli/command/patient/calendar.hpp"
#include "cli/data/calendar/calendar_csv.hpp"
#include "cli/data/calendar/calendar_json.hpp"

#include "cli/command/patient/case_file.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/renderers.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/open_findings.hpp"
#include "cli/sheet/calendar.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/plan/plan_review.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Renderer<CalendarAnswer> renderers[] = {
    {Format::text, calendar_text},
    {Format::json, calendar_json},
    {Format::csv, calendar_csv},
};

std::optional<StudyDayOne> read_study_day_one(const Options& options) {
  if (!options.study_day_one) return std::nullopt;
  const auto found = find_in(study_day_one_words, std::string_view(*options.study_day_one));
  if (found == study_day_one_words.end())
    throw Invalid{{{Fault::unknown_name,
                    {"--study-day-one"},
                    fmt::format("{} is neither infusion nor lymphodepletion",
                                in_quotes(*options.study_day_one)),
                    did_you_mean(*options.study_day_one, study_day_one_words)}}};
  return static_cast<StudyDayOne>(found - study_day_one_words.begin());
}

std::string render(CalendarAnswer answer, const Options& options) {
  answer.study_day_one = read_study_day_one(options);
  if (options.grid) answer.layout = CalendarLayout::grid;
  return rendered(renderers, options.format, answer);
}

Reply calendar_of_case(const Options& options, std::istream& in) {
  return on_plan(options, in, [&](const Plan& plan) {
    if (options.format == Format::ics) return ics_of(plan, options);
    return render(
        {plan.treatment, &plan.calendar, &plan.release.findings, plan.the_case->day_zero, &plan},
        options);
  });
}

// The day zero of the command line. Nothing of a case goes with it.
Day read_day_zero(const Options& options) {
  OptionReader reader;
  if (options.format == Format::ics)
    reader.report("--format", TextFault{Fault::usage, "a calendar file needs a patient's case",
                                        "name a case instead of --day-zero"});
  const auto day_zero = reader.read("--day-zero", options.day_zero, read_written_date);
  if (day_zero && !is_plannable(*day_zero))
    reader.report("--day-zero",
                  {Fault::outside_limits, "the date is outside 1990 to 2100", "check the year"});
  if (!options.argument.empty() || !options.settings.empty() || options.on || options.by ||
      options.move || !options.acknowledgements.empty())
    reader.report("--day-zero",
                  TextFault{Fault::usage, "a day zero on the command line goes without a case",
                            "leave out CASE, --set, --on, --acknowledge and --by, or write --set "
                            "order.day_zero=2026-12-07"});
  if (!options.protocol)
    reader.report("--protocol", {Fault::missing_key, "a calendar without a case needs a protocol",
                                 "add --protocol f01"});
  reader.finish();
  return *day_zero;
}

Reply calendar_of_protocol(const Options& options) {
  const Day day_zero = read_day_zero(options);
  const Treatment treatment = treatment_without_case(options);
  Findings findings;
  review_plan({treatment, PlanDays(treatment, 0), 0, day_zero, nullptr}, findings);
  const Calendar calendar =
      make_calendar(treatment.protocol, treatment.drugs,
                    {day_zero, 0, std::nullopt, {}, {}, 1, &treatment.site.closed});
  const std::vector<ReleasedFinding> released = unacknowledged(findings);
  return {render({&treatment, &calendar, &released, day_zero}, options), exit_code_of(released)};
}

} // namespace

Treatment treatment_without_case(const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(*options.protocol, texts);
  Treatment treatment = treatment_of(texts);
  if (treatment.protocol.gap_is_chosen)
    throw Invalid{
        {{Fault::missing_key,
          {"--protocol"},
          "the protocol leaves the gap before the infusion open, so it has no dates alone",
          "name a case whose [order] has gap = \"3 d\""}}};
  return treatment;
}

Reply answer_calendar(const Options& options, std::istream& in) {
  if (options.find_from) return answer_day_zeros(options, in);
  if (options.cohort) return answer_cohort(options);
  return options.day_zero ? calendar_of_protocol(options) : calendar_of_case(options, in);
}

} // namespace nkdose
