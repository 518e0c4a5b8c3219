#include "cli/batch/jobs.hpp"

#include "cli/batch/row_ids.hpp"
#include "dosing/identity/identity.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <mutex>
#include <thread>

namespace nkdose {
namespace {

// An empty line is no row, as for every reader of this program.
void work_through(std::string_view block, RowWorker& worker, bool marks_rows, BlockResult& result) {
  result.out.clear();
  result.counts = {};
  result.lines = 0;
  result.messages.clear();
  result.rows.clear();
  for (const char *at = block.data(), *end = at + block.size(); at < end;) {
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    const char* line_end = found ? static_cast<const char*>(found) : end;
    std::string_view line(at, static_cast<std::size_t>(line_end - at));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++result.lines;
    if (!line.empty()) {
      const std::uint64_t errors = result.counts.error;
      const std::string_view id = worker.row(line, result.lines, 0, result);
      if (marks_rows)
        result.rows.push_back({line, result.lines, id.empty() ? 0 : identity_number(id),
                               result.out.text().size(), result.counts.error > errors});
    }
    at = line_end + 1;
  }
}

// A row is written once more, now that its id is known to have stood before.
void write_again(const RowMark& row, std::uint64_t earlier, RowWorker& worker, BlockResult& result,
                 BatchText& out) {
  BlockResult before, after;
  worker.row(row.text, row.line, 0, before);
  worker.row(row.text, row.line, earlier, after);
  result.counts.exchange(before.counts, after.counts);
  out.append(after.out.text());
  for (RowMessage& message : after.messages)
    if (result.messages.size() < most_messages) result.messages.push_back(std::move(message));
}

// Blocks come here in their order, one at a time: what stood before is what has been here before.
void look_for_repeats(RowIds& ids, RowWorker& worker, BlockResult& result) {
  std::vector<std::uint64_t> earlier(result.rows.size());
  for (std::size_t i = 0; i < result.rows.size(); ++i)
    if (const RowMark& row = result.rows[i]; row.identity != 0) {
      earlier[i] = ids.first_line_of(row.identity, ids.lines + row.line);
      if (row.is_error) earlier[i] = 0;
    }
  ids.lines += result.lines;
  if (std::all_of(earlier.begin(), earlier.end(), [](std::uint64_t line) { return line == 0; }))
    return;
  BatchText out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < result.rows.size(); ++i) {
    const std::size_t end = result.rows[i].out_end;
    if (earlier[i] != 0)
      write_again(result.rows[i], earlier[i], worker, result, out);
    else
      out.append(result.out.text().substr(begin, end - begin));
    begin = end;
  }
  result.out = std::move(out);
  std::stable_sort(result.messages.begin(), result.messages.end(),
                   [](const RowMessage& a, const RowMessage& b) {
                     return a.place.position.line < b.place.position.line;
                   });
}

// Each job reads a block when it has none, works, and delivers when all earlier blocks have been
// delivered: so no queue grows, however slow the reader of the output is.
class Relay {
public:
  Relay(LineBlocks& blocks, RowIds* ids, const std::function<void(const BlockResult&)>& deliver)
      : blocks_(blocks), ids_(ids), deliver_(deliver) {}

  void work(RowWorker& worker) {
    try {
      BatchText block;
      BlockResult result;
      while (const auto number = take(block)) {
        work_through(block.text(), worker, ids_ != nullptr, result);
        if (!hand_over(*number, worker, result)) return;
      }
    } catch (...) {
      fail(std::current_exception());
    }
  }

  void finish() const {
    if (failure_) std::rethrow_exception(failure_);
  }
  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(delivering_);
    if (!failure_) failure_ = std::move(failure);
    stopped_ = true;
    turn_.notify_all();
  }

private:
  std::optional<std::size_t> take(BatchText& block) {
    const std::lock_guard lock(reading_);
    if (stopped_ || !blocks_.next(block)) return std::nullopt;
    return taken_++;
  }

  bool hand_over(std::size_t number, RowWorker& worker, BlockResult& result) {
    std::unique_lock lock(delivering_);
    turn_.wait(lock, [&] { return stopped_ || delivered_ == number; });
    if (stopped_) return false;
    if (ids_) look_for_repeats(*ids_, worker, result);
    deliver_(result);
    ++delivered_;
    turn_.notify_all();
    return true;
  }

  LineBlocks& blocks_;
  RowIds* ids_;
  const std::function<void(const BlockResult&)>& deliver_;
  std::mutex reading_, delivering_;
  std::condition_variable turn_;
  std::size_t taken_ = 0, delivered_ = 0;
  std::atomic<bool> stopped_ = false;
  std::exception_ptr failure_;
};

} // namespace

void run_jobs(LineBlocks& blocks, int jobs, RowIds* ids,
              const std::function<std::unique_ptr<RowWorker>()>& make_worker,
              const std::function<void(const BlockResult&)>& deliver) {
  Relay relay(blocks, ids, deliver);
  std::vector<std::unique_ptr<RowWorker>> workers;
  for (int job = 0; job < jobs; ++job)
    workers.push_back(make_worker());
  std::vector<std::thread> threads;
  try {
    for (int job = 1; job < jobs; ++job)
      threads.emplace_back(
          [&relay, &worker = *workers[static_cast<std::size_t>(job)]] { relay.work(worker); });
  } catch (...) { // the system has no thread left
    relay.fail(std::current_exception());
  }
  relay.work(*workers.front());
  for (std::thread& thread : threads)
    thread.join();
  relay.finish();
}

} // namespace nkdose
