// Which day zeros a site and a patient can keep, and what stands against the others.
#include "dosing/text/search.hpp"
#include "schedule/plan/day_zero_search.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/built_in_file.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/ordinary.hpp"

#include <algorithm>

using namespace nkdose;
using namespace nkdose::test;

namespace {

Day day(std::string_view iso) {
  return *read_iso_date(iso);
}

// The ordinary case without a screening: its site closes Saturdays and Sundays.
class Search {
public:
  explicit Search(const Changes& changes = {})
      : trial(changes), days(trial.treatment, trial.the_case.choices.infusion_list) {}

  DayZeroRules of_case() const { return {trial.treatment, days, trial.the_case, nullptr}; }
  DayZeroRules of_protocol() const { return {trial.treatment, days}; }

  Trial trial;
  PlanDays days;
};

std::string next(const DayZeroRules& rules, std::string_view from) {
  const auto found = next_day_zero(rules, day(from));
  return found ? iso_date(found->day) + (found->needs_renewal ? " renewed" : "") : "none";
}

// "past, unmeasured": the kinds, as their numbers would say nothing.
std::string kinds(const DayZeroRules& rules, std::string_view day_zero) {
  constexpr const char* names[] = {"closed",
                                   "not known",
                                   "infusion weekday",
                                   "preparation weekday",
                                   "full",
                                   "past",
                                   "unmeasured",
                                   "unscreened",
                                   "given up",
                                   "cycle",
                                   "expired",
                                   "staggered",
                                   "staggers another",
                                   "level full",
                                   "level not open",
                                   "undated",
                                   "measured too long ago",
                                   "tested too long ago"};
  std::string all;
  for (const Obstacle& one : rules.obstacles(day(day_zero)))
    all += (all.empty() ? "" : ", ") + std::string(names[static_cast<std::size_t>(one.kind)]);
  return all;
}

// Drugs on Day minus 5 to minus 3 and day zero on weekdays: only a Monday.
TEST_CASE("day zero: the next one with every treatment day open") {
  const Search search;
  const DayZeroRules rules = search.of_protocol();
  CHECK(next(rules, "2026-12-07") == "2026-12-07"); // itself
  CHECK(next(rules, "2026-12-08") == "2026-12-14"); // never an earlier one
  CHECK(next(rules, "2026-12-13") == "2026-12-14");
}

TEST_CASE("day zero: holidays, a weekend that is worked, and days that nobody knows") {
  Search search;
  ClosedDays& closed = search.trial.treatment.site.closed;
  closed.close({{day("2026-12-25"), "Christmas"}, {day("2027-01-01"), "New Year"}});
  // Day minus 3 of Monday the 28th is the 25th, and of 4 January the 1st.
  CHECK(next(search.of_protocol(), "2026-12-22") == "2027-01-11");
  // Saturday the 19th is worked: Tuesday the 22nd has Thursday, Friday and that Saturday.
  closed.open = {day("2026-12-19")};
  CHECK(next(search.of_protocol(), "2026-12-22") == "2026-12-22");
  closed.known = {DaySpan{day("2026-01-01"), day("2026-12-31")}};
  CHECK(next(search.of_protocol(), "2026-12-23") == "none");
  CHECK(kinds(search.of_protocol(), "2027-01-11") == "not known, not known, not known, not known");
  CHECK(kinds(search.of_protocol(), "2027-01-04") == "closed, not known"); // 30 and 31 are known
}

TEST_CASE("day zero: nothing is given in the past, or before the patient was measured") {
  const Search search(
      {"on: 2026-12-10", "patient.weight_on = 2026-12-09", "patient.creatinine_on = 2026-12-09"});
  CHECK(kinds(search.of_case(), "2026-12-14") == "past"); // the first drug day is the 9th
  CHECK(kinds(search.of_case(), "2026-12-07") == "past, unmeasured, unmeasured");
}

// The site's weight holds for 7 days, the creatinine too; both are of 2026-11-30.
TEST_CASE("day zero: what is too old can be measured anew") {
  const Search search({"patient.weight_on = 2026-11-30", "patient.creatinine_on = 2026-11-30",
                       "site: site.weight_valid = 7 d", "site: site.creatinine_valid = 7 d"});
  const DayZeroRules rules = search.of_case();
  CHECK(kinds(rules, "2026-12-07") == "");
  CHECK(kinds(rules, "2026-12-14") == "measured too long ago, measured too long ago");
  CHECK(next(rules, "2026-12-08") == "2026-12-14 renewed");
}

TEST_CASE("day zero: the slots of a site") {
  Search search;
  Slots& slots = search.trial.treatment.site.slots;
  slots.infusion_weekdays[2] = true; // Tuesdays, and the drugs then fall on a Saturday
  CHECK(kinds(search.of_protocol(), "2026-12-07") == "infusion weekday");
  CHECK(next(search.of_protocol(), "2026-12-07") == "none");
  slots = {};
  slots.preparation_weekdays[3] = slots.preparation_weekdays[4] = true;      // Wednesday, Thursday
  CHECK(kinds(search.of_protocol(), "2026-12-07") == "preparation weekday"); // Friday the 4th
}

TEST_CASE("day zero: a bag serves until its last day") {
  Search search({"site: site.weight_valid", "site: site.creatinine_valid"});
  Case& the_case = search.trial.the_case;
  the_case.products.push_back({"L1", "1", "", "", day("2026-12-14")});
  the_case.prescription.bags.resize(1);
  CHECK(kinds(search.of_case(), "2026-12-14") == "");
  CHECK(kinds(search.of_case(), "2026-12-21") == "expired");
}

TEST_CASE("day zero: the cohort's slots and stagger") {
  Search search({"site: site.weight_valid", "site: site.creatinine_valid"});
  Case& the_case = search.trial.the_case;
  auto cohort = std::make_shared<Cohort>();
  CohortPatient& other = cohort->patients.emplace_back();
  other.id = "F01-900";
  other.level = *the_case.prescription.cells;
  other.first_infusion = day("2026-12-14");
  the_case.cohort = cohort;
  CHECK(kinds(search.of_case(), "2026-12-14") == "");
  search.trial.treatment.site.slots.infusions_a_day = 1;
  CHECK(kinds(search.of_case(), "2026-12-14") == "full");
  CHECK(kinds(search.of_case(), "2026-12-21") == "");
  search.trial.treatment.site.slots.infusions_a_day = 2;
  CHECK(kinds(search.of_case(), "2026-12-14") == "");
  // The patient's own place is no obstacle.
  search.trial.treatment.site.slots.infusions_a_day = 1;
  cohort->patients.front().id = Name(std::string_view(the_case.id));
  CHECK(kinds(search.of_case(), "2026-12-14") == "");
}

TEST_CASE("day zero: not one that the case has given up, and not without dates of measurements") {
  Search search({"site: site.weight_valid = 7 d"});
  search.trial.the_case.postponed.push_back(
      {day("2026-12-14"), "fever", "J Doe", day("2026-12-01")});
  CHECK(kinds(search.of_case(), "2026-12-14").starts_with("given up"));
  search.trial.the_case.weight_on.reset();
  CHECK(kinds(search.of_case(), "2026-12-07") == "undated");
  CHECK(search.of_case().opening(day("2026-12-07")) == DayZeroRules::Opening::once_renewed);
}

// Nobody is infused within 14 days of another at the level, before or after.
TEST_CASE("day zero: the stagger of a patient who comes later") {
  Search search({"site: site.weight_valid", "site: site.creatinine_valid"});
  Case& the_case = search.trial.the_case;
  auto cohort = std::make_shared<Cohort>();
  cohort->rule = search.trial.treatment.protocol.escalation;
  cohort->rule.design = Sourced<EscalationDesign>{*find_design("3+3"), "test", true};
  cohort->rule.stagger = Sourced<Stagger>{*read_stagger("14 d each"), "test", true};
  CohortPatient& other = cohort->patients.emplace_back();
  other.id = "F01-900";
  other.level = *the_case.prescription.cells;
  other.first_infusion = day("2027-01-25");
  the_case.cohort = cohort;
  CHECK(kinds(search.of_case(), "2027-01-11") == ""); // 14 days before
  CHECK(kinds(search.of_case(), "2027-01-18") == "staggers another");
  CHECK(kinds(search.of_case(), "2027-02-01") == "staggered");
  CHECK(kinds(search.of_case(), "2027-02-08") == "");
}

TEST_CASE("day zero: a search lists every day until enough are found") {
  const Search search;
  const auto found = day_zero_candidates(search.of_protocol(), day("2026-12-14"), 2);
  REQUIRE(found.size() == 8); // 14 to 21 December
  std::string open;
  for (const DayZeroCandidate& one : found)
    if (one.is_open()) open += iso_date(one.day_zero) + " ";
  CHECK(open == "2026-12-14 2026-12-21 ");
  // Tuesday 15 December has its Day minus 3 on Saturday the 12th.
  REQUIRE(found[1].obstacles.size() == 1);
  CHECK(found[1].obstacles[0].date == day("2026-12-12"));
}

TEST_CASE("day zero: near the end of what can be planned") {
  Search search;
  search.trial.treatment.site.closed = {};
  CHECK(next(search.of_protocol(), "2100-12-31") == "2100-12-31");
  search.trial.treatment.site.closed.weekdays.fill(true);
  CHECK(next(search.of_protocol(), "2026-12-07") == "none");
}

// The answer for a row of a batch is found without a list of its days; here each planned day is
// asked alone.
TEST_CASE("day zero: a closed day is found from every day zero" *
          doctest::test_suite("exhaustive")) {
  Chance chance(9);
  const Day first = day("2026-01-01");
  const Trial trial;
  for (int run = 0; run < 200; ++run) {
    Treatment treatment = trial.treatment;
    ClosedDays& closed = treatment.site.closed;
    closed = {};
    if (chance.between(0, 1) == 0) closed.weekdays[0] = closed.weekdays[6] = true;
    for (auto count = chance.between(0, 2); count > 0; --count)
      closed.open.push_back(first + std::chrono::days(100 * count + chance.between(0, 90)));
    std::sort(closed.open.begin(), closed.open.end());
    std::vector<ClosedDate> dates;
    for (auto count = chance.between(0, 20); count > 0; --count)
      dates.push_back({first + std::chrono::days(chance.between(0, 90)), ""});
    closed.close(std::move(dates));
    const auto list = static_cast<std::size_t>(chance.between(0, 1));
    const PlanDays setting(treatment, list);
    for (int i = -20; i < 120; ++i) {
      const Day day_zero = first + std::chrono::days(i);
      Findings findings;
      review_plan({treatment, setting, list, day_zero, nullptr}, findings);
      const auto said = std::count_if(findings.begin(), findings.end(),
                                      [](const Finding& one) { return one.code == Code("S001"); });
      const auto days = treatment_days(treatment.protocol, list, day_zero);
      INFO(iso_date(day_zero));
      CHECK(said ==
            std::count_if(days.begin(), days.end(), [&](Day one) { return closed.holds(one); }));
    }
  }
}

} // namespace
