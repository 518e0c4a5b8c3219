// Preparation: from a dose in mg to vials, a drawn volume and an infusion bag.
#pragma once

#include "dosing/drug/vials.hpp"

#include <algorithm>

namespace nkdose {

/// Whether a limit may do more than inform: it was seen in its source, or the site has made it its
/// own. What only memory supplies is `unverified`.
enum class Standing { unverified, established };

template <class Q>
struct Limit {
  Q value;
  Standing standing = Standing::established;
};

/// A bag of diluent. The overfill is counted in the final volume as the site states it.
struct InfusionBag {
  Volume nominal{};
  Volume overfill{};
};

/// How the drug's volume goes into the bag.
enum class BagConvention {
  added,    ///< to what the bag holds
  withdrawn ///< an equal volume of diluent is withdrawn first
};

constexpr std::size_t most_bag_sizes = 6;
constexpr std::size_t most_doses = 14; ///< of one drug in a course

/// How a site prepares a drug from one presentation.
struct PreparationPolicy {
  DrugConcentration strength{}; ///< whole mg/mL, of the solution that is drawn up
  VialStock stock{};
  std::array<InfusionBag, most_bag_sizes> bags{}; ///< the first is used, the others could be
  std::size_t bag_count = 0;                      ///< 0: no bag is named
  BagConvention convention = BagConvention::added;
  std::optional<Duration> infusion_time = {};
  std::optional<Duration> opened_vial =
      {};                               ///< how long an opened vial is kept; none: it is discarded
  std::optional<Duration> storage = {}; ///< how long the prepared bag may be kept, by the site
  std::optional<Limit<DrugConcentration>> lowest = {}, highest = {}; ///< of the final concentration
  std::optional<Limit<Duration>> longest_storage = {};               ///< by the drug's file

  std::span<const InfusionBag> all_bags() const { return {bags.data(), bag_count}; }
};

/// The bag with the drug in it.
struct PreparedBag {
  InfusionBag bag;
  Volume final{};
  DrugConcentration concentration{}; ///< dose / final volume, cut at the ninth decimal
  std::optional<Decimal> millilitres_per_hour = {}; ///< final volume / infusion time, cut likewise
};

/// The vials of one day. What was kept and what is opened together hold the dose, what is kept for
/// a later day, and what is discarded.
struct VialDay {
  VialChoice opened;
  DrugMass from_kept{}; ///< drawn from vials opened on an earlier day, the oldest first
  DrugMass kept{};      ///< left at the end of the day for a later dose
  DrugMass discarded{}; ///< left, and of no use on a later day
};

/// The days of a sheet, in order. A copy is of the days that are there, and not of the room for the
/// others: a batch copies doses by the million, and few have any.
class VialDays {
public:
  explicit VialDays(std::size_t count = 0) : count_(count) {}
  VialDays(const VialDays& other) { *this = other; }
  VialDays& operator=(const VialDays& other) {
    count_ = other.count_;
    std::copy_n(other.days_.begin(), count_, days_.begin());
    return *this;
  }
  ~VialDays() = default;

  std::size_t size() const { return count_; }
  VialDay& operator[](std::size_t day) { return days_[day]; }
  const VialDay& operator[](std::size_t day) const { return days_[day]; }
  std::span<const VialDay> all() const { return {days_.data(), count_}; }

private:
  std::array<VialDay, most_doses> days_;
  std::size_t count_ = 0;
};

/// How one drug is prepared on each day that is left.
struct PreparedDose {
  Volume drawn{}; ///< dose / strength, exact
  std::optional<PreparedBag> bag = {};
  VialDays days{};

  std::span<const VialDay> all_days() const { return days.all(); }
  DrugMass opened() const;    ///< in all vials of all days
  DrugMass discarded() const; ///< of all days
};

PreparedBag bag_sheet(DrugMass dose, Volume drawn, const InfusionBag& bag,
                      const PreparationPolicy& policy);

/// `days` are the day numbers of the doses left, ascending, at most `most_doses`.
PreparedDose prepare(DrugMass dose, std::span<const int> days, const PreparationPolicy& policy);

/// Whether the bag's concentration is below, or above, a limit; compared as products.
bool is_below(const PreparedBag& sheet, DrugMass dose, DrugConcentration limit);
bool is_above(const PreparedBag& sheet, DrugMass dose, DrugConcentration limit);

} // namespace nkdose
