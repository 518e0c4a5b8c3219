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
  /// The same rows, come to something else.
  void exchange(const RowCounts& before, const RowCounts& after) {
    ready += after.ready - before.ready;
    draft += after.draft - before.draft;
    refused += after.refused - before.refused;
    error += after.error - before.error;
  }
};

/// What is wrong with a row.
struct RowMessage {
  Place place;      ///< without the file's name, its line within the block
  std::string text; ///< "weight_kg: detail: action"
  /// The column, of what the whole file is written with: it is said once.
  std::string_view once = {};
  bool is_finding = false; ///< of a row that is no error
};

/// Only so many rows are described; a million bad ones would bury each other.
constexpr std::size_t most_messages = 20;

/// A row of a block, and what became of it.
struct RowMark {
  std::string_view text;      ///< of the block
  std::size_t line;           ///< within the block, from 1
  std::uint64_t identity = 0; ///< of its id; 0 where that is not known
  std::size_t out_end = 0;    ///< where what was written for it ends
  bool is_error = false;      ///< its id counts for the rows after it; it has been said of it
};

/// What became of a block.
struct BlockResult {
  BatchText out;
  RowCounts counts;
  std::size_t lines = 0;
  std::vector<RowMessage> messages; ///< at most `most_messages`
  std::vector<RowMark> rows;        ///< where the ids of rows are compared
};

/// What a job works with; each job has one of its own.
class RowWorker {
public:
  virtual ~RowWorker() = default;
  /// One row in, one row out. `line` is its number within the block; `earlier` the line of the file
  /// in which its id has stood before, 0 where it has not. Returns the id of the row, of one that
  /// is an error too where it is known, until the next row.
  virtual std::string_view row(std::string_view text, std::size_t line, std::uint64_t earlier,
                               BlockResult& result) = 0;
};

/// Ids that have stood before: a row whose id has is asked for once more, with the earlier line.
class RowIds; // cli/batch/row_ids

/// Rows from 1 job to `most_jobs`; what comes of each block goes to `deliver`, in order and one at
/// a time. What any of them throws ends all.
constexpr int most_jobs = 256;
/// Without `ids` they are not compared.
void run_jobs(LineBlocks& blocks, int jobs, RowIds* ids,
              const std::function<std::unique_ptr<RowWorker>()>& make_worker,
              const std::function<void(const BlockResult&)>& deliver);

} // namespace nkdose
