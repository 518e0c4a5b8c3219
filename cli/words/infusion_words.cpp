#include "cli/words/infusion_words.hpp"

#include "cli/words/cell_words.hpp"
#include "dosing/cells/burden.hpp"

namespace nkdose {
namespace {

using namespace fmt::literals;

class InfusionSteps {
public:
  InfusionSteps(const Plan& plan, const InfusionMade& infusion, const Cite& cite)
      : cite_(cite), plan_(plan), case_(*plan.the_case), bags_(case_.prescription.bags),
        protocol_(plan.treatment->protocol), limits_(plan.rule.cells.limits),
        sources_(cell_limits(*plan.treatment)), infusion_(infusion),
        given_(infusion.given(plan.rule.cells.giving)) {}

  std::vector<std::string> steps() && {
    if (given_.bags.empty()) return {"no bag for this infusion"};
    thaw();
    for (std::size_t i = 0; i < bags_.size(); ++i)
      if (given_.bags.holds(i)) bag(bags_[i], case_.products[i], volume_of(bags_, given_, i));
    step(fmt::format("in all {volume} mL: {cells}{against_level}{cite}",
                     "volume"_a = shown(given_.volume),
                     "cells"_a = cell_text(given_.delivered, protocol_.cell_name),
                     "against_level"_a = against_level(given_.delivered),
                     "cite"_a = cite_("the certificates; FDA Summary Basis for Kymriah")));
    if (plan_.rule.cells.giving == Giving::whole_bags) other_way(infusion_.exact_volume);
    time();
    burden();
    return std::move(steps_);
  }

private:
  // Made in its place: GCC 12 takes the move of a short literal for a copy beyond its end.
  template <class Text>
  void step(Text&& text) {
    steps_.emplace_back(std::forward<Text>(text));
  }

  void thaw() {
    const int count = given_.bags.count();
    const std::string_view how = count == 1      ? (given_.partly ? "give part of it" : "in full")
                                 : given_.partly ? "give part of one"
                                                 : "each in full";
    step(one_or_many(static_cast<int>(bags_.size()), "thaw {count} of {all} bag, {how}:",
                     "thaw {count} of {all} bags, {how}:", "count"_a = count,
                     "all"_a = bags_.size(), "how"_a = how));
  }

  void bag(const Certificate& bag, const Product& product, Volume volume) {
    const auto factor = [](Decimal fraction, std::string_view what) {
      return fraction == 1_d ? std::string()
                             : fmt::format(" x {} % {}", to_text(fraction * 100_d), what);
    };
    step(fmt::format(
        "{name}: {volume} mL{of} x {counted} cells/mL{recovered}{viable}{nk}{car} = {cells}",
        "name"_a = bag_name(product), "volume"_a = shown(volume),
        "of"_a = volume == bag.volume ? "" : fmt::format(" (of {} mL)", shown(bag.volume)),
        "counted"_a = power_of_ten_text(in<CellCount>(bag.counted.value())),
        "recovered"_a = factor(bag.recovery, "recovered"),
        "viable"_a = factor(bag.viable_fraction, "viable"), "nk"_a = factor(bag.nk_fraction, "NK"),
        "car"_a = factor(bag.car_fraction, "CAR-positive"),
        "cells"_a = cell_text(delivered_by(bag, volume), "cells")));
    if (bag.viability_percent && bag.viable_fraction == 1_d)
      step(fmt::format("its viability of {} % is for the release check alone",
                       to_text(*bag.viability_percent)));
  }

  // What an exact volume would save; without the names of bags, so that nobody thaws from it.
  void other_way(const BagsGiven& exact_volume) {
    if (!exact_volume.partly) return;
    step(fmt::format("(not the order: an exact volume would be {volume} mL of {count} bags, "
                     "{cells}{against_level})",
                     "volume"_a = shown(exact_volume.volume), "count"_a = exact_volume.bags.count(),
                     "cells"_a = cell_text(exact_volume.delivered, "cells"),
                     "against_level"_a = against_level(exact_volume.delivered)));
  }

  // ", 2.5 % below the assigned level".
  std::string against_level(CellCount delivered) const {
    const auto& level = plan_.cells.level;
    if (!level) return "";
    if (delivered == *level) return ", exactly the assigned level";
    const Decimal percent = deviation_percent(delivered, *level);
    const Decimal magnitude = percent < Decimal(0) ? -percent : percent;
    const std::string shown = magnitude < 0.01_d ? "less than 0.01" : to_text(cut_to(magnitude, 2));
    return percent < Decimal(0) || delivered < *level
               ? fmt::format(", {} % below the assigned level", shown)
               : fmt::format(", {} % above the assigned level", shown);
  }

  std::string minutes(Flow rate) const {
    return to_text(round_half_up((given_.volume / rate).value(), 0.1_d));
  }

  void time() {
    const auto &slowest = limits_.slowest, &fastest = limits_.fastest;
    if (!slowest && !fastest) return;
    const std::string cite = cite_(sources_.source_of("infusion-rate"));
    if (slowest && fastest)
      step(fmt::format("at {slowest} to {fastest} mL/min: {shortest} to {longest} min{cite}",
                       "slowest"_a = shown(slowest->value), "fastest"_a = shown(fastest->value),
                       "shortest"_a = minutes(fastest->value),
                       "longest"_a = minutes(slowest->value), "cite"_a = cite));
    else if (slowest)
      step(fmt::format("at least {rate} mL/min: at most {minutes} min{cite}",
                       "rate"_a = shown(slowest->value), "minutes"_a = minutes(slowest->value),
                       "cite"_a = cite));
    else
      step(fmt::format("at most {rate} mL/min: at least {minutes} min{cite}",
                       "rate"_a = shown(fastest->value), "minutes"_a = minutes(fastest->value),
                       "cite"_a = cite));
    if (limits_.thaw_expiry) thaw_sequence(limits_.thaw_expiry->value);
  }

  // A number that nobody has set is from memory.
  std::string source_of(const Limit<Duration>& change) const {
    if (!limits_.bag_change) return " (from memory, unverified)";
    return change.standing == Standing::unverified ? " (unverified)"
                                                   : cite_(sources_.source_of("bag-change"));
  }

  void thaw_sequence(Duration expiry) {
    const Flow rate = (limits_.slowest ? limits_.slowest : limits_.fastest)->value;
    const std::string cite = cite_(sources_.source_of("thaw-expiry"));
    const Limit<Duration> change = bag_change(limits_);
    if (given_.bags.count() == 1 || infusion_time(given_, rate, change.value) <= expiry) {
      step(fmt::format("to be infused within {minutes} min of its thaw{cite}",
                       "minutes"_a = shown(expiry), "cite"_a = cite));
      return;
    }
    std::string sequence;
    for (const BagTime& time : bag_times(bags_, given_, rate, change.value))
      sequence += fmt::format("{}{} at {} min", sequence.empty() ? "" : ", ",
                              bag_name(case_.products[time.bag]),
                              to_text(round_half_up(time.begins.value(), 0.1_d)));
    step(fmt::format("each bag within {minutes} min of its thaw, so one after another; at {rate} "
                     "mL/min, with {change} min to change a bag{of_change}, they begin: "
                     "{sequence}{cite}",
                     "minutes"_a = shown(expiry), "rate"_a = shown(rate),
                     "change"_a = shown(change.value), "of_change"_a = source_of(change),
                     "sequence"_a = sequence, "cite"_a = cite));
  }

  // One thing that comes with the cells: how much of it, and how much there may be.
  void burden(std::string_view what, Stated figure, const std::string& found,
              const std::string& highest, std::string_view kind) {
    const std::string limit =
        highest.empty() ? "no limit is set"
                        : fmt::format("at most {}{}", highest, cite_(sources_.source_of(kind)));
    step(fmt::format("{what} {at_least}{found}; {limit}", "what"_a = what,
                     "at_least"_a = all_state(bags_, given_, figure)
                                        ? ""
                                        : "not stated for every bag, at least ",
                     "found"_a = found, "limit"_a = limit));
  }

  void burden() {
    const ActualWeight weight = case_.patient.weight;
    // Beside a limit that it is beyond a number does not read like the limit.
    const auto beside = [](Decimal found, std::optional<Decimal> limit, int decimals) {
      return to_grouped_text(cut_beside(found, limit.value_or(0_d), decimals));
    };
    const auto limit_text = [](const std::optional<Decimal>& limit, std::string_view unit) {
      return limit ? fmt::format("{} {}", to_grouped_text(*limit), unit) : std::string();
    };
    const auto of_limit = [](const auto& limit, Decimal factor = Decimal(1)) {
      return limit ? std::optional(number_of(limit->value) * factor) : std::nullopt;
    };
    constexpr Decimal million = 1'000'000_d;
    if (const auto found = t_cells_per_kg(bags_, given_, weight)) {
      const auto limit = of_limit(limits_.t_cells, million);
      burden("residual CD3-positive cells:", Stated::t_cells,
             beside(found->value() * million, limit, 0) + " cells/kg",
             limit_text(limit, "cells/kg"), "residual-t-cells");
    }
    if (const auto found = endotoxin_load(bags_, given_, limits_.established_fastest(), weight)) {
      const auto limit = of_limit(limits_.endotoxin);
      burden("endotoxin in the worst hour:", Stated::endotoxin,
             beside(number_of(*found), limit, 2) + " EU/kg", limit_text(limit, "EU/kg"),
             "endotoxin");
    }
    if (const auto found = dmso_per_kg(bags_, given_, limits_.dmso_density, weight);
        found && limits_.dmso) {
      const auto limit = of_limit(limits_.dmso);
      burden("DMSO:", Stated::dmso, beside(found->value(), limit, 0) + " mg/kg",
             limit_text(limit, "mg/kg"), "dmso");
    }
  }

  const Cite& cite_;
  std::vector<std::string> steps_;
  const Plan& plan_;
  const Case& case_;
  const std::vector<Certificate>& bags_;
  const Protocol& protocol_;
  const CellLimits& limits_;
  const CellLimitTable sources_;
  const InfusionMade& infusion_;
  const BagsGiven& given_;
};

bool is_used(const Plan& plan, std::size_t bag) {
  for (const InfusionMade& infusion : plan.release.order()->infusions())
    if (infusion.given(plan.rule.cells.giving).bags.holds(bag)) return true;
  for (const Event& event : plan.calendar)
    if (event.kind == EventKind::infusion && event.progress == Progress::given &&
        event.number == plan.the_case->prescription.bags[bag].infusion)
      return true;
  return false;
}

} // namespace

std::vector<std::string> level_steps(const Plan& plan, const Cite& cite) {
  const CellAssignment& cells = plan.cells;
  const ActualWeight weight = plan.the_case->patient.weight;
  const std::string& counted = plan.treatment->protocol.cell_name;
  std::vector<std::string> steps;
  steps.push_back(!cells.level ? "no level assigned"
                               : cell_text(*cells.level, counted) +
                                     (plan.release.order() ? " each infusion" : " ordered"));
  if (cells.ordered)
    if (const auto* per_kg = std::get_if<CellsPerKilogram>(&*cells.ordered))
      steps.push_back(
          fmt::format("{per_kg} cells/kg x {weight} kg = {cells}",
                      "per_kg"_a = power_of_ten_text(in<CellCount>(per_kg->value())),
                      "weight"_a = shown(weight),
                      "cells"_a = cell_text(cells.before_cap.value_or(*cells.level), "cells")));
  if (cells.before_cap)
    steps.push_back(fmt::format("CAPPED by the protocol to {}", cell_text(*cells.level, "cells")));
  steps.push_back(fmt::format(
      "protocol range{on_weight} {floor} to {ceiling}{cite}",
      "on_weight"_a = plan.rule.cells.tier_for(weight).is_per_kg() ? " on this weight" : "",
      "floor"_a = cell_text(cells.floor, counted), "ceiling"_a = cell_text(cells.ceiling, counted),
      "cite"_a = cite(plan.treatment->protocol.cell_source)));
  return steps;
}

std::vector<std::string> infusion_steps(const Plan& plan, const InfusionMade& infusion,
                                        const Cite& cite) {
  return InfusionSteps(plan, infusion, cite).steps();
}

std::string not_thawed_words(const Plan& plan) {
  std::string names;
  for (std::size_t i = 0; i < plan.the_case->prescription.bags.size(); ++i)
    if (!is_used(plan, i))
      names += fmt::format("{}{}", names.empty() ? "" : ", ", bag_name(plan.the_case->products[i]));
  return names.empty() ? "" : fmt::format("not thawed: {}", names);
}

} // namespace nkdose
