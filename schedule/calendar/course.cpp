#include "schedule/calendar/course.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {

std::optional<Day> Course::first_used() const {
  if (!given.empty()) return given.front();
  return left.empty() ? std::nullopt : std::optional(left.front());
}

std::optional<Day> Course::last_used() const {
  if (!left.empty()) return left.back();
  return given.empty() ? std::nullopt : std::optional(given.back());
}

bool Course::keeps_its_days() const {
  return all_of(given, [&](Day day) { return holds(due, day); }) &&
         all_of(due, [&](Day day) { return holds(given, day) || holds(left, day); });
}

Timeline::Timeline(const Protocol& protocol, std::size_t infusion_list, Day day_zero,
                   std::vector<Given> given, std::optional<Resumption> resumption)
    : protocol_(&protocol), list_(&protocol.infusions[infusion_list]), planned_(day_zero),
      actual_(day_zero), given_(std::move(given)), resumption_(std::move(resumption)) {
  if (const std::vector<Day> infusions = days_given(given_, "infusion"); !infusions.empty())
    actual_ = infusions.front();
}

std::vector<Day> Timeline::resumed_days(const ProtocolDrug& drug) const {
  if (resumption_->as == ResumedAs::restart) return planned_days(*protocol_, drug.days, planned_);
  const std::vector<int>* days = resumption_->days_of(drug.id);
  return days ? planned_days(*protocol_, *days, planned_) : std::vector<Day>();
}

Day Timeline::resumed_from() const {
  Day first = planned_;
  for (const ProtocolDrug& one : protocol_->drugs)
    if (const std::vector<Day> days = resumed_days(one); !days.empty())
      first = std::min(first, days.front());
  return first;
}

// A restarted course is planned as a whole, and what was given before is no part of it; of the
// other, what was given is the first part.
Course Timeline::drug(const ProtocolDrug& drug) const {
  if (!resumption_) {
    const std::vector<Day> planned = planned_days(*protocol_, drug.days, planned_);
    return {planned, planned, days_given(given_, drug.id), days_left(planned, given_, drug.id)};
  }
  const Day from = resumed_from();
  std::vector<Given> since;
  std::copy_if(given_.begin(), given_.end(), std::back_inserter(since),
               [&](const Given& one) { return one.date >= from; });
  const std::vector<Day> all = days_given(given_, drug.id), resumed = resumed_days(drug);
  const std::vector<Day> left = days_left(resumed, since, drug.id);
  std::vector<Day> before(all.begin(), std::lower_bound(all.begin(), all.end(), from));
  if (resumption_->as == ResumedAs::restart)
    return {resumed, resumed, days_given(since, drug.id), left, before};
  before.insert(before.end(), resumed.begin(), resumed.end());
  return {before, before, all, left};
}

Course Timeline::infusions() const {
  const std::vector<Day> due = planned_days(*protocol_, list_->days, actual_);
  return {planned_days(*protocol_, list_->days, planned_), due, days_given(given_, "infusion"),
          days_left(due, given_, "infusion")};
}

std::vector<Day> Timeline::days_to_come() const {
  std::vector<Day> days = infusions().left;
  for (const ProtocolDrug& one : protocol_->drugs) {
    const std::vector<Day> left = drug(one).left;
    days.insert(days.end(), left.begin(), left.end());
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

Day Timeline::first_dose() const {
  std::optional<Day> first;
  for (const ProtocolDrug& one : protocol_->drugs)
    if (const auto used = drug(one).first_used(); used && (!first || *used < *first)) first = used;
  return first.value_or(planned_ +
                        std::chrono::days(protocol_->offset(protocol_->first_drug_day())));
}

std::optional<Day> Timeline::last_dose() const {
  std::optional<Day> last;
  for (const ProtocolDrug& one : protocol_->drugs)
    last = std::max(last, drug(one).last_used());
  return last;
}

int Timeline::number_of(Day day) const {
  const Day from = day < std::min(planned_, actual_) ? planned_ : actual_;
  return protocol_->number_of(days_between(from, day));
}

std::vector<Day> planned_days(const Protocol& protocol, const std::vector<int>& numbers,
                              Day day_zero) {
  std::vector<Day> days;
  days.reserve(numbers.size());
  for (const int number : numbers)
    days.push_back(day_zero + std::chrono::days(protocol.offset(number)));
  return days;
}

} // namespace nkdose
