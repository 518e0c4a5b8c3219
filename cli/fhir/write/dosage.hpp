// The dosageInstruction of a request: how much, on which days, how it is prepared.
#pragma once

#include "cli/fhir/write/writer.hpp"
#include "dosing/text/document.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// What is still to be given, in the order of the calendar.
std::vector<const Event*> planned_events(const Plan& plan, EventKind kind);
/// Likewise, of one drug.
std::vector<const Event*> planned_doses(const Plan& plan, std::size_t drug);

/// Whether a correction writes this member of a draft's dosage anew.
bool is_corrected(std::string_view key_of_dosage);

/// The element dosageInstruction of a drug that has an order and doses to come. Of a `draft` that
/// is corrected everything stays but the text, the days and the dose.
void write_drug_dosage(FhirWriter& json, const Plan& plan, std::size_t drug,
                       const Value* draft = nullptr);
/// Likewise of the cells.
void write_cell_dosage(FhirWriter& json, const Plan& plan, const Value* draft = nullptr);

} // namespace nkdose
