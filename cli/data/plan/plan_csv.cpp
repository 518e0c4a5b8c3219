#include "cli/data/plan/plan_csv.hpp"

#include "cli/data/csv_cell.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string plan_csv(const Plan& plan) {
  const Order* order = plan.release.order();
  const std::string begin =
      fmt::format("{},{},{}", csv_cell(plan.the_case->id), to_text(plan.release.status),
                  plan.treatment->protocol.id.text());
  std::string csv = "patient_id,status,protocol,date,drug,dose_mg\n";
  for (const Event& event : plan.calendar)
    if (event.kind == EventKind::drug && event.progress == Progress::planned)
      csv +=
          fmt::format("{},{},{},{}\n", begin, iso_date(event.date), event.what.text(),
                      order ? to_text(order->doses(*event.drug).rounded.quantity().value()) : "");
  return csv;
}

} // namespace nkdose
