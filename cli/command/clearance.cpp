// nkdose clearance: Cockcroft-Gault on actual, ideal and adjusted weight.
#include "cli/data/single_json.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"
#include "cli/options/renderers.hpp"
#include "cli/outcome/open_findings.hpp"
#include "cli/outcome/reply.hpp"
#include "cli/sheet/single.hpp"
#include "dosing/review/body_review.hpp"

#include <fmt/format.h>

#include <iosfwd>

namespace nkdose {
namespace {

constexpr Renderer<ClearanceAnswer> renderers[] = {
    {Format::text, clearance_text},
    {Format::json, clearance_json},
};

} // namespace

Reply answer_clearance(const Options& options, std::istream&) {
  OptionReader reader;
  const auto sex = reader.sex(options.sex, true);
  const auto age = reader.read("--age", options.age, read_years, true);
  const auto weight = reader.read("--weight", options.weight, read_weight, true);
  const auto creatinine = reader.read("--creatinine", options.creatinine, read_creatinine, true);
  const auto height = reader.read("--height", options.height, read_height);
  if (age) reader.report("--age", impossible_age(*age));
  if (creatinine) reader.report("--creatinine", impossible_creatinine(*creatinine));
  if (weight && !height) reader.report("--weight", impossible_weight(*weight));
  if (weight && height)
    for (const auto& [key, fault] : impossible_body(*height, *weight))
      reader.report(fmt::format("--{}", key), fault);
  reader.finish();
  const ClearanceAnswer answer{
      Clearances(*sex, {*age}, height, *weight, *creatinine, WeightBasis::actual),
      unacknowledged(review_measurements(height, *weight, creatinine, {}))};
  return {rendered(renderers, options.format, answer), exit_code_of(answer.findings)};
}

} // namespace nkdose
