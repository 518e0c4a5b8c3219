// A document: the tree that a TOML or a JSON file becomes, the same for both.
//
// Numbers stay the text that was written, so that 58.40 is never a double on its way to a dose, and
// every value knows where it stands, so that an error can say so.
#pragma once

#include "dosing/text/checked.hpp"

#include <cstdint>
#include <forward_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

struct Member;

struct Value {
  enum class Type { nothing, text, number, flag, date, list, table };
  Type type = Type::nothing;
  /// The text of a scalar: a text without its quotes, a number as written. Kept by the document.
  std::string_view literal;
  Position position;
  std::vector<Value> items;    ///< of a list
  std::vector<Member> members; ///< of a table, in the order of the file

  const Value* find(std::string_view key) const;
};

struct Member {
  std::string_view key; ///< kept by the document
  Position position;
  Value value;
};

/// What an error calls a type: "a text", "a number", ...
std::string_view name_of(Value::Type type);

struct Document {
  std::string name;         ///< the file's name as messages print it
  Value root;               ///< a table
  std::string pointer = {}; ///< the JSON pointer of the root, where it is a part of the file

  /// Keeps a text for as long as this document or a copy of it lasts: keys and literals are views,
  /// so that a case of a million costs no allocation for each.
  std::string& keep(std::string text);

  std::shared_ptr<std::forward_list<std::string>> kept = {}; ///< shared by copies

  /// Where a document was made of another one: the other's pointers, by the pointers here.
  std::map<std::string, std::string, std::less<>> origins = {};
  /// The place of a value of this document, in the file that was read.
  Place place_of(std::string_view own_pointer, Position position) const;

  std::string option = {}; ///< that has set the values without a position, where any are set
};

/// A file may have 16 MiB and 64 levels of nesting.
constexpr std::size_t largest_document = std::size_t{16} * 1024 * 1024;
constexpr std::size_t deepest_nesting = 64;

/// Reading ends at the first syntax error, as nothing after it can be trusted.
Checked<Document, Problems> read_toml(std::string_view text, std::string name);
Checked<Document, Problems> read_json(std::string_view text, std::string name);

/// What both readers refuse before they parse: too large, empty, binary, not UTF-8.
std::optional<Problem> unreadable_text(std::string_view text, std::string_view name);
/// The same, but for UTF-8.
std::optional<Problem> unreadable_bytes(std::string_view text, std::string_view name);

/// Line and column (both from 1, in characters) of an offset in a text.
Position position_of(std::string_view text, std::size_t offset);

/// Puts a text at a path such as `patient.weight` or `product.0.lot`, creating tables on the way;
/// an index one past the end appends. What fails: an index beyond that, a path through a scalar.
std::optional<TextFault> set_text(Document& document, std::string_view path, std::string_view text);

} // namespace nkdose
