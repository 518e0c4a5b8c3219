#include "schedule/release.hpp"

#include "dosing/search.hpp"
#include "schedule/plan_review.hpp"
#include "schedule/second_derivation.hpp"

#include <algorithm>

namespace nkdose {

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

template <class Q>
std::string text_of(Q quantity) {
  return to_text(quantity.value());
}

PrintedDose printed_dose(const DrugSheet& sheet, const DrugOrder& order, const DoseRule& rule,
                         const SurfaceSheet& surface) {
  const DailyDoses& doses = *sheet.doses;
  PrintedDose printed{.level = text_of(*order.level),
                      .area = text_of(surface.used),
                      .calculated = text_of(doses.calculated.quantity()),
                      .fraction = "1",
                      .reduced_level = "",
                      .adjusted = text_of(doses.adjusted.quantity()),
                      .dose = text_of(doses.rounded.quantity()),
                      .remaining_doses = order.remaining_doses.value_or(rule.doses),
                      .given = text_of(order.given),
                      .course = text_of(doses.course)};
  if (const auto* reduced = std::get_if<ReducedByFraction>(&sheet.adjustment))
    printed.fraction = to_text(reduced->fraction);
  if (const auto* reduced = std::get_if<ReducedToLevel>(&sheet.adjustment)) {
    printed.fraction.clear();
    printed.reduced_level = text_of(reduced->level);
  }
  return printed;
}

std::vector<std::string> vial_texts(const VialChoice& choice, const VialStock& stock) {
  std::vector<std::string> vials;
  for (std::size_t i = 0; i < stock.sizes().size(); ++i)
    vials.insert(vials.end(), static_cast<std::size_t>(choice.counts[i]),
                 text_of(stock.sizes()[i]));
  return vials;
}

// Which statement about the rounding of a dose does not hold.
std::optional<std::string> rounding_contradiction(const DailyDoses& doses, const DoseRule& rule) {
  const RoundingPolicy& policy = rule.rounding;
  const std::string adjusted = text_of(doses.adjusted.quantity());
  const std::string dose = text_of(doses.rounded.quantity());
  const std::string top = doses.rounding.down ? text_of(doses.allowed_high.quantity()) : "";
  switch (doses.rounding.to) {
  case RoundedTo::step:
    return contradiction(PrintedSteps{adjusted, dose, text_of(policy.fine_below),
                                      text_of(policy.fine_step), text_of(policy.step), top});
  case RoundedTo::band: {
    const DoseBand& row = policy.bands->bands[doses.rounding.band];
    return contradiction(PrintedBandRow{adjusted, dose, top, text_of(row.from), text_of(row.below),
                                        text_of(row.dose), text_of(policy.bands->strength),
                                        text_of(policy.strength)});
  }
  case RoundedTo::whole_vials: {
    const VialChoice choice =
        choose_vials(in<DrugMass>(doses.rounded.quantity().value()), policy.vials);
    return contradiction(PrintedVials{adjusted, dose, to_text(*policy.whole_vials_percent),
                                      vial_texts(choice, policy.vials)});
  }
  case RoundedTo::outside_bands:
    break;
  }
  return "a dose outside its band table is not released";
}

void must_hold(const std::optional<std::string>& contradiction) {
  if (contradiction)
    throw DerivationsDiffer("two derivations differ, so nothing is released: " + *contradiction);
}

void derive_preparation_again(const DailyDoses& doses, const PreparationPolicy& policy) {
  const PreparationSheet& sheet = *doses.preparation;
  const std::string dose = text_of(doses.rounded.quantity());
  PrintedPreparation printed{.dose = dose,
                             .strength = text_of(policy.strength),
                             .drawn = text_of(sheet.drawn),
                             .bag = "",
                             .overfill = "",
                             .final = "",
                             .concentration = "",
                             .added = policy.convention == BagConvention::added,
                             .minutes = "",
                             .rate = ""};
  if (sheet.bag) {
    printed.bag = text_of(sheet.bag->bag.nominal);
    printed.overfill = text_of(sheet.bag->bag.overfill);
    printed.final = text_of(sheet.bag->final);
    printed.concentration = text_of(sheet.bag->concentration);
    if (policy.infusion_time) {
      printed.minutes = text_of(*policy.infusion_time);
      printed.rate = to_text(*sheet.bag->millilitres_per_hour);
    }
  }
  must_hold(contradiction(printed));
  std::string kept_before = "0";
  for (const VialDay& day : sheet.all_days()) {
    must_hold(contradiction(PrintedVialDay{kept_before, text_of(day.opened.content), dose,
                                           text_of(day.kept), text_of(day.discarded),
                                           vial_texts(day.opened, policy.stock)}));
    kept_before = text_of(day.kept);
  }
}

void derive_level_again(const Patient& patient, const CellRule& rule, const CellAssignment& cells) {
  const auto& range = rule.tier_for(patient.weight).range;
  const auto* per_kg = std::get_if<PerKilogramRange>(&range);
  must_hold(contradiction(
      PrintedLevel{.ordered = std::visit([](auto level) { return text_of(level); }, *cells.ordered),
                   .weight = per_kg ? text_of(patient.weight.quantity()) : "",
                   .cap = per_kg && per_kg->cap ? text_of(*per_kg->cap) : "",
                   .level = text_of(*cells.level)}));
}

void derive_bags_again(const std::vector<Certificate>& bags, const BagsGiven& given,
                       CellCount ceiling) {
  std::vector<PrintedBag> printed;
  for (std::size_t i = 0; i < bags.size(); ++i) {
    if (!given.bags.holds(i)) continue;
    const Certificate& bag = bags[i];
    printed.push_back({.volume = text_of(given.partly == i ? given.part : bag.volume),
                       .counted = text_of(bag.counted),
                       .recovery = to_text(bag.recovery),
                       .viable_fraction = to_text(bag.viable_fraction),
                       .nk_fraction = to_text(bag.nk_fraction),
                       .car_fraction = to_text(bag.car_fraction)});
  }
  must_hold(
      contradiction(printed, text_of(given.volume), text_of(given.delivered), text_of(ceiling)));
}

// Every number that leads to a dose, proved again by the other route.
void derive_again(const Case& the_case, const TreatmentRule& rule, const Worksheet& sheet) {
  const Patient& patient = the_case.patient;
  const std::string weight = text_of(patient.weight.quantity());
  must_hold(contradiction(
      PrintedArea{.height = text_of(patient.height),
                  .weight = weight,
                  .unrounded = text_of(sheet.surface.unrounded.quantity()),
                  .before_cap = text_of(sheet.surface.before_cap),
                  .cap = rule.surface_cap ? text_of(*rule.surface_cap) : "",
                  .used = text_of(sheet.surface.used),
                  .by_mosteller = sheet.surface.formula == &mosteller(),
                  .to_hundredths = rule.surface_rounding == SurfaceRounding::hundredth}));
  if (sheet.clearances)
    must_hold(
        contradiction(PrintedClearance{.female = patient.sex == Sex::female,
                                       .age = patient.age.years,
                                       .height = text_of(patient.height),
                                       .weight = weight,
                                       .creatinine = text_of(*patient.creatinine),
                                       .wanted_basis = std::string(to_text(rule.clearance_weight)),
                                       .clearance = text_of(sheet.clearances->used().quantity())}));
  if (sheet.cells.level) derive_level_again(patient, rule.cells, sheet.cells);
  for (const InfusionSheet& infusion : sheet.infusions)
    for (const BagsGiven* given : {&infusion.whole_bags, &infusion.exact_volume})
      derive_bags_again(the_case.order.bags, *given, sheet.cells.ceiling);
  for (std::size_t i = 0; i < sheet.drug_count; ++i) {
    const DoseRule& drug = rule.drugs[i];
    if (sheet.drugs[i].level != the_case.order.drugs[i].level) must_hold("level = ordered level");
    const PrintedDose printed =
        printed_dose(sheet.drugs[i], the_case.order.drugs[i], drug, sheet.surface);
    must_hold(contradiction(printed));
    must_hold(rounding_contradiction(*sheet.drugs[i].doses, drug));
    if (sheet.drugs[i].doses->preparation)
      derive_preparation_again(*sheet.drugs[i].doses, *drug.preparation);
    if (drug.basis == RenalBasis::none || drug.bands.empty()) continue;
    std::vector<PrintedBand> bands;
    for (const RenalBand& band : drug.bands.all())
      bands.push_back({text_of(band.from.quantity()), to_text(band.fraction),
                       band.absolute ? text_of(*band.absolute) : ""});
    must_hold(contradiction(printed, text_of(sheet.clearances->used().quantity()), bands,
                            drug.basis == RenalBasis::absolute));
  }
}

bool lifts(const Acknowledgement& acknowledgement, const Finding& finding) {
  return finding.severity == Severity::warning && finding.code != Code("A001") &&
         acknowledgement.code == finding.code.text() &&
         (acknowledgement.subject.empty() || acknowledgement.subject == finding.subject.text());
}

std::optional<std::size_t> acknowledgement_of(const Case& the_case, const Finding& finding) {
  const auto& all = the_case.acknowledgements;
  const auto found =
      find_in(all, true, [&](const Acknowledgement& one) { return lifts(one, finding); });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

// A waived limit stays, as an info.
std::optional<std::size_t> waiver_of(const Case& the_case, const Finding& finding) {
  const auto found = find_in(the_case.waivers, finding.code.text(), &Waiver::finding);
  if (finding.severity != Severity::info || found == the_case.waivers.end()) return std::nullopt;
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
    if (none([&](const Finding& finding) { return waiver.finding == finding.code.text(); }))
      codes.emplace_back(std::string_view(waiver.finding));
  return codes;
}

} // namespace

void put_worst_first(std::vector<ReleasedFinding>& findings) {
  sort_by(findings,
          [](const ReleasedFinding& one) { return -static_cast<int>(one.finding.severity); });
}

class Releaser {
public:
  static std::variant<Order, Refusal> verdict(Status status, const Worksheet& sheet) {
    if (status == Status::refused) return Refusal();
    Order order;
    for (std::size_t i = 0; i < sheet.drug_count; ++i)
      order.doses_[i] = sheet.drugs[i].doses;
    order.infusions_ = sheet.infusions;
    return order;
  }
};

Release release(const Case& the_case, const TreatmentRule& rule, const Worksheet& sheet,
                const Findings& findings) {
  std::vector<ReleasedFinding> released;
  for (const Finding& finding : findings)
    released.push_back(
        {finding, acknowledgement_of(the_case, finding), waiver_of(the_case, finding)});
  for (const Name& subject : unmatched(the_case, findings))
    released.push_back({finding_of(*finding_text("A003"), subject), std::nullopt});
  put_worst_first(released);

  const bool stopped = any_of(
      released, [](const ReleasedFinding& one) { return one.finding.severity == Severity::stop; });
  const Status status = stopped                                       ? Status::refused
                        : any_of(released, &ReleasedFinding::is_open) ? Status::draft
                                                                      : Status::ready;
  if (status != Status::refused) derive_again(the_case, rule, sheet);
  return {status, std::move(released), Releaser::verdict(status, sheet)};
}

} // namespace nkdose
