#include "cli/words/dates/cohort_clash_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string clash_words(const CohortClash& clash, const Site& site) {
  switch (clash.kind) {
  case CohortClash::Kind::closed:
    return fmt::format("closed ({})", site.closed.reason(clash.date));
  case CohortClash::Kind::not_known:
    return "holidays not known";
  case CohortClash::Kind::infusion_weekday:
    return fmt::format("no infusions on a {}", weekday_name(clash.date));
  case CohortClash::Kind::preparation_weekday:
    return fmt::format("no preparation on a {}", weekday_name(clash.date));
  case CohortClash::Kind::full:
    return fmt::format("{} infusions, {} a day", clash.patients.size(),
                       *site.slots.infusions_a_day);
  }
  return "";
}

std::string patients_words(const CohortClash& clash) {
  std::string words;
  for (const CohortPatient* one : clash.patients)
    words += fmt::format("{}{}", words.empty() ? "" : ", ", one->id.text());
  return words;
}

} // namespace nkdose
