// What the measurements that are compared are called.
#pragma once

#include "schedule/verify/verification.hpp"

#include <string_view>

namespace nkdose {

struct MeasurementWords {
  std::string_view name, key, unit; ///< for people; for programs; for people
};
const MeasurementWords& words_of(Measurement what);

/// "female" or "male", from the place of a sex among the two.
std::string_view sex_word(Decimal place);

} // namespace nkdose
