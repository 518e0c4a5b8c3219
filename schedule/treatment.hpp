// A protocol, its drugs and a site: everything that is decided before a patient comes.
#pragma once

#include "schedule/site.hpp"

namespace nkdose {

struct Treatment {
  Protocol protocol;
  std::vector<Drug> drugs; ///< in the order of the protocol
  Site site;
};

/// What does not fit between the protocol's use of its drugs and the drugs' own files.
Problems misfits(const Treatment& treatment, const std::string& protocol_file);

/// The choices of one order, laid over the treatment: the rule that doses are computed by.
struct RuleChoices {
  const SurfaceFormula* formula = nullptr; ///< the case's own choice, if any
  std::size_t infusion_list = 0;
};
TreatmentRule treatment_rule(const Treatment& treatment, const RuleChoices& choices);

} // namespace nkdose
