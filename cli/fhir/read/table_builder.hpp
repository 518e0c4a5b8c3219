// A table of a case or of an order, made of elements of FHIR: each value keeps its place.
#pragma once

#include "cli/fhir/read/resources.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// A document beside another one, which keeps its texts.
Document document_beside(const Document& other);

/// Builds one table of a document, which outlives it.
class TableBuilder {
public:
  TableBuilder(Document& document, std::string pointer, const FhirElement& from)
      : document_(document), pointer_(std::move(pointer)), table_{}, from_(from) {
    table_.type = Value::Type::table;
    table_.position = position_of(from);
    if (from) document_.origins[pointer_] = from.path();
  }

  void text(std::string_view key, std::string text, const FhirElement& from) {
    if (!text.empty()) add(key, Value::Type::text, std::move(text), from);
  }
  /// Once, however many requests say it; another text than before is a contradiction.
  void agreed_text(std::string_view key, std::string text, const FhirElement& from,
                   FhirProblems& problems);
  void date(std::string_view key, Day day, const FhirElement& from) {
    add(key, Value::Type::date, iso_date(day), from);
  }
  void value(std::string_view key, Value value, const FhirElement& from) {
    if (from) document_.origins[pointer_of(key)] = from.path();
    table_.members.push_back({key, position_of(from), std::move(value)});
  }
  void list(std::string_view key, Value::Type type, const std::vector<std::string>& texts,
            const FhirElement& from) {
    Value list{Value::Type::list, "", position_of(from), {}, {}};
    for (const std::string& text : texts)
      list.items.push_back({type, document_.keep(text), position_of(from), {}, {}});
    value(key, std::move(list), from);
  }

  bool has(std::string_view key) const { return table_.find(key) != nullptr; }
  void remove(std::string_view key) {
    std::erase_if(table_.members, [&](const Member& member) { return member.key == key; });
  }
  const Value& built() const { return table_; }
  void into_root(std::string_view key) {
    document_.root.members.push_back({key, table_.position, std::move(table_)});
  }

private:
  static Position position_of(const FhirElement& element) {
    return element ? element.value().position : Position{1, 1};
  }
  std::string pointer_of(std::string_view key) const { return pointer_ + '/' + std::string(key); }
  void add(std::string_view key, Value::Type type, std::string text, const FhirElement& from) {
    value(key, Value{type, document_.keep(std::move(text)), position_of(from), {}, {}}, from);
  }

  Document& document_;
  std::string pointer_;
  Value table_;
  FhirElement from_;
};

} // namespace nkdose
