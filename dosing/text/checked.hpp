// What is wrong with an input, and a value that may not be there because of it.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nkdose {

/// The kinds of input error. Each has a code of its own, never reused (`nkdose list findings`).
enum class Fault {
  usage,
  syntax,
  unknown_key,
  missing_key,
  wrong_type,
  number,
  no_unit,
  wrong_unit,
  no_time,
  outside_limits,
  date,
  unknown_name,
  contradiction,
  text,
  too_large,
  data,
};
struct FaultRow {
  Fault fault;
  std::string_view code;
  std::string_view title;
};
std::span<const FaultRow> fault_table();
std::string_view code_of(Fault fault);

/// Where something stands in a file.
struct Position {
  std::uint32_t line = 0;   ///< from 1; 0 where there is none (a value set by an option)
  std::uint32_t column = 0; ///< from 1; 0 where the whole line is meant
  friend auto operator<=>(Position, Position) = default;
};

/// Where a problem is: each part is empty where there is none.
struct Place {
  std::string source = {}; ///< a file's name as messages print it, or an option: "--set"
  Position position = {};
  /// A JSON pointer into the file. What a document was made of another one for, and the other one
  /// lacks, is pointed at in the document: "/patient/weight".
  std::string pointer = {};
  std::string nearest = {}; ///< then: what in the file comes nearest to it
};
/// "case.json:3:12 /patient/weight". Only here a place becomes a text.
std::string to_text(const Place& place);

/// One thing wrong with an input: what, where, compared with what, what to do.
struct Problem {
  Fault fault;
  Place place;
  std::string detail; ///< what was found, compared with what
  std::string action; ///< what to do
};
using Problems = std::vector<Problem>;

/// As people read their file; problems of one place keep their order.
void put_in_order_of_file(Problems& problems);

/// What is wrong with a text, before it is known where the text stands.
struct TextFault {
  Fault fault;
  std::string detail;
  std::string action;
  /// What is written may mean two things, and the whole file is written so: it is said once.
  bool has_two_readings = false;
};

/// A value, or why there is none.
template <class Value, class Reason>
class Checked {
public:
  Checked(Value value) : value_(std::move(value)) {}
  Checked(Reason reason) : reason_(std::move(reason)) {}
  explicit operator bool() const { return value_.has_value(); }
  const Value& operator*() const { return *value_; }
  Value& operator*() { return *value_; }
  const Value* operator->() const { return &*value_; }
  const Reason& reason() const { return reason_; }

private:
  std::optional<Value> value_;
  Reason reason_{};
};

/// What a text says, or what is wrong with it.
template <class Value>
using Reading = Checked<Value, TextFault>;

} // namespace nkdose
