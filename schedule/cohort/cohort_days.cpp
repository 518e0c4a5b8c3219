#include "schedule/cohort/cohort_days.hpp"

#include "dosing/text/search.hpp"

#include <map>
#include <set>

namespace nkdose {
namespace {

constexpr std::string_view kind_texts[] = {"lymphodepletion", "infusion", "window", "window-end"};

std::set<int> drug_offsets(const Protocol& protocol) {
  std::set<int> offsets;
  if (protocol.gap_is_chosen) return offsets;
  for (const ProtocolDrug& drug : protocol.drugs)
    for (const int day : drug.days)
      offsets.insert(protocol.offset(day));
  return offsets;
}

bool is_missing(const Weekdays& weekdays, Day day) {
  return holds(weekdays, true) && !weekdays[std::chrono::weekday(day).c_encoding()];
}

using Patients = std::vector<const CohortPatient*>;
struct Treated {
  Patients by_drugs, infused;
};

// Two kinds of treatment on a day are one patient's once.
Patients both(const Treated& treated) {
  Patients patients = treated.by_drugs;
  for (const CohortPatient* one : treated.infused)
    if (!holds(patients, one)) patients.push_back(one);
  return patients;
}

} // namespace

std::string_view to_text(CohortDayKind kind) {
  return kind_texts[static_cast<std::size_t>(kind)];
}

std::vector<CohortDay> days_of(const Cohort& cohort, const Protocol& protocol) {
  const std::set<int> drugs = drug_offsets(protocol);
  std::vector<CohortDay> days;
  for (const CohortPatient& patient : cohort.patients) {
    const auto add = [&](Day date, CohortDayKind kind) { days.push_back({date, &patient, kind}); };
    for (const int offset : drugs)
      add(patient.first_infusion + std::chrono::days(offset), CohortDayKind::lymphodepletion);
    add(patient.first_infusion, CohortDayKind::infusion);
    const bool has_more = patient.last_infusion && *patient.last_infusion != patient.first_infusion;
    if (has_more) add(*patient.last_infusion, CohortDayKind::infusion);
    const Day end = window_end(cohort.rule, patient);
    for (Day date = patient.first_infusion + std::chrono::days(1); date <= end;
         date += std::chrono::days(1))
      if (!has_more || date != *patient.last_infusion)
        add(date, date == end ? CohortDayKind::window_end : CohortDayKind::window);
  }
  sort_by(days, &CohortDay::date);
  return days;
}

std::vector<CohortClash> clashes(const std::vector<CohortDay>& days, const Site& site) {
  std::map<Day, Treated> by_day;
  for (const CohortDay& one : days) {
    if (one.kind == CohortDayKind::lymphodepletion)
      by_day[one.date].by_drugs.push_back(one.patient);
    if (one.kind == CohortDayKind::infusion) by_day[one.date].infused.push_back(one.patient);
  }
  using Kind = CohortClash::Kind;
  std::vector<CohortClash> found;
  for (const auto& [date, treated] : by_day) {
    if (site.closed.holds(date))
      found.push_back({date, Kind::closed, both(treated)});
    else if (!site.closed.is_known(date))
      found.push_back({date, Kind::not_known, both(treated)});
    if (!treated.infused.empty() && is_missing(site.slots.infusion_weekdays, date))
      found.push_back({date, Kind::infusion_weekday, treated.infused});
    if (!treated.by_drugs.empty() && is_missing(site.slots.preparation_weekdays, date))
      found.push_back({date, Kind::preparation_weekday, treated.by_drugs});
    if (site.slots.infusions_a_day &&
        treated.infused.size() > static_cast<std::size_t>(*site.slots.infusions_a_day))
      found.push_back({date, Kind::full, treated.infused});
  }
  return found;
}

} // namespace nkdose
