// A holiday file: whatever is read closes days, and each of them for a reason.
#include "cli/holidays/holiday_file.hpp"
#include "schedule/days/closed_days.hpp"
#include "target.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  const auto holidays = read_holiday_file(text_of(bytes, size), "fuzz.ics");
  if (!holidays) {
    must_hold(!holidays.reason().empty(), "an error says what is wrong");
    return 0;
  }
  ClosedDays closed;
  closed.add(*holidays, NamedWorkdays::closed);
  for (const ClosedDate& one : closed.dates) {
    must_hold(closed.holds(one.day), "a closed date is closed");
    must_hold(!closed.reason(one.day).empty(), "and says why");
  }
  for (const Day day : closed.open)
    must_hold(!closed.holds(day), "a working day is open");
  return 0;
}
