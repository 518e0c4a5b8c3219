#include "cli/sheet/sheet.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {

void Sheet::steps(std::string_view label, const std::vector<std::string>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    i == 0 ? row(label, steps[i], Depth::step) : line(steps[i], Depth::step);
}

std::string Sheet::cite(std::string_view source) {
  if (source.empty()) return "";
  constexpr std::string_view mark = " [unverified]";
  const bool unverified = source.ends_with(mark);
  auto found = find_in(sources_, source);
  if (found == sources_.end()) found = sources_.insert(sources_.end(), std::string(source));
  return fmt::format(" [{}{}]", found - sources_.begin() + 1, unverified ? ", unverified" : "");
}

} // namespace nkdose
