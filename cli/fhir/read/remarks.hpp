// What a bundle says beside the values that a case is made from.
#pragma once

#include "cli/fhir/read/element.hpp"
#include "dosing/review/unread.hpp"

namespace nkdose {

class Remarks {
public:
  /// It bears on the dose, and nothing is computed from it. `text` says what it is, in a sentence
  /// without a full stop; what others wrote in it is in quotes.
  void add_unread(const FhirElement& at, Name about, std::string text);
  /// Somebody's remark on what is used.
  void add_note(const FhirElement& at, Name about, std::string text);
  void add_older() { ++left_out_.older; }
  void add_taken_back() { ++left_out_.taken_back; }
  void add_another_thing() { ++left_out_.another_thing; }

  const std::vector<Unread>& unread() const { return unread_; }

  /// Adds them to those that the case has, as its [[unread]] and [[left_out]].
  void into(Document& the_case) const;

private:
  std::vector<Unread> unread_;
  LeftOut left_out_;
};

} // namespace nkdose
