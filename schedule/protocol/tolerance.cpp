#include "schedule/protocol/tolerance.hpp"

namespace nkdose {
namespace {

constexpr Field fields[] = {
    {"tolerance", Shape::quantity, Need::required, "how far an ordered dose may be from ours",
     "\"5 %\""},
    {"source", Shape::text, Need::required, "where the tolerance comes from"},
};
// Above it a rounding is a stop by default (D006): an order may not be judged more mildly.
constexpr Decimal widest = 10_d;

} // namespace

Tolerance read_tolerance(const Record& file, const References& references) {
  Tolerance tolerance;
  const auto table = file.record(verify_field.key, fields);
  if (!table) return tolerance;
  const auto percent = table->quantity<Decimal>("tolerance", read_percent);
  if (percent && *percent > widest)
    table->report("tolerance", Fault::outside_limits, "more than 10 %", "check the number");
  const Reference* reference = references.of(*table);
  tolerance.percent = percent.value_or(tolerance.percent);
  tolerance.source = reference ? reference->printed() : "";
  return tolerance;
}

std::optional<Decimal> difference_percent(Decimal ordered, Decimal ours) {
  constexpr Decimal most_times = 10'000_d;
  if (exact(ordered, 1_d) > exact(ours, most_times)) return std::nullopt;
  return exact(ordered - ours, 100_d).over(ours);
}

} // namespace nkdose
