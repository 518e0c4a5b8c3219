// nkdose bsa: body surface area.
#include "cli/data/single_json.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"
#include "cli/options/renderers.hpp"
#include "cli/outcome/open_findings.hpp"
#include "cli/outcome/reply.hpp"
#include "cli/sheet/single.hpp"
#include "dosing/review/body_review.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <iosfwd>

namespace nkdose {
namespace {

constexpr Renderer<AreaAnswer> renderers[] = {
    {Format::text, area_text},
    {Format::json, area_json},
};

// One formula by its id, or all of those that can be answered.
std::vector<const SurfaceFormula*> read_formulas(const std::string& wanted, std::optional<Sex> sex,
                                                 OptionReader& reader) {
  std::vector<const SurfaceFormula*> formulas;
  std::vector<std::string_view> known{"all"};
  for (const SurfaceFormula& formula : surface_formulas()) {
    known.push_back(formula.id);
    if (wanted == formula.id && formula.needs_sex && !sex)
      reader.report("--sex", TextFault{Fault::missing_key, fmt::format("{} needs a sex", wanted),
                                       "write --sex female or --sex male"});
    if (wanted == formula.id || (wanted == "all" && (sex || !formula.needs_sex)))
      formulas.push_back(&formula);
  }
  if (formulas.empty())
    reader.report("--formula", TextFault{Fault::unknown_name,
                                         fmt::format("no formula is called {}", in_quotes(wanted)),
                                         did_you_mean(wanted, known)});
  return formulas;
}

} // namespace

Reply answer_area(const Options& options, std::istream&) {
  OptionReader reader;
  const auto height = reader.read("--height", options.height, read_height, true);
  const auto weight = reader.read("--weight", options.weight, read_weight, true);
  const auto sex = reader.sex(options.sex, false);
  if (height && weight)
    for (const auto& [key, fault] : impossible_body(*height, *weight))
      reader.report(fmt::format("--{}", key), fault);
  const std::string wanted = options.formula.value_or("mosteller");
  const std::vector<const SurfaceFormula*> formulas = read_formulas(wanted, sex, reader);
  reader.finish();
  std::vector<BodySurface> areas;
  if (wanted != "all") // beside each other the formulas speak for themselves
    areas.push_back(as_used(formulas.front()->area(*height, *weight, sex.value_or(Sex::female)),
                            SurfaceRounding::hundredth));
  const AreaAnswer answer{
      *height, *weight, sex, formulas,
      unacknowledged(review_measurements(*height, *weight, std::nullopt, areas))};
  return {rendered(renderers, options.format, answer), exit_code_of(answer.findings)};
}

} // namespace nkdose
