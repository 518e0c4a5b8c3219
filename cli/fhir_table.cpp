#include "cli/fhir_table.hpp"

#include <fmt/format.h>

namespace nkdose {

Document document_beside(const Document& other) {
  Document document{other.name, {}};
  document.root.type = Value::Type::table;
  document.root.position = other.root.position;
  document.kept = other.kept;
  return document;
}

} // namespace nkdose
