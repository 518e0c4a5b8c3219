// What a sheet comes to, in one line.
#pragma once

#include "schedule/plan/release.hpp"

#include <string_view>

namespace nkdose {

/// "DRAFT: not an order. ...": at the top and at the bottom of a sheet.
std::string_view verdict_line(Status status);

} // namespace nkdose
