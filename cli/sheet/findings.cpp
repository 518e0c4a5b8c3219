#include "cli/sheet/findings.hpp"

#include "cli/words/finding_words.hpp"

#include <fmt/format.h>

namespace nkdose {

void add_findings(TextSheet& sheet, const std::vector<ReleasedFinding>& findings,
                  const Case* the_case, const Treatment* treatment, bool withhold_doses) {
  for (const ReleasedFinding& one : findings) {
    if (one.finding.code == Code("A002")) continue; // they have a part of the sheet of their own
    const FindingWords words = words_of(one.finding, treatment, withhold_doses);
    const std::string subject =
        one.finding.subject.empty() ? "" : fmt::format(" ({})", one.finding.subject.text());
    sheet.labelled(
        fmt::format("{:<7} {}", to_text(one.finding.severity), one.finding.code.text()),
        fmt::format("{}{}: {}{}", words.title, subject, words.detail, sheet.cite(words.source)), 2,
        16);
    if (one.finding.severity > Severity::info) sheet.line(fmt::format("Do: {}.", words.action), 16);
    if (one.acknowledgement) {
      const Acknowledgement& by = the_case->acknowledgements[*one.acknowledgement];
      sheet.line(fmt::format("Acknowledged by {}: {}.", by.by, by.reason), 16);
    }
    if (one.waiver) {
      const Waiver& waiver = the_case->waivers[*one.waiver];
      sheet.line(fmt::format("By {}: {}.", waiver.by, waiver_words(waiver)), 16);
    }
  }
}

void add_assumptions(TextSheet& sheet, const Protocol& protocol) {
  if (protocol.assumptions.empty()) return;
  sheet.heading("ASSUMPTIONS OF THE PROTOCOL FILE (info A002): confirm with the sponsor");
  for (const Assumption& assumption : protocol.assumptions)
    sheet.labelled(assumption.id.text(), assumption.text + sheet.cite(assumption.source), 2, 16);
}

void add_overrides(TextSheet& sheet, const Case& the_case) {
  for (const std::string& one : the_case.overrides)
    sheet.line("OVERRIDDEN on the command line: " + one);
}

} // namespace nkdose
