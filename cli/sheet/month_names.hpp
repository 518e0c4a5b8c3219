// The names of months.
#pragma once

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace nkdose {

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// "December 2026".
inline std::string month_name(std::chrono::year_month month) {
  return fmt::format("{} {}", month_names[unsigned{month.month()} - 1],
                     static_cast<int>(month.year()));
}

} // namespace nkdose
