// A short name held in place: a drug id, a safety question, a bag.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace nkdose {

/// At most 39 bytes of text without an allocation or a lifetime, so that worksheets and findings
/// can be copied freely, a million times. Data files are held to `Name::limit` when they are read.
class Name {
public:
  static constexpr std::size_t limit = 39;
  constexpr Name() = default;
  constexpr Name(std::string_view text) : size_(static_cast<unsigned char>(text.size())) {
    if (text.size() > limit) throw std::length_error("a Name has at most 39 bytes");
    std::copy(text.begin(), text.end(), characters_.begin());
  }
  constexpr Name(const char* text) : Name(std::string_view(text)) {}
  constexpr std::string_view text() const { return {characters_.data(), size_}; }
  constexpr bool empty() const { return size_ == 0; }
  friend constexpr bool operator==(Name a, Name b) { return a.text() == b.text(); }

private:
  std::array<char, limit> characters_{};
  unsigned char size_ = 0;
};

} // namespace nkdose
