#include "schedule/days/zone.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {

std::optional<Day> ZoneRules::day_of(Instant instant) const {
  const auto next = std::ranges::upper_bound(changes_, instant, {}, &Change::from);
  if (next == changes_.begin()) return std::nullopt;
  return std::chrono::floor<std::chrono::days>(instant + std::prev(next)->offset);
}

Reading<std::string> read_zone_name(std::string_view text) {
  constexpr std::string_view areas[] = {"Africa",    "America", "Antarctica", "Arctic", "Asia",
                                        "Australia", "Europe",  "Atlantic",   "Indian", "Pacific"};
  constexpr std::string_view in_names =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-/";
  constexpr std::size_t longest = 60;
  const auto slash = text.find('/');
  const bool is_formed = slash != text.npos && slash + 1 < text.size() && text.size() <= longest &&
                         text.find_first_not_of(in_names) == text.npos;
  if (is_formed && holds(areas, text.substr(0, slash))) return std::string(text);
  return TextFault{Fault::unknown_name,
                   fmt::format("{} is not a zone of the IANA database: an area and a place in it",
                               in_quotes(text)),
                   "write such as \"Asia/Shanghai\""};
}

} // namespace nkdose
