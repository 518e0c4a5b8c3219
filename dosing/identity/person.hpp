// The name of a person who answers for something.
#pragma once

#include "dosing/text/checked.hpp"

namespace nkdose {

/// What is wrong with a text as somebody's name: nothing where it has two letters, as initials
/// have, or a character of a script that writes a word with one (ç), and is no word for
/// nobody.
std::optional<TextFault> no_name_of_person(std::string_view written);

/// Whether two names are one person's: the same words in any order, without titles.
bool is_one_person(std::string_view one, std::string_view other);

} // namespace nkdose
