#include "cli/batch/row_in.hpp"

#include "cli/batch/text.hpp"
#include "cli/case/case_limits.hpp"
#include "dosing/number/plain_number.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <array>
#include <cstring>

namespace nkdose {
namespace {

constexpr std::size_t whole_row = SIZE_MAX;
constexpr std::string_view formula_starts = "=+-@'\t"; // as csv_cell guards them

std::string_view unguarded(std::string_view text) {
  const bool is_guarded =
      text.size() > 1 && text[0] == '\'' && formula_starts.find(text[1]) != text.npos;
  return is_guarded ? text.substr(1) : text;
}

template <class Q>
Q quantity_of(Decimal number) {
  if constexpr (requires { typename Q::Quantity; })
    return Q(in<typename Q::Quantity>(number));
  else
    return in<Q>(number);
}

template <std::size_t Size>
const char* take_word(const char (&word)[Size], const char* at, const char* end) {
  constexpr std::size_t letters = Size - 1;
  const bool is_there =
      static_cast<std::size_t>(end - at) >= letters && std::memcmp(at, word, letters) == 0;
  return is_there ? at + letters : nullptr;
}

bool may_have_exponent(std::string_view unit) {
  return unit.starts_with("cells");
}

// The unit stands in the column's name. What is not a plain number is looked at by the reader of a
// case, with the unit put behind it; what is wrong with it is then wrong with the number.
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

CsvRowReader::CsvRowReader(const Treatment& treatment, const std::vector<BatchColumn>& columns)
    : treatment_(treatment), columns_(columns),
      first_drug_offset_(treatment.protocol.offset(treatment.protocol.first_drug_day())),
      case_{.id = {},
            .patient = {.sex = Sex::female,
                        .age = {},
                        .height = {},
                        .weight = ActualWeight(BodyMass()),
                        .identified = true},
            .order = {},
            .day_zero = {}} {
  cells_.reserve(columns.size() + 1);
  const bool is_per_kg = holds(columns, ColumnKind::cells_per_kg, &BatchColumn::kind);
  cells_may_misfit_ = any_of(treatment.protocol.cell_tiers,
                             [&](const CellTier& tier) { return tier.is_per_kg() != is_per_kg; });
  const auto& drugs = treatment.protocol.drugs;
  for (std::size_t i = 0; i < drugs.size(); ++i)
    case_.order.drugs[i].remaining_doses = static_cast<int>(drugs[i].days.size());
  case_.order.remaining_infusions =
      static_cast<int>(treatment.protocol.infusions.front().days.size());
}

std::size_t CsvRowReader::cell_of(ColumnKind kind) const {
  return static_cast<std::size_t>(find_in(columns_, kind, &BatchColumn::kind) - columns_.begin());
}

// The cells of a row as they stand; a row with a quotation mark is read as every other CSV is.
bool CsvRowReader::split(std::string_view line) {
  cells_.clear();
  if (line.find('"') != line.npos) return split_quoted(line);
  const std::size_t most = columns_.size();
  const char* begin = line.data();
  const char* const end = begin + line.size();
  while (cells_.size() <= most) { // one too many, however many there are
    const void* comma = std::memchr(begin, ',', static_cast<std::size_t>(end - begin));
    const char* cell_end = comma ? static_cast<const char*>(comma) : end;
    cells_.push_back(unguarded({begin, static_cast<std::size_t>(cell_end - begin)}));
    if (!comma) break;
    begin = cell_end + 1;
  }
  return true;
}

bool CsvRowReader::split_quoted(std::string_view line) {
  auto cells = read_csv_row(line, 1);
  if (!cells) {
    faults_.push_back({whole_row, cells.reason().fault, cells.reason().position.column});
    const std::string_view before = line.substr(0, line.find('"'));
    const std::size_t at = cell_of(ColumnKind::id); // told where no quotation mark comes before
    std::size_t begin = 0;
    for (std::size_t i = 0; i < at && begin != line.npos; ++i)
      begin = before.find(',', begin) + 1 == 0 ? line.npos : before.find(',', begin) + 1;
    const std::size_t end = begin == line.npos ? line.npos : before.find(',', begin);
    if (end != line.npos && !unusable_patient_id(before.substr(begin, end - begin)))
      id_ = unguarded(before.substr(begin, end - begin));
    return false;
  }
  quoted_cells_ = *std::move(cells);
  for (const CsvCell& cell : quoted_cells_)
    cells_.push_back(cell.text);
  return true;
}

void CsvRowReader::forget() {
  faults_.clear();
  id_ = {};
  birth_date_.reset();
  day_zero_.reset();
  has_height_ = has_weight_ = false;
}

const char* CsvRowReader::take_id(const char* at, const char* end) {
  const char* const behind = end_of_plain_text(at, end);
  const auto size = static_cast<std::size_t>(behind - at);
  if (size == 0 || size > longest_patient_id || *at == '\'') return nullptr;
  if (case_.id.size() == size) // as nearly always: ids of a file are of one form
    copy_few(at, size, case_.id.data());
  else
    case_.id.assign(at, size);
  return behind;
}

const char* CsvRowReader::take_day_zero(const char* at, const char* end) {
  constexpr std::ptrdiff_t length = 10;
  if (end - at < length) return nullptr;
  const auto day = day_reader_.plain_plannable_date(at);
  if (!day) return nullptr;
  day_zero_ = case_.day_zero = *day;
  case_.calculated_on = *day + std::chrono::days(first_drug_offset_);
  return at + length;
}

// Where a cell ends that is as nearly every one; null for any other, which is then read again.
inline const char* CsvRowReader::take_ordinary_cell(const BatchColumn& column, const char* at,
                                                    const char* end) {
  using enum ColumnKind;
  Patient& patient = case_.patient;
  Decimal number;
  const auto takes_number = [&] { return (at = take_plain_number(at, end, number)) != nullptr; };
  const auto unless = [&](bool wrong) { return wrong ? nullptr : at; };
  switch (column.kind) {
  case id:
    return take_id(at, end);
  case sex:
    if (const char* const behind = take_word("female", at, end)) {
      patient.sex = Sex::female;
      return behind;
    }
    patient.sex = Sex::male;
    return take_word("male", at, end);
  case day_zero:
    return take_day_zero(at, end);
  case ColumnKind::cells:
    at = take_plain_cell_number(at, end, number);
    case_.order.cells = in<CellCount>(number);
    return at && is_possible(in<CellCount>(number)) ? at : nullptr;
  case age_years:
    if (!takes_number()) return nullptr;
    patient.age.years = static_cast<int>(number.billionths() / Decimal::scale);
    return unless(number != Decimal(patient.age.years) || !is_possible_age(patient.age.years));
  case height_cm:
    if (!takes_number()) return nullptr;
    patient.height = in<Height>(number);
    has_height_ = true;
    return at;
  case weight_kg:
    if (!takes_number()) return nullptr;
    patient.weight = ActualWeight(in<BodyMass>(number));
    has_weight_ = true;
    return at;
  case serum_creatinine_umol_per_l:
    if (!takes_number()) return nullptr;
    patient.creatinine = in<SerumCreatinine>(number);
    return unless(!is_possible(*patient.creatinine));
  case level:
    if (!takes_number()) return nullptr;
    case_.order.drugs[column.drug].level = in<DoseLevel>(number);
    return unless(!is_possible(in<DoseLevel>(number)));
  default:
    return nullptr;
  }
}

// Any cell that nobody has quoted or guarded; null where anything is wrong with it.
const char* CsvRowReader::take_other_cell(const BatchColumn& column, const char* at,
                                          const char* end) {
  const std::string_view rest(at, static_cast<std::size_t>(end - at));
  const std::string_view text = rest.substr(0, rest.find(','));
  if (text.find('"') != text.npos || text.starts_with('\'')) return nullptr;
  read_cell(column, text, static_cast<std::size_t>(&column - columns_.data()));
  return faults_.empty() ? at + text.size() : nullptr;
}

// One pass over a row's bytes, without a list of its cells: a fifth of a batch's time is spent
// here. False for a row in which anything is wrong, or quoted: that is read again, from its
// beginning, by what can say what is wrong with a row as a whole.
bool CsvRowReader::read_ordinary(std::string_view line) {
  const char* at = line.data();
  const char* const end = at + line.size();
  const BatchColumn* const last = &columns_.back();
  for (const BatchColumn* column = columns_.data();; ++column) {
    const char* behind = take_ordinary_cell(*column, at, end);
    if (behind && behind != end && *behind == ',' && column != last) {
      at = behind + 1;
      continue;
    }
    if (!behind || behind != end) behind = take_other_cell(*column, at, end);
    if (!behind || (behind == end) != (column == last)) return false;
    if (column == last) break;
    at = behind + 1; // the comma
  }
  if (birth_date_ && day_zero_) read_birth_date(cell_of(ColumnKind::birth_date));
  if (!is_possible(case_.patient.height, case_.patient.weight)) return false;
  if (cells_may_misfit_) judge_cells();
  return faults_.empty();
}

bool CsvRowReader::read(std::string_view line) {
  forget();
  if (line.size() > longest_row) {
    cells_.clear();
    report(whole_row, TextFault{Fault::too_large, "the row is longer than 1 MiB",
                                "check whether a line end or a quotation mark is missing"});
    return false;
  }
  if (read_ordinary(line)) return true;
  forget();
  if (!split(line)) return false;
  if (cells_.size() != columns_.size()) {
    if (const std::size_t at = cell_of(ColumnKind::id);
        at < cells_.size() && !unusable_patient_id(cells_[at]))
      id_ = cells_[at];
    report(
        whole_row,
        TextFault{Fault::syntax,
                  cells_.size() > columns_.size()
                      ? fmt::format("the row has more cells than the header's {}", columns_.size())
                      : fmt::format("the row has {} cell{}, the header {}", cells_.size(),
                                    cells_.size() == 1 ? "" : "s", columns_.size()),
                  "write one cell a column"});
    return false;
  }
  for (std::size_t i = 0; i < cells_.size(); ++i)
    read_cell(columns_[i], cells_[i], i);
  if (birth_date_ && day_zero_) read_birth_date(cell_of(ColumnKind::birth_date));
  judge_body();
  judge_cells();
  return faults_.empty();
}

void CsvRowReader::read_cell(const BatchColumn& column, std::string_view text, std::size_t cell) {
  using enum ColumnKind;
  Patient& patient = case_.patient;
  const auto is_creatinine =
      column.kind == serum_creatinine_umol_per_l || column.kind == serum_creatinine_mg_per_dl;
  if (text.empty() && column.kind != ignored) {
    if (is_creatinine)
      patient.creatinine.reset(); // R001
    else
      report(cell, TextFault{Fault::missing_key, "the cell is empty",
                             "only a creatinine may be missing, and its drug is then refused"});
    return;
  }
  const auto plain = [&] { return plain_number(text); };
  const auto quantity = [&]<class Q>(std::string_view unit, Reading<Q> (*reader)(std::string_view),
                                     std::optional<Decimal> number) -> std::optional<Q> {
    if (number) return quantity_of<Q>(*number);
    Reading<Q> reading = with_unit(text, unit, reader);
    if (reading) return *reading;
    report(cell, reading.reason());
    return std::nullopt;
  };
  switch (column.kind) {
  case id:
    if (auto fault = unusable_patient_id(text)) {
      report(cell, std::move(fault));
    } else {
      case_.id.assign(text);
      id_ = text;
    }
    break;
  case sex:
    if (text == "female")
      patient.sex = Sex::female;
    else if (text == "male")
      patient.sex = Sex::male;
    else
      report(cell, TextFault{Fault::unknown_name, fmt::format("{} is not known", in_quotes(text)),
                             "write female or male"});
    break;
  case age_years:
    read_age(text, cell);
    break;
  case birth_date:
    if (const auto date = read_iso_date(text))
      birth_date_ = *date;
    else
      report(cell, date.reason());
    break;
  case height_cm:
    if (const auto height = quantity("cm", read_height, plain())) {
      patient.height = *height;
      has_height_ = true;
    }
    break;
  case weight_kg:
    if (const auto weight = quantity("kg", read_weight, plain())) {
      patient.weight = *weight;
      has_weight_ = true;
    }
    break;
  case serum_creatinine_umol_per_l:
    if ((patient.creatinine = quantity("umol/L", read_creatinine, plain())))
      report(cell, impossible_creatinine(*patient.creatinine));
    break;
  case serum_creatinine_mg_per_dl:
    if ((patient.creatinine = quantity("mg/dL", read_creatinine, std::optional<Decimal>())))
      report(cell, impossible_creatinine(*patient.creatinine));
    break;
  case level:
    if (auto& ordered = case_.order.drugs[column.drug].level;
        (ordered = quantity("mg/m2/day", read_level, plain())))
      report(cell, impossible_level(*ordered));
    break;
  case cells:
    if (const auto count = quantity("cells", read_cells, plain_cell_number(text))) {
      case_.order.cells = *count;
      report(cell, impossible_level(*case_.order.cells));
    }
    break;
  case cells_per_kg:
    if (const auto count = quantity("cells/kg", read_cells_per_kg, plain_cell_number(text))) {
      case_.order.cells = *count;
      report(cell, impossible_level(*case_.order.cells));
    }
    break;
  case day_zero:
    if (const auto day = read_iso_date(text); !day) {
      report(cell, day.reason());
    } else if (auto fault = unplannable_day_zero(*day)) {
      report(cell, std::move(fault));
    } else {
      day_zero_ = case_.day_zero = *day;
      case_.calculated_on = *day + std::chrono::days(first_drug_offset_);
    }
    break;
  case ColumnKind::protocol:
    report(cell, other_protocol(text, treatment_.protocol));
    break;
  case ignored:
    break;
  }
}

void CsvRowReader::read_age(std::string_view text, std::size_t cell) {
  const auto plain = plain_number(text);
  const bool is_plain = plain && *plain < 1000_d && cut_to(*plain, 0) == *plain;
  const Reading<int> years =
      is_plain ? Reading<int>(static_cast<int>(plain->billionths() / Decimal::scale))
               : with_unit(text, "y", read_years);
  if (!years) {
    report(cell, years.reason());
    return;
  }
  case_.patient.age = {*years};
  report(cell, impossible_age(*years));
}

void CsvRowReader::read_birth_date(std::size_t cell) {
  const int years = completed_years(*birth_date_, case_.calculated_on);
  case_.patient.age = {years};
  report(cell, impossible_age(years));
}

void CsvRowReader::judge_body() {
  const Patient& patient = case_.patient;
  if (has_height_ && has_weight_) {
    for (auto& [key, fault] : impossible_body(patient.height, patient.weight))
      report(cell_of(key == "height" ? ColumnKind::height_cm : ColumnKind::weight_kg),
             std::move(fault));
  } else if (has_height_) {
    report(cell_of(ColumnKind::height_cm), impossible_height(patient.height));
  } else if (has_weight_) {
    report(cell_of(ColumnKind::weight_kg), impossible_weight(patient.weight));
  }
}

void CsvRowReader::judge_cells() {
  if (!faults_.empty()) return;
  if (auto fault =
          misfitting_level(*case_.order.cells, case_.patient.weight, treatment_.protocol)) {
    const bool is_per_kg = std::holds_alternative<CellsPerKilogram>(*case_.order.cells);
    fault->action = is_per_kg ? "use the column cells" : "use the column cells_per_kg";
    report(cell_of(is_per_kg ? ColumnKind::cells_per_kg : ColumnKind::cells), std::move(fault));
  }
}

std::size_t CsvRowReader::column_of(const RowFault& fault, std::string_view line) const {
  if (fault.cell >= columns_.size()) return fault.column;
  const auto cells = read_csv_row(line.substr(0, std::min(line.size(), longest_row)), 1);
  return cells ? (*cells)[fault.cell].position.column : 1;
}

std::string_view CsvRowReader::name_of(const RowFault& fault) const {
  return fault.cell < columns_.size() ? std::string_view(columns_[fault.cell].name) : "";
}

} // namespace nkdose
