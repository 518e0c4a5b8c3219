#include "cli/sheet/findings.hpp"

#include "cli/words/finding_words.hpp"
#include "cli/words/verdict_words.hpp"

#include <fmt/format.h>

namespace nkdose {

block::Verdict verdict_of(Status status) {
  const Severity severity = status == Status::ready   ? Severity::info
                            : status == Status::draft ? Severity::warning
                                                      : Severity::stop;
  return {std::string(verdict_line(status)), severity};
}

void add_findings(Sheet& sheet, const std::vector<ReleasedFinding>& findings, const Case* the_case,
                  const Treatment* treatment, bool withhold_doses) {
  for (const ReleasedFinding& one : findings) {
    if (is_standing(one.finding)) continue; // they have a part of the sheet of their own
    const FindingWords words = words_of(one.finding, treatment, the_case, withhold_doses);
    const std::string subject =
        one.finding.subject.empty() ? "" : fmt::format(" ({})", one.finding.subject.text());
    block::Finding finding{
        one.finding.severity,
        std::string(one.finding.code.text()),
        fmt::format("{}{}: {}{}", words.title, subject, words.detail, sheet.cite(words.source)),
        {}};
    if (one.finding.severity > Severity::info)
      finding.remarks.push_back(fmt::format("Do: {}.", words.action));
    if (one.acknowledgement) {
      const Acknowledgement& by = the_case->acknowledgements[*one.acknowledgement];
      finding.remarks.push_back(fmt::format("Acknowledged by {}: {}.", by.by, by.reason));
    }
    if (one.waiver) {
      const Waiver& waiver = the_case->waivers[*one.waiver];
      finding.remarks.push_back(fmt::format("By {}: {}.", waiver.by, waiver_words(waiver)));
    }
    sheet.add(std::move(finding));
  }
}

void add_standing(Sheet& sheet, const Plan& plan) {
  bool is_first = true;
  for (const ReleasedFinding& one : plan.release.findings) {
    if (!is_standing(one.finding) || one.finding.code == Code("A002")) continue;
    if (is_first) sheet.heading("THE SAME FOR EVERY PATIENT UNDER THESE FILES (info D009, V001)");
    is_first = false;
    const FindingWords words = words_of(one.finding, plan.treatment, plan.the_case, false);
    sheet.row(one.finding.subject.text(), words.detail + sheet.cite(words.source), Depth::finding);
  }
}

void add_assumptions(Sheet& sheet, const Protocol& protocol) {
  if (protocol.assumptions.empty()) return;
  sheet.heading("ASSUMPTIONS OF THE PROTOCOL FILE (info A002): confirm with the sponsor");
  for (const Assumption& assumption : protocol.assumptions)
    sheet.row(assumption.id.text(), assumption.text + sheet.cite(assumption.source),
              Depth::finding);
}

void add_overrides(Sheet& sheet, const Case& the_case) {
  for (const std::string& one : the_case.overrides)
    sheet.add(block::Warning{"OVERRIDDEN on the command line: " + one});
}

} // namespace nkdose
