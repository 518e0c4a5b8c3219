#include "cli/row/row_case.hpp"

namespace nkdose {

Case case_before_cells(const Protocol& protocol) {
  Case the_case{.id = {},
                .patient = {.sex = Sex::female,
                            .age = {},
                            .height = {},
                            .weight = ActualWeight(BodyMass()),
                            .identified = true},
                .prescription = {},
                .day_zero = {}};
  for (std::size_t i = 0; i < protocol.drugs.size(); ++i)
    the_case.prescription.drugs[i].remaining_doses =
        static_cast<int>(protocol.drugs[i].days.size());
  the_case.prescription.remaining_infusions =
      static_cast<int>(protocol.infusions.front().days.size());
  return the_case;
}

} // namespace nkdose
