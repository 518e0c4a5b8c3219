#include "cli/holidays/calendar_lines.hpp"

#include "dosing/text/document.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string capitals(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

// A long line goes on after a line end and a blank, wherever it was cut: within a character, too.
std::vector<CalendarLine> unfolded(std::string_view text) {
  std::vector<CalendarLine> lines;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  std::uint32_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !lines.empty())
      lines.back().text += line.substr(1);
    else
      lines.push_back({std::string(line), number});
  }
  return lines;
}

// "VEVENT" of "BEGIN:VEVENT".
std::string component_of(const CalendarLine& line) {
  const std::size_t colon = line.text.find(':');
  if (colon == line.text.npos) return "";
  std::string name = capitals(line.text.substr(colon + 1));
  while (name.ends_with(' '))
    name.pop_back();
  return name;
}

// Follows BEGIN and END.
class Splitter {
public:
  explicit Splitter(std::string file) : file_(std::move(file)) {}

  Checked<CalendarLines, Problems> split(std::vector<CalendarLine> lines) {
    if (lines.empty() || lines.front().name() != "BEGIN" ||
        component_of(lines.front()) != "VCALENDAR")
      report(1, "the file does not begin with BEGIN:VCALENDAR", "name an iCalendar (.ics) file");
    for (CalendarLine& line : lines) {
      if (!problems_.empty()) break; // nothing after it can be trusted
      take(std::move(line));
    }
    if (problems_.empty() && !open_.empty())
      report(open_.back().line, fmt::format("this {} has no end", printable(open_.back().name)),
             "get the whole file again");
    if (!problems_.empty()) return std::move(problems_);
    return std::move(result_);
  }

private:
  struct Component {
    std::string name;
    std::uint32_t line;
  };

  void take(CalendarLine line) {
    if (const auto bad = first_invalid_utf8(line.text))
      return report(line.number, "a byte that is not UTF-8", "save the file as UTF-8");
    const std::string name = line.name();
    if (name == "BEGIN") return begin({component_of(line), line.number});
    if (name == "END") return end(component_of(line), line.number);
    if (open_.empty())
      return report(line.number, "a line outside of the calendar", "get the file again");
    if (open_.back().name == "VEVENT")
      result_.events.back().lines.push_back(std::move(line));
    else if (open_.size() == 1 && name == "METHOD")
      result_.cancels = component_of(line) == "CANCEL";
  }

  void begin(Component component) {
    if (component.name == "VEVENT" && !open_.empty() && open_.back().name == "VEVENT")
      return report(component.line, "an event within an event",
                    "correct the file, or get it again");
    if (component.name == "VEVENT") result_.events.push_back({component.line, {}});
    open_.push_back(std::move(component));
  }

  void end(const std::string& name, std::uint32_t line) {
    if (open_.empty())
      return report(line, fmt::format("END:{} ends nothing that has begun", printable(name)),
                    "get the whole file again");
    if (open_.back().name != name)
      return report(line,
                    fmt::format("END:{} where the {} of line {} has not ended", printable(name),
                                printable(open_.back().name), open_.back().line),
                    "correct the file, or get it again");
    open_.pop_back();
  }

  void report(std::uint32_t line, std::string detail, std::string action) {
    problems_.push_back({Fault::data, {file_, {line, 0}}, std::move(detail), std::move(action)});
  }

  std::string file_;
  std::vector<Component> open_;
  CalendarLines result_;
  Problems problems_;
};

} // namespace

std::string CalendarLine::name() const {
  return capitals(std::string_view(text).substr(0, text.find_first_of(";:")));
}

Checked<CalendarLines, Problems> read_calendar_lines(std::string_view text, std::string name) {
  // Not yet whether it is UTF-8: a fold may stand within a character.
  if (auto problem = unreadable_bytes(text, name)) return Problems{std::move(*problem)};
  return Splitter(std::move(name)).split(unfolded(text));
}

} // namespace nkdose
