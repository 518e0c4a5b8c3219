#include "cli/command/patient/case_file.hpp"
#include "cli/data/calendar/calendar_ics.hpp"

#include "cli/options/case_options.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/treatment_files.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// "1 d" is so many days before, "6 h" so many hours before midnight; whole.
std::optional<Alarm> alarm_of(std::string_view text) {
  constexpr int most_days = 60, most_hours = 24 * most_days;
  if (const auto days = read_days(text)) {
    if (*days < 0 || *days > most_days) return std::nullopt;
    return Alarm{*days, {}};
  }
  const auto span = read_duration(text);
  if (!span) return std::nullopt;
  const std::int64_t hour = Decimal(60).billionths(), billionths = span->value().billionths();
  const std::int64_t hours = billionths / hour;
  if (billionths % hour != 0 || hours < 1 || hours > most_hours) return std::nullopt;
  return Alarm{0, static_cast<int>(hours)};
}

IcsChoice read_ics_choice(const Options& options) {
  OptionReader reader;
  IcsChoice choice;
  if (options.with_doses) choice.discretion = Discretion::with_doses;
  choice.is_given_up = options.given_up;
  if (options.alarm) choice.alarm = alarm_of(*options.alarm);
  if (options.alarm && !choice.alarm)
    reader.report("--alarm",
                  TextFault{Fault::outside_limits,
                            fmt::format("{} is not whole days or hours, at most 60 days",
                                        in_quotes(*options.alarm)),
                            "write \"1 d\" (at nine the day before) or \"6 h\" (before midnight)"});
  if (options.events) {
    const auto found = find_in(entries_per_words, std::string_view(*options.events));
    if (found == entries_per_words.end())
      reader.report("--events", TextFault{Fault::unknown_name,
                                          fmt::format("{} is neither single nor day",
                                                      in_quotes(*options.events)),
                                          did_you_mean(*options.events, entries_per_words)});
    else
      choice.per = static_cast<EntriesPer>(found - entries_per_words.begin());
  }
  reader.finish();
  return choice;
}

} // namespace

Admission admitted_case(const Options& options, std::istream& in) {
  const CaseOptions of_case(options);
  const bool from_stream = options.argument.empty() || options.argument == "-";
  const std::string name = from_stream ? "standard input" : printable(options.argument);
  const std::string text =
      from_stream ? must(read_whole_stream(in, name)) : must(read_whole_file(options.argument));
  auto document =
      options.argument.ends_with(".toml") ? read_toml(text, name) : read_json(text, name);
  must(document);
  CaseAdditions additions = of_case.additions();
  additions.sha256 = sha256(text);
  additions.order_is_of_case = options.command == "verify" && !options.order;
  TreatmentFiles treatments(options);
  return must_admit(std::move(*document), additions, treatments, of_case);
}

// A calendar file is kept apart from others by its patient, and it is of the case as it stands.
std::string ics_of(const Plan& plan, const Options& options) {
  if (options.move)
    throw Invalid{{{Fault::usage,
                    {"--move"},
                    "a calendar file would put a question into calendars as the plan",
                    "look at it as text; once it is decided, write [[postponed]] into the case"}}};
  if (plan.the_case->id.empty())
    throw Invalid{{{Fault::missing_key,
                    {.pointer = "/patient/id"},
                    "a calendar file without a patient id would mix with another patient's",
                    "add [patient] id"}}};
  return calendar_ics(plan, read_ics_choice(options));
}

} // namespace nkdose
