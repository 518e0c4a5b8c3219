#include "schedule/plan/day_zero_rules.hpp"

#include "dosing/identity/identity.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

bool is_missing(const Weekdays& weekdays, Day day) {
  return holds(weekdays, true) && !weekdays[std::chrono::weekday(day).c_encoding()];
}

// The day of a fact, where it has one.
std::optional<Day> day_of_fact(const Screening& screening, Name fact) {
  const auto& facts = screening.criteria->facts;
  const auto found = find_in(facts, fact.text(), &Fact::id);
  if (found == facts.end()) return std::nullopt;
  const auto& value = screening.facts.values[static_cast<std::size_t>(found - facts.begin())];
  return value ? value->day : std::nullopt;
}

} // namespace

DayZeroRules::DayZeroRules(const Treatment& treatment, const PlanDays& days)
    : treatment_(&treatment), days_(&days) {}

DayZeroRules::DayZeroRules(const Treatment& treatment, const PlanDays& days, const Case& the_case,
                           const Screening* screening)
    : treatment_(&treatment), days_(&days), case_(&the_case), screening_(screening) {
  bounds_.reserve(8);
  if (the_case.names_its_day)
    bounds_.push_back({ObstacleKind::past, days.earliest, the_case.calculated_on, false});
  bound_by_measurements(the_case);
  if (screening) bound_by_screening();
  if (const auto& cycle = treatment.protocol.cycle; cycle && the_case.previous_day_zero)
    bounds_.push_back({ObstacleKind::cycle, 0,
                       *the_case.previous_day_zero + std::chrono::days(cycle->days), false});
  bound_by_products(the_case);
  if (the_case.cohort) book(*the_case.cohort);
}

// Nothing is given before the patient was measured; and by the site's limits a measurement holds
// for so many days.
void DayZeroRules::bound_by_measurements(const Case& the_case) {
  const Site& site = treatment_->site;
  const auto bound = [&](const std::optional<Day>& on, const std::optional<int>& valid, Name what) {
    if (!on && valid) undated_.push_back(what);
    if (!on) return;
    bounds_.push_back({ObstacleKind::unmeasured, days_->earliest, *on, false, what});
    if (valid)
      bounds_.push_back({ObstacleKind::measured_too_long_ago, days_->earliest,
                         *on + std::chrono::days(*valid), true, what, *valid});
  };
  bound(the_case.weight_on, site.weight_days, "weight");
  const bool is_measured = the_case.patient.measured_clearance.has_value();
  if (is_measured)
    bound(the_case.clearance_on, site.creatinine_days, "clearance");
  else
    bound(the_case.creatinine_on, site.creatinine_days, "creatinine");
}

void DayZeroRules::bound_by_screening() {
  if (const auto latest = latest_known_day(*screening_))
    bounds_.push_back({ObstacleKind::unscreened, days_->earliest, *latest, false});
  for (const ScreeningWindow& window : treatment_->site.screening_windows)
    if (const auto on = day_of_fact(*screening_, window.fact))
      bounds_.push_back({ObstacleKind::tested_too_long_ago, days_->earliest,
                         *on + std::chrono::days(window.days), true, window.fact, window.days});
}

// As the review of the bags has it: one that is of no use for its infusion, or for the first where
// it names none.
void DayZeroRules::bound_by_products(const Case& the_case) {
  for (std::size_t i = 0; i < the_case.products.size(); ++i) {
    const auto& expires = the_case.products[i].expires;
    const int number = std::max(the_case.prescription.bags[i].infusion, 1);
    const auto infusion = static_cast<std::size_t>(number) - 1;
    if (expires && infusion < days_->infusions.size())
      bounds_.push_back({ObstacleKind::expired, days_->infusions[infusion], *expires, true, "lot",
                         static_cast<int>(i) + 1});
  }
}

// The infusions of the other patients. A patient who is in the file has a place already.
void DayZeroRules::book(const Cohort& cohort) {
  asks_cohort_ = case_->prescription.cells.has_value();
  for (const CohortPatient& patient : cohort.patients) {
    if (is_same_identity(patient.id.text(), case_->id)) {
      if (patient.level == case_->prescription.cells) asks_cohort_ = false;
      continue;
    }
    booked_.push_back(patient.first_infusion);
    if (patient.last_infusion && *patient.last_infusion != patient.first_infusion)
      booked_.push_back(*patient.last_infusion);
  }
  std::sort(booked_.begin(), booked_.end());
}

// Until take returns false.
template <class Take>
void DayZeroRules::each_obstacle(Day day_zero, Take take) const {
  const Site& site = treatment_->site;
  for (const int offset : days_->offsets) {
    const Day day = day_zero + std::chrono::days(offset);
    if (site.closed.holds(day)) {
      if (!take(Obstacle{ObstacleKind::closed, day})) return;
    } else if (!site.closed.is_known(day)) {
      if (!take(Obstacle{ObstacleKind::not_known, day})) return;
    }
  }
  for (const int offset : days_->drugs)
    if (const Day day = day_zero + std::chrono::days(offset);
        is_missing(site.slots.preparation_weekdays, day) &&
        !take(Obstacle{ObstacleKind::preparation_weekday, day}))
      return;
  for (const int offset : days_->infusions) {
    const Day day = day_zero + std::chrono::days(offset);
    if (is_missing(site.slots.infusion_weekdays, day) &&
        !take(Obstacle{ObstacleKind::infusion_weekday, day}))
      return;
    if (const auto most = site.slots.infusions_a_day) {
      const auto [first, end] = std::equal_range(booked_.begin(), booked_.end(), day);
      if (end - first >= *most && !take(Obstacle{ObstacleKind::full, day, {}, {}, *most})) return;
    }
  }
  if (case_)
    for (const Postponement& one : case_->postponed)
      if (one.from == day_zero && !take(Obstacle{ObstacleKind::given_up, day_zero, one.on})) return;
  for (const Name what : undated_)
    if (!take(Obstacle{
            ObstacleKind::undated, day_zero + std::chrono::days(days_->earliest), {}, what}))
      return;
  for (const Bound& bound : bounds_)
    if (!bound.is_kept(day_zero) &&
        !take(Obstacle{bound.kind, day_zero + std::chrono::days(bound.offset), bound.limit,
                       bound.what, bound.count}))
      return;
}

// A patient who comes later at the level must not be made to come too early. The first day on which
// somebody does.
std::optional<Day> DayZeroRules::staggers_another(Day day_zero) const {
  Cohort with_this = *case_->cohort;
  CohortPatient& one = with_this.patients.emplace_back();
  one.id = Name(std::string_view(case_->id).substr(0, Name::limit));
  one.level = *case_->prescription.cells;
  one.first_infusion = day_zero;
  sort_by(with_this.patients, &CohortPatient::first_infusion);
  for (const CohortPatient& other : case_->cohort->patients) {
    if (other.first_infusion <= day_zero || other.level != one.level) continue;
    const Candidate candidate{other.id.text(), other.level, other.first_infusion};
    const auto waits = [&](const Cohort& cohort) {
      return standing_of(cohort, candidate, case_->calculated_on).state == LevelState::staggered;
    };
    if (waits(with_this) && !waits(*case_->cohort)) return other.first_infusion;
  }
  return std::nullopt;
}

std::optional<Obstacle> DayZeroRules::waits_for_cohort(Day day_zero) const {
  if (!asks_cohort_) return std::nullopt;
  const LevelStanding standing = standing_of(
      *case_->cohort, {case_->id, *case_->prescription.cells, day_zero}, case_->calculated_on);
  switch (standing.state) {
  case LevelState::open:
  case LevelState::no_design:
    if (const auto day = staggers_another(day_zero))
      return Obstacle{ObstacleKind::staggers_another, day_zero, *day};
    return std::nullopt;
  case LevelState::staggered:
    return Obstacle{ObstacleKind::staggered, day_zero, *standing.day};
  case LevelState::full:
    return Obstacle{ObstacleKind::level_full, day_zero, standing.day.value_or(day_zero)};
  default:
    if (!standing.is_established) return std::nullopt;
    return Obstacle{ObstacleKind::level_not_open, day_zero};
  }
}

std::vector<Obstacle> DayZeroRules::obstacles(Day day_zero) const {
  std::vector<Obstacle> found;
  each_obstacle(day_zero, [&](const Obstacle& one) {
    found.push_back(one);
    return true;
  });
  if (all_of(found, &Obstacle::can_be_renewed))
    if (const auto waits = waits_for_cohort(day_zero)) found.push_back(*waits);
  return found;
}

std::vector<const Criterion*> DayZeroRules::not_met(Day day_zero) const {
  return screening_ ? not_met_with(*screening_, day_zero) : std::vector<const Criterion*>();
}

DayZeroRules::Opening DayZeroRules::opening(Day day_zero) const {
  Opening opening = Opening::open;
  each_obstacle(day_zero, [&](const Obstacle& one) {
    opening = one.can_be_renewed() ? Opening::once_renewed : Opening::barred;
    return opening != Opening::barred;
  });
  if (opening != Opening::barred && (waits_for_cohort(day_zero) || !not_met(day_zero).empty()))
    opening = Opening::barred;
  return opening;
}

} // namespace nkdose
