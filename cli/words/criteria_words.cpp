#include "cli/words/criteria_words.hpp"

#include "cli/answer/screening_answer.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

std::string span_words(Span span) {
  const bool is_years = span.months != 0 && span.months % 12 == 0;
  const int count = is_years ? span.months / 12 : span.months != 0 ? span.months : span.days;
  return fmt::format("{} {}{}", count,
                     is_years           ? "year"
                     : span.months != 0 ? "calendar month"
                                        : "day",
                     count == 1 ? "" : "s");
}

// " g/L", " months", " x 10^9/L".
std::string unit_words(const Fact& fact, Decimal number) {
  if (fact.kind == FactKind::ratio) return " x ULN";
  if (fact.kind == FactKind::glucocorticoid) return " mg/day of prednisone";
  if (fact.unit.empty()) return "";
  const bool is_span = bool(read_span("1 " + fact.unit));
  return fmt::format("{}{}{}", fact.unit.front() == '1' ? " x " : " ", fact.unit,
                     is_span && number != Decimal(1) ? "s" : "");
}

std::string_view anchor_words(const DateAnchor& anchor, const Criteria& criteria) {
  switch (anchor.kind) {
  case DateAnchor::Kind::screening:
    return "screening";
  case DateAnchor::Kind::first_drug_day:
    return "the first drug day";
  case DateAnchor::Kind::last_infusion:
    return "the last infusion";
  case DateAnchor::Kind::fact:
    return criteria.facts[anchor.fact].id;
  }
  return "";
}

std::string number_words(const Test& test, const Fact& fact) {
  constexpr std::string_view words[] = {"at least", "at most", "above", "below"};
  return fmt::format("{} {}{}", words[static_cast<std::size_t>(test.comparison)],
                     to_grouped_text(test.limit), unit_words(fact, test.limit));
}

// The date that a date is compared with, in place of "6 calendar months before screening".
std::string date_words(const Test& test, const Criteria& criteria, std::optional<Day> anchor) {
  const bool is_after = test.comparison == Comparison::at_least_after;
  const std::string distance =
      fmt::format("{} {} {}", span_words(test.span), is_after ? "after" : "before",
                  anchor_words(test.anchor, criteria));
  const std::string_view or_never = test.comparison == Comparison::not_within ? ", or never" : "";
  const std::string_view relation = test.comparison == Comparison::within ? "within"
                                    : is_after                            ? "on or after"
                                                                          : "on or before";
  if (!anchor) return fmt::format("{} {}{}", relation, distance, or_never);
  const Day limit = moved(*anchor, test.span, is_after ? 1 : -1);
  const std::string others =
      other_month_readings(*anchor, (is_after ? 1 : -1) * test.span.months, limit);
  if (test.comparison == Comparison::within)
    return fmt::format("{} to {}: within {}{}", iso_date(limit), iso_date(*anchor), distance,
                       others);
  return fmt::format("{} {}{}: {}{}", relation, iso_date(limit), or_never, distance, others);
}

} // namespace

std::string limit_words(const Test& test, const Criteria& criteria) {
  const Fact& fact = criteria.facts[test.fact];
  switch (fact.kind) {
  case FactKind::choice:
    return fmt::format("{}{}", test.comparison == Comparison::none_of ? "not " : "",
                       fmt::join(test.words, " or "));
  case FactKind::date:
    return date_words(test, criteria, std::nullopt);
  default:
    return number_words(test, fact);
  }
}

std::string limit_words(const Judgement& judgement, const Criteria& criteria) {
  const Fact& fact = criteria.facts[judgement.test->fact];
  return fact.kind == FactKind::date ? date_words(*judgement.test, criteria, judgement.anchor)
                                     : limit_words(*judgement.test, criteria);
}

std::string rule_words(const Rule& rule, const Criteria& criteria) {
  if (rule.kind == Rule::Kind::test)
    return fmt::format("{}: {}", criteria.facts[rule.test.fact].id,
                       limit_words(rule.test, criteria));
  if (rule.kind == Rule::Kind::criterion) return criteria.criteria[rule.criterion].id;
  std::string parts;
  for (const Rule& part : rule.parts)
    parts += fmt::format("{}{}", parts.empty() ? "" : "; ", rule_words(part, criteria));
  return fmt::format("{} ({})",
                     rule.kind == Rule::Kind::all        ? "all of"
                     : rule.kind == Rule::Kind::any      ? "one of"
                     : rule.kind == Rule::Kind::readings ? "in every reading"
                                                         : fmt::format("{} of", rule.least),
                     parts);
}

std::string value_words(const std::optional<FactValue>& value, const Fact& fact) {
  if (!value || (value->written.empty() && !value->day)) return "not given";
  if (fact.kind != FactKind::glucocorticoid) return value->written;
  return fmt::format("{} = {} mg/day of prednisone", value->written,
                     value->low == value->high
                         ? to_text(value->high)
                         : fmt::format("{} to {}, sources differ and the stricter counts,",
                                       to_text(value->low), to_text(value->high)));
}

std::string count_words(const Screening& screening) {
  const CriteriaCounts counts = counts_of(screening);
  return fmt::format("{} met, {} not met, {} unknown{}", counts.met, counts.not_met, counts.unknown,
                     counts.waived == 0 ? "" : fmt::format(", {} waived", counts.waived));
}

std::string indication_words(const Screening& screening) {
  const auto found =
      find_in(screening.criteria->indications, screening.facts.indication, &Indication::id);
  return found == screening.criteria->indications.end()
             ? screening.indication_is_known() ? "the protocol has one set of criteria"
                                               : "NOT GIVEN: its criteria are not judged"
             : found->title;
}

std::string earliest_words(const EarliestDayZero& earliest) {
  if (!earliest.day_zero)
    return fmt::format("no day zero within two years satisfies the dates of the case: {} stand "
                       "against each other",
                       joined_ids(earliest.decided_by));
  return fmt::format(
      "{} {} is the earliest day zero that the dates of the case allow{}; {}. Closed days are not "
      "in it: nkdose calendar --find-from",
      weekday_name(*earliest.day_zero), iso_date(*earliest.day_zero),
      earliest.last ? fmt::format(", {} the last (then {})", iso_date(*earliest.last),
                                  joined_ids(earliest.ended_by))
                    : "",
      earliest.decided_by.empty()
          ? fmt::format("with lymphodepletion not before {}, the last date among them",
                        iso_date(earliest.first_drug_day))
          : "decided by " + joined_ids(earliest.decided_by));
}

std::string joined_ids(const std::vector<const Criterion*>& criteria) {
  std::string ids;
  for (const Criterion* criterion : criteria)
    ids += fmt::format("{}{}", ids.empty() ? "" : ", ", criterion->id);
  return ids;
}

std::string ids_of(const Ambiguity& ambiguity, const Criteria& criteria) {
  std::vector<const Criterion*> named;
  for (const std::size_t place : ambiguity.criteria)
    named.push_back(&criteria.criteria[place]);
  return joined_ids(named);
}

} // namespace nkdose
