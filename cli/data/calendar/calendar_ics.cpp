#include "cli/data/calendar/calendar_ics.hpp"

#include "cli/answer/calendar_answer.hpp"
#include "cli/data/calendar/ics_summary.hpp"
#include "cli/data/calendar/ics_writer.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/calendar_words.hpp"
#include "cli/words/verdict_words.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// Before the entry begins, at midnight: one day before at nine is 15 hours before it.
std::string trigger(const Alarm& alarm) {
  constexpr int nine = 9;
  if (alarm.hours) return fmt::format("-PT{}H", *alarm.hours);
  if (alarm.days == 0) return fmt::format("PT{}H", nine);
  if (alarm.days == 1) return fmt::format("-PT{}H", 24 - nine);
  return fmt::format("-P{}DT{}H", alarm.days - 1, 24 - nine);
}

class PlanIcs {
public:
  PlanIcs(const Plan& plan, const IcsChoice& choice)
      : plan_(plan), case_(*plan.the_case), choice_(choice) {}

  std::string write() && {
    ics_.line("BEGIN:VCALENDAR");
    ics_.line("VERSION:2.0");
    ics_.line(fmt::format("PRODID:-//nkdose//nkdose {}//EN", program_version()));
    ics_.line("CALSCALE:GREGORIAN");
    for (const Entry& entry : ics_entries(plan_, choice_.per))
      write(entry);
    ics_.line("END:VCALENDAR");
    return std::move(ics_).finish();
  }

private:
  void write(const Entry& entry) {
    const std::string summary = summary_of(entry);
    ics_.line("BEGIN:VEVENT");
    ics_.line(fmt::format("UID:{}@nkdose", uid(entry)));
    ics_.line(fmt::format("DTSTAMP:{}T000000Z", basic_date(case_.calculated_on)));
    ics_.line(fmt::format("DTSTART;VALUE=DATE:{}", basic_date(entry.date)));
    ics_.line(fmt::format("DTEND;VALUE=DATE:{}", basic_date(entry.date + std::chrono::days(1))));
    ics_.line(fmt::format("SEQUENCE:{}", case_.given.size() + case_.postponed.size() +
                                             (choice_.is_given_up ? 1 : 0)));
    ics_.line(fmt::format("STATUS:{}", status(entry)));
    ics_.line("CLASS:CONFIDENTIAL");
    ics_.line("TRANSP:TRANSPARENT");
    ics_.line(fmt::format("CATEGORIES:{}", fmt::join(kinds(entry), ",")));
    ics_.property("SUMMARY", summary);
    ics_.property("DESCRIPTION", description(entry));
    if (choice_.alarm && any_of(entry.events, [&](const Event& one) { return is_to_come(one); }) &&
        !is_cancelled(entry))
      write(*choice_.alarm, summary);
    ics_.line("END:VEVENT");
  }

  void write(const Alarm& alarm, std::string_view summary) {
    ics_.line("BEGIN:VALARM");
    ics_.line("ACTION:DISPLAY");
    ics_.line(fmt::format("TRIGGER:{}", trigger(alarm)));
    ics_.property("DESCRIPTION", summary);
    ics_.line("END:VALARM");
  }

  std::string uid(const Entry& entry) const {
    // Each cycle has entries of its own; those of the first are what they are without cycles.
    const std::string cycle = case_.cycle > 1 ? fmt::format("cycle/{}/", case_.cycle) : "";
    return sha256(fmt::format("{}\n{}\n{}{}", plan_.treatment->protocol.id.text(), case_.id, cycle,
                              entry.key))
        .substr(0, 32);
  }

  bool is_to_come(const Event& event) const {
    return event.progress == Progress::planned && !choice_.is_given_up;
  }
  bool is_cancelled(const Event& event) const {
    return event.progress != Progress::given && !is_to_come(event);
  }
  bool is_cancelled(const Entry& entry) const {
    return entry.is_gone ||
           all_of(entry.events, [&](const Event& event) { return is_cancelled(event); });
  }

  std::string_view status(const Entry& entry) const {
    if (is_cancelled(entry)) return "CANCELLED";
    const bool is_open = any_of(entry.events, [&](const Event& one) { return is_to_come(one); });
    return is_open && plan_.release.status != Status::ready ? "TENTATIVE" : "CONFIRMED";
  }

  static std::vector<std::string_view> kinds(const Entry& entry) {
    std::vector<std::string_view> kinds;
    for (const Event& event : entry.events)
      if (!holds(kinds, to_text(event.kind))) kinds.push_back(to_text(event.kind));
    return kinds;
  }

  bool has_doses() const { return choice_.discretion == Discretion::with_doses; }

  // "49 mg"; of what is cancelled nothing is given.
  std::string dose_words(const Event& event, bool is_gone) const {
    if (!has_doses() || is_gone || is_cancelled(event)) return "";
    const auto dose = dose_of(event, plan_.release.order());
    return dose ? fmt::format("{} mg", to_grouped_text(*dose)) : "";
  }

  std::string_view name_of(const Event& event) const {
    if (event.drug) return plan_.treatment->drugs[*event.drug].name;
    if (event.kind == EventKind::infusion) return plan_.treatment->protocol.product;
    return {};
  }

  // What is cancelled on a day that stands is in its description, not in its summary.
  std::string summary_of(const Entry& entry) const {
    const SummaryFrame frame{has_doses() ? case_.id : "", is_cancelled(entry)};
    std::vector<SummaryEvent> events;
    for (const Event& event : entry.events)
      if (frame.is_cancelled || !is_cancelled(event))
        events.push_back({&event, name_of(event), dose_words(event, entry.is_gone)});
    return choice_.per == EntriesPer::event ? event_summary(events.front(), frame)
                                            : day_summary(entry.day, events, frame);
  }

  // A line an event, then whose plan it is and whether it may be used.
  std::string description(const Entry& entry) const {
    std::string text;
    for (const Event& event : entry.events) {
      const std::string dose = dose_words(event, entry.is_gone);
      text += fmt::format("{}{}{}{}{}{}{} ({})\n", cancelled_words(entry, event), event.text,
                          progress_words(event), dose.empty() ? "" : ": ", dose, moved_words(event),
                          postponed_words(event), event.source);
    }
    return fmt::format("{}{}{}{}. {}", text, has_doses() ? case_.id : "", has_doses() ? ": " : "",
                       plan_.treatment->protocol.title, verdict_line(plan_.release.status));
  }

  // Of one event in a day that stands, or in a plan that does not; ", NOT GIVEN" says it alone.
  std::string_view cancelled_words(const Entry& entry, const Event& event) const {
    const bool is_said = event.progress == Progress::missed;
    return !is_said && (entry.is_gone || is_cancelled(event)) ? "CANCELLED: " : "";
  }

  // A reason is whatever somebody typed, so it goes where doses and the id may go; a name never
  // does.
  std::string postponed_words(const Event& event) const {
    std::string words;
    if (event.kind != EventKind::infusion) return words;
    for (const Postponement& one : case_.postponed) {
      words += fmt::format("; postponed from {}", weekday_date(one.from));
      if (has_doses()) words += fmt::format(": {}", one.reason);
    }
    return words;
  }

  const Plan& plan_;
  const Case& case_;
  IcsChoice choice_;
  IcsWriter ics_;
};

} // namespace

std::string calendar_ics(const Plan& plan, const IcsChoice& choice) {
  return PlanIcs(plan, choice).write();
}

} // namespace nkdose
