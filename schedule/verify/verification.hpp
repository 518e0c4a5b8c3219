// Verification: an order that somebody has written, held against our own plan.
//
// Everything that our plan withholds stays withheld: of a refused plan only dates, measurements,
// levels and identities are compared, and no order can agree with it.
#pragma once

#include "schedule/plan/plan.hpp"
#include "schedule/verify/dose_slip.hpp"
#include "schedule/verify/order_texts.hpp"
#include "schedule/verify/written_order.hpp"

namespace nkdose {

enum class Match {
  agrees,
  near, ///< a measurement that differs within the tolerance
  differs,
  missing,      ///< of our plan, and not ordered
  extra,        ///< ordered, and not of our plan
  given,        ///< ordered for a day on which it was given already
  not_stated,   ///< the order need not say it
  not_compared, ///< our own plan withholds it, or has none
};
std::string_view to_text(Match match);

/// What is measured, in the order in which it is compared.
enum class Measurement { sex, height, weight, serum_creatinine };

/// Numbers in the units of the house; a sex as its place in `Sex`.
struct ComparedMeasurement {
  Measurement what;
  std::optional<Decimal> ordered, ours;
  Match match;
};

/// One day of one drug: of our plan, of the order, or of both.
struct ComparedDose {
  std::size_t drug;
  Day date;               ///< our day; the order's where we have none
  int number = 0, of = 0; ///< "dose 1 of 3"; 0 where we have none
  Match match = Match::missing;
  const OrderedDose* ordered = nullptr; ///< none where it is missing
  std::optional<DrugMass> given = {};   ///< what was given on the day
  bool lost_sign = false;               ///< ordered for the day so many days after day zero
  bool has_passed = false;              ///< a planned day that is behind
  const DoseSlip* slip = nullptr;       ///< why it differs
  std::optional<std::size_t> left = {}; ///< its place among the days that are left

  Match level = Match::not_stated, volume = Match::not_stated, vials = Match::not_stated;
};

/// How a cell level came to differ. A level is one of a list: nearly the assigned one is another.
enum class CellSlip { none, differs, exponent_lost, point_slipped, not_exactly };

struct ComparedCells {
  std::optional<CellCount> ordered, ours; ///< the assigned level, in cells
  Match level = Match::not_stated, lots = Match::not_stated, volume = Match::not_stated;
  CellSlip slip = CellSlip::none;
  std::vector<Day> missing, extra, given; ///< infusions, where the order dates them
};

/// What a verification comes to. `read`: every figure and date agrees, and a person has to read
/// what else there is: words that are not known, parts that are not compared, our own plan's
/// warnings.
enum class OrderVerdict { agrees, differs, read };
std::string_view to_text(OrderVerdict verdict);

/// What is compared; it points at the plan and the order.
struct OrderComparison {
  const Plan* plan;
  const WrittenOrder* order;
  std::vector<ComparedMeasurement> measurements;
  std::vector<ComparedDose> doses; ///< by drug, then by date
  std::optional<ComparedCells> cells;
  std::vector<ComparedText> texts; ///< but for those that say the same

  /// The order states everything that our doses were computed from.
  bool is_independent() const;
  const DoseSteps* ours(std::size_t drug) const;
};
OrderComparison compare(const Plan& plan, const WrittenOrder& order);

/// Our drawn volume, and our vials of a day, the largest first; none where nothing is prepared.
const PreparedDose* our_preparation(const Plan& plan, std::size_t drug);
std::vector<DrugMass> our_vials(const Plan& plan, const ComparedDose& dose);
/// What the next infusion is made of; null where no certificate is known, or nothing is given.
const BagsGiven* our_bags(const Plan& plan);

} // namespace nkdose
