// The criteria of a trial as data: what is asked about a patient, and what the answers must be.
//
// They stand in a file beside the protocol (f01.criteria.toml), which is read only when a patient
// is screened. A criterion keeps the words of its record; what they mean is a small tree of tests.
#pragma once

#include "schedule/criteria/glucocorticoid.hpp"
#include "schedule/days/day.hpp"

namespace nkdose {

/// How a fact about a patient is written in a case's [screening].
enum class FactKind {
  number,         ///< in the fact's own unit, or without one where it is a score or a count
  ratio,          ///< of the laboratory's upper limit of normal (ULN)
  date,           ///< or "never", where the fact can be
  choice,         ///< one of a few words; "unknown" is always one, and says nothing
  glucocorticoid, ///< mg/day of a glucocorticoid, or of several joined by " + "
};

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
};

/// A span of calendar months, or of days.
struct Span {
  int months = 0;
  int days = 0;
};
/// "6 months", "12 weeks", "14 days", "1 year".
Reading<Span> read_span(std::string_view text);
/// A span before (`sign` -1) or after (1) a day; months are clamped at the end of a month.
Day moved(Day day, Span span, int sign);

enum class Comparison {
  at_least,
  at_most,
  above,
  below,
  one_of,
  none_of,
  at_least_before, ///< a date at least the span before the anchor, itself included
  not_within,      ///< the same, and "never" will do
  within,          ///< a date in the span before the anchor, both ends included
  at_least_after,  ///< a date at least the span after the anchor
};

/// What a date is counted from: a day of the plan, or a date among the facts.
struct DateAnchor {
  enum class Kind { screening, first_drug_day, last_infusion, fact };
  Kind kind = Kind::screening;
  std::size_t fact = 0;
};

/// One test of one fact.
struct Test {
  std::size_t fact = 0; ///< its place in `Criteria::facts`
  Comparison comparison = Comparison::at_least;
  Decimal limit; ///< in the fact's unit; a glucocorticoid's in mg of prednisone a day
  std::vector<std::string> words; ///< of a choice
  Span span;
  DateAnchor anchor;
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

enum class CriterionKind {
  inclusion,
  exclusion,
  definition, ///< a part of other criteria
  dose,       ///< what is given, not who; the plan's own findings judge it
};
std::string_view to_text(CriterionKind kind);

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
  /// The indications of the criteria that ask for a fact; one empty text: every patient.
  std::vector<std::string> indications_of(std::size_t fact) const;
};

/// Whether a rule, without the criteria that it refers to, asks for a fact.
bool asks_for(const Rule& rule, std::size_t fact);

/// A fact that the plan knows, and how it gives it.
struct PlanFact {
  std::string_view id;
  std::string_view unit;
  FactKind kind;
  bool has_findings; ///< the plan's own findings judge it: screening does not judge it twice
};
/// The facts that every plan knows; besides, a drug's id is its level in mg/m2/day.
std::span<const PlanFact> plan_facts();

/// Reads a file of criteria. Proves that every fact is asked for, that units fit, that no criterion
/// refers to itself, and that a criterion with all that it refers to is at most 1,000 tests.
Checked<Criteria, Problems> read_criteria(const Document& document, std::string sha256);

} // namespace nkdose
