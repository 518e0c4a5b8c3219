#include "schedule/plan/paper_review.hpp"

#include "dosing/identity/identity.hpp"
#include "dosing/text/search.hpp"
#include "schedule/cohort/level_standing.hpp"

#include <algorithm>

namespace nkdose {
namespace {

using Context = PlanContext;
using Row = FindingText;

// Which of the infusions on record this is, from 1; bags are numbered so.
std::ptrdiff_t infusion_number(const Case& the_case, const Given& given) {
  const std::vector<Day> infusions = days_given(the_case.given, "infusion");
  return std::count_if(infusions.begin(), infusions.end(),
                       [&](Day day) { return day <= given.date; });
}

bool is_of_lot(const Product& product, std::string_view lot) {
  return is_same_lot(product.lot, lot);
}
bool has_bag_of_lot(const Case& the_case, std::string_view lot) {
  return any_of(the_case.products, [&](const Product& product) { return is_of_lot(product, lot); });
}

// An infusion on record names a lot, and no bag of that lot is the infusion's: any of them may be
// the one that was used, and must not be chosen for another infusion.
bool used_bag_is_unknown(const Case& the_case, const Given& given) {
  const auto number = infusion_number(the_case, given);
  return any_of(given.lots, [&](const std::string& lot) {
    for (std::size_t i = 0; i < the_case.products.size(); ++i)
      if (is_of_lot(the_case.products[i], lot) && the_case.prescription.bags[i].infusion == number)
        return false;
    return has_bag_of_lot(the_case, lot);
  });
}

// An infusion on record names no lot, no bag is numbered as its own, and there is a bag without a
// number: that one may have been used.
bool any_bag_may_be_used(const Case& the_case, const Given& given) {
  if (given.what != "infusion" || !given.lots.empty()) return false;
  const auto number = infusion_number(the_case, given);
  bool has_loose_bag = false;
  for (const Certificate& bag : the_case.prescription.bags) {
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
    const Figure place = count_figure(static_cast<int>(i) + 1);
    if (!product.patient.empty() && !is_same_identity(product.patient, the_case.id))
      findings.push_back(finding_of(row, "patient", {place}));
    if (!product.name.empty() &&
        !is_same_identity(product.name, context.treatment.protocol.product))
      findings.push_back(finding_of(row, "product", {place}, 1));
  }
  const auto is_known = [&](const std::string& lot) { return has_bag_of_lot(the_case, lot); };
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

// The same bag by lot and number together: EX-A-1, and bag 1 of EX-A.
std::string bag_of_lot(const Product& product) {
  return product.bag.empty() ? product.lot
                             : product.lot + "-" + read_bag_number(product.bag).normal;
}

// Neither surely two bags nor surely one, which no case has twice.
bool may_be_one_bag(const Product& one, const Product& other) {
  if (compare_lots(one.lot, other.lot) == Likeness::different)
    return one.bag.empty() != other.bag.empty() && is_same_lot(bag_of_lot(one), bag_of_lot(other));
  const BagNumber of_one = read_bag_number(one.bag), of_other = read_bag_number(other.bag);
  return of_one.normal.empty() || of_other.normal.empty() ||
         compare_identities(of_one.normal, of_other.normal) != Likeness::different;
}

void bags_alike(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const auto& products = context.the_case->products;
  for (std::size_t i = 0; i < products.size(); ++i)
    for (std::size_t earlier = 0; earlier < i; ++earlier)
      if (may_be_one_bag(products[earlier], products[i]))
        findings.push_back(finding_of(
            row, "lot",
            {count_figure(static_cast<int>(earlier) + 1), count_figure(static_cast<int>(i) + 1)}));
}

void check_character_differs(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const auto& products = context.the_case->products;
  for (std::size_t i = 0; i < products.size(); ++i) {
    const auto donation = read_donation_number(products[i].lot);
    if (donation && !donation->fits_its_check)
      findings.push_back(finding_of(row, "lot", {count_figure(static_cast<int>(i) + 1)}));
  }
}

// A bag that is of no use for the next infusion stops the plan. One that expires before a later
// infusion is not chosen for that one, and today's drugs need not wait for another bag.
void bag_expired(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Case& the_case = *context.the_case;
  const Course infusions = timeline_of(context).infusions();
  if (infusions.left.empty()) return;
  const std::size_t given = infusions.planned.size() - infusions.left.size();
  for (std::size_t i = 0; i < the_case.products.size(); ++i) {
    const auto& expires = the_case.products[i].expires;
    const auto number = static_cast<std::size_t>(the_case.prescription.bags[i].infusion);
    if (!expires || (number > 0 && number <= given)) continue;
    const auto find = [&](auto from) {
      return std::find_if(from, infusions.left.end(), [&](Day day) { return *expires < day; });
    };
    const auto first = infusions.left.begin();
    const auto missed =
        number > 0 ? first + static_cast<std::ptrdiff_t>(number - given - 1) : find(first);
    if (missed == infusions.left.end() || *expires >= *missed) continue;
    Finding finding = finding_of(
        row, "lot",
        {count_figure(static_cast<int>(i) + 1), date_figure(*expires), date_figure(*missed)},
        missed == first ? 0 : 1);
    if (missed != first) finding.severity = Severity::warning;
    findings.push_back(finding);
  }
}

// What is said of the assigned level: by the cohort, else by the protocol's own list.
LevelStanding standing_of_level(const Context& context, const CellLevel& level) {
  const Case& the_case = *context.the_case;
  if (!the_case.cohort) return standing_in_list(context.treatment.protocol.escalation, level);
  return standing_of(*the_case.cohort, {the_case.id, level, timeline_of(context).day_zero()},
                     the_case.calculated_on);
}

void level_not_open(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case || !context.the_case->prescription.cells) return;
  const LevelStanding level = standing_of_level(context, *context.the_case->prescription.cells);
  if (level.state == LevelState::open) return;
  const auto day = level.day ? date_figure(*level.day) : Figure();
  Finding finding = finding_of(row, "cells", {day}, static_cast<int>(level.state) - 1);
  if (level.state == LevelState::no_design) finding.severity = Severity::warning;
  if (!level.is_established) finding.severity = Severity::info;
  findings.push_back(finding);
}

void no_expiry(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const auto& bags = context.the_case->products;
  const auto undated = std::count_if(bags.begin(), bags.end(),
                                     [](const Product& bag) { return !bag.expires.has_value(); });
  if (undated > 0)
    findings.push_back(finding_of(row, "lot", {count_figure(static_cast<int>(undated))}));
}

// What the plan itself judges (age, clearance) has its own findings.
bool is_for_screening(const CriterionResult* result) {
  return !result->criterion->is_judged_by_plan;
}

// What the sponsor has waived stays, as an info.
void waived_criteria(const Context& context, Verdict verdict, int variant, const Row& row,
                     Findings& findings) {
  for (const CriterionResult& result : context.screening->results)
    if (result.is_waived && result.verdict == verdict && is_for_screening(&result))
      findings.push_back(info_of(row, std::string_view(result.criterion->id), {}, variant));
}

void criteria_not_met(const Context& context, const Row& row, Findings& findings) {
  if (!context.screening) return;
  for (const CriterionResult* result : context.screening->open(Verdict::not_met))
    if (is_for_screening(result))
      findings.push_back(finding_of(row, std::string_view(result->criterion->id)));
  waived_criteria(context, Verdict::not_met, 1, row, findings);
}

void criteria_unknown(const Context& context, const Row& row, Findings& findings) {
  if (!context.screening) return; // E003 says it
  const auto unknown = context.screening->open(Verdict::unknown);
  const auto count = std::count_if(unknown.begin(), unknown.end(), is_for_screening);
  const bool is_known = context.screening->indication_is_known();
  if (count > 0 || !is_known)
    findings.push_back(
        finding_of(row, {}, {count_figure(static_cast<int>(count))}, is_known ? 0 : 1));
  waived_criteria(context, Verdict::unknown, 2, row, findings);
}

void no_criteria(const Context& context, const Row& row, Findings& findings) {
  if (context.the_case && context.the_case->screening && !context.screening)
    findings.push_back(finding_of(row));
}

// The day of a test, and whether the case has an answer of that test.
struct DatedTest {
  std::optional<FactValue> day;
  bool is_answered = false;
};

// Nothing where the criteria know no such day.
std::optional<DatedTest> dated_test(const Screening& screening, Name day) {
  const auto& facts = screening.criteria->facts;
  const auto found = find_in(facts, day.text(), &Fact::id);
  const auto is_dated = [&](const Fact& fact) { return fact.dated_by == day.text(); };
  if (found == facts.end() || !any_of(facts, is_dated)) return std::nullopt;
  DatedTest test{screening.facts.values[static_cast<std::size_t>(found - facts.begin())]};
  for (std::size_t i = 0; i < facts.size(); ++i)
    test.is_answered |= is_dated(facts[i]) && screening.facts.values[i].has_value();
  return test;
}

// The site's windows. Whoever leaves the date out is not better off than with an old one.
void test_too_old(const Context& context, const Row& row, Findings& findings) {
  if (!context.screening) return;
  for (const ScreeningWindow& window : context.treatment.site.screening_windows) {
    const auto test = dated_test(*context.screening, window.fact);
    if (!test) {
      findings.push_back(finding_of(row, window.fact, {}, 2));
    } else if (test->day) {
      const int age = days_between(*test->day->day, context.screening->dates.first_drug_day);
      if (age > window.days)
        findings.push_back(
            finding_of(row, window.fact, {count_figure(age), count_figure(window.days)}));
    } else if (test->is_answered) {
      findings.push_back(finding_of(row, window.fact, {count_figure(window.days)}, 1));
    }
  }
}

void not_adopted(const Context& context, const Row& row, Findings& findings) {
  if (!context.the_case) return;
  const Adopted adopted = context.setting.adopted;
  if (adopted == Adopted::yes) {
    const Day signed_on = signature_under(context.treatment.protocol, context.treatment.site)->on;
    if (context.the_case->names_its_day && signed_on > context.the_case->calculated_on)
      findings.push_back(
          finding_of(row, context.treatment.protocol.id, {date_figure(signed_on)}, 2));
    return;
  }
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
     Topic::bags},
    {{"C006",
      stop,
      "bag expired",
      "a bag expires before the day of its infusion; warning where that is not the next one",
      {"bag {0} of the case expires on {1}, before the infusion of {2}",
       "bag {0} of the case expires on {1}, before the infusion of {2}: it is not chosen for that "
       "one"},
      "do not use it: remove it from the case, or name an earlier infusion that it is meant for",
      "the certificate"},
     bag_expired,
     Topic::bags},
    {{"C021",
      warning,
      "two bags may be one",
      "two bags of the case are written so alike that they may be one",
      {"bags {0} and {1} of the case may be one bag in two spellings: its cells would count twice"},
      "compare the labels; write each lot and bag as its label has it, or acknowledge that "
      "they are two",
      "a bag is counted once"},
     bags_alike,
     Topic::bags},
    {{"C022",
      warning,
      "donation number not as checked",
      "the check character of a lot's ISBT 128 donation number belongs to another number",
      {"the lot of bag {0} of the case is an ISBT 128 donation number, and its check character or "
       "flags belong to another one"},
      "read the label again: a digit is wrong, or two are exchanged",
      "ISO 7064 modulus 37-2 (JPAC Red Book, annexe 2)"},
     check_character_differs,
     Topic::bags},
    {{"C026",
      warning,
      "bag without an expiry",
      "a bag of the case has no last day on which it may be infused",
      {"bags without an expiry: {0}"},
      "copy it from the certificate: [[product]] expires",
      "the certificate"},
     no_expiry,
     Topic::bags},
    {{"C023",
      stop,
      "level not open",
      "the assigned level is none of the stated ones, or the cohort's file says that it is not "
      "open for this patient on that day; a warning where no design is stated, an info where this "
      "rests on a source that was not seen",
      {"the assigned level is none of the levels that the trial states",
       "the cohort's file has this patient at another level than the assigned one",
       "the assigned level was stopped by the table, or one below it was: nobody is treated there",
       "the table leads away from the assigned level, or has no row for another patient there",
       "nobody was treated at the assigned level, and nothing leads there from the level below",
       "the cohort at the assigned level is full, and the table has not spoken of it: its last "
       "window ends on {0}",
       "the stagger allows the next patient at the assigned level from {0} on",
       "the cohort's file has this patient's first infusion on another day than day zero",
       "the cohort's file states no design, so nobody has judged whether the level is open"},
      "ask the sponsor which level this patient has, and from when; see nkdose calendar --cohort",
      "the cohort's file, or the protocol's [escalation]"},
     level_not_open},
    {{"E001",
      warning,
      "criterion not met",
      "the case has a [screening] table, and by its facts a criterion is not met; info where the "
      "sponsor has waived it",
      {"{note}", "waived: {note}"},
      "see nkdose screen; only a [[waiver]] of the sponsor that names the criterion lifts it",
      "the protocol's criteria",
      LiftedBy::waiver},
     criteria_not_met,
     Topic::screening},
    {{"E002",
      warning,
      "criteria unknown",
      "the case has a [screening] table with unknown criteria; info where the sponsor has decided",
      {"criteria that are not known: {0}",
       "the indication is not given, so its criteria are not judged; others that are not known: "
       "{0}",
       "not known, and waived: {note}"},
      "see nkdose screen; find out what is missing; where the record is ambiguous, only a "
      "[[waiver]] of the sponsor that names the criterion decides",
      "the protocol's criteria",
      LiftedBy::waiver},
     criteria_unknown,
     Topic::screening},
    {{"E003",
      warning,
      "criteria not judged",
      "the case has a [screening] table, and the protocol no file of criteria",
      {"the case has a [screening] table, and the protocol no file of criteria"},
      "judge the criteria by hand and acknowledge this, or write the file",
      "the protocol's criteria"},
     no_criteria,
     Topic::screening},
    {{"E004",
      warning,
      "screening test too old",
      "a test of [screening] is older on the first drug day than the site's [[screening_window]], "
      "or "
      "has an answer and no date",
      {"{s}: {0} days before the first drug day, the site allows {1}",
       "{s} is not given, and the site allows {0} days",
       "the site has a window for {s}, and no criterion of the protocol has a test of that day"},
      "repeat the test, or give its day in [screening]; correct a window that fits nothing",
      "site policy"},
     test_too_old,
     Topic::screening},
    {{"A001",
      warning,
      "protocol not adopted",
      "the site has not adopted this protocol",
      {"the site's file does not adopt {s}: a draft, not an order",
       "the site's file adopts another version of {s} than this one: a draft, not an order",
       "the site's file adopts {s} on {0}, a day to come: a draft, not an order"},
      "review the protocol file, then sign it as [[adopted]] in the site file",
      "the shipped protocols come from public records, not from the sponsor",
      LiftedBy::nothing},
     not_adopted,
     Topic::treatment},
    {{"A002",
      info,
      "assumption",
      "an assumption of the protocol",
      {"{note}"},
      "confirm with the sponsor",
      "the protocol's file"},
     assumptions,
     Topic::treatment},
};

} // namespace

void review_papers(const PlanContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
}

std::span<const PlanCheck> paper_checks() {
  return checks;
}

} // namespace nkdose
