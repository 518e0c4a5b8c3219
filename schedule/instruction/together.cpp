#include "schedule/instruction/together.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

enum class Meaning { alone, both, together };

bool is_amount(const Clause& clause) {
  constexpr Saying amounts[] = {Saying::amount, Saying::calculated_amount, Saying::level};
  return holds(amounts, clause.saying);
}
bool is_total(const Clause& clause) {
  return clause.saying == Saying::total || clause.saying == Saying::course_total;
}
bool is_count(const Clause& clause) {
  return (clause.saying == Saying::times_doses || clause.saying == Saying::number_of_doses) &&
         clause.numbers[0] != 1_d;
}
bool is_interval(const Clause& clause) {
  return clause.saying == Saying::once_a_day || clause.saying == Saying::every_hours;
}
bool is_administration(const Clause& clause) {
  return clause.saying == Saying::infusion || clause.saying == Saying::each_day ||
         is_interval(clause);
}

// What may stand between a number and the day that it belongs to.
bool is_filler(const Clause& clause) {
  return clause.saying == Saying::nothing || clause.saying == Saying::intravenous ||
         clause.saying == Saying::drug;
}

// Of a number and a rhythm that stands behind it: "x 3 per day" is a day's, "x 3 qd" either, and
// "3 doses, once daily" the course's.
Meaning with_rhythm_behind(const Clause& count, const Clause& rhythm, bool is_beside) {
  const bool is_one_part = is_beside && count.part == rhythm.part;
  if (rhythm.saying == Saying::each_day) return is_one_part ? Meaning::together : Meaning::both;
  return is_interval(rhythm) && is_one_part ? Meaning::both : Meaning::alone;
}

// "daily x 3" and "once daily, 3 doses" are the course's; "every day 3 doses" is a day's, unless
// something stands between them.
Meaning with_rhythm_before(const Clause& count, const Clause& rhythm, bool is_beside) {
  if (rhythm.saying != Saying::each_day || count.saying == Saying::times_doses)
    return Meaning::alone;
  return is_beside && count.part == rhythm.part ? Meaning::together : Meaning::both;
}

Meaning reading_of_count(const std::vector<Clause>& clauses, std::size_t at) {
  const Clause& count = clauses[at];
  Meaning reading = Meaning::alone;
  bool is_beside = true;
  for (std::size_t i = at + 1; i < clauses.size() && clauses[i].sentence == count.sentence; ++i) {
    reading = std::max(reading, with_rhythm_behind(count, clauses[i], is_beside));
    is_beside = is_beside && is_filler(clauses[i]);
  }
  is_beside = true;
  for (std::size_t i = at; i-- > 0 && clauses[i].sentence == count.sentence;) {
    if (is_interval(clauses[i])) break; // it says "once", whatever stands before it
    reading = std::max(reading, with_rhythm_before(count, clauses[i], is_beside));
    is_beside = is_beside && is_filler(clauses[i]);
  }
  return reading;
}

// Behind a total what is said of an administration is said of it, up to another amount; before it
// where no other amount stands there. In another part of the sentence it may be either, where no
// amount of a dose stands in the text at all.
Meaning reading_of_total(const std::vector<Clause>& clauses, std::size_t at) {
  const Clause& total = clauses[at];
  for (std::size_t i = at + 1; i < clauses.size() && clauses[i].part == total.part; ++i) {
    if (is_amount(clauses[i])) break;
    if (is_administration(clauses[i])) return Meaning::together;
  }
  bool is_administered = false, has_amount = false;
  for (std::size_t i = at; i-- > 0 && clauses[i].part == total.part;) {
    is_administered = is_administered || is_administration(clauses[i]);
    has_amount = has_amount || is_amount(clauses[i]);
  }
  if (is_administered && !has_amount) return Meaning::together;
  for (const Clause& other : clauses)
    if (is_amount(other)) return Meaning::alone;
  for (const Clause& other : clauses)
    if (is_administration(other) && other.sentence == total.sentence) return Meaning::both;
  return Meaning::alone;
}

} // namespace

void read_together(Instruction& instruction) {
  std::vector<Clause>& clauses = instruction.clauses;
  std::vector<Meaning> readings;
  readings.reserve(clauses.size());
  for (std::size_t i = 0; i < clauses.size(); ++i)
    readings.push_back(is_count(clauses[i])   ? reading_of_count(clauses, i)
                       : is_total(clauses[i]) ? reading_of_total(clauses, i)
                                              : Meaning::alone);
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    Clause& clause = clauses[i];
    if (readings[i] == Meaning::both) instruction.not_understood.push_back(clause.words);
    if (readings[i] != Meaning::together) continue;
    clause.saying = is_count(clause) ? Saying::times_a_day : Saying::total_at_once;
  }
}

} // namespace nkdose
