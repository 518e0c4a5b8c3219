// The criteria of a trial as data: what is asked about a patient, and what the answers must be.
//
// They stand in a file beside the protocol (f01.criteria.toml), which is read only when a patient
// is screened. A criterion keeps the words of its record; what they mean is a small tree of tests.
#pragma once

#include "schedule/criteria/glucocorticoid.hpp"
#include "schedule/criteria/rule.hpp"

namespace nkdose {

/// How a fact about a patient is written in a case's [screening].
enum class FactKind {
  number,         ///< in the fact's own unit, or without one where it is a score or a count
  ratio,          ///< of the laboratory's upper limit of normal (ULN)
  date,           ///< or "never", where the fact can be
  choice,         ///< one of a few words; "unknown" is always one, and says nothing
  glucocorticoid, ///< mg/day of a glucocorticoid, or of several joined by " + "
};

constexpr std::array<std::string_view, 5> fact_kind_words{"number", "ratio", "date", "choice",
                                                          "glucocorticoid"}; ///< in that order
static_assert(fact_kind_words[static_cast<std::size_t>(FactKind::glucocorticoid)] ==
              "glucocorticoid");

/// Something that is asked about a patient.
struct Fact {
  std::string id; ///< its key in [screening]
  FactKind kind;
  std::string question;
  std::string unit; ///< empty for a score or a count
  std::optional<std::pair<Decimal, Decimal>> range;
  std::vector<std::string> choices;
  bool can_be_never = false;
  bool is_of_the_plan = false; ///< the plan knows it (age, clearance, levels): it is not asked
  /// Of a ratio: the key of the upper limit of normal, where the value is given in its unit.
  std::string limit_key;
  /// Of a choice: the [safety] question that it answers too, and the word that answers it with yes.
  std::string safety, safety_yes;
  std::string dated_by; ///< the fact that is the day of the test which gives the answer
};

enum class CriterionKind {
  inclusion,
  exclusion,
  definition, ///< a part of other criteria
  dose,       ///< what is given, not who; the plan's own findings judge it
};
constexpr std::array<std::string_view, 4> criterion_kind_words{
    "inclusion", "exclusion", "definition", "dose"}; ///< in that order
static_assert(criterion_kind_words[static_cast<std::size_t>(CriterionKind::dose)] == "dose");
constexpr std::string_view to_text(CriterionKind kind) {
  return criterion_kind_words[static_cast<std::size_t>(kind)];
}

struct Criterion {
  std::string id;
  CriterionKind kind = CriterionKind::inclusion;
  std::string indication; ///< empty: every patient
  std::string text;       ///< the record's own words
  Rule rule;
  std::string source;
  bool is_part = false;           ///< another criterion refers to it, and answers for it
  bool is_judged_by_plan = false; ///< all its facts are the plan's, whose findings judge them
};

/// Where the record can be read in more than one way.
struct Ambiguity {
  int number; ///< ranked by the harm of reading it wrongly
  std::vector<std::size_t> criteria;
  std::string text;
  std::string reading; ///< the one that is taken
  std::string source;
};

struct Indication {
  std::string id;
  std::string title;
};

struct Criteria {
  Name protocol;
  int version = 1;
  std::string source;
  std::string sha256;
  std::vector<Indication> indications;
  std::vector<Fact> facts;
  std::vector<Criterion> criteria; ///< in the order of the record
  std::vector<Ambiguity> ambiguities;
  GlucocorticoidTable glucocorticoids; ///< by which doses of glucocorticoids are compared

  /// Whether a criterion is asked of a patient with this indication.
  bool concerns(const Criterion& criterion, std::string_view indication) const {
    return criterion.indication.empty() || criterion.indication == indication;
  }
  /// Whether a date is only ever tested for lying after its anchor: it may be in the future.
  bool is_promise(std::size_t fact) const;
  /// The indications of the criteria that ask for a fact, or for one that it dates; one empty text:
  /// every patient.
  std::vector<std::string> indications_of(std::size_t fact) const;
};

/// A fact that the plan knows, and how it gives it.
struct PlanFact {
  std::string_view id;
  std::string_view unit;
  FactKind kind;
  bool has_findings; ///< the plan's own findings judge it: screening does not judge it twice
};
/// The facts that every plan knows; besides, a drug's id is its level in mg/m2/day.
std::span<const PlanFact> plan_facts();

} // namespace nkdose
