// What the review of a plan is made of: a table of checks, and what each of them may look at.
#pragma once

#include "dosing/review/check.hpp"
#include "schedule/calendar/calendar.hpp"
#include "schedule/plan/screening.hpp"

namespace nkdose {

/// What plan checks ask of a treatment and a list of infusion days, found once for all its cases.
struct PlanDays {
  PlanDays(const Treatment& treatment, std::size_t infusion_list);

  std::vector<int> offsets;          ///< of the planned days from day zero, each once, ascending
  std::vector<int> drugs, infusions; ///< the same, of the drugs and of the infusions
  int last_drug_day;                 ///< likewise
  int first_infusion;
  int earliest;    ///< what comes first: a drug or an infusion
  Adopted adopted; ///< the protocol, by the site
};

/// All that a plan check may look at. Without a case there is only a calendar to review.
struct PlanContext {
  const Treatment& treatment;
  const PlanDays& setting;
  std::size_t infusion_list;
  Day day_zero;
  const Case* the_case;                 ///< null for a calendar of a protocol alone
  const Screening* screening = nullptr; ///< where the case has facts and the protocol criteria
};

struct PlanCheck {
  FindingText text;
  void (*look)(const PlanContext&, const FindingText&, Findings&);
  Topic about = Topic::patient;
};

/// The days of the plan, and of what was given.
Timeline timeline_of(const PlanContext& context);

/// What a case's calendar is made from. It points at the treatment.
CalendarChoice calendar_choice(const Treatment& treatment, const Case& the_case);
/// Likewise, or of a protocol alone.
CalendarChoice calendar_choice(const PlanContext& context);

} // namespace nkdose
