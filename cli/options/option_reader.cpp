#include "cli/options/option_reader.hpp"

#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {

Problem usage(std::string detail, std::string action) {
  return {Fault::usage, {"command line"}, std::move(detail), std::move(action)};
}

std::optional<Sex> OptionReader::sex(const std::optional<std::string>& text, bool required) {
  if (!text && required) missing("--sex");
  if (!text) return std::nullopt;
  if (text == "female") return Sex::female;
  if (text == "male") return Sex::male;
  report("--sex", TextFault{Fault::unknown_name, fmt::format("{} is not known", in_quotes(*text)),
                            "write female or male"});
  return std::nullopt;
}

void OptionReader::report(std::string_view option, const TextFault& fault) {
  Place place;
  place.source = option;
  problems_.push_back({fault.fault, std::move(place), fault.detail, fault.action});
}

void OptionReader::report(std::string_view option, const std::optional<TextFault>& fault) {
  if (fault) report(option, *fault);
}

void OptionReader::missing(std::string_view option) {
  report(option, TextFault{Fault::missing_key, fmt::format("{} is missing", option), "see --help"});
}

void OptionReader::finish() {
  if (!problems_.empty()) throw Invalid{std::move(problems_)};
}

} // namespace nkdose
