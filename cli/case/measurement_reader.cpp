#include "cli/case/measurement_reader.hpp"

#include "dosing/identity/person.hpp"

namespace nkdose {
namespace {

void report(const Table& table, std::string_view key, const std::optional<TextFault>& fault) {
  if (fault) table.report(key, *fault);
}

} // namespace

Measurements read_measurements(const Table& table, bool confirmed) {
  Measurements read;
  if (const auto sex = table.choice("sex")) read.sex = static_cast<Sex>(*sex);
  read.height = table.quantity<Height>("height", read_height);
  read.weight = table.quantity<ActualWeight>("weight", read_weight);
  read.creatinine = table.quantity<SerumCreatinine>("serum_creatinine", read_creatinine);
  if (read.height && read.weight) {
    for (const auto& [key, fault] : impossible_body(*read.height, *read.weight, confirmed))
      table.report(key, fault);
  } else if (read.height) {
    report(table, "height", impossible_height(*read.height));
  } else if (read.weight) {
    report(table, "weight", impossible_weight(*read.weight));
  }
  if (read.creatinine) report(table, "serum_creatinine", impossible_creatinine(*read.creatinine));
  return read;
}

std::vector<std::string> read_confirmation(const Table& table) {
  constexpr std::string_view key = "confirmed_by";
  if (!table.has(key)) return {};
  std::vector<std::string> names = table.texts(key);
  for (const std::string& name : names)
    if (const auto fault = no_name_of_person(name)) {
      table.report(key, *fault);
      return {};
    }
  if (names.size() == 2 && !is_one_person(names[0], names[1])) return names;
  table.report(key, Fault::contradiction, "a measurement is confirmed by two different people",
               "name the two who have measured, each alone, or remove the key");
  return {};
}

MeasuredClearance read_measured_clearance(const Table& table) {
  constexpr std::string_view key = "measured_clearance", method_key = "measured_clearance_method";
  MeasuredClearance read;
  if (const auto flow = table.quantity<Flow>(key, read_clearance)) {
    read.value = CreatinineClearance(*flow);
    report(table, key, impossible_clearance(*read.value));
  }
  read.method = table.text(method_key).value_or("");
  if (table.has(key) && !table.has(method_key))
    table.report(key, Fault::missing_key, "it is not said how the clearance was measured",
                 "add measured_clearance_method = \"24-hour urine\"");
  for (const std::string_view beside : {method_key, std::string_view("measured_clearance_on")})
    if (table.has(beside) && !table.has(key))
      table.report(beside, Fault::missing_key, "there is no measured clearance that it is about",
                   "add measured_clearance = \"84 mL/min\", or remove it");
  return read;
}

} // namespace nkdose
