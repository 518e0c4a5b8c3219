#include "schedule/days/holidays.hpp"

#include "dosing/text/document.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// One line of the file: "DTSTART;VALUE=DATE:20261225".
struct Property {
  std::string name;  // DTSTART
  std::string value; // 20261225
  std::uint32_t line;
};

// A long line goes on after a line end and a blank.
std::vector<Property> properties_of(std::string_view text) {
  std::vector<Property> lines;
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !lines.empty())
      lines.back().value += line.substr(1);
    else
      lines.push_back({"", std::string(line), number});
  }
  for (Property& line : lines) {
    const std::size_t colon = std::min(line.value.find(':'), line.value.size());
    const std::size_t name_end = std::min(line.value.find(';'), colon);
    line.name = line.value.substr(0, name_end);
    line.value.erase(0, std::min(colon + 1, line.value.size()));
  }
  return lines;
}

// "Christmas\, first day" as it is meant.
std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && i + 1 < value.size()) ++i;
    text += value[i];
  }
  return printable(text.substr(0, 200));
}

class HolidayReader {
public:
  explicit HolidayReader(std::string file) : file_(std::move(file)) {}

  Checked<std::vector<ClosedSpan>, Problems> read(const std::vector<Property>& properties) {
    if (properties.empty() || properties.front().name != "BEGIN" ||
        properties.front().value != "VCALENDAR")
      report(1, "the file does not begin with BEGIN:VCALENDAR", "name an iCalendar (.ics) file");
    bool in_event = false;
    for (const Property& property : properties) {
      if (problems_.size() >= FileProblems::most_problems) break;
      if (property.name == "BEGIN" && property.value == "VEVENT") {
        event_ = Event{property.line};
        in_event = true;
      } else if (property.name == "END" && property.value == "VEVENT") {
        if (in_event) finish();
        in_event = false;
      } else if (in_event) {
        take(property);
      }
    }
    if (in_event) report(event_.line, "the last event has no end", "get the whole file again");
    if (problems_.empty() && spans_.empty())
      report(1, "the file has no event", "name a calendar of holidays");
    if (!problems_.empty()) return std::move(problems_);
    return std::move(spans_);
  }

private:
  struct Event {
    std::uint32_t line = 0;
    std::optional<Day> first = {}, end = {}; // the end is the day after the last
    std::string name = {};
    bool is_cancelled = false;
  };

  void take(const Property& property) {
    if (property.name == "DTSTART")
      event_.first = day(property);
    else if (property.name == "DTEND")
      event_.end = day(property);
    else if (property.name == "SUMMARY")
      event_.name = unescaped(property.value);
    else if (property.name == "STATUS")
      event_.is_cancelled = property.value == "CANCELLED";
    else if (property.name == "RRULE" || property.name == "RDATE" || property.name == "DURATION")
      report(property.line, fmt::format("an event with {} is not read", property.name),
             "export the calendar with the dates written out");
  }

  std::optional<Day> day(const Property& property) {
    const std::string& value = property.value;
    if (value.size() == 8) {
      const auto date = read_iso_date(
          fmt::format("{}-{}-{}", value.substr(0, 4), value.substr(4, 2), value.substr(6, 2)));
      if (date) return *date;
    }
    report(property.line, fmt::format("{} is not the date of a whole day", in_quotes(value)),
           "name a calendar of all-day events");
    return std::nullopt;
  }

  void finish() {
    if (event_.is_cancelled) return;
    if (!event_.first) {
      if (problems_.empty()) report(event_.line, "an event has no date", "correct the file");
      return;
    }
    const Day last = event_.end ? *event_.end - std::chrono::days(1) : *event_.first;
    if (last < *event_.first || days_between(*event_.first, last) > 366)
      report(event_.line, "an event ends before it begins, or lasts more than a year",
             "correct the file");
    spans_.push_back({*event_.first, last, event_.name});
  }

  void report(std::uint32_t line, std::string detail, std::string action) {
    problems_.push_back({Fault::data, {file_, {line, 0}}, std::move(detail), std::move(action)});
  }

  std::string file_;
  Event event_;
  std::vector<ClosedSpan> spans_;
  Problems problems_;
};

} // namespace

Checked<std::vector<ClosedSpan>, Problems> read_holidays(std::string_view text, std::string name) {
  if (auto problem = unreadable_text(text, name)) return Problems{std::move(*problem)};
  return HolidayReader(std::move(name)).read(properties_of(text));
}

} // namespace nkdose
