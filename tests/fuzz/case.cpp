// A case in JSON, as the program reads it, or in TOML: a plan, or everything that is wrong with it;
// no figure of a refused plan.
#include "cli/case/case_reader.hpp"
#include "cli/command/program.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/sheet/plan.hpp"
#include "dosing/text/document.hpp"
#include "schedule/protocol/library.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

#include <sstream>

namespace nkdose {
namespace {

bool is_givable(std::string_view key) {
  for (const std::string_view end : {"_mg", "mg_per_day", "_ml", "vials", "delivered_cells"})
    if (key.ends_with(end)) return key.find("per_m2") == key.npos;
  return false;
}

void must_have_no_dose(const nlohmann::json& tree) {
  if (tree.is_object()) {
    for (const auto& [key, value] : tree.items())
      must_hold(!is_givable(key) || value.is_null(), "no figure of a refused plan");
  }
  for (const auto& item : tree)
    if (item.is_structured()) must_have_no_dose(item);
}

void judge(const std::string& answer, std::optional<int> code) {
  const auto tree = nlohmann::json::parse(answer, nullptr, false);
  must_hold(tree.is_object(), "the answer is JSON");
  const std::string status = tree["status"];
  if (code)
    must_hold(*code == (status == "ready" ? 0 : status == "error" ? 2 : 1), "its exit code");
  if (status == "error") must_hold(!tree["findings"].empty(), "an error says what is wrong");
  if (status == "refused") must_have_no_dose(tree);
}

void plan_toml(std::string_view text) {
  const auto document = read_toml(text, "case.toml");
  if (!document) return;
  const auto protocol = built_in("protocols", protocol_of(*document).value_or("f01"));
  if (!protocol) return;
  Treatment treatment = *load_treatment(*protocol, *built_in("sites", "default"),
                                        built_in_file("protocols/f01.criteria.toml"));
  treatment.protocol.choose_gap(gap_of(*document).value_or(1));
  const auto the_case = read_case(*document, treatment, {});
  must_hold(the_case || !the_case.reason().empty(), "an error says what is wrong");
  if (!the_case) return;
  const Plan plan = make_plan(treatment, *the_case);
  must_hold(!plan_text(plan).empty(), "a sheet for people");
  judge(plan_json(plan), std::nullopt);
}

} // namespace
} // namespace nkdose

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  const std::string_view text = text_of(bytes, size);
  if (text.find('{') > text.find('\n')) { // no JSON
    plan_toml(text);
    return 0;
  }
  std::istringstream in{std::string(text)};
  std::ostringstream out, err;
  const int code = run({"plan", "-", "--format", "json"}, in, out, err);
  judge(out.str(), code);
  return 0;
}
