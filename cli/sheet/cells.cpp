#include "cli/sheet/cells.hpp"

#include "cli/answer/cells_answer.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/words/infusion_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

void add_infusion(Sheet& sheet, const Event& event) {
  constexpr std::string_view progress[] = {"", "GIVEN", "NOT GIVEN"};
  sheet.add(block::Dose{fmt::format("infusion {} of {}", event.number, event.of),
                        day_name(event.day), weekday_date(event.date),
                        std::string(progress[static_cast<std::size_t>(event.progress)]),
                        sheet.cite(event.source)});
}

} // namespace

void add_cells(Sheet& sheet, const Plan& plan) {
  const Order* order = plan.release.order();
  sheet.heading(order ? "CELL DOSE LEVEL" : "CELL DOSE LEVEL, NOT TO BE GIVEN");
  sheet.steps(plan.treatment->protocol.product, level_steps(plan, sheet.citer()));
  std::size_t left = 0;
  for (const Event& event : plan.calendar) {
    if (event.kind != EventKind::infusion) continue;
    add_infusion(sheet, event);
    if (order && event.progress == Progress::planned && left < order->infusions().size())
      for (const std::string& step :
           infusion_steps(plan, order->infusions()[left++], sheet.citer()))
        sheet.line(step, Depth::under_step);
  }
  if (!order || order->infusions().empty()) return;
  if (const std::string words = not_thawed_words(plan); !words.empty())
    sheet.line(words, Depth::step);
}

Sheet cells_sheet(const Plan& plan) {
  Sheet sheet;
  const Protocol& protocol = plan.treatment->protocol;
  sheet.add(block::Title{
      fmt::format("nkdose cells  {} version {}", protocol.id.text(), protocol.version),
      fmt::format("Patient {}", plan.the_case->id.empty() ? "NO ID" : plan.the_case->id)});
  sheet.add(verdict_of(plan.release.status));
  sheet.line(protocol.title);
  add_overrides(sheet, *plan.the_case);
  add_cells(sheet, plan);
  sheet.heading("FINDINGS, WORST FIRST");
  const std::vector<ReleasedFinding> findings = findings_for_cells(plan);
  if (all_of(findings, [](const ReleasedFinding& one) { return one.finding.code == Code("A002"); }))
    sheet.line("none");
  add_findings(sheet, findings, plan.the_case, plan.treatment,
               plan.release.status == Status::refused);
  add_assumptions(sheet, protocol);
  sheet.heading("SOURCES");
  sheet.add(block::Sources{});
  sheet.add(block::Closing{verdict_of(plan.release.status)});
  return sheet;
}

} // namespace nkdose
