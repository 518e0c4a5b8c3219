// What a protocol times: so many days or months from an anchor.
#pragma once

#include "dosing/text/name.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// What a timed rule counts from.
enum class Anchor {
  screening,
  blood_count,
  first_drug_day,
  day_zero,
  each_infusion,
  last_infusion
};

/// What an entry of the calendar is.
enum class EventKind {
  last_permitted,
  reached_by,
  check,
  drug,
  rest,
  infusion,
  visit,
  until,
  next_cycle,
};
constexpr std::array<std::string_view, 9> event_kind_words{
    "last-permitted", "reached-by", "check", "drug",      "rest",
    "infusion",       "visit",      "until", "next-cycle"}; ///< in that order
static_assert(event_kind_words[static_cast<std::size_t>(EventKind::next_cycle)] == "next-cycle");
constexpr std::string_view to_text(EventKind kind) {
  return event_kind_words[static_cast<std::size_t>(kind)];
}

/// Something that a protocol puts a number of days or months from an anchor.
struct TimedRule {
  Name id;
  EventKind kind; ///< last_permitted, reached_by, check, visit or until
  Anchor anchor;
  int days = 0;
  int months = 0;
  std::string text;
  std::string source;
  std::optional<std::pair<int, int>> window = {}; ///< days before (negative) and after its date

  /// Its date from a date of its anchor.
  Day from(Day anchor_date) const {
    return months != 0 ? months_later(anchor_date, months) : anchor_date + std::chrono::days(days);
  }
};

} // namespace nkdose
