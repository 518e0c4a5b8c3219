#include "schedule/protocol/built_in_file.hpp"

#include "dosing/drug/drug_file.hpp"
#include "schedule/protocol/escalation_file.hpp"

namespace nkdose {

Drug built_in_drug(const DataFile& file) {
  return *read_file(file, read_drug);
}

EscalationDesign built_in_design(const DataFile& file) {
  return *read_file(file, read_design);
}

std::optional<EscalationDesign> find_design(std::string_view name) {
  for (const std::string_view id : built_in_ids("escalation")) {
    EscalationDesign design = built_in_design(*built_in("escalation", id));
    if (name == id || name == design.title) return design;
  }
  return std::nullopt;
}

} // namespace nkdose
