#include "dosing/drug/preparation.hpp"

#include <algorithm>

namespace nkdose {
namespace {

// What is left in the vials opened on one day.
struct OpenedVials {
  int day;
  DrugMass left;
};

class VialKeeper {
public:
  VialKeeper(const VialStock& stock, std::optional<Duration> keeps)
      : stock_(stock), keeps_(keeps) {}

  VialDay draw(DrugMass dose, int today, std::optional<int> next_day) {
    VialDay result;
    result.from_kept = take_kept(dose);
    result.opened = choose_vials(dose - result.from_kept, stock_);
    kept_.at(count_++) = {today, result.opened.content - (dose - result.from_kept)};
    for (std::size_t i = 0; i < count_; ++i) {
      const bool is_usable = next_day && is_kept(*next_day - kept_[i].day);
      (is_usable ? result.kept : result.discarded) += kept_[i].left;
      if (!is_usable) kept_[i].left = {};
    }
    return result;
  }

private:
  bool is_kept(int days) const {
    return keeps_ && keeps_->value() >= Decimal(days) * Decimal(24 * 60);
  }

  // The oldest first.
  DrugMass take_kept(DrugMass wanted) {
    DrugMass taken;
    for (std::size_t i = 0; i < count_; ++i) {
      const DrugMass part = std::min(kept_[i].left, wanted - taken);
      kept_[i].left -= part;
      taken += part;
    }
    return taken;
  }

  const VialStock& stock_;
  std::optional<Duration> keeps_;
  std::array<OpenedVials, most_doses> kept_{};
  std::size_t count_ = 0;
};

// concentration x final volume, against the dose.
Exact held_at(const PreparedBag& sheet, DrugConcentration limit) {
  return exact(limit.value(), sheet.final.value());
}

} // namespace

DrugMass PreparedDose::opened() const {
  DrugMass sum;
  for (const VialDay& day : all_days())
    sum += day.opened.content;
  return sum;
}

DrugMass PreparedDose::discarded() const {
  DrugMass sum;
  for (const VialDay& day : all_days())
    sum += day.discarded;
  return sum;
}

PreparedBag bag_sheet(DrugMass dose, Volume drawn, const InfusionBag& bag,
                      const PreparationPolicy& policy) {
  PreparedBag sheet{.bag = bag, .final = bag.nominal + bag.overfill};
  if (policy.convention == BagConvention::added) sheet.final += drawn;
  sheet.concentration = dose / sheet.final;
  if (policy.infusion_time)
    sheet.millilitres_per_hour =
        exact(sheet.final.value(), 60_d).over(policy.infusion_time->value());
  return sheet;
}

namespace {

void draw_each_day(DrugMass dose, std::span<const int> days, VialKeeper keeper,
                   PreparedDose& sheet) {
  for (std::size_t i = 0; i < days.size(); ++i)
    sheet.days[i] =
        keeper.draw(dose, days[i], i + 1 < days.size() ? std::optional(days[i + 1]) : std::nullopt);
}

} // namespace

PreparedDose prepare(DrugMass dose, std::span<const int> days, const PreparationPolicy& policy) {
  PreparedDose sheet{.drawn = dose / policy.strength, .days = VialDays(days.size())};
  if (policy.bag_count > 0) sheet.bag = bag_sheet(dose, sheet.drawn, policy.bags[0], policy);
  draw_each_day(dose, days, VialKeeper(policy.stock, std::nullopt), sheet);
  if (!policy.opened_vial) return sheet;
  // An opened vial is kept only where less has to be opened for it.
  PreparedDose keeping = sheet;
  draw_each_day(dose, days, VialKeeper(policy.stock, policy.opened_vial), keeping);
  return keeping.opened() < sheet.opened() ? keeping : sheet;
}

bool is_below(const PreparedBag& sheet, DrugMass dose, DrugConcentration limit) {
  return exact(dose.value(), 1_d) < held_at(sheet, limit);
}

bool is_above(const PreparedBag& sheet, DrugMass dose, DrugConcentration limit) {
  return exact(dose.value(), 1_d) > held_at(sheet, limit);
}

} // namespace nkdose
