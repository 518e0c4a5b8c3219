// The sheets of single answers: one area, one clearance.
#pragma once

#include "cli/answer/single_answers.hpp"
#include "cli/sheet/sheet_text.hpp"

namespace nkdose {

Sheet area_sheet(const AreaAnswer& answer);
inline std::string area_text(const AreaAnswer& answer) {
  return text_of(area_sheet(answer));
}
Sheet clearance_sheet(const ClearanceAnswer& answer);
inline std::string clearance_text(const ClearanceAnswer& answer) {
  return text_of(clearance_sheet(answer));
}

} // namespace nkdose
