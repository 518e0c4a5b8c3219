// The words of a drug's doses: what is given, and how it was calculated.
#pragma once

#include "cli/words/shown.hpp"
#include "schedule/plan/plan.hpp"

#include <vector>

namespace nkdose {

/// "49 mg daily, once a day on each of these days:", or what is left to give; a refused plan has no
/// dose to give.
std::string daily_words(const Plan& plan, std::size_t drug);
/// "dose 2 of 3", "off the plan".
std::string dose_name(const Event& event);
/// "49 mg", "GIVEN 49 mg", "NOT GIVEN"; without its figure where the plan is refused: nothing on a
/// refused sheet can be given.
std::string amount_words(const Plan& plan, const Event& event);
/// "dose 1: 49 mg was given; doses 2 and 3: 51 mg, from the weight of 2026-12-03", where the doses
/// that are left are not those that were given.
std::string change_words(const Plan& plan, std::size_t drug);

/// How a drug's dose was calculated, a sentence a step, from the ordered level to the course.
std::vector<std::string> dose_steps(const Plan& plan, std::size_t drug, const Cite& cite);

} // namespace nkdose
