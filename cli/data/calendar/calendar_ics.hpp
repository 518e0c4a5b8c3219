// A plan's calendar as an iCalendar file (RFC 5545), for calendar programs.
#pragma once

#include "cli/data/calendar/ics_entries.hpp"

#include <string>

namespace nkdose {

/// Doses and the patient's id are health data that travel with every copy of a calendar.
enum class Discretion { without_doses, with_doses };

/// When a calendar program reminds people, before an all-day entry.
struct Alarm {
  int days = 0;             ///< so many days before, at nine in the morning; else
  std::optional<int> hours; ///< so many hours before the day begins at midnight
};

struct IcsChoice {
  Discretion discretion = Discretion::without_doses;
  EntriesPer per = EntriesPer::event;
  std::optional<Alarm> alarm = {};
  bool is_given_up = false; ///< all that has not been given is cancelled
};

/// All-day entries. Each one's UID comes from protocol, patient id, cycle and what the entry is,
/// never from its date, and its SEQUENCE from how much was given and postponed: so a calendar
/// program that reads the file again moves entries instead of doubling them. The case has a patient
/// id.
std::string calendar_ics(const Plan& plan, const IcsChoice& choice);

} // namespace nkdose
