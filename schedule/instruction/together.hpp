// What phrases beside each other say that none of them says alone.
#pragma once

#include "schedule/instruction/clauses.hpp"

namespace nkdose {

/// A number of doses beside a day is a number a day ("x 3 per day"), and a total beside a day or an
/// infusion is given at once ("total 147 mg over 30 min"). What has both readings stays as it is,
/// and is shown to a person too.
void read_together(Instruction& instruction);

} // namespace nkdose
