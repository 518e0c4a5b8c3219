#include "cli/case/measurement_reader.hpp"

namespace nkdose {
namespace {

void report(const Table& table, std::string_view key, const std::optional<TextFault>& fault) {
  if (fault) table.report(key, *fault);
}

} // namespace

Measurements read_measurements(const Table& table) {
  Measurements read;
  if (const auto sex = table.choice("sex")) read.sex = static_cast<Sex>(*sex);
  read.height = table.quantity<Height>("height", read_height);
  read.weight = table.quantity<ActualWeight>("weight", read_weight);
  read.creatinine = table.quantity<SerumCreatinine>("serum_creatinine", read_creatinine);
  if (read.height && read.weight) {
    for (const auto& [key, fault] : impossible_body(*read.height, *read.weight))
      table.report(key, fault);
  } else if (read.height) {
    report(table, "height", impossible_height(*read.height));
  } else if (read.weight) {
    report(table, "weight", impossible_weight(*read.weight));
  }
  if (read.creatinine) report(table, "serum_creatinine", impossible_creatinine(*read.creatinine));
  return read;
}

} // namespace nkdose
