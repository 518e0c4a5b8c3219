#include "schedule/plan/plan_review.hpp"

#include "dosing/text/search.hpp"
#include "schedule/plan/day_review.hpp"
#include "schedule/plan/paper_review.hpp"
#include "schedule/plan/record_review.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

void standing_notes(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Drug& drug : context.treatment.drugs)
    for (const StandingNote& note : drug.notes)
      findings.push_back(finding_of(row, note.id));
}

bool has_given(const Context& context) {
  return context.the_case && !context.the_case->given.empty();
}

// The days between the last lymphodepletion dose and the first infusion: as planned by the
// protocol, and as they are or will be. The gap begins with the last dose of any drug that was
// given or is left. A drug that was never given has no part in it: the gap is the patient's, not
// the plan's, and S003 names the drug. Where no dose of any drug was given or is left, there is no
// such day; the planned one then stands for it, so that S002 speaks only where the infusion itself
// has moved. Without an infusion there is no gap, and S003 names the infusion.
struct Gap {
  int planned;
  int actual;
};
std::optional<Gap> gap_of(const Context& context) {
  const int last = context.setting.last_drug_day;
  if (!has_given(context)) // all is still as planned
    return Gap{-last, context.setting.first_infusion - last};
  const Timeline timeline = timeline_of(context);
  const auto infusion = timeline.infusions().first_used();
  if (!infusion) return std::nullopt;
  const Day dose = timeline.last_dose().value_or(context.day_zero + std::chrono::days(last));
  return Gap{-last, days_between(dose, *infusion)};
}

bool is_other_gap(const Gap& gap, const Protocol& protocol) {
  const auto& window = protocol.gap_window_days;
  return window ? gap.actual < window->first || gap.actual > window->second
                : gap.actual != gap.planned;
}

void gap_not_as_planned(const Context& context, const Row& row, Findings& findings) {
  const auto gap = gap_of(context);
  if (!gap || !is_other_gap(*gap, context.treatment.protocol)) return;
  const auto& window = context.treatment.protocol.gap_window_days;
  Finding finding =
      window ? finding_of(row, {},
                          {count_figure(gap->actual), count_figure(window->first),
                           count_figure(window->second)},
                          1)
             : finding_of(row, {}, {count_figure(gap->actual), count_figure(gap->planned)});
  if (gap->actual < 0)
    finding = finding_of(row, {}, {count_figure(-gap->actual), count_figure(gap->planned)}, 2);
  if (window) finding.severity = Severity::stop;
  findings.push_back(finding);
}

// What was given off the plan, and when it should have been: the days are named.
std::optional<Finding> off_plan(const Row& row, Name what, const Course& course) {
  if (!course.is_off_plan()) return std::nullopt;
  std::vector<Day> other, missing;
  for (const Day day : course.given)
    if (!holds(course.planned, day)) other.push_back(day);
  for (const Day day : course.due)
    if (!holds(course.given, day) && !holds(course.left, day)) missing.push_back(day);
  std::array<Figure, 4> figures{};
  const auto name = [&](const std::vector<Day>& days) {
    for (std::size_t i = 0; i < days.size() && i < figures.size(); ++i)
      figures[i] = date_figure(days[i]);
  };
  constexpr int from_missing = 1, from_other = 5, instead = 7; // see the row's details
  if (other.empty() && !missing.empty()) {
    name(missing);
    const int named = static_cast<int>(std::min(missing.size(), figures.size()));
    return finding_of(row, what, figures, from_missing + named);
  }
  if (missing.empty() && !other.empty() && other.size() < 3) {
    name(other);
    return finding_of(row, what, figures, from_other + static_cast<int>(other.size()));
  }
  if (other.empty() || missing.empty()) return finding_of(row, what);
  return finding_of(row, what, {date_figure(other.front()), date_figure(missing.front())},
                    other.size() == 1 && missing.size() == 1 ? instead + 1 : instead + 2);
}

// A dose after the sponsor's decision and before the resumed course begins is part of neither.
void given_between(const Context& context, const Row& row, const ProtocolDrug& drug, Day decided,
                   Findings& findings) {
  const Timeline timeline = timeline_of(context);
  const Course course = timeline.drug(drug);
  for (const Day day : context.the_case->choices.resumption->as == ResumedAs::restart
                           ? course.before
                           : course.given) {
    if (day <= decided || day >= timeline.resumed_from()) continue;
    Finding finding = finding_of(row, drug.id, {date_figure(day)}, 6);
    finding.severity = Severity::stop; // what is left may be one dose too many
    findings.push_back(finding);
  }
}

// A course that is resumed: by the sponsor's word, or not at all.
void resumed(const Context& context, const Row& row, Findings& findings) {
  const auto& resumption = context.the_case->choices.resumption;
  if (!resumption) return;
  const auto& waivers = context.the_case->waivers;
  const auto waiver = find_in(waivers, std::string("S003"), &Waiver::finding);
  if (waiver == waivers.end()) {
    Finding finding = finding_of(row, {}, {}, 10);
    finding.severity = Severity::stop; // nobody else's word will do
    findings.push_back(finding);
    return;
  }
  const Timeline timeline = timeline_of(context);
  for (const ProtocolDrug& drug : context.treatment.protocol.drugs) {
    const Course course = timeline.drug(drug);
    const bool is_restart = resumption->as == ResumedAs::restart;
    given_between(context, row, drug, waiver->on, findings);
    const int given = static_cast<int>(is_restart ? course.before.size() : course.given.size());
    findings.push_back(
        info_of(row, drug.id,
                {count_figure(given), count_figure(static_cast<int>(course.left.size())),
                 count_figure(static_cast<int>(drug.days.size()))},
                11));
  }
}

// One slip, one finding: where the infusion moved the gap, or a drug's last dose did, S002 says it
// for it. A gap tells that a day moved, never that one is missing: whoever acknowledges it must
// still read what was not given.
void given_off_plan(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  resumed(context, row, findings);
  const Timeline timeline = timeline_of(context);
  const Course infusions = timeline.infusions();
  const auto gap = gap_of(context);
  const bool gap_says_it = gap && is_other_gap(*gap, context.treatment.protocol);
  const bool infusion_moved = infusions.first_used() && *infusions.first_used() != context.day_zero;
  const auto look = [&](Name what, const Course& course, std::size_t most, bool moved_the_gap) {
    if (course.given.size() + course.left.size() > most) {
      Finding finding = finding_of(row, what,
                                   {count_figure(static_cast<int>(course.given.size())),
                                    count_figure(static_cast<int>(course.left.size())),
                                    count_figure(static_cast<int>(most))},
                                   1);
      finding.severity = Severity::stop; // nobody may acknowledge one dose too many
      findings.push_back(finding);
      return;
    }
    if (gap_says_it && moved_the_gap && !course.lacks_a_day()) return;
    if (const auto finding = off_plan(row, what, course)) findings.push_back(*finding);
  };
  for (const ProtocolDrug& drug : context.treatment.protocol.drugs) {
    const Course course = timeline.drug(drug);
    look(drug.id, course, drug.days.size(),
         !infusion_moved && course.last_used() == timeline.last_dose());
  }
  // One infusion on record, on the second one's day or later: it may be that the first is missing.
  const bool may_lack_the_first = infusions.planned.size() > 1 && !infusions.given.empty() &&
                                  infusions.given.front() >= infusions.planned[1];
  look("infusion", infusions, infusions.planned.size(),
       infusion_moved && infusions.keeps_its_days() && !may_lack_the_first);
}

// A planned day before the day of the calculation, and nothing on record that was given then or
// later: it is still ordered, because a late record is likelier than a missed dose. Each such day
// is named.
void list_passed_days(const Context& context, const Row& row, Findings& findings) {
  const Timeline timeline = timeline_of(context);
  const Day today = context.the_case->calculated_on;
  const auto look = [&](Name what, const Course& course) {
    for (const Day day : course.left)
      if (day < today)
        findings.push_back(finding_of(row, what, {date_figure(day), date_figure(today)}));
  };
  for (const ProtocolDrug& drug : context.treatment.protocol.drugs)
    look(drug.id, timeline.drug(drug));
  look("infusion", timeline.infusions());
}

void passed_without_record(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Day earliest = context.day_zero + std::chrono::days(context.setting.earliest);
  if (has_given(context) || context.the_case->calculated_on > earliest) // a planned day has passed
    list_passed_days(context, row, findings);
}

void counted_from_given(const Context& context, const Row& row, Findings& findings) {
  const Timeline timeline = timeline_of(context);
  if (timeline.is_moved())
    findings.push_back(
        finding_of(row, {}, {date_figure(timeline.day_zero()), date_figure(context.day_zero)}));
}

void repeated_id(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case || context.the_case->earlier_row == 0) return;
  constexpr std::uint64_t most = 2'000'000'000;
  const auto line = static_cast<int>(std::min(context.the_case->earlier_row, most));
  findings.push_back(finding_of(row, "id", {count_figure(line)}));
}

void unread(const Context& context, const Row& row, Findings& findings) {
  const std::vector<Unread>& all = context.the_case->unread;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::array<Figure, 4> figures{count_figure(static_cast<int>(i))};
    findings.push_back(all[i].is_remark ? info_of(row, all[i].about, figures, 0)
                                        : finding_of(row, all[i].about, figures));
  }
}

void left_out(const Context& context, const Row& row, Findings& findings) {
  const LeftOut& left = context.the_case->left_out;
  if (left.total() > 0)
    findings.push_back(
        finding_of(row, {},
                   {count_figure(left.total()), count_figure(left.older),
                    count_figure(left.taken_back), count_figure(left.another_thing)}));
}

// Shorter than the protocol's: too early for a patient who has not recovered, but the protocol's
// days are an interval and not a limit, and people move days; so somebody may acknowledge it.
void cycle_off_interval(const Context& context, const Row& row, Findings& findings) {
  const auto& rule = context.treatment.protocol.cycle;
  if (!rule || !context.the_case || !context.the_case->previous_day_zero) return;
  const int actual =
      days_between(*context.the_case->previous_day_zero, timeline_of(context).day_zero());
  const std::array<Figure, 4> figures{count_figure(actual), count_figure(rule->days)};
  if (actual < rule->days) findings.push_back(finding_of(row, {}, figures));
  if (actual > rule->days) findings.push_back(info_of(row, {}, figures, 1));
}

// A visit without a window stays on its closed day without a finding: the protocol is silent, and
// months away every plan has such a day. The calendar says it of each.
void closed_window(const Context& context, const Row& row, Findings& findings) {
  for (const Day day : days_of_closed_windows(context.treatment.protocol, calendar_choice(context)))
    findings.push_back(
        finding_of(row, day_subject(timeline_of(context).number_of(day)), {date_figure(day)}));
}

using enum Severity;
constexpr PlanCheck checks[] = {
    {{"D009",
      info,
      "standing note",
      "a note of a drug's file, one each",
      {"{note}"},
      "keep it in mind",
      "the drug's file"},
     standing_notes,
     Topic::treatment},
    {{"S002",
      warning,
      "gap before the infusion",
      "the gap between lymphodepletion and infusion is not the planned one and the protocol gives "
      "no window; stop outside a given window",
      {"{0} days from the last drug day to the infusion, planned {1}; the protocol is silent",
       "{0} days from the last drug day to the infusion, the protocol's window is {1} to {2}",
       "the last drug dose is {0} days after the infusion, planned {1} days before it"},
      "ask the sponsor before the infusion",
      "the protocol"},
     gap_not_as_planned},
    {{"S003",
      warning,
      "given off the plan",
      "given on a day that is not planned, or not given on a planned day that has passed; stop "
      "where given and planned doses together are more than the protocol's, or where a course is "
      "resumed without the sponsor's waiver; info where the sponsor has decided how",
      {"{s} was given on a day that is not planned, or a planned day has passed without it",
       "{s}: {0} given and {1} still planned are more than the {2} of the protocol",
       "{s} was planned for {0} and was not given then",
       "{s} was planned for {0} and for {1} and was not given then",
       "{s} was planned for {0}, {1} and {2} and was not given then",
       "{s} was planned for {0}, {1}, {2} and {3}, and was not given then",
       "{s} was given on {0}, which is not a planned day",
       "{s} was given on {0} and on {1}, which are not planned days",
       "{s} was given on {0}, which is not a planned day, and not on {1}, which is one",
       "{s} was given on days that are not planned, the first of them {0}, and not on planned "
       "ones, the first of them {1}",
       "[order] course resumes an interrupted course, and no [[waiver]] of the sponsor for S003 "
       "says so",
       "{s}: as the sponsor has decided, {0} given before and {1} left; the protocol's course has "
       "{2}"},
      "ask the sponsor: a new full course ([order] course = \"restart\") or the doses that are "
      "left (\"remaining\"), with a [[waiver]] of S003",
      "the protocol"},
     given_off_plan,
     Topic::given},
    {{"S010",
      warning,
      "planned day without a record",
      "a planned day before the day of the calculation, with nothing given on or after it",
      {"{s} was planned for {0}, before {1}, the day of the calculation, and nothing is on record"},
      "add what was given as [[given]], or postpone the plan; do not give what has passed",
      "a dose of a day that has passed is not to be drawn up",
      LiftedBy::nothing},
     passed_without_record},
    {{"S012",
      info,
      "counted from the infusion as given",
      "the first infusion was given on another day than planned, and what follows counts from it",
      {"what follows is counted from the infusion given {0}, not from the planned day zero {1}; "
       "the "
       "days of lymphodepletion stay"},
      "confirm with the sponsor that the actual day counts",
      "this program's reading; no source decides between the planned and the actual day"},
     counted_from_given,
     Topic::given},
    {{"P012",
      warning,
      "id stood before",
      "a row of a batch has the id of an earlier one; not with --repeats-allowed",
      {"the id has stood in line {0} of the batch before: one of the two may be another patient's"},
      "correct the id, or plan one of the two alone",
      "two patients under one id, or one patient planned twice"},
     repeated_id},
    {{"P014",
      warning,
      "to be read by a person",
      "what the case was made of holds something that bears on the dose, and that nothing is "
      "computed from: a newer value that is not final, one of a day after the calculation, one "
      "whose words are not understood, a medication, an allergy; each by itself; info where it is "
      "a note on what is used",
      {"{unread}"},
      "read it where it stands, and have the record corrected; or accept it for a reason",
      "what bears on a dose is used, or named: never passed over"},
     unread,
     Topic::left_aside},
    {{"P015",
      info,
      "left out",
      "what the case was made of holds measurements, allergies or medications that do not bear on "
      "the dose: older, taken back, or of another thing",
      {"left out for a good reason: {1} older or said twice, {2} taken back, {3} of another thing"},
      "nothing",
      "what bears on a dose is used, or named: never passed over"},
     left_out,
     Topic::left_aside},
    {{"S013",
      warning,
      "cycle before its time",
      "this cycle's day zero is nearer to the one before than the protocol's interval; info where "
      "it is farther",
      {"{0} days after the day zero of the cycle before, the protocol has {1}",
       "{0} days after the day zero of the cycle before, more than the protocol's {1}"},
      "ask the sponsor before the first dose",
      "the protocol"},
     cycle_off_interval},
    {{"S016",
      info,
      "visit without an open day",
      "every day of a visit's window is closed",
      {"no day of the window around {0} is open, and the visit stays on it"},
      "ask the sponsor which other day will do, or see the patient on a closed day",
      "the protocol (windows); site policy (closed days)"},
     closed_window},
};

} // namespace

void review_plan(const PlanContext& context, Findings& findings) {
  Topics present;
  if (const Case* the_case = context.the_case) {
    present.add(Topic::bags, !the_case->products.empty());
    present.add(Topic::given, !the_case->given.empty());
    present.add(Topic::screening, the_case->screening.has_value());
    present.add(Topic::left_aside, !the_case->unread.empty() || the_case->left_out.total() > 0);
  }
  review_days(context, present, findings);
  ask<checks>(context, present, findings);
  review_papers(context, present, findings);
  review_record(context, present, findings);
}

std::array<std::span<const PlanCheck>, 4> plan_tables() {
  return {day_checks(), checks, paper_checks(), record_checks()};
}

} // namespace nkdose
