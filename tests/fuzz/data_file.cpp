// A data file in TOML: whatever `check` takes for a protocol computes a plan without a fault.
#include "cli/case/case_reader.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/sheet/plan.hpp"
#include "dosing/text/document.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/protocol/library.hpp"
#include "target.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// At each drug's highest level; of cells whichever form of level the protocol takes.
std::string case_of(const Protocol& protocol, std::string_view cells) {
  std::string levels;
  for (const ProtocolDrug& drug : protocol.drugs)
    levels += fmt::format(", \"{}\": \"{} mg/m2/day\"", drug.id.text(),
                          to_text(drug.levels.high.value()));
  return fmt::format(R"({{"patient": {{"sex": "male", "age": "42 y", "height": "180 cm",
      "weight": "80 kg", "serum_creatinine": "62 umol/L"}},
      "order": {{"protocol": "{}", "day_zero": "2026-12-07"{}{}}}}})",
                     protocol.id.text(), levels, cells);
}

void plan_under(const DataFile& file) {
  const auto treatment = load_treatment(file, *built_in("sites", "default"));
  if (!treatment) return;
  Treatment chosen = *treatment;
  chosen.protocol.choose_gap(3);
  for (const std::string_view cells :
       {"", ", \"cells\": \"1e9 cells\"", ", \"cells\": \"1e6 cells/kg\""}) {
    const auto document = read_json(case_of(chosen.protocol, cells), "case");
    if (!document) continue;
    const auto the_case = read_case(*document, chosen, {});
    if (!the_case) continue;
    const Plan plan = make_plan(chosen, *the_case);
    must_hold(!plan_text(plan).empty() && !plan_json(plan).empty(), "a plan for everybody");
  }
}

} // namespace
} // namespace nkdose

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  const DataFile file{"fuzz.toml", text_of(bytes, size)};
  const auto checked = check_file(file);
  must_hold(checked || !checked.reason().empty(), "an error says what is wrong");
  if (checked && checked->kind == "protocol") plan_under(file);
  return 0;
}
