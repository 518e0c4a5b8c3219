// Study days as CDISC counts them: the reference day is 1, the day before it -1, and no day is 0.
#pragma once

#include "schedule/calendar/calendar.hpp"

namespace nkdose {

/// Which day is study day 1. Sponsors differ, so it is always asked for and never guessed.
enum class StudyDayOne { infusion, lymphodepletion };
constexpr std::array<std::string_view, 2> study_day_one_words{"infusion", "lymphodepletion"};

/// The first infusion, or the first dose of lymphodepletion, as it was given or is planned; what
/// was missed is not the first, unless all of it was.
Day study_day_one(const Calendar& calendar, StudyDayOne reference);

/// The protocol's own numbering plays no part, so a protocol with a day 0 and one without agree.
constexpr int study_day(Day date, Day one) {
  const int days = days_between(one, date);
  return days < 0 ? days : days + 1;
}

} // namespace nkdose
