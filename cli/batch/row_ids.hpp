// The ids of the rows so far, so that one that stands twice is seen in a file of any length.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nkdose {

/// At most 16 bytes a row, of a file that is not small: the id's number and the line. Lines beyond
/// 4,294,967,295 are not kept.
class RowIds {
public:
  explicit RowIds(std::uint64_t lines_before) : lines(lines_before) {}

  /// The line in which this identity stood first; 0 where it has not, and from then on in this.
  std::uint64_t first_line_of(std::uint64_t identity, std::uint64_t line);

  std::uint64_t lines; ///< of the file, before the block that is looked at

private:
  struct Entry {
    std::uint32_t low = 0, high = 0, line = 0; ///< line 0: nothing
  };
  /// A few of many, grown by itself: while one grows, the others need no second room.
  class Shelf {
  public:
    std::uint64_t first_line_of(Entry sought);

  private:
    Entry& entry_for(const Entry& sought);
    void grow();

    std::vector<Entry> entries_;
    std::size_t used_ = 0;
  };
  std::array<Shelf, 256> shelves_{};
};

} // namespace nkdose
