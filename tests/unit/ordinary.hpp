// An ordinary patient under f01, and what a test changes of it.
#pragma once

#include "dosing/text/document.hpp"
#include "dosing/worksheet.hpp"
#include "schedule/plan/plan.hpp"
#include "tests/unit/numbers.hpp"

namespace nkdose::test {

/// A woman of 42 years, 162 cm, 58.4 kg, creatinine 62 umol/L: the contract's example. Nothing is
/// unusual about her, and no safety question is open.
Patient ordinary_patient();

/// f01's rule, written by hand: fludarabine 25 to 30 and cyclophosphamide 250 to 300 mg/m2/day,
/// three days each; fludarabine by the US label's bands as fractions; doses in whole milligrams.
TreatmentRule f01_rule();

/// A level for fludarabine and for cyclophosphamide, in mg/m2/day; 1e9 cells.
Prescription levels(Decimal fludarabine, Decimal cyclophosphamide);

/// The US label's bands (2.2): below 30 mL/min none, from 30 0.6 or 15 mg/m2, from 50 0.8 or 20
/// mg/m2, from 80 full.
RenalBands label_bands();

/// What differs from the ordinary case, a line each:
///   "patient.weight = 60 kg"            sets a value of the case
///   "patient.serum_creatinine"          takes it away
///   "site: closed.weekdays.2 = Mon"     likewise in the site's file
///   "protocol: protocol.bsa_cap = 2 m2" likewise in the protocol's file
///   "on: 2026-12-08"                    names the day of the calculation
using Changes = std::vector<std::string_view>;

/// Lays one such change over a document, without its file's name. Throws where it finds no place.
void apply(std::string_view change, Document& document);

/// The ordinary case as the program reads it: the patient above with levels 28 and 280 mg/m2/day,
/// so that no rounding comes near an end of the range, under the shipped f01, at a site that has
/// adopted it. It outlives the plans made from it.
class Trial {
public:
  /// A problem in one of the three files throws std::runtime_error.
  explicit Trial(const Changes& changes = {});
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;

  Plan plan() const { return make_plan(treatment, the_case); }
  TreatmentRule rule() const { return treatment_rule(treatment, the_case.choices); }

  Treatment treatment;
  Case the_case;
};

/// "R002 stop fludarabine, R003 stop", worst first; standing notes, assumptions, and what a short
/// case leaves unsaid (D009, A002, V001, C016), are left out.
std::string findings_of(const Release& release);

} // namespace nkdose::test
