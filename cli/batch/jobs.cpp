#include "cli/batch/jobs.hpp"

#include <atomic>
#include <condition_variable>
#include <cstring>
#include <exception>
#include <mutex>
#include <thread>

namespace nkdose {
namespace {

// An empty line is no row, as for every reader of this program.
void work_through(std::string_view block, RowWorker& worker, BlockResult& result) {
  result.out.clear();
  result.counts = {};
  result.lines = 0;
  result.messages.clear();
  for (const char *at = block.data(), *end = at + block.size(); at < end;) {
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    const char* line_end = found ? static_cast<const char*>(found) : end;
    std::string_view line(at, static_cast<std::size_t>(line_end - at));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++result.lines;
    if (!line.empty()) worker.row(line, result.lines, result);
    at = line_end + 1;
  }
}

// Each job reads a block when it has none, works, and delivers when all earlier blocks have been
// delivered: so no queue grows, however slow the reader of the output is.
class Relay {
public:
  Relay(LineBlocks& blocks, const std::function<void(const BlockResult&)>& deliver)
      : blocks_(blocks), deliver_(deliver) {}

  void work(RowWorker& worker) {
    try {
      BatchText block;
      BlockResult result;
      while (const auto number = take(block)) {
        work_through(block.text(), worker, result);
        if (!hand_over(*number, result)) return;
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

  bool hand_over(std::size_t number, const BlockResult& result) {
    std::unique_lock lock(delivering_);
    turn_.wait(lock, [&] { return stopped_ || delivered_ == number; });
    if (stopped_) return false;
    deliver_(result);
    ++delivered_;
    turn_.notify_all();
    return true;
  }

  LineBlocks& blocks_;
  const std::function<void(const BlockResult&)>& deliver_;
  std::mutex reading_, delivering_;
  std::condition_variable turn_;
  std::size_t taken_ = 0, delivered_ = 0;
  std::atomic<bool> stopped_ = false;
  std::exception_ptr failure_;
};

} // namespace

void run_jobs(LineBlocks& blocks, int jobs,
              const std::function<std::unique_ptr<RowWorker>()>& make_worker,
              const std::function<void(const BlockResult&)>& deliver) {
  Relay relay(blocks, deliver);
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
