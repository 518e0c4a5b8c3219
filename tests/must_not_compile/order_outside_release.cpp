// Nobody but release makes an order.
// error: nkdose::Order::Order\(\). is private within this context
#include "schedule/plan/release.hpp"

using namespace nkdose;

Decimal dose(const Release& release) {
#ifdef WRONG
  (void)release;
  const Order order;
  return order.doses(0).rounded.quantity().value();
#else
  const Order* order = release.order();
  return order ? order->doses(0).rounded.quantity().value() : Decimal();
#endif
}
