#include "cli/batch/row_ids.hpp"

#include <algorithm>
#include <limits>

namespace nkdose {

std::uint64_t RowIds::first_line_of(std::uint64_t identity, std::uint64_t line) {
  const bool is_kept = line <= std::numeric_limits<std::uint32_t>::max();
  return shelves_[identity >> 56].first_line_of({static_cast<std::uint32_t>(identity),
                                                 static_cast<std::uint32_t>(identity >> 32),
                                                 is_kept ? static_cast<std::uint32_t>(line) : 0});
}

// Its own, or the empty one in which it will stand.
RowIds::Entry& RowIds::Shelf::entry_for(const Entry& sought) {
  auto at = static_cast<std::size_t>(std::uint64_t{sought.low} * entries_.size() >> 32);
  while (entries_[at].line != 0 &&
         (entries_[at].low != sought.low || entries_[at].high != sought.high))
    at = at + 1 == entries_.size() ? 0 : at + 1;
  return entries_[at];
}

std::uint64_t RowIds::Shelf::first_line_of(Entry sought) {
  if ((used_ + 1) * 10 > entries_.size() * 9) grow();
  Entry& entry = entry_for(sought);
  if (entry.line != 0) return entry.line;
  if (sought.line == 0) return 0;
  entry = sought;
  ++used_;
  return 0;
}

// Full to nine tenths, it grows by an eighth: at least 0.8 of it is used, 15 bytes an entry.
void RowIds::Shelf::grow() {
  constexpr std::size_t smallest = 16;
  Shelf larger;
  larger.entries_.resize(std::max(smallest, entries_.size() * 9 / 8));
  larger.used_ = used_;
  for (const Entry& entry : entries_)
    if (entry.line != 0) larger.entry_for(entry) = entry;
  *this = std::move(larger);
}

} // namespace nkdose
