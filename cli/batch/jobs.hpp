// Blocks of rows through one or several jobs, their results in the order of the blocks.
#pragma once

#include "cli/batch/blocks.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace nkdose {

/// How many rows came to what.
struct RowCounts {
  std::uint64_t ready = 0, draft = 0, refused = 0, error = 0;

  std::uint64_t all() const { return ready + draft + refused + error; }
  void add(const RowCounts& other) {
    ready += other.ready;
    draft += other.draft;
    refused += other.refused;
    error += other.error;
  }
};

/// What is wrong with a row.
struct RowMessage {
  Place place;      ///< without the file's name, its line within the block
  std::string text; ///< "weight_kg: detail: action"
};

/// Only so many rows are described; a million bad ones would bury each other.
constexpr std::size_t most_messages = 20;

/// What became of a block.
struct BlockResult {
  BatchText out;
  RowCounts counts;
  std::size_t lines = 0;
  std::vector<RowMessage> messages; ///< at most `most_messages`
};

/// What a job works with; each job has one of its own.
class RowWorker {
public:
  virtual ~RowWorker() = default;
  /// One row in, one row out. `line` is its number within the block.
  virtual void row(std::string_view text, std::size_t line, BlockResult& result) = 0;
};

/// Rows from 1 job to `most_jobs`; what comes of each block goes to `deliver`, in order and one at
/// a time. What any of them throws ends all.
constexpr int most_jobs = 256;
void run_jobs(LineBlocks& blocks, int jobs,
              const std::function<std::unique_ptr<RowWorker>()>& make_worker,
              const std::function<void(const BlockResult&)>& deliver);

} // namespace nkdose
