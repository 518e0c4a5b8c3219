// Where a number comes from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// A source as a data file names it: a record, a paper, a label, a practice.
struct Reference {
  std::string id;
  std::string text;
  bool verified = false; ///< seen in the source itself; otherwise printed as "unverified"

  /// The text, with the mark that an unverified source carries wherever it is printed.
  std::string printed() const { return verified ? text : text + " [unverified]"; }
};

} // namespace nkdose
