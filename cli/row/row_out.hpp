// The faces of a row: a line of CSV, or an object of NDJSON with the same keys.
#pragma once

#include "cli/row/text.hpp"
#include "schedule/plan/decision.hpp"

namespace nkdose {

/// The columns that a protocol's rows have: a pair a drug, a date a day.
class BatchLayout {
public:
  explicit BatchLayout(const Protocol& protocol, std::size_t infusion_list = 0);

  friend bool operator==(const BatchLayout&, const BatchLayout&) = default;

  /// The names of all columns, in order.
  std::vector<std::string> columns() const;
  void append_csv_header(BatchText& out) const;
  void append_csv(const Case& the_case, const Decision& decision, DayWriter& days,
                  BatchText& out) const;
  void append_json(const Case& the_case, const Decision& decision, BatchText& out) const;
  /// A row that could not be read: no number but the codes of what is wrong with it.
  void append_csv_error(std::string_view id, std::span<const std::string_view> codes,
                        BatchText& out) const;
  void append_json_error(std::string_view id, std::span<const std::string_view> codes,
                         BatchText& out) const;

private:
  struct DateColumn {
    std::string name; ///< day_minus_5, day_zero, day_7
    int offset;       ///< from day zero

    friend bool operator==(const DateColumn&, const DateColumn&) = default;
  };
  template <class Writer>
  void write(const Case& the_case, const Decision& decision, Writer& writer) const;
  template <class Writer>
  void write_error(std::string_view id, std::span<const std::string_view> codes,
                   Writer& writer) const;

  struct DrugColumns {
    std::string daily, course; ///< the names

    friend bool operator==(const DrugColumns&, const DrugColumns&) = default;
  };
  std::vector<DrugColumns> drugs_;
  std::vector<DateColumn> dates_;
  std::size_t renal_drug_ = 0; ///< whose reduction is the row's renal_fraction
  std::size_t longest_ = 0;    ///< bytes of a row at most, without its findings
};

} // namespace nkdose
