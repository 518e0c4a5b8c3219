#include "cli/outcome/open_findings.hpp"

#include "cli/outcome/reply.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {

std::vector<ReleasedFinding> unacknowledged(const Findings& findings) {
  std::vector<ReleasedFinding> released;
  for (const Finding& finding : findings)
    released.push_back({finding, std::nullopt});
  put_worst_first(released);
  return released;
}

int exit_code_of(const std::vector<ReleasedFinding>& findings) {
  return any_of(findings, &ReleasedFinding::is_open) ? exit_open : exit_ready;
}

} // namespace nkdose
