// Reads the words of orders (words.toml).
#pragma once

#include "dosing/text/checked.hpp"
#include "dosing/text/document.hpp"
#include "schedule/instruction/vocabulary.hpp"

namespace nkdose {

Checked<Vocabulary, Problems> read_vocabulary(const Document& document);

/// The built-in words, and the names of the built-in drugs.
const Vocabulary& built_in_vocabulary();

} // namespace nkdose
