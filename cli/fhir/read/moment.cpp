#include "cli/fhir/read/moment.hpp"

#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// How far the clocks of this world are from UTC, west and east.
constexpr std::chrono::hours farthest_west(12), farthest_east(14);

Moment moment_in(const WrittenInstant& written, const WardZone& zone) {
  const Instant instant = written.instant;
  const auto of = [&](Day day) { return Moment{day, day, instant}; };
  if (zone && *zone)
    if (const auto day = (*zone)->day_of(instant)) return of(*day);
  // Without a zone, whoever writes an offset is believed to write the ward's; UTC is a program's.
  if (!zone && written.offset.count() != 0) return of(written.day);
  return {std::chrono::floor<std::chrono::days>(instant - farthest_west),
          std::chrono::floor<std::chrono::days>(instant + farthest_east), instant};
}

} // namespace

int newer(const Moment& first, const Moment& second) {
  if (first.instant && second.instant)
    return first.instant == second.instant ? 0 : first.instant > second.instant ? 1 : -1;
  return first.day > second.last ? 1 : first.last < second.day ? -1 : 0;
}

std::optional<Moment> moment_of(const FhirElement& date, const WardZone& zone,
                                FhirProblems& problems) {
  constexpr std::size_t date_length = 10; // 2026-11-30
  const std::string_view text = date.text();
  const auto report = [&](const TextFault& fault) {
    problems.report(date, fault.fault, fault.detail, fault.action);
    return std::nullopt;
  };
  if (text.size() > date_length) {
    const auto written = read_instant(text);
    if (!written) return report(written.reason());
    return moment_in(*written, zone);
  }
  const auto day = read_iso_date(text);
  if (!day) return report(day.reason());
  return Moment{*day, *day, std::nullopt};
}

std::optional<Day> only_day(const Moment& moment, const FhirElement& date, const WardZone& zone,
                            FhirProblems& problems) {
  if (moment.is_of_one_day()) return moment.day;
  if (!zone)
    problems.report(date, Fault::date,
                    fmt::format("a time in UTC does not tell the hospital's day: {} or {}",
                                iso_date(moment.day), iso_date(moment.last)),
                    "name the ward's zone in the site's file ([site] time_zone), or write the "
                    "date, or the time there with its offset");
  else if (!*zone)
    problems.report(
        date, zone->reason().fault,
        fmt::format("the ward's day of this time is not known: {}", zone->reason().detail),
        zone->reason().action);
  else
    problems.report(date, Fault::date, "the rules of the ward's zone begin after this time",
                    "give the rules from an earlier time on");
  return std::nullopt;
}

std::optional<Day> civil_day(const FhirElement& date, const WardZone& zone,
                             FhirProblems& problems) {
  const auto moment = moment_of(date, zone, problems);
  return moment ? only_day(*moment, date, zone, problems) : std::nullopt;
}

FhirElement time_of(const FhirElement& observation) {
  const FhirElement time = observation["effectiveDateTime"];
  return time ? time : observation["effectiveInstant"];
}

} // namespace nkdose
