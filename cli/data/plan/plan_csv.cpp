#include "cli/data/plan/plan_csv.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string plan_csv(const Plan& plan) {
  const Order* order = plan.release.order();
  std::string csv = "date,drug,dose_mg\n";
  for (const Event& event : plan.calendar)
    if (event.kind == EventKind::drug && event.progress == Progress::planned)
      csv +=
          fmt::format("{},{},{}\n", iso_date(event.date), event.what.text(),
                      order ? to_text(order->doses(*event.drug).rounded.quantity().value()) : "");
  return csv;
}

} // namespace nkdose
