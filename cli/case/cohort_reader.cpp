#include "cli/case/cohort_reader.hpp"

#include "cli/case/csv.hpp"
#include "dosing/identity/identity.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day_file.hpp"
#include "schedule/protocol/escalation_rule_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t most_patients = 200;
constexpr int longest_course = 400; // days from the first to the last infusion

constexpr Field file_fields[] = {
    {"cohort", Shape::table, Need::optional, "the trial"},
    escalation_field,
    {"patient", Shape::tables, Need::required, "the patients, a table each"},
    {"source", Shape::tables, Need::optional, "the sources that `source` keys name"},
};
constexpr Field cohort_fields[] = {
    {"protocol", Shape::text, Need::optional, "the protocol, unless --protocol names one",
     "\"f01\""},
};
constexpr Field patient_fields[] = {
    {"id", Shape::text, Need::required, "the patient's id", "\"F01-007\""},
    {"level", Shape::quantity, Need::required, "the dose level, in cells or cells/kg",
     "\"5e8 cells\""},
    {"first_infusion", Shape::date, Need::required, "the date of the first infusion", "2026-12-07"},
    {"last_infusion", Shape::date, Need::optional,
     "of the last one; needed where the window counts from it", "2026-12-14"},
    {"dlt", Shape::choice, Need::optional,
     "dose-limiting toxicity: yes, no, or unknown (what nothing means)", "\"no\""},
    {"dlt_on", Shape::date, Need::optional, "its date, with dlt = \"yes\"", "2026-12-20"},
    {"evaluable", Shape::choice, Need::optional, "yes (what nothing means) or no", "\"no\""},
    {"reason", Shape::text, Need::optional, "why not evaluable", "\"withdrew on Day 9\""},
};
constexpr std::string_view answers[] = {"no", "yes"};

class PatientReader {
public:
  PatientReader(const Table& table, Anchor window_from)
      : table_(table), window_from_(window_from) {}

  CohortPatient read() {
    id();
    level();
    infusions();
    toxicity();
    evaluability();
    return std::move(patient_);
  }

private:
  void id() {
    const auto text = table_.text("id", Name::limit);
    if (!text) return;
    if (text->size() <= Name::limit)
      patient_.id = Name(std::string_view(*text));
    else
      table_.report("id", Fault::text, fmt::format("{} is too long", in_quotes(*text)),
                    fmt::format("write at most {} bytes", Name::limit));
  }

  void level() {
    const auto level = table_.quantity<CellLevel>("level", read_cell_level);
    if (!level) return;
    if (const auto fault = impossible_level(*level)) table_.report("level", *fault);
    patient_.level = *level;
  }

  void infusions() {
    const auto first = read_plannable_date(table_, "first_infusion");
    patient_.last_infusion = read_plannable_date(table_, "last_infusion");
    if (window_from_ == Anchor::last_infusion && !table_.has("last_infusion"))
      table_.report("", Fault::missing_key,
                    "the window counts from the last infusion, and last_infusion is missing",
                    "add its date, as it was or as it is planned");
    if (!first) return;
    patient_.first_infusion = *first;
    if (patient_.last_infusion && (*patient_.last_infusion < *first ||
                                   days_between(*first, *patient_.last_infusion) > longest_course))
      table_.report("last_infusion", Fault::contradiction,
                    fmt::format("the last infusion is before the first, or more than {} days after",
                                longest_course),
                    "check both dates");
  }

  void toxicity() {
    const auto outcome = table_.choice("dlt", outcome_words);
    patient_.toxicity_on = read_plannable_date(table_, "dlt_on");
    if (outcome) patient_.outcome = static_cast<ToxicityOutcome>(*outcome);
    const bool has_toxicity = patient_.outcome == ToxicityOutcome::toxicity;
    if (has_toxicity && !table_.has("dlt_on"))
      table_.report("dlt", Fault::missing_key, "a dose-limiting toxicity has no date",
                    "add dlt_on: the date on which it began");
    if (!has_toxicity && table_.has("dlt_on") && (outcome || !table_.has("dlt")))
      table_.report("dlt_on", Fault::contradiction, "a toxicity is dated, and dlt does not say yes",
                    "write dlt = \"yes\"");
  }

  // A toxicity says of a level what a whole window would.
  void evaluability() {
    const auto answer = table_.choice("evaluable", answers);
    patient_.is_evaluable = !answer || answers[*answer] == "yes";
    patient_.reason = table_.text("reason", 200).value_or("");
    if (!patient_.is_evaluable && !table_.has("reason"))
      table_.report("evaluable", Fault::missing_key, "a patient is not evaluable for a reason",
                    "add reason = \"withdrew on Day 9\"");
    if (patient_.is_evaluable && table_.has("reason") && (answer || !table_.has("evaluable")))
      table_.report("reason", Fault::contradiction,
                    "a reason is given, and the patient is evaluable",
                    "write evaluable = \"no\", or remove the reason");
    if (!patient_.is_evaluable && patient_.outcome == ToxicityOutcome::toxicity)
      table_.report("evaluable", Fault::contradiction,
                    "a patient with a dose-limiting toxicity is evaluable",
                    "remove one of the two");
  }

  const Table& table_;
  Anchor window_from_;
  CohortPatient patient_{};
};

// Twice the same patient would count twice.
void report_duplicate(const Table& table, const Name& id,
                      const std::vector<CohortPatient>& patients) {
  const auto found =
      std::find_if(patients.begin(), patients.end(), [&](const CohortPatient& earlier) {
        return is_same_identity(earlier.id.text(), id.text());
      });
  if (id.empty() || found == patients.end()) return;
  table.report("id", Fault::contradiction,
               fmt::format("{} stands twice; patient {} of the file is the same",
                           in_quotes(id.text()), found - patients.begin() + 1),
               "keep one: a patient counts once, at the level of the first infusion");
}

std::vector<CohortPatient> read_patients(const Table& file, Anchor window_from) {
  std::vector<CohortPatient> patients;
  const std::vector<Table> tables = file.tables("patient", patient_fields);
  if (file.has("patient") && (tables.empty() || tables.size() > most_patients)) {
    file.report(
        "patient", Fault::data,
        fmt::format("{} patients, a cohort's file has 1 to {}", tables.size(), most_patients),
        "check which file was given");
    return patients;
  }
  for (const Table& table : tables) {
    CohortPatient patient = PatientReader(table, window_from).read();
    report_duplicate(table, patient.id, patients);
    if (!patients.empty() && patient.level.index() != patients.front().level.index())
      table.report("level", Fault::contradiction,
                   "some levels are in cells and some in cells/kg, which have no order",
                   "write all levels in the unit of the protocol");
    patients.push_back(std::move(patient));
  }
  sort_by(patients, &CohortPatient::first_infusion);
  return patients;
}

} // namespace

Checked<Document, Problems> read_cohort_csv(std::string_view text, std::string name) {
  return read_csv(text, std::move(name), "patient", patient_fields);
}

std::optional<std::string> protocol_of_cohort(const Document& document) {
  const Value* table = document.root.find("cohort");
  const Value* named = table ? table->find("protocol") : nullptr;
  if (!named || named->type != Value::Type::text) return std::nullopt;
  return std::string(named->literal);
}

Checked<Cohort, Problems> read_cohort(const Document& document, const Protocol& protocol,
                                      const EscalationRule& of_options, std::string sha256) {
  FileProblems reader{document.name, {}};
  const Table file(document.root, file_fields, "", reader);
  if (const auto table = file.table("cohort", cohort_fields)) table->text("protocol");
  const References references(file.tables("source", References::fields));
  Cohort cohort{laid_over(protocol.escalation,
                          read_escalation(file, references, protocol.events, Speaker::trial)),
                {}};
  cohort.rule = laid_over(cohort.rule, of_options);
  if (!cohort.rule.window && reader.problems.empty())
    file.report("escalation", Fault::missing_key,
                "neither the protocol nor the file states the window for dose-limiting toxicity",
                "add [escalation] with window_length, window_from and source");
  if (const auto fault = size_misfit(cohort.rule)) file.report("escalation", *fault);
  cohort.patients =
      read_patients(file, cohort.rule.window ? cohort.rule.window->value.anchor : Anchor::day_zero);
  if (cohort.rule.levels && !cohort.patients.empty() &&
      cohort.rule.levels->value.front().index() != cohort.patients.front().level.index())
    file.report("patient", Fault::contradiction,
                "the stated levels and those of the patients are in cells and in cells/kg, which "
                "have no order",
                "write all levels in the unit of the protocol");
  if (!reader.problems.empty()) return std::move(reader.problems);
  cohort.sha256 = std::move(sha256);
  return cohort;
}

} // namespace nkdose
