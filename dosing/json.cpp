// JSON to a document tree, by the event interface of nlohmann-json. Only this file knows it.
//
// Its events carry the literal text of a number, but no positions, and its trees would keep the
// last of two equal keys. A cursor that walks the text in step with the events adds the first; the
// second is refused here.
#include "dosing/document.hpp"
#include "dosing/search.hpp"
#include "dosing/wording.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unordered_set>

namespace nkdose {
namespace {

using Json = nlohmann::json;

class TreeBuilder : public nlohmann::json_sax<Json> {
public:
  TreeBuilder(std::string_view text, std::string_view name, Value& root)
      : text_(text), name_(name), root_(root) {}

  bool null() override { return scalar(Value::Type::nothing, "", 4); }
  bool boolean(bool flag) override {
    return scalar(Value::Type::flag, flag ? "true" : "false", flag ? 4 : 5);
  }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool string(string_t& text) override {
    skip_separators();
    return scalar(Value::Type::text, text, quoted_length());
  }
  bool binary(binary_t&) override { return false; } // never in a text

  bool start_object(std::size_t) override { return open(Value::Type::table); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Value::Type::list); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    skip_separators();
    Value& table = *open_.back();
    const Position position = position_of_cursor();
    if (!is_new(key, table))
      return fail({Fault::syntax, place(name_, position),
                   fmt::format("the key {} stands twice", in_quotes(key)), "keep one of the two"});
    cursor_ += quoted_length();
    table.members.push_back({key, position, {}});
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 2: the message", or without a
    // colon; only the message is for people.
    std::string_view what = error.what();
    for (const std::string_view mark : {"] ", ": "})
      if (const auto at = what.find(mark); at != what.npos) what.remove_prefix(at + 2);
    return fail({Fault::syntax, place(name_, position_of(text_, byte == 0 ? 0 : byte - 1)),
                 printable(what), "correct the JSON at this place"});
  }

  Problems problems;

private:
  bool fail(Problem problem) {
    problems.push_back(std::move(problem));
    return false;
  }

  // A case has a dozen keys, which are looked through faster than they are hashed.
  bool is_new(const std::string& key, const Value& table) {
    constexpr std::size_t few = 16;
    if (table.members.size() < few) return !holds(table.members, key, &Member::key);
    std::unordered_set<std::string>& keys = keys_.back();
    if (keys.empty())
      for (const Member& member : table.members)
        keys.insert(member.key);
    return keys.insert(key).second;
  }

  void skip_separators() {
    cursor_ = std::min(text_.find_first_not_of(" \t\r\n,:", cursor_), text_.size());
  }

  std::size_t quoted_length() const {
    std::size_t end = cursor_ + 1;
    while (end < text_.size() && text_[end] != '"')
      end += text_[end] == '\\' ? 2 : 1;
    return end + 1 - cursor_;
  }

  // Counted on from the last position asked for, so that a large file is walked once.
  Position position_of_cursor() {
    for (; counted_ < cursor_; ++counted_) {
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

  Value* place_value(Value value) {
    if (open_.empty()) return &(root_ = std::move(value));
    Value& parent = *open_.back();
    if (parent.type == Value::Type::list) return &parent.items.emplace_back(std::move(value));
    return &(parent.members.back().value = std::move(value));
  }

  bool scalar(Value::Type type, std::string literal, std::size_t length) {
    skip_separators();
    place_value(Value{type, std::move(literal), position_of_cursor(), {}, {}});
    cursor_ += length;
    return true;
  }

  bool number() {
    skip_separators();
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:]}", cursor_), text_.size());
    return scalar(Value::Type::number, std::string(text_.substr(cursor_, end - cursor_)),
                  end - cursor_);
  }

  bool open(Value::Type type) {
    skip_separators();
    const Position position = position_of_cursor();
    if (open_.size() == deepest_nesting)
      return fail({Fault::too_large, place(name_, position), "nested more than 64 levels deep",
                   "check which file was given"});
    open_.push_back(place_value(Value{type, "", position, {}, {}}));
    keys_.emplace_back();
    ++cursor_;
    return true;
  }

  bool close() {
    skip_separators();
    ++cursor_;
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  std::string_view text_;
  std::string_view name_;
  Value& root_;
  std::vector<Value*> open_; // a parent does not grow while a child of it is open
  std::vector<std::unordered_set<std::string>> keys_; // of the open tables
  std::size_t cursor_ = 0;
  std::size_t counted_ = 0;
  Position at_{1, 1};
};

} // namespace

Checked<Document, Problems> read_json(std::string_view text, std::string name) {
  if (auto problem = unreadable_text(text, name)) return Problems{std::move(*problem)};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // a byte order mark
  Document document{std::move(name), {}};
  TreeBuilder builder(text, document.name, document.root);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.problems);
  if (document.root.type != Value::Type::table)
    return Problems{{Fault::wrong_type, place(document.name, document.root.position),
                     fmt::format("the file is {}", name_of(document.root.type)),
                     "write one JSON object: {\"patient\": {...}, \"order\": {...}}"}};
  return document;
}

} // namespace nkdose
