#include "schedule/protocol/protocol.hpp"

#include <algorithm>

namespace nkdose {

void Protocol::choose_gap(int days) {
  if (!gap_is_chosen) return;
  for (ProtocolDrug& drug : drugs)
    for (int& day : drug.days)
      day -= days;
}

int Protocol::first_drug_day() const {
  int first = 0;
  for (const ProtocolDrug& drug : drugs)
    first = std::min(first, drug.days.front());
  return first;
}

int Protocol::last_drug_day() const {
  int last = -farthest_day;
  for (const ProtocolDrug& drug : drugs)
    last = std::max(last, drug.days.back());
  return last;
}

} // namespace nkdose
