#include "schedule/plan/plan_review.hpp"

#include "dosing/text/search.hpp"
#include "schedule/plan/day_zero_search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

Figure days(int count) {
  return number(Decimal(count));
}

// The subject of a day: "day-minus-5".
Name day_subject(int day) {
  return Name(
      std::string_view(day < 0 ? fmt::format("day-minus-{}", -day) : fmt::format("day-{}", day)));
}

Timeline timeline_of(const Context& context) {
  return {context.treatment.protocol, context.infusion_list, context.day_zero,
          context.the_case ? context.the_case->given : std::vector<Given>()};
}

bool has_given(const Context& context) {
  return context.the_case && !context.the_case->given.empty();
}

// The answer for nearly every row of a batch, without a list of the days.
bool every_planned_day_is_open(const Context& context) {
  const Day day_zero = context.day_zero;
  if (context.setting.meets_closed_weekday[std::chrono::weekday(day_zero).c_encoding()])
    return false;
  const auto& spans = context.setting.meets_closed_span;
  const auto later = std::partition_point(spans.begin(), spans.end(),
                                          [&](const auto& span) { return span.first <= day_zero; });
  return later == spans.begin() || std::prev(later)->second < day_zero;
}

// A day that has been used, or has passed, is not moved any more. Once treatment has begun, another
// day zero would leave what was given behind, so none is proposed.
void list_closed_days(const Context& context, const Row& row, Findings& findings) {
  const Protocol& protocol = context.treatment.protocol;
  const ClosedDays& closed = context.treatment.site.closed;
  const Timeline timeline = timeline_of(context);
  std::optional<std::optional<Day>> open; // searched for once, and only where it is needed
  for (const Day day : timeline.days_to_come()) {
    if (!closed.holds(day)) continue;
    const Name subject = day_subject(timeline.number_of(day));
    if (timeline.has_begun()) {
      findings.push_back(finding_of(row, subject, {date_figure(day)}, 2));
      continue;
    }
    if (!open)
      open = nearest_open_day_zero(protocol, context.infusion_list, context.day_zero, closed);
    findings.push_back(*open ? finding_of(row, subject, {date_figure(day), date_figure(**open)})
                             : finding_of(row, subject, {date_figure(day)}, 1));
  }
}

void closed_day(const Context& context, const Row& row, Findings& findings) {
  if (has_given(context) || !every_planned_day_is_open(context))
    list_closed_days(context, row, findings);
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
      window
          ? finding_of(row, {}, {days(gap->actual), days(window->first), days(window->second)}, 1)
          : finding_of(row, {}, {days(gap->actual), days(gap->planned)});
  if (gap->actual < 0) finding = finding_of(row, {}, {days(-gap->actual), days(gap->planned)}, 2);
  if (window) finding.severity = Severity::stop;
  findings.push_back(finding);
}

// One slip, one finding: where the infusion moved the gap, or a drug's last dose did, S002 says it
// for it. A gap tells that a day moved, never that one is missing: whoever acknowledges it must
// still read what was not given.
void given_off_plan(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Timeline timeline = timeline_of(context);
  const Course infusions = timeline.infusions();
  const auto gap = gap_of(context);
  const bool gap_says_it = gap && is_other_gap(*gap, context.treatment.protocol);
  const bool infusion_moved = infusions.first_used() && *infusions.first_used() != context.day_zero;
  const auto look = [&](Name what, const Course& course, bool moved_the_gap) {
    if (course.given.size() + course.left.size() > course.planned.size()) {
      Finding finding = finding_of(row, what,
                                   {days(static_cast<int>(course.given.size())),
                                    days(static_cast<int>(course.left.size())),
                                    days(static_cast<int>(course.planned.size()))},
                                   1);
      finding.severity = Severity::stop; // nobody may acknowledge one dose too many
      findings.push_back(finding);
      return;
    }
    const bool is_said = gap_says_it && moved_the_gap && !course.lacks_a_day();
    if (!is_said && course.is_off_plan()) findings.push_back(finding_of(row, what));
  };
  for (const ProtocolDrug& drug : context.treatment.protocol.drugs) {
    const Course course = timeline.drug(drug);
    look(drug.id, course, !infusion_moved && course.last_used() == timeline.last_dose());
  }
  // One infusion on record, on the second one's day or later: it may be that the first is missing.
  const bool may_lack_the_first = infusions.planned.size() > 1 && !infusions.given.empty() &&
                                  infusions.given.front() >= infusions.planned[1];
  look("infusion", infusions, infusion_moved && infusions.keeps_its_days() && !may_lack_the_first);
}

// A planned day before the day of the calculation, and nothing on record that was given then or
// later: it is still ordered, because a late record is likelier than a missed dose. Where nothing
// is on record at all, the day of the calculation may only serve the age of a measurement.
void list_passed_days(const Context& context, const Row& row, Findings& findings) {
  const Timeline timeline = timeline_of(context);
  const Figure today = date_figure(context.the_case->calculated_on);
  const auto has_passed = [&](Day day) { return day < context.the_case->calculated_on; };
  if (!timeline.has_begun()) {
    const Day first = timeline.days_to_come().front();
    if (has_passed(first)) findings.push_back(info_of(row, {}, {date_figure(first), today}, 1));
    return;
  }
  const auto look = [&](Name what, const Course& course) {
    if (!course.left.empty() && has_passed(course.left.front()))
      findings.push_back(finding_of(row, what, {date_figure(course.left.front()), today}));
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

// Shorter than the protocol's: too early for a patient who has not recovered, but the protocol's
// days are an interval and not a limit, and people move days; so somebody may acknowledge it.
void cycle_off_interval(const Context& context, const Row& row, Findings& findings) {
  const auto& rule = context.treatment.protocol.cycle;
  if (!rule || !context.the_case || !context.the_case->previous_day_zero) return;
  const int actual =
      days_between(*context.the_case->previous_day_zero, timeline_of(context).day_zero());
  const std::array<Figure, 4> figures{days(actual), days(rule->days)};
  if (actual < rule->days) findings.push_back(finding_of(row, {}, figures));
  if (actual > rule->days) findings.push_back(info_of(row, {}, figures, 1));
}

void standing_notes(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Drug& drug : context.treatment.drugs)
    for (const StandingNote& note : drug.notes)
      findings.push_back(finding_of(row, note.id));
}

// Which of the infusions on record this is, from 1; bags are numbered so.
std::ptrdiff_t infusion_number(const Case& the_case, const Given& given) {
  const std::vector<Day> infusions = days_given(the_case.given, "infusion");
  return std::count_if(infusions.begin(), infusions.end(),
                       [&](Day day) { return day <= given.date; });
}

// An infusion on record names a lot, and no bag of that lot is the infusion's: any of them may be
// the one that was used, and must not be chosen for another infusion.
bool used_bag_is_unknown(const Case& the_case, const Given& given) {
  const auto number = infusion_number(the_case, given);
  return any_of(given.lots, [&](const std::string& lot) {
    for (std::size_t i = 0; i < the_case.products.size(); ++i)
      if (the_case.products[i].lot == lot && the_case.order.bags[i].infusion == number)
        return false;
    return holds(the_case.products, lot, &Product::lot);
  });
}

// An infusion on record names no lot, no bag is numbered as its own, and there is a bag without a
// number: that one may have been used.
bool any_bag_may_be_used(const Case& the_case, const Given& given) {
  if (given.what != "infusion" || !given.lots.empty()) return false;
  const auto number = infusion_number(the_case, given);
  bool has_loose_bag = false;
  for (const Certificate& bag : the_case.order.bags) {
    if (bag.infusion == number) return false;
    has_loose_bag |= bag.infusion == 0;
  }
  return has_loose_bag;
}

// Whatever the case says twice about a bag must be the same twice.
void identity_differs(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Case& the_case = *context.the_case;
  for (std::size_t i = 0; i < the_case.products.size(); ++i) {
    const Product& product = the_case.products[i];
    const Figure place = days(static_cast<int>(i) + 1);
    if (!product.patient.empty() && product.patient != the_case.id)
      findings.push_back(finding_of(row, "patient", {place}));
    if (!product.name.empty() && product.name != context.treatment.protocol.product)
      findings.push_back(finding_of(row, "product", {place}, 1));
  }
  const auto is_known = [&](const std::string& lot) {
    return holds(the_case.products, lot, &Product::lot);
  };
  const bool is_any_left = !timeline_of(context).infusions().left.empty();
  for (const Given& given : the_case.given) {
    if (!all_of(given.lots, is_known))
      findings.push_back(finding_of(row, "lot", {date_figure(given.date)}, 2));
    else if (used_bag_is_unknown(the_case, given))
      findings.push_back(finding_of(row, "lot", {date_figure(given.date)}, 3));
    else if (is_any_left && any_bag_may_be_used(the_case, given))
      findings.push_back(finding_of(row, "bag", {date_figure(given.date)}, 4));
  }
}

// Judged on the day of the bag's infusion: the one it is meant for, else the last, in which it may
// be given.
void bag_expired(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Case& the_case = *context.the_case;
  const Course infusions = timeline_of(context).infusions();
  if (infusions.left.empty()) return;
  const std::size_t given = infusions.planned.size() - infusions.left.size();
  for (std::size_t i = 0; i < the_case.products.size(); ++i) {
    const auto& expires = the_case.products[i].expires;
    const auto number = static_cast<std::size_t>(the_case.order.bags[i].infusion);
    if (!expires || (number > 0 && number <= given)) continue;
    const Day day = number > 0 ? infusions.left[number - given - 1] : infusions.left.back();
    if (*expires < day)
      findings.push_back(finding_of(
          row, "lot", {days(static_cast<int>(i) + 1), date_figure(*expires), date_figure(day)}));
  }
}

// What the plan itself judges (age, clearance) has its own findings.
bool is_for_screening(const CriterionResult* result) {
  return !result->criterion->is_judged_by_plan;
}

void criteria_not_met(const Context& context, const Row& row, Findings& findings) {
  if (!context.screening) return;
  for (const CriterionResult* result : context.screening->open(Verdict::not_met))
    if (is_for_screening(result))
      findings.push_back(finding_of(row, std::string_view(result->criterion->id)));
}

void criteria_unknown(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case || !context.the_case->screening) return;
  if (!context.screening) {
    findings.push_back(finding_of(row, {}, {}, 1));
    return;
  }
  const auto unknown = context.screening->open(Verdict::unknown);
  const auto count = std::count_if(unknown.begin(), unknown.end(), is_for_screening);
  const bool is_known = context.screening->indication_is_known();
  if (count > 0 || !is_known)
    findings.push_back(finding_of(row, {}, {days(static_cast<int>(count))}, is_known ? 0 : 2));
}

void not_adopted(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Adopted adopted = context.setting.adopted;
  if (adopted == Adopted::yes) return;
  findings.push_back(finding_of(row, context.treatment.protocol.id, {},
                                adopted == Adopted::other_version ? 1 : 0));
}

void assumptions(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Assumption& assumption : context.treatment.protocol.assumptions)
    findings.push_back(finding_of(row, assumption.id));
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
     About::treatment},
    {{"S001",
      warning,
      "closed day",
      "a drug or an infusion on a closed day",
      {"{0} is closed; the nearest day zero without a closed day is {1}",
       "{0} is closed; no day zero within a year is without a closed day",
       "{0} is closed; treatment has begun, so no other day zero is proposed"},
      "move the whole plan, never a single day; once treatment has begun, ask the sponsor",
      "site policy (closed days)"},
     closed_day},
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
      "where "
      "given and planned doses together are more than the protocol's",
      {"{s} was given on a day that is not planned, or a planned day has passed without it",
       "{s}: {0} given and {1} still planned are more than the {2} of the protocol"},
      "ask the sponsor; what remains is not planned anew; a day zero that fits what was given may "
      "help",
      "the protocol"},
     given_off_plan,
     About::given},
    {{"S010",
      warning,
      "planned day without a record",
      "a planned day before the day of the calculation, with nothing given on or after it; info "
      "where nothing was given at all",
      {"{s} was planned for {0}, before {1}, the day of the calculation, and nothing is on record",
       "treatment was planned from {0}, before {1}, the day of the calculation, and nothing is on "
       "record"},
      "add what was given as [[given]], or postpone the plan; do not give what has passed",
      "a dose of a day that has passed is not to be drawn up"},
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
     About::given},
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
    {{"C005",
      stop,
      "identity does not match",
      "a certificate names another patient or product, or an infusion names an unknown lot",
      {"bag {0} of the case is for another patient than [patient] id",
       "bag {0} of the case is of another product than the protocol's",
       "the infusion of {0} names a lot that no [[product]] has",
       "the infusion of {0} names a lot of which no [[product]] says that it was for this "
       "infusion",
       "no bag says that it was for the infusion of {0}: one without a number may have been used"},
      "do not thaw; compare label, certificate and patient, and number the bags that were given",
      "axi-cel label: not infused on mismatch"},
     identity_differs,
     About::bags},
    {{"C006",
      stop,
      "bag expired",
      "a bag expires before the day of its infusion",
      {"bag {0} of the case expires on {1}, before the infusion of {2}"},
      "do not use it: remove it from the case, or name an earlier infusion that it is meant for",
      "the certificate"},
     bag_expired,
     About::bags},
    {{"E001",
      warning,
      "criterion not met",
      "the case has a [screening] table, and by its facts a criterion is not met",
      {"{note}"},
      "see nkdose screen; ask the sponsor, a criterion is not waived by a site",
      "the protocol's criteria"},
     criteria_not_met,
     About::screening},
    {{"E002",
      warning,
      "criteria unknown",
      "the case has a [screening] table with unknown criteria",
      {"criteria that are not known: {0}",
       "the case has a [screening] table, and the protocol no file of criteria",
       "the indication is not given, so its criteria are not judged; others that are not known: "
       "{0}"},
      "see nkdose screen; find out what is missing, or judge by hand and acknowledge this",
      "the protocol's criteria"},
     criteria_unknown,
     About::screening},
    {{"A001",
      warning,
      "protocol not adopted",
      "the site has not adopted this protocol",
      {"the site's file does not adopt {s}: a draft, not an order",
       "the site's file adopts another version of {s} than this one: a draft, not an order"},
      "review the protocol file, then sign it as [[adopted]] in the site file",
      "the shipped protocols come from public records, not from the sponsor"},
     not_adopted,
     About::treatment},
    {{"A002",
      info,
      "assumption",
      "an assumption of the protocol",
      {"{note}"},
      "confirm with the sponsor",
      "the protocol's file"},
     assumptions,
     About::treatment},
};

} // namespace

PlanSetting::PlanSetting(const Treatment& treatment, std::size_t infusion_list)
    : last_drug_day(treatment.protocol.offset(treatment.protocol.last_drug_day())),
      first_infusion(
          treatment.protocol.offset(treatment.protocol.infusions[infusion_list].days.front())),
      earliest(
          std::min(treatment.protocol.offset(treatment.protocol.first_drug_day()), first_infusion)),
      adopted(adoption_of(treatment.site, treatment.protocol)) {
  const Protocol& protocol = treatment.protocol;
  const auto add = [&](const std::vector<int>& days) {
    for (const int day : days)
      offsets.push_back(protocol.offset(day));
  };
  add(protocol.infusions[infusion_list].days);
  for (const ProtocolDrug& drug : protocol.drugs)
    add(drug.days);
  std::sort(offsets.begin(), offsets.end());
  offsets.erase(std::unique(offsets.begin(), offsets.end()), offsets.end());
  find_closed(treatment.site.closed);
}

void PlanSetting::find_closed(const ClosedDays& closed) {
  for (unsigned weekday = 0; weekday < 7; ++weekday)
    meets_closed_weekday[weekday] = any_of(offsets, [&](int offset) {
      return closed
          .weekdays[(std::chrono::weekday(weekday) + std::chrono::days(offset)).c_encoding()];
    });
  std::vector<std::pair<Day, Day>> spans;
  for (const ClosedSpan& span : closed.spans)
    for (const int offset : offsets)
      spans.emplace_back(span.first - std::chrono::days(offset),
                         span.last - std::chrono::days(offset));
  std::sort(spans.begin(), spans.end());
  for (const auto& [first, last] : spans) {
    if (meets_closed_span.empty() || meets_closed_span.back().second < first)
      meets_closed_span.emplace_back(first, last);
    else
      meets_closed_span.back().second = std::max(meets_closed_span.back().second, last);
  }
}

void review_plan(const PlanContext& context, Findings& findings) {
  Abouts present;
  if (const Case* the_case = context.the_case) {
    present.add(About::bags, !the_case->products.empty());
    present.add(About::given, !the_case->given.empty());
    present.add(About::screening, the_case->screening.has_value());
  }
  ask<checks>(context, present, findings);
}

std::span<const PlanCheck> plan_checks() {
  return checks;
}

} // namespace nkdose
