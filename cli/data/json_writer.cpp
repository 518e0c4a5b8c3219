#include "cli/data/json_writer.hpp"

#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string json_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (result += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      result += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      result += c;
  }
  return result + '"';
}

JsonWriter& JsonWriter::open(char bracket, bool compact) {
  begin_value();
  json_ += bracket;
  levels_.push_back({compact || (!levels_.empty() && levels_.back().compact)});
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  const Level closed = levels_.back();
  levels_.pop_back();
  if (!closed.empty && !closed.compact) begin_line();
  json_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view key) {
  begin_value();
  json_ += json_text(key);
  json_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view text) {
  begin_value();
  json_ += json_text(text);
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view literal) {
  begin_value();
  json_ += literal;
  return *this;
}

void JsonWriter::begin_line() {
  json_ += '\n' + std::string(2 * levels_.size(), ' ');
}

void JsonWriter::begin_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  if (!levels_.back().empty) json_ += levels_.back().compact ? ", " : ",";
  if (!levels_.back().compact) begin_line();
  levels_.back().empty = false;
}

} // namespace nkdose
