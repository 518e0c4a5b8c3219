#include "schedule/protocol/site_file.hpp"

#include "dosing/identity/person_file.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/table.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/closed_days_file.hpp"
#include "schedule/days/day_file.hpp"
#include "schedule/days/slots_file.hpp"
#include "schedule/days/zone.hpp"
#include "schedule/protocol/built_in.hpp"
#include "schedule/protocol/cell_limits_file.hpp"
#include "schedule/protocol/site_preparation_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"site", Shape::table, Need::required, "the site"},
    closed_field,
    slots_field,
    {"rounding", Shape::tables, Need::optional, "how a drug's dose is rounded"},
    {"preparation", Shape::tables, Need::optional, "how a drug is prepared"},
    cell_limit_field,
    {"screening_window", Shape::tables, Need::optional, "how old a test of screening may be"},
    {"verify", Shape::table, Need::optional, "how an order is compared with our own plan"},
    {"adopted", Shape::tables, Need::optional, "protocols that the site has reviewed and signed"},
    {"source", Shape::tables, Need::optional, "the sources that `source` keys name"},
};
constexpr Field site_fields[] = {
    {"id", Shape::text, Need::required, "the name used in outputs"},
    {"title", Shape::text, Need::required, "the site's name in full"},
    {"example", Shape::flag, Need::optional, "true where the file is an example, and says so"},
    {"time_zone", Shape::text, Need::optional,
     "the ward's time zone, as the IANA database names it", "\"Asia/Shanghai\""},
    {"calculated_on", Shape::choice, Need::optional,
     "the day of the calculation without --on: \"today\", or \"first-drug-day\"", "\"today\""},
    {"formula", Shape::text, Need::optional, "body surface area formula", "\"mosteller\""},
    {"bsa_rounding", Shape::choice, Need::optional, "\"0.01 m2\", or \"none\" for 0.000001 m2"},
    {"weight_valid", Shape::quantity, Need::optional, "how old a weight may be", "\"7 d\""},
    {"creatinine_valid", Shape::quantity, Need::optional, "how old a creatinine may be", "\"7 d\""},
    {"source", Shape::text, Need::optional, "where these choices come from"},
};
constexpr Field adopted_fields[] = {
    {"id", Shape::text, Need::required, "the protocol's id"},
    {"version", Shape::whole, Need::required, "the protocol's version"},
    {"sha256", Shape::text, Need::required, "its checksum (nkdose list protocols)"},
    {"by", Shape::text, Need::required, "who has reviewed it"},
    {"on", Shape::date, Need::required, "when"},
};
constexpr Field screening_window_fields[] = {
    {"fact", Shape::text, Need::required, "the day of the test, a key of [screening]",
     "\"ecg_date\""},
    {"valid", Shape::quantity, Need::required, "how old it may be on the first drug day",
     "\"28 d\""},
    {"source", Shape::text, Need::required, "where the window comes from"},
};
constexpr Field verify_fields[] = {
    {"tolerance", Shape::quantity, Need::required, "how far an ordered dose may be from ours",
     "\"5 %\""},
    {"source", Shape::text, Need::required, "where the tolerance comes from"},
};
// Above it a rounding is a stop by default (D006): an order may not be judged more mildly.
constexpr Decimal widest_tolerance = 10_d;

constexpr std::string_view roundings[] = {"0.01 m2", "none"};
constexpr std::string_view days_of_calculation[] = {"first-drug-day", "today"};

std::optional<int> read_validity(const Table& table, std::string_view key) {
  const auto days = table.quantity<int>(key, read_days);
  if (days && *days > 366)
    table.report(key, Fault::outside_limits, "more than 366 d", "check the number");
  return days;
}

void read_identity(const Table& table, const References& references, Site& site) {
  site.id = table.name("id").value_or(Name());
  site.title = table.text("title").value_or("");
  if (const auto text = table.text("time_zone")) {
    const auto name = read_zone_name(*text);
    if (name)
      site.time_zone = *name;
    else
      table.report("time_zone", name.reason());
  }
  site.is_example = table.flag("example").value_or(false);
  if (const auto day = table.choice("calculated_on", days_of_calculation))
    site.calculates_today = days_of_calculation[*day] == "today";
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

Adoption read_adoption(const Table& table) {
  Adoption adoption{.protocol = table.name("id").value_or(Name()),
                    .version = table.whole("version", 1, 9999).value_or(0),
                    .sha256 = table.text("sha256").value_or(""),
                    .by = read_person(table, "by").value_or(""),
                    .on = read_date(table, "on").value_or(Day())};
  const bool is_checksum =
      adoption.sha256.size() == 64 &&
      adoption.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (table.has("sha256") && !is_checksum)
    table.report("sha256", Fault::text, "not a SHA-256: 64 digits 0 to 9 and a to f",
                 "copy it from nkdose list protocols");
  return adoption;
}

std::vector<ScreeningWindow> read_screening_windows(const Table& file,
                                                    const References& references) {
  std::vector<ScreeningWindow> windows;
  for (const Table& table : file.tables("screening_window", screening_window_fields)) {
    const ScreeningWindow window{
        Name(std::string_view(table.text("fact", Name::limit).value_or(""))),
        read_validity(table, "valid").value_or(0)};
    references.of(table);
    if (holds(windows, window.fact, &ScreeningWindow::fact))
      table.report("fact", Fault::contradiction,
                   fmt::format("{} has a window already", in_quotes(window.fact.text())),
                   "keep one");
    windows.push_back(window);
  }
  return windows;
}

Tolerance read_tolerance(const Table& file, const References& references) {
  Tolerance tolerance;
  const auto table = file.table("verify", verify_fields);
  if (!table) return tolerance;
  const auto percent = table->quantity<Decimal>("tolerance", read_percent);
  if (percent && *percent > widest_tolerance)
    table->report("tolerance", Fault::outside_limits, "more than 10 %", "check the number");
  const Reference* reference = references.of(*table);
  tolerance.percent = percent.value_or(tolerance.percent);
  tolerance.source = reference ? reference->printed() : "";
  return tolerance;
}

} // namespace

bool is_built_in(const Site& site) {
  static const std::string checksum = sha256(built_in("sites", "default")->text);
  return site.sha256 == checksum;
}

std::optional<Reading<std::string>> time_zone_of(const Document& site) {
  const Value* table = site.root.find("site");
  const Value* name = table ? table->find("time_zone") : nullptr;
  if (!name) return std::nullopt;
  return read_zone_name(name->type == Value::Type::text ? name->literal : std::string_view());
}

Checked<Site, Problems> read_site(const Document& document, std::string sha256) {
  FileProblems reader{document.name, {}};
  const Table file(document.root, file_fields, "", reader);
  const References references(file.tables("source", References::fields));
  Site site;
  site.sha256 = std::move(sha256);
  if (const auto table = file.table("site", site_fields)) read_identity(*table, references, site);
  site.closed = read_closed_days(file);
  site.slots = read_slots(file);
  read_preparations(file, references, site);
  site.cell_limits = read_cell_limits(file, references, !is_built_in(site));
  site.screening_windows = read_screening_windows(file, references);
  site.tolerance = read_tolerance(file, references);
  for (const Table& table : file.tables("adopted", adopted_fields))
    site.adoptions.push_back(read_adoption(table));
  if (!reader.problems.empty()) return std::move(reader.problems);
  return site;
}

} // namespace nkdose
