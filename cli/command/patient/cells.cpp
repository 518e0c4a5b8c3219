// nkdose cells: the cell dose of a case.
#include "cli/sheet/cells.hpp"
#include "cli/command/patient/case_file.hpp"
#include "cli/data/plan/cells_json.hpp"
#include "cli/options/renderers.hpp"

namespace nkdose {
namespace {

constexpr Renderer<Plan> renderers[] = {
    {Format::text, cells_text},
    {Format::json, cells_json},
};

} // namespace

Reply answer_cells(const Options& options, std::istream& in) {
  return on_plan(options, in,
                 [&](const Plan& plan) { return rendered(renderers, options.format, plan); });
}

} // namespace nkdose
