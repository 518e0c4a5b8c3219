#include "dosing/finding.hpp"

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

} // namespace nkdose
