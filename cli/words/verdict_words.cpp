#include "cli/words/verdict_words.hpp"

namespace nkdose {

std::string_view verdict_line(Status status) {
  switch (status) {
  case Status::ready:
    return "READY: no open warning, no stop. A person still checks it.";
  case Status::draft:
    return "DRAFT: not an order. Open warnings are listed under FINDINGS.";
  case Status::refused:
    return "REFUSED: no dose is given. The stops are listed under FINDINGS.";
  }
  return {};
}

} // namespace nkdose
