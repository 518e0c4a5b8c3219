#include "schedule/verify/verification_review.hpp"

#include "dosing/identity/identity.hpp"
#include "dosing/review/check.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

using Row = FindingText;

Figure date_figure(Day day) {
  return {Figure::Kind::date, Decimal(day.time_since_epoch().count())};
}
Figure count_figure(std::size_t count) {
  return number(Decimal(count));
}
Name drug_of(const OrderComparison& comparison, std::size_t drug) {
  return comparison.plan->rule.drugs[drug].drug;
}

std::vector<const ComparedDose*> rows_where(const OrderComparison& comparison, auto test) {
  std::vector<const ComparedDose*> rows;
  for (const ComparedDose& row : comparison.doses)
    if (test(row)) rows.push_back(&row);
  return rows;
}

// Its number in the list of the texts that are open.
Figure text_figure(std::size_t place) {
  return count_figure(place + 1);
}

// Another dose has a code of its own; the other contraries are variants of one.
void report_texts(const OrderComparison& comparison, const Row& row, Findings& findings,
                  bool is_of_dose) {
  for (std::size_t i = 0; i < comparison.texts.size(); ++i)
    for (const TextAgreement::Difference& one : comparison.texts[i].agreement.differences)
      if ((one.what == Contrary::dose) == is_of_dose)
        findings.push_back(finding_of(row, comparison.texts[i].subject(*comparison.plan),
                                      {text_figure(i)},
                                      is_of_dose ? 0 : static_cast<int>(one.what)));
}

// One slip on several days is one finding: of one drug, with one dose.
void review_slip(const OrderComparison& comparison, const DoseSlip& slip, Findings& findings) {
  std::vector<const ComparedDose*> rows =
      rows_where(comparison, [&](const ComparedDose& row) { return row.slip == &slip; });
  while (!rows.empty()) {
    const ComparedDose& first = *rows.front();
    const auto rest = std::stable_partition(rows.begin(), rows.end(), [&](const ComparedDose* row) {
      return row->drug == first.drug && row->ordered->dose == first.ordered->dose;
    });
    const auto count = static_cast<std::size_t>(rest - rows.begin());
    findings.push_back(
        finding_of(slip.text, drug_of(comparison, first.drug),
                   {date_figure(first.ordered->date), dose(first.ordered->dose.value()),
                    dose(number_of(comparison.ours(first.drug)->rounded)), count_figure(count)},
                   count > 1 ? 1 : 0));
    rows.erase(rows.begin(), rest);
  }
}

// One finding a drug for the days that a test finds, with the first of them and their number.
template <class Test>
void report_days(const OrderComparison& comparison, const Row& row, Findings& findings, Test test,
                 int variant = 0) {
  for (std::size_t drug = 0; drug < comparison.plan->rule.drug_count; ++drug) {
    const auto rows = rows_where(
        comparison, [&](const ComparedDose& one) { return one.drug == drug && test(one); });
    if (rows.empty()) continue;
    findings.push_back(
        finding_of(row, drug_of(comparison, drug),
                   {date_figure(rows[0]->ordered ? rows[0]->ordered->date : rows[0]->date),
                    count_figure(rows.size()), date_figure(rows[0]->date)},
                   variant));
  }
}

void report_infusions(const std::vector<Day>& days, const Row& row, Findings& findings) {
  if (!days.empty())
    findings.push_back(
        finding_of(row, "infusion", {date_figure(days.front()), count_figure(days.size())}));
}

// The whole course on one day and nothing on the others is one slip; its finding says both.
bool is_course_on_one_day(const OrderComparison& comparison, std::size_t drug) {
  const auto ordered = rows_where(comparison, [&](const ComparedDose& row) {
    return row.drug == drug && row.ordered && row.match != Match::given;
  });
  return ordered.size() == 1 && ordered[0]->slip && ordered[0]->slip->text.code == Code("O004");
}

void missing_day(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_days(comparison, row, findings, [&](const ComparedDose& one) {
    return one.match == Match::missing && !is_course_on_one_day(comparison, one.drug);
  });
  if (comparison.cells) report_infusions(comparison.cells->missing, row, findings);
}

void extra_day(const OrderComparison& comparison, const Row& row, Findings& findings) {
  const auto is_extra = [](bool has_passed) {
    return [has_passed](const ComparedDose& one) {
      return one.match == Match::extra && one.has_passed == has_passed;
    };
  };
  report_days(comparison, row, findings, is_extra(false));
  report_days(comparison, row, findings, is_extra(true), 1);
  if (comparison.cells) report_infusions(comparison.cells->extra, row, findings);
}

void lost_sign(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_days(comparison, row, findings, [](const ComparedDose& one) { return one.lost_sign; });
}

constexpr std::string_view measurement_names[] = {"sex", "height", "weight", "serum-creatinine"};

void measurements_differ(const OrderComparison& comparison, const Row& row, Findings& findings) {
  for (const ComparedMeasurement& one : comparison.measurements) {
    const Name name = measurement_names[static_cast<std::size_t>(one.what)];
    if (one.match == Match::differs && one.what == Measurement::sex)
      findings.push_back(finding_of(row, name, {}, 1));
    else if (one.match == Match::differs)
      findings.push_back(finding_of(row, name, {number(*one.ordered), number(*one.ours)}));
    else if (one.match == Match::near)
      findings.push_back(info_of(row, name, {number(*one.ordered), number(*one.ours)}, 0));
    else if (one.match == Match::not_compared)
      findings.push_back(finding_of(row, name, {number(*one.ordered)}, 2));
  }
}

void not_independent(const OrderComparison& comparison, const Row& row, Findings& findings) {
  if (comparison.is_independent()) return;
  const bool states_any =
      any_of(comparison.measurements, [](const ComparedMeasurement& one) { return one.ordered; });
  findings.push_back(finding_of(row, {}, {}, states_any ? 1 : 0));
}

void cells_differ(const OrderComparison& comparison, const Row& row, Findings& findings) {
  if (!comparison.cells) return;
  const ComparedCells& cells = *comparison.cells;
  const auto count = [](CellCount value) { return Figure{Figure::Kind::cells, value.value()}; };
  if (cells.slip != CellSlip::none)
    findings.push_back(finding_of(row, "cells", {count(*cells.ordered), count(*cells.ours)},
                                  static_cast<int>(cells.slip) - 1));
}

void plan_not_ready(const OrderComparison& comparison, const Row& row, Findings& findings) {
  const Status status = comparison.plan->release.status;
  if (status == Status::ready) return;
  Finding finding = finding_of(row, {}, {}, status == Status::refused ? 1 : 0);
  if (status == Status::refused) finding.severity = Severity::stop;
  findings.push_back(finding);
}

void already_given(const OrderComparison& comparison, const Row& row, Findings& findings) {
  for (const ComparedDose& one : comparison.doses) {
    if (!one.given) continue;
    const std::array<Figure, 4> figures{date_figure(one.date), dose(one.ordered->dose.value()),
                                        dose(one.given->value())};
    const Name drug = drug_of(comparison, one.drug);
    findings.push_back(one.match == Match::given ? info_of(row, drug, figures, 0)
                                                 : finding_of(row, drug, figures, 1));
  }
  if (!comparison.cells) return;
  for (const Day day : comparison.cells->given)
    findings.push_back(info_of(row, "infusion", {date_figure(day)}, 2));
}

void another_patient(const OrderComparison& comparison, const Row& row, Findings& findings) {
  const std::string &theirs = comparison.order->patient, &ours = comparison.plan->the_case->id;
  if (!theirs.empty() && (ours.empty() || !is_same_identity(theirs, ours)))
    findings.push_back(finding_of(row, "patient", {}, ours.empty() ? 1 : 0));
}

void another_protocol(const OrderComparison& comparison, const Row& row, Findings& findings) {
  const WrittenOrder& order = *comparison.order;
  const Day day_zero = comparison.plan->the_case->day_zero;
  if (!order.protocol.empty() && order.protocol != comparison.plan->treatment->protocol.id.text())
    findings.push_back(finding_of(row, "protocol"));
  if (order.day_zero && *order.day_zero != day_zero)
    findings.push_back(
        finding_of(row, "day-zero", {date_figure(*order.day_zero), date_figure(day_zero)}, 1));
}

void level_differs(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_days(comparison, row, findings,
              [](const ComparedDose& one) { return one.level == Match::differs; });
}

// Whoever gives the dose reads the text.
void words_differ(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_texts(comparison, row, findings, true);
}

void text_contradicts(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_texts(comparison, row, findings, false);
}

void text_not_understood(const OrderComparison& comparison, const Row& row, Findings& findings) {
  for (std::size_t i = 0; i < comparison.texts.size(); ++i)
    if (!comparison.texts[i].agreement.not_understood.empty())
      findings.push_back(
          finding_of(row, comparison.texts[i].subject(*comparison.plan), {text_figure(i)}));
}

// Our own rounding may carry a dose beyond the range; an order may go as far, and no farther.
enum class Side { within, above, below };
Side side_of_range(const OrderComparison& comparison, const ComparedDose& one) {
  const DoseSteps* ours = comparison.ours(one.drug);
  if (!ours || !one.ordered || !one.left) return Side::within;
  const Decimal ordered = one.ordered->dose.value(), rounded = number_of(ours->rounded);
  const Decimal low =
      number_of(allowed_low(comparison.plan->rule.drugs[one.drug], comparison.plan->surface));
  if (ordered > std::max(number_of(ours->allowed_high), rounded)) return Side::above;
  const Decimal lowest = std::min({low, rounded, number_of(ours->adjusted)});
  return ordered < lowest ? Side::below : Side::within;
}

void outside_range(const OrderComparison& comparison, const Row& row, Findings& findings) {
  for (const Side side : {Side::above, Side::below})
    report_days(
        comparison, row, findings,
        [&](const ComparedDose& one) {
          return one.match == Match::agrees && side_of_range(comparison, one) == side;
        },
        side == Side::above ? 0 : 1);
}

void cells_not_ordered(const OrderComparison& comparison, const Row& row, Findings& findings) {
  const Plan& plan = *comparison.plan;
  if (comparison.cells ||
      timeline_of(plan.treatment->protocol, *plan.the_case).infusions().left.empty() ||
      !plan.cells.level)
    return;
  if (comparison.order->can_state_cells)
    findings.push_back(finding_of(row, "cells"));
  else
    findings.push_back(info_of(row, "cells", {}, 1));
}

void marked_draft(const OrderComparison& comparison, const Row& row, Findings& findings) {
  if (comparison.order->is_draft) findings.push_back(finding_of(row, "order"));
}

void volume_differs(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_days(comparison, row, findings,
              [](const ComparedDose& one) { return one.volume == Match::differs; });
  if (comparison.cells && comparison.cells->volume == Match::differs)
    findings.push_back(finding_of(row, "cells", {}, 1));
}

void other_vials(const OrderComparison& comparison, const Row& row, Findings& findings) {
  report_days(comparison, row, findings,
              [](const ComparedDose& one) { return one.vials == Match::differs; });
  if (comparison.cells && comparison.cells->lots == Match::differs)
    findings.push_back(finding_of(row, "cells", {}, 1));
}

// What the order states and our plan has not worked out. Of a refused plan nothing is compared, and
// O014 says so.
void not_compared(const OrderComparison& comparison, const Row& row, Findings& findings) {
  if (comparison.plan->release.status == Status::refused) return;
  report_days(comparison, row, findings, [](const ComparedDose& one) {
    return one.match != Match::extra && one.match != Match::given &&
           (one.volume == Match::not_compared || one.vials == Match::not_compared);
  });
  if (!comparison.cells) return;
  const auto is_open = [](Match match) { return match == Match::not_compared; };
  if (is_open(comparison.cells->level)) findings.push_back(finding_of(row, "cells", {}, 1));
  if (is_open(comparison.cells->volume) || is_open(comparison.cells->lots))
    findings.push_back(finding_of(row, "cells", {}, 2));
}

using enum Severity;
constexpr OrderCheck checks[] = {
    {{"O016",
      stop,
      "order for somebody else",
      "the order's patient id is not the case's",
      {"the order is for another patient id than the case's",
       "the order has a patient id, and the case has none to compare it with"},
      "do not prepare; compare the ids on the order, the case and the patient",
      "the order's patient id against the case's"},
     another_patient},
    {{"O017",
      stop,
      "another protocol or day zero",
      "the order names another protocol, or another day zero, than the plan's",
      {"the order is for another protocol than the plan's",
       "the order's day zero is {0}, and the plan's is {1}"},
      "do not prepare; find out which of the two holds",
      "the order's protocol and day zero against the case's"},
     another_protocol},
    {{"O010",
      stop,
      "sign of the day lost",
      "a dose is ordered for so many days after day zero as ours is before it",
      {"{s}: ordered for {0}, after day zero; the plan has it as many days before, on {2} "
       "(so on {1} days)"},
      "do not prepare; write dates, and Day minus 5 in words",
      "ISMP: a minus sign or hyphen is overlooked"},
     lost_sign},
    {{"O002",
      stop,
      "missing day",
      "a dose or an infusion of the plan is not ordered",
      {"{s}: nothing is ordered for {0} (days without their dose: {1})"},
      "call the prescriber; do not add a day on your own",
      "the plan's dates; they compare exactly"},
     missing_day},
    {{"O003",
      stop,
      "extra day",
      "a dose or an infusion is ordered for a day that is not in the plan, or not left in it",
      {"{s}: ordered for {0}, which is no day of the plan (such days: {1})",
       "{s}: ordered for {0}, a planned day that has passed by what is on record (such days: {1})"},
      "do not prepare it; call the prescriber",
      "the plan's dates; they compare exactly"},
     extra_day},
    {{"O013",
      stop,
      "cells differ",
      "the ordered number of cells is not the assigned level; within the tolerance only where it "
      "was "
      "multiplied with a weight",
      {"{0} is ordered, and the assigned level is {1}",
       "{0} is ordered, as if the exponent of {1} had been copied as plain digits",
       "{0} is ordered, a power of ten away from the assigned level of {1}",
       "{0} is ordered, which is nearly and not exactly the assigned level of {1}: a level is one "
       "of "
       "the trial's list"},
      "do not thaw; have the order written again, with the exponent and in millions",
      "the case's assigned level; site policy (tolerance)"},
     cells_differ},
    {{"O018",
      stop,
      "level differs",
      "the order states another level in mg/m2/day than the case",
      {"{s}, {0}: the order states another level than the case (on so many days: {1})"},
      "find out which level is assigned; correct the order or the case",
      "the case's level; levels compare exactly"},
     level_differs},
    {{"O022",
      stop,
      "text of another dose",
      "a text of the order for people names another number of mg than its dose",
      {"{s}, text {0}: people read another dose than the ordered one"},
      "do not prepare; have the order written again",
      "the order itself: whoever gives the dose reads the text"},
     words_differ},
    {{"O024",
      stop,
      "text contradicts",
      "a text of the order for people says another drug, level, route, rhythm, number or days than "
      "the order, not to give it, or another area, weight or height than the plan's",
      {"{s}, text {0}: people read another drug", "", "{s}, text {0}: people read another level",
       "{s}, text {0}: people read another total of the course",
       "{s}, text {0}: people read another volume",
       "{s}, text {0}: people read another number of cells",
       "{s}, text {0}: people read another route than into a vein",
       "{s}, text {0}: people read another rhythm than once a day",
       "{s}, text {0}: people read another number of doses",
       "{s}, text {0}: people read other days",
       "{s}, text {0}: people read that it is not to be given",
       "{s}, text {0}: people read another area, weight or height than the plan's"},
      "do not prepare; ask which of the two is meant, and have the order written again",
      "the order itself: whoever gives the dose reads the text"},
     text_contradicts},
    {{"O023",
      warning,
      "text to be read",
      "a text or an element of the order has words that are not known here",
      {"{s}, text {0}: some of its words are not understood"},
      "read it, and compare it with the order; for a spelling of your own, have it added to the "
      "words "
      "of orders",
      "the order itself; the words of orders"},
     text_not_understood},
    {{"O025",
      warning,
      "outside the protocol's range",
      "a dose within the tolerance of ours is above or below the protocol's range on this area, "
      "and "
      "farther than our own rounding carries it",
      {"{s}, {0}: the ordered dose is above the top of the protocol's range (on so many days: {1})",
       "{s}, {0}: the ordered dose is below the bottom of the protocol's range (on so many days: "
       "{1})"},
      "call the prescriber: a dose outside the range is a deviation from the protocol",
      "the protocol's range of the level; site policy (rounding)"},
     outside_range},
    {{"O026",
      warning,
      "cells not ordered",
      "the case assigns a cell level, an infusion is still to come, and the order has no cells; "
      "info of "
      "a CSV, which cannot have them",
      {"the order has no cells, and the case assigns a level: they are not compared",
       "this CSV orders drugs alone: the cells are not compared"},
      "compare the order of the cells too, wherever it stands",
      "the case's assigned level"},
     cells_not_ordered},
    {{"O027",
      warning,
      "draft",
      "the order says itself that it is a draft or refused",
      {"the order is marked as no more than a draft"},
      "have it made ready, or ordered, by whoever may",
      "the order's own status"},
     marked_draft},
    {{"O019",
      stop,
      "volume differs",
      "the order states another volume than our preparation, beyond the tolerance",
      {"{s}, {0}: the order's volume to draw is not that of the computed dose (on so many days: "
       "{1})",
       "the order's volume of cells is not that of the chosen bags"},
      "do not draw up; check the strength of the presentation, then the volume",
      "site policy (preparation, tolerance)"},
     volume_differs},
    {{"O020",
      warning,
      "other vials or lots",
      "the order names other vials or lots than our preparation chooses",
      {"{s}, {0}: the order opens other vials (on so many days: {1})",
       "the order names other lots of cells than the chosen bags have"},
      "see that they hold the dose, or the level, and that the plan's choice is not needed",
      "site policy (preparation); the case's certificates"},
     other_vials},
    {{"O011",
      warning,
      "measurements differ",
      "a measurement of the order is not the case's; info within the tolerance",
      {"{s}: {0} in the order, {1} in the case", "{s}: the order and the case differ",
       "{s}: {0} in the order, none in the case"},
      "measure again, or find out which one is right and newest",
      "the order's measurements against the case's; site policy (tolerance)"},
     measurements_differ},
    {{"O015",
      warning,
      "given already",
      "the order has a dose for a day on which the drug was given, and not the dose that was "
      "given; "
      "info where it is that dose",
      {"{s} was given on {0}, {2}: it is not to be given again",
       "{s} was given on {0}, {2}, and {1} is ordered for that day",
       "the infusion of {0} was given: it is not to be given again"},
      "do not prepare it; what is left is compared",
      "[[given]] of the case"},
     already_given},
    {{"O021",
      warning,
      "not compared",
      "the order states what our plan has not worked out",
      {"{s}, {0}: the order states a volume or vials, and our plan has no preparation (on so many "
       "days: {1})",
       "the order states a number of cells, and the case assigns no level",
       "the order states a volume or lots of cells, and the case has no certificate for them"},
      "add the preparation to the site file, or the certificates to the case; or check it by hand",
      "the case and the site file"},
     not_compared},
    {{"O014",
      warning,
      "our own plan is not ready",
      "our own plan is a draft; stop where it is refused",
      {"our own plan is a draft: its open warnings are listed here",
       "our own plan is refused, so no dose of the order is compared: no order can agree with it"},
      "settle the plan's own findings first",
      "the plan of this case"},
     plan_not_ready},
    {{"O012",
      info,
      "not independent",
      "the order does not state all measurements that the doses were computed from",
      {"the order states no measurements: its doses may come from the same numbers as ours",
       "the order states only some of the measurements that the doses were computed from"},
      "have the second person write height, weight, sex and creatinine of their own into the order",
      "ISMP: independent double checks; knowing the first answer biases the second"},
     not_independent},
};

// What nobody has compared or understood is no difference, and no agreement.
constexpr Code to_be_read[] = {"O014", "O021", "O023", "O026", "O027"};

bool is_difference(const Finding& finding) {
  return finding.severity == Severity::stop ||
         (finding.severity == Severity::warning && !holds(to_be_read, finding.code));
}
bool is_to_be_read(const Finding& finding) {
  return finding.severity == Severity::warning && holds(to_be_read, finding.code);
}

} // namespace

std::span<const OrderCheck> order_checks() {
  return checks;
}

Verification verify(const Plan& plan, const WrittenOrder& order) {
  Verification result{compare(plan, order), OrderVerdict::agrees, {}};
  Findings findings;
  for (const DoseSlip& slip : dose_slips())
    review_slip(result.comparison, slip, findings);
  for (const OrderCheck& check : checks)
    check.look(result.comparison, check.text, findings);
  result.verdict = any_of(findings, is_difference)   ? OrderVerdict::differs
                   : any_of(findings, is_to_be_read) ? OrderVerdict::read
                                                     : OrderVerdict::agrees;
  for (const Finding& finding : findings)
    result.findings.push_back({finding, std::nullopt});
  for (const ReleasedFinding& own : plan.release.findings)
    if (own.finding.severity > Severity::info) result.findings.push_back(own);
  put_worst_first(result.findings);
  return result;
}

} // namespace nkdose
