// The terms of other people that a FHIR resource is made of: systems, codes, units. FHIR R4
// (4.0.1).
#pragma once

#include "dosing/drug/drug.hpp"

#include <array>
#include <span>
#include <string_view>

namespace nkdose {

constexpr std::string_view loinc_system = "http://loinc.org";
constexpr std::string_view snomed_system = "http://snomed.info/sct";
constexpr std::string_view ucum_system = "http://unitsofmeasure.org";
constexpr std::string_view rxnorm_system = "http://www.nlm.nih.gov/research/umls/rxnorm";
constexpr std::string_view atc_system = "http://www.whocc.no/atc";
constexpr std::string_view dose_rate_type_system =
    "http://terminology.hl7.org/CodeSystem/dose-rate-type";
constexpr std::string_view observation_category_system =
    "http://terminology.hl7.org/CodeSystem/observation-category";
constexpr std::string_view yes_no_system = "http://terminology.hl7.org/CodeSystem/v2-0136";
/// Says why an element is not there, where R4 wants it said.
constexpr std::string_view absent_reason_url =
    "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
/// Our own: finding codes, formulas, products by name, the questions of [safety], protocols by id,
/// and what of a case FHIR has no element for.
constexpr std::string_view finding_system = "urn:x-nkdose:finding";
constexpr std::string_view acknowledge_system = "urn:x-nkdose:acknowledge";
constexpr std::string_view formula_system = "urn:x-nkdose:formula";
constexpr std::string_view product_system = "urn:x-nkdose:product";
constexpr std::string_view safety_questionnaire = "urn:x-nkdose:safety";
constexpr std::string_view protocol_uri = "urn:x-nkdose:protocol:";
constexpr std::string_view case_extension = "urn:x-nkdose:case";

std::string_view system_of(DrugCode::System system);

/// What is measured of a patient, and the LOINC codes it goes by.
enum class Observable { height, weight, creatinine, surface, clearance, age, pregnancy_test, sex };
struct ObservableTerm {
  Observable what;
  std::string_view title;
  std::string_view category; ///< of FHIR's observation-category
  struct Loinc {
    std::string_view code, display;
  };
  std::array<Loinc, 2> codes; ///< the first is written; a second may be read or written beside it
  /// Codes of the same thing, measured or stated otherwise, or of other systems (SNOMED CT, NPU,
  /// IEEE 11073, JLAC10), from memory: never read, but a newer value under one of them is asked
  /// about.
  std::span<const std::string_view> alike = {};
  /// LOINC codes of what sounds like it and is another thing, from memory, where no words say so.
  std::span<const std::string_view> another = {};
};
/// LOINC 2.77: 8302-2, 29463-7, 14682-9 and 2160-0, 8277-6 and 3140-1, 35591-7, 30525-0, 2106-3 and
/// 2118-8.
constexpr std::size_t observable_count = 8;
std::span<const ObservableTerm> observable_terms();
const ObservableTerm& term_of(Observable what);

} // namespace nkdose
