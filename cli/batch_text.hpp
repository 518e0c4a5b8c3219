// Text that is only ever appended to, through a pointer: a row of a batch is written in place.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace nkdose {

class BatchText {
public:
  std::string_view text() const { return {characters_.get(), size_}; }
  void clear() { size_ = 0; }

  /// Where at least `bytes` may be written; then `end_at` says how many were.
  char* room(std::size_t bytes) {
    if (capacity_ - size_ < bytes) grow(bytes);
    return characters_.get() + size_;
  }
  void end_at(const char* end) { size_ = static_cast<std::size_t>(end - characters_.get()); }

  void append(std::string_view text) {
    std::memcpy(room(text.size() + 1), text.data(), text.size());
    size_ += text.size();
  }

private:
  void grow(std::size_t bytes) {
    const std::size_t capacity = 2 * capacity_ + bytes;
    std::unique_ptr<char[]> grown(new char[capacity]);
    if (size_ > 0) std::memcpy(grown.get(), characters_.get(), size_);
    characters_ = std::move(grown);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> characters_;
  std::size_t size_ = 0, capacity_ = 0;
};

/// Copies a text to where there is room for it, and returns where it ends.
inline char* put(std::string_view text, char* to) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

} // namespace nkdose
