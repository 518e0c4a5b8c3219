// A FHIR document becomes a case and an order, each value at its place in the document.
//
// In two steps, for what counts as measured depends on the day of the calculation, which depends on
// the order and its protocol.
#pragma once

#include "cli/fhir/read/observations.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

/// What people read beside the requests: of a case it must not contradict them; where they are the
/// order that is compared, `verify` says so.
enum class RequestTexts { of_the_case, compared_with_the_order };

/// A case with its [order] and what travels in our own extension, without [patient] and [safety].
Checked<Document, Problems> case_order(const FhirResources& resources, RequestTexts texts);

/// Adds [patient] and [safety] to a case: what was measured by `today`, the day of the calculation;
/// and what bears on the dose and is not in them.
Problems add_patient(const FhirResources& resources, const Treatment& treatment,
                     CalculationDay today, RequestTexts texts, Document& the_case);

/// Names the protocol that somebody has chosen, in a case whose requests name none.
void name_protocol(Document& the_case, const Protocol& protocol);

/// The requests as `nkdose/order/1`, to be compared under a protocol. With own measurements where
/// the order comes from elsewhere than the case: otherwise it would be compared with itself, and
/// called independent.
enum class OwnMeasurements { none, stated };
Checked<Document, Problems> written_order(const FhirResources& resources, const Protocol& protocol,
                                          OwnMeasurements own, CalculationDay today);

/// The day of a case's first drug; nothing where it has no day zero that can be used.
std::optional<Day> first_drug_day(const Document& the_case, const Protocol& protocol);

} // namespace nkdose
