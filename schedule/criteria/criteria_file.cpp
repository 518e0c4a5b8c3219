#include "schedule/criteria/criteria_file.hpp"

#include "dosing/body/patient.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/criteria/rule_file.hpp"

#include <fmt/format.h>

#include <algorithm>

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
    {"dated_by", Shape::text, Need::optional, "the fact that is the day of the test"},
};
constexpr Field criterion_fields[] = {
    {"id", Shape::text, Need::required, "as the record's rows are numbered", "\"SLE03\""},
    {"kind", Shape::choice, Need::required, "inclusion, exclusion, definition or dose"},
    {"indication", Shape::text, Need::optional, "one of [[indication]]; none: every patient"},
    {"text", Shape::text, Need::required, "the record's own words"},
    {"rule", Shape::table, Need::required, "what must be so for the criterion to be met"},
    {"source", Shape::text, Need::required, "where it comes from"},
};
constexpr Field ambiguity_fields[] = {
    {"number", Shape::whole, Need::required, "its rank"},
    {"criteria", Shape::list, Need::required, "the ids of the criteria"},
    {"text", Shape::text, Need::required, "what can be read in more than one way"},
    {"reading", Shape::text, Need::required, "the reading that is taken"},
    {"source", Shape::text, Need::required, "who takes it"},
};

constexpr std::size_t most_entries = 1000; // facts or criteria of a file, tests of a criterion

// The keys of [screening] that are no facts.
constexpr std::string_view reserved_keys[] = {"date", "indication"};

class CriteriaReader {
public:
  CriteriaReader(const Document& document, FileProblems& reader)
      : file_(document.root, file_fields, "", reader),
        references_(file_.tables("source", References::fields)) {}

  Criteria read(std::string sha256) {
    result_.sha256 = std::move(sha256);
    if (const auto table = file_.table("criteria", head_fields)) {
      result_.protocol = table->name("protocol").value_or(Name());
      result_.version = table->whole("version", 1, 9999).value_or(1);
      result_.source = source(*table);
    }
    for (const Table& table : file_.tables("indication", indication_fields))
      result_.indications.push_back(
          {identity(table, lower_case), table.text("title").value_or("")});
    const std::vector<Table> facts = few("fact", fact_fields);
    for (const Table& table : facts)
      fact(table);
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (facts[i].has("dated_by")) must_be_dated(facts[i], result_.facts[i]);
    // A rule may refer to a criterion that stands below it.
    const std::vector<Table> tables = few("criterion", criterion_fields);
    for (const Table& table : tables)
      name_criterion(table);
    for (std::size_t i = 0; i < tables.size(); ++i)
      criterion(tables[i], result_.criteria[i]);
    for (const Table& table : file_.tables("ambiguity", ambiguity_fields))
      ambiguity(table);
    if (!file_.problem_count()) prove(tables);
    return std::move(result_);
  }

private:
  static constexpr std::string_view lower_case = "abcdefghijklmnopqrstuvwxyz0123456789-_";
  static constexpr std::string_view both_cases =
      "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ";

  std::string source(const Table& table) const {
    const Reference* reference = references_.of(table);
    return reference ? reference->printed() : "";
  }

  std::vector<Table> few(std::string_view key, Fields fields) const {
    const Value* list = file_.value(key);
    if (!list || list->items.size() <= most_entries) return file_.tables(key, fields);
    file_.report(key, Fault::too_large,
                 fmt::format("{} tables, at most {}", list->items.size(), most_entries),
                 "check which file was given");
    return {};
  }

  static std::string identity(const Table& table, std::string_view allowed) {
    std::string id = table.text("id").value_or("");
    if (id.size() > Name::limit * 2 || id.find_first_not_of(allowed) != id.npos)
      table.report("id", Fault::text, fmt::format("{} is not an id", in_quotes(id)),
                   "write letters, digits and hyphens or underscores");
    return id;
  }

  void fact(const Table& table) {
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
              table.text("safety_yes").value_or(""),
              table.text("dated_by").value_or("")};
    if (const auto kind = table.choice("kind", fact_kind_words))
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

  // The day of a test may stand below the test.
  void must_be_dated(const Table& table, const Fact& fact) const {
    const auto place = place_of(table, "dated_by", fact.dated_by, result_.facts, &Fact::id);
    if (place && (fact.kind == FactKind::date || result_.facts[*place].kind != FactKind::date))
      table.report("dated_by", Fault::contradiction, "a date dates something that is no date",
                   "name the day of the test");
  }

  void name_criterion(const Table& table) {
    Criterion criterion;
    criterion.id = identity(table, both_cases);
    if (criterion.id.size() > Name::limit)
      table.report("id", Fault::text, "the id is too long",
                   fmt::format("write at most {} characters", Name::limit));
    if (holds(result_.criteria, criterion.id, &Criterion::id))
      table.report("id", Fault::contradiction, "the criterion stands twice", "rename one of them");
    result_.criteria.push_back(std::move(criterion));
  }

  void criterion(const Table& table, Criterion& criterion) {
    if (const auto kind = table.choice("kind", criterion_kind_words))
      criterion.kind = static_cast<CriterionKind>(*kind);
    criterion.indication = table.text("indication").value_or("");
    if (!criterion.indication.empty())
      place_of(table, "indication", criterion.indication, result_.indications, &Indication::id);
    criterion.text = table.text("text", 1000).value_or("");
    criterion.source = source(table);
    if (const auto rule = table.table("rule", rule_fields))
      criterion.rule = read_rule(*rule, result_);
  }

  void ambiguity(const Table& table) {
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
  void prove(const std::vector<Table>& tables) {
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

  void prove_references(const Table& table, Criterion& criterion) {
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
    const auto known = plan_facts();
    const auto found = find_in(known, fact.id, &PlanFact::id);
    return found == known.end() || found->has_findings; // else a drug's level
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
  Table file_;
  References references_;
  Criteria result_;
};

} // namespace

Checked<Criteria, Problems> read_criteria(const Document& document, std::string sha256) {
  FileProblems reader{document.name, {}};
  CriteriaReader criteria(document, reader);
  Criteria result = criteria.read(std::move(sha256));
  if (!reader.problems.empty()) return std::move(reader.problems);
  return result;
}

} // namespace nkdose
