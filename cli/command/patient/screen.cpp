// nkdose screen: the trial's criteria for a case.
#include "cli/answer/screening_answer.hpp"
#include "cli/case/screening_template.hpp"
#include "cli/command/patient/case_file.hpp"
#include "cli/data/plan/screening_json.hpp"
#include "cli/options/renderers.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/sheet/screening.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

constexpr Renderer<Plan> renderers[] = {
    {Format::text, screening_text},
    {Format::json, screening_json},
};

} // namespace

Reply answer_screen(const Options& options, std::istream& in) {
  if (options.wants_template) return {screening_template(criteria_of(options))};
  Verdict verdict = Verdict::unknown;
  bool is_open = false;
  Reply reply = on_plan(options, in, [&](const Plan& plan) {
    if (!plan.screening)
      throw Invalid{{plan.the_case->screening
                         ? Problem{Fault::data,
                                   {.pointer = "/screening"},
                                   "the protocol has no file of criteria to judge by",
                                   "put NAME.criteria.toml beside the protocol file"}
                         : Problem{Fault::missing_key,
                                   {.pointer = "/screening"},
                                   "the case has no [screening] table",
                                   "add one: nkdose screen --template prints an empty form"}}};
    verdict = plan.screening->verdict();
    is_open = any_of(eligibility_findings(plan), &ReleasedFinding::is_open);
    return rendered(renderers, options.format, plan);
  });
  reply.exit_code = verdict == Verdict::met && !is_open ? exit_ready : exit_open;
  return reply;
}

} // namespace nkdose
