#include "cli/schema/schema.hpp"

#include "cli/schema/input_schema.hpp"
#include "cli/schema/output_schema.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

struct Schema {
  std::string_view meaning;
  void (*write)(JsonWriter& json, const std::vector<Treatment>& protocols);
  bool depends_on_protocol;
};

constexpr std::string_view names[] = {"case", "plan", "order", "batch", "error"};
constexpr Schema schemas[] = {
    {"One patient and one order, as nkdose plan, calendar, cells, screen and verify read it. A "
     "case that fits can still be refused: whether a value can be meant, only the program knows.",
     write_case_schema, true},
    {"What nkdose plan --format json writes, and nkdose batch --full a line.",
     [](JsonWriter& json, const std::vector<Treatment>&) { write_plan_schema(json); }, false},
    {"What somebody has ordered, as nkdose verify --order reads it. An order that fits can still "
     "be refused.",
     write_order_schema, true},
    {"A line of nkdose batch --format ndjson.", write_batch_schema, true},
    {"What is written with exit code 2 where --format json is asked for.",
     [](JsonWriter& json, const std::vector<Treatment>&) { write_error_schema(json); }, false},
};
static_assert(std::size(names) == std::size(schemas));

const Schema& schema_of(std::string_view name) {
  return schemas[find_in(names, name) - std::begin(names)];
}

} // namespace

std::span<const std::string_view> schema_names() {
  return names;
}

bool depends_on_protocol(std::string_view schema) {
  return schema_of(schema).depends_on_protocol;
}

std::string schema_json(std::string_view name, const std::vector<Treatment>& protocols) {
  const Schema& schema = schema_of(name);
  JsonWriter json;
  json.open_object();
  json.key("$schema").text("https://json-schema.org/draft/2020-12/schema");
  json.key("$id").text(fmt::format("urn:nkdose:{}:1", name));
  json.key("title").text(fmt::format("nkdose/{}/1", name));
  json.key("description").text(schema.meaning);
  schema.write(json, protocols);
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
