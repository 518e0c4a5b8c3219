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
    {"step", Shape::quantity, Need::required, "doses are multiples of it", "\"1 mg\""},
    {"fine_step", Shape::quantity, Need::optional, "the step of small doses", "\"0.1 mg\""},
    {"fine_below", Shape::quantity, Need::optional, "what is a small dose", "\"10 mg\""},
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

constexpr std::string_view roundings[] = {"0.01 m2", "none"};

// A step that is above 0 and at most 1,000 mg.
std::optional<DailyDose> read_step(const Record& table, std::string_view key) {
  const auto mass = table.quantity<DrugMass>(key, read_drug_mass);
  if (!mass) return std::nullopt;
  if (mass->value() <= 0_d || mass->value() > 1000_d || cut_to(mass->value(), 2) != mass->value())
    table.report(key, Fault::outside_limits, "a step is 0.01 to 1,000 mg, in whole 0.01 mg",
                 "check the number");
  else
    return in<DailyDose>(mass->value());
  return std::nullopt;
}

RoundingPolicy read_policy(const Record& table) {
  RoundingPolicy policy;
  const auto step = read_step(table, "step");
  if (step) policy.step = *step;
  // A site that names one step means it for every dose, unless it names a finer one.
  if (table.has("fine_step") != table.has("fine_below"))
    table.report("", Fault::contradiction, "fine_step and fine_below belong together",
                 "write both or neither");
  policy.fine_step = read_step(table, "fine_step").value_or(policy.step);
  policy.fine_below = read_step(table, "fine_below").value_or(DailyDose());
  policy.warning_percent = table.quantity<Decimal>("warning", read_percent).value_or(5_d);
  policy.stop_percent = table.quantity<Decimal>("stop", read_percent).value_or(10_d);
  if (policy.warning_percent > policy.stop_percent || policy.stop_percent >= 100_d)
    table.report("", Fault::contradiction,
                 "the warning limit is above the stop limit, or the stop limit is not below 100 %",
                 "write such as warning = \"5 %\", stop = \"10 %\"");
  return policy;
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

RoundingPolicy Site::rounding(Name drug) const {
  const auto found = find_in(roundings, drug, &DrugRounding::drug);
  return found == roundings.end() ? RoundingPolicy() : found->policy;
}

std::string Site::rounding_source(Name drug) const {
  const auto found = find_in(roundings, drug, &DrugRounding::drug);
  return found == roundings.end() ? "default: whole mg from 10 mg up (ISMP 1997), 0.1 mg below"
                                  : found->source;
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
  for (const Record& table : file.records("rounding", rounding_fields)) {
    const Reference* reference = references.of(table);
    const Name drug = table.name("drug").value_or(Name());
    const std::vector<std::string_view> known = built_in_ids("drugs");
    if (!drug.empty() && !holds(known, drug.text()))
      table.report("drug", Fault::unknown_name,
                   fmt::format("no drug is called {}", in_quotes(drug.text())),
                   did_you_mean(drug.text(), known));
    if (holds(site.roundings, drug, &DrugRounding::drug))
      table.report("drug", Fault::contradiction, "the drug has two roundings", "keep one");
    site.roundings.push_back({drug, read_policy(table), reference ? reference->printed() : ""});
  }
  for (const Record& table : file.records("adopted", adopted_fields))
    site.adoptions.push_back(read_adoption(table));
  if (!reader.problems.empty()) return std::move(reader.problems);
  return site;
}

} // namespace nkdose
