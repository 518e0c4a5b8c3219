#include "cli/data/error_json.hpp"

#include "cli/data/json_writer.hpp"

namespace nkdose {

std::string error_json(const Problems& problems) {
  JsonWriter json;
  json.open_object().key("schema").text("nkdose/error/1").key("status").text("error");
  json.key("findings").open_list();
  for (const Problem& problem : problems) {
    json.open_object().key("code").text(code_of(problem.fault)).key("severity").text("error");
    json.key("where").text(to_text(problem.place)).key("detail").text(problem.detail);
    json.key("action").text(problem.action).close_object();
  }
  json.close_list().close_object();
  return std::move(json).finish();
}

} // namespace nkdose
