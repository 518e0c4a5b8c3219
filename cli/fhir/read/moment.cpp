#include "cli/fhir/read/moment.hpp"

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

// What follows a date: "T08:15:00.5+08:00", "T08:15:00Z". Parts of a second do not count.
std::optional<std::chrono::seconds> time_of_day_in_utc(std::string_view text) {
  constexpr std::size_t time_length = 9; // T08:15:00
  const auto hour = digits(text, 1, 2), minute = digits(text, 4, 2), second = digits(text, 7, 2);
  const bool is_formed = text.size() > time_length && text[0] == 'T' && text[3] == ':' &&
                         text[6] == ':' && hour && minute && second && *hour < 24 && *minute < 60 &&
                         *second <= 60;
  if (!is_formed) return std::nullopt;
  const auto time =
      std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(*second);
  std::string_view zone = text.substr(time_length);
  if (zone.front() == '.') {
    const auto end = zone.find_first_not_of("0123456789", 1);
    if (end == zone.npos || end == 1) return std::nullopt;
    zone = zone.substr(end);
  }
  if (zone == "Z") return time;
  const auto hours = digits(zone, 1, 2), minutes = digits(zone, 4, 2);
  constexpr int farthest = 14; // hours from Greenwich
  if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || !hours ||
      !minutes || *hours > farthest || *minutes > 59)
    return std::nullopt;
  const auto east = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return zone[0] == '-' ? time + east : time - east;
}

} // namespace

std::optional<Moment> moment_of(const FhirElement& date, FhirProblems& problems) {
  constexpr std::size_t date_length = 10; // 2026-11-30
  const std::string_view text = date.text();
  const auto day = read_iso_date(text.substr(0, date_length));
  if (!day) {
    problems.report(date, day.reason().fault, day.reason().detail, day.reason().action);
    return std::nullopt;
  }
  if (text.size() == date_length) return Moment{*day, std::nullopt};
  const auto time = time_of_day_in_utc(text.substr(date_length));
  if (time) return Moment{*day, day->time_since_epoch() + *time};
  problems.report(date, Fault::date,
                  fmt::format("{} is neither a date nor a time with its zone", in_quotes(text)),
                  "write 2026-11-30 or 2026-11-30T08:15:00+08:00");
  return std::nullopt;
}

FhirElement time_of(const FhirElement& observation) {
  const FhirElement time = observation["effectiveDateTime"];
  return time ? time : observation["effectiveInstant"];
}

std::optional<Day> civil_day(const FhirElement& date, FhirProblems& problems) {
  if (date.text().ends_with('Z')) {
    problems.report(date, Fault::date, "a time in UTC does not tell the hospital's day",
                    "write the date, or the time there with its offset");
    return std::nullopt;
  }
  const auto moment = moment_of(date, problems);
  return moment ? std::optional(moment->day) : std::nullopt;
}

} // namespace nkdose
