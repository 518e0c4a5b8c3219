#include "schedule/site.hpp"

#include "dosing/search.hpp"
#include "dosing/wording.hpp"
#include "schedule/library.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"site", Shape::table, Need::required, "the site"},
    {"closed", Shape::table, Need::optional, "days on which nothing is given"},
    {"rounding", Shape::tables, Need::optional, "how a drug's dose is rounded"},
    {"preparation", Shape::tables, Need::optional, "how a drug is prepared"},
    {"adopted", Shape::tables, Need::optional, "protocols that the site has reviewed and signed"},
    {"source", Shape::tables, Need::optional, "the sources that `source` keys name"},
};
constexpr Field site_fields[] = {
    {"id", Shape::text, Need::required, "the name used in outputs"},
    {"title", Shape::text, Need::required, "the site's name in full"},
    {"formula", Shape::text, Need::optional, "body surface area formula", "\"mosteller\""},
    {"bsa_rounding", Shape::choice, Need::optional, "\"0.01 m2\", or \"none\" for 0.000001 m2"},
    {"weight_valid", Shape::quantity, Need::optional, "how old a weight may be", "\"7 d\""},
    {"creatinine_valid", Shape::quantity, Need::optional, "how old a creatinine may be", "\"7 d\""},
    {"source", Shape::text, Need::optional, "where these choices come from"},
};
constexpr Field closed_fields[] = {
    {"weekdays", Shape::list, Need::optional, "[\"Sat\", \"Sun\"]"},
    {"dates", Shape::list, Need::optional, "[2026-12-25]"},
};
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
constexpr Field adopted_fields[] = {
    {"id", Shape::text, Need::required, "the protocol's id"},
    {"version", Shape::whole, Need::required, "the protocol's version"},
    {"sha256", Shape::text, Need::required, "its checksum (nkdose list protocols)"},
    {"by", Shape::text, Need::required, "who has reviewed it"},
    {"on", Shape::date, Need::required, "when"},
};

constexpr Field preparation_fields[] = {
    {"drug", Shape::text, Need::required, "the drug's id"},
    {"presentation", Shape::text, Need::required, "see nkdose list drugs", "\"powder-20\""},
    {"vials", Shape::list, Need::optional, "the sizes in stock; none: every size",
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

constexpr std::string_view roundings[] = {"0.01 m2", "none"};
constexpr std::string_view conventions[] = {"added", "withdrawn"};
static_assert(conventions[static_cast<std::size_t>(BagConvention::withdrawn)] == "withdrawn");

// The drug that a record names; a problem where there is none.
std::optional<Drug> read_drug_id(const Record& table) {
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
Q read_amount(const Record& table, std::string_view key, Reading<Q> (*read)(std::string_view),
              Q otherwise) {
  const auto amount = table.quantity<Q>(key, read);
  if (!amount) return otherwise;
  if (amount->value() <= 0_d || amount->value() > 1000_d ||
      cut_to(amount->value(), 2) != amount->value())
    table.report(key, Fault::outside_limits,
                 "a step is 0.01 to 1,000 mg or mL, in whole hundredths", "check the number");
  return *amount;
}

bool is_in_millilitres(const Record& table, std::string_view key) {
  const Value* value = table.value(key);
  return value && value->literal.ends_with("mL");
}

// A site that names one step means it for every dose, unless it names a finer one.
void read_steps(const Record& table, DrugRounding& rounding) {
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
    rounding.volumes = steps;
    return;
  }
  const DrugMass step = read_amount(table, "step", read_drug_mass, DrugMass());
  const auto daily = [](DrugMass mass) { return in<DailyDose>(mass.value()); };
  rounding.policy.step = daily(step);
  rounding.policy.fine_step = daily(read_amount(table, "fine_step", read_drug_mass, step));
  rounding.policy.fine_below = daily(read_amount(table, "fine_below", read_drug_mass, DrugMass()));
}

void read_band_choice(const Record& table, DrugRounding& rounding) {
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

void read_limits(const Record& table, RoundingPolicy& policy) {
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

DrugRounding read_rounding(const Record& table, const References& references, const Site& site) {
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
std::vector<DrugMass> read_stock(const Record& table, const Presentation& presentation) {
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
    table.report("vials", Fault::data, "no size is in stock", "leave vials out for every size");
  return stock;
}

std::vector<InfusionBag> read_bags(const Record& table) {
  std::vector<InfusionBag> bags;
  for (const Record& record : table.records("bag", bag_fields)) {
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

std::optional<Duration> read_time(const Record& table, std::string_view key, Decimal most_minutes) {
  const auto time = table.quantity<Duration>(key, read_duration);
  if (time && (time->value() < 1_d || time->value() > most_minutes))
    table.report(key, Fault::outside_limits,
                 fmt::format("outside 1 to {} min", to_grouped_text(most_minutes)),
                 "check the number and its unit");
  return time;
}

std::optional<DrugConcentration> read_concentration(const Record& table, std::string_view key) {
  const auto concentration = table.quantity<DrugConcentration>(key, read_drug_concentration);
  if (concentration && (concentration->value() <= 0_d || concentration->value() > 1000_d))
    table.report(key, Fault::outside_limits, "outside 0 to 1,000 mg/mL", "check the number");
  return concentration;
}

SitePreparation read_preparation(const Record& table, const References& references) {
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

std::optional<int> read_validity(const Record& table, std::string_view key) {
  const auto days = table.quantity<int>(key, read_days);
  if (days && *days > 366)
    table.report(key, Fault::outside_limits, "more than 366 d", "check the number");
  return days;
}

void read_identity(const Record& table, const References& references, Site& site) {
  site.id = table.name("id").value_or(Name());
  site.title = table.text("title").value_or("");
  if (const auto rounding = table.choice("bsa_rounding", roundings))
    site.surface_rounding = static_cast<SurfaceRounding>(*rounding);
  site.weight_days = read_validity(table, "weight_valid");
  site.creatinine_days = read_validity(table, "creatinine_valid");
  references.of(table);
  if (const auto id = table.text("formula")) {
    site.formula = find_surface_formula(*id);
    if (!site.formula || site.formula->use != Use::dosing)
      table.report("formula", Fault::unknown_name,
                   fmt::format("{} is not a formula for dosing", in_quotes(*id)),
                   "see nkdose list formulas");
  }
}

void read_closed(const Record& table, Site& site) {
  for (const std::string& text : table.texts("weekdays")) {
    const auto day = find_in(weekday_names, text);
    if (day == weekday_names.end())
      table.report("weekdays", Fault::unknown_name,
                   fmt::format("{} is not a weekday", in_quotes(text)),
                   did_you_mean(text, weekday_names));
    else
      site.closed_weekdays[static_cast<std::size_t>(day - weekday_names.begin())] = true;
  }
  for (const std::string& text : table.texts("dates")) {
    const auto date = read_iso_date(text);
    if (date)
      site.closed_dates.push_back(*date);
    else
      table.report("dates", date.reason());
  }
}

Adoption read_adoption(const Record& table) {
  Adoption adoption{.protocol = table.name("id").value_or(Name()),
                    .version = table.whole("version", 1, 9999).value_or(0),
                    .sha256 = table.text("sha256").value_or(""),
                    .by = table.text("by").value_or(""),
                    .on = read_date(table, "on").value_or(Day())};
  const bool is_checksum =
      adoption.sha256.size() == 64 &&
      adoption.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (table.has("sha256") && !is_checksum)
    table.report("sha256", Fault::text, "not a SHA-256: 64 digits 0 to 9 and a to f",
                 "copy it from nkdose list protocols");
  return adoption;
}

} // namespace

bool Site::is_closed(Day day) const {
  return closed_weekdays[std::chrono::weekday(day).c_encoding()] || holds(closed_dates, day);
}

DrugRounding Site::rounding(Name drug) const {
  const auto found = find_in(roundings, drug, &DrugRounding::drug);
  if (found != roundings.end()) return *found;
  return {.drug = drug,
          .policy = {},
          .volumes = std::nullopt,
          .bands = {},
          .source = "default: whole mg from 10 mg up (ISMP 1997), 0.1 mg below"};
}

const SitePreparation* Site::preparation(Name drug) const {
  const auto found = find_in(preparations, drug, &SitePreparation::drug);
  return found == preparations.end() ? nullptr : &*found;
}

Adopted adoption_of(const Site& site, const Protocol& protocol) {
  Adopted result = Adopted::no;
  for (const Adoption& adoption : site.adoptions) {
    if (adoption.protocol != protocol.id) continue;
    if (adoption.version == protocol.version && adoption.sha256 == protocol.sha256)
      return Adopted::yes;
    result = Adopted::other_version;
  }
  return result;
}

Checked<Site, Problems> read_site(const Document& document, std::string sha256) {
  Reader reader{document.name, {}};
  const Record file(document.root, file_fields, "", reader);
  const References references(file.records("source", References::fields));
  Site site;
  site.sha256 = std::move(sha256);
  if (const auto table = file.record("site", site_fields)) read_identity(*table, references, site);
  if (const auto table = file.record("closed", closed_fields)) read_closed(*table, site);
  if (all_of(site.closed_weekdays, [](bool closed) { return closed; }))
    file.report("closed", Fault::data, "every weekday is closed", "open one");
  for (const Record& table : file.records("preparation", preparation_fields)) {
    SitePreparation preparation = read_preparation(table, references);
    if (site.preparation(preparation.drug))
      table.report("drug", Fault::contradiction, "the drug has two preparations", "keep one");
    site.preparations.push_back(std::move(preparation));
  }
  for (const Record& table : file.records("rounding", rounding_fields)) { // after preparations
    DrugRounding rounding = read_rounding(table, references, site);
    if (holds(site.roundings, rounding.drug, &DrugRounding::drug))
      table.report("drug", Fault::contradiction, "the drug has two roundings", "keep one");
    site.roundings.push_back(std::move(rounding));
  }
  for (const Record& table : file.records("adopted", adopted_fields))
    site.adoptions.push_back(read_adoption(table));
  if (!reader.problems.empty()) return std::move(reader.problems);
  return site;
}

} // namespace nkdose
