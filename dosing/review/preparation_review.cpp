#include "dosing/review/preparation_review.hpp"

#include "dosing/drug/bands.hpp"

namespace nkdose {
namespace {

using Context = DoseContext;
using Row = FindingText;

// A number that could be given: it is withheld wherever the plan is refused.
Figure prepared(Decimal value) {
  return {Figure::Kind::prepared, value};
}

// All that the preparation of one drug may be judged by.
struct Prepared {
  Name drug;
  DrugMass dose;
  const PreparationPolicy& policy;
  const PreparedDose& sheet;
};

template <class Look> // look(prepared) for every drug that is prepared
void each_preparation(const Context& context, Look look) {
  for (std::size_t i = 0; i < context.rule.drug_count; ++i) {
    const auto& doses = context.sheet.drugs[i].doses;
    if (doses && doses->preparation)
      look(Prepared{context.rule.drugs[i].drug,
                    doses->rounded.quantity() * in<DoseDays>(Decimal(1)),
                    *context.rule.drugs[i].preparation, *doses->preparation});
  }
}

void no_presentation(const Context& context, const Row& row, Findings& findings) {
  for (const DoseRule& rule : context.rule.all_drugs())
    if (!rule.preparation) findings.push_back(finding_of(row, rule.drug));
}

using IsOutside = bool (*)(const PreparedBag&, DrugMass, DrugConcentration);

// An equal volume is to be withdrawn first, and the bag does not hold it.
bool is_emptied(const PreparedBag& sheet, const Prepared& one) {
  return one.policy.convention == BagConvention::withdrawn && one.sheet.drawn >= sheet.final;
}

// More is added than the bag is labelled to hold: whether it can is for the bag's maker to say.
bool is_overfilled(const PreparedBag& sheet, const Prepared& one) {
  return one.policy.convention == BagConvention::added && one.sheet.drawn > sheet.bag.nominal;
}

// The first other bag of the site that keeps both limits. Beside an established limit one that is
// not does not count: a number from memory rules no bag out.
std::optional<Volume> bag_within_limits(const Prepared& one, Standing standing) {
  const auto counts = [&](const auto& limit) {
    return limit && (standing == Standing::unverified || limit->standing == standing);
  };
  const auto& lowest = one.policy.lowest;
  const auto& highest = one.policy.highest;
  for (const InfusionBag& bag : one.policy.all_bags()) {
    const PreparedBag sheet = bag_sheet(one.dose, one.sheet.drawn, bag, one.policy);
    const bool is_low = counts(lowest) && is_below(sheet, one.dose, lowest->value);
    const bool is_high = counts(highest) && is_above(sheet, one.dose, highest->value);
    if (!is_low && !is_high && !is_emptied(sheet, one) && !is_overfilled(sheet, one))
      return bag.nominal;
  }
  return std::nullopt;
}

void judge_concentration(const Prepared& one, const std::optional<Limit<DrugConcentration>>& limit,
                         IsOutside is_outside, const Row& row, Findings& findings) {
  if (!limit || !one.sheet.bag || !is_outside(*one.sheet.bag, one.dose, limit->value)) return;
  const auto other = bag_within_limits(one, limit->standing);
  const Decimal concentration =
      cut_beside(one.sheet.bag->concentration.value(), limit->value.value(), 2);
  const std::array<Figure, 4> figures{
      prepared(concentration), prepared(one.sheet.bag->bag.nominal.value()),
      number(limit->value.value()), other ? prepared(other->value()) : Figure()};
  const bool is_established = limit->standing == Standing::established;
  Finding finding = finding_of(row, one.drug, figures, (other ? 0 : 1) + (is_established ? 0 : 2));
  if (!is_established) finding.severity = Severity::info;
  findings.push_back(finding);
}

void concentration_too_low(const Context& context, const Row& row, Findings& findings) {
  each_preparation(context, [&](const Prepared& one) {
    judge_concentration(one, one.policy.lowest, is_below, row, findings);
  });
}

void concentration_too_high(const Context& context, const Row& row, Findings& findings) {
  each_preparation(context, [&](const Prepared& one) {
    judge_concentration(one, one.policy.highest, is_above, row, findings);
  });
}

void volume_too_fine(const Context& context, const Row& row, Findings& findings) {
  each_preparation(context, [&](const Prepared& one) {
    const Decimal drawn = one.sheet.drawn.value();
    if (cut_to(drawn, 2) != drawn) findings.push_back(finding_of(row, one.drug, {prepared(drawn)}));
  });
}

void stored_too_long(const Context& context, const Row& row, Findings& findings) {
  each_preparation(context, [&](const Prepared& one) {
    const auto& limit = one.policy.longest_storage;
    if (!one.policy.storage || !limit || *one.policy.storage <= limit->value) return;
    const auto hours = [](Duration time) { return number(time.value() / 60_d); };
    Finding finding = finding_of(row, one.drug, {hours(*one.policy.storage), hours(limit->value)},
                                 limit->standing == Standing::established ? 0 : 1);
    if (limit->standing == Standing::unverified) finding.severity = Severity::info;
    findings.push_back(finding);
  });
}

void bands_derived(const Context& context, const Row& row, Findings& findings) {
  for (const DoseRule& rule : context.rule.all_drugs())
    if (const auto* table = rule.rounding.bands; table && rule.rounding.strength != table->strength)
      findings.push_back(
          finding_of(row, rule.drug,
                     {number(rule.rounding.strength.value()), number(table->strength.value())}));
}

void withdrawn_more_than_bag(const Context& context, const Row& row, Findings& findings) {
  each_preparation(context, [&](const Prepared& one) {
    if (one.sheet.bag && is_emptied(*one.sheet.bag, one))
      findings.push_back(finding_of(row, one.drug));
  });
}

void much_added(const Context& context, const Row& row, Findings& findings) {
  each_preparation(context, [&](const Prepared& one) {
    if (one.sheet.bag && is_overfilled(*one.sheet.bag, one))
      findings.push_back(finding_of(
          row, one.drug,
          {prepared(one.sheet.drawn.value()), prepared(one.sheet.bag->bag.nominal.value())}));
  });
}

void outside_bands(const Context& context, const Row& row, Findings& findings) {
  for (std::size_t i = 0; i < context.rule.drug_count; ++i) {
    const auto& doses = context.sheet.drugs[i].doses;
    if (!doses || doses->rounding.to != RoundedTo::outside_bands) continue;
    const RoundingPolicy& policy = context.rule.drugs[i].rounding;
    const BandsInUse bands{policy.bands, policy.strength};
    const bool is_below_all = doses->adjusted.quantity() < bands.band(0).from;
    findings.push_back(finding_of(row, context.rule.drugs[i].drug, {}, is_below_all ? 0 : 1));
  }
}

constexpr std::string_view site_or_drug = "the site's [[preparation]], else the drug's file";

using enum Severity;
constexpr DoseCheck checks[] = {
    {{"D011",
      stop,
      "outside the dose bands",
      "the adjusted dose lies below the first or above the last band of the site's table",
      {"the adjusted dose is below the first band of the table",
       "the adjusted dose is above the last band of the table"},
      "check the dose, or round to a step (nkdose list bands)",
      "the table of dose bands"},
     outside_bands,
     Topic::off_bands},
    {{"V001",
      info,
      "no presentation named",
      "neither the site nor the case names the presentation that is drawn up",
      {"nobody names the presentation of {s}: no vials and no millilitres are printed"},
      "add a [[preparation]] to the site's file or to the case",
      "strengths of one drug differ up to 25-fold"},
     no_presentation,
     Topic::treatment},
    {{"V002",
      warning,
      "concentration too low",
      "the bag's concentration is below the lowest; info where that limit is unverified",
      {"{0} mg/mL in the {1} mL bag is below {2} mg/mL; in the {3} mL bag it would not be",
       "{0} mg/mL in the {1} mL bag is below {2} mg/mL; no bag in the list keeps its limits",
       "{0} mg/mL in the {1} mL bag is below {2} mg/mL (unverified); in the {3} mL bag it would "
       "not "
       "be",
       "{0} mg/mL in the {1} mL bag is below {2} mg/mL (unverified); no bag in the list keeps its "
       "limits"},
      "use another bag",
      site_or_drug},
     concentration_too_low,
     Topic::preparation},
    {{"V003",
      warning,
      "concentration too high",
      "the bag's concentration is above the highest; info where that limit is unverified",
      {"{0} mg/mL in the {1} mL bag is above {2} mg/mL; in the {3} mL bag it would not be",
       "{0} mg/mL in the {1} mL bag is above {2} mg/mL; no bag in the list keeps its limits",
       "{0} mg/mL in the {1} mL bag is above {2} mg/mL (unverified); in the {3} mL bag it would "
       "not "
       "be",
       "{0} mg/mL in the {1} mL bag is above {2} mg/mL (unverified); no bag in the list keeps its "
       "limits"},
      "use another bag",
      site_or_drug},
     concentration_too_high,
     Topic::preparation},
    {{"V004",
      info,
      "volume finer than a syringe",
      "the drawn volume is not a whole number of 0.01 mL",
      {"{0} mL is finer than a hundredth of a millilitre"},
      "round the dose to a measurable volume: a step in mL in the site's [[rounding]]",
      "plausibility; no publication sets the limit"},
     volume_too_fine,
     Topic::preparation},
    {{"V005",
      warning,
      "stored too long",
      "the site keeps the prepared bag longer than the drug's limit; info where that is unverified",
      {"the site keeps the bag {0} h, the limit is {1} h",
       "the site keeps the bag {0} h, the limit is {1} h (unverified)"},
      "check the product's own stability data",
      "the drug's file"},
     stored_too_long,
     Topic::preparation},
    {{"V006",
      info,
      "dose bands derived",
      "the table of dose bands was published for another strength",
      {"the bands for {0} mg/mL are derived from the table for {1} mg/mL, not published"},
      "compare them with the published table for this strength",
      "the table of dose bands"},
     bands_derived,
     Topic::treatment},
    {{"V007",
      stop,
      "more is withdrawn than the bag holds",
      "an equal volume is withdrawn first, and the bag does not hold it",
      {"as much as the drug's volume cannot be withdrawn from the bag: it does not hold it"},
      "use a larger bag, or add the drug to what the bag holds",
      "the site's [[preparation]]"},
     withdrawn_more_than_bag,
     Topic::preparation},
    {{"V008",
      warning,
      "much is added to a small bag",
      "more is added than the bag is labelled to hold",
      {"{0} mL are added to a bag labelled {1} mL"},
      "use a larger bag, or withdraw an equal volume first",
      "plausibility; no publication sets the limit"},
     much_added,
     Topic::preparation},
};

} // namespace

std::span<const DoseCheck> preparation_checks() {
  return checks;
}

void review_preparation(const DoseContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
}

} // namespace nkdose
