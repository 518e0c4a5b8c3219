// The data types of FHIR that several resources are made of, written as JSON.
#pragma once

#include "cli/data/json_writer.hpp"
#include "cli/fhir/terms.hpp"

namespace nkdose {

/// A JsonWriter that knows FHIR's small types. An element that is empty is left out: FHIR has no
/// null.
class FhirWriter : public JsonWriter {
public:
  FhirWriter& begin(std::string_view type) {
    open_object().key("resourceType").text(type);
    return *this;
  }
  FhirWriter& text_at(std::string_view key, std::string_view text) {
    if (!text.empty()) this->key(key).text(text);
    return *this;
  }
  /// `{"coding": [...], "text": ...}` is made of these, between open_object and close_object.
  void coding(std::string_view system, std::string_view code, std::string_view display = "") {
    open_object(true).key("system").text(system).key("code").text(code);
    text_at("display", display);
    close_object();
  }
  /// A CodeableConcept with one coding.
  void concept_at(std::string_view key, std::string_view system, std::string_view code,
                  std::string_view text = "") {
    this->key(key).open_object().key("coding").open_list();
    coding(system, code);
    close_list();
    text_at("text", text);
    close_object();
  }
  /// A CodeableConcept of words alone.
  void words_at(std::string_view key, std::string_view text) {
    this->key(key).open_object(true).key("text").text(text).close_object();
  }
  void reference_at(std::string_view key, std::string_view urn) {
    this->key(key).open_object(true).key("reference").text(urn).close_object();
  }
  void references_at(std::string_view key, const std::vector<std::string>& urns) {
    if (urns.empty()) return;
    this->key(key).open_list();
    for (const std::string& urn : urns)
      open_object(true).key("reference").text(urn).close_object();
    close_list();
  }
  /// A Quantity: for people in `unit`, for programs in UCUM's `code`.
  void quantity_at(std::string_view key, Decimal value, std::string_view unit,
                   std::string_view code) {
    this->key(key).open_object(true).key("value").number(value).key("unit").text(unit);
    this->key("system").text(ucum_system).key("code").text(code).close_object();
  }
};

} // namespace nkdose
