#include "schedule/days/day_file.hpp"

namespace nkdose {

std::optional<Day> read_date(const Table& record, std::string_view key) {
  return record.quantity<Day>(key, read_written_date);
}

std::optional<Day> read_plannable_date(const Table& record, std::string_view key) {
  const auto day = read_date(record, key);
  if (!day || is_plannable(*day)) return day;
  record.report(key, Fault::outside_limits, "the date is outside 1990 to 2100", "check the year");
  return std::nullopt;
}

} // namespace nkdose
