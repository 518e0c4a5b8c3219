// The command line as data: what completions and the manual are made from.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// What may follow an option, or stand as an argument.
enum class Expected {
  nothing, ///< a flag
  text,    ///< something that is typed, or one of the words
  file,    ///< a file, or one of the words
};

struct OptionShape {
  std::string name;       ///< "--output"; an argument's is "CASE"
  std::string short_name; ///< "-o", or empty
  std::string meaning;    ///< one line
  Expected expected = Expected::text;
  std::vector<std::string> words = {}; ///< that are known to fit

  bool is_argument() const { return !name.starts_with('-'); }
};

struct CommandShape {
  std::string name, summary;
  std::string examples; ///< lines of the help that stand before the options
  std::vector<OptionShape> options;
};

/// The words of bash, zsh and fish that `nkdose completion` knows.
std::span<const std::string_view> completion_shells();
/// A script that makes a shell complete the commands, their options and the words these take.
std::string completion_script(std::string_view shell, const std::vector<CommandShape>& commands);

/// The manual as a man page, nkdose(1).
std::string manual_page(const std::vector<CommandShape>& commands);

} // namespace nkdose
