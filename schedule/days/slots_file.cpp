#include "schedule/days/slots_file.hpp"

#include "schedule/days/weekdays_file.hpp"

namespace nkdose {
namespace {

constexpr int most_infusions_a_day = 99;
constexpr Field slots_fields[] = {
    {"infusions_a_day", Shape::whole, Need::optional,
     "how many patients of the trial can be infused on one day", "1"},
    {"infusion_weekdays", Shape::list, Need::optional,
     "the weekdays on which cells can be thawed and infused", "[\"Mon\", \"Tue\"]"},
    {"preparation_weekdays", Shape::list, Need::optional,
     "the weekdays on which pharmacy or isolator can prepare the drugs",
     "[\"Wed\", \"Thu\", \"Fri\"]"},
};

} // namespace

Slots read_slots(const Table& file) {
  Slots slots;
  const auto table = file.table(slots_field.key, slots_fields);
  if (!table) return slots;
  slots.infusions_a_day = table->whole("infusions_a_day", 1, most_infusions_a_day);
  slots.infusion_weekdays = read_weekdays(*table, "infusion_weekdays");
  slots.preparation_weekdays = read_weekdays(*table, "preparation_weekdays");
  return slots;
}

} // namespace nkdose
