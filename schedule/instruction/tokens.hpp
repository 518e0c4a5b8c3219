// A text for people as words, numbers and signs.
#pragma once

#include "dosing/number/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// Words are letters in a row; of Chinese and Japanese each character is one. Blanks are no token.
class Tokens {
public:
  explicit Tokens(std::string_view text);

  std::size_t size() const { return tokens_.size(); }
  /// In small letters; empty behind the end.
  std::string_view operator[](std::size_t at) const;
  bool is_number(std::size_t at) const;
  /// A mark that only divides: a comma, a bracket, the stop of a sentence.
  bool is_divider(std::size_t at) const;
  /// "1,000" is 1000; none of "1,5", which is 1.5 to half of its readers.
  std::optional<Decimal> number(std::size_t at) const;
  std::optional<int> whole(std::size_t at) const;
  /// As it was written, in plain characters.
  std::string_view written(std::size_t from, std::size_t end) const;

private:
  enum class Kind { word, number, sign };
  struct Token {
    Kind kind;
    std::size_t begin, end;
  };
  std::size_t end_of_word(std::size_t begin) const;
  std::size_t end_of_number(std::size_t begin) const;

  std::string plain_, small_;
  std::vector<Token> tokens_;
};

} // namespace nkdose
