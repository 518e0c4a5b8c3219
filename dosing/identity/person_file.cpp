#include "dosing/identity/person_file.hpp"

#include "dosing/identity/person.hpp"
#include "dosing/identity/placeholder.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

std::optional<std::string> read_person(const Table& table, std::string_view key) {
  auto found = table.text(key);
  if (const auto fault = found ? no_name_of_person(*found) : std::nullopt)
    table.report(key, *fault);
  return found;
}

std::optional<std::string> read_said(const Table& table, std::string_view key) {
  auto text = table.text(key);
  if (text && says_nothing(*text))
    table.report(key, Fault::text, fmt::format("{} says nothing", in_quotes(*text)),
                 "write what it is, or leave the whole table out");
  return text;
}

} // namespace nkdose
