// What the outputs hold: a row a key, in the order in which they are written. The JSON Schemas come
// from here; that the writers agree is proved by tests/schema on every output of the scenarios.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace nkdose {

/// What a key holds.
enum class Holds { text, word, number, whole, flag, date, checksum, object };

/// When it holds something.
enum class Presence {
  always,
  nullable,            ///< null where there is none
  released,            ///< null unless the plan is ready or a draft
  released_or_missing, ///< likewise, and null where there is none
  optional,            ///< the key itself is left out where there is none
};

struct OutputField {
  /// "patient.id"; "findings[].code" in each object of a list; "allowed_cells[2]" a list of two;
  /// "*_mg_per_day" a key for each drug or day.
  std::string_view path;
  Holds holds;
  Presence presence;
  std::string_view unit; ///< of a number
  std::string_view meaning;
  std::vector<std::string_view> (*words)() = nullptr; ///< of a word
};

std::span<const OutputField> plan_fields();
std::span<const OutputField> batch_fields();
std::span<const OutputField> error_fields();

} // namespace nkdose
