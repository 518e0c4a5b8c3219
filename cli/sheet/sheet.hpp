// A sheet of text for people: at most 100 columns, wrapped, with numbered sources.
#pragma once

#include "cli/words/shown.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

class TextSheet {
public:
  static constexpr std::size_t width = 100;

  void blank() { text_ += '\n'; }
  void heading(std::string_view text);
  void rule() { text_ += std::string(width, '=') + '\n'; }
  /// One line, indented, wrapped under its own beginning.
  void line(std::string_view text, std::size_t indent = 2) { labelled("", text, indent, indent); }
  /// A label at `indent`, the text at `column`; wrapped at the column.
  void labelled(std::string_view label, std::string_view text, std::size_t indent,
                std::size_t column);
  /// Sentences at `column`, the first beside a label, the others under it.
  void steps(std::string_view label, const std::vector<std::string>& steps, std::size_t column);
  /// Two texts at the ends of one line.
  void ends(std::string_view left, std::string_view right);
  /// Lines for people to write on.
  void fill_in(std::string_view label, std::size_t indent = 2);

  /// " [3]", and the source is the third of the list; " [3, unverified]" where it is.
  std::string cite(std::string_view source);
  /// `cite`, for words that name their sources.
  Cite citer() {
    return [this](std::string_view source) { return cite(source); };
  }
  /// The numbered sources.
  void sources();

  std::string finish() && { return std::move(text_); }

private:
  std::string text_;
  std::vector<std::string> sources_;
};

} // namespace nkdose
