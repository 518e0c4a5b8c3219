#include "dosing/text/checked.hpp"

#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {
constexpr std::array<FaultRow, 16> faults{{
    {Fault::usage, "I001", "the command line cannot be understood"},
    {Fault::syntax, "I002", "the file is not valid TOML or JSON"},
    {Fault::unknown_key, "I003", "a key that does not exist"},
    {Fault::missing_key, "I004", "a required key is missing"},
    {Fault::wrong_type, "I005", "a value of the wrong type"},
    {Fault::number, "I006", "not a plain decimal number"},
    {Fault::no_unit, "I007", "a number without its unit"},
    {Fault::wrong_unit, "I008", "a unit that does not fit"},
    {Fault::no_time, "I009", "a dose without its time: say per day"},
    {Fault::outside_limits, "I010", "outside what can be a patient or a rule"},
    {Fault::date, "I011", "not a date that can be used"},
    {Fault::unknown_name, "I012", "a name that is not known"},
    {Fault::contradiction, "I013", "two statements that cannot both hold"},
    {Fault::text, "I014", "a text that cannot be used"},
    {Fault::too_large, "I015", "a file too large or nested too deeply"},
    {Fault::data, "I016", "a data file that does not hold together"},
}};
} // namespace

std::span<const FaultRow> fault_table() {
  return faults;
}

std::string_view code_of(Fault fault) {
  return find_in(faults, fault, &FaultRow::fault)->code;
}

std::string to_text(const Place& place) {
  std::string text = place.source;
  if (place.position.line != 0) text += fmt::format(":{}", place.position.line);
  if (place.position.column != 0) text += fmt::format(":{}", place.position.column);
  for (const std::string* part : {&place.nearest, &place.pointer})
    if (!part->empty()) text += (text.empty() ? "" : " ") + *part;
  return text;
}

void put_in_order_of_file(Problems& problems) {
  sort_by(problems, [](const Problem& problem) { return problem.place.position; });
}

} // namespace nkdose
