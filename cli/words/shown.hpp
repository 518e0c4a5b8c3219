// How a text for people writes a number, one or many of a thing, and a source.
#pragma once

#include "dosing/number/kinds.hpp"

#include <fmt/format.h>

#include <functional>

namespace nkdose {

/// The number of a quantity or a kind, with a comma at each thousand.
template <class Q>
std::string shown(const Q& quantity) {
  return to_grouped_text(number_of(quantity));
}

/// `counted(2, "{} day", "{} days")` is "2 days". Both forms are written out, since no two
/// languages build them in the same way.
inline std::string counted(int count, fmt::format_string<int&> one, fmt::format_string<int&> many) {
  return fmt::format(count == 1 ? one : many, count);
}

/// A whole sentence in its form for one or in that for many (and for none), with its placeholders
/// filled in: `one_or_many(days, "{days} day before {date}", "{days} days before {date}", ...)`.
template <class... Parts>
std::string one_or_many(int count, fmt::format_string<Parts...> one,
                        fmt::format_string<Parts...> many, Parts&&... parts) {
  return fmt::format(count == 1 ? one : many, std::forward<Parts>(parts)...);
}

/// How a source is named behind what it says: " [3]" on a sheet, nothing in a message.
using Cite = std::function<std::string(std::string_view source)>;
inline std::string no_cite(std::string_view) {
  return "";
}

} // namespace nkdose
