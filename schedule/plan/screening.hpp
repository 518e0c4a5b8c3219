// Screening: the criteria of a trial judged for one patient.
#pragma once

#include "schedule/plan/case.hpp"

namespace nkdose {

/// In this order `all` is the least of its parts and `any` the greatest: what is not known is never
/// met.
enum class Verdict { not_met, unknown, met };
std::string_view to_text(Verdict verdict);

/// One test of one fact, and the date that it was compared with.
struct Judgement {
  const Test* test;
  Verdict verdict;
  std::optional<Day> anchor = {}; ///< of a date; none where the anchor is not known
};

struct CriterionResult {
  const Criterion* criterion;
  Verdict verdict;
  bool is_waived = false; ///< the sponsor has lifted the limit
  std::vector<Judgement> judgements;

  /// Whether the patient's eligibility depends on it: not on definitions, doses and the parts of
  /// other criteria.
  bool counts() const { return criterion->kind <= CriterionKind::exclusion && !criterion->is_part; }
  bool is_open() const { return counts() && verdict != Verdict::met && !is_waived; }
};

/// The first day zero that the dates among the facts allow.
struct EarliestDayZero {
  std::optional<Day> day_zero;              ///< none within two years
  std::optional<Day> last = {};             ///< the last before a criterion stands against it again
  std::vector<const Criterion*> ended_by;   ///< then
  std::vector<const Criterion*> decided_by; ///< what stood against the day before; without a day
                                            ///< zero, what stands against each other
  Day first_drug_day;        ///< the first that was tried: nothing known has happened after it
  bool begins_today = false; ///< it is the day of the calculation
  std::optional<Day> open =
      {}; ///< from it on, the next that the site can keep, bags and cohort too
};

/// The days that criteria count from; with another day zero they are other days.
struct ScreeningDates {
  std::optional<Day> screening;
  Day first_drug_day, last_infusion;
};

struct Screening {
  const Criteria* criteria;
  ScreeningFacts facts; ///< with what the plan knows
  Day day_zero;
  ScreeningDates dates;
  std::vector<CriterionResult> results;    ///< of the patient's indication, in the record's order
  std::optional<EarliestDayZero> earliest; ///< before treatment, where the facts have a date

  /// Those that eligibility depends on.
  std::vector<const CriterionResult*> open(Verdict verdict) const;
  bool indication_is_known() const {
    return criteria->indications.empty() || !facts.indication.empty();
  }
  Verdict verdict() const;
};

/// Judges every criterion of the treatment's protocol for the patient's indication.
Screening screen(const Treatment& treatment, const Case& the_case, const Worksheet& sheet);

/// The last day that the facts know of and that lymphodepletion counts from, the day of screening
/// among them: it does not begin before.
std::optional<Day> latest_known_day(const Screening& screening);

/// The criteria that count from the treatment and stand against another day zero: not met, or not
/// known because something happened after the day that it must have happened before, or on the very
/// day from which it is "within".
std::vector<const Criterion*> not_met_with(const Screening& screening, Day day_zero);

} // namespace nkdose
