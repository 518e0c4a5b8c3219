// Reads a case: the document of one patient and one order becomes a Case, or every problem in it.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/plan/case.hpp"

namespace nkdose {

/// What the command line adds to a case.
struct CaseAdditions {
  std::optional<Day> on;         ///< the day of the calculation, where somebody names it
  bool on_today = false;         ///< somebody names the clock's day instead
  std::optional<Day> today = {}; ///< the clock's, where there is a clock and its day counts
  std::vector<Acknowledgement> acknowledgements;
  std::vector<std::string> overrides;
  std::string sha256;
  /// The order that is compared is the requests of the case's own bundle: what people read beside
  /// them is compared there.
  bool order_is_of_case = false;
};

/// Whether the clock's day is the day of the calculation: the caller, or else the site, wants it.
bool wants_today(const CaseAdditions& additions, const Site& site);
/// The day of the calculation, where somebody names it: the caller, or a site that wants the
/// clock's.
std::optional<Day> named_day(const CaseAdditions& additions, const Site& site);

/// What reading a case needs to know of its treatment: made once, for all cases under it. The
/// treatment outlives it.
struct CaseForm {
  explicit CaseForm(const Treatment& treatment);

  const Treatment* treatment;
  std::vector<Field> order, screening;
};

Checked<Case, Problems> read_case(const Document& document, const CaseForm& form,
                                  const CaseAdditions& additions);
Checked<Case, Problems> read_case(const Document& document, const Treatment& treatment,
                                  const CaseAdditions& additions);

/// The protocol that a case names, as the document keeps it; nothing where it names none, which
/// `read_case` then reports.
std::optional<std::string_view> protocol_of(const Document& document);

/// The gap that a case chooses for a protocol that leaves it open; nothing where it names none, or
/// none that can be used, which `read_case` then reports.
std::optional<int> gap_of(const Document& document);

/// Reads a table with the fields of a case's [[acknowledge]].
Acknowledgement read_acknowledgement(const Table& table);

/// The problem with a code that is not a finding's, or that lifts nothing.
std::optional<TextFault> bad_finding_code(std::string_view code);

} // namespace nkdose
