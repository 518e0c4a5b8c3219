// The days of a drug or of the infusions, and what has become of them. The calendar, the findings
// and the number of doses that are left all ask here: there is one rule.
#pragma once

#include "schedule/days/given.hpp"
#include "schedule/days/resumption.hpp"
#include "schedule/protocol/protocol.hpp"

namespace nkdose {

/// Whether a dose or an infusion is still to come; what belongs to a missed one is missed too.
enum class Progress { planned, given, missed };

struct Course {
  std::vector<Day> planned; ///< from the planned day zero
  std::vector<Day> due;     ///< infusions: from the first that was given; drugs: as planned
  std::vector<Day> given;
  std::vector<Day> left;        ///< of `due`
  std::vector<Day> before = {}; ///< given before the course was restarted: no part of this one

  /// The days that were used or still will be: what is left comes after what was given.
  std::optional<Day> first_used() const;
  std::optional<Day> last_used() const;
  bool lacks_a_day() const { return given.size() + left.size() < planned.size(); }
  /// Everything was given on a day when it was due, and nothing that was due has passed without.
  bool keeps_its_days() const;
  /// Given on a day that is not planned, or not given on a planned day that has passed.
  bool is_off_plan() const { return (!given.empty() && due != planned) || !keeps_its_days(); }
};

/// A protocol's days from a planned day zero, and from what was given. Once the first infusion was
/// given, everything that follows counts from it; lymphodepletion never moves by itself. Of a
/// course that was resumed, what was given before the first of its new days belongs to the
/// interrupted one. It points at the protocol.
class Timeline {
public:
  Timeline(const Protocol& protocol, std::size_t infusion_list, Day day_zero,
           std::vector<Given> given, std::optional<Resumption> resumption = {});

  Day planned_day_zero() const { return planned_; }
  /// The first infusion that was given, else the planned day zero.
  Day day_zero() const { return actual_; }
  bool is_moved() const { return actual_ != planned_; }
  bool has_begun() const { return !given_.empty(); }

  Course drug(const ProtocolDrug& drug) const;
  Course infusions() const;
  /// What was given of a drug or of the infusion on a day, if anything.
  const Given* given_on(Name what, Day day) const { return nkdose::given_on(given_, what, day); }
  /// The days of drugs and infusions that are still to come, each once, in order.
  std::vector<Day> days_to_come() const;
  /// The first day of any drug that was given or is left; the planned one where there is none.
  Day first_dose() const;
  /// The last day of any drug that was given or is left.
  std::optional<Day> last_dose() const;

  /// The first day of a resumed course. Only where there is one.
  Day resumed_from() const;

  /// The number of a day. Before both day zeros it is the plan's, so that "Day minus 5" stays what
  /// it was ordered as; otherwise it counts from the infusion as it was given.
  int number_of(Day day) const;

private:
  const Protocol* protocol_;
  const InfusionList* list_;
  Day planned_, actual_;
  std::vector<Given> given_; ///< everything
  std::optional<Resumption> resumption_;

  std::vector<Day> resumed_days(const ProtocolDrug& drug) const;
};

/// Days by their numbers from a day zero.
std::vector<Day> planned_days(const Protocol& protocol, const std::vector<int>& numbers,
                              Day day_zero);

} // namespace nkdose
