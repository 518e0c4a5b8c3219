// What people write where they have nothing to write.
#pragma once

#include <string>
#include <string_view>

namespace nkdose {

/// The letters of a text, small where they are ASCII, full-width ones as the others.
struct Letters {
  std::string text;
  std::size_t count = 0;
  bool is_one_repeated = true;  ///< "xx"
  bool has_word_of_one = false; ///< a character of a script that writes a word with one
  bool has_digit = false;
};
Letters letters_of(std::string_view written);

/// Whether the letters are a word for nothing, such as those of "TBD".
bool is_placeholder(const Letters& letters);
/// Whether a text says nothing: no letter and no digit, one letter again and again, an x, or a
/// word for nothing such as "TBD". A text with a digit says something.
bool says_nothing(std::string_view written);

} // namespace nkdose
