// A day zero that was given up, and why.
#pragma once

#include "schedule/days/day.hpp"

namespace nkdose {

struct Postponement {
  Day from; ///< the former day zero
  std::string reason;
  std::string by;
  Day on; ///< when it was decided
};

} // namespace nkdose
