// Walking a FHIR resource: every element knows its path, so that an error can say it.
#pragma once

#include "dosing/text/document.hpp"

namespace nkdose {

/// An element of a document, or none; what is looked for inside none is none. Outlived by the
/// document.
class FhirElement {
public:
  FhirElement() = default;
  FhirElement(const Value& value, std::string path) : value_(&value), path_(std::move(path)) {}

  explicit operator bool() const { return value_ != nullptr; }
  const Value& value() const { return *value_; }
  /// A JSON pointer: "/entry/3/resource/valueQuantity/code".
  const std::string& path() const { return path_; }

  FhirElement operator[](std::string_view key) const;
  /// Of a list; anything else is its only item, so that what is no list is not passed over.
  std::vector<FhirElement> items() const;
  /// The first of them.
  FhirElement first() const;
  /// Of a text; of anything else, empty.
  std::string_view text() const;
  std::string_view type() const; ///< of a resource

private:
  const Value* value_ = nullptr;
  std::string path_;
};

/// What R4 forbids to pass over unread, wherever it stands within: a modifierExtension, or rules
/// that are implied; none where there is none.
FhirElement modifier_within(const FhirElement& element);

/// An extension of a primitive element ("_status"), but of a text for people; none where there is
/// none. It may say that the value is not known, or was a mistake.
FhirElement extended_primitive_within(const FhirElement& element);

/// The problems found in one document of FHIR.
class FhirProblems {
public:
  explicit FhirProblems(const Document& document) : document_(&document) {}
  void report(const FhirElement& at, Fault fault, std::string detail, std::string action);
  /// In the order of the file.
  Problems sorted() &&;
  /// Reports such a modifier; false where there is none.
  bool report_modifier(const FhirElement& within);
  bool empty() const { return problems_.empty(); }
  std::size_t count() const { return problems_.size(); }

private:
  const Document* document_;
  Problems problems_;
};

} // namespace nkdose
