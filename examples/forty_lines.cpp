// The library in forty lines: from the texts of a chart to a released order, or a refusal.
#include "dosing/text/quantity_text.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/protocol/library.hpp"

#include <iostream>

using namespace nkdose;

int main() {
  const auto treatment =
      load_treatment(*built_in("protocols", "f01"), *built_in("sites", "default"));
  const auto height = read_height("162 cm"); // text meets units here, and only here
  const auto weight = read_weight("58.4 kg");
  const auto creatinine = read_creatinine("62 umol/L");
  const auto day_zero = read_iso_date("2026-12-07");
  if (!treatment || !height || !weight || !creatinine || !day_zero) return 2;
  Prescription order;
  order.drugs[0].level = in<DoseLevel>(30_d); // mg/m2/day: an mg/m2 would not compile
  order.drugs[1].level = in<DoseLevel>(300_d);
  order.cells = in<CellCount>(1000_d); // millions
  const Case the_case{.id = "F01-007",
                      .patient = {.sex = Sex::female,
                                  .age = {42},
                                  .height = *height,
                                  .weight = *weight,
                                  .creatinine = *creatinine,
                                  .identified = true},
                      .prescription = order,
                      .day_zero = *day_zero};

  const Plan plan = make_plan(*treatment, the_case); // compute, review, release
  std::cout << to_text(plan.release.status) << '\n';
  for (const ReleasedFinding& one : plan.release.findings)
    if (one.is_open()) std::cout << one.finding.code.text() << " is open\n";
  if (const Order* released = plan.release.order()) // a refusal has no doses
    for (std::size_t i = 0; i < treatment->drugs.size(); ++i)
      std::cout << treatment->drugs[i].name << ' '
                << to_text(released->doses(i).rounded.quantity().value()) << " mg daily\n";
}
