#include "schedule/plan/case.hpp"

namespace nkdose {

Timeline timeline_of(const Protocol& protocol, const Case& the_case) {
  return {protocol, the_case.choices.infusion_list, the_case.day_zero, the_case.given,
          the_case.choices.resumption};
}

} // namespace nkdose
