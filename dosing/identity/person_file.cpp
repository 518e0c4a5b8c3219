#include "dosing/identity/person_file.hpp"

#include "dosing/identity/person.hpp"

namespace nkdose {

std::optional<std::string> read_person(const Table& table, std::string_view key) {
  auto found = table.text(key);
  if (const auto fault = found ? no_name_of_person(*found) : std::nullopt)
    table.report(key, *fault);
  return found;
}

} // namespace nkdose
