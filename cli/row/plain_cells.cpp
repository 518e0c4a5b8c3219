#include "cli/row/plain_cells.hpp"

#include "cli/case/case_limits.hpp"
#include "cli/row/text.hpp"
#include "dosing/identity/placeholder.hpp"
#include "dosing/number/plain_number.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>
#include <cstring>

namespace nkdose {
namespace {

using At = PlainCells::At;

// A cell that nobody has quoted or guarded.
std::optional<std::string_view> bare_cell(At at, At end) {
  const std::string_view text(at, static_cast<std::size_t>(std::find(at, end, ',') - at));
  if (text.starts_with('\'') || text.find('"') != text.npos) return std::nullopt;
  return text;
}

At behind(std::string_view text) {
  return text.data() + text.size();
}

bool is_empty(At at, At end) {
  return at == end || *at == ',';
}

template <std::size_t Size>
At take_word(const char (&word)[Size], At at, At end) {
  constexpr std::size_t letters = Size - 1;
  const bool is_there =
      static_cast<std::size_t>(end - at) >= letters && std::memcmp(at, word, letters) == 0;
  return is_there ? at + letters : nullptr;
}

} // namespace

PlainCells::PlainCells(const Protocol& protocol)
    : protocol_(protocol), first_drug_offset_(protocol.offset(protocol.first_drug_day())),
      case_(case_before_cells(protocol)) {}

At PlainCells::id(PlainCells& row, At at, At end, std::size_t) {
  const At behind_plain = end_of_plain_text(at, end);
  if (is_empty(behind_plain, end) && behind_plain != at && *at != '\'') {
    const auto size = static_cast<std::size_t>(behind_plain - at);
    if (size > longest_patient_id) return nullptr;
    if (row.case_.id.size() == size) // as nearly always: ids of a file are of one form
      copy_few(at, size, row.case_.id.data());
    else
      row.case_.id.assign(at, size);
    row.case_.patient.identified = !says_nothing(row.case_.id);
    return behind_plain;
  }
  const auto text = bare_cell(at, end);
  const auto is_edge = [](char c) { return c > ' ' && c <= '~'; }; // no blank of any kind
  if (!text || text->empty() || !is_edge(text->front()) || !is_edge(text->back()) ||
      unusable_patient_id(*text))
    return nullptr;
  row.case_.id.assign(*text);
  row.case_.patient.identified = !says_nothing(row.case_.id);
  return behind(*text);
}

At PlainCells::sex(PlainCells& row, At at, At end, std::size_t) {
  if (const At behind_word = take_word("female", at, end)) {
    row.case_.patient.sex = Sex::female;
    return behind_word;
  }
  row.case_.patient.sex = Sex::male;
  return take_word("male", at, end);
}

At PlainCells::age_years(PlainCells& row, At at, At end, std::size_t) {
  Decimal years;
  at = take_plain_number(at, end, years);
  if (!at) return nullptr;
  const auto completed = static_cast<int>(years.billionths() / Decimal::scale);
  row.case_.patient.age.years = completed;
  return years == Decimal(completed) && is_possible_age(completed) ? at : nullptr;
}

At PlainCells::birth_date(PlainCells& row, At at, At end, std::size_t) {
  const auto text = bare_cell(at, end);
  const auto date = text ? read_iso_date(*text) : Reading<Day>(TextFault{});
  if (!date) return nullptr;
  row.birth_date_ = *date;
  return behind(*text);
}

At PlainCells::height_cm(PlainCells& row, At at, At end, std::size_t) {
  Decimal height;
  at = take_plain_number(at, end, height);
  row.case_.patient.height = in<Height>(height);
  return at;
}

At PlainCells::weight_kg(PlainCells& row, At at, At end, std::size_t) {
  Decimal weight;
  at = take_plain_number(at, end, weight);
  row.case_.patient.weight = ActualWeight(in<BodyMass>(weight));
  return at;
}

At PlainCells::serum_creatinine_umol_per_l(PlainCells& row, At at, At end, std::size_t) {
  std::optional<SerumCreatinine>& creatinine = row.case_.patient.creatinine;
  creatinine.reset();
  if (is_empty(at, end)) return at;
  Decimal number;
  at = take_plain_number(at, end, number);
  creatinine = in<SerumCreatinine>(number);
  return is_possible(*creatinine) ? at : nullptr;
}

At PlainCells::serum_creatinine_mg_per_dl(PlainCells& row, At at, At end, std::size_t) {
  static const Decimal umol_per_l =
      find_in(measure::creatinine.units, "mg/dL", &UnitSymbol::symbol)->factor;
  std::optional<SerumCreatinine>& creatinine = row.case_.patient.creatinine;
  creatinine.reset();
  if (is_empty(at, end)) return at;
  Decimal number;
  at = take_plain_number(at, end, number);
  if (number > 1'000_d) return nullptr; // nobody's, and the product could be too large
  creatinine = in<SerumCreatinine>(number * umol_per_l);
  return is_possible(*creatinine) ? at : nullptr;
}

At PlainCells::level(PlainCells& row, At at, At end, std::size_t drug) {
  Decimal number;
  at = take_plain_number(at, end, number);
  const auto level = in<DoseLevel>(number);
  row.case_.prescription.drugs[drug].level = level;
  return is_possible(level) ? at : nullptr;
}

template <class Level>
At PlainCells::assigned(PlainCells& row, At at, At end) {
  Decimal number;
  at = take_plain_cell_number(at, end, number);
  row.case_.prescription.cells = in<Level>(number);
  return is_possible(in<Level>(number)) ? at : nullptr;
}

At PlainCells::cells(PlainCells& row, At at, At end, std::size_t) {
  return assigned<CellCount>(row, at, end);
}

At PlainCells::cells_per_kg(PlainCells& row, At at, At end, std::size_t) {
  return assigned<CellsPerKilogram>(row, at, end);
}

At PlainCells::day_zero(PlainCells& row, At at, At end, std::size_t) {
  constexpr std::ptrdiff_t length = 10;
  if (end - at < length) return nullptr;
  const auto day = row.days_.plain_plannable_date(at);
  if (!day) return nullptr;
  row.case_.day_zero = *day;
  row.case_.calculated_on = *day + std::chrono::days(row.first_drug_offset_);
  return at + length;
}

At PlainCells::protocol(PlainCells& row, At at, At end, std::size_t) {
  const auto text = bare_cell(at, end);
  return text && *text == row.protocol_.id.text() ? behind(*text) : nullptr;
}

// In small letters, as systems write it; nothing is unknown.
At PlainCells::safety(PlainCells& row, At at, At end, std::size_t question) {
  YesNo& answer = row.case_.patient.safety[question];
  answer = YesNo::unknown;
  if (is_empty(at, end)) return at;
  if (const At behind_word = take_word("no", at, end)) {
    answer = YesNo::no;
    return behind_word;
  }
  if (const At behind_word = take_word("yes", at, end)) {
    answer = YesNo::yes;
    return behind_word;
  }
  return take_word("unknown", at, end);
}

At PlainCells::take_day(At at, At end, std::optional<Day>& day) {
  constexpr std::ptrdiff_t length = 10;
  day.reset();
  if (is_empty(at, end)) return at;
  if (end - at < length) return nullptr;
  day = days_.plain_plannable_date(at);
  return day ? at + length : nullptr;
}

At PlainCells::weight_on(PlainCells& row, At at, At end, std::size_t) {
  return row.take_day(at, end, row.case_.weight_on);
}

At PlainCells::creatinine_on(PlainCells& row, At at, At end, std::size_t) {
  return row.take_day(at, end, row.case_.creatinine_on);
}

At PlainCells::anything(PlainCells&, At at, At end, std::size_t) {
  const auto text = bare_cell(at, end);
  return text ? behind(*text) : nullptr;
}

bool PlainCells::has_possible_body() const {
  return is_possible(case_.patient.height, case_.patient.weight);
}

bool PlainCells::take_age_by_birth_date() {
  case_.patient.age = {completed_years(birth_date_, case_.calculated_on)};
  return is_possible_age(case_.patient.age.years);
}

bool PlainCells::takes_ages_of_measurements() {
  const auto take = [&](const std::optional<Day>& measured, std::optional<int>& age) {
    age.reset();
    if (!measured) return true;
    age = days_between(*measured, case_.calculated_on);
    return *age >= 0;
  };
  return take(case_.weight_on, case_.patient.weight_age_days) &&
         take(case_.creatinine_on, case_.patient.creatinine_age_days);
}

bool PlainCells::has_cells_for_weight() const {
  return !misfitting_level(*case_.prescription.cells, case_.patient.weight, protocol_);
}

} // namespace nkdose
