// Reads the words of orders (schedule/order_words).
#pragma once

#include "dosing/text/checked.hpp"
#include "dosing/text/document.hpp"
#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

/// The checksum is of no use here; every reader of a file is given it.
Checked<Vocabulary, Problems> read_vocabulary(const Document& document, std::string sha256);

} // namespace nkdose
