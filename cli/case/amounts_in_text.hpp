// What a text for people says of a dose: the amounts in it, and words that contradict one dose a
// day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// Every amount of a drug in a text, as `read_drug_mass` takes it: "49 mg" of "49 MG daily", "490
/// mg" of "490 毫克/day", "0.49 g"; not of a level or a concentration ("30 mg/m2", "25 mg/mL").
/// What no reader takes for one amount stays as it is: "2 x 49 mg", "45-50 mg".
std::vector<std::string> amounts_in(std::string_view text);

/// The first word that says another rhythm than once a day, another route than into a vein, or not
/// to give it: "twice", "intrathecal", "hold". The list is not, and cannot be, complete.
std::optional<std::string_view> contradicting_word(std::string_view text);

} // namespace nkdose
