#include "dosing/drug/drug.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

const Presentation* Drug::presentation(Name wanted) const {
  const auto found = find_in(presentations, wanted, &Presentation::id);
  return found == presentations.end() ? nullptr : &*found;
}

TextFault unknown_presentation(const Drug& drug, Name wanted) {
  std::vector<std::string_view> known;
  for (const Presentation& presentation : drug.presentations)
    known.push_back(presentation.id.text());
  return {Fault::unknown_name,
          fmt::format("{} has no presentation {}", drug.id.text(), in_quotes(wanted.text())),
          did_you_mean(wanted.text(), known)};
}

} // namespace nkdose
