#include "schedule/criteria/rule_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace nkdose {
namespace {

constexpr Field fields_of_rule[] = {
    {"fact", Shape::text, Need::optional, "the fact that is tested"},
    {"at_least", Shape::quantity, Need::optional, "a number, or how many parts of `of`"},
    {"at_most", Shape::quantity, Need::optional, "a number"},
    {"above", Shape::quantity, Need::optional, "a number, itself not enough"},
    {"below", Shape::quantity, Need::optional, "a number, itself too much"},
    {"one_of", Shape::list, Need::optional, "words of a choice"},
    {"none_of", Shape::list, Need::optional, "words of a choice"},
    {"at_least_before", Shape::quantity, Need::optional, "a date so long before the anchor"},
    {"at_least_before_or_never", Shape::quantity, Need::optional,
     "likewise, and \"never\" will do"},
    {"not_within", Shape::quantity, Need::optional,
     "a date before the span before the anchor, or \"never\"; on the span's first day unknown"},
    {"within", Shape::quantity, Need::optional,
     "a date in the span before the anchor; on its first day unknown"},
    {"at_least_after", Shape::quantity, Need::optional, "a date so long after the anchor"},
    {"anchor", Shape::text, Need::optional,
     "screening, first-drug-day, last-infusion or a fact's id"},
    {"criterion", Shape::text, Need::optional, "what another criterion says"},
    {"all", Shape::tables, Need::optional, "every part"},
    {"any", Shape::tables, Need::optional, "one part"},
    {"of", Shape::tables, Need::optional, "`at_least` so many parts"},
    {"readings", Shape::tables, Need::optional, "readings of an ambiguous text"},
};

constexpr std::string_view comparisons[] = {
    "at_least",   "at_most", "above",           "below",
    "one_of",     "none_of", "at_least_before", "at_least_before_or_never",
    "not_within", "within",  "at_least_after"};
constexpr std::string_view day_anchors[] = {"screening", "first-drug-day", "last-infusion"};
static_assert(comparisons[static_cast<std::size_t>(Comparison::at_least_after)] ==
              "at_least_after");
static_assert(day_anchors[static_cast<std::size_t>(DateAnchor::Kind::last_infusion)] ==
              "last-infusion");

constexpr Decimal most = 1'000'000_d; // of any number here

bool suits(Comparison comparison, FactKind kind) {
  switch (kind) {
  case FactKind::number:
  case FactKind::ratio:
  case FactKind::glucocorticoid:
    return comparison <= Comparison::below;
  case FactKind::choice:
    return comparison == Comparison::one_of || comparison == Comparison::none_of;
  case FactKind::date:
    return comparison >= Comparison::at_least_before;
  }
  return false;
}

std::string_view unit_of_limits(const Fact& fact) {
  return fact.kind == FactKind::ratio            ? "ULN"
         : fact.kind == FactKind::glucocorticoid ? "mg/day"
                                                 : std::string_view(fact.unit);
}

class RuleReader {
public:
  explicit RuleReader(const Criteria& criteria) : criteria_(criteria) {}

  Rule read(const Table& table) const {
    constexpr std::pair<std::string_view, Rule::Kind> groups[] = {
        {"all", Rule::Kind::all},
        {"any", Rule::Kind::any},
        {"of", Rule::Kind::count},
        {"readings", Rule::Kind::readings}};
    int forms = table.has("fact") + table.has("criterion");
    for (const auto& [key, kind] : groups)
      forms += table.has(key);
    if (forms != 1) {
      table.report("", Fault::contradiction,
                   "a rule has one of fact, criterion, all, any, of and "
                   "readings",
                   "split it");
      return {};
    }
    if (table.has("fact")) return read_tests(table);
    Rule rule;
    if (const auto id = table.text("criterion")) {
      rule.kind = Rule::Kind::criterion;
      rule.criterion =
          place_of(table, "criterion", *id, criteria_.criteria, &Criterion::id).value_or(0);
    }
    for (const auto& [key, kind] : groups)
      if (table.has(key)) read_group(table, key, kind, rule);
    return rule;
  }

private:
  void read_group(const Table& table, std::string_view key, Rule::Kind kind, Rule& rule) const {
    rule.kind = kind;
    for (const Table& part : table.tables(key, rule_fields))
      rule.parts.push_back(read(part));
    if (rule.parts.empty()) table.report(key, Fault::data, "the rule has no part", "add its parts");
    if (kind == Rule::Kind::count) {
      rule.least = table.whole("at_least", 1, static_cast<int>(rule.parts.size())).value_or(1);
      if (!table.has("at_least"))
        table.report(key, Fault::missing_key, "how many parts are needed is not said",
                     "add at_least = 2");
    }
  }

  // Every comparison of the table must hold, so that 45 to 70 % is one table.
  Rule read_tests(const Table& table) const {
    Test test;
    const auto place =
        place_of(table, "fact", table.text("fact").value_or(""), criteria_.facts, &Fact::id);
    if (!place) return {};
    test.fact = *place;
    const Fact& fact = criteria_.facts[test.fact];
    Rule all{Rule::Kind::all, {}, 0, 0, {}};
    for (std::size_t i = 0; i < std::size(comparisons); ++i) {
      if (!table.has(comparisons[i])) continue;
      test.comparison = static_cast<Comparison>(i);
      if (!suits(test.comparison, fact.kind))
        table.report(comparisons[i], Fault::contradiction,
                     fmt::format("{} does not fit a {}", comparisons[i],
                                 fact_kind_words[static_cast<std::size_t>(fact.kind)]),
                     "compare numbers with numbers, words with words, dates with an anchor");
      else
        read_limit(table, fact, comparisons[i], test);
      all.parts.push_back({Rule::Kind::test, test, 0, 0, {}});
    }
    if ((fact.kind == FactKind::date) != table.has("anchor"))
      table.report("anchor", Fault::contradiction, "a date, and only a date, has an anchor",
                   "write such as anchor = \"screening\"");
    if (all.parts.empty())
      table.report("fact", Fault::missing_key, "nothing is compared with the fact",
                   "add such as at_least = \"8\"");
    if (table.has("at_least") && table.has("at_most") && all.parts.size() == 2 &&
        all.parts[1].test.limit < all.parts[0].test.limit)
      table.report("at_most", Fault::data, "the range ends below its beginning",
                   "exchange at_least and at_most");
    return all.parts.size() == 1 ? all.parts.front() : all;
  }

  void read_limit(const Table& table, const Fact& fact, std::string_view key, Test& test) const {
    switch (fact.kind) {
    case FactKind::choice:
      test.words = table.texts(key);
      must_be_words(table, key, test.words);
      for (const std::string& word : test.words)
        place_of(table, key, word, fact.choices, std::identity());
      break;
    case FactKind::date:
      if (const auto span = table.quantity<Span>(key, read_span)) test.span = *span;
      if (const auto anchor = table.text("anchor")) test.anchor = anchor_of(table, *anchor);
      break;
    default:
      const auto limit = read_in_unit(table.value(key)->literal, unit_of_limits(fact), most);
      if (!limit)
        table.report(key, limit.reason());
      else if (fact.range && (*limit < fact.range->first || *limit > fact.range->second))
        table.report(key, Fault::data, "the limit is outside the fact's range", "check the two");
      else
        test.limit = *limit;
    }
  }

  DateAnchor anchor_of(const Table& table, const std::string& id) const {
    const auto found = find_in(day_anchors, id);
    if (found != std::end(day_anchors))
      return {static_cast<DateAnchor::Kind>(found - std::begin(day_anchors)), 0};
    const auto place = place_of(table, "anchor", id, criteria_.facts, &Fact::id);
    if (!place) return {};
    if (criteria_.facts[*place].kind != FactKind::date)
      table.report("anchor", Fault::contradiction, "the anchor is not a date", "name a date");
    return {DateAnchor::Kind::fact, *place};
  }

  const Criteria& criteria_;
};

} // namespace

const Fields rule_fields = fields_of_rule;

Rule read_rule(const Table& table, const Criteria& criteria) {
  return RuleReader(criteria).read(table);
}

void must_be_words(const Table& table, std::string_view key,
                   const std::vector<std::string>& words) {
  if (table.has(key) && words.empty())
    table.report(key, Fault::data, "the list is empty", "add its words");
  for (std::size_t i = 1; i < words.size(); ++i)
    if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) !=
        words.begin() + static_cast<std::ptrdiff_t>(i))
      table.report(key, Fault::contradiction, fmt::format("{} stands twice", in_quotes(words[i])),
                   "keep one");
}

} // namespace nkdose
