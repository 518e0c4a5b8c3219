// A stream of any length, in blocks of whole lines.
#pragma once

#include "cli/outcome/failure.hpp"
#include "cli/row/text.hpp"

namespace nkdose {

class LineBlocks {
public:
  /// What has been read already comes first.
  LineBlocks(ByteSource source, std::string head)
      : source_(std::move(source)), rest_(std::move(head)) {}

  /// The next whole lines, as many as are there; false at the end. The last line may lack its end.
  /// Of a line longer than a row may be only the beginning comes, too long still. Throws Broken.
  bool next(BatchText& block);
  /// Whether the stream ended within a line.
  bool lacks_last_end() const { return lacks_last_end_; }

private:
  std::size_t read(BatchText& block);
  void skip_line(BatchText& block);

  ByteSource source_;
  std::string rest_; ///< the beginning of the next block
  bool lacks_last_end_ = false;
};

} // namespace nkdose
