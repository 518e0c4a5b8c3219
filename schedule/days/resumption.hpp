// What the sponsor has decided of a course of lymphodepletion that was interrupted.
#pragma once

#include "dosing/text/name.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace nkdose {

enum class ResumedAs {
  restart,  ///< a new full course from the new day zero; what was given before stays on record
  remaining ///< only the doses that are left, on the days that the case names
};
constexpr std::string_view resumed_words[] = {"restart", "remaining"}; ///< in that order

/// The days on which what is left of one drug is given: ascending, before the infusion.
struct RemainingDoses {
  Name drug;
  std::vector<int> days;

  friend bool operator==(const RemainingDoses&, const RemainingDoses&) = default;
};

struct Resumption {
  ResumedAs as = ResumedAs::restart;
  std::vector<RemainingDoses> doses = {}; ///< of `remaining`; a drug that is not here has none left
  std::vector<Name> none_left = {};       ///< likewise; of these somebody has said so

  /// The days that are left of a drug.
  const std::vector<int>* days_of(Name drug) const {
    for (const RemainingDoses& one : doses)
      if (one.drug == drug) return &one.days;
    return nullptr;
  }
  friend bool operator==(const Resumption&, const Resumption&) = default;
};

} // namespace nkdose
