#include "cli/data/plan/preparation_json.hpp"

#include "cli/answer/calendar_answer.hpp"

namespace nkdose {
namespace {

void write_vials(JsonWriter& json, const VialChoice& choice, const VialStock& stock) {
  json.open_list(true);
  for (std::size_t i = 0; i < stock.sizes().size(); ++i)
    if (choice.counts[i] > 0)
      json.open_object(true)
          .key("content_mg")
          .number(stock.sizes()[i].value())
          .key("count")
          .number(choice.counts[i])
          .close_object();
  json.close_list();
}

void write_vial_days(JsonWriter& json, const PreparedDose& sheet, const PreparationPolicy& policy,
                     const std::vector<Day>& days) {
  json.key("vials").open_list();
  for (std::size_t i = 0; i < sheet.days.size(); ++i) {
    const VialDay& day = sheet.days[i];
    json.open_object(true).key("date").text(iso_date(days[i]));
    json.key("open");
    write_vials(json, day.opened, policy.stock);
    json.key("from_kept_mg").number(day.from_kept.value());
    json.key("kept_mg").number(day.kept.value());
    json.key("discarded_mg").number(day.discarded.value()).close_object();
  }
  json.close_list();
}

void write_bag(JsonWriter& json, const PreparedDose& sheet, const PreparationPolicy& policy,
               const SitePreparation* site) {
  const auto number = [&](std::string_view key, std::optional<Decimal> value) {
    json.key(key).number_or_null(value);
  };
  const auto of_bag = [&](auto part) {
    return sheet.bag ? std::optional<Decimal>(part(*sheet.bag)) : std::nullopt;
  };
  json.key("diluent").text_or_null(site ? site->diluent : "");
  number("bag_ml", of_bag([](const PreparedBag& bag) { return bag.bag.nominal.value(); }));
  number("overfill_ml", of_bag([](const PreparedBag& bag) { return bag.bag.overfill.value(); }));
  json.key("convention").text(policy.convention == BagConvention::added ? "added" : "withdrawn");
  number("final_volume_ml", of_bag([](const PreparedBag& bag) { return bag.final.value(); }));
  number("concentration_mg_per_ml",
         of_bag([](const PreparedBag& bag) { return bag.concentration.value(); }));
  number("infusion_min",
         policy.infusion_time ? std::optional(policy.infusion_time->value()) : std::nullopt);
  number("rate_ml_per_h", sheet.bag ? sheet.bag->millilitres_per_hour : std::nullopt);
  const auto storage = policy.storage           ? policy.storage
                       : policy.longest_storage ? std::optional(policy.longest_storage->value)
                                                : std::nullopt;
  number("storage_min", number_of(storage));
  const bool is_unverified = !policy.storage && policy.longest_storage &&
                             policy.longest_storage->standing == Standing::unverified;
  json.key("storage_is_unverified").raw(is_unverified ? "true" : "false");
}

// Without a presentation a dose can only be rounded to steps in mg.
void write_rounding(JsonWriter& json, RoundingMade made, const RoundingPolicy& policy) {
  constexpr std::string_view methods[] = {"step", "band", "whole-vials", "outside-bands"};
  const bool is_band = made.to == RoundedTo::band;
  json.key("rounding").open_object(true);
  json.key("to").text(policy.by_volume && made.to == RoundedTo::step
                          ? "volume"
                          : methods[static_cast<std::size_t>(made.to)]);
  json.key("kept_within_range").raw(made.down ? "true" : "false");
  json.key("bands").text_or_null(is_band ? policy.bands->id.text() : "");
  json.key("bands_sha256").text_or_null(is_band ? policy.bands->sha256 : "");
  json.key("derived").raw(is_band && policy.strength != policy.bands->strength ? "true" : "false");
  json.close_object();
}

} // namespace

void write_preparation(JsonWriter& json, const Plan& plan, std::size_t drug) {
  json.key("preparation");
  const Order* order = plan.release.order();
  if (!order || !order->doses(drug).preparation) {
    json.null();
    return;
  }
  const PreparedDose& sheet = *order->doses(drug).preparation;
  const PreparationPolicy& policy = *plan.rule.drugs[drug].preparation;
  const Name id = plan.rule.drugs[drug].drug;
  json.open_object();
  json.key("presentation")
      .text(chosen_presentation(*plan.treatment, drug, plan.the_case->choices)->id.text());
  json.key("strength_mg_per_ml").number(policy.strength.value());
  json.key("drawn_ml").number(sheet.drawn.value());
  write_vial_days(json, sheet, policy, days_left(plan, drug));
  json.key("opened_mg").number(sheet.opened().value());
  json.key("discarded_mg").number(sheet.discarded().value());
  json.key("discarded_percent")
      .number(exact(sheet.discarded().value(), 100_d).over(sheet.opened().value()));
  write_bag(json, sheet, policy, plan.treatment->site.preparation(id));
  write_rounding(json, order->doses(drug).rounding, plan.rule.drugs[drug].rounding);
  json.close_object();
}

} // namespace nkdose
