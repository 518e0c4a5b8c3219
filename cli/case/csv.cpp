#include "cli/case/csv.hpp"

#include "cli/data/csv_cell.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// Blanks of any kind; a control character is none, and is refused by whoever reads the cell.
std::string_view without_blanks_around(std::string_view cell) {
  const auto is_edge = [](std::string_view character) { return is_blank(character); };
  while (!cell.empty()) {
    const std::size_t bytes = std::max<std::size_t>(1, first_code_point(cell).bytes);
    if (!is_edge(cell.substr(0, bytes))) break;
    cell.remove_prefix(bytes);
  }
  while (!cell.empty()) {
    std::size_t begin = cell.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(cell[begin]) & 0xC0u) == 0x80u)
      --begin;
    if (!is_edge(cell.substr(begin))) break;
    cell = cell.substr(0, begin);
  }
  return cell;
}

// Takes the cells of a line from left to right.
class RowReader {
public:
  RowReader(std::string_view line, std::uint32_t number, char separator)
      : rest_(line), at_{number, 1}, separator_(separator) {}

  Checked<std::vector<CsvCell>, CsvFault> read() {
    std::vector<CsvCell> cells;
    while (true) {
      const Position begin = at_;
      auto text = rest_.starts_with('"') ? quoted() : plain();
      if (!text) return CsvFault{begin, text.reason()};
      cells.push_back({std::string(unguarded(without_blanks_around(*text))), begin});
      if (rest_.empty()) return cells;
      take(1); // the separator
    }
  }

private:
  using Cell = Checked<std::string, TextFault>;

  std::string_view take(std::size_t bytes) {
    const std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    at_.column += static_cast<std::uint32_t>(character_count(taken));
    return taken;
  }

  Cell plain() {
    const std::string_view text = take(std::min(rest_.find(separator_), rest_.size()));
    if (text.find('"') == text.npos) return std::string(text);
    return TextFault{Fault::syntax, "a quotation mark inside a cell that does not begin with one",
                     "put the whole cell into quotation marks, and write each one in it twice"};
  }

  Cell quoted() {
    std::string text;
    take(1);
    while (true) {
      const std::size_t end = rest_.find('"');
      if (end == rest_.npos)
        return TextFault{Fault::syntax, "a quotation mark that is not closed on its line",
                         "close it; a cell has no line end in it"};
      text += take(end);
      take(1);
      if (!rest_.starts_with('"')) break;
      text += take(1);
    }
    if (rest_.empty() || rest_.starts_with(separator_)) return text;
    return TextFault{Fault::syntax, "text behind a closing quotation mark",
                     "write a comma, or the quotation mark twice"};
  }

  std::string_view rest_;
  Position at_;
  char separator_;
};

// The first line of the text, which then begins behind it.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

class TableReader {
public:
  TableReader(std::string name, Fields fields) : fields_(fields), reader_{std::move(name), {}} {}

  Checked<Document, Problems> read(std::string_view text, std::string_view key) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // a byte order mark
    Value rows{Value::Type::list, {}, {1, 1}, {}, {}};
    for (std::uint32_t number = 1; !text.empty() && !reader_.is_full(); ++number) {
      const std::string_view line = take_line(text);
      if (is_blank(line)) continue;
      if (header_.empty() && is_separator_line(line)) {
        separator_ = separator_of(line);
        continue;
      }
      if (header_.empty()) separator_ = separator_.value_or(separator_of(line));
      auto cells = read_csv_row(line, number, *separator_);
      if (!cells)
        report(cells.reason().position, cells.reason().fault);
      else if (header_.empty())
        read_header(*std::move(cells));
      else
        add_row(rows, *std::move(cells), number);
      if (header_.empty()) break;
    }
    if (!reader_.problems.empty()) return std::move(reader_.problems);
    document_.name = std::move(reader_.file);
    document_.root = {Value::Type::table, {}, {1, 1}, {}, {}};
    document_.root.members.push_back({document_.keep(std::string(key)), {1, 1}, std::move(rows)});
    return std::move(document_);
  }

private:
  void report(Position position, TextFault fault) {
    reader_.problems.push_back(
        {fault.fault, {reader_.file, position}, std::move(fault.detail), std::move(fault.action)});
  }

  // The names of the columns; none where anything is wrong with them.
  void read_header(std::vector<CsvCell> cells) {
    std::vector<std::string_view> known;
    for (const Field& field : fields_)
      known.push_back(field.key);
    std::vector<std::string_view> names;
    for (CsvCell& cell : cells) {
      if (std::string small = lower_case(cell.text); holds(known, small))
        cell.text = std::move(small);
      if (!holds(known, cell.text))
        report(cell.position,
               {Fault::unknown_key, fmt::format("{} is not a column here", in_quotes(cell.text)),
                cell.text.find(';') != cell.text.npos ? "separate the columns by one sign"
                                                      : did_you_mean(cell.text, known)});
      else if (holds(names, cell.text))
        report(cell.position,
               {Fault::contradiction, fmt::format("the column {} stands twice", cell.text),
                "keep one of them"});
      names.push_back(document_.keep(std::move(cell.text)));
    }
    for (const Field& field : fields_)
      if (field.need == Need::required && !holds(names, field.key))
        report({1, 1}, {Fault::missing_key, fmt::format("the column {} is missing", field.key),
                        fmt::format("add {}: {}", field.key, field.hint())});
    if (reader_.problems.empty()) header_ = std::move(names);
  }

  // Spreadsheets end a file with rows of commas.
  void add_row(Value& rows, std::vector<CsvCell> cells, std::uint32_t number) {
    if (all_of(cells, [](const CsvCell& cell) { return cell.text.empty(); })) return;
    if (cells.size() != header_.size()) {
      report({number, 1},
             {Fault::syntax,
              fmt::format("the row has {} cells, the header {}", cells.size(), header_.size()),
              "write one cell a column, empty where there is nothing to say"});
      return;
    }
    Value row{Value::Type::table, {}, {number, 1}, {}, {}};
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].text.empty())
        row.members.push_back({header_[i], cells[i].position,
                               Value{Value::Type::text,
                                     document_.keep(std::move(cells[i].text)),
                                     cells[i].position,
                                     {},
                                     {}}});
    rows.items.push_back(std::move(row));
  }

  Fields fields_;
  FileProblems reader_;
  Document document_;
  std::vector<std::string_view> header_;
  std::optional<char> separator_;
};

} // namespace

namespace {
constexpr std::string_view separator_word = "sep=";
constexpr std::string_view separators = ",;\t";
} // namespace

bool is_separator_line(std::string_view line) {
  return line.size() == separator_word.size() + 1 && line.starts_with(separator_word) &&
         separators.find(line.back()) != separators.npos;
}

char separator_of(std::string_view first_line) {
  if (is_separator_line(first_line)) return first_line.back();
  for (const char separator : separators)
    if (first_line.find(separator) != first_line.npos) return separator;
  return ',';
}

Checked<std::vector<CsvCell>, CsvFault> read_csv_row(std::string_view line, std::uint32_t number,
                                                     char separator) {
  return RowReader(line, number, separator).read();
}

Checked<Document, Problems> read_csv(std::string_view text, std::string name, std::string_view key,
                                     Fields fields) {
  if (auto problem = unreadable_text(text, name)) return Problems{std::move(*problem)};
  return TableReader(std::move(name), fields).read(text, key);
}

std::string_view unguarded(std::string_view cell) {
  const bool is_guarded =
      cell.size() > 1 && cell[0] == '\'' && formula_starts.find(cell[1]) != formula_starts.npos;
  return is_guarded ? cell.substr(1) : cell;
}

} // namespace nkdose
