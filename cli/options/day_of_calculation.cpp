#include "cli/options/day_of_calculation.hpp"

#include <ctime>

namespace nkdose {

Reading<Day> today(const WardZone& zone) {
  using namespace std::chrono;
  if (zone && !*zone) return zone->reason();
  const std::time_t now = std::time(nullptr);
  if (zone)
    if (const auto day = (*zone)->day_of(Instant(seconds(now)))) return *day;
  std::tm local{};
  localtime_r(&now, &local);
  return Day(year(local.tm_year + 1900) / month(static_cast<unsigned>(local.tm_mon + 1)) /
             day(static_cast<unsigned>(local.tm_mday)));
}

Reading<Day> read_day_of_calculation(std::string_view text) {
  if (text == "today") return today(nullptr);
  return read_written_date(text);
}

} // namespace nkdose
