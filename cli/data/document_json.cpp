#include "cli/data/document_json.hpp"

#include "cli/data/json_writer.hpp"

namespace nkdose {
namespace {

template <class Items, class Write>
std::string joined(char open, const Items& items, char close, Write write) {
  std::string text(1, open);
  for (const auto& item : items) {
    if (text.size() > 1) text += ',';
    text += write(item);
  }
  return text + close;
}

} // namespace

std::string compact_json(const Value& value) {
  switch (value.type) {
  case Value::Type::nothing:
    return "null";
  case Value::Type::text:
  case Value::Type::date:
    return json_text(value.literal);
  case Value::Type::number:
  case Value::Type::flag:
    return std::string(value.literal);
  case Value::Type::list:
    return joined('[', value.items, ']', compact_json);
  case Value::Type::table:
    break;
  }
  return joined('{', value.members, '}', [](const Member& member) {
    return json_text(member.key) + ':' + compact_json(member.value);
  });
}

} // namespace nkdose
