#include "cli/holidays/holiday_file.hpp"

#include "cli/holidays/calendar_lines.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>

namespace nkdose {
namespace {

template <auto release>
struct Freed {
  void operator()(auto* thing) const { release(thing); }
};
using Parser = std::unique_ptr<icalparser, Freed<icalparser_free>>;
using Component = std::unique_ptr<icalcomponent, Freed<icalcomponent_free>>;
using Recurrence = std::unique_ptr<icalrecur_iterator, Freed<icalrecur_iterator_free>>;

// What says which days an event is about. Everything else of it is not looked at.
constexpr std::string_view names_read[] = {
    "DTSTART", "DTEND",  "DURATION",           "RRULE",    "RDATE",
    "EXDATE",  "EXRULE", "RECURRENCE-ID",      "SEQUENCE", "STATUS",
    "SUMMARY", "UID",    "X-APPLE-SPECIAL-DAY"};
constexpr std::string_view line_mark = "X-NKDOSE-LINE"; // libical forgets where a line stood
constexpr std::size_t most_occurrences = 50'000;        // of a file
constexpr int longest_event = 366;                      // days

enum class Mark { none, working, holiday };

struct HolidayEvent {
  std::uint32_t line = 0; // of its BEGIN
  std::string uid = {}, name = {};
  int sequence = 0;
  bool is_cancelled = false;
  Mark mark = Mark::none;
  std::optional<Day> first = {}, end = {}; // the end is the day after the last
  std::optional<int> days = {};            // of a DURATION
  std::optional<Day> instead_of = {};      // RECURRENCE-ID
  struct Rule {
    icalrecurrencetype rule;
    std::uint32_t line;
    bool is_endless() const { return rule.count == 0 && icaltime_is_null_time(rule.until); }
  };
  std::vector<Rule> rules = {};
  std::vector<Day> more = {}, fewer = {}; // RDATE, EXDATE

  int length() const { return end ? days_between(*first, *end) : days.value_or(1); }
  bool is_endless() const { return any_of(rules, &Rule::is_endless); }
};

// That a calendar of holidays may speak of.
bool is_year_of_calendars(int year) {
  return year >= 1800 && year <= 2200;
}

std::optional<Day> day_of(const icaltimetype& time) {
  using namespace std::chrono;
  const auto date =
      year(time.year) / month(static_cast<unsigned>(time.month)) / static_cast<unsigned>(time.day);
  if (!time.is_date || !date.ok() || !is_year_of_calendars(time.year)) return std::nullopt;
  return Day(date);
}

icaltimetype time_of(Day day) {
  const std::chrono::year_month_day date{day};
  icaltimetype time = icaltime_null_time(); // icaltime_null_date() has an hour of -1
  time.is_date = 1;
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(unsigned{date.month()});
  time.day = static_cast<int>(unsigned{date.day()});
  return time;
}

class FileProblemList {
public:
  explicit FileProblemList(std::string file) : file_(std::move(file)) {}

  void report(std::uint32_t line, std::string detail, std::string action) {
    problems_.push_back({Fault::data, {file_, {line, 0}}, std::move(detail), std::move(action)});
  }
  bool is_full() const { return problems_.size() >= 20; }
  bool empty() const { return problems_.empty(); }
  Problems take() { return std::move(problems_); }

private:
  std::string file_;
  Problems problems_;
};

// One event, from its lines.
class EventReader {
public:
  explicit EventReader(FileProblemList& problems) : problems_(problems) {}

  HolidayEvent read(const EventLines& lines) {
    event_ = {.line = lines.begins};
    const Component event = parsed(lines);
    for (auto* property = icalcomponent_get_first_property(event.get(), ICAL_ANY_PROPERTY);
         property; property = icalcomponent_get_next_property(event.get(), ICAL_ANY_PROPERTY))
      take(property);
    check();
    return std::move(event_);
  }

private:
  static Component parsed(const EventLines& event) {
    const Parser parser(icalparser_new());
    const auto add = [&](std::string line) {
      return icalparser_add_line(parser.get(), line.data());
    };
    add("BEGIN:VEVENT");
    for (const CalendarLine& line : event.lines) {
      if (!holds(names_read, line.name())) continue;
      add(fmt::format("{}:{}", line_mark, line.number));
      add(line.text);
    }
    return Component(add("END:VEVENT"));
  }

  void take(icalproperty* property) {
    switch (icalproperty_isa(property)) {
    case ICAL_X_PROPERTY:
      return take_extension(icalproperty_get_x_name(property), text_of(property));
    case ICAL_XLICERROR_PROPERTY:
      return report("this line cannot be read", "correct it, or export the calendar again");
    case ICAL_DTSTART_PROPERTY:
      return keep(event_.first, day(property, icalproperty_get_dtstart(property)));
    case ICAL_DTEND_PROPERTY:
      return keep(event_.end, day(property, icalproperty_get_dtend(property)));
    case ICAL_RECURRENCEID_PROPERTY:
      return keep(event_.instead_of, instance(property));
    case ICAL_DURATION_PROPERTY:
      return take_duration(property);
    case ICAL_RRULE_PROPERTY:
      return take_rule(property);
    case ICAL_RDATE_PROPERTY:
      return add(event_.more, day(property, icalproperty_get_rdate(property).time));
    case ICAL_EXDATE_PROPERTY:
      return add(event_.fewer, day(property, icalproperty_get_exdate(property)));
    case ICAL_EXRULE_PROPERTY:
      return report("an EXRULE is not read", "write the excluded days as EXDATE");
    default:
      return take_text(property);
    }
  }

  void take_text(icalproperty* property) {
    const std::string text = text_of(property);
    switch (icalproperty_isa(property)) {
    case ICAL_SUMMARY_PROPERTY:
      event_.name = name_of(text);
      return;
    case ICAL_UID_PROPERTY:
      event_.uid = text;
      return;
    case ICAL_STATUS_PROPERTY:
      event_.is_cancelled = icalproperty_get_status(property) == ICAL_STATUS_CANCELLED;
      return;
    default: // SEQUENCE
      event_.sequence = icalproperty_get_sequence(property);
    }
  }

  // One line of at most so many characters.
  static std::string name_of(std::string text) {
    constexpr std::size_t longest = 60;
    std::replace(text.begin(), text.end(), '\n', ' ');
    return printable(std::string_view(text).substr(0, bytes_of_characters(text, longest)));
  }

  // Apple's, and what others have taken over from it.
  void take_extension(std::string_view name, const std::string& value) {
    if (name == line_mark) {
      line_ = static_cast<std::uint32_t>(std::stoul(value));
    } else if (value == "ALTERNATE-WORKDAY") {
      event_.mark = Mark::working;
    } else if (value == "WORK-HOLIDAY") {
      event_.mark = Mark::holiday;
    } else {
      report(fmt::format("{} is not a special day that is known", in_quotes(value)),
             "write ALTERNATE-WORKDAY or WORK-HOLIDAY");
    }
  }

  void take_duration(icalproperty* property) {
    const icaldurationtype duration = icalproperty_get_duration(property);
    const bool is_of_days =
        duration.hours == 0 && duration.minutes == 0 && duration.seconds == 0 && !duration.is_neg;
    const unsigned days = duration.weeks * 7 + duration.days;
    if (!is_of_days || days == 0 || days > longest_event)
      return report(fmt::format("{} is not a number of days", in_quotes(text_of(property))),
                    "name a calendar of all-day events");
    event_.days = static_cast<int>(days);
  }

  void take_rule(icalproperty* property) {
    icalrecurrencetype rule = icalproperty_get_rrule(property);
    const auto is_empty = [](const short* list) { return *list == ICAL_RECURRENCE_ARRAY_MAX; };
    if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE ||
        !is_empty(rule.by_hour) || !is_empty(rule.by_minute) || !is_empty(rule.by_second))
      return report("the rule is not one of days", "name a calendar of all-day events");
    // The lunar calendar of the library's ICU is a day off in some years. A rule that is kept has
    // nothing of the component that it was read from.
    if (rule.rscale)
      return report("a rule of another calendar is not read",
                    "export the calendar with the dates written out");
    if (!icaltime_is_null_time(rule.until)) {
      // Written with a time by programs that take midnight, or the second before it, for a day.
      icaltimetype& until = rule.until;
      const int second = (until.hour * 60 + until.minute) * 60 + until.second;
      if (!until.is_date && second != 0 && second != 86'399)
        return report("the rule's end is a time of day", "write its last day as UNTIL");
      until.is_date = 1;
      until.zone = nullptr;
      const auto last = day_of(until);
      if (!last) return report("the rule's end is no date", "correct UNTIL");
      until = time_of(*last);
    }
    event_.rules.push_back({rule, line_});
  }

  std::optional<Day> instance(icalproperty* property) {
    if (icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER)) {
      report("a change of this and all later instances is not read",
             "export the calendar with the dates written out");
      return std::nullopt;
    }
    return day(property, icalproperty_get_recurrenceid(property));
  }

  std::optional<Day> day(icalproperty* property, const icaltimetype& time) {
    const auto date = day_of(time);
    if (!date && time.is_date && !is_year_of_calendars(time.year))
      report(fmt::format("{} is not in 1800 to 2200", in_quotes(text_of(property))),
             "correct the year");
    else if (!date)
      report(fmt::format("{} is not the date of a whole day", in_quotes(text_of(property))),
             "name a calendar of all-day events");
    return date;
  }

  void keep(std::optional<Day>& place, std::optional<Day> day) {
    if (place && day) return report("this stands twice in one event", "keep one of the two");
    if (day) place = day;
  }
  static void add(std::vector<Day>& list, std::optional<Day> day) {
    if (day) list.push_back(*day);
  }

  static std::string text_of(icalproperty* property) {
    const icalvalue* value = icalproperty_get_value(property);
    const char* text = value && icalvalue_isa(value) == ICAL_TEXT_VALUE
                           ? icalvalue_get_text(value)
                           : icalproperty_get_value_as_string(property);
    return text ? text : "";
  }

  void check() {
    if (has_problem_) return;
    if (!event_.first) {
      line_ = event_.line;
      return report("an event has no date", "correct the file");
    }
    // The end is the day after the last; many files write the last day, or the first, for one day.
    if (event_.end == event_.first) event_.end = *event_.first + std::chrono::days(1);
    if (event_.end && event_.days) report("an event has DTEND and DURATION", "keep one of the two");
    if (event_.length() < 1 || event_.length() > longest_event) {
      line_ = event_.line;
      report("an event ends before it begins, or lasts more than a year", "correct the file");
    }
  }

  void report(std::string detail, std::string action) {
    has_problem_ = true;
    problems_.report(line_, std::move(detail), std::move(action));
  }

  FileProblemList& problems_;
  HolidayEvent event_;
  std::uint32_t line_ = 0;
  bool has_problem_ = false;
};

// Of several versions of an event, or of one of its instances, the last stands.
std::vector<HolidayEvent> last_versions(std::vector<HolidayEvent> events) {
  using Key = std::pair<std::string, std::optional<Day>>;
  std::map<Key, int> last;
  const auto key = [](const HolidayEvent& one) { return Key(one.uid, one.instead_of); };
  for (const HolidayEvent& one : events) {
    const auto [place, is_new] = last.try_emplace(key(one), one.sequence);
    if (!is_new) place->second = std::max(place->second, one.sequence);
  }
  std::erase_if(events, [&](const HolidayEvent& one) {
    return !one.uid.empty() && one.sequence < last[key(one)];
  });
  return events;
}

// The days of events become closed and working days.
class HolidayMaker {
public:
  explicit HolidayMaker(FileProblemList& problems) : problems_(problems) {}

  Holidays make(std::vector<HolidayEvent> events) {
    std::map<std::string, std::vector<Day>> replaced; // instances, by the event's UID
    for (const HolidayEvent& one : events)
      if (one.instead_of && !one.uid.empty()) replaced[one.uid].push_back(*one.instead_of);
    for (HolidayEvent& one : events) {
      if (one.is_cancelled) continue;
      if (!one.instead_of) {
        const auto& others = replaced[one.uid];
        one.fewer.insert(one.fewer.end(), others.begin(), others.end());
      }
      add(one);
    }
    holidays_.known = known_days(std::move(dated_));
    if (problems_.empty()) check_marks();
    return std::move(holidays_);
  }

private:
  void add(const HolidayEvent& event) {
    auto& list = event.mark == Mark::working                               ? holidays_.working
                 : event.mark == Mark::none && names_a_workday(event.name) ? holidays_.named_working
                                                                           : holidays_.closed;
    for (const Day day : occurrences(event)) {
      const NamedSpan span{
          {day, day + std::chrono::days(event.length() - 1)}, event.name, event.line};
      if (!is_plannable(span.days.first) && !is_plannable(span.days.last)) continue;
      list.push_back(span);
      if (event.mark == Mark::holiday) marked_.push_back({span.days, event.line});
      if (event.mark == Mark::working) worked_.push_back({span.days, event.line});
      if (event.is_endless() && !holds(event.more, day)) continue;
      dated_.push_back(span.days.first);
      dated_.push_back(span.days.last);
    }
  }

  std::vector<Day> occurrences(const HolidayEvent& event) {
    std::vector<Day> days = event.more;
    if (event.rules.empty()) days.push_back(*event.first);
    for (const auto& [rule, line] : event.rules) {
      const std::vector<Day> of_rule = expanded(rule, *event.first, line);
      if (of_rule.empty() && problems_.empty())
        problems_.report(line, "the rule has no day", "correct the rule");
      if (!holds(of_rule, *event.first) && problems_.empty())
        problems_.report(line,
                         fmt::format("the event begins on {}, which is no day of its rule",
                                     iso_date(*event.first)),
                         "correct the date or the rule: what is meant cannot be known");
      days.insert(days.end(), of_rule.begin(), of_rule.end());
    }
    std::erase_if(days, [&](Day day) { return holds(event.fewer, day); });
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

  std::vector<Day> expanded(const icalrecurrencetype& rule, Day first, std::uint32_t line) {
    std::vector<Day> days;
    const Recurrence recurrence(icalrecur_iterator_new(rule, time_of(first)));
    while (recurrence && problems_.empty()) {
      const auto day = day_of(icalrecur_iterator_next(recurrence.get()));
      if (!day || (*day > first && *day > last_plannable)) break;
      if (++occurrences_ > most_occurrences)
        problems_.report(line, fmt::format("the rules have more than {} days", most_occurrences),
                         "give the rules an end");
      days.push_back(*day);
    }
    return days;
  }

  // Marks that contradict each other are nobody's calendar.
  void check_marks() {
    for (const auto& [worked, line] : worked_)
      for (const auto& [free, other] : marked_)
        if (worked.first <= free.last && free.first <= worked.last)
          problems_.report(line,
                           fmt::format("{} is marked as a working day here and as a holiday in "
                                       "line {}",
                                       iso_date(std::max(worked.first, free.first)), other),
                           "correct one of the two");
  }

  static constexpr Day last_plannable =
      std::chrono::year(2100) / std::chrono::December / std::chrono::day(31);

  FileProblemList& problems_;
  Holidays holidays_;
  std::vector<std::pair<DaySpan, std::uint32_t>> marked_, worked_;
  std::vector<Day> dated_; // days that are not of a rule without an end
  std::size_t occurrences_ = 0;
};

} // namespace

Checked<Holidays, Problems> read_holiday_file(std::string_view text, std::string name) {
  icalerror_set_errors_are_fatal(false);
  auto lines = read_calendar_lines(text, name);
  if (!lines) return lines.reason();
  FileProblemList problems(std::move(name));
  std::vector<HolidayEvent> events;
  for (const EventLines& event : lines->events) {
    if (problems.is_full()) break;
    events.push_back(EventReader(problems).read(event));
    events.back().is_cancelled |= lines->cancels;
  }
  const bool has_events = !events.empty();
  Holidays holidays;
  if (problems.empty()) holidays = HolidayMaker(problems).make(last_versions(std::move(events)));
  if (problems.empty() && holidays.closed.empty() && holidays.working.empty() &&
      holidays.named_working.empty())
    problems.report(1,
                    has_events
                        ? "every event of the file is cancelled, or of no day of 1990 to 2100"
                        : "the file has no event",
                    "name a calendar of holidays");
  if (!problems.empty()) return problems.take();
  return holidays;
}

} // namespace nkdose
