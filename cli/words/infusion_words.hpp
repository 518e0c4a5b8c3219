// The words of the cells: their level, and the bags of each infusion with what comes along.
#pragma once

#include "cli/words/shown.hpp"
#include "schedule/plan/plan.hpp"

#include <vector>

namespace nkdose {

/// The level and the protocol's range, a sentence a step.
std::vector<std::string> level_steps(const Plan& plan, const Cite& cite);
/// What is done for one infusion: the bags, their cells against the level, the time, what comes
/// with the cells. A sentence a step.
std::vector<std::string> infusion_steps(const Plan& plan, const InfusionMade& infusion,
                                        const Cite& cite);
/// "not thawed: lot A bag 3": neither for an infusion that is left nor for one that was given;
/// empty where there is no such bag. The plan has an order.
std::string not_thawed_words(const Plan& plan);

} // namespace nkdose
