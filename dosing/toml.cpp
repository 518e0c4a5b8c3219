// TOML to a document tree, by toml++. Only this file knows that library.
#include "dosing/document.hpp"
#include "dosing/search.hpp"
#include "dosing/wording.hpp"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_MAX_NESTED_VALUES 64
#include <toml++/toml.h>

#include <fmt/format.h>

namespace nkdose {
namespace {

Position position_of(const toml::source_position& at) {
  return {static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)};
}

// toml++ recurses over dotted keys without a limit of its own and would overrun the stack. A key
// cannot span lines, so a line with few points cannot have a deep one, whatever its quotes hide.
std::optional<std::size_t> line_with_too_many_points(std::string_view text) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') points = 0;
    if (text[i] == '.' && ++points == deepest_nesting) return i;
  }
  return std::nullopt;
}

class TreeBuilder {
public:
  explicit TreeBuilder(std::string_view text) {
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      lines_.push_back(text.substr(start, end - start));
      start = end + 1;
    }
  }

  Value value(const toml::node& node, std::size_t levels_left = deepest_nesting) {
    Value result;
    result.position = position_of(node.source().begin);
    if (levels_left == 0) {
      too_deep = result.position;
      return result;
    }
    if (const auto* table = node.as_table()) {
      result.type = Value::Type::table;
      for (auto&& [key, child] : *table)
        result.members.push_back({std::string(key.str()), position_of(key.source().begin),
                                  value(child, levels_left - 1)});
      // toml++ sorts keys; people read problems in the order of their file.
      sort_by(result.members, &Member::position);
    } else if (const auto* list = node.as_array()) {
      result.type = Value::Type::list;
      for (const auto& child : *list)
        result.items.push_back(value(child, levels_left - 1));
    } else if (const auto* text = node.as_string()) {
      result.type = Value::Type::text;
      result.literal = text->get();
    } else {
      result.type = node.is_number()    ? Value::Type::number
                    : node.is_boolean() ? Value::Type::flag
                                        : Value::Type::date;
      result.literal = literal(node.source());
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

  std::vector<std::string_view> lines_;
  std::vector<std::size_t> offsets_;
  std::uint32_t indexed_ = 0;
};

Problem too_deep(std::string_view name, Position position) {
  return {Fault::too_large, place(name, position), "nested more than 64 levels deep",
          "check which file was given"};
}

} // namespace

Checked<Document, Problems> read_toml(std::string_view text, std::string name) {
  if (auto problem = unreadable_text(text, name)) return Problems{std::move(*problem)};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // a byte order mark
  if (const auto dense = line_with_too_many_points(text))
    return Problems{{Fault::too_large, place(name, nkdose::position_of(text, *dense)),
                     "64 points on one line: nested too deeply, or too long a line",
                     "break the line, or check which file was given"}};

  const toml::parse_result parsed = toml::parse(text, std::string_view(name));
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    if (error.description().find("maximum nested") != std::string_view::npos)
      return Problems{too_deep(name, position_of(error.source().begin))};
    return Problems{{Fault::syntax, place(name, position_of(error.source().begin)),
                     printable(error.description()), "correct the TOML at this place"}};
  }
  TreeBuilder builder(text);
  Document document{std::move(name), builder.value(parsed.table())};
  if (builder.too_deep) return Problems{too_deep(document.name, *builder.too_deep)};
  return document;
}

} // namespace nkdose
