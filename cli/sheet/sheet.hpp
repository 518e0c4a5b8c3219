// A page for people, as a list of blocks: what it says and what that is, not how it is set.
#pragma once

#include "cli/words/shown.hpp"
#include "dosing/review/finding.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nkdose {

/// How far in something stands, in columns, by what it is.
enum class Depth : std::size_t {
  edge = 0,
  margin = 2,      ///< where a page's lines and labels begin
  under_line = 4,  ///< a remark under a line
  under_row = 6,   ///< a remark under a row of a comparison
  source = 7,      ///< beside a source's number
  fact = 14,       ///< beside the name of a fact: "Patient", "E14"
  under_fact = 16, ///< a remark under a fact
  finding = 16,    ///< beside the severity and the code of a finding
  formula = 16,    ///< beside the name of a formula
  entry = 18,      ///< beside the name of what is listed
  step = 22,       ///< beside the name of what is calculated or given
  under_step = 24, ///< what belongs to a step
  checksum = 30,   ///< beside the name of a file
  date = 34,       ///< beside the date and the day of an event
  planned = 50,    ///< beside the date, the day and the planned date of an event
};

/// What stands on a page.
namespace block {

struct Blank {};
/// What a page is and what it is about, at the ends of its first line.
struct Title {
  std::string left, right;
};
struct Heading {
  std::string text;
};
struct Line {
  std::string text;
  Depth depth = Depth::margin;
};
/// A text beside its label.
struct Row {
  std::string label, text;
  Depth depth;
  Depth label_depth = Depth::margin;
};
/// Whether what is on the page may be used: info where it may, stop where it must not.
struct Verdict {
  std::string text;
  Severity severity;
};
/// The verdict again, as the last thing on the page.
struct Closing {
  Verdict verdict;
};
/// What must not be missed, though no finding says it.
struct Warning {
  std::string text;
};
/// One dose or infusion: "dose 1 of 3", "Day minus 5", "Wed 2026-12-02", "49 mg".
struct Dose {
  std::string what, day, date, amount, cite{};
};
/// One event of a calendar. Those of one date follow each other.
struct Event {
  std::string date, day, text;
  /// The date of the plan, where it was another; only in a calendar that has such a column.
  std::optional<std::string> planned{};
};
struct Finding {
  Severity severity;
  std::string code, text;
  std::vector<std::string> remarks; ///< what to do, who has acknowledged it
};
/// What the columns of a comparison are called.
struct ComparisonHead {
  std::string ordered, ours, difference;
};
struct Comparison {
  std::string what, ordered, ours, difference, match;
  Depth depth = Depth::margin; ///< deeper where it belongs to the line before
};
/// A month on a wall: its weeks from Monday, each day with its marks.
struct Month {
  struct DayOfMonth {
    unsigned number = 0; ///< 0 where the week has a day of another month
    std::string marks{};
  };
  std::string name;
  std::vector<std::array<DayOfMonth, 7>> weeks;
};
/// Something for people to write beside.
struct FillIn {
  std::string label;
};
/// The sources of the page, with the numbers by which they are cited.
struct Sources {};

} // namespace block

using Block = std::variant<block::Blank, block::Title, block::Heading, block::Line, block::Row,
                           block::Verdict, block::Closing, block::Warning, block::Dose,
                           block::Event, block::Finding, block::ComparisonHead, block::Comparison,
                           block::Month, block::FillIn, block::Sources>;

/// The blocks of a page in their order, and the sources that they cite.
class Sheet {
public:
  void add(Block block) { blocks_.push_back(std::move(block)); }
  void heading(std::string_view text) { add(block::Heading{std::string(text)}); }
  void line(std::string_view text, Depth depth = Depth::margin) {
    add(block::Line{std::string(text), depth});
  }
  void row(std::string_view label, std::string_view text, Depth depth,
           Depth label_depth = Depth::margin) {
    add(block::Row{std::string(label), std::string(text), depth, label_depth});
  }
  /// Sentences, the first beside a label, the others under it.
  void steps(std::string_view label, const std::vector<std::string>& steps);

  /// " [3]", and the source is the third of the list; " [3, unverified]" where it is.
  std::string cite(std::string_view source);
  /// `cite`, for words that name their sources.
  Cite citer() {
    return [this](std::string_view source) { return cite(source); };
  }

  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<std::string>& sources() const { return sources_; }

private:
  std::vector<Block> blocks_;
  std::vector<std::string> sources_;
};

} // namespace nkdose
