// What is asked of a day zero: by a protocol and its site, and by a case where there is one.
#pragma once

#include "schedule/cohort/level_standing.hpp"
#include "schedule/plan/plan_check.hpp"

namespace nkdose {

/// What can stand against a day zero.
enum class ObstacleKind {
  closed,                ///< a treatment day is closed
  not_known,             ///< or lies outside the days of which holidays are known
  infusion_weekday,      ///< an infusion on a weekday without one
  preparation_weekday,   ///< a drug on a weekday without its preparation
  full,                  ///< as many patients are infused on that day as there are slots
  past,                  ///< a drug day before the day of the calculation
  unmeasured,            ///< or before something was measured
  unscreened,            ///< or before the last thing that the screening knows of
  given_up,              ///< the case has given this day zero up before
  cycle,                 ///< day zero is too near to the cycle before
  expired,               ///< a bag expires before its infusion
  staggered,             ///< the stagger of the cohort makes the patient wait
  staggers_another,      ///< or a patient of the cohort who is infused later
  level_full,            ///< the cohort at the level is full until its windows have closed
  level_not_open,        ///< the cohort's file or the trial has not opened it on any day
  undated,               ///< the site limits the age of a measurement that has no date
  measured_too_long_ago, ///< on the first drug day, by the site's limit
  tested_too_long_ago,   ///< likewise, a test of screening
};

struct Obstacle {
  ObstacleKind kind;
  Day date;       ///< the treatment day that is lost
  Day limit = {}; ///< what it is compared with: a measurement, an expiry, the first day allowed
  Name what = {}; ///< the measurement, the test
  int count = 0;  ///< days of validity, slots a day, the bag's place from 1

  /// A measurement can be taken anew. All else bars the day zero.
  bool can_be_renewed() const { return kind >= ObstacleKind::undated; }
};

/// The rules for one protocol or case, found once for all its day zeros. What it is made of
/// outlives it.
class DayZeroRules {
public:
  DayZeroRules(const Treatment& treatment, const PlanDays& days);
  /// With what the case and its screening, if any, ask for.
  DayZeroRules(const Treatment& treatment, const PlanDays& days, const Case& the_case,
               const Screening* screening);

  /// All of them but the cohort's, which is asked where nothing else bars the day.
  std::vector<Obstacle> obstacles(Day day_zero) const;
  /// The criteria of the case that stand against it, and count from the treatment.
  std::vector<const Criterion*> not_met(Day day_zero) const;

  enum class Opening { barred, once_renewed, open };
  /// The same in one word, without a list.
  Opening opening(Day day_zero) const;

private:
  // A day of the plan must not be before a limit, or not after it.
  struct Bound {
    ObstacleKind kind;
    int offset; // of the plan's day from day zero
    Day limit;
    bool is_latest;
    Name what = {};
    int count = 0;

    bool is_kept(Day day_zero) const {
      const Day day = day_zero + std::chrono::days(offset);
      return is_latest ? day <= limit : day >= limit;
    }
  };

  template <class Take>
  void each_obstacle(Day day_zero, Take take) const;
  std::optional<Obstacle> waits_for_cohort(Day day_zero) const;
  std::optional<Day> staggers_another(Day day_zero) const;
  void bound_by_measurements(const Case& the_case);
  void bound_by_screening();
  void bound_by_products(const Case& the_case);
  void book(const Cohort& cohort);

  const Treatment* treatment_;
  const PlanDays* days_;
  const Case* case_ = nullptr;
  const Screening* screening_ = nullptr;
  bool asks_cohort_ = false;
  std::vector<Bound> bounds_;
  std::vector<Name> undated_; // measurements
  std::vector<Day> booked_;   // infusions of other patients, ascending
};

} // namespace nkdose
