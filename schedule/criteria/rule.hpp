// The rule of a criterion: a tree of tests, each of one fact.
#pragma once

#include "schedule/days/day.hpp"

namespace nkdose {

/// A span of calendar months, or of days.
struct Span {
  int months = 0;
  int days = 0;
  friend bool operator==(const Span&, const Span&) = default;
};
/// "6 months", "12 weeks", "14 days", "1 year".
Reading<Span> read_span(std::string_view text);
/// A span before (`sign` -1) or after (1) a day; months are clamped at the end of a month.
Day moved(Day day, Span span, int sign);

/// Whether the first day of a span is "within" it is not said by the words of a record: on that day
/// `within` and `not_within` are unknown.
enum class Comparison {
  at_least,
  at_most,
  above,
  below,
  one_of,
  none_of,
  at_least_before,          ///< a date at least the span before the anchor, itself included
  at_least_before_or_never, ///< the same, and "never" will do
  not_within,               ///< a date before the span before the anchor, or never
  within,                   ///< a date in the span before the anchor
  at_least_after,           ///< a date at least the span after the anchor, itself included
};

/// What a date is counted from: a day of the plan, or a date among the facts.
struct DateAnchor {
  enum class Kind { screening, first_drug_day, last_infusion, fact };
  Kind kind = Kind::screening;
  std::size_t fact = 0;
  friend bool operator==(const DateAnchor&, const DateAnchor&) = default;
};

/// One test of one fact.
struct Test {
  std::size_t fact = 0; ///< its place in `Criteria::facts`
  Comparison comparison = Comparison::at_least;
  Decimal limit; ///< in the fact's unit; a glucocorticoid's in mg of prednisone a day
  std::vector<std::string> words; ///< of a choice
  Span span;
  DateAnchor anchor;
  friend bool operator==(const Test&, const Test&) = default;
};

/// A tree of tests.
struct Rule {
  enum class Kind {
    test,
    criterion, ///< what another criterion says
    all,
    any,
    count,    ///< at least so many of its parts
    readings, ///< readings of an ambiguous text: what they agree on, else unknown
  };
  Kind kind = Kind::test;
  Test test;
  std::size_t criterion = 0; ///< its place in `Criteria::criteria`
  int least = 0;             ///< of a count
  std::vector<Rule> parts;
};

/// Calls `visit` with every rule of a tree that is a leaf.
template <class Visit>
void for_each_leaf(const Rule& rule, const Visit& visit) {
  if (rule.parts.empty()) visit(rule);
  for (const Rule& part : rule.parts)
    for_each_leaf(part, visit);
}

/// Whether a rule, without the criteria that it refers to, asks for a fact.
bool asks_for(const Rule& rule, std::size_t fact);

} // namespace nkdose
