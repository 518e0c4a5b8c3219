#include "schedule/protocol/site_preparation_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/built_in_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr Field rounding_fields[] = {
    {"drug", Shape::text, Need::required, "the drug's id"},
    {"step", Shape::quantity, Need::optional, "doses, or drawn volumes, are multiples of it",
     "\"1 mg\", or \"0.1 mL\""},
    {"fine_step", Shape::quantity, Need::optional, "the step of small doses", "\"0.1 mg\""},
    {"fine_below", Shape::quantity, Need::optional, "what is a small dose", "\"10 mg\""},
    {"bands", Shape::text, Need::optional, "a table of dose bands, instead of a step",
     "\"nhs-20-mg-per-ml\""},
    {"whole_vials", Shape::quantity, Need::optional, "whole vials, where they are this near",
     "\"5 %\""},
    {"within_range", Shape::flag, Need::optional,
     "true: never rounded up above the protocol's range"},
    {"warning", Shape::quantity, Need::optional, "warn above it", "\"5 %\""},
    {"stop", Shape::quantity, Need::optional, "stop above it", "\"10 %\""},
    {"source", Shape::text, Need::required, "where the policy comes from"},
};
constexpr Field preparation_fields[] = {
    {"drug", Shape::text, Need::required, "the drug's id"},
    {"presentation", Shape::text, Need::required, "see nkdose list drugs", "\"powder-20\""},
    {"vials", Shape::list, Need::optional, "the sizes in stock; none: every verified size",
     "[\"500 mg\", \"1 g\"]"},
    {"bag", Shape::tables, Need::optional, "the bags in stock, the first is used"},
    {"diluent", Shape::text, Need::optional, "what is in the bags", "\"sodium chloride 0.9 %\""},
    {"convention", Shape::choice, Need::optional, "added, or withdrawn: an equal volume first"},
    {"infusion_time", Shape::quantity, Need::optional, "how long the bag runs", "\"30 min\""},
    {"opened_vial", Shape::quantity, Need::optional, "how long an opened vial is kept", "\"24 h\""},
    {"storage", Shape::quantity, Need::optional, "how long the bag is kept", "\"24 h\""},
    {"lowest_concentration", Shape::quantity, Need::optional, "in the bag", "\"2 mg/mL\""},
    {"highest_concentration", Shape::quantity, Need::optional, "in the bag", "\"1 mg/mL\""},
    {"instructions", Shape::list, Need::optional, "local policy, printed as it stands"},
    {"source", Shape::text, Need::required, "where these choices come from"},
};
constexpr Field bag_fields[] = {
    {"volume", Shape::quantity, Need::required, "as labelled", "\"100 mL\""},
    {"overfill", Shape::quantity, Need::optional, "counted in the final volume", "\"7 mL\""},
};

constexpr std::string_view conventions[] = {"added", "withdrawn"};
static_assert(conventions[static_cast<std::size_t>(BagConvention::withdrawn)] == "withdrawn");

// The drug that a record names; a problem where there is none.
std::optional<Drug> read_drug_id(const Table& table) {
  const Name id = table.name("drug").value_or(Name());
  if (id.empty()) return std::nullopt;
  if (const auto file = built_in("drugs", id.text())) return built_in_drug(*file);
  table.report("drug", Fault::unknown_name,
               fmt::format("no drug is called {}", in_quotes(id.text())),
               did_you_mean(id.text(), built_in_ids("drugs")));
  return std::nullopt;
}

// A number of mg or mL that is a whole 0.01, at most 1,000 (and above 0 for a step).
template <class Q>
Q read_amount(const Table& table, std::string_view key, Reading<Q> (*read)(std::string_view),
              Q otherwise) {
  const auto amount = table.quantity<Q>(key, read);
  if (!amount) return otherwise;
  if (amount->value() <= Decimal(0) || amount->value() > Decimal(1000) ||
      cut_to(amount->value(), 2) != amount->value())
    table.report(key, Fault::outside_limits,
                 "a step is 0.01 to 1,000 mg or mL, in whole hundredths", "check the number");
  return *amount;
}

bool is_in_millilitres(const Table& table, std::string_view key) {
  const Value* value = table.value(key);
  // "0.1 ml" and "0.1 L" are slips of a volume, and its reader says so.
  return value && (value->literal.ends_with('L') || value->literal.ends_with('l'));
}

void finer(const Table& table, bool is_finer) {
  if (!is_finer)
    table.report("fine_step", Fault::contradiction, "the step of small doses is the larger one",
                 "exchange step and fine_step");
}

// A site that names one step means it for every dose, unless it names a finer one.
void read_steps(const Table& table, DrugRounding& rounding) {
  if (table.has("fine_step") != table.has("fine_below"))
    table.report("", Fault::contradiction, "fine_step and fine_below belong together",
                 "write both or neither");
  if (!table.has("step")) {
    if (table.has("fine_step") && table.has("bands"))
      table.report("fine_step", Fault::contradiction, "a table of bands has no steps",
                   "remove fine_step and fine_below");
    return;
  }
  if (is_in_millilitres(table, "step")) {
    VolumeSteps steps;
    steps.step = read_amount(table, "step", read_volume, Volume());
    steps.fine_step = read_amount(table, "fine_step", read_volume, steps.step);
    steps.fine_below = read_amount(table, "fine_below", read_volume, Volume());
    finer(table, steps.fine_step <= steps.step);
    rounding.volumes = steps;
    return;
  }
  const DrugMass step = read_amount(table, "step", read_drug_mass, DrugMass());
  const auto daily = [](DrugMass mass) { return in<DailyDose>(mass.value()); };
  rounding.policy.step = daily(step);
  rounding.policy.fine_step = daily(read_amount(table, "fine_step", read_drug_mass, step));
  rounding.policy.fine_below = daily(read_amount(table, "fine_below", read_drug_mass, DrugMass()));
  finer(table, rounding.policy.fine_step <= rounding.policy.step);
}

void read_band_choice(const Table& table, DrugRounding& rounding) {
  if (table.has("step") == table.has("bands"))
    table.report("", Fault::contradiction, "a rounding has either a step or a table of bands",
                 "write step = \"1 mg\", or bands");
  const auto bands = table.name("bands");
  if (!bands) return;
  rounding.bands = *bands;
  if (!built_in("bands", bands->text()))
    table.report("bands", Fault::unknown_name,
                 fmt::format("no table of bands is called {}", in_quotes(bands->text())),
                 did_you_mean(bands->text(), built_in_ids("bands")));
}

void read_limits(const Table& table, RoundingPolicy& policy) {
  policy.within_range = table.flag("within_range").value_or(false);
  policy.whole_vials_percent = table.quantity<Decimal>("whole_vials", read_percent);
  policy.warning_percent = table.quantity<Decimal>("warning", read_percent).value_or(5_d);
  policy.stop_percent = table.quantity<Decimal>("stop", read_percent).value_or(10_d);
  if (policy.warning_percent > policy.stop_percent || policy.stop_percent >= 100_d)
    table.report("", Fault::contradiction,
                 "the warning limit is above the stop limit, or the stop limit is not below 100 %",
                 "write such as warning = \"5 %\", stop = \"10 %\"");
  if (policy.whole_vials_percent && *policy.whole_vials_percent > policy.stop_percent)
    table.report("whole_vials", Fault::contradiction,
                 "whole vials may be further from the dose than the policy stops at",
                 "write a smaller tolerance");
}

DrugRounding read_rounding(const Table& table, const References& references, const Site& site) {
  const Reference* reference = references.of(table);
  DrugRounding rounding{.drug = table.name("drug").value_or(Name()),
                        .policy = {},
                        .volumes = std::nullopt,
                        .bands = {},
                        .source = reference ? reference->printed() : ""};
  read_drug_id(table);
  read_steps(table, rounding);
  read_band_choice(table, rounding);
  read_limits(table, rounding.policy);
  const bool needs_presentation =
      rounding.volumes || !rounding.bands.empty() || rounding.policy.whole_vials_percent;
  if (needs_presentation && !site.preparation(rounding.drug))
    table.report("", Fault::missing_key,
                 "rounding to volumes, vials or bands needs the drug's presentation",
                 "add a [[preparation]] for the drug");
  return rounding;
}

// Sizes of the presentation, the largest first.
std::vector<DrugMass> read_stock(const Table& table, const Presentation& presentation) {
  std::vector<DrugMass> stock;
  for (const std::string& text : table.texts("vials")) {
    const auto size = read_drug_mass(text);
    if (!size)
      table.report("vials", size.reason());
    else if (!holds(presentation.vials, *size, &VialSize::content))
      table.report("vials", Fault::unknown_name,
                   fmt::format("{} has no vial of {}", presentation.id.text(), in_quotes(text)),
                   "see nkdose list drugs");
    else if (holds(stock, *size))
      table.report("vials", Fault::contradiction, fmt::format("{} stands twice", in_quotes(text)),
                   "remove one");
    else
      stock.push_back(*size);
  }
  std::sort(stock.begin(), stock.end(), std::greater<>());
  if (table.has("vials") && stock.empty())
    table.report("vials", Fault::data, "no size is in stock",
                 "leave vials out for every verified size");
  return stock;
}

std::vector<InfusionBag> read_bags(const Table& table) {
  std::vector<InfusionBag> bags;
  for (const Table& record : table.tables("bag", bag_fields)) {
    const auto nominal = record.quantity<Volume>("volume", read_volume);
    const InfusionBag bag{nominal.value_or(Volume()),
                          record.quantity<Volume>("overfill", read_volume).value_or(Volume())};
    if (nominal && (bag.nominal.value() < 10_d || bag.nominal.value() > 3000_d))
      record.report("volume", Fault::outside_limits, "a bag holds 10 to 3,000 mL",
                    "check the number");
    if (nominal && bag.overfill > bag.nominal)
      record.report("overfill", Fault::outside_limits, "more overfill than bag",
                    "check the number");
    if (holds(bags, bag.nominal, &InfusionBag::nominal))
      record.report("volume", Fault::contradiction, "the bag stands twice", "remove one");
    bags.push_back(bag);
  }
  if (bags.size() > most_bag_sizes)
    table.report("bag", Fault::too_large, "more than 6 bags", "leave out those not used");
  return bags;
}

std::optional<Duration> read_time(const Table& table, std::string_view key, Decimal most_minutes) {
  auto time = table.quantity<Duration>(key, read_duration);
  if (time && (time->value() < 1_d || time->value() > most_minutes))
    table.report(key, Fault::outside_limits,
                 fmt::format("outside 1 to {} min", to_grouped_text(most_minutes)),
                 "check the number and its unit");
  return time;
}

std::optional<DrugConcentration> read_concentration(const Table& table, std::string_view key) {
  auto concentration = table.quantity<DrugConcentration>(key, read_drug_concentration);
  if (concentration && (concentration->value() <= 0_d || concentration->value() > 1000_d))
    table.report(key, Fault::outside_limits, "not above 0 and at most 1,000 mg/mL",
                 "check the number");
  return concentration;
}

SitePreparation read_preparation(const Table& table, const References& references) {
  const Reference* reference = references.of(table);
  SitePreparation result{.drug = table.name("drug").value_or(Name()),
                         .presentation = table.name("presentation").value_or(Name()),
                         .vials = {},
                         .bags = read_bags(table),
                         .diluent = table.text("diluent", 60).value_or(""),
                         .infusion_time = read_time(table, "infusion_time", 1440_d),
                         .opened_vial = read_time(table, "opened_vial", 43'200_d),
                         .storage = read_time(table, "storage", 43'200_d),
                         .lowest = read_concentration(table, "lowest_concentration"),
                         .highest = read_concentration(table, "highest_concentration"),
                         .instructions = table.texts("instructions"),
                         .source = reference ? reference->printed() : ""};
  if (const auto convention = table.choice("convention", conventions))
    result.convention = static_cast<BagConvention>(*convention);
  if (result.lowest && result.highest && *result.lowest > *result.highest)
    table.report("highest_concentration", Fault::contradiction,
                 "the highest concentration is below the lowest", "exchange the two");
  const auto drug = read_drug_id(table);
  if (!drug || result.presentation.empty()) return result;
  const Presentation* presentation = drug->presentation(result.presentation);
  if (!presentation) {
    table.report("presentation", unknown_presentation(*drug, result.presentation));
    return result;
  }
  result.vials = read_stock(table, *presentation);
  if (result.opened_vial && presentation->single_dose)
    table.report("opened_vial", Fault::contradiction,
                 "the presentation is for a single dose: an opened vial is never kept",
                 "remove opened_vial");
  return result;
}

} // namespace

void read_preparations(const Table& file, const References& references, Site& site) {
  for (const Table& table : file.tables("preparation", preparation_fields)) {
    SitePreparation preparation = read_preparation(table, references);
    if (site.preparation(preparation.drug))
      table.report("drug", Fault::contradiction, "the drug has two preparations", "keep one");
    site.preparations.push_back(std::move(preparation));
  }
  for (const Table& table : file.tables("rounding", rounding_fields)) { // after preparations
    DrugRounding rounding = read_rounding(table, references, site);
    if (holds(site.roundings, rounding.drug, &DrugRounding::drug))
      table.report("drug", Fault::contradiction, "the drug has two roundings", "keep one");
    site.roundings.push_back(std::move(rounding));
  }
}

} // namespace nkdose
