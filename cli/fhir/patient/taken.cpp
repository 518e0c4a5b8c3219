#include "cli/fhir/patient/taken.hpp"

#include "cli/fhir/read/medication.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view kinds[] = {"MedicationStatement", "MedicationRequest",
                                      "MedicationAdministration", "MedicationDispense"};
constexpr std::string_view never_taken[] = {"entered-in-error", "not-taken", "cancelled",
                                            "not-done", "declined"};
constexpr std::string_view going_on[] = {"active", "draft", "intended", "in-progress"};
constexpr int longest_course = 14; // days from its first dose to the last

// "a MedicationStatement (active)"
std::string called(const FhirElement& resource) {
  const std::string_view status = resource["status"].text();
  return fmt::format("a {} ({})", resource.type(),
                     status.empty() ? "no status" : printable(status));
}

class TakenReader {
public:
  TakenReader(const PatientSources& sources, FhirProblems& problems, Remarks& remarks,
              std::vector<SafetyAnswer>& answers)
      : sources_(sources), problems_(problems), remarks_(remarks), answers_(answers) {}

  void read(const FhirElement& resource) {
    const bool is_statement = resource.type() == "MedicationStatement";
    const FhirElement not_to = resource["doNotPerform"];
    const bool is_taken_back = holds(never_taken, resource["status"].text()) ||
                               (not_to && not_to.value().literal != "false");
    if (is_pentostatin(sources_.resources, resource)) {
      if (is_taken_back) return remarks_.add_taken_back();
      return pentostatin(resource);
    }
    if (!is_statement) return; // read with the requests
    if (is_taken_back) return remarks_.add_taken_back();
    const Medication medication = medication_of(sources_.resources, resource);
    if (medication.kind == Medication::Kind::other) return remarks_.add_another_thing();
    ours(resource, medication);
  }

private:
  void pentostatin(const FhirElement& resource) {
    const FhirElement subject = resource["subject"];
    if (!sources_.resources.refers(subject, sources_.patient))
      return problems_.report(subject ? subject : resource, Fault::contradiction,
                              "this pentostatin is not said to be the patient's",
                              "correct its subject, or take it out");
    const bool is_going_on = holds(going_on, resource["status"].text());
    if (is_going_on) answers_.push_back({"pentostatin", true, resource});
    remarks_.add_unread(resource, "pentostatin",
                        fmt::format("{} of pentostatin{}", called(resource),
                                    is_going_on ? ": it answers pentostatin with yes" : ""));
  }

  // The last day on which it was taken; none where nobody says so, or it goes on.
  static std::optional<Day> last_day(const FhirElement& statement) {
    const FhirElement period = statement["effectivePeriod"];
    const FhirElement last = period ? period["end"] : time_of(statement);
    const auto day = read_iso_date(last.text().substr(0, 10));
    return day ? std::optional(*day) : std::nullopt;
  }

  void ours(const FhirElement& statement, const Medication& medication) {
    const std::string name =
        medication.id.empty() ? "a medication that may be one of the treatment's" : medication.id;
    const auto last = last_day(statement);
    const auto& today = sources_.today.day;
    if (!last || !today)
      return remarks_.add_unread(statement, "given-before",
                                 fmt::format("{} of {}, that does not say on which day it ended",
                                             called(statement), name));
    if (days_between(*last, *today) > longest_course) return remarks_.add_older();
    problems_.report(statement, Fault::contradiction,
                     fmt::format("{} of {} until {}: shortly before the day of the calculation, {}",
                                 called(statement), name, iso_date(*last), iso_date(*today)),
                     "write a case with [[given]]; or take it out where it is of another course");
  }

  const PatientSources& sources_;
  FhirProblems& problems_;
  Remarks& remarks_;
  std::vector<SafetyAnswer>& answers_;
};

} // namespace

void add_answers_of_medications(const PatientSources& sources, FhirProblems& problems,
                                Remarks& remarks, std::vector<SafetyAnswer>& answers) {
  TakenReader reader(sources, problems, remarks, answers);
  for (const std::string_view kind : kinds)
    for (const FhirElement& resource : sources.resources.of_type(kind))
      reader.read(resource);
}

} // namespace nkdose
