// Reads the values of options, and collects everything that is wrong with them.
#pragma once

#include "cli/outcome/failure.hpp"
#include "dosing/body/surface.hpp"
#include "dosing/text/quantity_text.hpp"

namespace nkdose {

/// A problem with the command line itself.
Problem usage(std::string detail, std::string action);

class OptionReader {
public:
  /// The value by one of the readers of quantity_text; a problem where a required one is missing.
  template <class Q>
  std::optional<Q> read(std::string_view option, const std::optional<std::string>& text,
                        Reading<Q> (*reader)(std::string_view), bool required = false) {
    if (!text) {
      if (required) missing(option);
      return std::nullopt;
    }
    const Reading<Q> reading = reader(*text);
    if (reading) return *reading;
    report(option, reading.reason());
    return std::nullopt;
  }
  std::optional<Sex> sex(const std::optional<std::string>& text, bool required);

  void report(std::string_view option, const TextFault& fault);
  void report(std::string_view option, const std::optional<TextFault>& fault);
  const Problems& problems() const { return problems_; }
  /// Throws Invalid when anything was reported.
  void finish();

private:
  void missing(std::string_view option);

  Problems problems_;
};

} // namespace nkdose
