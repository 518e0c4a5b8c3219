// The command batch: a stream of rows in, a stream of rows out.
#include "cli/batch/row_ids.hpp"
#include "cli/batch/workers.hpp"
#include "cli/case/case_reader.hpp"
#include "cli/options/case_options.hpp"
#include "cli/options/command.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/interruption.hpp"
#include "cli/outcome/reply.hpp"
#include "cli/row/row_in.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace nkdose {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

// The beginning of the input: as much as it takes to know what it is.
class Head {
public:
  explicit Head(ByteSource& source) : source_(source) {}

  /// The first line that is not empty, behind which the text then begins; nothing at the end.
  std::optional<std::string> take_line() {
    auto line = next_line();
    if (!line) return std::nullopt;
    const std::string_view before = std::string_view(text_).substr(0, behind_line_);
    lines_taken += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    text_.erase(0, behind_line_);
    return line;
  }
  /// The same, and the text stays as it is.
  std::optional<std::string> next_line() {
    for (std::size_t begin = 0;;) {
      const std::size_t end = text_.find('\n', begin);
      if (end == text_.npos && read()) continue;
      std::string line = text_.substr(begin, end - begin);
      if (line.ends_with('\r')) line.pop_back();
      begin = behind_line_ = end == text_.npos ? text_.size() : end + 1;
      if (!line.empty()) return line;
      if (end == text_.npos) return std::nullopt;
    }
  }
  char first_character() {
    while (text_.size() < 4 && read()) {
    }
    if (text_.starts_with(byte_order_mark)) text_.erase(0, byte_order_mark.size());
    const std::size_t first = text_.find_first_not_of(" \t\r\n");
    return first == text_.npos ? '\0' : text_[first];
  }
  std::string rest() && { return std::move(text_); }

  std::size_t lines_taken = 0;

private:
  bool read() {
    if (text_.size() > longest_row) return false;
    char block[65536];
    const auto count = source_.read(block, sizeof block);
    if (!count) throw Broken{count.reason()};
    if (Interruption::signal() != 0) Interruption::obey(); // nothing is written yet
    text_.append(block, *count);
    return *count > 0;
  }

  ByteSource& source_;
  std::string text_;
  std::size_t behind_line_ = 0;
};

// Where the rows go.
class BatchSink {
public:
  BatchSink(const Options& options, std::ostream& out) : out_(out) {
    if (!options.output) return;
    auto file = OutputFile::open(*options.output);
    if (!file) throw Broken{file.reason()};
    file_.emplace(std::move(*file));
  }

  void write(std::string_view text) {
    if (file_) {
      if (const auto fault = file_->write(text)) throw Broken{*fault};
    } else if (&out_ == &std::cout) {
      if (!write_all(STDOUT_FILENO, text)) throw Broken{write_fault("standard output")};
    } else {
      out_ << text;
    }
  }
  void finish() {
    if (!file_) return;
    if (const auto fault = file_->finish()) throw Broken{*fault};
  }

private:
  std::ostream& out_;
  std::optional<OutputFile> file_;
};

// What is said about the run, while it goes on and at its end.
class BatchReport {
public:
  BatchReport(std::string input, std::size_t lines_before, std::ostream& err)
      : input_(std::move(input)), lines_(lines_before), err_(err),
        shows_progress_(&err == &std::cerr && ::isatty(STDERR_FILENO) == 1) {}

  void add(const BlockResult& result) {
    for (const RowMessage& message : result.messages) {
      if (described_ == most_messages) break;
      if (!message.once.empty()) {
        if (holds(said_once_, message.once)) continue;
        said_once_.push_back(message.once);
      }
      hide_progress();
      const std::uint32_t line = message.place.position.line;
      Place place = message.place;
      place.source = input_;
      place.position.line += static_cast<std::uint32_t>(lines_);
      err_ << fmt::format("nkdose: {}: {}\n", to_text(place), message.text);
      ++described_;
      if (!message.is_finding && (line != last_line_ || lines_ != last_base_)) ++rows_described_;
      last_line_ = line;
      last_base_ = lines_;
    }
    lines_ += result.lines;
    counts_.add(result.counts);
    constexpr std::uint64_t step = 100'000;
    if (shows_progress_ && counts_.all() / step != shown_ / step) {
      shown_ = counts_.all();
      err_ << fmt::format("\rnkdose: {} rows", grouped(shown_)) << std::flush;
    }
  }

  void finish(bool lacks_last_end) {
    hide_progress();
    if (counts_.error > rows_described_)
      err_ << fmt::format("nkdose: {}: so many more bad rows are not described: {}\n", input_,
                          grouped(counts_.error - rows_described_));
    if (lacks_last_end)
      err_ << fmt::format("nkdose: {}: the last row has no line end: was the input cut off?\n",
                          input_);
    const std::string rows =
        counts_.all() == 1 ? "1 row" : fmt::format("{} rows", grouped(counts_.all()));
    err_ << fmt::format("nkdose: {}{}: {} ready, {} draft, {} refused, {} error\n",
                        Interruption::signal() != 0 ? "interrupted after " : "", rows,
                        grouped(counts_.ready), grouped(counts_.draft), grouped(counts_.refused),
                        grouped(counts_.error));
  }
  int exit_code(bool fails_on_errors_only) const {
    const bool is_fine = fails_on_errors_only ? counts_.error == 0 : counts_.ready == counts_.all();
    return is_fine ? exit_ready : exit_open;
  }

private:
  static std::string grouped(std::uint64_t number) { return to_grouped_text(Decimal(number)); }
  void hide_progress() {
    if (shown_ > 0) err_ << "\r                              \r";
  }

  std::string input_;
  std::size_t lines_;
  std::ostream& err_;
  bool shows_progress_;
  RowCounts counts_;
  std::size_t described_ = 0, rows_described_ = 0, last_line_ = 0, last_base_ = 0;
  std::uint64_t shown_ = 0;
  std::vector<std::string_view> said_once_; ///< names of columns
};

struct BatchInput {
  std::string name; ///< as messages print it
  ByteSource source;
};

BatchInput open_input(const Options& options, std::istream& in) {
  if (options.argument.empty() || options.argument == "-")
    return {"standard input", ByteSource(in)};
  auto source = ByteSource::open(options.argument);
  if (!source) throw Broken{source.reason()};
  return {printable(options.argument), std::move(*source)};
}

bool is_ndjson(const Options& options, Head& head) {
  const char first = head.first_character(); // behind a byte order mark
  for (const std::string_view ending : {".ndjson", ".jsonl"})
    if (options.argument.ends_with(ending)) return true;
  return !options.argument.ends_with(".csv") && first == '{';
}

int read_jobs(const Options& options) {
  OptionReader reader;
  const auto jobs = reader.read("--jobs", options.jobs, read_whole);
  if (jobs && (*jobs < 1 || *jobs > most_jobs))
    reader.report("--jobs", TextFault{Fault::outside_limits,
                                      fmt::format("{} is not 1 to {}", *jobs, most_jobs),
                                      "write as many as the machine has processors"});
  reader.finish();
  return jobs.value_or(1);
}

// One protocol a run: the command line's, else the first row's, else f01.
Treatment treatment_of_rows(const Options& options, const std::vector<CsvCell>& header,
                            const std::optional<std::string>& first_row, char separator) {
  TreatmentTexts texts;
  find_site(options, texts);
  std::string wanted = "f01";
  const auto column = protocol_column(header);
  if (column && first_row)
    if (const auto cells = read_csv_row(*first_row, 1, separator); cells && cells->size() > *column)
      if (built_in("protocols", (*cells)[*column].text)) wanted = (*cells)[*column].text;
  find_protocol(options.protocol.value_or(wanted), texts);
  Treatment treatment = treatment_of(texts);
  if (treatment.protocol.gap_is_chosen || treatment.protocol.cycle)
    throw Invalid{{{Fault::data,
                    {"--protocol"},
                    treatment.protocol.cycle
                        ? "the protocol has cycles, and a CSV has no column for them"
                        : "the protocol leaves the gap before the infusion open, and a CSV has no "
                          "column for it",
                    "write a case a line as NDJSON"}}};
  return treatment;
}

BatchOutput output_of(const Options& options, bool from_ndjson) {
  const bool as_ndjson = options.format == Format::ndjson ||
                         (options.format == Format::as_input && (from_ndjson || options.full));
  if (options.full && !as_ndjson)
    throw Invalid{{usage("--full writes whole plans, which are NDJSON", "leave out --format csv")}};
  return options.full ? BatchOutput::full_plans
         : as_ndjson  ? BatchOutput::ndjson
                      : BatchOutput::csv;
}

// Everything that can be wrong before the first row.
struct Batch {
  BatchOutput output = BatchOutput::csv;
  std::vector<BatchColumn> columns;   ///< of a CSV
  char separator = ',';               ///< of a CSV
  std::optional<Treatment> treatment; ///< of a CSV
  std::optional<BatchLayout> layout;
  CaseAdditions of_day; ///< the day of the calculation

  std::unique_ptr<RowWorker> worker(const Options& options) const {
    return treatment ? csv_worker(*treatment, columns, separator, output,
                                  named_day(of_day, treatment->site))
                     : ndjson_worker(options, *layout, output, of_day);
  }
};

CaseAdditions named_day_of_calculation(const Options& options) {
  OptionReader reader;
  CaseAdditions additions;
  read_day(options, additions, reader);
  reader.finish();
  return additions;
}

// The clock's day is the same for every row: also where midnight passes.
void add_today(const Options& options, const Site& site, CaseAdditions& of_day) {
  if (wants_today(of_day, site)) of_day.today = day_of_clock(options, zone_of_name(site.time_zone));
}

Batch csv_batch(const Options& options, const CaseAdditions& of_day, const std::string& name,
                Head& head) {
  Batch batch;
  batch.of_day = of_day;
  batch.output = output_of(options, false);
  auto line = head.take_line();
  if (line) batch.separator = separator_of(*line);
  if (line && is_separator_line(*line)) line = head.take_line();
  if (!line || line->size() > longest_row)
    throw Invalid{{line ? Problem{Fault::too_large,
                                  {name},
                                  "the first line is longer than 1 MiB",
                                  "check which file was given"}
                        : Problem{Fault::syntax,
                                  {name},
                                  "the file is empty",
                                  "begin with a line of column names"}}};
  const auto header = read_csv_row(*line, 1, batch.separator);
  if (!header)
    throw Invalid{{{header.reason().fault.fault,
                    {name, header.reason().position},
                    header.reason().fault.detail,
                    header.reason().fault.action}}};
  batch.treatment = treatment_of_rows(options, *header, head.next_line(), batch.separator);
  add_today(options, batch.treatment->site, batch.of_day);
  auto columns = read_batch_columns(*header, name, batch.treatment->protocol, options.ignore_extra);
  batch.columns = std::move(must(columns));
  batch.layout.emplace(batch.treatment->protocol);
  return batch;
}

Batch ndjson_batch(const Options& options, const CaseAdditions& of_day, Head& head) {
  Batch batch;
  batch.of_day = of_day;
  batch.output = output_of(options, true);
  const auto line = head.next_line();
  const auto first = read_json(line.value_or("{}"), "");
  const Document none{"", {Value::Type::table, {}, {}, {}, {}}};
  const Treatment treatment = TreatmentFiles(options).treatment_of(first ? *first : none);
  add_today(options, treatment.site, batch.of_day);
  batch.layout.emplace(treatment.protocol);
  return batch;
}

} // namespace

int run_batch(const Options& options, const Streams& streams) {
  int exit_code = exit_ready;
  {
    const Interruption interruption;
    const int jobs = read_jobs(options);
    const CaseAdditions of_day = named_day_of_calculation(options);
    BatchInput input = open_input(options, streams.in);
    Head head(input.source);
    const bool from_ndjson = is_ndjson(options, head);
    const Batch batch = from_ndjson ? ndjson_batch(options, of_day, head)
                                    : csv_batch(options, of_day, input.name, head);
    BatchSink sink(options, streams.out);
    if (batch.output == BatchOutput::csv) {
      BatchText header;
      batch.layout->append_csv_header(header);
      sink.write(header.text());
    }
    BatchReport report(input.name, head.lines_taken, streams.err);
    RowIds ids(head.lines_taken);
    LineBlocks blocks(std::move(input.source), std::move(head).rest());
    run_jobs(
        blocks, jobs, options.repeats_allowed ? nullptr : &ids,
        [&] { return batch.worker(options); },
        [&](const BlockResult& result) {
          sink.write(result.out.text());
          report.add(result);
        });
    report.finish(blocks.lacks_last_end());
    if (Interruption::signal() == 0) sink.finish();
    exit_code = report.exit_code(options.fail_on_errors_only);
  }
  if (Interruption::signal() != 0) Interruption::obey();
  return exit_code;
}

} // namespace nkdose
