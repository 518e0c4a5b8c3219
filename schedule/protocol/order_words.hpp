// The built-in words of orders.
#pragma once

#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

/// What the texts of an order may say, and the names of the built-in drugs: a table that the build
/// makes of their files (schedule/order_words/make_table.cpp).
const Vocabulary& order_words();

} // namespace nkdose
