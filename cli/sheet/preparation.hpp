// The faces of a drug's rounding and preparation: vials, volume, bag, rate.
#pragma once

#include "cli/data/json_writer.hpp"
#include "cli/sheet/sheet.hpp"
#include "schedule/plan/plan.hpp"

namespace nkdose {

/// "rounded half up in steps of 1 mg", "dose band 459.56 to below 509.12 mg", ...; of an order.
std::string rounding_words(const Plan& plan, std::size_t drug);
std::string rounding_source(const Plan& plan, std::size_t drug);

/// The part PREPARATION of an order's sheet; nothing where no presentation is named.
void write_preparation(TextSheet& sheet, const Plan& plan);

/// The steps of one drug's preparation, a sentence each, without their sources; none without an
/// order, or where no presentation is named.
std::vector<std::string> preparation_steps(const Plan& plan, std::size_t drug);

/// The key "preparation" of one drug; null without an order, or where no presentation is named.
void write_preparation(JsonWriter& json, const Plan& plan, std::size_t drug);

} // namespace nkdose
