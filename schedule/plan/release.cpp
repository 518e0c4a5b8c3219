#include "schedule/plan/release.hpp"

#include "dosing/review/check.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {

constexpr FindingText nothing_to_lift = {
    "A003",
    Severity::info,
    "nothing to lift",
    "an acknowledgement or waiver that matches nothing",
    {"nothing in this plan is lifted by what the case says about {s}"},
    "remove it, or correct its code and subject",
    "the case"};

std::string_view to_text(Status status) {
  switch (status) {
  case Status::ready:
    return "ready";
  case Status::draft:
    return "draft";
  case Status::refused:
    return "refused";
  }
  return {};
}

namespace {

// The number with all the decimals that a face writes.
Printed printed(Decimal number) {
  return Printed::of_billionths(number.billionths());
}
template <class Q>
Printed printed(const Q& quantity) {
  return printed(number_of(quantity));
}
template <class Q>
Printed printed(const std::optional<Q>& quantity) {
  return quantity ? printed(*quantity) : Printed();
}

PrintedDose printed_dose(const DrugSteps& sheet, const DrugPrescription& order,
                         const DoseRule& rule, Printed area) {
  const DoseSteps& doses = *sheet.doses;
  PrintedDose result{.level = printed(*order.level),
                     .area = area,
                     .calculated = printed(doses.calculated),
                     .fraction = "1",
                     .reduced_level = {},
                     .adjusted = printed(doses.adjusted),
                     .dose = printed(doses.rounded),
                     .remaining_doses = order.remaining_doses.value_or(rule.doses),
                     .given = printed(order.given),
                     .course = printed(doses.course)};
  if (const auto* reduced = std::get_if<ReducedByFraction>(&sheet.adjustment))
    result.fraction = printed(reduced->fraction);
  if (const auto* reduced = std::get_if<ReducedToLevel>(&sheet.adjustment)) {
    result.fraction = {};
    result.reduced_level = printed(reduced->level);
  }
  return result;
}

std::vector<Printed> printed_vials(const VialChoice& choice, const VialStock& stock) {
  std::vector<Printed> vials;
  for (std::size_t i = 0; i < stock.sizes().size(); ++i)
    vials.insert(vials.end(), static_cast<std::size_t>(choice.counts[i]),
                 printed(stock.sizes()[i]));
  return vials;
}

// Which statement about the rounding of a dose does not hold.
std::optional<std::string_view> rounding_contradiction(const PrintedDose& dose,
                                                       const DoseSteps& doses, const DoseRule& rule,
                                                       const PrintedDoseRule& printed_rule) {
  const RoundingPolicy& policy = rule.rounding;
  const Printed top = doses.rounding.down ? printed(doses.allowed_high) : Printed();
  switch (doses.rounding.to) {
  case RoundedTo::step:
    return contradiction(PrintedSteps{dose.adjusted, dose.dose, printed_rule.fine_below,
                                      printed_rule.fine_step, printed_rule.step, top});
  case RoundedTo::band: {
    const DoseBand& row = policy.bands->bands[doses.rounding.band];
    return contradiction(PrintedBandRow{dose.adjusted, dose.dose, top, printed(row.from),
                                        printed(row.below), printed(row.dose),
                                        printed(policy.bands->strength), printed(policy.strength)});
  }
  case RoundedTo::whole_vials: {
    const VialChoice choice =
        choose_vials(in<DrugMass>(doses.rounded.quantity().value()), policy.vials);
    return contradiction(PrintedVials{dose.adjusted, dose.dose, printed(policy.whole_vials_percent),
                                      printed_vials(choice, policy.vials)});
  }
  case RoundedTo::outside_bands:
    break;
  }
  return "a dose outside its band table is not released";
}

[[noreturn, gnu::cold]] void derivations_differ(std::string_view contradiction) {
  throw DerivationsDiffer("two derivations differ, so nothing is released: " +
                          std::string(contradiction));
}

inline void must_hold(std::optional<std::string_view> contradiction) {
  if (contradiction) derivations_differ(*contradiction);
}

void derive_preparation_again(const DoseSteps& doses, const PreparationPolicy& policy) {
  const PreparedDose& sheet = *doses.preparation;
  const Printed dose = printed(doses.rounded);
  PrintedPreparation preparation{.dose = dose,
                                 .strength = printed(policy.strength),
                                 .drawn = printed(sheet.drawn),
                                 .bag = {},
                                 .overfill = {},
                                 .final = {},
                                 .concentration = {},
                                 .added = policy.convention == BagConvention::added,
                                 .minutes = {},
                                 .rate = {}};
  if (sheet.bag) {
    preparation.bag = printed(sheet.bag->bag.nominal);
    preparation.overfill = printed(sheet.bag->bag.overfill);
    preparation.final = printed(sheet.bag->final);
    preparation.concentration = printed(sheet.bag->concentration);
    if (policy.infusion_time) {
      preparation.minutes = printed(*policy.infusion_time);
      preparation.rate = printed(*sheet.bag->millilitres_per_hour);
    }
  }
  must_hold(contradiction(preparation));
  Printed kept_before = "0";
  for (const VialDay& day : sheet.all_days()) {
    must_hold(contradiction(PrintedVialDay{kept_before, printed(day.opened.content), dose,
                                           printed(day.kept), printed(day.discarded),
                                           printed_vials(day.opened, policy.stock)}));
    kept_before = printed(day.kept);
  }
}

void derive_level_again(const Patient& patient, const CellRule& rule, const CellAssignment& cells) {
  const auto& range = rule.tier_for(patient.weight).range;
  const auto* per_kg = std::get_if<PerKilogramRange>(&range);
  must_hold(contradiction(
      PrintedLevel{.ordered = std::visit([](auto level) { return printed(level); }, *cells.ordered),
                   .weight = per_kg ? printed(patient.weight) : Printed(),
                   .cap = per_kg ? printed(per_kg->cap) : Printed(),
                   .level = printed(*cells.level)}));
}

void derive_bags_again(const std::vector<Certificate>& bags, const BagsGiven& given,
                       CellCount ceiling) {
  std::vector<PrintedBag> used;
  for (std::size_t i = 0; i < bags.size(); ++i) {
    if (!given.bags.holds(i)) continue;
    const Certificate& bag = bags[i];
    used.push_back({.volume = printed(given.partly == i ? given.part : bag.volume),
                    .counted = printed(bag.counted),
                    .recovery = printed(bag.recovery),
                    .viable_fraction = printed(bag.viable_fraction),
                    .nk_fraction = printed(bag.nk_fraction),
                    .car_fraction = printed(bag.car_fraction)});
  }
  must_hold(contradiction(used, printed(given.volume), printed(given.delivered), printed(ceiling)));
}

void derive_drug_again(const DrugPrescription& order, const DoseRule& rule, const DrugSteps& sheet,
                       const PrintedDoseRule& printed_rule, Printed area, Printed clearance) {
  if (sheet.level != order.level) must_hold("level = ordered level");
  const PrintedDose dose = printed_dose(sheet, order, rule, area);
  must_hold(contradiction(dose));
  must_hold(rounding_contradiction(dose, *sheet.doses, rule, printed_rule));
  if (sheet.doses->preparation) derive_preparation_again(*sheet.doses, *rule.preparation);
  if (rule.basis == RenalBasis::none || rule.bands.empty()) return;
  must_hold(contradiction(dose, clearance,
                          std::span(printed_rule.bands).first(rule.bands.all().size()),
                          rule.basis == RenalBasis::absolute));
}

// Every number that leads to a dose, proved again by the other route.
void derive_again(const Case& the_case, const TreatmentRule& rule, const PrintedRule& printed_rule,
                  const Worksheet& sheet) {
  const Patient& patient = the_case.patient;
  const Printed height = printed(patient.height), weight = printed(patient.weight);
  const Printed area = printed(sheet.surface.used);
  must_hold(contradiction(
      PrintedArea{.height = height,
                  .weight = weight,
                  .unrounded = printed(sheet.surface.unrounded),
                  .before_cap = printed(sheet.surface.before_cap),
                  .cap = printed(rule.surface_cap),
                  .used = area,
                  .by_mosteller = sheet.surface.formula == &mosteller(),
                  .to_hundredths = rule.surface_rounding == SurfaceRounding::hundredth}));
  const Printed clearance = sheet.clearance ? printed(*sheet.clearance) : Printed();
  if (sheet.clearances)
    must_hold(contradiction(PrintedClearance{.female = patient.sex == Sex::female,
                                             .age = patient.age.years,
                                             .height = height,
                                             .weight = weight,
                                             .creatinine = printed(*patient.creatinine),
                                             .wanted_basis = to_text(rule.clearance_weight),
                                             .clearance = printed(sheet.clearances->used)}));
  // What nobody has measured is the estimate, and what was measured is used as it is.
  const Printed expected = patient.measured_clearance ? printed(*patient.measured_clearance)
                           : sheet.clearances         ? printed(sheet.clearances->used)
                                                      : Printed();
  if (clearance.billionths() != expected.billionths())
    must_hold("clearance used = as measured, else as estimated");
  if (sheet.cells.level) derive_level_again(patient, rule.cells, sheet.cells);
  for (const InfusionMade& infusion : sheet.infusions)
    for (const BagsGiven* given : {&infusion.whole_bags, &infusion.exact_volume})
      derive_bags_again(the_case.prescription.bags, *given, sheet.cells.ceiling);
  for (std::size_t i = 0; i < sheet.drug_count; ++i)
    derive_drug_again(the_case.prescription.drugs[i], rule.drugs[i], sheet.drugs[i],
                      printed_rule.drugs[i], area, clearance);
}

bool lifts(const Acknowledgement& acknowledgement, const Finding& finding) {
  return can_be_acknowledged(finding) && acknowledgement.code == finding.code.text() &&
         (acknowledgement.subject.empty() || acknowledgement.subject == finding.subject.text());
}

bool lifts(const Waiver& waiver, const Finding& finding) {
  return waiver.finding == finding.code.text() &&
         (waiver.subject.empty() || waiver.subject == finding.subject.text());
}

std::optional<std::size_t> acknowledgement_of(const Case& the_case, const Finding& finding) {
  const auto& all = the_case.acknowledgements;
  if (all.empty()) return std::nullopt;
  const auto found =
      find_in(all, true, [&](const Acknowledgement& one) { return lifts(one, finding); });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

// A waived limit stays, as an info.
std::optional<std::size_t> waiver_of(const Case& the_case, const Finding& finding) {
  if (finding.severity != Severity::info || the_case.waivers.empty()) return std::nullopt;
  const auto found =
      find_in(the_case.waivers, true, [&](const Waiver& waiver) { return lifts(waiver, finding); });
  if (found == the_case.waivers.end()) return std::nullopt;
  return static_cast<std::size_t>(found - the_case.waivers.begin());
}

// The codes that an acknowledgement or a waiver names in vain. A waived limit stays as an info, so
// a waiver has done its work where its finding is one.
std::vector<Name> unmatched(const Case& the_case, const Findings& findings) {
  std::vector<Name> codes;
  const auto none = [&](auto matches) { return !any_of(findings, matches); };
  for (const Acknowledgement& one : the_case.acknowledgements)
    if (none([&](const Finding& finding) { return lifts(one, finding); }))
      codes.emplace_back(std::string_view(one.code));
  for (const Waiver& waiver : the_case.waivers)
    if (none([&](const Finding& finding) { return lifts(waiver, finding); }))
      codes.emplace_back(std::string_view(waiver.finding));
  return codes;
}

void list_worst_first(const Case& the_case, const Findings& findings,
                      std::vector<ReleasedFinding>& released) {
  for (const Severity severity : {Severity::stop, Severity::warning, Severity::info})
    for (const Finding& finding : findings)
      if (finding.severity == severity)
        released.push_back(
            {finding, acknowledgement_of(the_case, finding), waiver_of(the_case, finding)});
}

} // namespace

bool can_be_acknowledged(const Finding& finding) {
  return finding.severity == Severity::warning && finding.lifted_by == LiftedBy::acknowledgement;
}

PrintedRule printed_rule(const TreatmentRule& rule) {
  PrintedRule result;
  for (std::size_t i = 0; i < rule.drug_count; ++i) {
    const DoseRule& drug = rule.drugs[i];
    result.drugs[i].fine_below = printed(drug.rounding.fine_below);
    result.drugs[i].fine_step = printed(drug.rounding.fine_step);
    result.drugs[i].step = printed(drug.rounding.step);
    const auto bands = drug.bands.all();
    for (std::size_t band = 0; band < bands.size(); ++band)
      result.drugs[i].bands[band] = {printed(bands[band].from), printed(bands[band].fraction),
                                     printed(bands[band].absolute)};
  }
  return result;
}

class Releaser {
public:
  static std::variant<Order, Refusal> nothing() { return Refusal(); }
  static void judge(Status status, const Worksheet& sheet, std::variant<Order, Refusal>& verdict) {
    if (status == Status::refused) {
      verdict = Refusal();
      return;
    }
    if (!std::holds_alternative<Order>(verdict)) verdict = Order();
    Order& order = *std::get_if<Order>(&verdict);
    for (std::size_t i = 0; i < sheet.drug_count; ++i)
      order.doses_[i] = sheet.drugs[i].doses;
    for (std::size_t i = sheet.drug_count; i < most_drugs; ++i)
      order.doses_[i].reset(); // of a case before, with more drugs
    if (!sheet.infusions.empty() || !order.infusions_.empty()) order.infusions_ = sheet.infusions;
  }
};

Release::Release() : verdict(Releaser::nothing()) {}

void put_worst_first(std::vector<ReleasedFinding>& findings) {
  sort_by(findings,
          [](const ReleasedFinding& one) { return -static_cast<int>(one.finding.severity); });
}

void release(const Case& the_case, const TreatmentRule& rule, const PrintedRule& printed_rule,
             const Worksheet& sheet, const Findings& findings, Release& result) {
  result.findings.clear();
  if (!findings.empty()) list_worst_first(the_case, findings, result.findings);
  if (findings.takes(Severity::info))
    for (const Name& subject : unmatched(the_case, findings))
      result.findings.push_back({finding_of(nothing_to_lift, subject), std::nullopt});

  const bool stopped =
      !result.findings.empty() && result.findings.front().finding.severity == Severity::stop;
  result.status = stopped                                              ? Status::refused
                  : any_of(result.findings, &ReleasedFinding::is_open) ? Status::draft
                                                                       : Status::ready;
  if (result.status != Status::refused) derive_again(the_case, rule, printed_rule, sheet);
  Releaser::judge(result.status, sheet, result.verdict);
}

Release release(const Case& the_case, const TreatmentRule& rule, const Worksheet& sheet,
                const Findings& findings) {
  Release result;
  release(the_case, rule, printed_rule(rule), sheet, findings, result);
  return result;
}

} // namespace nkdose
