// Writes JSON: keys in the order they are given, numbers from decimals, nothing else.
#pragma once

#include "dosing/number/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// A text with quotes and escapes.
std::string json_text(std::string_view text);

/// A JSON text that is built by appending. Objects put each member on a line of its own, except
/// those opened as `compact`; lists of scalars stay on one line.
class JsonWriter {
public:
  JsonWriter& open_object(bool compact = false) { return open('{', compact); }
  JsonWriter& close_object() { return close('}'); }
  JsonWriter& open_list(bool compact = false) { return open('[', compact); }
  JsonWriter& close_list() { return close(']'); }
  JsonWriter& key(std::string_view key);

  JsonWriter& null() { return raw("null"); }
  JsonWriter& text(std::string_view text);
  JsonWriter& number(Decimal number) { return raw(to_text(number)); }
  JsonWriter& number(int number) { return raw(std::to_string(number)); }
  /// A number that is already text.
  JsonWriter& raw(std::string_view literal);

  JsonWriter& text_or_null(std::string_view text) {
    return text.empty() ? null() : this->text(text);
  }
  JsonWriter& number_or_null(std::optional<Decimal> value) {
    return value ? number(*value) : null();
  }

  /// The text with a line end.
  std::string finish() && { return std::move(json_) + '\n'; }

private:
  struct Level {
    bool compact;
    bool empty = true;
  };
  JsonWriter& open(char bracket, bool compact);
  JsonWriter& close(char bracket);
  void begin_value();
  void begin_line();

  std::string json_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

} // namespace nkdose
