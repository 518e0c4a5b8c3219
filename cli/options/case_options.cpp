#include "cli/options/case_options.hpp"

#include "dosing/identity/person.hpp"
#include "dosing/identity/placeholder.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// A setting of a value that a bundle brings only with its patient.
bool is_of_patient(std::string_view setting) {
  constexpr std::string_view tables[] = {"patient", "safety"};
  return setting.find('=') != setting.npos &&
         holds(tables, setting.substr(0, setting.find_first_of(".=")));
}

} // namespace

void read_day(const Options& options, CaseAdditions& additions, OptionReader& reader) {
  additions.on_today = options.on == "today";
  if (!additions.on_today) additions.on = reader.read("--on", options.on, read_written_date);
}

CaseOptions::CaseOptions(const Options& options) : options_(options) {
  if (!options.acknowledgements.empty() && options.by.value_or("").empty())
    of_additions_.report(
        "--by", {Fault::missing_key, "an acknowledgement needs a name", "add --by \"J Doe\""});
  else if (!options.acknowledgements.empty() && is_printable(*options.by))
    of_additions_.report("--by", no_name_of_person(*options.by));
  for (const std::string& acknowledgement : options.acknowledgements)
    read_acknowledgement(acknowledgement);
  read_day(options, additions_, of_additions_);
  for (const std::string& setting : options.settings)
    additions_.overrides.push_back(printable(setting));
  if (options.move) additions_.overrides.push_back("--move " + *options.move);
  if (options.holidays)
    additions_.overrides.push_back("--holidays " + printable(*options.holidays));
}

void CaseOptions::read_acknowledgement(const std::string& text) {
  const auto equals = text.find('=');
  const std::string head = text.substr(0, equals);
  const auto colon = head.find(':');
  Acknowledgement result{head.substr(0, colon), colon == head.npos ? "" : head.substr(colon + 1),
                         options_.by.value_or(""),
                         equals == text.npos ? "" : text.substr(equals + 1)};
  if (!is_printable(result.by))
    of_additions_.report("--by",
                         TextFault{Fault::text, "the name cannot be printed", "write it again"});
  if (result.reason.empty() || !is_printable(text)) {
    of_additions_.report("--acknowledge",
                         {Fault::usage,
                          fmt::format("{} has no reason, or cannot be printed", in_quotes(text)),
                          "write CODE=REASON or CODE:SUBJECT=REASON"});
    return;
  }
  if (says_nothing(result.reason))
    of_additions_.report("--acknowledge",
                         TextFault{Fault::text,
                                   fmt::format("{} says nothing", in_quotes(result.reason)),
                                   "write why it is accepted"});
  of_additions_.report("--acknowledge", bad_finding_code(result.code));
  additions_.acknowledgements.push_back(std::move(result));
}

Problems CaseOptions::operator()(Document& the_case, Part part) const {
  the_case.option = "--set";
  OptionReader reader;
  for (const std::string& setting : options_.settings)
    if (part == Part::whole || (part == Part::patient) == is_of_patient(setting))
      put(setting, the_case, reader);
  if (part == Part::patient) return reader.problems();
  move_day_zero(the_case, reader);
  // What is wrong with a bundle's changes has always been said last, with a case's first.
  const bool is_first = part == Part::whole;
  Problems problems = (is_first ? reader : of_additions_).problems();
  for (const Problem& problem : (is_first ? of_additions_ : reader).problems())
    problems.push_back(problem);
  return problems;
}

void CaseOptions::put(const std::string& setting, Document& the_case, OptionReader& reader) const {
  const auto equals = setting.find('=');
  if (equals == setting.npos)
    reader.report("--set", {Fault::usage, fmt::format("{} is not KEY=TEXT", in_quotes(setting)),
                            "write such as \"patient.weight=61 kg\""});
  else
    reader.report("--set",
                  set_text(the_case, setting.substr(0, equals), setting.substr(equals + 1)));
}

// The whole plan so many days later or earlier; the case's own day zero stays in the file. What is
// wrong with that day zero is said when the case is read.
void CaseOptions::move_day_zero(Document& the_case, OptionReader& reader) const {
  const auto days = reader.read("--move", options_.move, read_whole);
  if (!days) return;
  if (*days < -366 || *days > 366)
    reader.report("--move", TextFault{Fault::outside_limits, "more than a year",
                                      "write order.day_zero with --set"});
  const Value* order = the_case.root.find("order");
  const Value* day_zero = order ? order->find("day_zero") : nullptr;
  const auto date = read_written_date(day_zero ? day_zero->literal : std::string_view());
  if (date) set_text(the_case, "order.day_zero", iso_date(*date + std::chrono::days(*days)));
}

} // namespace nkdose
