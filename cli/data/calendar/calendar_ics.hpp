// A plan's calendar as an iCalendar file (RFC 5545), for calendar programs.
#pragma once

#include "schedule/plan/plan.hpp"

#include <string>

namespace nkdose {

/// Doses and the patient's id are health data that travel with every copy of a calendar.
enum class Discretion { without_doses, with_doses };

/// One all-day event an entry of the calendar. Each event's UID comes from protocol, patient id,
/// cycle and what the event is, never from its date, and its SEQUENCE from how much was given and
/// postponed: so a calendar program that reads the file again moves events instead of doubling
/// them. The case has a patient id.
std::string calendar_ics(const Plan& plan, Discretion discretion);

} // namespace nkdose
