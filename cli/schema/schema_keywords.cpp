#include "cli/schema/schema_keywords.hpp"

#include <fmt/format.h>

namespace nkdose {

void write_type(JsonWriter& json, std::string_view type, bool may_be_null) {
  json.key("type");
  if (may_be_null)
    json.open_list(true).text(type).text("null").close_list();
  else
    json.text(type);
}

void write_pattern(JsonWriter& json, std::string_view pattern, bool may_be_null) {
  write_type(json, "string", may_be_null);
  json.key("pattern").text(fmt::format("^({})$", pattern));
}

void write_words(JsonWriter& json, const std::vector<std::string_view>& words, bool may_be_null) {
  json.key("enum").open_list(true);
  for (const std::string_view word : words)
    json.text(word);
  if (may_be_null) json.null();
  json.close_list();
}

} // namespace nkdose
