// Some of the weekdays.
#pragma once

#include <array>

namespace nkdose {

using Weekdays = std::array<bool, 7>; ///< from Sunday, as std::chrono counts

} // namespace nkdose
