#include "cli/sheet/cells.hpp"

#include "cli/answer/cells_answer.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/words/cell_words.hpp"
#include "cli/words/shown.hpp"
#include "cli/words/verdict_words.hpp"
#include "dosing/cells/burden.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

class CellText {
public:
  CellText(TextSheet& sheet, const Plan& plan)
      : sheet_(sheet), plan_(plan), case_(*plan.the_case), bags_(case_.order.bags),
        protocol_(plan.treatment->protocol), limits_(cell_limits(*plan.treatment)),
        order_(plan.release.order()) {}

  void write() {
    sheet_.heading(order_ ? "CELL DOSE LEVEL" : "CELL DOSE LEVEL, NOT TO BE GIVEN");
    level();
    std::size_t left = 0;
    for (const Event& event : plan_.calendar) {
      if (event.kind != EventKind::infusion) continue;
      infusion_line(event);
      if (order_ && event.progress == Progress::planned && left < order_->infusions().size())
        infusion(order_->infusions()[left++]);
    }
    if (order_ && !order_->infusions().empty()) not_thawed();
  }

private:
  void step(std::string_view text) { sheet_.line(text, 22); }
  void detail(std::string_view text) { sheet_.line(text, 24); }

  void level() {
    const CellAssignment& cells = plan_.cells;
    sheet_.labelled(protocol_.product,
                    cells.level ? fmt::format("{}{}", cell_text(*cells.level, protocol_.cell_name),
                                              order_ ? " each infusion" : " ordered")
                                : "no level assigned",
                    2, 22);
    if (cells.ordered)
      if (const auto* per_kg = std::get_if<CellsPerKilogram>(&*cells.ordered))
        step(fmt::format("{} cells/kg x {} kg = {}",
                         power_of_ten_text(in<CellCount>(per_kg->value())),
                         shown(case_.patient.weight),
                         cell_text(cells.before_cap.value_or(*cells.level), "cells")));
    if (cells.before_cap)
      step(fmt::format("CAPPED by the protocol to {}", cell_text(*cells.level, "cells")));
    step(fmt::format(
        "protocol range{} {} to {}{}",
        plan_.rule.cells.tier_for(case_.patient.weight).is_per_kg() ? " on this weight" : "",
        cell_text(cells.floor, protocol_.cell_name), cell_text(cells.ceiling, protocol_.cell_name),
        sheet_.cite(protocol_.cell_source)));
  }

  void infusion_line(const Event& event) {
    constexpr std::string_view progress[] = {"", "   GIVEN", "   NOT GIVEN"};
    step(fmt::format("infusion {} of {}   {}   {} {}{}{}", event.number, event.of,
                     day_name(event.day), weekday_name(event.date), iso_date(event.date),
                     progress[static_cast<std::size_t>(event.progress)],
                     sheet_.cite(event.source)));
  }

  void infusion(const InfusionSheet& sheet) {
    const Giving giving = plan_.rule.cells.giving;
    const BagsGiven& given = sheet.given(giving);
    if (given.bags.empty()) {
      detail("no bag for this infusion");
      return;
    }
    const int count = given.bags.count();
    detail(fmt::format("thaw {} of {} bag{}, {}:", count, bags_.size(),
                       bags_.size() == 1 ? "" : "s",
                       count == 1     ? (given.partly ? "give part of it" : "in full")
                       : given.partly ? "give part of one"
                                      : "each in full"));
    for (std::size_t i = 0; i < bags_.size(); ++i)
      if (given.bags.holds(i)) bag(i, volume_of(bags_, given, i));
    detail(fmt::format("in all {} mL: {}{}{}", shown(given.volume),
                       cell_text(given.delivered, protocol_.cell_name),
                       against_level(given.delivered),
                       sheet_.cite("the certificates; FDA Summary Basis for Kymriah")));
    if (giving == Giving::whole_bags) other_way(sheet.exact_volume);
    time(given);
    burden(given);
  }

  // What an exact volume would save; without the names of bags, so that nobody thaws from it.
  void other_way(const BagsGiven& exact_volume) {
    if (!exact_volume.partly) return;
    detail(fmt::format("(not the order: an exact volume would be {} mL of {} bags, {}{})",
                       shown(exact_volume.volume), exact_volume.bags.count(),
                       cell_text(exact_volume.delivered, "cells"),
                       against_level(exact_volume.delivered)));
  }

  void bag(std::size_t index, Volume volume) {
    const Certificate& bag = bags_[index];
    const auto factor = [](Decimal fraction, std::string_view what) {
      return fraction == 1_d ? std::string()
                             : fmt::format(" x {} % {}", to_text(fraction * 100_d), what);
    };
    const std::string of =
        volume == bag.volume ? "" : fmt::format(" (of {} mL)", shown(bag.volume));
    detail(fmt::format("{}: {} mL{} x {} cells/mL{}{}{}{} = {}", bag_name(case_.products[index]),
                       shown(volume), of, power_of_ten_text(in<CellCount>(bag.counted.value())),
                       factor(bag.recovery, "recovered"), factor(bag.viable_fraction, "viable"),
                       factor(bag.nk_fraction, "NK"), factor(bag.car_fraction, "CAR-positive"),
                       cell_text(delivered_by(bag, volume), "cells")));
    if (bag.viability_percent && bag.viable_fraction == 1_d)
      detail(fmt::format("its viability of {} % is for the release check alone",
                         to_text(*bag.viability_percent)));
  }

  std::string against_level(CellCount delivered) const {
    if (!plan_.cells.level) return "";
    const Decimal percent = deviation_percent(delivered, *plan_.cells.level);
    const Decimal magnitude = percent < Decimal(0) ? -percent : percent;
    if (delivered == *plan_.cells.level) return ", exactly the assigned level";
    return fmt::format(", {}{} % {} the assigned level", magnitude < 0.01_d ? "less than " : "",
                       to_text(magnitude < 0.01_d ? 0.01_d : cut_to(magnitude, 2)),
                       percent < Decimal(0) || delivered < *plan_.cells.level ? "below" : "above");
  }

  void time(const BagsGiven& given) {
    const CellLimits& limits = plan_.rule.cells.limits;
    if (!limits.slowest && !limits.fastest) return;
    const auto minutes = [&](Flow rate) {
      return to_text(round_half_up((given.volume / rate).value(), 0.1_d));
    };
    const std::string cite = sheet_.cite(limits_.source_of("infusion-rate"));
    if (limits.slowest && limits.fastest)
      detail(fmt::format("at {} to {} mL/min: {} to {} min{}", shown(limits.slowest->value),
                         shown(limits.fastest->value), minutes(limits.fastest->value),
                         minutes(limits.slowest->value), cite));
    else
      detail(fmt::format("at {} {} mL/min: at {} {} min{}", limits.slowest ? "least" : "most",
                         shown((limits.slowest ? limits.slowest : limits.fastest)->value),
                         limits.slowest ? "most" : "least",
                         minutes((limits.slowest ? limits.slowest : limits.fastest)->value), cite));
    if (limits.thaw_expiry) thaw_sequence(given);
  }

  void thaw_sequence(const BagsGiven& given) {
    const CellLimits& limits = plan_.rule.cells.limits;
    const Flow rate = (limits.slowest ? limits.slowest : limits.fastest)->value;
    const Duration expiry = limits.thaw_expiry->value;
    const std::string cite = sheet_.cite(limits_.source_of("thaw-expiry"));
    if (given.bags.count() == 1 || given.volume / rate <= expiry) {
      detail(fmt::format("to be infused within {} min of its thaw{}", shown(expiry), cite));
      return;
    }
    std::string sequence;
    for (const BagTime& time : bag_times(bags_, given, rate))
      sequence += fmt::format("{}{} at {} min", sequence.empty() ? "" : ", ",
                              bag_name(case_.products[time.bag]),
                              to_text(round_half_up(time.begins.value(), 0.1_d)));
    detail(
        fmt::format("each bag within {} min of its thaw, so one after another; at {} mL/min they "
                    "begin: {}{}",
                    shown(expiry), shown(rate), sequence, cite));
  }

  void burden(const BagsGiven& given) {
    const CellLimits& limits = plan_.rule.cells.limits;
    const ActualWeight weight = case_.patient.weight;
    const auto line = [&](std::string_view what, Stated figure, const std::string& found,
                          const std::string& highest, std::string_view kind) {
      const std::string limit = highest.empty() ? "no limit is set"
                                                : fmt::format("at most {}{}", highest,
                                                              sheet_.cite(limits_.source_of(kind)));
      detail(
          fmt::format("{} {}{}; {}", what,
                      all_state(bags_, given, figure) ? "" : "not stated for every bag, at least ",
                      found, limit));
    };
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
    if (const auto found = t_cells_per_kg(bags_, given, weight)) {
      const auto limit = of_limit(limits.t_cells, million);
      line("residual CD3-positive cells:", Stated::t_cells,
           beside(found->value() * million, limit, 0) + " cells/kg", limit_text(limit, "cells/kg"),
           "residual-t-cells");
    }
    if (const auto found = endotoxin_load(bags_, given, limits.established_fastest(), weight)) {
      const auto limit = of_limit(limits.endotoxin);
      line("endotoxin in the worst hour:", Stated::endotoxin,
           beside(number_of(*found), limit, 2) + " EU/kg", limit_text(limit, "EU/kg"), "endotoxin");
    }
    if (const auto found = dmso_per_kg(bags_, given, limits.dmso_density, weight);
        found && limits.dmso) {
      const auto limit = of_limit(limits.dmso);
      line("DMSO:", Stated::dmso, beside(found->value(), limit, 0) + " mg/kg",
           limit_text(limit, "mg/kg"), "dmso");
    }
  }

  // Neither for an infusion that is left nor for one that was given.
  void not_thawed() {
    std::string names;
    for (std::size_t i = 0; i < bags_.size(); ++i) {
      bool is_used = false;
      for (const InfusionSheet& sheet : order_->infusions())
        is_used = is_used || sheet.given(plan_.rule.cells.giving).bags.holds(i);
      for (const Event& event : plan_.calendar)
        is_used =
            is_used || (event.kind == EventKind::infusion && event.progress == Progress::given &&
                        event.number == bags_[i].infusion);
      if (!is_used)
        names += fmt::format("{}{}", names.empty() ? "" : ", ", bag_name(case_.products[i]));
    }
    if (!names.empty()) step(fmt::format("not thawed: {}", names));
  }

  TextSheet& sheet_;
  const Plan& plan_;
  const Case& case_;
  const std::vector<Certificate>& bags_;
  const Protocol& protocol_;
  const CellLimitTable limits_;
  const Order* order_;
};

} // namespace

void add_cells(TextSheet& sheet, const Plan& plan) {
  CellText(sheet, plan).write();
}

std::string cells_text(const Plan& plan) {
  TextSheet sheet;
  const std::string_view verdict = verdict_line(plan.release.status);
  const Protocol& protocol = plan.treatment->protocol;
  sheet.ends(fmt::format("nkdose cells  {} version {}", protocol.id.text(), protocol.version),
             fmt::format("Patient {}", plan.the_case->id.empty() ? "NO ID" : plan.the_case->id));
  sheet.rule();
  sheet.line(verdict);
  sheet.line(protocol.title);
  add_overrides(sheet, *plan.the_case);
  add_cells(sheet, plan);
  sheet.heading("FINDINGS, WORST FIRST");
  const std::vector<ReleasedFinding> findings = findings_for_cells(plan);
  if (all_of(findings, [](const ReleasedFinding& one) { return one.finding.code == Code("A002"); }))
    sheet.line("none");
  add_findings(sheet, findings, plan.the_case, plan.treatment,
               plan.release.status == Status::refused);
  add_assumptions(sheet, protocol);
  sheet.heading("SOURCES");
  sheet.sources();
  sheet.blank();
  sheet.rule();
  sheet.line(verdict, 0);
  return std::move(sheet).finish();
}

} // namespace nkdose
