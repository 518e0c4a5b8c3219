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
/// The zone of a name, from the system's zone data (or TZDIR's); null for an empty name.
WardZone zone_of_name(std::string_view name);
/// The zone that the site's file names. Throws Invalid where it cannot be read.
WardZone zone_of_site(const std::string& text, const std::string& name_of_file);
/// The ward's day now, which --on or the site asks for. Throws Invalid where its zone is not known.
Day day_of_clock(const Options& options, const WardZone& zone);

/// Treatments read from the files of the command line; the site's file is read once. The options
/// outlive it.
class TreatmentFiles : public TreatmentSource {
public:
  explicit TreatmentFiles(const Options& options) : options_(options) {}
  /// The treatment of a case: its own protocol, unless the command line gives one.
  Treatment treatment_of(const Document& the_case);
  std::shared_ptr<const CaseTreatment> of(const Document& the_case) override;
  bool is_chosen() const override { return options_.protocol.has_value(); }
  WardZone zone() override;
  std::optional<Day> today() override { return day_of_clock(options_, zone()); }

private:
  const TreatmentTexts& site();

  const Options& options_;
  std::optional<TreatmentTexts> site_; ///< as it was read
  std::optional<WardZone> zone_;       ///< as it was read
};

} // namespace nkdose
