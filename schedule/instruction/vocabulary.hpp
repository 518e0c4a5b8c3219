// What the texts of an order may say, and in which words: data that a pharmacist can extend.
#pragma once

#include "schedule/instruction/tokens.hpp"

#include <span>

namespace nkdose {

/// What a phrase says of a dose.
enum class Saying {
  nothing, ///< of how much, when and how
  drug,
  the_cells, ///< by their name
  cells,     ///< so many
  amount,
  calculated_amount, ///< before it was rounded; and what it was rounded to, where that follows
  level,
  course_total,
  total,         ///< of a day to some, of a course to others
  total_at_once, ///< no phrase: a total beside a day or an infusion (`read_together`)
  volume,        ///< that is drawn up
  intravenous,
  another_route,
  infusion,   ///< its vehicle, volume, duration or rate: one administration
  once_a_day, ///< which says "once"
  each_day,   ///< which does not: "daily"
  another_rhythm,
  every_hours,
  every_days,
  times_a_day,
  total_and_left, ///< of a course: its total, and how many doses of how much are left
  single_dose,
  number_of_days,
  times_doses, ///< "x 3": behind "daily" of a course, before it of a day
  number_of_doses,
  dose_of_doses,
  study_days,
  first_study_day,
  dates,
  first_date,
  last_date,
  weekdays,
  time_of_day,
  morning, ///< as a word
  surface, ///< of the body, that the dose was computed from
  weight,
  height,
  not_to_be_given,
};
std::span<const std::string_view> saying_words(); ///< in this order

/// The blank in a phrase that a number fills: "{mg}".
enum class Blank {
  mg,
  level,
  ml,
  mg_per_ml,
  minutes,
  ml_per_hour,
  percent,
  kg,
  m2,
  cm,
  count,
  days,
  dates,
  weekdays,
  time,
  cells,
  bag_ml, ///< as much as one infusion has
  hhmm    ///< a time of four digits
};
std::span<const std::string_view> blank_words(); ///< in this order, with their braces

/// One word of a phrase, or the blank of a number.
struct PhrasePart {
  std::string_view word; ///< empty: a blank
  Blank blank = Blank::count;
};
struct Phrase {
  Saying saying = Saying::nothing;
  std::string_view value; ///< of a drug, its id
  std::span<const PhrasePart> parts;
};

/// A unit as people write it, after a number.
struct UnitPhrase {
  std::optional<Blank> blank; ///< none: it is known, and no phrase has a blank for it ("mg/kg")
  Decimal factor = 1_d;       ///< to the unit of the blank
  std::span<const std::string_view> words;
};

/// Views, so that the program's own table costs nothing to begin with: the build makes it.
struct Vocabulary {
  std::span<const Phrase> phrases;   ///< by their first words; those that begin with a number first
  std::span<const UnitPhrase> units; ///< by their first words

  std::span<const Phrase> beginning_with(std::string_view word) const; ///< "": with a number
  std::span<const UnitPhrase> units_beginning_with(std::string_view word) const;
};

} // namespace nkdose
