#include "cli/words/criteria_words.hpp"

#include "cli/answer/screening_answer.hpp"
#include "cli/words/shown.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

using namespace fmt::literals;

// The units that are spans of time; every other unit has one form.
struct SpanUnit {
  std::string_view one, many;
};
constexpr SpanUnit span_units[] = {
    {"day", "days"}, {"week", "weeks"}, {"month", "months"}, {"year", "years"}};

std::string span_words(Span span) {
  if (span.months == 0) return counted(span.days, "{} day", "{} days");
  if (span.months % 12 == 0) return counted(span.months / 12, "{} year", "{} years");
  return counted(span.months, "{} calendar month", "{} calendar months");
}

// " g/L", " months", " x 10^9/L".
std::string unit_words(const Fact& fact, Decimal number) {
  if (fact.kind == FactKind::ratio) return " x ULN";
  if (fact.kind == FactKind::glucocorticoid) return " mg/day of prednisone";
  if (fact.unit.empty()) return "";
  return fmt::format("{}{}", fact.unit.front() == '1' ? " x " : " ",
                     number == Decimal(1) ? fact.unit : unit_of_many(fact.unit));
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
  return fmt::format(
      "{relation} {limit}{unit}", "relation"_a = words[static_cast<std::size_t>(test.comparison)],
      "limit"_a = to_grouped_text(test.limit), "unit"_a = unit_words(fact, test.limit));
}

// What a date must be, around the day that it is compared with; `day` is that day, or says which.
std::string relation_words(Comparison comparison, std::string_view day, std::string_view anchor) {
  switch (comparison) {
  case Comparison::within:
    return fmt::format("after {} (on it unknown: ask the sponsor) and up to {}", day, anchor);
  case Comparison::not_within:
    return fmt::format("before {} (on it unknown: ask the sponsor), or never", day);
  case Comparison::at_least_before_or_never:
    return fmt::format("on or before {}, or never", day);
  case Comparison::at_least_after:
    return fmt::format("on or after {}", day);
  default:
    return fmt::format("on or before {}", day);
  }
}

// The date that a date is compared with, in place of "6 calendar months before screening".
std::string date_words(const Test& test, const Criteria& criteria, std::optional<Day> anchor) {
  const bool is_after = test.comparison == Comparison::at_least_after;
  const std::string_view counted_from = anchor_words(test.anchor, criteria);
  const std::string distance =
      fmt::format("{} {} {}", span_words(test.span), is_after ? "after" : "before", counted_from);
  if (!anchor) {
    const bool has_open_day =
        test.comparison == Comparison::within || test.comparison == Comparison::not_within;
    return relation_words(test.comparison, (has_open_day ? "the day " : "") + distance,
                          counted_from);
  }
  const Day limit = moved(*anchor, test.span, is_after ? 1 : -1);
  return fmt::format("{}: {}{}",
                     relation_words(test.comparison, iso_date(limit), iso_date(*anchor)), distance,
                     other_month_readings(*anchor, (is_after ? 1 : -1) * test.span.months, limit));
}

} // namespace

std::string_view unit_of_many(std::string_view unit) {
  const auto found = find_in(span_units, unit, &SpanUnit::one);
  return found == std::end(span_units) ? unit : found->many;
}

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
  if (value->low == value->high)
    return fmt::format("{written} = {dose} mg/day of prednisone", "written"_a = value->written,
                       "dose"_a = to_text(value->high));
  return fmt::format("{written} = {low} to {high}, sources differ and the stricter counts, mg/day "
                     "of prednisone",
                     "written"_a = value->written, "low"_a = to_text(value->low),
                     "high"_a = to_text(value->high));
}

std::string count_words(const Screening& screening) {
  const CriteriaCounts counts = counts_of(screening);
  return fmt::format(
      "{met} met, {not_met} not met, {unknown} unknown{waived}", "met"_a = counts.met,
      "not_met"_a = counts.not_met, "unknown"_a = counts.unknown,
      "waived"_a = counts.waived == 0 ? "" : fmt::format(", {} waived", counts.waived));
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
  const std::string last = earliest.last ? fmt::format(", {last} the last (then {ended_by})",
                                                       "last"_a = iso_date(*earliest.last),
                                                       "ended_by"_a = joined_ids(earliest.ended_by))
                                         : "";
  const std::string why =
      earliest.decided_by.empty()
          ? fmt::format("with lymphodepletion not before {}, {}", iso_date(earliest.first_drug_day),
                        earliest.begins_today ? "the day of the calculation"
                                              : "the last date among them")
          : "decided by " + joined_ids(earliest.decided_by);
  const std::string open =
      earliest.open ? "the next that can be kept is " + weekday_date(*earliest.open)
                    : "none within a year can be kept (nkdose calendar --find-from says why)";
  return fmt::format("{day_zero} is the earliest day zero that the dates of the case allow{last}; "
                     "{why}. With closed days, slots, bags and measurements {open}",
                     "day_zero"_a = weekday_date(*earliest.day_zero), "last"_a = last,
                     "why"_a = why, "open"_a = open);
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
