// A protocol as its file describes it.
#pragma once

#include "dosing/drug/drug.hpp"
#include "dosing/worksheet.hpp"
#include "schedule/protocol/cell_limits.hpp"
#include "schedule/protocol/escalation_rule.hpp"

namespace nkdose {

/// The numbers of days go from -400 to 400.
constexpr int farthest_day = 400;

struct ProtocolDrug {
  Name id;
  LevelRange levels;
  std::vector<int> days; ///< ascending day numbers, one daily dose each
  RenalBasis renal_basis = RenalBasis::none;
  std::string source;
};

/// One of the lists of infusion days that a protocol allows.
struct InfusionList {
  std::vector<int> days; ///< ascending; the first is the protocol's day zero (or day 1)
  std::string source;
};

/// A protocol that repeats the whole treatment. An order is for one cycle: weight and creatinine
/// are measured anew for the next.
struct CycleRule {
  int days; ///< from one day zero to the next
  int most; ///< cycles in all
  std::string source;
};

/// Where a record is silent or ambiguous, and what is taken instead (finding A002).
struct Assumption {
  Name id;
  std::string text;
  std::string source;
};

struct Protocol {
  Name id;
  int version = 1;
  std::string title;
  std::string source;
  std::string sha256;
  bool has_day_zero = true; ///< otherwise day 1 follows day minus 1
  const SurfaceFormula* formula = nullptr;
  std::optional<BodySurface> surface_cap;
  int youngest = 1, oldest = 120;
  std::optional<CreatinineClearance> lowest_clearance;
  WeightBasis clearance_weight = WeightBasis::actual;
  std::vector<ProtocolDrug> drugs;
  std::string product;
  std::string cell_name;            ///< such as "CAR-positive NK cells"
  std::vector<CellTier> cell_tiers; ///< one; or by weight, ascending, the last without an end
  Giving giving = Giving::whole_bags;
  bool range_is_per_infusion = false; ///< otherwise it could be read per course (C002)
  std::string cell_source;
  CellLimitTable cell_limits;
  std::vector<InfusionList> infusions;                ///< the first is the default
  std::optional<std::pair<int, int>> gap_window_days; ///< last drug day to infusion
  /// The record gives no days, only the gap: the case chooses it, and until then the drugs' days
  /// count from the last lymphodepletion day, which is 0.
  bool gap_is_chosen = false;
  std::optional<CycleRule> cycle; ///< none: one treatment
  std::vector<TimedRule> events;
  EscalationRule escalation; ///< what the record says of it; mostly nothing
  std::vector<Assumption> assumptions;
  std::vector<Prompt> prompts;

  /// Numbers the drugs' days from the infusion, where the case chooses the gap (1 to 60 days).
  void choose_gap(int days);

  int first_drug_day() const;
  int last_drug_day() const;
  /// Days from the first infusion to a numbered day.
  int offset(int day) const { return !has_day_zero && day > 0 ? day - 1 : day; }
  /// The number of the day that is so many days from the first infusion.
  int number_of(int offset) const { return !has_day_zero && offset >= 0 ? offset + 1 : offset; }
};

} // namespace nkdose
