#include "cli/row/row_out.hpp"

#include "cli/data/csv_cell.hpp"
#include "cli/data/json_writer.hpp"
#include "dosing/number/digits.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nkdose {
namespace {

constexpr std::string_view schema = "nkdose/batch/1";
constexpr std::size_t longest_id = 64 * 4 * 2 + 8; // every byte doubled or escaped
constexpr std::size_t longest_number = 24;

std::string date_column(int number) {
  if (number == 0) return "day_zero";
  return number < 0 ? fmt::format("day_minus_{}", -number) : fmt::format("day_{}", number);
}

char* write_count(CellCount cells, char* to) { // in 10^6, so 10^-9 of it is 10^-3
  return write_whole(static_cast<std::uint64_t>(cells.value().billionths() / 1000), to);
}

constexpr auto letters_and_digits = [] {
  std::array<bool, 256> result{};
  for (const auto& [first, last] : {std::pair('0', '9'), std::pair('A', 'Z'), std::pair('a', 'z')})
    for (char c = first; c <= last; ++c)
      result[static_cast<unsigned char>(c)] = true;
  return result;
}();

// Cells and commas, the codes last; nothing where there is nothing.
class CsvWriter {
public:
  static constexpr int decimals = 2; // ISMP; a dose and an area are written as they are used
  CsvWriter(char* to, DayWriter* days) : to_(to), days_(days) {}

  void begin() {}
  void text(std::string_view, std::string_view text) {
    end_cell(is_plain(text) ? put_short(text, to_) : put(csv_cell(text), to_));
  }
  void word(std::string_view, std::string_view text) { end_cell(put_short(text, to_)); }
  void nothing(std::string_view) { end_cell(to_); }
  void number(std::string_view, std::optional<Decimal> number) {
    end_cell(number ? write(*number, to_) : to_);
  }
  void cells(std::string_view, std::optional<CellCount> cells) {
    end_cell(cells ? write_count(*cells, to_) : to_);
  }
  void date(std::string_view, std::optional<Day> day) {
    end_cell(day ? days_->write(*day, to_) : to_);
  }
  void begin_codes(std::string_view) {}
  void code(std::string_view code) {
    if (has_code_) *to_++ = ' ';
    has_code_ = true;
    to_ = put(code, to_);
  }
  char* end() {
    *to_++ = '\n';
    return to_;
  }

private:
  // Nothing that is quoted or guarded, as ids are.
  static bool is_plain(std::string_view text) {
    const char* const end = text.data() + text.size();
    return !text.empty() && letters_and_digits[static_cast<unsigned char>(text[0])] &&
           end_of_plain_text(text.data(), end) == end;
  }
  void end_cell(char* end) {
    *end = ',';
    to_ = end + 1;
  }
  char* to_;
  DayWriter* days_; ///< null for a row that has none
  bool has_code_ = false;
};

// Members of one object on one line; null where there is nothing.
class JsonRowWriter {
public:
  static constexpr int decimals = 9;
  explicit JsonRowWriter(char* to) : to_(to) {}

  void begin() {
    to_ = put("{\"schema\": \"", to_);
    to_ = put(schema, to_);
    *to_++ = '"';
  }
  void text(std::string_view name, std::string_view text) {
    key(name);
    to_ = text.empty() ? put("null", to_) : put(json_text(text), to_);
  }
  void word(std::string_view name, std::string_view text) {
    key(name);
    *to_++ = '"';
    to_ = put(text, to_);
    *to_++ = '"';
  }
  void nothing(std::string_view name) {
    key(name);
    to_ = put("null", to_);
  }
  void number(std::string_view name, std::optional<Decimal> number) {
    key(name);
    to_ = number ? write(*number, to_) : put("null", to_);
  }
  void cells(std::string_view name, std::optional<CellCount> cells) {
    key(name);
    to_ = cells ? write_count(*cells, to_) : put("null", to_);
  }
  void date(std::string_view name, std::optional<Day> day) {
    key(name);
    if (day) {
      *to_++ = '"';
      to_ = write(*day, to_);
      *to_++ = '"';
    } else {
      to_ = put("null", to_);
    }
  }
  void begin_codes(std::string_view name) {
    key(name);
    *to_++ = '[';
  }
  void code(std::string_view code) {
    if (has_code_) to_ = put(", ", to_);
    has_code_ = true;
    *to_++ = '"';
    to_ = put(code, to_);
    *to_++ = '"';
  }
  char* end() { return put("]}\n", to_); }

private:
  void key(std::string_view name) {
    to_ = put(", \"", to_);
    to_ = put(name, to_);
    to_ = put("\": ", to_);
  }
  char* to_;
  bool has_code_ = false;
};

std::optional<Decimal> cut(std::optional<Decimal> number, int decimals) {
  return number && decimals < 9 ? cut_to(*number, decimals) : number;
}

// A code once, whatever it speaks of: what it says of which drug is in the plan.
bool is_first_of_its_code(const std::vector<ReleasedFinding>& findings, std::size_t at) {
  for (std::size_t before = 0; before < at; ++before)
    if (findings[before].finding.code == findings[at].finding.code) return false;
  return true;
}

} // namespace

BatchLayout::BatchLayout(const Protocol& protocol, std::size_t infusion_list) {
  std::vector<int> days = protocol.infusions[infusion_list].days;
  for (const ProtocolDrug& drug : protocol.drugs) {
    drugs_.push_back({fmt::format("{}_mg_per_day", drug.id.text()),
                      fmt::format("{}_course_mg", drug.id.text())});
    days.insert(days.end(), drug.days.begin(), drug.days.end());
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  for (const int day : days)
    dates_.push_back({date_column(day), protocol.offset(day)});
  const auto is_renal = [](const ProtocolDrug& drug) {
    return drug.renal_basis != RenalBasis::none;
  };
  const auto renal = find_in(protocol.drugs, true, is_renal);
  if (renal != protocol.drugs.end())
    renal_drug_ = static_cast<std::size_t>(renal - protocol.drugs.begin());
  constexpr std::size_t name_and_marks = 60; // of a JSON member
  longest_ =
      longest_id + (8 + 2 * drugs_.size() + dates_.size()) * (longest_number + name_and_marks);
}

std::vector<std::string> BatchLayout::columns() const {
  std::vector<std::string> names{"id", "status", "bsa_m2", "clearance_ml_per_min",
                                 "renal_fraction"};
  for (const DrugColumns& drug : drugs_) {
    names.push_back(drug.daily);
    names.push_back(drug.course);
  }
  names.push_back("cells");
  for (const DateColumn& date : dates_)
    names.push_back(date.name);
  names.push_back("findings");
  return names;
}

void BatchLayout::append_csv_header(BatchText& out) const {
  out.append(fmt::format("{}\n", fmt::join(columns(), ",")));
}

template <class Writer>
void BatchLayout::write(const Case& the_case, const Decision& decision, Writer& writer) const {
  const Worksheet& sheet = *decision.sheet;
  const Release& release = decision.release;
  const Order* order = release.order(); // a refusal has no figure that could be given
  const DrugSteps& renal = sheet.drugs[renal_drug_];
  writer.begin();
  writer.text("id", the_case.id);
  writer.word("status", to_text(release.status));
  writer.number("bsa_m2", number_of(sheet.surface.used));
  if (sheet.clearance)
    writer.number("clearance_ml_per_min", cut_to(number_of(*sheet.clearance), Writer::decimals));
  else
    writer.number("clearance_ml_per_min", std::nullopt);
  writer.number("renal_fraction",
                cut(renal.level ? renal_fraction(renal.adjustment, *renal.level) : std::nullopt,
                    Writer::decimals));
  for (std::size_t i = 0; i < drugs_.size(); ++i) {
    const DoseSteps* doses = order ? &order->doses(i) : nullptr;
    writer.number(drugs_[i].daily, doses ? std::optional(number_of(doses->rounded)) : std::nullopt);
    writer.number(drugs_[i].course, doses ? std::optional(number_of(doses->course)) : std::nullopt);
  }
  writer.cells("cells", order ? sheet.cells.level : std::nullopt);
  for (const DateColumn& date : dates_)
    writer.date(date.name, the_case.day_zero + std::chrono::days(date.offset));
  writer.begin_codes("findings");
  for (std::size_t i = 0; i < release.findings.size(); ++i) {
    if (release.findings[i].finding.severity == Severity::info) break; // the worst come first
    if (is_first_of_its_code(release.findings, i))
      writer.code(release.findings[i].finding.code.text());
  }
}

template <class Writer>
void BatchLayout::write_error(std::string_view id, std::span<const std::string_view> codes,
                              Writer& writer) const {
  writer.begin();
  writer.text("id", id);
  writer.word("status", "error");
  for (const char* name : {"bsa_m2", "clearance_ml_per_min", "renal_fraction"})
    writer.nothing(name);
  for (const DrugColumns& drug : drugs_) {
    writer.nothing(drug.daily);
    writer.nothing(drug.course);
  }
  writer.nothing("cells");
  for (const DateColumn& date : dates_)
    writer.nothing(date.name);
  writer.begin_codes("findings");
  for (const std::string_view code : codes)
    writer.code(code);
}

namespace {
constexpr std::size_t longest_code = 8; // with what stands around it
} // namespace

void BatchLayout::append_csv(const Case& the_case, const Decision& decision, DayWriter& days,
                             BatchText& out) const {
  CsvWriter writer(out.room(longest_ + longest_code * decision.release.findings.size()), &days);
  write(the_case, decision, writer);
  out.end_at(writer.end());
}

void BatchLayout::append_json(const Case& the_case, const Decision& decision,
                              BatchText& out) const {
  JsonRowWriter writer(out.room(longest_ + longest_code * decision.release.findings.size()));
  write(the_case, decision, writer);
  out.end_at(writer.end());
}

void BatchLayout::append_csv_error(std::string_view id, std::span<const std::string_view> codes,
                                   BatchText& out) const {
  CsvWriter writer(out.room(longest_ + longest_code * codes.size()), nullptr);
  write_error(id, codes, writer);
  out.end_at(writer.end());
}

void BatchLayout::append_json_error(std::string_view id, std::span<const std::string_view> codes,
                                    BatchText& out) const {
  JsonRowWriter writer(out.room(longest_ + longest_code * codes.size()));
  write_error(id, codes, writer);
  out.end_at(writer.end());
}

} // namespace nkdose
