#include "cli/words/origin_words.hpp"

#include "cli/words/calendar_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {

using namespace fmt::literals;

std::string adoption_words(const Treatment& treatment) {
  const Adoption* signature = signature_under(treatment.protocol, treatment.site);
  if (!signature) return "NOT ADOPTED by the site";
  return fmt::format("adopted by {by}, on {on}", "by"_a = signature->by,
                     "on"_a = iso_date(signature->on));
}

std::string site_words(const Site& site) {
  return site.is_example ? fmt::format("{}: AN EXAMPLE FILE, not a hospital's own", site.title)
                         : site.title;
}

std::string as_of_words(const Case& the_case) {
  const std::string day = weekday_date(the_case.calculated_on);
  return the_case.names_its_day
             ? day
             : fmt::format("{}, the first drug day: nobody named the day of the calculation", day);
}

std::string rounding_words(const Plan& plan) {
  const auto drugs = plan.rule.all_drugs();
  const auto stays = [](const DoseRule& drug) { return drug.rounding.within_range; };
  if (all_of(drugs, stays)) return "Rounding never carries a dose above the protocol's range.";
  if (!any_of(drugs, stays))
    return "Rounding may carry a dose above the top of the protocol's range (D008 then says so).";
  std::string held;
  for (std::size_t i = 0; i < drugs.size(); ++i)
    if (stays(drugs[i]))
      held += fmt::format("{}{}", held.empty() ? "" : ", ", plan.treatment->drugs[i].name);
  return fmt::format("Rounding never carries {} above the protocol's range; it may elsewhere.",
                     held);
}

} // namespace nkdose
