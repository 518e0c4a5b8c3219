#include "dosing/review/cell_review.hpp"

#include "dosing/cells/burden.hpp"

namespace nkdose {
namespace {

using Context = DoseContext;
using Row = FindingText;

Figure cell_figure(CellCount cells) {
  return {Figure::Kind::cells, cells.value()};
}
Figure count(std::size_t number_of_things) {
  return number(Decimal(number_of_things));
}
// A number that could be given, or tells it: withheld wherever the plan is refused.
Figure prepared(Decimal value) {
  return {Figure::Kind::prepared, value};
}

// What one infusion that is left is made of.
struct Infusion {
  int number;
  const BagsGiven& given;
};
template <class Look> // look(infusion) for every infusion that has bags
void each_infusion(const Context& context, Look look) {
  const auto& sheets = context.sheet.infusions;
  const int given_already = context.rule.cells.infusions - static_cast<int>(sheets.size());
  for (std::size_t i = 0; i < sheets.size(); ++i)
    if (const BagsGiven& given = sheets[i].given(context.rule.cells.giving); !given.bags.empty())
      look(Infusion{given_already + static_cast<int>(i) + 1, given});
}

// The bags that say they were for an infusion that has been given, if any do.
template <class Look> // look(infusion) for every such infusion, without a level for none
void each_given_infusion(const Context& context, Look look) {
  const CellAssignment& cells = context.sheet.cells;
  if (!cells.level) return;
  const std::vector<Certificate>& bags = context.prescription.bags;
  const int left = static_cast<int>(context.sheet.infusions.size());
  for (int number = 1; number <= context.rule.cells.infusions - left; ++number) {
    const BagSet own = bags_for(bags, number);
    const BagsGiven given = context.rule.cells.giving == Giving::whole_bags
                                ? whole_bags(bags, own)
                                : choose_exact_volume(bags, own, *cells.level);
    look(Infusion{number, given});
  }
}

template <class Q>
Finding with_standing(Finding finding, const Limit<Q>& limit) {
  if (limit.standing == Standing::unverified) finding.severity = Severity::info;
  return finding;
}
template <class Q>
int variant_of(const Limit<Q>& limit) {
  return limit.standing == Standing::unverified ? 1 : 0;
}

// Judged as it is ordered, per kg or not: a cap comes after it.
void level_outside_range(const Context& context, const Row& row, Findings& findings) {
  const auto& ordered = context.sheet.cells.ordered;
  if (!ordered) return;
  const auto judge = [&](auto level, const auto& range, int variant) {
    const auto figure = [](auto quantity) { return cell_figure(in<CellCount>(quantity.value())); };
    if (level < range.floor || level > range.ceiling)
      findings.push_back(finding_of(
          row, "cells", {figure(level), figure(range.floor), figure(range.ceiling)}, variant));
  };
  const CellTier& tier = context.rule.cells.tier_for(context.patient.weight);
  if (const auto* flat = std::get_if<FlatRange>(&tier.range))
    judge(std::get<CellCount>(*ordered), *flat, 0);
  else
    judge(std::get<CellsPerKilogram>(*ordered), std::get<PerKilogramRange>(tier.range), 3);
}

void delivered_above_ceiling(const Context& context, const Row& row, Findings& findings) {
  const CellCount ceiling = context.sheet.cells.ceiling;
  each_infusion(context, [&](const Infusion& infusion) {
    if (infusion.given.delivered > ceiling)
      findings.push_back(finding_of(row, "delivered",
                                    {number(Decimal(infusion.number)), cell_figure(ceiling)}, 1));
  });
}

// Bags are there to choose from, and each alone is too much for the next infusion.
bool is_every_bag_too_much(const Context& context) {
  const auto& sheets = context.sheet.infusions;
  return !sheets.empty() && context.rule.cells.giving == Giving::whole_bags &&
         sheets[0].whole_bags.bags.empty() &&
         std::any_of(context.prescription.bags.begin(), context.prescription.bags.end(),
                     [&](const Certificate& bag) {
                       return bag.infusion == 0 && delivered_by(bag) > context.sheet.cells.ceiling;
                     });
}

void every_bag_above_ceiling(const Context& context, const Row& row, Findings& findings) {
  if (is_every_bag_too_much(context))
    findings.push_back(finding_of(row, "delivered", {cell_figure(context.sheet.cells.ceiling)}, 2));
}

void cell_stops(const Context& context, const Row& row, Findings& findings) {
  level_outside_range(context, row, findings);
  delivered_above_ceiling(context, row, findings);
  every_bag_above_ceiling(context, row, findings);
}

void course_above_ceiling(const Context& context, const Row& row, Findings& findings) {
  const CellAssignment& cells = context.sheet.cells;
  if (!cells.level || *cells.level > cells.ceiling || cells.infusions == 1 ||
      context.rule.cells.range_is_per_infusion)
    return;
  CellCount delivered;
  const auto add = [&](const Infusion& one) { delivered += one.given.delivered; };
  each_given_infusion(context, add);
  each_infusion(context, add);
  if (cells.course() > cells.ceiling)
    findings.push_back(finding_of(row, "cells",
                                  {number(Decimal(cells.infusions)), cell_figure(*cells.level),
                                   cell_figure(cells.course()), cell_figure(cells.ceiling)}));
  else if (delivered > cells.ceiling)
    findings.push_back(finding_of(row, "cells", {cell_figure(cells.ceiling)}, 2));
}

void delivered_below_floor(const Context& context, const Row& row, Findings& findings) {
  const CellCount floor = context.sheet.cells.floor;
  each_infusion(context, [&](const Infusion& infusion) {
    const CellCount delivered = infusion.given.delivered;
    if (delivered < floor)
      findings.push_back(
          finding_of(row, "delivered",
                     {number(Decimal(infusion.number)),
                      prepared(cut_to(exact(delivered.value(), 100_d).over(floor.value()), 1)),
                      cell_figure(floor)},
                     1));
  });
}

void cell_warnings(const Context& context, const Row& row, Findings& findings) {
  delivered_below_floor(context, row, findings);
  course_above_ceiling(context, row, findings);
}

void no_cell_level(const Context& context, const Row& row, Findings& findings) {
  if (!context.sheet.cells.ordered) findings.push_back(finding_of(row, "cells"));
}

// How far what an infusion delivers is from the level, where that is outside the window.
struct Deviation {
  Decimal percent, side; ///< cut so that it stays beyond the side
  bool is_outside;
};
Deviation deviation_of(CellCount delivered, CellCount level, const CellLimits& limits) {
  const DeliveryWindow window = limits.window.value_or(usual_window);
  const bool is_below = delivered < level;
  const Decimal side = is_below ? window.down : window.up;
  const Decimal difference = (delivered - level).value();
  return {cut_beside(deviation_percent(delivered, level), is_below ? -side : side, 2), side,
          exact(difference, 100_d).magnitude() > exact(side, level.value())};
}

// Which side of the level the bags are far from it, where nobody has said how far they may be.
enum class Far { no, above, below };
Far far_from(CellCount level, CellCount delivered, const CellLimits& limits) {
  if (limits.window) return Far::no;
  if (exact(delivered.value(), 1_d) >= exact(level.value(), 2_d)) return Far::above;
  if (exact(delivered.value(), 2_d) <= exact(level.value(), 1_d)) return Far::below;
  return Far::no;
}

template <class Look> // look(infusion, level) where the level itself is in its range: else C001
                      // speaks
void each_beside_level(const Context& context, Look look) {
  const CellAssignment& cells = context.sheet.cells;
  if (!cells.level || *cells.level < cells.floor || *cells.level > cells.ceiling) return;
  each_infusion(context, [&](const Infusion& infusion) { look(infusion, *cells.level); });
}

// The window is the assigned level's, and no other level's is looked for.
void outside_window(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  each_beside_level(context, [&](const Infusion& infusion, CellCount level) {
    const CellCount delivered = infusion.given.delivered;
    if (delivered == level || far_from(level, delivered, limits) != Far::no) return; // C019 says it
    const Deviation deviation = deviation_of(delivered, level, limits);
    const std::array<Figure, 4> figures{number(Decimal(infusion.number)),
                                        prepared(deviation.percent), number(deviation.side)};
    findings.push_back(deviation.is_outside ? finding_of(row, "delivered", figures)
                                            : info_of(row, "delivered", figures, 1));
  });
}

// Too little for a later infusion does not stop what is given today: there may be other bags by
// then.
void far_from_level(const Context& context, const Row& row, Findings& findings) {
  const int next =
      context.rule.cells.infusions - static_cast<int>(context.sheet.infusions.size()) + 1;
  each_beside_level(context, [&](const Infusion& infusion, CellCount level) {
    const Far far = far_from(level, infusion.given.delivered, context.rule.cells.limits);
    if (far == Far::no) return;
    Finding finding =
        finding_of(row, "delivered", {number(Decimal(infusion.number))}, far == Far::above ? 0 : 1);
    if (far == Far::below && infusion.number > next) finding.severity = Severity::warning;
    findings.push_back(finding);
  });
}

// What was given cannot be chosen any more. Too much of it stops what is left; too little does not,
// because another infusion takes nothing from the patient.
void given_off_level(const Context& context, const Row& row, Findings& findings) {
  const CellAssignment& cells = context.sheet.cells;
  const CellLimits& limits = context.rule.cells.limits;
  const bool is_any_left = !context.sheet.infusions.empty();
  const bool has_loose_bag = !bags_for(context.prescription.bags, 0).empty();
  each_given_infusion(context, [&](const Infusion& infusion) {
    const CellCount delivered = infusion.given.delivered;
    const Figure place = number(Decimal(infusion.number));
    if (infusion.given.bags.empty()) {
      if (has_loose_bag && !is_any_left) // else C005 says it
        findings.push_back(finding_of(row, "given", {place}, 4));
      return;
    }
    const Far far = far_from(*cells.level, delivered, limits);
    const bool is_too_much = delivered > cells.ceiling || far == Far::above;
    if (is_too_much) {
      Finding finding = delivered > cells.ceiling
                            ? finding_of(row, "given", {place, cell_figure(cells.ceiling)}, 1)
                            : finding_of(row, "given", {place}, 2);
      if (is_any_left) finding.severity = Severity::stop;
      findings.push_back(finding);
    } else if (far == Far::below) {
      findings.push_back(finding_of(row, "given", {place}, 3));
    } else if (const Deviation deviation = deviation_of(delivered, *cells.level, limits);
               deviation.is_outside) {
      findings.push_back(
          finding_of(row, "given", {place, prepared(deviation.percent), number(deviation.side)}));
    }
  });
}

// 5e7 cells/mL for a thousandth of it, per microlitre, or a thousandfold, per litre.
void implausible_concentration(const Context& context, const Row& row, Findings& findings) {
  for (std::size_t i = 0; i < context.prescription.bags.size(); ++i) {
    const Decimal counted = context.prescription.bags[i].counted.value();
    if (counted < 0.1_d || counted > 1000_d)
      findings.push_back(finding_of(row, "concentration", {count(i + 1)}));
  }
}

void outside_specification(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  for (std::size_t i = 0; i < context.prescription.bags.size(); ++i) {
    const CellConcentration counted = context.prescription.bags[i].counted;
    const bool is_thin = limits.thinnest && counted < limits.thinnest->value;
    const auto& limit = is_thin ? limits.thinnest : limits.densest;
    if (!is_thin && !(limits.densest && counted > limits.densest->value)) continue;
    const auto cells = [](CellConcentration concentration) {
      return cell_figure(in<CellCount>(concentration.value()));
    };
    findings.push_back(with_standing(finding_of(row, "concentration",
                                                {count(i + 1), cells(counted), cells(limit->value)},
                                                variant_of(*limit)),
                                     *limit));
  }
}

void too_many_t_cells(const Context& context, const Row& row, Findings& findings) {
  const auto& limit = context.rule.cells.limits.t_cells;
  if (!limit) return;
  const Decimal most = limit->value.value() * 1'000'000_d;
  each_infusion(context, [&](const Infusion& infusion) {
    const auto found =
        t_cells_per_kg(context.prescription.bags, infusion.given, context.patient.weight);
    if (found && *found > limit->value)
      findings.push_back(with_standing(
          finding_of(row, "residual-t-cells",
                     {number(Decimal(infusion.number)),
                      prepared(cut_beside(found->value() * 1'000'000_d, most, 0)), number(most)},
                     variant_of(*limit)),
          *limit));
  });
}

void too_much_endotoxin(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  if (!limits.endotoxin) return;
  const auto fastest = limits.established_fastest();
  each_infusion(context, [&](const Infusion& infusion) {
    const auto found =
        endotoxin_load(context.prescription.bags, infusion.given, fastest, context.patient.weight);
    if (!found || *found <= limits.endotoxin->value) return;
    const Decimal limit = limits.endotoxin->value.quantity().value();
    findings.push_back(with_standing(
        finding_of(row, "endotoxin",
                   {number(Decimal(infusion.number)),
                    prepared(cut_beside(found->quantity().value(), limit, 2)), number(limit)},
                   variant_of(*limits.endotoxin)),
        *limits.endotoxin));
  });
}

void too_much_dmso(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  if (!limits.dmso) return;
  each_infusion(context, [&](const Infusion& infusion) {
    const auto found = dmso_per_kg(context.prescription.bags, infusion.given, limits.dmso_density,
                                   context.patient.weight);
    if (!found || *found <= limits.dmso->value) return;
    findings.push_back(with_standing(
        finding_of(row, "dmso",
                   {number(Decimal(infusion.number)),
                    prepared(cut_beside(found->value(), limits.dmso->value.value(), 0)),
                    number(limits.dmso->value.value())},
                   variant_of(*limits.dmso)),
        *limits.dmso));
  });
}

void below_release(const Context& context, const std::optional<Limit<Decimal>>& limit,
                   std::optional<Decimal> Certificate::*part, Name subject, const Row& row,
                   Findings& findings) {
  if (!limit) return;
  for (std::size_t i = 0; i < context.prescription.bags.size(); ++i)
    if (const auto& found = context.prescription.bags[i].*part; found && *found < limit->value)
      findings.push_back(with_standing(
          finding_of(row, subject, {count(i + 1), number(*found), number(limit->value)},
                     variant_of(*limit)),
          *limit));
}

void below_release_limits(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  below_release(context, limits.viability, &Certificate::viability_percent, "viability", row,
                findings);
  below_release(context, limits.nk_purity, &Certificate::nk_percent, "nk-purity", row, findings);
}

// In the order of `release_figures`.
using OfRelease = std::array<bool, release_figures.size()>;
OfRelease stated_on(const Certificate& bag) {
  return {bag.viability_percent.has_value(), bag.cd3_fraction.has_value(),
          bag.endotoxin.has_value(), bag.dmso_fraction.has_value()};
}
OfRelease limited_by(const CellLimits& limits) {
  return {limits.viability.has_value(), limits.t_cells.has_value(), limits.endotoxin.has_value(),
          limits.dmso.has_value()};
}

// A figure that nobody judges must not look as if somebody had.
void release_not_judged(const Context& context, const Row& row, Findings& findings) {
  const OfRelease limited = limited_by(context.rule.cells.limits);
  int not_judged = 0, certificates = 0;
  for (const Certificate& bag : context.prescription.bags) {
    const OfRelease stated = stated_on(bag);
    int of_bag = 0;
    for (std::size_t i = 0; i < stated.size(); ++i)
      if (stated[i] && !limited[i]) of_bag |= 1 << i;
    not_judged |= of_bag;
    certificates += of_bag != 0 ? 1 : 0;
  }
  if (not_judged != 0)
    findings.push_back(finding_of(
        row, "release",
        {Figure{Figure::Kind::release, Decimal(not_judged)}, count_figure(certificates)}));
}

// Who leaves the figure out is not better off than with a bad one.
void viability_left_out(const Context& context, const Row& row, Findings& findings) {
  const auto& limit = context.rule.cells.limits.viability;
  if (!limit || limit->standing == Standing::unverified) return;
  const auto& bags = context.prescription.bags;
  const auto silent = std::count_if(bags.begin(), bags.end(), [](const Certificate& bag) {
    return !bag.viability_percent.has_value();
  });
  if (silent > 0)
    findings.push_back(
        finding_of(row, "viability", {number(Decimal(silent)), number(limit->value)}));
}

void bag_outlasts_thaw(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  const auto& slow = limits.slowest ? limits.slowest : limits.fastest;
  if (!limits.thaw_expiry || !slow) return;
  const Duration expiry = limits.thaw_expiry->value;
  const bool is_established = slow->standing == Standing::established &&
                              limits.thaw_expiry->standing == Standing::established;
  each_infusion(context, [&](const Infusion& infusion) {
    for (const BagTime& time :
         bag_times(context.prescription.bags, infusion.given, slow->value, Duration())) {
      if (time.takes <= expiry) continue;
      const Decimal needed = // mL/min, up to the next tenth
          (volume_of(context.prescription.bags, infusion.given, time.bag) / expiry).value();
      const Decimal rate = cut_to(needed, 1) == needed ? needed : cut_to(needed, 1) + 0.1_d;
      const bool is_too_fast = limits.fastest && rate > limits.fastest->value.value();
      Finding finding = finding_of(row, "thaw-expiry",
                                   {count(time.bag + 1),
                                    prepared(cut_beside(time.takes.value(), expiry.value(), 0)),
                                    number(expiry.value()), prepared(rate)},
                                   (is_too_fast ? 1 : 0) + (is_established ? 0 : 2));
      if (!is_established) finding.severity = Severity::info;
      findings.push_back(finding);
    }
  });
}

void thaw_in_sequence(const Context& context, const Row& row, Findings& findings) {
  const CellLimits& limits = context.rule.cells.limits;
  const auto& slow = limits.slowest ? limits.slowest : limits.fastest;
  if (!limits.thaw_expiry || !slow) return;
  const Limit<Duration> change = bag_change(limits);
  each_infusion(context, [&](const Infusion& infusion) {
    const Duration takes = infusion_time(infusion.given, slow->value, change.value);
    if (infusion.given.bags.count() > 1 && takes > limits.thaw_expiry->value)
      findings.push_back(
          finding_of(row, "thaw-sequence",
                     {number(Decimal(infusion.number)),
                      prepared(cut_beside(takes.value(), limits.thaw_expiry->value.value(), 0)),
                      number(limits.thaw_expiry->value.value()), number(change.value.value())},
                     variant_of(change)));
  });
}

// The next infusion has to have its bags; a later one may still get them.
void no_bags(const Context& context, const Row& row, Findings& findings) {
  const auto& sheets = context.sheet.infusions;
  if (is_every_bag_too_much(context)) return; // C001 says it
  const int given_already = context.rule.cells.infusions - static_cast<int>(sheets.size());
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (!sheets[i].given(context.rule.cells.giving).bags.empty()) continue;
    const std::array<Figure, 4> figures{number(Decimal(given_already + static_cast<int>(i) + 1))};
    findings.push_back(i == 0 ? finding_of(row, "bags", figures)
                              : info_of(row, "bags", figures, 1));
  }
}

void choice_not_exact(const Context& context, const Row& row, Findings& findings) {
  const auto free =
      std::count_if(context.prescription.bags.begin(), context.prescription.bags.end(),
                    [](const Certificate& bag) { return bag.infusion == 0; });
  if (free > static_cast<std::ptrdiff_t>(most_for_exact_choice))
    findings.push_back(finding_of(row, "bags", {number(Decimal(free))}));
}

void counted_when(const Context& context, const Row& row, Findings& findings) {
  const auto silent =
      std::count_if(context.prescription.bags.begin(), context.prescription.bags.end(),
                    [](const Certificate& bag) { return !bag.says_when_counted; });
  if (silent > 0) findings.push_back(finding_of(row, "bags", {number(Decimal(silent))}));
}

void level_capped(const Context& context, const Row& row, Findings& findings) {
  const CellAssignment& cells = context.sheet.cells;
  if (cells.before_cap)
    findings.push_back(
        finding_of(row, "cells", {cell_figure(*cells.before_cap), cell_figure(*cells.level)}));
}

using enum Severity;
constexpr DoseCheck checks[] = {
    {{"C001",
      stop,
      "cells outside the range",
      "cell level outside the protocol's range, or delivered above its ceiling",
      {"the level {0} is outside {1} to {2}",
       "the bags of infusion {0} hold more than the protocol's ceiling of {1}",
       "every bag alone holds more than the protocol's ceiling of {0}",
       "the level {0} per kg is outside {1} to {2} per kg"},
      "correct the assigned level, or the certificate's figures",
      the_protocol},
     cell_stops},
    {{"C002",
      warning,
      "cells doubtful",
      "delivered below the protocol's floor; or all infusions together above its ceiling (the "
      "per-course reading)",
      {"{0} infusions of {1} are {2}; read per course, the ceiling is {3}",
       "the bags of infusion {0} hold {1} % of the protocol's floor of {2}",
       "the bags of all infusions together hold more than {0}, the ceiling read per course"},
      "ask the sponsor: about the bags, or whether the range is per infusion or per course",
      the_protocol},
     cell_warnings},
    {{"C003",
      warning,
      "no cell level",
      "the case orders no cell level",
      {"the case has no assigned cell level: no cell dose is planned"},
      "add [order] cells when the level is assigned",
      "pharmacy practice"},
     no_cell_level},
    {{"C004",
      warning,
      "acceptance window",
      "delivered outside the window around the assigned level, of the protocol or the site, else "
      "20 %; info inside it",
      {"infusion {0} deviates by {1} % from the assigned level, the window is {2} %",
       "infusion {0} deviates by {1} % from the assigned level, inside the window of {2} %"},
      "use other bags, or ask the sponsor",
      "the window of the protocol or the site; else 20 % (PMC11461191, table 1)"},
     outside_window,
     Topic::bags},
    {{"C007",
      stop,
      "concentration cannot be right",
      "counted cells below 1e5 or above 1e9 per mL",
      {"bag {0} of the case: below 1 x 10^5 or above 1 x 10^9 cells/mL, a thousandfold off?"},
      "check whether the certificate counts per microlitre or per litre",
      "plausibility; no publication sets the limits"},
     implausible_concentration,
     Topic::bags},
    {{"C008",
      warning,
      "concentration outside its specification",
      "counted cells outside the product's specification; info where that is unverified",
      {"bag {0} of the case: {1} cells/mL, the specification ends at {2} cells/mL",
       "bag {0} of the case: {1} cells/mL, the specification ends at {2} cells/mL (unverified)"},
      "check the certificate",
      source_of_limit},
     outside_specification,
     Topic::bags},
    {{"C009",
      warning,
      "too many residual T cells",
      "residual CD3-positive cells per kg above the limit; info where that is unverified",
      {"infusion {0}: {1} CD3-positive cells/kg, the limit is {2}",
       "infusion {0}: {1} CD3-positive cells/kg, the limit is {2} (unverified)"},
      "do not infuse before the sponsor has answered",
      source_of_limit},
     too_many_t_cells,
     Topic::bags},
    {{"C010",
      warning,
      "too much endotoxin",
      "endotoxin per kg in the worst hour above the limit; info where that is unverified",
      {"infusion {0}: {1} EU/kg in one hour, the limit is {2}",
       "infusion {0}: {1} EU/kg in one hour, the limit is {2} (unverified)"},
      "infuse more slowly, or use another lot",
      source_of_limit},
     too_much_endotoxin,
     Topic::bags},
    {{"C011",
      warning,
      "too much DMSO",
      "DMSO per kg in all bags of one day above the limit; info where that is unverified",
      {"infusion {0}: {1} mg/kg, the limit is {2}",
       "infusion {0}: {1} mg/kg, the limit is {2} (unverified)"},
      "divide the infusion over two days, if the protocol allows it",
      source_of_limit},
     too_much_dmso,
     Topic::bags},
    {{"C012",
      warning,
      "release limit missed",
      "viability or NK purity below the limit; info where that is unverified",
      {"bag {0} of the case: {s} {1} %, the limit is {2} %",
       "bag {0} of the case: {s} {1} %, the limit is {2} % (unverified)"},
      "do not infuse before the sponsor has answered",
      source_of_limit},
     below_release_limits,
     Topic::bags},
    {{"C013",
      warning,
      "infusion outlasts the thaw expiry",
      "one bag at the slowest rate set takes longer than its thaw expiry; info where either is "
      "unverified",
      {"bag {0} of the case takes {1} min at the slowest rate set and expires after {2} min: run "
       "it at "
       "{3} mL/min or faster",
       "bag {0} of the case takes {1} min at the slowest rate set and expires after {2} min: it "
       "would "
       "need {3} mL/min, which is too fast",
       "bag {0} of the case takes {1} min at the slowest rate set and expires after {2} min "
       "(rate or expiry unverified): run it at {3} mL/min or faster",
       "bag {0} of the case takes {1} min at the slowest rate set and expires after {2} min "
       "(rate or expiry unverified): it would need {3} mL/min, which is too fast"},
      "thaw it when the infusion can begin at once",
      source_of_limit},
     bag_outlasts_thaw,
     Topic::bags},
    {{"C014",
      info,
      "thaw one after another",
      "several bags together, and the changes between them, take longer than the thaw expiry",
      {"infusion {0} takes {1} min at the slowest rate set, with {3} min to change a bag, and a "
       "bag "
       "expires after {2} min: thaw each bag when the one before it ends",
       "infusion {0} takes {1} min at the slowest rate set, with {3} min to change a bag "
       "(unverified), and a bag expires after {2} min: thaw each bag when the one before it ends"},
      "follow the thaw sequence on the sheet",
      "FDA on tisagenlecleucel: bags are thawed one at a time"},
     thaw_in_sequence,
     Topic::bags},
    {{"C015",
      info,
      "choice of bags not exact",
      "more than 20 bags to choose from",
      {"{0} bags: the choice takes the largest that fit, and may not be the closest"},
      "leave out bags that are not meant, or name their infusion",
      "20 bags are 1,048,576 choices"},
     choice_not_exact,
     Topic::bags},
    {{"C016",
      warning,
      "count not dated",
      "a certificate does not say whether its cells were counted after thaw",
      {"{0} certificates do not say when their cells were counted: taken as after thaw"},
      "add counted = \"after-thaw\", or \"before-freezing\" with a recovery",
      "NK cells are lost by thawing (10.3389/fimmu.2023.1304689)"},
     counted_when,
     Topic::bags},
    {{"C017",
      info,
      "cell level capped",
      "the protocol caps the level per kg",
      {"{0} for this weight is capped to {1}"},
      "see both numbers",
      the_protocol},
     level_capped},
    {{"C019",
      stop,
      "far from the assigned level",
      "delivered twice the assigned level or more, or half of it or less, where neither protocol "
      "nor site has a window",
      {"the bags of infusion {0} hold twice the assigned level or more",
       "the bags of infusion {0} hold half of the assigned level or less"},
      "choose other bags, or correct the level; a site may state its window as a [[cell_limit]]",
      "plausibility; no publication sets the limits"},
     far_from_level,
     Topic::bags},
    {{"C028",
      warning,
      "given cells off the level",
      "an infusion that was given was outside the window around the assigned level, or no bag says "
      "that it was for it; stop where it was twice the level or more, or above the protocol's "
      "ceiling, and an infusion is left",
      {"infusion {0} was given and deviates by {1} % from the assigned level, the window is {2} %",
       "infusion {0} was given with more cells than the protocol's ceiling of {1}",
       "infusion {0} was given with twice the assigned level or more",
       "infusion {0} was given with half of the assigned level or less",
       "infusion {0} was given, and no bag says that it was for it: nothing was judged"},
      "tell the sponsor before anything else is given; check which bags were for it",
      "the window of the protocol or the site; else 20 % (PMC11461191, table 1)"},
     given_off_level,
     Topic::bags},
    {{"C020",
      warning,
      "release not judged",
      "certificates state a figure of release, and neither protocol nor site has a limit of it",
      {"stated, and nobody states a limit, so nothing was judged: {0}; certificates: {1}"},
      "judge it by the product's specification, and state its limit as a [[cell_limit]]",
      "certificates of NK and CAR T cells use 70 to 80 % of viable cells (PMC6319086; Kymriah)"},
     release_not_judged,
     Topic::bags},
    {{"C027",
      warning,
      "viability not stated",
      "protocol or site has a limit of viability, and a certificate states none",
      {"certificates without a viability: {0}; the limit is {1} %"},
      "copy it from the certificate: [[product]] viability",
      source_of_limit},
     viability_left_out,
     Topic::bags},
    {{"C018",
      warning,
      "no bag for an infusion",
      "the case has bags, and none for the next infusion; info for a later one",
      {"infusion {0} has no bag that may be given",
       "infusion {0} has no bag yet that may be given"},
      "add the certificates of its bags",
      "pharmacy practice"},
     no_bags,
     Topic::bags},
};

} // namespace

std::span<const DoseCheck> cell_checks() {
  return checks;
}

// One function of all its checks: 89 instructions a row of a batch less.
[[gnu::flatten]] void review_cells(const DoseContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
}

} // namespace nkdose
