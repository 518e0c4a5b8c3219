// What stands beside the values that a case was made of.
#pragma once

#include "dosing/text/name.hpp"

#include <string>

namespace nkdose {

/// Something that bears on the dose and that nothing is computed from: a person has to read it.
struct Unread {
  std::string place;      ///< where it stands: "/entry/7/resource"
  std::string text;       ///< what it is: "a newer, preliminary serum creatinine of 2.1 mg/dL, ..."
  Name about = {};        ///< in a word, to be acknowledged by: "serum-creatinine"
  bool is_remark = false; ///< somebody's remark on what is used: it is only printed
};

/// How much was left out for a good reason.
struct LeftOut {
  int older = 0;         ///< or says the same once more
  int taken_back = 0;    ///< entered in error, cancelled, refuted, no longer so
  int another_thing = 0; ///< of another substance, specimen or question
  int total() const { return older + taken_back + another_thing; }
};

} // namespace nkdose
