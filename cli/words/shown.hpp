// How a sheet for people writes a number.
#pragma once

#include "dosing/number/kinds.hpp"

namespace nkdose {

/// The number of a quantity or a kind, with a comma at each thousand.
template <class Q>
std::string shown(const Q& quantity) {
  return to_grouped_text(number_of(quantity));
}

} // namespace nkdose
