// What can be wrong with an order's values: the same for a case and for a row of a batch.
#pragma once

#include "schedule/protocol/treatment.hpp"

namespace nkdose {

constexpr std::size_t longest_patient_id = 64; ///< characters

std::optional<TextFault> unusable_patient_id(std::string_view id);
/// So that nothing overflows: 0.001 to 100,000 mg/m2/day.
constexpr DoseLevel lowest_level = in<DoseLevel>(0.001_d), highest_level = in<DoseLevel>(100'000_d);
constexpr bool is_possible(DoseLevel level) {
  return level >= lowest_level && level <= highest_level;
}
std::optional<TextFault> impossible_level(DoseLevel level);
/// Per kg exactly where the protocol is, for this weight.
std::optional<TextFault> misfitting_level(const CellLevel& level, ActualWeight weight,
                                          const Protocol& protocol);
std::optional<TextFault> unplannable_day_zero(Day day);
/// A name that no built-in protocol has.
TextFault unknown_protocol(std::string_view name);
/// A name that is not the protocol's that is used.
std::optional<TextFault> other_protocol(std::string_view name, const Protocol& protocol);

} // namespace nkdose
