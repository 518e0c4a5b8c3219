#include "schedule/plan_review.hpp"

#include "dosing/search.hpp"
#include "schedule/cohort_review.hpp"
#include "schedule/day_zero_search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

Figure date_figure(Day day) {
  return {Figure::Kind::date, Decimal(day.time_since_epoch().count())};
}
Figure days(int count) {
  return number(Decimal(count));
}

// The subject of a day: "day-minus-5".
Name day_subject(int day) {
  return Name(
      std::string_view(day < 0 ? fmt::format("day-minus-{}", -day) : fmt::format("day-{}", day)));
}

// The days of one drug, or of the infusion: planned, and what has become of them.
struct Course {
  std::vector<Day> planned, given, left;

  // The days that were used or still will be: what is left comes after what was given.
  std::optional<Day> first_used() const {
    if (!given.empty()) return given.front();
    return left.empty() ? std::nullopt : std::optional(left.front());
  }
  std::optional<Day> last_used() const {
    if (!left.empty()) return left.back();
    return given.empty() ? std::nullopt : std::optional(given.back());
  }
  bool lacks_a_day() const { return given.size() + left.size() < planned.size(); }
  // Given on a day that is not planned, or not given on a planned day that has passed.
  bool is_off_plan() const {
    return any_of(given, [&](Day day) { return !holds(planned, day); }) ||
           any_of(planned, [&](Day day) { return !holds(given, day) && !holds(left, day); });
  }
};

Course course_of(const Context& context, Name what, const std::vector<int>& numbers) {
  const std::vector<Day> planned =
      planned_days(context.treatment.protocol, numbers, context.day_zero);
  if (!context.the_case) return {planned, {}, planned};
  const std::vector<Given>& given = context.the_case->given;
  return {planned, days_given(given, what), days_left(planned, given, what)};
}
Course course_of(const Context& context, const ProtocolDrug& drug) {
  return course_of(context, drug.id, drug.days);
}
Course infusions_of(const Context& context) {
  const auto& lists = context.treatment.protocol.infusions;
  return course_of(context, "infusion", lists[context.infusion_list].days);
}

// The gap begins with the last dose of any drug that was given or is left. A drug that was never
// given has no part in it: the gap is the patient's, not the plan's, and S003 names the drug. Where
// no dose of any drug was given or is left, there is no such day; the planned one then stands for
// it, so that S002 speaks only where the infusion itself has moved.
Day last_dose_day(const Context& context) {
  const Protocol& protocol = context.treatment.protocol;
  std::optional<Day> last;
  for (const ProtocolDrug& drug : protocol.drugs)
    last = std::max(last, course_of(context, drug).last_used());
  return last.value_or(context.day_zero +
                       std::chrono::days(protocol.offset(protocol.last_drug_day())));
}

Day first_infusion_day(const Context& context) {
  return infusions_of(context).first_used().value_or(context.day_zero);
}

void closed_day(const Context& context, const Row& row, Findings& findings) {
  const Protocol& protocol = context.treatment.protocol;
  const ClosedDays& closed = context.treatment.site.closed;
  std::optional<std::optional<Day>> open; // searched for once, and only where it is needed
  for (const Day day : treatment_days(protocol, context.infusion_list, context.day_zero)) {
    if (!closed.holds(day)) continue;
    if (!open)
      open = nearest_open_day_zero(protocol, context.infusion_list, context.day_zero, closed);
    const Name subject = day_subject(protocol.number_of(days_between(context.day_zero, day)));
    findings.push_back(*open ? finding_of(row, subject, {date_figure(day), date_figure(**open)})
                             : finding_of(row, subject, {date_figure(day)}, 1));
  }
}

bool has_other_gap(const Context& context) {
  const auto [planned, actual] = gap_of(context);
  const auto& window = context.treatment.protocol.gap_window_days;
  return window ? actual < window->first || actual > window->second : actual != planned;
}

void gap_not_as_planned(const Context& context, const Row& row, Findings& findings) {
  const auto [planned, actual] = gap_of(context);
  const auto& window = context.treatment.protocol.gap_window_days;
  if (!has_other_gap(context)) return;
  if (window) {
    Finding finding =
        finding_of(row, {}, {days(actual), days(window->first), days(window->second)}, 1);
    finding.severity = Severity::stop;
    findings.push_back(finding);
  } else {
    findings.push_back(finding_of(row, {}, {days(actual), days(planned)}));
  }
}

// One slip, one finding: where the infusion moved the gap, or a drug's last dose did, S002 says it
// for it. A gap tells that a day moved, never that one is missing: whoever acknowledges it must
// still read what was not given.
void given_off_plan(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const bool gap_says_it = has_other_gap(context);
  const bool infusion_moved = first_infusion_day(context) != context.day_zero;
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
    const Course course = course_of(context, drug);
    look(drug.id, course, !infusion_moved && course.last_used() == last_dose_day(context));
  }
  look("infusion", infusions_of(context), infusion_moved);
}

void standing_notes(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Drug& drug : context.treatment.drugs)
    for (const StandingNote& note : drug.notes)
      findings.push_back(finding_of(row, note.id));
}

// An infusion on record names a lot, and no bag of that lot is the infusion's: any of them may be
// the one that was used, and must not be chosen for another infusion.
bool used_bag_is_unknown(const Case& the_case, const Given& given) {
  const std::vector<Day> infusions = days_given(the_case.given, "infusion");
  const auto number =
      std::count_if(infusions.begin(), infusions.end(), [&](Day day) { return day <= given.date; });
  return any_of(given.lots, [&](const std::string& lot) {
    for (std::size_t i = 0; i < the_case.products.size(); ++i)
      if (the_case.products[i].lot == lot && the_case.order.bags[i].infusion == number)
        return false;
    return holds(the_case.products, lot, &Product::lot);
  });
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
  for (const Given& given : the_case.given) {
    if (!the_case.products.empty() && !all_of(given.lots, is_known))
      findings.push_back(finding_of(row, "lot", {date_figure(given.date)}, 2));
    else if (used_bag_is_unknown(the_case, given))
      findings.push_back(finding_of(row, "lot", {date_figure(given.date)}, 3));
  }
}

// Judged on the day of the bag's infusion: the one it is meant for, else the last, in which it may
// be given.
void bag_expired(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Case& the_case = *context.the_case;
  const Course infusions = infusions_of(context);
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
  const Adopted adopted = adoption_of(context.treatment.site, context.treatment.protocol);
  if (adopted == Adopted::yes) return;
  findings.push_back(finding_of(row, context.treatment.protocol.id, {},
                                adopted == Adopted::other_version ? 1 : 0));
}

void assumptions(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  for (const Assumption& assumption : context.treatment.protocol.assumptions)
    findings.push_back(finding_of(row, assumption.id));
}

// Raised by release.
void acknowledgements(const Context&, const Row&, Findings&) {}

using enum Severity;
constexpr PlanCheck checks[] = {
    {{"D009",
      info,
      "standing note",
      "a note of a drug's file, one each",
      {"{note}"},
      "keep it in mind",
      "the drug's file"},
     standing_notes},
    {{"S001",
      warning,
      "closed day",
      "a drug or an infusion on a closed day",
      {"{0} is closed; the nearest day zero without a closed day is {1}",
       "{0} is closed; no day zero within a year is without a closed day"},
      "move the whole plan, never a single day",
      "site policy (closed days)"},
     closed_day},
    {{"S002",
      warning,
      "gap before the infusion",
      "the gap between lymphodepletion and infusion is not the planned one and the protocol gives "
      "no window; stop outside a given window",
      {"{0} days from the last drug day to the infusion, planned {1}; the protocol is silent",
       "{0} days from the last drug day to the infusion, the protocol's window is {1} to {2}"},
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
     given_off_plan},
    {{"C005",
      stop,
      "identity does not match",
      "a certificate names another patient or product, or an infusion names an unknown lot",
      {"bag {0} of the case is for another patient than [patient] id",
       "bag {0} of the case is of another product than the protocol's",
       "the infusion of {0} names a lot that no [[product]] has",
       "the infusion of {0} names a lot of which no [[product]] says that it was for this "
       "infusion"},
      "do not thaw; compare label, certificate and patient, and number the bags that were given",
      "axi-cel label: not infused on mismatch"},
     identity_differs},
    {{"C006",
      stop,
      "bag expired",
      "a bag expires before the day of its infusion",
      {"bag {0} of the case expires on {1}, before the infusion of {2}"},
      "do not use it: remove it from the case, or name an earlier infusion that it is meant for",
      "the certificate"},
     bag_expired},
    {{"E001",
      warning,
      "criterion not met",
      "the case has a [screening] table, and by its facts a criterion is not met",
      {"{note}"},
      "see nkdose screen; ask the sponsor, a criterion is not waived by a site",
      "the protocol's criteria"},
     criteria_not_met},
    {{"E002",
      warning,
      "criteria unknown",
      "the case has a [screening] table with unknown criteria",
      {"not known of so many criteria: {0}",
       "the case has a [screening] table, and the protocol no file of criteria",
       "the indication is not given, so its criteria are not judged; not known of so many others: "
       "{0}"},
      "see nkdose screen; find out what is missing, or judge by hand and acknowledge this",
      "the protocol's criteria"},
     criteria_unknown},
    {{"A001",
      warning,
      "protocol not adopted",
      "the site has not adopted this protocol",
      {"the site's file does not adopt {s}: a draft, not an order",
       "the site's file adopts another version of {s} than this one: a draft, not an order"},
      "review the protocol file, then sign it as [[adopted]] in the site file",
      "the shipped protocols come from public records, not from the sponsor"},
     not_adopted},
    {{"A002",
      info,
      "assumption",
      "an assumption of the protocol",
      {"{note}"},
      "confirm with the sponsor",
      "the protocol's file"},
     assumptions},
    {{"A003",
      info,
      "nothing to lift",
      "an acknowledgement or waiver that matches nothing",
      {"nothing in this plan is lifted by what the case says about {s}"},
      "remove it, or correct its code and subject",
      "the case"},
     acknowledgements},
};

} // namespace

void review_plan(const PlanContext& context, Findings& findings) {
  for (const PlanCheck& check : checks)
    check.look(context, check.text, findings);
}

std::vector<const FindingText*> all_finding_texts() {
  std::vector<const FindingText*> texts;
  for (const auto& table : {dose_checks(), preparation_checks(), cell_checks()})
    for (const DoseCheck& check : table)
      texts.push_back(&check.text);
  for (const PlanCheck& check : checks)
    texts.push_back(&check.text);
  for (const CohortCheck& check : cohort_checks())
    texts.push_back(&check.text);
  return texts;
}

const FindingText* finding_text(std::string_view code) {
  for (const FindingText* text : all_finding_texts())
    if (text->code.text() == code) return text;
  return nullptr;
}

Gap gap_of(const PlanContext& context) {
  const Protocol& protocol = context.treatment.protocol;
  return {-protocol.offset(protocol.last_drug_day()),
          days_between(last_dose_day(context), first_infusion_day(context))};
}

} // namespace nkdose
