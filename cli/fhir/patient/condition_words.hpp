// What a diagnosis, a procedure or a question bears on, in the words of wards.
#pragma once

#include <span>
#include <string_view>

namespace nkdose {

struct Bearing {
  std::string_view about;   ///< as a finding names it: a question of [safety], or a value that the
                            ///< dose is computed from
  std::string_view what;    ///< "an obstruction of the urinary outflow"
  bool is_of_women = false; ///< of a man it says nothing
  std::span<const std::string_view> words;
};

/// The first that a text names; null where it names none.
const Bearing* bearing_of(std::string_view text);

} // namespace nkdose
