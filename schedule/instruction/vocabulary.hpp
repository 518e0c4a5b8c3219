// What the texts of an order may say, and in which words: data that a pharmacist can extend.
#pragma once

#include "dosing/text/name.hpp"
#include "schedule/instruction/tokens.hpp"

#include <map>
#include <span>

namespace nkdose {

/// What a phrase says of a dose.
enum class Saying {
  nothing, ///< of how much, when and how
  drug,
  the_cells, ///< by their name
  cells,     ///< so many
  amount,
  level,
  course_total,
  total,  ///< of a day to some, of a course to others
  volume, ///< that is drawn up
  intravenous,
  another_route,
  once_a_day,
  another_rhythm,
  every_hours,
  every_days,
  times_a_day,
  total_and_left, ///< of a course: its total, and how many doses of how much are left
  single_dose,
  number_of_doses,
  dose_of_doses,
  study_days,
  dates,
  first_date,
  last_date,
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
  count,
  days,
  dates,
  cells
};
std::span<const std::string_view> blank_words(); ///< in this order, with their braces

/// One word of a phrase, or the blank of a number.
struct PhrasePart {
  std::string word; ///< empty: a blank
  Blank blank = Blank::count;
};
struct Phrase {
  Saying saying = Saying::nothing;
  std::string value; ///< of a drug, its id
  std::vector<PhrasePart> parts;
};

/// A unit as people write it, after a number.
struct UnitPhrase {
  std::optional<Blank> blank; ///< none: it is known, and no phrase has a blank for it ("mg/kg")
  Decimal factor = 1_d;       ///< to the unit of the blank
  std::vector<std::string> words;
};

struct Vocabulary {
  Name id;
  /// By their first word; those that begin with a number under "".
  std::map<std::string, std::vector<Phrase>, std::less<>> phrases;
  std::vector<UnitPhrase> units;

  void add(Phrase phrase);
  /// A name that stands for a drug or for the cells, in every text.
  void add_name(std::string_view name, Saying saying, std::string_view value);
  std::span<const Phrase> beginning_with(std::string_view word) const;
};

/// A phrase as a text has it: "i.v. {mg}" is five parts. None where a blank is not known.
std::optional<std::vector<PhrasePart>> parts_of_phrase(std::string_view text);

} // namespace nkdose
