#include "schedule/instruction/agreement.hpp"

#include "dosing/text/search.hpp"
#include "schedule/instruction/days_in_words.hpp"

#include <algorithm>

namespace nkdose {
namespace {

enum class Truth { same, unclear, another }; ///< from the best to the worst

Truth truth(bool is_same) {
  return is_same ? Truth::same : Truth::another;
}

template <class Quantity>
Truth compared(Decimal said, const std::optional<Quantity>& ordered) {
  return ordered ? truth(said == ordered->value()) : Truth::unclear;
}

Decimal count_of(const auto& list) {
  return Decimal(static_cast<int>(list.size()));
}

bool includes(const std::vector<Decimal>& many, const std::vector<Decimal>& few) {
  return all_of(few, [&](Decimal one) { return holds(many, one); });
}

bool is_same_set(const std::vector<Decimal>& one, const std::vector<Decimal>& other) {
  return includes(one, other) && includes(other, one);
}

// The days of a text are its own, or all of the course.
Truth days_agree(const std::vector<Decimal>& said, const std::vector<Decimal>& of_text,
                 const std::vector<Decimal>& of_course) {
  if (of_text.empty()) return Truth::unclear;
  return truth(is_same_set(said, of_text) || is_same_set(said, of_course));
}

std::vector<Decimal> numbers_of(const std::vector<Day>& dates) {
  std::vector<Decimal> numbers;
  numbers.reserve(dates.size());
  for (const Day date : dates)
    numbers.emplace_back(date.time_since_epoch().count());
  return numbers;
}
std::vector<Decimal> numbers_of(const std::vector<int>& days) {
  return {days.begin(), days.end()};
}

Truth of_single_date(const std::vector<Decimal>& said, const std::vector<Day>& dates, Day one) {
  if (dates.empty()) return Truth::unclear;
  return truth(said.size() == 1 && said[0] == Decimal(one.time_since_epoch().count()));
}

Truth is_course_total(Decimal said, const OrderedThing& thing) {
  if (!thing.dose || thing.all_dates.empty()) return Truth::unclear;
  return truth(said == thing.dose->value() * count_of(thing.all_dates));
}

// A date without a year is that of the course, where there is one.
std::vector<Decimal> with_years(std::vector<Decimal> said, const std::vector<Day>& dates) {
  for (Decimal& number : said) {
    const std::chrono::year_month_day date{
        Day(std::chrono::days(number.billionths() / Decimal::scale))};
    if (date.year() != no_year) continue;
    for (const Day other : dates)
      if (const std::chrono::year_month_day known{other};
          known.month() == date.month() && known.day() == date.day())
        number = Decimal(other.time_since_epoch().count());
  }
  return said;
}

std::vector<Decimal> weekdays_of(const std::vector<Day>& dates) {
  std::vector<Decimal> numbers;
  for (const Day date : dates)
    numbers.push_back(weekday_number(date));
  return numbers;
}

// The same, or ours rounded to the last written place, which is at most so coarse.
template <class Quantity>
Truth measured(const std::vector<Decimal>& said, const std::optional<Quantity>& ours,
               Decimal coarsest) {
  if (!ours) return Truth::unclear;
  const Decimal number = number_of(*ours);
  return truth(said[0] == number ||
               (said[1] <= coarsest && round_half_up(number, said[1]) == said[0]));
}

// What is not rounded may be written as it is rounded.
Truth is_calculated(Decimal said, const OrderedThing& thing) {
  if (!thing.calculated) return Truth::unclear;
  return truth(said == number_of(*thing.calculated) || compared(said, thing.dose) == Truth::same);
}

// Dose n of m: m is the course's number, and a text about one date alone can say which one it is.
Truth is_dose_of_doses(Decimal number, Decimal of, const OrderedThing& thing) {
  if (thing.dates.empty()) return Truth::unclear;
  const auto place = find_in(thing.all_dates, thing.dates.front()) - thing.all_dates.begin();
  return truth(of == count_of(thing.all_dates) && thing.dates.size() == 1 &&
               number == Decimal(static_cast<int>(place) + 1));
}

Truth truth_of(const Clause& clause, const OrderedThing& thing) {
  const std::vector<Decimal>& said = clause.numbers;
  switch (clause.saying) {
  case Saying::nothing:
  case Saying::the_cells: // beside a drug they are what it is given for
  case Saying::intravenous:
  case Saying::infusion:
  case Saying::once_a_day:
  case Saying::each_day:
  case Saying::time_of_day: // `hold_against` looks at all of them
  case Saying::morning:
    return Truth::same;
  case Saying::drug:
    return truth(clause.value == thing.drug.text());
  case Saying::cells:
    return compared(said[0], thing.cells);
  case Saying::amount:
    return compared(said[0], thing.dose);
  case Saying::calculated_amount:
    return std::max(is_calculated(said[0], thing),
                    said.size() > 1 ? compared(said[1], thing.dose) : Truth::same);
  case Saying::level:
    return compared(said[0], thing.level);
  case Saying::course_total:
    return is_course_total(said[0], thing);
  case Saying::total: // a day's dose by itself may be meant: a person sees which
    return is_course_total(said[0], thing) != Truth::another ? is_course_total(said[0], thing)
           : compared(said[0], thing.dose) == Truth::same    ? Truth::unclear
                                                             : Truth::another;
  case Saying::total_at_once: // of the order's dose "total" is still a strange word
    return std::max(compared(said[0], thing.dose), Truth::unclear);
  case Saying::volume:
    return compared(said[0], thing.volume);
  case Saying::another_route:
  case Saying::another_rhythm:
  case Saying::not_to_be_given:
    return Truth::another;
  case Saying::every_hours:
    return truth(said[0] == 24_d);
  case Saying::every_days:
  case Saying::times_a_day:
    return truth(said[0] == 1_d);
  case Saying::total_and_left: // what was given is not in the order
    return truth(thing.dose && said[2] == thing.dose->value() &&
                 said[1] == count_of(thing.all_dates) && said[0] >= said[1] * said[2]);
  case Saying::single_dose:
    return thing.dates.empty() ? Truth::unclear : truth(thing.dates.size() == 1);
  case Saying::number_of_days:
  case Saying::times_doses:
  case Saying::number_of_doses:
    return thing.all_dates.empty()
               ? Truth::unclear
               : truth(said[0] == count_of(thing.all_dates) || said[0] == count_of(thing.dates));
  case Saying::dose_of_doses:
    return is_dose_of_doses(said[0], said[1], thing);
  case Saying::study_days:
    return days_agree(said, numbers_of(thing.study_days), numbers_of(thing.all_study_days));
  case Saying::first_study_day:
    if (thing.all_study_days.empty()) return Truth::unclear;
    return truth(said.size() == 1 && said[0] == Decimal(thing.all_study_days.front()));
  case Saying::dates:
    return days_agree(with_years(said, thing.all_dates), numbers_of(thing.dates),
                      numbers_of(thing.all_dates));
  case Saying::first_date:
    return of_single_date(with_years(said, thing.all_dates), thing.all_dates,
                          thing.all_dates.empty() ? Day() : thing.all_dates.front());
  case Saying::last_date:
    return of_single_date(with_years(said, thing.all_dates), thing.all_dates,
                          thing.all_dates.empty() ? Day() : thing.all_dates.back());
  case Saying::weekdays:
    return days_agree(said, weekdays_of(thing.dates), weekdays_of(thing.all_dates));
  case Saying::surface:
    return measured(said, thing.surface, 0.1_d);
  case Saying::weight:
    return measured(said, thing.weight, 1_d);
  case Saying::height:
    return measured(said, thing.height, 1_d);
  }
  return Truth::unclear;
}

Contrary contrary_to(Saying saying) {
  switch (saying) {
  case Saying::drug:
    return Contrary::drug;
  case Saying::cells:
    return Contrary::cells;
  case Saying::level:
    return Contrary::level;
  case Saying::course_total:
  case Saying::total:
  case Saying::total_and_left:
    return Contrary::course_total;
  case Saying::volume:
    return Contrary::volume;
  case Saying::another_route:
    return Contrary::route;
  case Saying::another_rhythm:
  case Saying::every_hours:
  case Saying::every_days:
  case Saying::times_a_day:
    return Contrary::rhythm;
  case Saying::single_dose:
  case Saying::number_of_days:
  case Saying::times_doses:
  case Saying::number_of_doses:
  case Saying::dose_of_doses:
    return Contrary::number_of_doses;
  case Saying::study_days:
  case Saying::first_study_day:
  case Saying::dates:
  case Saying::first_date:
  case Saying::last_date:
  case Saying::weekdays:
    return Contrary::days;
  case Saying::surface:
  case Saying::weight:
  case Saying::height:
    return Contrary::measurement;
  case Saying::not_to_be_given:
    return Contrary::not_to_be_given;
  default:
    return Contrary::dose;
  }
}

} // namespace

std::string_view to_text(Contrary contrary) {
  constexpr std::string_view words[] = {
      "another drug",  "another dose",    "another level",
      "another total", "another volume",  "another number of cells",
      "another route", "another rhythm",  "another number of doses",
      "other days",    "not to be given", "another area, weight or height"};
  return words[static_cast<std::size_t>(contrary)];
}

namespace {

// A morning is the same time as one before noon.
bool is_same_time(const Clause& one, const Clause& other) {
  constexpr Decimal noon = 720_d; // minutes
  if (one.saying == other.saying) return one.numbers == other.numbers;
  const Clause& written = one.saying == Saying::morning ? other : one;
  return written.numbers[0] < noon;
}

// One time of a day says nothing of how much or how often. Two of them may be two doses, and beside
// words that are not understood even one may be of something else: they are shown too.
void add_times(const Instruction& instruction, TextAgreement& agreement) {
  std::vector<const Clause*> times;
  bool are_the_same = true;
  for (const Clause& clause : instruction.clauses)
    if (clause.saying == Saying::time_of_day || clause.saying == Saying::morning) {
      for (const Clause* other : times)
        are_the_same = are_the_same && is_same_time(clause, *other);
      times.push_back(&clause);
    }
  if (agreement.not_understood.empty() && are_the_same) return;
  for (const Clause* time : times)
    agreement.not_understood.push_back(time->words);
}

} // namespace

TextAgreement hold_against(const Instruction& instruction, std::span<const OrderedThing> things) {
  TextAgreement agreement{{}, instruction.not_understood};
  bool has_amount = false;
  for (const Clause& clause : instruction.clauses) {
    Truth best = Truth::another;
    for (const OrderedThing& thing : things)
      best = std::min(best, truth_of(clause, thing));
    // An amount that stands twice beside one drug may be two doses.
    const bool is_amount = clause.saying == Saying::amount;
    if (is_amount && has_amount && things.size() == 1 && best == Truth::same) best = Truth::unclear;
    has_amount = has_amount || is_amount;
    if (best == Truth::another)
      agreement.differences.push_back({contrary_to(clause.saying), clause.words});
    else if (best == Truth::unclear)
      agreement.not_understood.push_back(clause.words);
  }
  add_times(instruction, agreement);
  return agreement;
}

} // namespace nkdose
