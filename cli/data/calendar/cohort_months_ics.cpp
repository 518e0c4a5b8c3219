#include "cli/data/calendar/cohort_months_ics.hpp"

#include "cli/data/calendar/ics_writer.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/cell_words.hpp"
#include "cli/words/dates/cohort_clash_words.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// Consecutive days of one kind and patient.
struct CohortEntry {
  const CohortPatient* patient;
  CohortDayKind kind;
  Day first, last;
  int number; // of its kind and patient, from 1: what it is when its date moves
};

// Of an open window only its last day is an entry.
std::vector<CohortEntry> entries_of(const CohortMonths& months) {
  std::vector<CohortEntry> entries;
  for (const CohortPatient& patient : months.cohort->patients)
    for (const CohortDay& one : months.days) {
      if (one.patient != &patient || one.kind == CohortDayKind::window) continue;
      const auto before = std::find_if(entries.rbegin(), entries.rend(), [&](const auto& other) {
        return other.patient == &patient && other.kind == one.kind;
      });
      if (before == entries.rend())
        entries.push_back({&patient, one.kind, one.date, one.date, 1});
      else if (before->last + std::chrono::days(1) == one.date &&
               one.kind == CohortDayKind::lymphodepletion)
        before->last = one.date;
      else
        entries.push_back({&patient, one.kind, one.date, one.date, before->number + 1});
    }
  return entries;
}

class MonthsIcs {
public:
  MonthsIcs(const CohortMonths& months, Discretion discretion)
      : months_(months), discretion_(discretion) {}

  std::string write() && {
    ics_.line("BEGIN:VCALENDAR");
    ics_.line("VERSION:2.0");
    ics_.line(fmt::format("PRODID:-//nkdose//nkdose {}//EN", program_version()));
    ics_.line("CALSCALE:GREGORIAN");
    for (const CohortEntry& entry : entries_of(months_))
      write(entry);
    ics_.line("END:VCALENDAR");
    return std::move(ics_).finish();
  }

private:
  void write(const CohortEntry& entry) {
    ics_.line("BEGIN:VEVENT");
    ics_.line(fmt::format("UID:{}@nkdose", uid(entry)));
    ics_.line(fmt::format("DTSTAMP:{}T000000Z", basic_date(entry.first)));
    ics_.line(fmt::format("DTSTART;VALUE=DATE:{}", basic_date(entry.first)));
    ics_.line(fmt::format("DTEND;VALUE=DATE:{}", basic_date(entry.last + std::chrono::days(1))));
    ics_.line("CLASS:CONFIDENTIAL");
    ics_.line("TRANSP:TRANSPARENT");
    ics_.line(fmt::format("CATEGORIES:{}", to_text(entry.kind)));
    ics_.property("SUMMARY", fmt::format("{}: {}", patient(entry), what(entry.kind)));
    ics_.property("DESCRIPTION", description(entry));
    ics_.line("END:VEVENT");
  }

  std::string uid(const CohortEntry& entry) const {
    return sha256(fmt::format("{}\ncohort\n{}\n{}/{}", months_.treatment->protocol.id.text(),
                              entry.patient->id.text(), to_text(entry.kind), entry.number))
        .substr(0, 32);
  }

  // A summary is one line on a telephone: an id that is too long for it gives way to the number.
  std::string patient(const CohortEntry& entry) const {
    constexpr std::size_t longest_id = 36;
    const std::string_view id = entry.patient->id.text();
    if (discretion_ == Discretion::with_doses && id.size() <= longest_id) return std::string(id);
    return fmt::format("patient {}", entry.patient - months_.cohort->patients.data() + 1);
  }

  static std::string_view what(CohortDayKind kind) {
    return kind == CohortDayKind::window_end ? "last day of the window" : to_text(kind);
  }

  std::string description(const CohortEntry& entry) const {
    std::string text = months_.treatment->protocol.title;
    if (discretion_ == Discretion::with_doses)
      text += fmt::format("; {}, {}", entry.patient->id.text(),
                          level_text(entry.patient->level, months_.treatment->protocol.cell_name));
    if (entry.kind > CohortDayKind::infusion) return text;
    for (const CohortClash& clash : months_.clashes)
      if (entry.first <= clash.date && clash.date <= entry.last &&
          holds(clash.patients, entry.patient))
        text += fmt::format("; {}: {}", weekday_date(clash.date),
                            clash_words(clash, months_.treatment->site));
    return text;
  }

  const CohortMonths& months_;
  Discretion discretion_;
  IcsWriter ics_;
};

} // namespace

std::string cohort_months_ics(const CohortMonths& months, Discretion discretion) {
  return MonthsIcs(months, discretion).write();
}

} // namespace nkdose
