#include "schedule/protocol/cell_limits_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Field limit_fields[] = {
    {"kind", Shape::choice, Need::required,
     "residual-t-cells, endotoxin, dmso, viability, nk-purity, concentration, infusion-rate, "
     "thaw-expiry or window"},
    {"lowest", Shape::quantity, Need::optional, "for viability, purity, concentration and rate"},
    {"highest", Shape::quantity, Need::optional, "for all others, concentration and rate"},
    {"down", Shape::quantity, Need::optional, "how far delivered cells may be below the level",
     "\"20 %\""},
    {"up", Shape::quantity, Need::optional, "how far they may be above it", "\"20 %\""},
    {"density", Shape::quantity, Need::optional, "of DMSO, with its limit", "\"1.1 g/mL\""},
    {"source", Shape::text, Need::required, "where the limit comes from"},
};

constexpr std::string_view kinds[] = {"residual-t-cells", "endotoxin",   "dmso",
                                      "viability",        "nk-purity",   "concentration",
                                      "infusion-rate",    "thaw-expiry", "window"};
enum class LimitKind {
  t_cells,
  endotoxin,
  dmso,
  viability,
  nk_purity,
  concentration,
  rate,
  thaw,
  window
};
static_assert(kinds[static_cast<std::size_t>(LimitKind::window)] == "window");

constexpr Decimal most_of_any = 1'000'000_d; // in whatever unit; so that nothing overflows

class LimitReader {
public:
  LimitReader(const Table& table, Standing standing) : table_(table), standing_(standing) {}

  void read(LimitKind kind, CellLimits& limits) const {
    switch (kind) {
    case LimitKind::t_cells:
      highest(limits.t_cells, read_cells_per_kg, 1000_d); // millions
      break;
    case LimitKind::endotoxin:
      highest(limits.endotoxin, read_endotoxin_load);
      break;
    case LimitKind::dmso:
      highest(limits.dmso, read_dmso);
      density(limits);
      break;
    case LimitKind::viability:
      lowest(limits.viability, read_percent, 100_d);
      break;
    case LimitKind::nk_purity:
      lowest(limits.nk_purity, read_percent, 100_d);
      break;
    case LimitKind::concentration:
      either(limits.thinnest, limits.densest, read_cell_concentration);
      break;
    case LimitKind::rate:
      either(limits.slowest, limits.fastest, read_flow, 0.01_d, 1000_d);
      break;
    case LimitKind::thaw:
      highest(limits.thaw_expiry, read_duration, 1440_d, 1_d);
      break;
    case LimitKind::window:
      window(limits);
      break;
    }
    for (const std::string_view key : {"down", "up"})
      if (kind != LimitKind::window && table_.has(key))
        table_.report(key, Fault::contradiction, "only the window around the level has it",
                      "remove it");
    if (kind != LimitKind::dmso && table_.has("density"))
      table_.report("density", Fault::contradiction, "only the limit of DMSO has a density",
                    "remove it");
  }

private:
  template <class Q>
  void end(std::string_view key, std::optional<Limit<Q>>& limit,
           Reading<Q> (*reader)(std::string_view), Decimal most, Decimal least) const {
    const auto value = table_.quantity<Q>(key, reader);
    if (!value) return;
    if (number_of(*value) <= Decimal(0) || number_of(*value) < least || number_of(*value) > most)
      table_.report(key, Fault::outside_limits, "a limit is above 0 and can be meant",
                    "check the number");
    limit = Limit<Q>{*value, standing_};
  }

  void only(std::string_view key, std::string_view other) const {
    if (!table_.has(key) || table_.has(other))
      table_.report("", Fault::missing_key, fmt::format("this kind of limit has a {} end", key),
                    fmt::format("write {} alone", key));
  }

  template <class Q>
  void highest(std::optional<Limit<Q>>& limit, Reading<Q> (*reader)(std::string_view),
               Decimal most = most_of_any, Decimal least = Decimal()) const {
    only("highest", "lowest");
    if (!table_.has("lowest")) end("highest", limit, reader, most, least);
  }
  template <class Q>
  void lowest(std::optional<Limit<Q>>& limit, Reading<Q> (*reader)(std::string_view),
              Decimal most) const {
    only("lowest", "highest");
    if (!table_.has("highest")) end("lowest", limit, reader, most, Decimal(0));
  }
  template <class Q>
  void either(std::optional<Limit<Q>>& low, std::optional<Limit<Q>>& high,
              Reading<Q> (*reader)(std::string_view), Decimal least = Decimal(),
              Decimal most = most_of_any) const {
    end("lowest", low, reader, most, least);
    end("highest", high, reader, most, least);
    if (!table_.has("lowest") && !table_.has("highest"))
      table_.report("", Fault::missing_key, "the limit has neither a lowest nor a highest end",
                    "write one or both");
    if (low && high && number_of(high->value) < number_of(low->value))
      table_.report("highest", Fault::contradiction, "the highest is below the lowest",
                    "exchange the two");
  }

  void window(CellLimits& limits) const {
    for (const std::string_view key : {"lowest", "highest"})
      if (table_.has(key))
        table_.report(key, Fault::contradiction, "a window around the level has a down and an up",
                      "write down = \"20 %\" and up = \"20 %\"");
    const auto side = [&](std::string_view key, Decimal below) {
      if (!table_.has(key))
        table_.report("", Fault::missing_key, fmt::format("the window has no {}", key),
                      fmt::format("add {} = \"20 %\"", key));
      const auto percent = table_.quantity<Decimal>(key, read_percent);
      if (percent && (*percent <= Decimal(0) || *percent >= below))
        table_.report(key, Fault::outside_limits,
                      fmt::format("not between 0 and {} %", to_text(below)), "check the number");
      return percent.value_or(Decimal());
    };
    const Decimal down = side("down", 100_d), up = side("up", 1000_d);
    limits.window = DeliveryWindow{down, up};
  }

  void density(CellLimits& limits) const {
    const auto density = table_.quantity<DrugConcentration>("density", read_density);
    if (!table_.has("density"))
      table_.report("", Fault::missing_key, "certificates give DMSO by volume: a density is needed",
                    "add density = \"1.1 g/mL\"");
    else if (density && (density->value() < 500_d || density->value() > 2000_d))
      table_.report("density", Fault::outside_limits, "outside 0.5 to 2 g/mL", "check the number");
    limits.dmso_density = density.value_or(DrugConcentration());
  }

  const Table& table_;
  Standing standing_;
};

} // namespace

CellLimitTable read_cell_limits(const Table& file, const References& references, bool of_site) {
  CellLimitTable result;
  for (const Table& table : file.tables(cell_limit_field.key, limit_fields)) {
    const auto kind = table.choice("kind", kinds);
    const Reference* source = references.of(table);
    if (!kind) continue;
    if (!result.source_of(kinds[*kind]).empty())
      table.report("kind", Fault::contradiction, "this kind of limit stands twice", "keep one");
    const bool is_established = of_site || (source && source->verified);
    LimitReader(table, is_established ? Standing::established : Standing::unverified)
        .read(static_cast<LimitKind>(*kind), result.limits);
    result.sources.push_back({Name(kinds[*kind]), source ? source->printed() : ""});
  }
  return result;
}

} // namespace nkdose
