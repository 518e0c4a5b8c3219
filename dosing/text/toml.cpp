// TOML to a document tree, by toml++. Only this file knows that library.
#include "dosing/text/document.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

// toml++ asserts that a header "[," is none before it says so; with NDEBUG and Clang the assertion
// even becomes a promise to the compiler. Without either the error comes, as it should.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace nkdose {
namespace {

Position position_of(const toml::source_position& at) {
  return {static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)};
}

// toml++ recurses over dotted keys without a limit of its own and would overrun the stack, so the
// depth of a text is counted before toml++ sees it. Only what TOML's words and brackets look like
// matters: at the first syntax error toml++ stops, and until there both see the same.
class DepthCounter {
public:
  explicit DepthCounter(std::string_view text) : text_(text) {}

  /// Where the text is nested far more deeply than a document may be, if it is.
  std::optional<std::size_t> too_deep() {
    constexpr std::size_t far_more = 2 * deepest_nesting;
    for (std::size_t next = 0; at_ < text_.size(); at_ = next) {
      next = end_of_token();
      count(text_[at_]);
      if (header_ + sum_ + key_ + points_ > far_more) return at_;
    }
    return std::nullopt;
  }

private:
  // Past a comment, past a string of any kind, or past one character.
  std::size_t end_of_token() const {
    const char c = text_[at_];
    if (c == '#') return std::min(text_.find('\n', at_), text_.size());
    if (c != '"' && c != '\'') return at_ + 1;
    const bool is_long = text_.substr(at_, 3) == std::string(3, c);
    const std::string closing(is_long ? 3 : 1, c);
    for (std::size_t i = at_ + closing.size(); i < text_.size(); ++i) {
      if (c == '"' && text_[i] == '\\') {
        ++i;
      } else if (text_.substr(i, closing.size()) == closing) {
        i += closing.size();
        while (is_long && i < text_.size() && text_[i] == c)
          ++i; // """" ends with a quote in it
        return i;
      } else if (!is_long && text_[i] == '\n') {
        return i;
      }
    }
    return text_.size();
  }

  void count(char c) {
    const bool at_statement = open_.empty() && is_line_start_;
    if (c != ' ' && c != '\t') is_line_start_ = c == '\n';
    if (c == '.') {
      ++points_;
    } else if (c == '=') {
      key_ = std::exchange(points_, 0);
    } else if (c == '[' && (at_statement || in_header_)) {
      in_header_ = true;
      header_ = points_ = 0;
    } else if (c == ']' && in_header_) {
      header_ += std::exchange(points_, 0);
    } else if (c == '[' || c == '{') {
      open_.push_back(key_ + 1);
      sum_ += key_ + 1;
      key_ = points_ = 0;
    } else if ((c == ']' || c == '}') && !open_.empty()) {
      sum_ -= open_.back();
      open_.pop_back();
      key_ = points_ = 0;
    } else if (c == ',' || c == '\n') {
      points_ = key_ = 0;
      if (c == '\n') in_header_ = false;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t header_ = 0, key_ = 0, points_ = 0; // of [a.b], of a.b =, of the word being read
  std::vector<std::size_t> open_;                 // what each open bracket adds
  std::size_t sum_ = 0;                           // of all open brackets
  bool is_line_start_ = true;
  bool in_header_ = false;
};

class TreeBuilder {
public:
  TreeBuilder(std::string_view text, Document& document) : document_(document) {
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      lines_.push_back(text.substr(start, end - start));
      start = end + 1;
    }
  }

  Value value(const toml::node& node, std::size_t levels_left = deepest_nesting) {
    Value result;
    result.position = position_of(node.source().begin);
    if (levels_left == 0 && (node.is_table() || node.is_array())) {
      too_deep = result.position;
      return result;
    }
    if (const auto* table = node.as_table()) {
      result.type = Value::Type::table;
      for (auto&& [key, child] : *table)
        result.members.push_back({document_.keep(std::string(key.str())),
                                  position_of(key.source().begin), value(child, levels_left - 1)});
      // toml++ sorts keys; people read problems in the order of their file.
      sort_by(result.members, &Member::position);
    } else if (const auto* list = node.as_array()) {
      result.type = Value::Type::list;
      for (const auto& child : *list)
        result.items.push_back(value(child, levels_left - 1));
    } else if (const auto* text = node.as_string()) {
      result.type = Value::Type::text;
      result.literal = document_.keep(text->get());
    } else {
      result.type = node.is_number()    ? Value::Type::number
                    : node.is_boolean() ? Value::Type::flag
                                        : Value::Type::date;
      result.literal = document_.keep(literal(node.source()));
    }
    return result;
  }

  std::optional<Position> too_deep;

private:
  // The characters of a number, a flag or a date as they stand in the file.
  std::string literal(const toml::source_region& region) {
    index_line(region.begin.line);
    const std::string_view line = lines_[region.begin.line - 1];
    const auto offset = [&](std::uint32_t column) {
      return column <= offsets_.size() ? offsets_[column - 1] : line.size();
    };
    const std::size_t begin = offset(region.begin.column);
    return std::string(line.substr(begin, offset(region.end.column) - begin));
  }

  // Where each column of a line begins; kept, because a long list asks for one line many times.
  void index_line(std::uint32_t number) {
    if (number == indexed_) return;
    indexed_ = number;
    offsets_.clear();
    const std::string_view line = lines_[number - 1];
    for (std::size_t i = 0; i < line.size(); ++i)
      if ((static_cast<unsigned char>(line[i]) & 0xc0u) != 0x80u) offsets_.push_back(i);
  }

  Document& document_;
  std::vector<std::string_view> lines_;
  std::vector<std::size_t> offsets_;
  std::uint32_t indexed_ = 0;
};

Problem too_deep(std::string_view name, Position position) {
  return {Fault::too_large,
          {std::string(name), position},
          "nested more than 64 levels deep",
          "check which file was given"};
}

} // namespace

Checked<Document, Problems> read_toml(std::string_view text, std::string name) {
  if (auto problem = unreadable_text(text, name)) return Problems{std::move(*problem)};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // a byte order mark
  if (const auto deep = DepthCounter(text).too_deep())
    return Problems{too_deep(name, nkdose::position_of(text, *deep))};

  const toml::parse_result parsed = toml::parse(text, std::string_view(name));
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return Problems{{Fault::syntax,
                     {name, position_of(error.source().begin)},
                     printable(error.description()),
                     "correct the TOML at this place"}};
  }
  Document document{std::move(name), {}};
  TreeBuilder builder(text, document);
  document.root = builder.value(parsed.table());
  if (builder.too_deep) return Problems{too_deep(document.name, *builder.too_deep)};
  return document;
}

} // namespace nkdose
