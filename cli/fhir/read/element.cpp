#include "cli/fhir/read/element.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"

#include <fmt/format.h>

namespace nkdose {

FhirElement FhirElement::operator[](std::string_view key) const {
  const Value* found = value_ ? value_->find(key) : nullptr;
  return found ? FhirElement(*found, fmt::format("{}/{}", path_, key)) : FhirElement();
}

std::vector<FhirElement> FhirElement::items() const {
  std::vector<FhirElement> elements;
  if (!value_ || value_->type == Value::Type::nothing) return elements;
  if (value_->type != Value::Type::list) return {*this};
  for (std::size_t i = 0; i < value_->items.size(); ++i)
    elements.emplace_back(value_->items[i], fmt::format("{}/{}", path_, i));
  return elements;
}

FhirElement FhirElement::first() const {
  if (!value_ || value_->type != Value::Type::list) return *this;
  return value_->items.empty() ? FhirElement() : FhirElement(value_->items.front(), path_ + "/0");
}

std::string_view FhirElement::text() const {
  return value_ && value_->type == Value::Type::text ? value_->literal : std::string_view();
}

std::string_view FhirElement::type() const {
  const Value* found = value_ ? value_->find("resourceType") : nullptr;
  return found && found->type == Value::Type::text ? found->literal : std::string_view();
}

FhirElement modifier_within(const FhirElement& element) {
  if (!element) return {};
  for (const std::string_view key : {"modifierExtension", "implicitRules"})
    if (FhirElement modifier = element[key]) return modifier;
  for (const Member& member : element.value().members)
    if (FhirElement modifier = modifier_within(element[member.key])) return modifier;
  if (element.value().type == Value::Type::list)
    for (const FhirElement& item : element.items())
      if (FhirElement modifier = modifier_within(item)) return modifier;
  return {};
}

FhirElement extended_primitive_within(const FhirElement& element) {
  constexpr std::string_view for_people[] = {"_display", "_text", "_title", "_patientInstruction"};
  if (!element) return {};
  for (const Member& member : element.value().members) {
    FhirElement inner = element[member.key];
    if (member.key.starts_with('_') && !holds(for_people, member.key)) return inner;
    if (FhirElement found = extended_primitive_within(inner)) return found;
  }
  if (element.value().type == Value::Type::list)
    for (const FhirElement& item : element.items())
      if (FhirElement found = extended_primitive_within(item)) return found;
  return {};
}

bool FhirProblems::report_modifier(const FhirElement& within) {
  const FhirElement modifier = modifier_within(within);
  if (modifier)
    report(modifier, Fault::data, "this may change what the resource means, and is not known here",
           "have somebody read it, and take it out");
  return bool(modifier);
}

void FhirProblems::report(const FhirElement& at, Fault fault, std::string detail,
                          std::string action) {
  if (problems_.size() >= FileProblems::most_problems) return;
  const Position position = at ? at.value().position : document_->root.position;
  problems_.push_back(
      {fault, {document_->name, position, at.path()}, std::move(detail), std::move(action)});
}

Problems FhirProblems::sorted() && {
  put_in_order_of_file(problems_);
  return std::move(problems_);
}

} // namespace nkdose
