#include "schedule/days/instant.hpp"

#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + (c - '0');
  }
  return number;
}

struct TimeOfDay {
  std::chrono::seconds time, offset;
};

// What follows a date: "T08:15:00.5+08:00".
std::optional<TimeOfDay> read_time_of_day(std::string_view text) {
  constexpr std::size_t time_length = 9; // T08:15:00
  const auto hour = digits(text, 1, 2), minute = digits(text, 4, 2), second = digits(text, 7, 2);
  const bool is_formed = text.size() > time_length && text[0] == 'T' && text[3] == ':' &&
                         text[6] == ':' && hour && minute && second && *hour < 24 && *minute < 60 &&
                         *second <= 60;
  if (!is_formed) return std::nullopt;
  std::string_view zone = text.substr(time_length);
  if (zone.front() == '.') {
    const auto end = zone.find_first_not_of("0123456789", 1);
    if (end == zone.npos || end == 1) return std::nullopt;
    zone = zone.substr(end);
  }
  const auto offset = read_utc_offset(zone);
  if (!offset) return std::nullopt;
  return TimeOfDay{std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
                       std::chrono::seconds(*second),
                   *offset};
}

} // namespace

std::optional<std::chrono::seconds> read_utc_offset(std::string_view text) {
  if (text == "Z") return std::chrono::seconds(0);
  const auto hours = digits(text, 1, 2), minutes = digits(text, 4, 2);
  constexpr int farthest = 14; // hours from Greenwich
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !hours ||
      !minutes || *minutes > 59 || 60 * *hours + *minutes > 60 * farthest)
    return std::nullopt;
  const std::chrono::seconds east = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return text[0] == '-' ? -east : east;
}

Reading<WrittenInstant> read_instant(std::string_view text) {
  constexpr std::size_t date_length = 10; // 2026-11-30
  const auto day = read_iso_date(text.substr(0, date_length));
  if (!day) return day.reason();
  const auto time = read_time_of_day(text.substr(std::min(text.size(), date_length)));
  if (!time)
    return TextFault{Fault::date,
                     fmt::format("{} is neither a date nor a time with its zone", in_quotes(text)),
                     "write 2026-11-30 or 2026-11-30T08:15:00+08:00"};
  return WrittenInstant{*day + time->time - time->offset, *day, time->offset};
}

} // namespace nkdose
