#include "schedule/instruction/vocabulary.hpp"

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::string_view sayings[] = {"nothing",
                                        "drug",
                                        "the cells",
                                        "so many cells",
                                        "amount",
                                        "calculated amount",
                                        "level",
                                        "course total",
                                        "a total",
                                        "a total at once",
                                        "volume",
                                        "into a vein",
                                        "another route",
                                        "an infusion",
                                        "once a day",
                                        "each day",
                                        "another rhythm",
                                        "every so many hours",
                                        "every so many days",
                                        "times a day",
                                        "total and what is left",
                                        "a single dose",
                                        "so many days",
                                        "times so many doses",
                                        "so many doses",
                                        "dose of doses",
                                        "study days",
                                        "first study day",
                                        "dates",
                                        "first date",
                                        "last date",
                                        "weekdays",
                                        "a time of day",
                                        "in the morning",
                                        "body surface area",
                                        "body weight",
                                        "body height",
                                        "not to be given"};
static_assert(std::size(sayings) == static_cast<std::size_t>(Saying::not_to_be_given) + 1);

constexpr std::string_view blanks[] = {"{mg}",    "{level}",  "{ml}",    "{mg/ml}",    "{min}",
                                       "{ml/h}",  "{%}",      "{kg}",    "{m2}",       "{cm}",
                                       "{count}", "{days}",   "{dates}", "{weekdays}", "{time}",
                                       "{cells}", "{bag ml}", "{hhmm}"};
static_assert(std::size(blanks) == static_cast<std::size_t>(Blank::hhmm) + 1);

} // namespace

std::span<const std::string_view> saying_words() {
  return sayings;
}

std::span<const std::string_view> blank_words() {
  return blanks;
}

std::span<const Phrase> Vocabulary::beginning_with(std::string_view word) const {
  const auto found = std::ranges::equal_range(
      phrases, word, {}, [](const Phrase& one) { return one.parts.front().word; });
  return {found.begin(), found.end()};
}

std::span<const UnitPhrase> Vocabulary::units_beginning_with(std::string_view word) const {
  const auto found = std::ranges::equal_range(
      units, word, {}, [](const UnitPhrase& one) { return one.words.front(); });
  return {found.begin(), found.end()};
}

} // namespace nkdose
