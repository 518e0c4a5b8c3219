// A refusal cannot be turned into an order either.
// error: no matching function for call to .nkdose::Order::Order\(<brace
#include "schedule/plan/release.hpp"

using namespace nkdose;

#ifdef WRONG
Order given_after_all(const Worksheet& sheet) {
  return Order{{sheet.drugs[0].doses, sheet.drugs[1].doses}};
}
#else
bool is_refused(const Release& release) {
  return std::holds_alternative<Refusal>(release.verdict);
}
#endif
