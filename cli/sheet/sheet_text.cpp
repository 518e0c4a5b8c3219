#include "cli/sheet/sheet_text.hpp"

#include "dosing/text/utf8.hpp"
#include "schedule/days/day.hpp"

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::size_t width = 100;

// Unicode 15: East Asian wide and fullwidth; combining marks (the common blocks).
constexpr CodePointRange wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
                                   {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},
                                   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},
                                   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
                                   {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
constexpr CodePointRange combining[] = {
    {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},   {0x64b, 0x65f},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};

struct FirstCharacter {
  std::size_t columns; ///< of a terminal
  std::size_t bytes;
};
FirstCharacter first_character(std::string_view text) {
  const CodePoint c = first_code_point(text);
  const bool is_latin = c.value < std::begin(combining)->first; // as nearly all of a sheet
  const std::size_t columns = is_latin                     ? 1
                              : within(c.value, combining) ? 0
                              : within(c.value, wide)      ? 2
                                                           : 1;
  return {columns, std::max<std::size_t>(1, c.bytes)};
}

// The columns that a terminal gives the text: two to a wide character, none to a combining one.
std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  while (!text.empty()) {
    const FirstCharacter first = first_character(text);
    sum += first.columns;
    text.remove_prefix(first.bytes);
  }
  return sum;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The bytes of the next line: as many words as fit, or as much of one word as fits. A blank beside
// a digit is the last resort: "48.6 mg", "x 10^9" and "minus 5" stay whole.
std::size_t line_length(std::string_view text, std::size_t room) {
  std::size_t end = 0, good_blank = 0, any_blank = 0;
  for (std::size_t column = 0; end < text.size();) {
    if (text[end] == ' ' && end > 0) {
      any_blank = end;
      if (!is_digit(text[end - 1]) && end + 1 < text.size() && !is_digit(text[end + 1]))
        good_blank = end;
    }
    const FirstCharacter next = first_character(text.substr(end));
    if (column + next.columns > room)
      return good_blank > 0 ? good_blank : any_blank > 0 ? any_blank : end;
    column += next.columns;
    end += next.bytes;
  }
  return text.size();
}

// What is left of a text behind its first line.
std::string_view behind_line(std::string_view text, std::size_t length) {
  text.remove_prefix(length);
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

std::string blanks(Depth depth) {
  return std::string(static_cast<std::size_t>(depth), ' ');
}

std::string without_blanks_behind(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// Prints block after block.
class Printer {
public:
  explicit Printer(const Sheet& sheet) : sheet_(sheet) {}

  std::string print() && {
    for (const Block& one : sheet_.blocks()) {
      std::visit([this](const auto& content) { print(content); }, one);
      last_ = &one;
    }
    return std::move(text_);
  }

private:
  void print(const block::Blank&) { text_ += '\n'; }

  void print(const block::Title& title) {
    const std::size_t used = columns(title.left) + columns(title.right);
    text_ += fmt::format("{}{}{}\n", title.left, std::string(used < width ? width - used : 1, ' '),
                         title.right);
    rule();
  }

  void print(const block::Heading& heading) { text_ += fmt::format("\n{}\n", heading.text); }

  void print(const block::Line& one) { line(one.text, one.depth); }

  void print(const block::Row& one) { row(one.label, one.text, one.label_depth, one.depth); }

  void print(const block::Verdict& verdict) { line(verdict.text, Depth::margin); }

  void print(const block::Closing& closing) {
    text_ += '\n';
    rule();
    line(closing.verdict.text, Depth::edge);
  }

  void print(const block::Warning& warning) { line(warning.text, Depth::margin); }

  void print(const block::Dose& dose) {
    line(fmt::format("{}   {}   {}{}{}{}", dose.what, dose.day, dose.date,
                     dose.amount.empty() ? "" : "   ", dose.amount, dose.cite),
         Depth::step);
  }

  // A date is printed once.
  void print(const block::Event& event) {
    const auto* before = last_ ? std::get_if<block::Event>(last_) : nullptr;
    const bool is_same_day = before && before->date == event.date;
    const std::string label = is_same_day ? " " : fmt::format("{}  {}", event.date, event.day);
    if (!event.planned) return row(label, event.text, Depth::margin, Depth::date);
    constexpr auto column = static_cast<int>(Depth::date) - static_cast<int>(Depth::margin);
    row(fmt::format("{:<{}}{}", label, column, *event.planned), event.text, Depth::margin,
        Depth::planned);
  }

  void print(const block::Finding& finding) {
    row(fmt::format("{:<7} {}", to_text(finding.severity), finding.code), finding.text,
        Depth::margin, Depth::finding);
    for (const std::string& remark : finding.remarks)
      line(remark, Depth::finding);
  }

  void print(const block::ComparisonHead& head) {
    print(block::Comparison{"", head.ordered, head.ours, head.difference, ""});
  }

  void print(const block::Comparison& one) {
    const std::string what = blanks(one.depth).substr(blanks(Depth::margin).size()) + one.what;
    line(without_blanks_behind(fmt::format("{:<43} {:<14} {:<14} {:<11} {}", what, one.ordered,
                                           one.ours, one.difference, one.match)),
         Depth::margin);
  }

  void print(const block::Month& month) {
    constexpr int cell = 9; // columns: the day of the month, and up to five marks
    line(month.name, Depth::margin);
    std::string names;
    for (unsigned day = 1; day <= 7; ++day) // Monday first
      names += fmt::format("{:<{}}", weekday_names[day % 7], cell);
    line(without_blanks_behind(names), Depth::margin);
    for (const auto& week : month.weeks) {
      std::string days;
      for (const auto& day : week)
        days += day.number == 0 ? std::string(cell, ' ')
                                : fmt::format("{:>2} {:<{}}", day.number, day.marks, cell - 3);
      line(without_blanks_behind(days), Depth::margin);
    }
    text_ += '\n';
  }

  // The label, a colon, and a line to write on of at least 30 columns.
  void print(const block::FillIn& one) {
    constexpr std::size_t shortest_gap = 30;
    const std::string indent = blanks(Depth::margin);
    std::string_view rest = one.label;
    while (indent.size() + columns(rest) + 2 + shortest_gap > width) {
      const std::size_t length = line_length(rest, width - shortest_gap - indent.size());
      if (length >= rest.size()) break;
      text_ += fmt::format("{}{}\n", indent, rest.substr(0, length));
      rest = behind_line(rest, length);
    }
    const std::string begin = fmt::format("{}{}: ", indent, rest);
    text_ += fmt::format("{}{}\n", begin, std::string(width - columns(begin), '_'));
  }

  void print(const block::Sources&) {
    for (std::size_t i = 0; i < sheet_.sources().size(); ++i)
      row(fmt::format("[{}]", i + 1), sheet_.sources()[i], Depth::margin, Depth::source);
  }

  void rule() { text_ += std::string(width, '=') + '\n'; }

  void line(std::string_view text, Depth depth) { row("", text, depth, depth); }

  // A label, and a text that is wrapped at its own depth.
  void row(std::string_view label, std::string_view text, Depth label_depth, Depth depth) {
    std::string begin = blanks(label_depth) + std::string(label);
    if (!label.empty()) {
      const std::size_t used = columns(begin), column = static_cast<std::size_t>(depth);
      begin.append(used < column ? column - used : 1, ' ');
    }
    do {
      const std::size_t length = line_length(text, width - columns(begin));
      text_ += fmt::format("{}{}\n", begin, text.substr(0, length));
      text = behind_line(text, length);
      begin = blanks(depth);
    } while (!text.empty());
  }

  const Sheet& sheet_;
  const Block* last_ = nullptr; // the block before
  std::string text_;
};

} // namespace

std::string text_of(const Sheet& sheet) {
  return Printer(sheet).print();
}

} // namespace nkdose
