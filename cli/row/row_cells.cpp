#include "cli/row/row_cells.hpp"

#include "cli/case/case_limits.hpp"
#include "dosing/identity/placeholder.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

bool may_have_exponent(std::string_view unit) {
  return unit.starts_with("cells");
}

// The unit stands in the column's name: it is put behind the number, and the reader of a case looks
// at both. What is wrong with them is then wrong with the number.
template <class Q>
Reading<Q> with_unit(std::string_view text, std::string_view unit,
                     Reading<Q> (*read)(std::string_view)) {
  if (const auto number = read_number(text); !number && !may_have_exponent(unit))
    return number.reason();
  Reading<Q> reading = read(fmt::format("{} {}", text, unit));
  if (reading || reading.reason().fault != Fault::wrong_unit) return reading;
  return TextFault{Fault::number, fmt::format("{} is more than a number", in_quotes(text)),
                   "write the number alone: the column's name has the unit"};
}

} // namespace

RowCells::RowCells(const Protocol& protocol)
    : protocol_(protocol), case_(case_before_cells(protocol)) {}

void RowCells::begin() {
  id_ = {};
  birth_date_.reset();
  day_zero_.reset();
  has_height_ = has_weight_ = false;
}

RowCells::Wrong RowCells::id(std::string_view text, std::size_t) {
  if (auto fault = unusable_patient_id(text)) return fault;
  case_.id.assign(text);
  case_.patient.identified = !says_nothing(text);
  id_ = text;
  return std::nullopt;
}

RowCells::Wrong RowCells::sex(std::string_view text, std::size_t) {
  const auto sex = find_word(text, sex_words);
  if (!sex)
    return TextFault{Fault::unknown_name, fmt::format("{} is not known", in_quotes(text)),
                     "write female or male"};
  case_.patient.sex = static_cast<Sex>(*sex);
  return std::nullopt;
}

RowCells::Wrong RowCells::age_years(std::string_view text, std::size_t) {
  const auto years = with_unit(text, "y", read_years);
  if (!years) return years.reason();
  case_.patient.age = {*years};
  return impossible_age(*years);
}

RowCells::Wrong RowCells::birth_date(std::string_view text, std::size_t) {
  const auto date = read_written_date(text);
  if (!date) return date.reason();
  birth_date_ = *date;
  return std::nullopt;
}

RowCells::Wrong RowCells::height_cm(std::string_view text, std::size_t) {
  const auto height = with_unit(text, "cm", read_height);
  if (!height) return height.reason();
  case_.patient.height = *height;
  has_height_ = true;
  return std::nullopt;
}

RowCells::Wrong RowCells::weight_kg(std::string_view text, std::size_t) {
  const auto weight = with_unit(text, "kg", read_weight);
  if (!weight) return weight.reason();
  case_.patient.weight = *weight;
  has_weight_ = true;
  return std::nullopt;
}

RowCells::Wrong RowCells::creatinine(std::string_view text, std::string_view unit) {
  case_.patient.creatinine.reset();
  if (text.empty()) return std::nullopt; // R001
  const auto creatinine = with_unit(text, unit, read_creatinine);
  if (!creatinine) return creatinine.reason();
  case_.patient.creatinine = *creatinine;
  return impossible_creatinine(*creatinine);
}

RowCells::Wrong RowCells::serum_creatinine_umol_per_l(std::string_view text, std::size_t) {
  return creatinine(text, "umol/L");
}

RowCells::Wrong RowCells::serum_creatinine_mg_per_dl(std::string_view text, std::size_t) {
  return creatinine(text, "mg/dL");
}

RowCells::Wrong RowCells::level(std::string_view text, std::size_t drug) {
  const auto level = with_unit(text, "mg/m2/day", read_level);
  if (!level) return level.reason();
  case_.prescription.drugs[drug].level = *level;
  return impossible_level(*level);
}

RowCells::Wrong RowCells::assigned(CellLevel level) {
  case_.prescription.cells = level;
  return impossible_level(level);
}

RowCells::Wrong RowCells::cells(std::string_view text, std::size_t) {
  const auto count = with_unit(text, "cells", read_cells);
  return count ? assigned(*count) : count.reason();
}

RowCells::Wrong RowCells::cells_per_kg(std::string_view text, std::size_t) {
  const auto count = with_unit(text, "cells/kg", read_cells_per_kg);
  return count ? assigned(*count) : count.reason();
}

RowCells::Wrong RowCells::day_zero(std::string_view text, std::size_t) {
  const auto day = read_written_date(text);
  if (!day) return day.reason();
  if (auto fault = unplannable_day_zero(*day)) return fault;
  day_zero_ = case_.day_zero = *day;
  case_.calculated_on = *day + std::chrono::days(protocol_.offset(protocol_.first_drug_day()));
  return std::nullopt;
}

RowCells::Wrong RowCells::protocol(std::string_view text, std::size_t) {
  return other_protocol(text, protocol_);
}

RowCells::Wrong RowCells::safety(std::string_view text, std::size_t question) {
  YesNo& answer = case_.patient.safety[question];
  answer = YesNo::unknown;
  if (text.empty()) return std::nullopt; // P007
  const auto word = find_word(text, yes_no_words);
  if (!word)
    return TextFault{Fault::unknown_name, fmt::format("{} is not known", in_quotes(text)),
                     "write yes, no or unknown"};
  answer = static_cast<YesNo>(*word);
  return std::nullopt;
}

RowCells::Wrong RowCells::measured_on(std::string_view text, std::optional<Day>& day) {
  day.reset();
  if (text.empty()) return std::nullopt; // P004 or P005
  const auto read = read_written_date(text);
  if (!read) return read.reason();
  if (!is_plannable(*read))
    return TextFault{Fault::outside_limits,
                     fmt::format("{} is outside 1990 to 2100", iso_date(*read)), "check the year"};
  day = *read;
  return std::nullopt;
}

RowCells::Wrong RowCells::weight_on(std::string_view text, std::size_t) {
  return measured_on(text, case_.weight_on);
}

RowCells::Wrong RowCells::creatinine_on(std::string_view text, std::size_t) {
  return measured_on(text, case_.creatinine_on);
}

RowCells::Wrong RowCells::age_of(std::optional<Day> measured, std::optional<int>& days) const {
  days.reset();
  if (!measured || !day_zero_) return std::nullopt;
  days = days_between(*measured, case_.calculated_on);
  if (*days >= 0) return std::nullopt;
  return TextFault{Fault::date,
                   fmt::format("{} is after {}, the first drug day", iso_date(*measured),
                               iso_date(case_.calculated_on)),
                   "correct the date"};
}

RowCells::Wrong RowCells::age_of_weight() {
  return age_of(case_.weight_on, case_.patient.weight_age_days);
}

RowCells::Wrong RowCells::age_of_creatinine() {
  return age_of(case_.creatinine_on, case_.patient.creatinine_age_days);
}

std::optional<Height> RowCells::height() const {
  return has_height_ ? std::optional(case_.patient.height) : std::nullopt;
}

std::optional<ActualWeight> RowCells::weight() const {
  return has_weight_ ? std::optional(case_.patient.weight) : std::nullopt;
}

RowCells::Wrong RowCells::age_by_birth_date() {
  if (!birth_date_ || !day_zero_) return std::nullopt;
  const int years = completed_years(*birth_date_, case_.calculated_on);
  case_.patient.age = {years};
  return impossible_age(years);
}

RowCells::Wrong RowCells::cells_for_weight() const {
  auto fault = misfitting_level(*case_.prescription.cells, case_.patient.weight, protocol_);
  if (fault)
    fault->action = std::holds_alternative<CellsPerKilogram>(*case_.prescription.cells)
                        ? "use the column cells"
                        : "use the column cells_per_kg";
  return fault;
}

} // namespace nkdose
