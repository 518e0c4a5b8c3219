#include "cli/fhir/read/table_builder.hpp"

#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

Document document_beside(const Document& other) {
  Document document{other.name, {}};
  document.root.type = Value::Type::table;
  document.root.position = other.root.position;
  document.kept = other.kept;
  return document;
}

void TableBuilder::agreed_text(std::string_view key, std::string text, const FhirElement& from,
                               FhirProblems& problems) {
  const Value* before = table_.find(key);
  if (!before) {
    this->text(key, std::move(text), from);
  } else if (!text.empty() && before->literal != text) {
    Place other = document_.place_of(pointer_of(key), {});
    other.source.clear(); // the same file
    problems.report(from, Fault::contradiction,
                    fmt::format("{} here, and {} at {}", in_quotes(text),
                                in_quotes(before->literal), to_text(other)),
                    "keep one of the two");
  }
}

} // namespace nkdose
