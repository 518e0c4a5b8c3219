// The words of a drug's rounding and preparation: vials, volume, bag, rate.
#pragma once

#include "cli/words/shown.hpp"
#include "schedule/plan/plan.hpp"

#include <vector>

namespace nkdose {

/// "rounded half up in steps of 1 mg", "dose band 459.56 to below 509.12 mg", ...; of an order.
std::string rounding_words(const Plan& plan, std::size_t drug);
std::string rounding_source(const Plan& plan, std::size_t drug);

/// The steps of one drug's preparation, a sentence each; none without an order, or where no
/// presentation is named.
std::vector<std::string> preparation_steps(const Plan& plan, std::size_t drug, const Cite& cite);

} // namespace nkdose
