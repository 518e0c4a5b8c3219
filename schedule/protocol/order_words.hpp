// The built-in words of orders.
#pragma once

#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

/// What the texts of an order may say, and the names of the built-in drugs.
const Vocabulary& order_words();

} // namespace nkdose
