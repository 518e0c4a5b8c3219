// JSON to a document tree, by the event interface of RapidJSON. Only this file knows it.
//
// RapidJSON reads a text in place: keys and texts become views of the document's own copy, numbers
// stay as they were written. It has no positions but offsets, and lets equal keys pass: both are
// seen to here.
#include "dosing/text/document.hpp"
#include "dosing/text/json_fault.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>
#include <rapidjson/reader.h>

#include <cmath>
#include <cstdlib>
#include <unordered_set>

namespace nkdose {
namespace {

/// Line and column of offset after offset, each not before the last one.
class Places {
public:
  explicit Places(std::string_view text)
      : text_(text), plain_(std::min(ascii_length(text), text.find('\n'))) {}

  Position at(std::size_t offset) {
    if (offset <= plain_) return {1, static_cast<std::uint32_t>(offset + 1)};
    for (; counted_ < offset; ++counted_) {
      const auto byte = static_cast<unsigned char>(text_[counted_]);
      if (byte == '\n') {
        ++at_.line;
        at_.column = 1;
      } else if ((byte & 0xc0u) != 0x80u) {
        ++at_.column;
      }
    }
    return at_;
  }

private:
  std::string_view text_;
  std::size_t plain_; // up to here a column is an offset
  std::size_t counted_ = 0;
  Position at_{1, 1};
};

// What RapidJSON calls with what it has read; false ends the reading.
class TreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TreeBuilder> {
public:
  TreeBuilder(std::string_view text, Document& document)
      : text_(text), document_(document), places_(text), has_escapes_(text.find('\\') != text.npos),
        copy_(document.keep(std::string(text))), stream_(copy_.data()) {}

  /// Why the text could not be read to its end, if it could not.
  std::optional<Problem> read() {
    constexpr unsigned settings =
        rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<settings>(stream_, *this);
    if (!result.IsError() || problem_) return std::move(problem_);
    if (auto fault = json_fault(text_, document_.name)) return fault;
    return Problem{Fault::syntax,
                   {document_.name, position_of(text_, result.Offset())},
                   "this is not JSON",
                   "correct the JSON at this place"};
  }

  // The names are RapidJSON's.
  bool Null() { return scalar(Value::Type::nothing, "", "null"); }
  bool Bool(bool flag) {
    const std::string_view word = flag ? "true" : "false";
    return scalar(Value::Type::flag, word, word);
  }
  bool RawNumber(const char* digits, rapidjson::SizeType size, bool) {
    const std::string_view number(digits, size);
    return is_finite(number) && place_value(Value::Type::number, number, offset_of(digits));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view string(text, size);
    return is_sound(string) && place_value(Value::Type::text, string, offset_of(text) - 1);
  }
  bool StartObject() { return open(Value::Type::table); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    const std::string_view key(text, size);
    if (!is_sound(key)) return false;
    Value& table = *open_.back();
    const Position position = places_.at(offset_of(text) - 1);
    if (!is_new(key, table))
      return fail({Fault::syntax,
                   {document_.name, position},
                   fmt::format("the key {} stands twice", in_quotes(key)),
                   "keep one of the two"});
    table.members.push_back({key, position, {}});
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool StartArray() { return open(Value::Type::list); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  bool Default() { return false; } // a number that is no text: never

private:
  bool fail(Problem found) {
    problem_ = std::move(found);
    return false;
  }

  std::size_t offset_of(const char* in_copy) const {
    return static_cast<std::size_t>(in_copy - copy_.data());
  }

  // The text was UTF-8, and half a surrogate pair behind an escape is none.
  bool is_sound(std::string_view text) const { return !has_escapes_ || !first_invalid_utf8(text); }

  // 1e999 is written like a number, and is none that a program could hold.
  static bool is_finite(std::string_view number) {
    constexpr std::size_t surely_finite = 300; // digits
    if (number.size() < surely_finite && number.find_first_of("eE") == number.npos) return true;
    return std::isfinite(std::strtod(std::string(number).c_str(), nullptr));
  }

  // A case has a dozen keys, which are looked through faster than they are hashed.
  bool is_new(std::string_view key, const Value& table) {
    constexpr std::size_t few = 16;
    if (table.members.size() < few) return table.find(key) == nullptr;
    keys_.resize(open_.size());
    auto& keys = keys_.back();
    if (table.members.size() == few)
      for (const Member& member : table.members)
        keys.insert(member.key);
    return keys.insert(key).second;
  }

  Value& place_value(Value value) {
    if (open_.empty()) return document_.root = std::move(value);
    Value& parent = *open_.back();
    if (parent.type == Value::Type::list) return parent.items.emplace_back(std::move(value));
    return parent.members.back().value = std::move(value);
  }
  bool place_value(Value::Type type, std::string_view literal, std::size_t offset) {
    place_value(Value{type, literal, places_.at(offset), {}, {}});
    return true;
  }
  bool scalar(Value::Type type, std::string_view literal, std::string_view word) {
    return place_value(type, literal, stream_.Tell() - word.size());
  }

  bool open(Value::Type type) {
    const Position position = places_.at(stream_.Tell() - 1);
    if (open_.size() == deepest_nesting)
      return fail({Fault::too_large,
                   {document_.name, position},
                   "nested more than 64 levels deep",
                   "check which file was given"});
    Value& value = place_value(Value{type, "", position, {}, {}});
    constexpr std::size_t ordinary_table = 8; // keys
    if (type == Value::Type::table) value.members.reserve(ordinary_table);
    open_.push_back(&value);
    return true;
  }
  bool close() {
    open_.pop_back();
    if (keys_.size() > open_.size()) keys_.resize(open_.size());
    return true;
  }

  std::string_view text_;
  Document& document_;
  std::optional<Problem> problem_;
  Places places_;
  bool has_escapes_;
  std::string& copy_;
  rapidjson::InsituStringStream stream_;
  std::vector<Value*> open_; // a parent does not grow while a child of it is open
  std::vector<std::unordered_set<std::string_view>> keys_; // of the large ones among open tables
};

} // namespace

Checked<Document, Problems> read_json(std::string_view text, std::string name) {
  if (auto problem = unreadable_text(text, name)) return Problems{std::move(*problem)};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // a byte order mark
  Document document{std::move(name), {}};
  TreeBuilder builder(text, document);
  if (auto problem = builder.read()) return Problems{std::move(*problem)};
  if (document.root.type != Value::Type::table)
    return Problems{{Fault::wrong_type,
                     {document.name, document.root.position},
                     fmt::format("the file is {}", name_of(document.root.type)),
                     "write one JSON object: {\"patient\": {...}, \"order\": {...}}"}};
  return document;
}

} // namespace nkdose
