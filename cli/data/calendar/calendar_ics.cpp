#include "cli/data/calendar/calendar_ics.hpp"

#include "cli/answer/calendar_answer.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/calendar_words.hpp"
#include "cli/words/verdict_words.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t longest_line = 75; // octets, RFC 5545 3.1

// "20261207".
std::string basic_date(Day day) {
  std::string date = iso_date(day);
  std::erase(date, '-');
  return date;
}

// RFC 5545 3.3.11.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') result += '\\';
    result += c;
  }
  return result;
}

// Writes lines, folded between characters.
class IcsWriter {
public:
  void line(std::string_view text) {
    std::size_t room = longest_line;
    while (text.size() > room) {
      std::size_t end = room;
      while ((static_cast<unsigned char>(text[end]) & 0xc0u) == 0x80u) // within a character
        --end;
      ics_ += std::string(text.substr(0, end)) + "\r\n ";
      text.remove_prefix(end);
      room = longest_line - 1; // the blank is one
    }
    ics_ += std::string(text) + "\r\n";
  }
  void property(std::string_view name, std::string_view text) {
    line(fmt::format("{}:{}", name, escaped(text)));
  }
  std::string finish() && { return std::move(ics_); }

private:
  std::string ics_;
};

// What an event is, whenever it is: "drug/fludarabine/2". A dose off the plan has only its date.
std::string key_of(const Event& event) {
  const bool is_off_plan = event.kind == EventKind::drug && event.number == 0;
  return fmt::format("{}/{}/{}", to_text(event.kind), event.what.text(),
                     is_off_plan ? iso_date(event.date) : std::to_string(event.number));
}

class PlanIcs {
public:
  PlanIcs(const Plan& plan, Discretion discretion)
      : plan_(plan), case_(*plan.the_case), discretion_(discretion) {}

  std::string write() && {
    ics_.line("BEGIN:VCALENDAR");
    ics_.line("VERSION:2.0");
    ics_.line(fmt::format("PRODID:-//nkdose//nkdose {}//EN", program_version()));
    ics_.line("CALSCALE:GREGORIAN");
    for (const Event& event : plan_.calendar)
      write(event);
    ics_.line("END:VCALENDAR");
    return std::move(ics_).finish();
  }

private:
  void write(const Event& event) {
    ics_.line("BEGIN:VEVENT");
    ics_.line(fmt::format("UID:{}@nkdose", uid(event)));
    ics_.line(fmt::format("DTSTAMP:{}T000000Z", basic_date(case_.calculated_on)));
    ics_.line(fmt::format("DTSTART;VALUE=DATE:{}", basic_date(event.date)));
    ics_.line(fmt::format("DTEND;VALUE=DATE:{}", basic_date(event.date + std::chrono::days(1))));
    ics_.line(fmt::format("SEQUENCE:{}", case_.given.size() + case_.postponed.size()));
    ics_.line(fmt::format("STATUS:{}", status(event)));
    ics_.line("CLASS:CONFIDENTIAL");
    ics_.line("TRANSP:TRANSPARENT");
    ics_.property("CATEGORIES", to_text(event.kind));
    ics_.property("SUMMARY", summary(event));
    ics_.property("DESCRIPTION",
                  fmt::format("{}{}{}. {}", plan_.treatment->protocol.title, moved_words(event),
                              postponed_words(event), verdict_line(plan_.release.status)));
    ics_.line("END:VEVENT");
  }

  std::string uid(const Event& event) const {
    // Each cycle has events of its own; those of the first are what they are without cycles.
    const std::string cycle = case_.cycle > 1 ? fmt::format("cycle/{}/", case_.cycle) : "";
    return sha256(fmt::format("{}\n{}\n{}{}", plan_.treatment->protocol.id.text(), case_.id, cycle,
                              key_of(event)))
        .substr(0, 32);
  }

  // A reason is whatever somebody typed, so it goes where doses and the id may go; a name never
  // does.
  std::string postponed_words(const Event& event) const {
    std::string words;
    if (event.kind != EventKind::infusion) return words;
    for (const Postponement& one : case_.postponed) {
      words += fmt::format("; postponed from {}", weekday_date(one.from));
      if (discretion_ == Discretion::with_doses) words += ": " + one.reason;
    }
    return words;
  }

  std::string_view status(const Event& event) const {
    if (event.progress == Progress::given) return "CONFIRMED";
    if (event.progress == Progress::missed) return "CANCELLED";
    return plan_.release.status == Status::ready ? "CONFIRMED" : "TENTATIVE";
  }

  std::string summary(const Event& event) const {
    std::string text =
        fmt::format("{}: {}{}", day_name(event.day), event.text, progress_words(event));
    if (discretion_ == Discretion::without_doses) return text;
    if (const auto dose = dose_of(event, plan_.release.order()))
      text += fmt::format(", {} mg", to_grouped_text(*dose));
    return fmt::format("{}, {}", case_.id, text);
  }

  const Plan& plan_;
  const Case& case_;
  Discretion discretion_;
  IcsWriter ics_;
};

} // namespace

std::string calendar_ics(const Plan& plan, Discretion discretion) {
  return PlanIcs(plan, discretion).write();
}

} // namespace nkdose
