#include "schedule/criteria/criteria.hpp"

#include "dosing/body/patient.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"criteria", Shape::table, Need::required, "which protocol they belong to"},
    {"indication", Shape::tables, Need::optional, "diseases with criteria of their own"},
    {"fact", Shape::tables, Need::required, "what is asked about a patient"},
    {"criterion", Shape::tables, Need::required, "the criteria, in the order of the record"},
    {"ambiguity", Shape::tables, Need::optional, "where the record can be read in more ways"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field head_fields[] = {
    {"protocol", Shape::text, Need::required, "the protocol's id"},
    {"version", Shape::whole, Need::required, "grows with every change of the file"},
    {"source", Shape::text, Need::required, "where the criteria come from"},
};
constexpr Field indication_fields[] = {
    {"id", Shape::text, Need::required, "its name in [screening] indication"},
    {"title", Shape::text, Need::required, "the disease"},
};
constexpr Field fact_fields[] = {
    {"id", Shape::text, Need::required, "its key in [screening]"},
    {"kind", Shape::choice, Need::required, "number, ratio, date, choice or glucocorticoid"},
    {"question", Shape::text, Need::required, "what is asked"},
    {"unit", Shape::text, Need::optional, "none for a score or a count", "\"g/L\""},
    {"range", Shape::list, Need::optional, "what can be meant, of a number", "[\"0\", \"150\"]"},
    {"choices", Shape::list, Need::optional, "of a choice", "[\"no\", \"yes\"]"},
    {"never", Shape::flag, Need::optional, "true: a date may also be \"never\""},
    {"of_the_plan", Shape::flag, Need::optional, "true: the plan knows it, nobody is asked"},
    {"safety", Shape::choice, Need::optional, "the [safety] question that a choice answers too"},
    {"safety_yes", Shape::text, Need::optional, "the word that answers it with yes"},
};
constexpr Field criterion_fields[] = {
    {"id", Shape::text, Need::required, "as the record's rows are numbered", "\"SLE03\""},
    {"kind", Shape::choice, Need::required, "inclusion, exclusion, definition or dose"},
    {"indication", Shape::text, Need::optional, "one of [[indication]]; none: every patient"},
    {"text", Shape::text, Need::required, "the record's own words"},
    {"rule", Shape::table, Need::required, "what must be so for the criterion to be met"},
    {"source", Shape::text, Need::required, "where it comes from"},
};
constexpr Field rule_fields[] = {
    {"fact", Shape::text, Need::optional, "the fact that is tested"},
    {"at_least", Shape::quantity, Need::optional, "a number, or how many parts of `of`"},
    {"at_most", Shape::quantity, Need::optional, "a number"},
    {"above", Shape::quantity, Need::optional, "a number, itself not enough"},
    {"below", Shape::quantity, Need::optional, "a number, itself too much"},
    {"one_of", Shape::list, Need::optional, "words of a choice"},
    {"none_of", Shape::list, Need::optional, "words of a choice"},
    {"at_least_before", Shape::quantity, Need::optional, "a date so long before the anchor"},
    {"not_within", Shape::quantity, Need::optional, "likewise, and \"never\" will do"},
    {"within", Shape::quantity, Need::optional, "a date in the span before the anchor"},
    {"at_least_after", Shape::quantity, Need::optional, "a date so long after the anchor"},
    {"anchor", Shape::text, Need::optional,
     "screening, first-drug-day, last-infusion or a fact's id"},
    {"criterion", Shape::text, Need::optional, "what another criterion says"},
    {"all", Shape::tables, Need::optional, "every part"},
    {"any", Shape::tables, Need::optional, "one part"},
    {"of", Shape::tables, Need::optional, "`at_least` so many parts"},
    {"readings", Shape::tables, Need::optional, "readings of an ambiguous text"},
};
constexpr Field ambiguity_fields[] = {
    {"number", Shape::whole, Need::required, "its rank"},
    {"criteria", Shape::list, Need::required, "the ids of the criteria"},
    {"text", Shape::text, Need::required, "what can be read in more than one way"},
    {"reading", Shape::text, Need::required, "the reading that is taken"},
    {"source", Shape::text, Need::required, "who takes it"},
};

constexpr std::string_view fact_kinds[] = {"number", "ratio", "date", "choice", "glucocorticoid"};
constexpr std::string_view criterion_kinds[] = {"inclusion", "exclusion", "definition", "dose"};
constexpr std::string_view comparisons[] = {
    "at_least", "at_most",         "above",      "below",  "one_of",
    "none_of",  "at_least_before", "not_within", "within", "at_least_after"};
constexpr std::string_view day_anchors[] = {"screening", "first-drug-day", "last-infusion"};
static_assert(fact_kinds[static_cast<std::size_t>(FactKind::glucocorticoid)] == "glucocorticoid");
static_assert(criterion_kinds[static_cast<std::size_t>(CriterionKind::dose)] == "dose");
static_assert(comparisons[static_cast<std::size_t>(Comparison::at_least_after)] ==
              "at_least_after");
static_assert(day_anchors[static_cast<std::size_t>(DateAnchor::Kind::last_infusion)] ==
              "last-infusion");

constexpr Decimal most = 1'000'000_d;      // of any number here
constexpr std::size_t most_entries = 1000; // facts or criteria of a file, tests of a criterion

constexpr PlanFact facts_of_every_plan[] = {
    {"age", "y", FactKind::number, true},
    {"age_at_screening", "y", FactKind::number, false},
    {"sex", "", FactKind::choice, true},
    {"clearance", "mL/min", FactKind::number, true},
    {"serum_creatinine", "umol/L", FactKind::ratio, false},
    {"cell_level", "million cells", FactKind::number, true},
};
constexpr int longest_months = 1200, longest_days = 36'500;

// The keys of [screening] that are no facts.
constexpr std::string_view reserved_keys[] = {"date", "indication"};

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

// Calls `visit` with every rule of a tree that is a leaf.
void for_each_leaf(const Rule& rule, const std::function<void(const Rule&)>& visit) {
  if (rule.parts.empty()) visit(rule);
  for (const Rule& part : rule.parts)
    for_each_leaf(part, visit);
}

class CriteriaReader {
public:
  CriteriaReader(const Document& document, Reader& reader)
      : file_(document.root, file_fields, "", reader),
        references_(file_.records("source", References::fields)) {}

  Criteria read(std::string sha256) {
    result_.sha256 = std::move(sha256);
    if (const auto table = file_.record("criteria", head_fields)) {
      result_.protocol = table->name("protocol").value_or(Name());
      result_.version = table->whole("version", 1, 9999).value_or(1);
      result_.source = source(*table);
    }
    for (const Record& table : file_.records("indication", indication_fields))
      result_.indications.push_back(
          {identity(table, lower_case), table.text("title").value_or("")});
    for (const Record& table : few("fact", fact_fields))
      fact(table);
    // A rule may refer to a criterion that stands below it.
    const std::vector<Record> tables = few("criterion", criterion_fields);
    for (const Record& table : tables)
      name_criterion(table);
    for (std::size_t i = 0; i < tables.size(); ++i)
      criterion(tables[i], result_.criteria[i]);
    for (const Record& table : file_.records("ambiguity", ambiguity_fields))
      ambiguity(table);
    if (!file_.problem_count()) prove(tables);
    return std::move(result_);
  }

private:
  static constexpr std::string_view lower_case = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  static constexpr std::string_view both_cases =
      "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  std::string source(const Record& table) const {
    const Reference* reference = references_.of(table);
    return reference ? reference->printed() : "";
  }

  std::vector<Record> few(std::string_view key, Fields fields) const {
    const Value* list = file_.value(key);
    if (!list || list->items.size() <= most_entries) return file_.records(key, fields);
    file_.report(key, Fault::too_large,
                 fmt::format("{} tables, at most {}", list->items.size(), most_entries),
                 "check which file was given");
    return {};
  }

  static std::string identity(const Record& table, std::string_view allowed) {
    std::string id = table.text("id").value_or("");
    if (id.size() > Name::limit * 2 || id.find_first_not_of(allowed) != id.npos)
      table.report("id", Fault::text, fmt::format("{} is not an id", in_quotes(id)),
                   "write letters, digits and hyphens or underscores");
    return id;
  }

  void fact(const Record& table) {
    Fact fact{identity(table, lower_case),
              FactKind::number,
              table.text("question").value_or(""),
              table.text("unit", 20).value_or(""),
              {},
              table.texts("choices"),
              table.flag("never").value_or(false),
              table.flag("of_the_plan").value_or(false),
              "",
              "",
              table.text("safety_yes").value_or("")};
    if (const auto kind = table.choice("kind", fact_kinds))
      fact.kind = static_cast<FactKind>(*kind);
    if (fact.kind == FactKind::ratio) fact.limit_key = fact.id + "_uln";
    if (const auto question = table.choice("safety", safety_question_ids))
      fact.safety = safety_question_ids[*question];
    const auto takes = [&](const Fact& other) {
      return other.id == fact.id || other.limit_key == fact.id || other.id == fact.limit_key;
    };
    if (holds(reserved_keys, fact.id) || any_of(result_.facts, takes))
      table.report("id", Fault::contradiction, fmt::format("{} is taken", in_quotes(fact.id)),
                   "choose another id");
    if ((fact.kind == FactKind::choice) != table.has("choices") ||
        (fact.kind != FactKind::date && fact.can_be_never) ||
        (fact.kind != FactKind::number && table.has("range")) ||
        (fact.kind != FactKind::number && fact.kind != FactKind::ratio && table.has("unit")))
      table.report("kind", Fault::contradiction,
                   "choices, never, range or unit do not fit the kind",
                   "choices belong to a choice, never to a date, a range to a number, a unit to a "
                   "number or a ratio");
    must_be_words(table, "choices", fact.choices);
    if (holds(fact.choices, "unknown"))
      table.report("choices", Fault::contradiction, "\"unknown\" is always a choice", "remove it");
    if (fact.safety.empty() != fact.safety_yes.empty() ||
        (!fact.safety.empty() && !holds(fact.choices, fact.safety_yes)))
      table.report("safety", Fault::contradiction,
                   "a [safety] question goes with the choice that answers it with yes",
                   "write safety and safety_yes");
    fact.range = table.range<Decimal>("range", read_number);
    result_.facts.push_back(std::move(fact));
  }

  static void must_be_words(const Record& table, std::string_view key,
                            const std::vector<std::string>& words) {
    if (table.has(key) && words.empty())
      table.report(key, Fault::data, "the list is empty", "add its words");
    for (std::size_t i = 1; i < words.size(); ++i)
      if (std::find(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(i), words[i]) !=
          words.begin() + static_cast<std::ptrdiff_t>(i))
        table.report(key, Fault::contradiction, fmt::format("{} stands twice", in_quotes(words[i])),
                     "keep one");
  }

  void name_criterion(const Record& table) {
    Criterion criterion;
    criterion.id = identity(table, both_cases);
    if (criterion.id.size() > Name::limit)
      table.report("id", Fault::text, "the id is too long",
                   fmt::format("write at most {} characters", Name::limit));
    if (holds(result_.criteria, criterion.id, &Criterion::id))
      table.report("id", Fault::contradiction, "the criterion stands twice", "rename one of them");
    result_.criteria.push_back(std::move(criterion));
  }

  void criterion(const Record& table, Criterion& criterion) {
    if (const auto kind = table.choice("kind", criterion_kinds))
      criterion.kind = static_cast<CriterionKind>(*kind);
    criterion.indication = table.text("indication").value_or("");
    if (!criterion.indication.empty())
      place_of(table, "indication", criterion.indication, result_.indications, &Indication::id);
    criterion.text = table.text("text", 1000).value_or("");
    criterion.source = source(table);
    if (const auto rule = table.record("rule", rule_fields)) criterion.rule = read_rule(*rule);
  }

  // The place of a named thing in a list, or a problem.
  template <class List, class Id>
  static std::optional<std::size_t> place_of(const Record& table, std::string_view key,
                                             const std::string& id, const List& list, Id part) {
    const auto found = find_in(list, id, part);
    if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
    std::vector<std::string_view> known;
    known.reserve(list.size());
    for (const auto& one : list)
      known.push_back(std::string_view(std::invoke(part, one)));
    table.report(key, Fault::unknown_name, fmt::format("there is no {}", in_quotes(id)),
                 did_you_mean(id, known));
    return std::nullopt;
  }

  Rule read_rule(const Record& table) {
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
          place_of(table, "criterion", *id, result_.criteria, &Criterion::id).value_or(0);
    }
    for (const auto& [key, kind] : groups)
      if (table.has(key)) read_group(table, key, kind, rule);
    return rule;
  }

  void read_group(const Record& table, std::string_view key, Rule::Kind kind, Rule& rule) {
    rule.kind = kind;
    for (const Record& part : table.records(key, rule_fields))
      rule.parts.push_back(read_rule(part));
    if (rule.parts.empty()) table.report(key, Fault::data, "the rule has no part", "add its parts");
    if (kind == Rule::Kind::count) {
      rule.least = table.whole("at_least", 1, static_cast<int>(rule.parts.size())).value_or(1);
      if (!table.has("at_least"))
        table.report(key, Fault::missing_key, "how many parts are needed is not said",
                     "add at_least = 2");
    }
  }

  // Every comparison of the table must hold, so that 45 to 70 % is one table.
  Rule read_tests(const Record& table) {
    Test test;
    const auto place =
        place_of(table, "fact", table.text("fact").value_or(""), result_.facts, &Fact::id);
    if (!place) return {};
    test.fact = *place;
    const Fact& fact = result_.facts[test.fact];
    Rule all{Rule::Kind::all, {}, 0, 0, {}};
    for (std::size_t i = 0; i < std::size(comparisons); ++i) {
      if (!table.has(comparisons[i])) continue;
      test.comparison = static_cast<Comparison>(i);
      if (!suits(test.comparison, fact.kind))
        table.report(comparisons[i], Fault::contradiction,
                     fmt::format("{} does not fit a {}", comparisons[i],
                                 fact_kinds[static_cast<std::size_t>(fact.kind)]),
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

  void read_limit(const Record& table, const Fact& fact, std::string_view key, Test& test) const {
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

  DateAnchor anchor_of(const Record& table, const std::string& id) const {
    const auto found = find_in(day_anchors, id);
    if (found != std::end(day_anchors))
      return {static_cast<DateAnchor::Kind>(found - std::begin(day_anchors)), 0};
    const auto place = place_of(table, "anchor", id, result_.facts, &Fact::id);
    if (!place) return {};
    if (result_.facts[*place].kind != FactKind::date)
      table.report("anchor", Fault::contradiction, "the anchor is not a date", "name a date");
    return {DateAnchor::Kind::fact, *place};
  }

  void ambiguity(const Record& table) {
    Ambiguity ambiguity{table.whole("number", 1, 999).value_or(1),
                        {},
                        table.text("text", 1000).value_or(""),
                        table.text("reading", 1000).value_or(""),
                        source(table)};
    for (const std::string& id : table.texts("criteria"))
      if (const auto place = place_of(table, "criteria", id, result_.criteria, &Criterion::id))
        ambiguity.criteria.push_back(*place);
    if (holds(result_.ambiguities, ambiguity.number, &Ambiguity::number))
      table.report("number", Fault::contradiction, "the number stands twice", "count on");
    result_.ambiguities.push_back(std::move(ambiguity));
  }

  // What only the whole shows: no circle, no fact without use, no answer from another disease.
  void prove(const std::vector<Record>& tables) {
    sizes_.assign(tables.size(), 0);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      const std::size_t size = size_of(i);
      if (size == endless)
        tables[i].report("rule", Fault::contradiction, "its references lead in a circle",
                         "take the circle apart");
      else if (size > most_entries)
        tables[i].report(
            "rule", Fault::too_large,
            fmt::format("with all that it refers to it is more than {} tests", most_entries),
            "refer to fewer criteria");
      prove_references(tables[i], result_.criteria[i]);
    }
    for (std::size_t i = 0; i < result_.facts.size(); ++i)
      if (result_.indications_of(i).empty())
        file_.report("fact", Fault::data,
                     fmt::format("no criterion asks for {}", in_quotes(result_.facts[i].id)),
                     "remove the fact, or name it in a rule");
    if (!any_of(result_.criteria, [](const Criterion& criterion) {
          return criterion.kind <= CriterionKind::exclusion && !criterion.is_part;
        }))
      file_.report("criterion", Fault::data, "no criterion decides anything",
                   "add an inclusion or an exclusion");
  }

  void prove_references(const Record& table, Criterion& criterion) {
    criterion.is_judged_by_plan = true;
    for_each_leaf(criterion.rule, [&](const Rule& leaf) {
      if (leaf.kind == Rule::Kind::test) {
        criterion.is_judged_by_plan &= has_findings(result_.facts[leaf.test.fact]);
        return;
      }
      Criterion& part = result_.criteria[leaf.criterion];
      part.is_part = true;
      criterion.is_judged_by_plan = false;
      if (!part.indication.empty() && part.indication != criterion.indication)
        table.report("rule", Fault::contradiction,
                     fmt::format("{} belongs to another indication", part.id),
                     "refer to criteria of the same indication, or of every patient");
    });
  }

  static bool has_findings(const Fact& fact) {
    if (!fact.is_of_the_plan) return false;
    const auto known = find_in(facts_of_every_plan, fact.id, &PlanFact::id);
    return known == std::end(facts_of_every_plan) || known->has_findings; // else a drug's level
  }

  // The tests of a criterion with those of all that it refers to; endless in a circle. Each is
  // counted once: a file of a thousand references is read as fast as one of ten.
  std::size_t size_of(std::size_t criterion) {
    std::size_t& known = sizes_[criterion];
    if (known != 0) return known;
    known = endless; // until it is counted: who comes here again has gone in a circle
    std::size_t size = 0;
    for_each_leaf(result_.criteria[criterion].rule, [&](const Rule& leaf) {
      const std::size_t part = leaf.kind == Rule::Kind::criterion ? size_of(leaf.criterion) : 1;
      size = part == endless || size == endless ? endless : std::min(size + part, endless - 1);
    });
    return sizes_[criterion] = size;
  }

  static constexpr std::size_t endless = SIZE_MAX / 2;
  std::vector<std::size_t> sizes_;
  Record file_;
  References references_;
  Criteria result_;
};

} // namespace

std::span<const PlanFact> plan_facts() {
  return facts_of_every_plan;
}

std::string_view to_text(CriterionKind kind) {
  return criterion_kinds[static_cast<std::size_t>(kind)];
}

Reading<Span> read_span(std::string_view text) {
  struct Word {
    std::string_view unit;
    int months, days;
  };
  constexpr Word words[] = {{"day", 0, 1}, {"week", 0, 7}, {"month", 1, 0}, {"year", 12, 0}};
  for (const Word& word : words) {
    const auto count = read_in_unit(text, word.unit, 1000);
    if (!count || cut_to(*count, 0) != *count) continue;
    const int number = static_cast<int>(count->billionths() / Decimal::scale);
    if (number * word.months > longest_months || number * word.days > longest_days) continue;
    return Span{number * word.months, number * word.days};
  }
  return TextFault{Fault::number, fmt::format("{} is not a span of time", in_quotes(text)),
                   "write such as \"14 days\", \"12 weeks\", \"6 months\" or \"1 year\""};
}

Day moved(Day day, Span span, int sign) {
  return months_later(day, sign * span.months) + std::chrono::days(sign * span.days);
}

bool asks_for(const Rule& rule, std::size_t fact) {
  bool found = false;
  for_each_leaf(rule, [&](const Rule& leaf) {
    if (leaf.kind != Rule::Kind::test) return;
    const DateAnchor& anchor = leaf.test.anchor;
    found |=
        leaf.test.fact == fact || (anchor.kind == DateAnchor::Kind::fact && anchor.fact == fact);
  });
  return found;
}

bool Criteria::is_promise(std::size_t fact) const {
  bool is_tested = false, is_promise = true;
  for (const Criterion& criterion : criteria)
    for_each_leaf(criterion.rule, [&](const Rule& leaf) {
      if (leaf.kind != Rule::Kind::test || leaf.test.fact != fact) return;
      is_tested = true;
      is_promise &= leaf.test.comparison == Comparison::at_least_after;
    });
  return is_tested && is_promise;
}

std::vector<std::string> Criteria::indications_of(std::size_t fact) const {
  std::vector<std::string> result;
  for (const Criterion& criterion : criteria)
    if (asks_for(criterion.rule, fact) && !holds(result, criterion.indication))
      result.push_back(criterion.indication);
  return result;
}

Checked<Criteria, Problems> read_criteria(const Document& document, std::string sha256) {
  Reader reader{document.name, {}};
  CriteriaReader criteria(document, reader);
  Criteria result = criteria.read(std::move(sha256));
  if (!reader.problems.empty()) return std::move(reader.problems);
  return result;
}

} // namespace nkdose
