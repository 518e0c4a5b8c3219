// How a treatment is put together from files.
#pragma once

#include "schedule/protocol/built_in.hpp"
#include "schedule/protocol/treatment.hpp"

namespace nkdose {

/// Reads the protocol, its drugs and the site, and proves that they fit together; likewise the
/// criteria beside the protocol, where a patient is screened.
Checked<Treatment, Problems> load_treatment(const DataFile& protocol, const DataFile& site,
                                            const std::optional<DataFile>& criteria = {});

/// Reads criteria, with the built-in equivalents of glucocorticoids.
Checked<Criteria, Problems> load_criteria(const DataFile& file);

/// Reads one file as what its top table says it is: a protocol, its criteria, a drug, a
/// table of bands, a table of glucocorticoids, a design of dose escalation, the words of orders or
/// a site.
struct CheckedFile {
  std::string_view
      kind; ///< protocol, criteria, drug, bands, glucocorticoids, design, order_words or site
  std::string id;
  std::string sha256;
};
Checked<CheckedFile, Problems> check_file(const DataFile& file);

} // namespace nkdose
