#include "cli/command/patient/case_file.hpp"
#include "cli/data/calendar/calendar_ics.hpp"

#include "cli/options/case_options.hpp"
#include "cli/options/treatment_files.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"

namespace nkdose {

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
  return calendar_ics(plan,
                      options.with_doses ? Discretion::with_doses : Discretion::without_doses);
}

} // namespace nkdose
