// What the command line says of a case.
#pragma once

#include "cli/admit/admission.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"

namespace nkdose {

/// --on: a date, or "today", the clock's day in the ward, whose zone the site says.
void read_day(const Options& options, CaseAdditions& additions, OptionReader& reader);

/// --on, --acknowledge and --by, which are added to a case, and --set and --move, which change it.
/// The options outlive it.
class CaseOptions {
public:
  explicit CaseOptions(const Options& options);

  const CaseAdditions& additions() const { return additions_; }
  /// A `Change`. With the order of the case, it says everything that is wrong with these options.
  Problems operator()(Document& the_case, Part part) const;

private:
  void read_acknowledgement(const std::string& text);
  void put(const std::string& setting, Document& the_case, OptionReader& reader) const;
  void move_day_zero(Document& the_case, OptionReader& reader) const;

  const Options& options_;
  CaseAdditions additions_;
  OptionReader of_additions_; ///< what is wrong with them
};

} // namespace nkdose
