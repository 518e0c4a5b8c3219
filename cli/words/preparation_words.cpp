#include "cli/words/preparation_words.hpp"

#include "cli/answer/calendar_answer.hpp"
#include "cli/words/shown.hpp"

namespace nkdose {
namespace {

using namespace fmt::literals;

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
      words += (words.empty() ? "" : " and ") +
               one_or_many(count, "{count} vial of {content} mg", "{count} vials of {content} mg",
                           "count"_a = count, "content"_a = shown(stock.sizes()[i]));
  return words;
}

// Everything that is said about the preparation of one drug, step by step.
class PreparationSteps {
public:
  PreparationSteps(const Plan& plan, std::size_t drug, const Cite& cite)
      : cite_(cite), plan_(plan), index_(drug), drug_(plan.treatment->drugs[drug]),
        site_(plan.treatment->site.preparation(drug_.id)),
        presentation_(*chosen_presentation(*plan.treatment, drug, plan.the_case->choices)),
        policy_(*plan.rule.drugs[drug].preparation), doses_(plan.release.order()->doses(drug)) {}

  std::vector<std::string> steps() && {
    step(fmt::format("{presentation}: {strength} mg/mL as it is drawn up{cite}",
                     "presentation"_a = presentation_.text,
                     "strength"_a = shown(presentation_.strength),
                     "cite"_a = cite_(presentation_.source)));
    dissolve();
    step(fmt::format("draw {volume} mL: {volume} mL x {strength} mg/mL = {dose} mg, each day",
                     "volume"_a = shown(doses_.preparation->drawn),
                     "strength"_a = shown(policy_.strength),
                     "dose"_a = shown(doses_.rounded.quantity())));
    vials();
    bag();
    storage();
    if (site_)
      for (const std::string& instruction : site_->instructions)
        step(fmt::format("{}{}", instruction, cite_(site_->source)));
    return std::move(steps_);
  }

private:
  // Made in its place: GCC 12 takes the move of a short literal for a copy beyond its end.
  template <class Text>
  void step(Text&& text) {
    steps_.emplace_back(std::forward<Text>(text));
  }

  // Only the sizes that are opened.
  void dissolve() {
    if (presentation_.dissolved_in.empty()) return;
    for (const VialSize& vial : presentation_.vials)
      for (std::size_t i = 0; i < policy_.stock.sizes().size(); ++i) {
        const bool is_opened = policy_.stock.sizes()[i] == vial.content && opens(i);
        if (is_opened)
          step(fmt::format("dissolve each vial of {content} mg in {volume} mL {diluent}{cite}",
                           "content"_a = shown(vial.content), "volume"_a = shown(*vial.diluent),
                           "diluent"_a = presentation_.dissolved_in,
                           "cite"_a = cite_(vial.source)));
      }
  }
  bool opens(std::size_t size) const {
    for (const VialDay& day : doses_.preparation->all_days())
      if (day.opened.counts[size] > 0) return true;
    return false;
  }

  void vials() {
    const PreparedDose& preparation = *doses_.preparation;
    const std::vector<Day> days = days_left(plan_, index_);
    for (std::size_t i = 0; i < preparation.days.size(); ++i)
      step(fmt::format("{}   {}", weekday_date(days[i]),
                       day_words(preparation.days[i], days[std::min(i + 1, days.size() - 1)])));
    const DrugMass opened = preparation.opened(), discarded = preparation.discarded();
    step(fmt::format("in all {opened} mg opened, {discarded} mg discarded ({percent} %)",
                     "opened"_a = shown(opened), "discarded"_a = shown(discarded),
                     "percent"_a =
                         to_text(cut_to(exact(discarded.value(), 100_d).over(opened.value()), 1))));
  }

  std::string day_words(const VialDay& day, Day next) const {
    std::string words;
    if (day.from_kept > DrugMass())
      words = fmt::format("{amount} mg from the vials that were kept (later than {time} from their "
                          "opening: open new ones)",
                          "amount"_a = shown(day.from_kept),
                          "time"_a = shown_time(*policy_.opened_vial));
    const std::string opened = vial_words(day.opened, policy_.stock);
    if (!opened.empty()) words += fmt::format("{}open {}", words.empty() ? "" : "; ", opened);
    if (day.kept > DrugMass())
      words += fmt::format(
          "; {amount} mg left, keep for {next}, each vial at most {time} from its opening",
          "amount"_a = shown(day.kept), "next"_a = weekday_date(next),
          "time"_a = shown_time(*policy_.opened_vial));
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
    step(fmt::format("put the drug into a {bag} mL bag{diluent}{overfill}: final volume {final} "
                     "mL{cite}",
                     "bag"_a = shown(bag->bag.nominal), "diluent"_a = diluent,
                     "overfill"_a = overfill, "final"_a = shown(bag->final), "cite"_a = cite));
    step(fmt::format("final concentration {concentration} mg/mL{limits}",
                     "concentration"_a = shown_concentration(*bag), "limits"_a = limits(*bag)));
    if (bag->millilitres_per_hour)
      step(fmt::format(
          "run it in {time}: {rate} mL/h", "time"_a = shown_time(*policy_.infusion_time),
          "rate"_a = to_grouped_text(round_half_up(*bag->millilitres_per_hour, 0.1_d))));
  }

  // Cut, and beside a limit to as many decimals as it takes not to read like the limit that it is
  // beyond, nor beyond one that it keeps.
  std::string shown_concentration(const PreparedBag& bag) const {
    const Decimal value = bag.concentration.value();
    const bool is_high = policy_.highest && is_above(bag, dose(), policy_.highest->value);
    Decimal printed = cut_beside(value, is_high ? policy_.highest->value.value() : 0_d, 2);
    if (policy_.lowest && !is_below(bag, dose(), policy_.lowest->value))
      for (int decimals = 3; printed < policy_.lowest->value.value(); ++decimals)
        printed = cut_to(value, decimals);
    return to_text(printed);
  }
  DrugMass dose() const { return doses_.rounded.quantity() * in<DoseDays>(1_d); }

  std::string limits(const PreparedBag& bag) {
    std::string words;
    const auto add = [&](std::string_view what,
                         const std::optional<Limit<DrugConcentration>>& limit, bool of_site,
                         const std::string& of_drug) {
      if (limit)
        words += fmt::format("; {what} {limit} mg/mL{cite}", "what"_a = what,
                             "limit"_a = shown(limit->value),
                             "cite"_a = cite_(of_site ? site_->source : of_drug));
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
      storage(*policy_.storage, site_->source);
    else if (policy_.longest_storage)
      storage(policy_.longest_storage->value, drug_.limits.storage_source);
  }
  void storage(Duration time, const std::string& source) {
    step(fmt::format("use within {time} of preparation{cite}", "time"_a = shown_time(time),
                     "cite"_a = cite_(source)));
  }

  const Cite& cite_;
  std::vector<std::string> steps_;
  const Plan& plan_;
  std::size_t index_;
  const Drug& drug_;
  const SitePreparation* site_;
  const Presentation& presentation_;
  const PreparationPolicy& policy_;
  const DoseSteps& doses_;
};

} // namespace

std::string rounding_words(const Plan& plan, std::size_t drug) {
  const DoseSteps& doses = plan.release.order()->doses(drug);
  const RoundingPolicy& policy = plan.rule.drugs[drug].rounding;
  switch (doses.rounding.to) {
  case RoundedTo::step: {
    const DailyDose step = step_for(doses.adjusted, policy);
    const std::string volume =
        policy.by_volume
            ? fmt::format("{} mL, ", shown(in<DrugMass>(step.value()) / policy.strength))
            : "";
    return doses.rounding.down
               ? fmt::format("kept within the protocol's range: rounded down in steps of "
                             "{volume}{step} mg",
                             "volume"_a = volume, "step"_a = shown(step))
               : fmt::format("rounded half up in steps of {volume}{step} mg", "volume"_a = volume,
                             "step"_a = shown(step));
  }
  case RoundedTo::band: {
    const BandsInUse bands{policy.bands, policy.strength};
    const DoseBand band = bands.band(doses.rounding.band);
    const std::string derived =
        bands.is_derived()
            ? fmt::format(", derived for {} mg/mL, not published,", shown(policy.strength))
            : "";
    return fmt::format("{kept}dose band {from} to below {below} mg{derived}",
                       "kept"_a = doses.rounding.down ? "kept within the protocol's range: " : "",
                       "from"_a = shown(band.from), "below"_a = shown(band.below),
                       "derived"_a = derived);
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
