#include "schedule/criteria/criteria.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr PlanFact facts_of_every_plan[] = {
    {"age", "y", FactKind::number, true},
    {"age_at_screening", "y", FactKind::number, false},
    {"sex", "", FactKind::choice, true},
    {"clearance", "mL/min", FactKind::number, true},
    {"serum_creatinine", "umol/L", FactKind::ratio, false},
    {"cell_level", "million cells", FactKind::number, true},
};

} // namespace

std::span<const PlanFact> plan_facts() {
  return facts_of_every_plan;
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
  const auto asks = [&](const Criterion& criterion) {
    for (std::size_t i = 0; i < facts.size(); ++i)
      if ((i == fact || facts[i].dated_by == facts[fact].id) && asks_for(criterion.rule, i))
        return true;
    return false;
  };
  for (const Criterion& criterion : criteria)
    if (!holds(result, criterion.indication) && asks(criterion))
      result.push_back(criterion.indication);
  return result;
}

} // namespace nkdose
