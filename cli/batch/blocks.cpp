#include "cli/batch/blocks.hpp"

#include "cli/outcome/interruption.hpp"

namespace nkdose {
namespace {
// Large enough that a system call is nothing, small enough that block, result and the tables of the
// program stay in the processor's second cache.
constexpr std::size_t block_size = std::size_t{256} * 1024;
} // namespace

std::size_t LineBlocks::read(BatchText& block) {
  char* to = block.room(block_size);
  const auto count = source_.read(to, block_size);
  if (!count) throw Broken{count.reason()};
  block.end_at(to + *count);
  return *count;
}

bool LineBlocks::next(BatchText& block) {
  block.clear();
  block.append(rest_);
  rest_.clear();
  for (std::size_t seen = 0;;) { // without a line end
    const std::string_view text = block.text();
    const std::size_t last = text.substr(seen).rfind('\n');
    if (last != text.npos) {
      const std::size_t end = seen + last + 1;
      rest_.assign(text.substr(end));
      block.end_at(text.data() + end);
      return true;
    }
    seen = text.size();
    if (seen > longest_row + 1) { // one more for a carriage return
      skip_line(block);
      return true;
    }
    if (read(block) > 0) continue;
    if (Interruption::signal() != 0) return false;
    lacks_last_end_ = lacks_last_end_ || seen > 0;
    return seen > 0;
  }
}

// Cuts a line that is too long, and reads on to its end.
void LineBlocks::skip_line(BatchText& block) {
  const std::size_t kept = block.text().size();
  while (read(block) > 0) {
    const std::string_view text = block.text().substr(kept);
    const std::size_t end = text.find('\n');
    if (end != text.npos) {
      rest_.assign(text.substr(end + 1));
      break;
    }
    block.end_at(block.text().data() + kept);
  }
  block.end_at(block.text().data() + kept);
  block.append("\n");
}

} // namespace nkdose
