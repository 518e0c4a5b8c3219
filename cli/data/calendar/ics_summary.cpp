#include "cli/data/calendar/ics_summary.hpp"

#include "cli/words/calendar_words.hpp"
#include "cli/words/shown.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"

namespace nkdose {
namespace {

using namespace fmt::literals;

// How much a summary tells of an event.
enum class Detail {
  full,
  brief, ///< without the kind of what has a name; of a day's doses, without their numbers
  kinds, ///< no names: "dose 1 of 3", "5 checks"
};

// What is tried, one after the other, until it fits. A dose never stands without its drug and
// without the patient's id: whose it is matters more.
struct Step {
  Detail detail;
  bool has_id, has_dose;
};
constexpr Step steps[] = {{Detail::full, true, true},   {Detail::brief, true, true},
                          {Detail::brief, true, false}, {Detail::kinds, true, false},
                          {Detail::full, false, false}, {Detail::brief, false, false},
                          {Detail::kinds, false, false}};

// "oxygen saturation": the name that the protocol has for its event.
std::string name_in_words(Name name) {
  std::string words(name.text());
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

// What an event is, where its name is not enough or too long.
std::string_view kind_words(EventKind kind) {
  switch (kind) {
  case EventKind::last_permitted:
    return "last permitted day";
  case EventKind::reached_by:
    return "to be reached";
  case EventKind::check:
    return "check";
  case EventKind::drug:
    return "dose";
  case EventKind::rest:
    return "rest";
  case EventKind::infusion:
    return "infusion";
  case EventKind::visit:
    return "visit";
  case EventKind::until:
    return "last day";
  case EventKind::next_cycle:
    return "next cycle";
  }
  return "";
}

// "check: pregnancy test", and "visit day 28" for a name that says its kind itself.
std::string named(const Event& event, Detail detail) {
  std::string name = name_in_words(event.what);
  const std::string_view kind = kind_words(event.kind);
  if (detail == Detail::brief || name.starts_with(kind)) return name;
  return fmt::format("{kind}: {name}", "kind"_a = kind, "name"_a = name);
}

// "fludarabine", "F01 infusion", "check: pregnancy test"; without names "dose", "infusion",
// "check".
std::string what(const SummaryEvent& one, Detail detail) {
  const EventKind kind = one.event->kind;
  std::string kind_alone(kind_words(kind));
  if (detail == Detail::kinds || kind == EventKind::rest) return kind_alone;
  if (kind == EventKind::drug) return std::string(one.name);
  if (kind != EventKind::infusion) return named(*one.event, detail);
  return detail == Detail::full ? fmt::format("{} {}", one.name, kind_alone) : kind_alone;
}

// "fludarabine 1 of 3, GIVEN, 49 mg"; of a day's list "fludarabine 49 mg".
std::string told(const SummaryEvent& one, const Step& step, bool has_number) {
  const std::string number = has_number ? number_words(*one.event) : "";
  const std::string dose = step.has_dose ? one.dose : "";
  return fmt::format("{}{}{}{}{}{}", what(one, step.detail), number.empty() ? "" : " ", number,
                     one.event->progress == Progress::given ? ", GIVEN" : "",
                     dose.empty() ? ""
                     : has_number ? ", "
                                  : " ",
                     dose);
}

template <class Words>
std::string first_that_fits(int day, const SummaryFrame& frame, Words words) {
  std::string summary;
  for (const Step& step : steps) {
    const bool has_id = step.has_id && !frame.id.empty();
    summary = fmt::format("{}{}{}{}: {}", frame.is_cancelled ? "CANCELLED: " : "",
                          has_id ? frame.id : "", has_id ? " " : "", day_name(day), words(step));
    if (character_count(summary) <= longest_summary) break;
  }
  return summary;
}

// "5 checks", "2 last permitted days".
std::string counted_kind(EventKind kind, int count) {
  switch (kind) {
  case EventKind::last_permitted:
    return counted(count, "{} last permitted day", "{} last permitted days");
  case EventKind::reached_by:
    return counted(count, "{} to be reached", "{} to be reached");
  case EventKind::check:
    return counted(count, "{} check", "{} checks");
  case EventKind::drug:
    return counted(count, "{} dose", "{} doses");
  case EventKind::rest:
    return "rest";
  case EventKind::infusion:
    return counted(count, "{} infusion", "{} infusions");
  case EventKind::visit:
    return counted(count, "{} visit", "{} visits");
  case EventKind::until:
    return counted(count, "{} last day", "{} last days");
  case EventKind::next_cycle:
    return "next cycle";
  }
  return "";
}

constexpr EventKind order_of_a_day[] = {
    EventKind::infusion,       EventKind::drug,       EventKind::rest,
    EventKind::visit,          EventKind::check,      EventKind::until,
    EventKind::last_permitted, EventKind::reached_by, EventKind::next_cycle};

// What is given is named, and what is alone of its kind; several of a kind are counted.
std::string day_words(std::span<const SummaryEvent> events, const Step& step) {
  std::string words;
  const auto add = [&](const std::string& part) {
    words += fmt::format("{}{}", words.empty() ? "" : ", ", part);
  };
  for (const EventKind kind : order_of_a_day) {
    std::vector<SummaryEvent> of_kind;
    for (const SummaryEvent& one : events)
      if (one.event->kind == kind) of_kind.push_back(one);
    const bool is_given = kind == EventKind::infusion || kind == EventKind::drug;
    if (of_kind.empty()) continue;
    if (step.detail == Detail::kinds || (of_kind.size() > 1 && !is_given))
      add(counted_kind(kind, static_cast<int>(of_kind.size())));
    else
      for (const SummaryEvent& one : of_kind)
        add(told(one, step, step.detail == Detail::full));
  }
  return words;
}

} // namespace

std::string event_summary(const SummaryEvent& event, const SummaryFrame& frame) {
  return first_that_fits(event.event->day, frame,
                         [&](const Step& step) { return told(event, step, true); });
}

std::string day_summary(int day, std::span<const SummaryEvent> events, const SummaryFrame& frame) {
  std::string summary =
      first_that_fits(day, frame, [&](const Step& step) { return day_words(events, step); });
  if (character_count(summary) <= longest_summary) return summary;
  const int count = static_cast<int>(events.size()); // each of another kind
  return first_that_fits(day, frame,
                         [&](const Step&) { return counted(count, "{} entry", "{} entries"); });
}

} // namespace nkdose
