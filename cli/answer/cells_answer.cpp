#include "cli/answer/cells_answer.hpp"

namespace nkdose {

std::vector<ReleasedFinding> findings_for_cells(const Plan& plan) {
  std::vector<ReleasedFinding> findings;
  for (const ReleasedFinding& one : plan.release.findings) {
    const char area = one.finding.code.text().front();
    const bool is_about_drugs = area == 'B' || area == 'R' || area == 'D' || area == 'V';
    if (!is_about_drugs || one.finding.severity > Severity::info) findings.push_back(one);
  }
  return findings;
}

} // namespace nkdose
