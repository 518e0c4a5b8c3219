#include "dosing/identity/person.hpp"

#include "dosing/identity/placeholder.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace nkdose {
namespace {

// Who answers for something is somebody: not these, as letters alone.
constexpr std::string_view nobody[] = {
    "user",       "test",     "yes",          "self",         "name",      "yourname", "fullname",
    "someone",    "somebody", "nobody",       "noone",        "anonymous", "anon",     "keiner",
    "niemand",    "\u67d0",   "\u67d0\u67d0", "\u59d3\u540d", "nn",        "me",       "you",
    "myself",     "anyone",   "anybody",      "everyone",     "patient",   "doctor",   "nurse",
    "pharmacist", "dr",       "mr",           "ms",           "mrs",       "prof",     "staff",
    "us",         "we"};

// What stands before or behind a name.
constexpr std::string_view titles[] = {"dr", "prof", "mr", "mrs",   "ms",
                                       "md", "phd",  "rn", "pharmd"};

std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (const char c : lower_case(name)) {
    if (c == ' ' || c == '.' || c == ',' || c == '-')
      words.emplace_back();
    else
      words.back() += c;
  }
  std::erase_if(words, [](const std::string& word) {
    return word.empty() || holds(titles, std::string_view(word));
  });
  std::sort(words.begin(), words.end());
  return words;
}

} // namespace

std::optional<TextFault> no_name_of_person(std::string_view written) {
  const Letters letters = letters_of(written);
  const bool is_long_enough = letters.count >= 2 || letters.has_word_of_one;
  const bool is_filler = letters.is_one_repeated && !letters.has_word_of_one &&
                         (letters.count > 2 || letters.text == "xx");
  if (is_long_enough && !is_filler && !is_placeholder(letters) &&
      !holds(nobody, std::string_view(letters.text)))
    return std::nullopt;
  return TextFault{Fault::text, fmt::format("{} is no name of a person", in_quotes(written)),
                   "write who it is: a name, or initials of two letters or more"};
}

bool is_one_person(std::string_view one, std::string_view other) {
  return words_of_name(one) == words_of_name(other);
}

} // namespace nkdose
