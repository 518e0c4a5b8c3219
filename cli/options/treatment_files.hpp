// Finding the files that a treatment is read from: a protocol and a site, built in or named.
#pragma once

#include "cli/admit/admission.hpp"
#include "cli/admit/treatment_texts.hpp"
#include "cli/options/options.hpp"

namespace nkdose {

/// A built-in protocol's id, or a file. Throws Invalid or Broken, as the others do.
void find_protocol(const std::string& wanted, TreatmentTexts& texts);
/// The criteria of f01.toml are f01.criteria.toml beside it, where it has any.
void find_criteria(TreatmentTexts& texts);
/// The criteria of the protocol that the command line names; f01's where it names none.
Criteria criteria_of(const Options& options);
/// The protocol that the command line names; f01 where it names none.
Protocol named_protocol(const Options& options);
/// --site, else NKDOSE_SITE, else the default site; and --holidays.
void find_site(const Options& options, TreatmentTexts& texts);

/// The treatment of a case: its own protocol, unless the command line gives one.
Treatment treatment_of_case(const Document& the_case, const Options& options);

/// Treatments read from the files of the command line, anew for each case. The options outlive it.
class TreatmentFiles : public TreatmentSource {
public:
  explicit TreatmentFiles(const Options& options) : options_(options) {}
  std::shared_ptr<const CaseTreatment> of(const Document& the_case) override {
    return std::make_shared<CaseTreatment>(treatment_of_case(the_case, options_));
  }
  bool is_chosen() const override { return options_.protocol.has_value(); }

private:
  const Options& options_;
};

} // namespace nkdose
