// A case: one patient and one order, admitted.
#pragma once

#include "dosing/review/unread.hpp"
#include "schedule/calendar/course.hpp"
#include "schedule/cohort/cohort.hpp"
#include "schedule/criteria/screening_facts.hpp"
#include "schedule/days/given.hpp"
#include "schedule/days/postponement.hpp"
#include "schedule/protocol/treatment.hpp"

#include <memory>

namespace nkdose {

/// Somebody's word that a warning has been seen.
struct Acknowledgement {
  std::string code;
  std::string subject; ///< empty: every warning of the code
  std::string by;
  std::string reason;
};

/// The sponsor's word that a limit of the protocol, or one of its criteria, does not apply.
struct Waiver {
  std::string finding;
  std::string subject; ///< the criterion, of E001 and E002; empty for a limit
  std::string by;
  Day on;
  std::string reference;
};

/// One bag or vial. What its certificate counts is in the order's bags, at the same place.
struct Product {
  std::string lot;
  std::string bag;            ///< empty where the lot has one bag
  std::string name, patient;  ///< as the certificate has them; empty where it has none
  std::optional<Day> expires; ///< the last day on which it may be infused
};

struct Case {
  std::string id; ///< empty where the case has none
  Patient patient;
  std::optional<Day> birth_date = {};  ///< where the case gives it, and not an age
  std::optional<Day> enrolled_on = {}; ///< where the case gives it
  std::optional<Day> weight_on = {}, creatinine_on = {}; ///< when the patient was measured
  std::optional<Day> clearance_on = {};                  ///< of the measured clearance
  std::string clearance_method = {};                     ///< likewise; empty where there is none
  std::vector<std::string> confirmed_by = {}; ///< who have measured height and weight, each alone
  Prescription prescription;
  RuleChoices choices = {};
  Day day_zero; ///< of the first infusion
  int cycle = 1;
  std::optional<Day> previous_day_zero = {}; ///< of the cycle before, as it was; from cycle 2 on
  std::vector<Product> products = {};
  std::vector<Given> given = {};
  std::vector<Postponement> postponed = {}; ///< in the order in which they were decided
  std::vector<Waiver> waivers = {};
  std::vector<Acknowledgement> acknowledgements = {};
  Day calculated_on = {};     ///< the day of the calculation: as named, else the first drug day
  bool names_its_day = false; ///< otherwise nobody said as of which day it speaks
  std::optional<ScreeningFacts> screening = {}; ///< where the case has a [screening] table
  std::shared_ptr<const Cohort> cohort = {};    ///< the trial so far, where somebody has named it
  std::uint64_t earlier_row = 0;   ///< of a batch: the row before with the same id, from 1; 0: none
  std::vector<Unread> unread = {}; ///< bears on the dose, and nothing is computed from it
  LeftOut left_out = {};           ///< was looked at, and does not bear on it
  std::string sha256 = {};
  std::vector<std::string> overrides = {}; ///< "patient.weight=60 kg"
};

/// The days of a case's drugs and infusions. The protocol outlives them.
Timeline timeline_of(const Protocol& protocol, const Case& the_case);

} // namespace nkdose
