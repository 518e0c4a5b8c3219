// A protocol, its drugs and a site: everything that is decided before a patient comes.
#pragma once

#include "dosing/drug/bands.hpp"
#include "schedule/criteria/criteria.hpp"
#include "schedule/days/resumption.hpp"
#include "schedule/protocol/site.hpp"

namespace nkdose {

struct Treatment {
  Protocol protocol;
  std::vector<Drug> drugs; ///< in the order of the protocol
  Site site;
  std::vector<BandTable> band_tables = {}; ///< that the site's roundings name
  std::optional<Criteria> criteria = {};   ///< of the protocol, where a patient is screened
};

/// What does not fit between the protocol's use of its drugs and the drugs' own files.
Problems misfits(const Treatment& treatment, const std::string& protocol_file);

/// Likewise, between criteria and the protocol that they stand beside.
Problems misfits(const Criteria& criteria, const Protocol& protocol,
                 const std::string& criteria_file);

/// What a case says about the preparation of one drug.
struct PreparationChoice {
  Name presentation;         ///< empty: the site's
  std::optional<Volume> bag; ///< the nominal volume; none: the site's first

  friend bool operator==(const PreparationChoice&, const PreparationChoice&) = default;
};

/// The choices of one order, laid over the treatment: the rule that doses are computed by.
struct RuleChoices {
  const SurfaceFormula* formula = nullptr; ///< the case's own choice, if any
  std::size_t infusion_list = 0;
  std::array<PreparationChoice, most_drugs> preparations{}; ///< in the order of the protocol
  std::optional<Resumption> resumption = {};                ///< of a course that was interrupted

  friend bool operator==(const RuleChoices&, const RuleChoices&) = default;
};

/// The presentation that is drawn up: the case's, else the site's; null where nobody names one.
const Presentation* chosen_presentation(const Treatment& treatment, std::size_t drug,
                                        const RuleChoices& choices);
/// The limits of the cell product: the protocol's, and the site's before them.
CellLimitTable cell_limits(const Treatment& treatment);

TreatmentRule treatment_rule(const Treatment& treatment, const RuleChoices& choices);

} // namespace nkdose
