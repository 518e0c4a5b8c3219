#include "cli/words/preparation_words.hpp"

#include "cli/answer/calendar_answer.hpp"
#include "cli/words/shown.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

std::string shown_time(Duration time) {
  const Decimal hours = time.value() / 60_d;
  const bool whole_hours =
      hours * 60_d == time.value() && hours >= 2_d && cut_to(hours, 0) == hours;
  return whole_hours ? fmt::format("{} h", to_grouped_text(hours))
                     : fmt::format("{} min", shown(time));
}

// "2 vials of 500 mg and 1 vial of 200 mg".
std::string vial_words(const VialChoice& choice, const VialStock& stock) {
  std::string words;
  for (std::size_t i = 0; i < stock.sizes().size(); ++i)
    if (const int count = choice.counts[i]; count > 0)
      words += fmt::format("{}{} vial{} of {} mg", words.empty() ? "" : " and ", count,
                           count == 1 ? "" : "s", shown(stock.sizes()[i]));
  return words;
}

// Everything that is said about the preparation of one drug, step by step.
class PreparationSteps {
public:
  PreparationSteps(const Plan& plan, std::size_t drug, Cite cite)
      : cite_(std::move(cite)), plan_(plan), index_(drug), drug_(plan.treatment->drugs[drug]),
        site_(plan.treatment->site.preparation(drug_.id)),
        presentation_(*chosen_presentation(*plan.treatment, drug, plan.the_case->choices)),
        policy_(*plan.rule.drugs[drug].preparation), doses_(plan.release.order()->doses(drug)) {}

  std::vector<std::string> steps() && {
    step(fmt::format("{}: {} mg/mL as it is drawn up{}", presentation_.text,
                     shown(presentation_.strength), cite_(presentation_.source)));
    dissolve();
    step(fmt::format("draw {} mL: {} mL x {} mg/mL = {} mg, each day",
                     shown(doses_.preparation->drawn), shown(doses_.preparation->drawn),
                     shown(policy_.strength), shown(doses_.rounded.quantity())));
    vials();
    bag();
    storage();
    if (site_)
      for (const std::string& instruction : site_->instructions)
        step(fmt::format("{}{}", instruction, cite_(site_->source)));
    return std::move(steps_);
  }

private:
  void step(std::string text) { steps_.push_back(std::move(text)); }

  // Only the sizes that are opened.
  void dissolve() {
    if (presentation_.dissolved_in.empty()) return;
    for (const VialSize& vial : presentation_.vials)
      for (std::size_t i = 0; i < policy_.stock.sizes().size(); ++i) {
        const bool is_opened = policy_.stock.sizes()[i] == vial.content && opens(i);
        if (is_opened)
          step(fmt::format("dissolve each vial of {} mg in {} mL {}{}", shown(vial.content),
                           shown(*vial.diluent), presentation_.dissolved_in, cite_(vial.source)));
      }
  }
  bool opens(std::size_t size) const {
    for (const VialDay& day : doses_.preparation->all_days())
      if (day.opened.counts[size] > 0) return true;
    return false;
  }

  void vials() {
    const PreparationSheet& preparation = *doses_.preparation;
    const std::vector<Day> days = days_left(plan_, index_);
    for (std::size_t i = 0; i < preparation.days.size(); ++i)
      step(fmt::format("{} {}   {}", weekday_name(days[i]), iso_date(days[i]),
                       day_words(preparation.days[i], days[std::min(i + 1, days.size() - 1)])));
    const DrugMass opened = preparation.opened(), discarded = preparation.discarded();
    step(fmt::format("in all {} mg opened, {} mg discarded ({} %)", shown(opened), shown(discarded),
                     to_text(cut_to(exact(discarded.value(), 100_d).over(opened.value()), 1))));
  }

  std::string day_words(const VialDay& day, Day next) const {
    std::string words;
    if (day.from_kept > DrugMass())
      words = fmt::format("{} mg from the vials that were kept (later than {} from their opening: "
                          "open new ones)",
                          shown(day.from_kept), shown_time(*policy_.opened_vial));
    const std::string opened = vial_words(day.opened, policy_.stock);
    if (!opened.empty()) words += fmt::format("{}open {}", words.empty() ? "" : "; ", opened);
    if (day.kept > DrugMass())
      words += fmt::format("; {} mg left, keep for {} {}, each vial at most {} from its opening",
                           shown(day.kept), weekday_name(next), iso_date(next),
                           shown_time(*policy_.opened_vial));
    if (day.discarded > DrugMass())
      words += fmt::format("; {} mg left, discard", shown(day.discarded));
    return words;
  }

  void bag() {
    const auto& bag = doses_.preparation->bag;
    if (!bag) {
      step("no bag is named by the site or the case");
      return;
    }
    const std::string diluent = site_ && !site_->diluent.empty() ? " of " + site_->diluent : "";
    const std::string cite = site_ ? cite_(site_->source) : "";
    const std::string overfill =
        bag->bag.overfill > Volume()
            ? fmt::format(" (which holds {} mL more as overfill)", shown(bag->bag.overfill))
            : " (overfill is not counted)";
    const bool added = policy_.convention == BagConvention::added;
    if (!added)
      step(fmt::format("first take {} mL of diluent out of the bag",
                       shown(doses_.preparation->drawn)));
    step(fmt::format("put the drug into a {} mL bag{}{}: final volume {} mL{}",
                     shown(bag->bag.nominal), diluent, overfill, shown(bag->final), cite));
    step(fmt::format("final concentration {} mg/mL{}", shown_concentration(*bag), limits(*bag)));
    if (bag->millilitres_per_hour)
      step(fmt::format("run it in {}: {} mL/h", shown_time(*policy_.infusion_time),
                       to_grouped_text(round_half_up(*bag->millilitres_per_hour, 0.1_d))));
  }

  // Cut, and beside a limit to as many decimals as it takes not to read like the limit that it is
  // beyond, nor beyond one that it keeps.
  std::string shown_concentration(const BagSheet& bag) const {
    const Decimal value = bag.concentration.value();
    const bool is_high = policy_.highest && is_above(bag, dose(), policy_.highest->value);
    Decimal printed = cut_beside(value, is_high ? policy_.highest->value.value() : 0_d, 2);
    if (policy_.lowest && !is_below(bag, dose(), policy_.lowest->value))
      for (int decimals = 3; printed < policy_.lowest->value.value(); ++decimals)
        printed = cut_to(value, decimals);
    return to_text(printed);
  }
  DrugMass dose() const { return doses_.rounded.quantity() * in<DoseDays>(1_d); }

  std::string limits(const BagSheet& bag) {
    std::string words;
    const auto add = [&](std::string_view what,
                         const std::optional<Limit<DrugConcentration>>& limit, bool of_site,
                         const std::string& of_drug) {
      if (limit)
        words += fmt::format("; {} {} mg/mL{}", what, shown(limit->value),
                             cite_(of_site ? site_->source : of_drug));
    };
    const bool is_low = policy_.lowest && is_below(bag, dose(), policy_.lowest->value);
    const bool is_high = policy_.highest && is_above(bag, dose(), policy_.highest->value);
    add(is_low ? "BELOW the lowest," : "at least", policy_.lowest, site_ && site_->lowest,
        drug_.limits.lowest_source);
    add(is_high ? "ABOVE the highest," : "at most", policy_.highest, site_ && site_->highest,
        drug_.limits.highest_source);
    return words;
  }

  void storage() {
    if (policy_.storage)
      step(fmt::format("use within {} of preparation{}", shown_time(*policy_.storage),
                       cite_(site_->source)));
    else if (policy_.longest_storage)
      step(fmt::format("use within {} of preparation{}", shown_time(policy_.longest_storage->value),
                       cite_(drug_.limits.storage_source)));
  }

  Cite cite_;
  std::vector<std::string> steps_;
  const Plan& plan_;
  std::size_t index_;
  const Drug& drug_;
  const SitePreparation* site_;
  const Presentation& presentation_;
  const PreparationPolicy& policy_;
  const DailyDoses& doses_;
};

} // namespace

std::string rounding_words(const Plan& plan, std::size_t drug) {
  const DailyDoses& doses = plan.release.order()->doses(drug);
  const RoundingPolicy& policy = plan.rule.drugs[drug].rounding;
  const std::string down = doses.rounding.down ? "kept within the protocol's range: " : "";
  switch (doses.rounding.to) {
  case RoundedTo::step: {
    const DailyDose step = step_for(doses.adjusted, policy);
    const std::string volume =
        policy.by_volume
            ? fmt::format("{} mL, ", shown(in<DrugMass>(step.value()) / policy.strength))
            : "";
    return fmt::format("{}rounded {} in steps of {}{} mg", down,
                       doses.rounding.down ? "down" : "half up", volume, shown(step));
  }
  case RoundedTo::band: {
    const BandsInUse bands{policy.bands, policy.strength};
    const DoseBand band = bands.band(doses.rounding.band);
    return fmt::format("{}dose band {} to below {} mg{}", down, shown(band.from), shown(band.below),
                       bands.is_derived() ? fmt::format(", derived for {} mg/mL, not published,",
                                                        shown(policy.strength))
                                          : "");
  }
  case RoundedTo::whole_vials:
    return fmt::format("whole vials, at most {} % away,", to_text(*policy.whole_vials_percent));
  case RoundedTo::outside_bands:
    break;
  }
  return "";
}

std::string rounding_source(const Plan& plan, std::size_t drug) {
  const BandTable* bands = plan.rule.drugs[drug].rounding.bands;
  const RoundingMade made = plan.release.order()->doses(drug).rounding;
  if (bands && made.to == RoundedTo::band) return bands->source;
  return plan.treatment->site.rounding(plan.rule.drugs[drug].drug).source;
}

std::vector<std::string> preparation_steps(const Plan& plan, std::size_t drug, const Cite& cite) {
  const Order* order = plan.release.order();
  if (!order || !order->doses(drug).preparation) return {};
  return PreparationSteps(plan, drug, cite).steps();
}

} // namespace nkdose
