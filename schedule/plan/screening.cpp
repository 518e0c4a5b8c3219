#include "schedule/plan/screening.hpp"

#include "dosing/text/search.hpp"
#include "schedule/calendar/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::string_view verdicts[] = {"not met", "unknown", "met"};
constexpr int longest_search = 730; // days

Verdict verdict_of(bool holds) {
  return holds ? Verdict::met : Verdict::not_met;
}

// A number between two ends where sources differ: the stricter end is compared.
bool compares(Comparison comparison, const FactValue& value, Decimal limit) {
  const auto low = exact(value.low, 1), high = exact(value.high, 1);
  const auto bound = exact(limit, value.upper_limit);
  switch (comparison) {
  case Comparison::at_least:
    return low >= bound;
  case Comparison::above:
    return low > bound;
  case Comparison::at_most:
    return high <= bound;
  default:
    return high < bound;
  }
}

Verdict compared(const Test& test, const std::optional<Day>& day, Day anchor) {
  using enum Comparison;
  if (!day) // never
    return verdict_of(test.comparison == not_within || test.comparison == at_least_before_or_never);
  if (test.comparison == at_least_after) return verdict_of(*day >= moved(anchor, test.span, 1));
  const Day first = moved(anchor, test.span, -1);
  if (test.comparison != within && test.comparison != not_within) return verdict_of(*day <= first);
  if (*day == first) return Verdict::unknown; // no record says whether that is still within
  if (test.comparison == within) return verdict_of(*day > first && *day <= anchor);
  return *day > anchor ? Verdict::unknown // the last one hides those before the anchor
                       : verdict_of(*day < first);
}

// Walks the rules of one set of criteria over one patient's facts.
class Judge {
public:
  Judge(const Criteria& criteria, const FactValues& values, const ScreeningDates& dates)
      : criteria_(criteria), values_(values), dates_(dates) {}

  Verdict verdict(const Rule& rule, std::vector<Judgement>* judgements = nullptr) const {
    switch (rule.kind) {
    case Rule::Kind::test:
      return verdict(rule.test, judgements);
    case Rule::Kind::criterion:
      return verdict(criteria_.criteria[rule.criterion].rule, judgements);
    default:
      break;
    }
    std::vector<Verdict> parts;
    for (const Rule& part : rule.parts)
      parts.push_back(verdict(part, judgements));
    return joined(rule, parts);
  }

private:
  static Verdict joined(const Rule& rule, const std::vector<Verdict>& parts) {
    const Verdict least = *std::min_element(parts.begin(), parts.end());
    const Verdict greatest = *std::max_element(parts.begin(), parts.end());
    switch (rule.kind) {
    case Rule::Kind::all:
      return least;
    case Rule::Kind::any:
      return greatest;
    case Rule::Kind::readings:
      return least == greatest ? least : Verdict::unknown;
    default:
      const auto met = std::count(parts.begin(), parts.end(), Verdict::met);
      const auto unknown = std::count(parts.begin(), parts.end(), Verdict::unknown);
      return met >= rule.least             ? Verdict::met
             : met + unknown >= rule.least ? Verdict::unknown
                                           : Verdict::not_met;
    }
  }

  Verdict verdict(const Test& test, std::vector<Judgement>* judgements) const {
    const std::optional<FactValue>& value = values_[test.fact];
    Judgement judgement{&test, Verdict::unknown, {}};
    if (criteria_.facts[test.fact].kind == FactKind::date) {
      judgement.anchor = day_of(test.anchor);
      // "Never" needs no anchor.
      if (value && (judgement.anchor || !value->day))
        judgement.verdict = compared(test, value->day, judgement.anchor.value_or(Day()));
    } else if (value && criteria_.facts[test.fact].kind == FactKind::choice) {
      judgement.verdict =
          verdict_of(holds(test.words, value->written) == (test.comparison == Comparison::one_of));
    } else if (value && !value->written.empty()) {
      judgement.verdict = verdict_of(compares(test.comparison, *value, test.limit));
    }
    if (judgements) judgements->push_back(judgement);
    return judgement.verdict;
  }

  std::optional<Day> day_of(const DateAnchor& anchor) const {
    switch (anchor.kind) {
    case DateAnchor::Kind::screening:
      return dates_.screening;
    case DateAnchor::Kind::first_drug_day:
      return dates_.first_drug_day;
    case DateAnchor::Kind::last_infusion:
      return dates_.last_infusion;
    case DateAnchor::Kind::fact:
      return values_[anchor.fact] ? values_[anchor.fact]->day : std::nullopt;
    }
    return std::nullopt;
  }

  const Criteria& criteria_;
  const FactValues& values_;
  const ScreeningDates& dates_;
};

FactValue number_value(Decimal number, std::string_view unit) {
  return {fmt::format("{} {}", to_grouped_text(number), unit), number, number, 1, {}};
}

// What the plan knows about a fact.
std::optional<FactValue> plan_value(std::string_view id, const Protocol& protocol,
                                    const Case& the_case, const Worksheet& sheet) {
  if (id == "age" && the_case.patient.age_at_enrolment)
    return number_value(the_case.patient.age_at_enrolment->years,
                        fmt::format("y at enrolment on {}", iso_date(*the_case.enrolled_on)));
  if (id == "age") return number_value(the_case.patient.age.years, "y");
  if (id == "age_at_screening" && the_case.screening->date)
    return number_value(the_case.birth_date
                            ? completed_years(*the_case.birth_date, *the_case.screening->date)
                            : the_case.patient.age.years,
                        "y");
  if (id == "sex")
    return FactValue{the_case.patient.sex == Sex::female ? "female" : "male", {}, {}, 1, {}};
  if (id == "clearance" && sheet.clearance)
    return number_value(number_of(*sheet.clearance),
                        the_case.patient.measured_clearance ? "mL/min, measured" : "mL/min");
  if (id == "serum_creatinine" && the_case.patient.creatinine)
    return number_value(number_of(*the_case.patient.creatinine), "umol/L");
  if (id == "cell_level" && the_case.prescription.cells)
    if (const auto* cells = std::get_if<CellCount>(&*the_case.prescription.cells))
      return number_value(cells->value(), "million cells");
  for (std::size_t i = 0; i < protocol.drugs.size(); ++i)
    if (const auto& level = the_case.prescription.drugs[i].level;
        level && protocol.drugs[i].id.text() == id)
      return number_value(level->value(), "mg/m2/day");
  return std::nullopt;
}

void add_plan_facts(const Criteria& criteria, const Protocol& protocol, const Case& the_case,
                    const Worksheet& sheet, FactValues& values) {
  for (std::size_t i = 0; i < criteria.facts.size(); ++i) {
    if (!criteria.facts[i].is_of_the_plan) continue;
    auto value = plan_value(criteria.facts[i].id, protocol, the_case, sheet);
    if (criteria.facts[i].kind == FactKind::ratio) {
      if (value && values[i]) {
        value->upper_limit = values[i]->upper_limit;
        value->written += fmt::format(" (ULN {})", to_text(value->upper_limit));
      } else {
        value.reset();
      }
    }
    values[i] = std::move(value);
  }
}

ScreeningDates dates_of(const Treatment& treatment, const Case& the_case) {
  const Protocol& protocol = treatment.protocol;
  const Timeline timeline = timeline_of(protocol, the_case);
  const Course infusions = timeline.infusions();
  return {the_case.screening->date, timeline.first_dose(),
          infusions.last_used().value_or(infusions.planned.back())};
}

// A limit of the plan is lifted by its finding; any other criterion by a waiver that names it, of
// what it came to.
bool is_waived(const Treatment& treatment, const Criterion& criterion, Verdict verdict,
               const Case& the_case) {
  const Criteria& criteria = *treatment.criteria;
  const std::string_view finding = verdict == Verdict::not_met ? "E001" : "E002";
  if (!criterion.is_judged_by_plan && any_of(the_case.waivers, [&](const Waiver& waiver) {
        return waiver.finding == finding && waiver.subject == criterion.id;
      }))
    return true;
  constexpr std::pair<std::string_view, std::string_view> liftable[] = {{"age", "P003"},
                                                                        {"clearance", "R003"}};
  for (const auto& [fact, code] : liftable) {
    const auto place = find_in(criteria.facts, fact, &Fact::id);
    if (place == criteria.facts.end() || !criterion.is_judged_by_plan) continue;
    if (code == "P003" && is_child_among_adults(the_case.patient, treatment.protocol.youngest))
      continue; // P003 stays a stop
    if (asks_for(criterion.rule, static_cast<std::size_t>(place - criteria.facts.begin())) &&
        holds(the_case.waivers, code, &Waiver::finding))
      return true;
  }
  return false;
}

Verdict verdict_at(const Screening& screening, const Criterion& criterion, int days_later) {
  ScreeningDates dates = screening.dates;
  dates.first_drug_day += std::chrono::days(days_later);
  dates.last_infusion += std::chrono::days(days_later);
  return Judge(*screening.criteria, screening.facts.values, dates).verdict(criterion.rule);
}

bool depends_on_day_zero(const CriterionResult& result) {
  return result.counts() && any_of(result.judgements, [](const Judgement& judgement) {
           const auto kind = judgement.test->anchor.kind;
           return kind == DateAnchor::Kind::first_drug_day ||
                  kind == DateAnchor::Kind::last_infusion;
         });
}

// Criteria that no day zero meets (a dose that is too high) say nothing about a date.
std::vector<const Criterion*> that_a_date_can_meet(const Screening& screening, int first) {
  std::vector<const Criterion*> found;
  for (const CriterionResult& result : screening.results) {
    if (!depends_on_day_zero(result)) continue;
    for (int shift = first; shift < first + longest_search; ++shift)
      if (verdict_at(screening, *result.criterion, shift) == Verdict::met) {
        found.push_back(result.criterion);
        break;
      }
  }
  return found;
}

using Criterions = std::vector<const Criterion*>;

// Of criteria that some day meets: on a day when one is unknown, nobody can rely on that day.
Criterions not_met_among(const Screening& screening, const Criterions& criteria, int shift) {
  Criterions found;
  for (const Criterion* criterion : criteria)
    if (verdict_at(screening, *criterion, shift) != Verdict::met) found.push_back(criterion);
  return found;
}

// Where no day serves all: what stands against the last day before a promise has ended (a criterion
// that is not met from some day on), and the promises that have ended on the next.
Criterions conflict(const Screening& screening, const Criterions& criteria, int first) {
  const int end = first + longest_search - 1;
  const Criterions late = not_met_among(screening, criteria, end);
  int last = end;
  while (last >= first && !not_met_among(screening, late, last).empty())
    --last;
  Criterions found = last < first ? Criterions() : not_met_among(screening, criteria, last);
  for (const Criterion* one : not_met_among(screening, late, std::min(last + 1, end)))
    found.push_back(one);
  return found;
}

// The first shift at which nothing stands against it, and until when.
std::optional<EarliestDayZero> earliest_day_zero(const Screening& screening, const Case& the_case) {
  const auto known = latest_known_day(screening);
  if (!known) return std::nullopt;
  EarliestDayZero earliest;
  earliest.begins_today = the_case.names_its_day && the_case.calculated_on > *known;
  earliest.first_drug_day = earliest.begins_today ? the_case.calculated_on : *known;
  const int first = days_between(screening.dates.first_drug_day, earliest.first_drug_day);
  const Criterions criteria = that_a_date_can_meet(screening, first);
  if (criteria.empty()) return std::nullopt;
  for (int shift = first; shift < first + longest_search; ++shift) {
    Criterions against = not_met_among(screening, criteria, shift);
    const Day day_zero = screening.day_zero + std::chrono::days(shift);
    if (!earliest.day_zero && against.empty()) {
      earliest.day_zero = day_zero;
    } else if (earliest.day_zero && !against.empty()) {
      earliest.last = day_zero - std::chrono::days(1);
      earliest.ended_by = std::move(against);
      return earliest;
    } else if (!earliest.day_zero) {
      earliest.decided_by = std::move(against);
    }
  }
  if (!earliest.day_zero) earliest.decided_by = conflict(screening, criteria, first);
  return earliest;
}

// A date leaves it open: it lies after the day of the treatment that it must lie before, or on the
// first day of a span.
bool is_left_open(const Screening& screening, const Criterion& criterion, int days_later) {
  ScreeningDates dates = screening.dates;
  dates.first_drug_day += std::chrono::days(days_later);
  dates.last_infusion += std::chrono::days(days_later);
  std::vector<Judgement> judgements;
  const Judge judge(*screening.criteria, screening.facts.values, dates);
  return judge.verdict(criterion.rule, &judgements) == Verdict::unknown &&
         any_of(judgements, [&](const Judgement& one) {
           const auto& value = screening.facts.values[one.test->fact];
           return one.verdict == Verdict::unknown && value && value->day && one.anchor;
         });
}

// Readings of one text share tests.
void keep_each_test_once(std::vector<Judgement>& judgements) {
  std::vector<Judgement> kept;
  for (const Judgement& one : judgements)
    if (!any_of(kept, [&](const Judgement& other) { return *other.test == *one.test; }))
      kept.push_back(one);
  judgements = std::move(kept);
}

} // namespace

std::string_view to_text(Verdict verdict) {
  return verdicts[static_cast<std::size_t>(verdict)];
}

std::vector<const CriterionResult*> Screening::open(Verdict verdict) const {
  std::vector<const CriterionResult*> found;
  for (const CriterionResult& result : results)
    if (result.is_open() && result.verdict == verdict) found.push_back(&result);
  return found;
}

Verdict Screening::verdict() const {
  return !open(Verdict::not_met).empty()                             ? Verdict::not_met
         : !open(Verdict::unknown).empty() || !indication_is_known() ? Verdict::unknown
                                                                     : Verdict::met;
}

Screening screen(const Treatment& treatment, const Case& the_case, const Worksheet& sheet) {
  const Criteria& criteria = *treatment.criteria;
  Screening screening{
      &criteria, *the_case.screening, the_case.day_zero, dates_of(treatment, the_case), {}, {}};
  add_plan_facts(criteria, treatment.protocol, the_case, sheet, screening.facts.values);
  const Judge judge(criteria, screening.facts.values, screening.dates);
  for (const Criterion& criterion : criteria.criteria) {
    if (!criteria.concerns(criterion, screening.facts.indication)) continue;
    CriterionResult result{&criterion, Verdict::unknown, false, {}};
    result.verdict = judge.verdict(criterion.rule, &result.judgements);
    keep_each_test_once(result.judgements);
    result.is_waived = is_waived(treatment, criterion, result.verdict, the_case);
    screening.results.push_back(std::move(result));
  }
  if (the_case.given.empty()) screening.earliest = earliest_day_zero(screening, the_case);
  return screening;
}

std::optional<Day> latest_known_day(const Screening& screening) {
  std::optional<Day> latest = screening.dates.screening;
  for (const CriterionResult& result : screening.results)
    for (const Judgement& judgement : result.judgements)
      if (judgement.test->anchor.kind == DateAnchor::Kind::first_drug_day)
        if (const auto& value = screening.facts.values[judgement.test->fact]; value && value->day)
          latest = std::max(latest, value->day);
  return latest;
}

std::vector<const Criterion*> not_met_with(const Screening& screening, Day day_zero) {
  const int days_later = days_between(screening.day_zero, day_zero);
  std::vector<const Criterion*> found;
  for (const CriterionResult& result : screening.results)
    if (depends_on_day_zero(result) &&
        (verdict_at(screening, *result.criterion, days_later) == Verdict::not_met ||
         is_left_open(screening, *result.criterion, days_later)))
      found.push_back(result.criterion);
  return found;
}

} // namespace nkdose
