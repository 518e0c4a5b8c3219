#include "cli/options/day_of_calculation.hpp"

#include <ctime>

namespace nkdose {

Day today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  using namespace std::chrono;
  return Day(year(local.tm_year + 1900) / month(static_cast<unsigned>(local.tm_mon + 1)) /
             day(static_cast<unsigned>(local.tm_mday)));
}

Reading<Day> read_day_of_calculation(std::string_view text) {
  if (text == "today") return today();
  return read_written_date(text);
}

} // namespace nkdose
