#include "dosing/review/finding.hpp"

namespace nkdose {

std::string_view to_text(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "info";
  case Severity::warning:
    return "warning";
  case Severity::stop:
    return "stop";
  }
  return {};
}

void Findings::push_back(const Finding& finding) {
  if (takes(finding.severity)) list_.push_back(finding);
}

} // namespace nkdose
