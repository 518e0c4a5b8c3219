// A finding: what a review has to say about a plan.
#pragma once

#include "dosing/number/decimal.hpp"
#include "dosing/text/name.hpp"

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// Declared from the least to the most severe; findings are shown worst first.
enum class Severity { info, warning, stop };
std::string_view to_text(Severity severity);

/// The identity of a finding: an area and three digits, never reused. P patient, B body surface,
/// R renal, D dose, V preparation, C cells, S schedule, E eligibility, O an order that is verified,
/// A adoption and assumptions.
struct Code {
  std::array<char, 4> characters{};
  constexpr Code() = default;
  consteval Code(const char (&text)[5]) : characters{text[0], text[1], text[2], text[3]} {}
  constexpr std::string_view text() const { return {characters.data(), characters.size()}; }
  friend constexpr bool operator==(Code, Code) = default;
};

/// A number that a finding's text speaks of, and how it is written.
struct Figure {
  enum class Kind {
    none,
    number,    ///< as it is, in the unit that the text names
    dose,      ///< mg a day: withheld wherever the plan is refused
    prepared,  ///< a volume or a concentration, as it is: withheld likewise
    cells,     ///< in millions
    date,      ///< days since 1970-01-01: "Mon 2026-12-07"
    questions, ///< of [safety], a bit each: by their names
    release,   ///< figures of a certificate, a bit each: by their names
  };
  Kind kind = Kind::none;
  Decimal number;
};
constexpr Figure number(Decimal value) {
  return {Figure::Kind::number, value};
}
constexpr Figure dose(Decimal value) {
  return {Figure::Kind::dose, value};
}

/// What makes a warning of a code one that is no longer open. A stop is lifted by nothing.
enum class LiftedBy : unsigned char {
  acknowledgement, ///< somebody has seen it
  waiver,          ///< only the sponsor's word
  nothing,
};

/// Small and free of allocations, so that a batch of a million costs none. Its texts are in the
/// table of the review that made it; `{0}` to `{3}` there stand for the figures, `{s}` for the
/// subject, and `{note}` for the note, assumption or criterion that the subject names; `{unread}`
/// for what of the case nothing is computed from, by its place in the list, which is the first
/// figure; `{closed}` for why the site closes the day that is the first figure.
struct Finding {
  Code code;
  Severity severity = Severity::info;
  Name subject; ///< a drug, a question, a day, ... or nothing
  std::array<Figure, 4> figures{};
  int variant = 0; ///< which of the row's details, where it has more than one
  LiftedBy lifted_by = LiftedBy::acknowledgement; ///< its row's
};

/// Whether infos are wanted. A row of a batch prints none, so none is made for it.
enum class Infos { listed, left_out };

/// What reviews have found, in the order of their tables.
class Findings {
public:
  explicit Findings(Infos infos = Infos::listed) : infos_(infos) {}
  Findings(std::initializer_list<Finding> list) : list_(list) {}

  bool takes(Severity severity) const {
    return severity != Severity::info || infos_ == Infos::listed;
  }
  /// Kept if it is of a severity that is taken. Out of line: a check mostly finds nothing.
  void push_back(const Finding& finding);
  void clear() { list_.clear(); }

  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  const Finding& operator[](std::size_t at) const { return list_[at]; }

private:
  std::vector<Finding> list_;
  Infos infos_ = Infos::listed;
};

/// What a certificate may state beside the cells, and a [[cell_limit]] of that kind judges. Not the
/// purity of NK cells: without it there is no count of cells.
constexpr std::array<std::string_view, 4> release_figures{"viability", "residual-t-cells",
                                                          "endotoxin", "dmso"};

/// The source of a finding about a limit from a data file; words replace it by that limit's own.
constexpr std::string_view source_of_limit = "the [[cell_limit]] of the protocol or the site";

/// What every review table holds for a code, apart from its check.
struct FindingText {
  Code code;
  Severity severity; ///< the usual one; a check may raise or lower it
  std::string_view title;
  std::string_view when;                    ///< the condition, for `nkdose explain`
  std::array<std::string_view, 12> details; ///< by `Finding::variant`
  std::string_view action;
  std::string_view source;
  LiftedBy lifted_by = LiftedBy::acknowledgement;
};

} // namespace nkdose
