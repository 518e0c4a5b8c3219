// A plan as a proposal in FHIR R4: what an order-entry system may take over, and nobody has
// ordered.
#pragma once

#include "dosing/text/document.hpp"
#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

/// A collection to be read, or a transaction that a server carries out as a whole.
enum class BundleKind { collection, transaction };

/// A Bundle: Patient, Device, Observations, a MedicationRequest a drug and one for the cells, a
/// RequestGroup that dates them, and a DetectedIssue a finding. Every request is a draft. The same
/// plan gives the same bytes. Of a refused plan: an OperationOutcome, without a request. The case
/// has an id. `document` is what it was read from: what FHIR has no element for (bags, doses that
/// were given, answers of the screening, ...) travels as it stands, in an extension of the
/// RequestGroup, so that the bundle read again is the same case.
std::string plan_fhir(const Plan& plan, const Document& document, BundleKind kind);

} // namespace nkdose
