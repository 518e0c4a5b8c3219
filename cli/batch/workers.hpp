// The jobs of a batch: rows of CSV or lines of NDJSON in, rows of either out.
#pragma once

#include "cli/batch/jobs.hpp"
#include "cli/case/case_reader.hpp"
#include "cli/options/options.hpp"
#include "cli/row/columns.hpp"
#include "cli/row/row_out.hpp"

namespace nkdose {

enum class BatchOutput { csv, ndjson, full_plans };

/// Of CSV: every row under one treatment, which outlives the worker, like the columns. `named_day`
/// is the day of the calculation, where somebody names it.
std::unique_ptr<RowWorker> csv_worker(const Treatment& treatment,
                                      const std::vector<BatchColumn>& columns, char separator,
                                      BatchOutput output, std::optional<Day> named_day = {});

/// Of NDJSON: a case a line, each under its own protocol unless the command line names one. Rows of
/// CSV must fit into the columns of `layout`, which outlives the worker. `additions` has the day of
/// the calculation.
std::unique_ptr<RowWorker> ndjson_worker(const Options& options, const BatchLayout& layout,
                                         BatchOutput output, CaseAdditions additions);

} // namespace nkdose
