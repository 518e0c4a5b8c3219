#include "cli/fhir/write/dosage.hpp"

#include "cli/data/document_json.hpp"
#include "cli/words/preparation_words.hpp"
#include "cli/words/shown.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr int whole_cells = 6; // decimals of a count in 10^6

void write_dates(FhirWriter& json, const std::vector<const Event*>& events) {
  json.key("timing").open_object().key("event").open_list(true);
  for (const Event* event : events)
    json.text(iso_date(event->date));
  json.close_list().close_object();
}

void write_dose(FhirWriter& json, std::string_view type, Decimal value, std::string_view unit,
                std::string_view code) {
  json.open_object();
  json.concept_at("type", dose_rate_type_system, type);
  json.quantity_at("doseQuantity", value, unit, code);
  json.close_object();
}

void write_kept(FhirWriter& json, const Value* draft) {
  if (!draft) return;
  for (const Member& member : draft->members)
    if (!is_corrected(member.key)) json.key(member.key).raw(compact_json(member.value));
}

void write_preparation(FhirWriter& json, const Plan& plan, std::size_t drug) {
  const std::vector<std::string> steps = preparation_steps(plan, drug, no_cite);
  if (steps.empty()) return;
  json.key("additionalInstruction").open_list();
  for (const std::string& step : steps)
    json.open_object(true).key("text").text(step).close_object();
  json.close_list();
}

void write_ordered_cells(FhirWriter& json, const CellLevel& level) {
  if (const auto* per_kg = std::get_if<CellsPerKilogram>(&level))
    write_dose(json, "ordered", number_of(*per_kg), "10^6 cells/kg", "10*6{cells}/kg");
  else
    write_dose(json, "ordered", number_of(std::get<CellCount>(level)), "10^6 cells", "10*6{cells}");
}

} // namespace

bool is_corrected(std::string_view key_of_dosage) {
  constexpr std::string_view corrected[] = {"text", "timing", "doseAndRate"};
  return holds(corrected, key_of_dosage);
}

std::vector<const Event*> planned_events(const Plan& plan, EventKind kind) {
  std::vector<const Event*> events;
  for (const Event& event : plan.calendar)
    if (event.kind == kind && event.progress == Progress::planned) events.push_back(&event);
  return events;
}

std::vector<const Event*> planned_doses(const Plan& plan, std::size_t drug) {
  std::vector<const Event*> events = planned_events(plan, EventKind::drug);
  std::erase_if(events, [&](const Event* event) { return event->drug != drug; });
  return events;
}

void write_drug_dosage(FhirWriter& json, const Plan& plan, std::size_t drug, const Value* draft) {
  const RoundedDose dose = plan.release.order()->doses(drug).rounded;
  json.key("dosageInstruction").open_list().open_object();
  json.key("text").text(fmt::format("{} mg daily, once a day on each of the dates", shown(dose)));
  write_kept(json, draft);
  if (!draft) write_preparation(json, plan, drug);
  write_dates(json, planned_doses(plan, drug));
  json.key("doseAndRate").open_list();
  write_dose(json, "ordered", number_of(*plan.the_case->prescription.drugs[drug].level),
             "mg/m2/day", "mg/m2/d");
  write_dose(json, "calculated", number_of(dose), "mg", "mg");
  json.close_list().close_object().close_list();
}

void write_cell_dosage(FhirWriter& json, const Plan& plan, const Value* draft) {
  json.key("dosageInstruction").open_list().open_object();
  write_kept(json, draft);
  write_dates(json, planned_events(plan, EventKind::infusion));
  if (plan.cells.level) {
    json.key("doseAndRate").open_list();
    write_ordered_cells(json, *plan.cells.ordered);
    write_dose(json, "calculated", cut_to(number_of(*plan.cells.level), whole_cells), "10^6 cells",
               "10*6{cells}");
    json.close_list();
  }
  json.close_object().close_list();
}

} // namespace nkdose
