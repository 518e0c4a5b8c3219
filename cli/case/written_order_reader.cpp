#include "cli/case/written_order_reader.hpp"

#include "cli/case/amounts_in_text.hpp"
#include "cli/case/case_fields.hpp"
#include "cli/case/csv.hpp"
#include "cli/case/measurement_reader.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day_file.hpp"
#include "schedule/protocol/drug_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>

namespace nkdose {
namespace {

constexpr std::string_view schemas[] = {"nkdose/order/1"};
constexpr std::string_view csv_rows = "row";
constexpr std::size_t most_ordered = 200, most_vials = 100, most_lots = 64;
constexpr Decimal smallest = 0.001_d, largest = 1'000'000_d; // mg or mL: so that nothing overflows

constexpr Field file_fields[] = {
    {"schema", Shape::text, Need::optional, "what the file is", "\"nkdose/order/1\"",
     one_of(schemas)},
    {"patient", Shape::table, Need::optional,
     "the patient, with measurements of the order's own; without them it is not independent"},
    {"protocol", Shape::text, Need::optional, "the protocol's id", "\"f01\"", up_to(Name::limit)},
    {"day_zero", Shape::date, Need::optional, "the day of the first infusion", "2026-12-07"},
    {"doses",
     Shape::tables,
     Need::required,
     "a table a dose, in the order of the days or not",
     {},
     list_of(Shape::table, 1, most_ordered)},
    {"cells", Shape::table, Need::optional, "the cells"},
};
constexpr Field date_field = {"date", Shape::date, Need::required, "the day", "2026-12-02"};
constexpr Field drug_field = {"drug",
                              Shape::text,
                              Need::required,
                              "a drug of the protocol",
                              "\"fludarabine\"",
                              listed_in("drugs")};
constexpr Field dose_fields[] = {
    date_field,
    drug_field,
    {"dose", Shape::quantity, Need::required, "of that day, in mg or g", "\"49 mg\"",
     measured_in(measure::drug_mass)},
    {"level", Shape::quantity, Need::optional, "that it was computed from", "\"30 mg/m2/day\"",
     measured_in(measure::level)},
    {"volume", Shape::quantity, Need::optional, "drawn up", "\"1.96 mL\"",
     measured_in(measure::volume)},
    {"vials", Shape::list, Need::optional, "to open, one text each", "[\"50 mg\"]",
     list_of(measure::drug_mass, 1, most_vials)},
    {"text", Shape::text, Need::optional, "the dose as people read it", "\"49 mg once a day\""},
};
constexpr Field row_fields[] = {
    date_field,
    drug_field,
    {"dose_mg", Shape::number, Need::required, "of that day, in mg without the unit", "49"},
};
constexpr Field cell_fields[] = {
    {"level", Shape::quantity, Need::optional, "each infusion, in cells or cells/kg",
     "\"1e9 cells\"", measured_in(measure::cells, measure::cells_per_kg)},
    {"dates", Shape::list, Need::optional, "of the infusions", "[2026-12-07]",
     list_of(Shape::date)},
    {"lots", Shape::list, Need::optional, "of the next infusion", "[\"EX-001\"]",
     list_of(Shape::text, 0, most_lots)},
    {"volume", Shape::quantity, Need::optional, "of the next infusion", "\"20 mL\"",
     measured_in(measure::volume)},
};

// The rows of a case's [patient] that an order may state too; it need not.
std::vector<Field> patient_fields() {
  constexpr std::string_view shared[] = {"id", "sex", "height", "weight", "serum_creatinine"};
  std::vector<Field> fields;
  for (Field field : case_fields("patient")) {
    if (!holds(shared, field.key)) continue;
    field.need = Need::optional;
    fields.push_back(field);
  }
  return fields;
}

Reading<Decimal> read_milligrams(std::string_view text) {
  return read_in_unit(text, "", largest);
}

template <class Q>
Q bounded(const Table& table, std::string_view key, std::optional<Q> amount,
          std::string_view unit) {
  if (!amount) return Q();
  if (amount->value() >= smallest && amount->value() <= largest) return *amount;
  table.report(key, Fault::outside_limits,
               fmt::format("{0} {1} is outside 0.001 to 1,000,000 {1}",
                           to_grouped_text(amount->value()), unit),
               "check the number");
  return in<Q>(Decimal(1));
}

class OrderReader {
public:
  OrderReader(const Document& document, const Protocol& protocol, std::string sha256)
      : reader_{document.name, {}, &document}, protocol_(protocol), document_(document) {
    order_.sha256 = std::move(sha256);
  }

  Checked<WrittenOrder, Problems> read(OrderForm form) {
    if (form == OrderForm::rows)
      rows();
    else
      file();
    put_in_order_of_file(reader_.problems);
    if (!reader_.problems.empty()) return std::move(reader_.problems);
    sort_by(order_.doses, &OrderedDose::date);
    return std::move(order_);
  }

private:
  void rows() {
    constexpr Field fields[] = {{csv_rows, Shape::tables, Need::required, "a row a dose"}};
    const Table file(document_.root, fields, document_.pointer, reader_);
    doses(file, csv_rows, row_fields);
  }

  void file() {
    if (is_another_schema()) return;
    const Table file(document_.root, file_fields, document_.pointer, reader_);
    file.text("schema");
    if (const auto table = file.table("patient", order_fields("patient"))) {
      order_.patient = table->text("id").value_or("");
      order_.measurements = read_measurements(*table);
    }
    order_.protocol = file.text("protocol").value_or("");
    order_.day_zero = read_plannable_date(file, "day_zero");
    doses(file, "doses", dose_fields);
    if (const auto table = file.table("cells", cell_fields)) cells(*table);
  }

  // Another of our own outputs has none of an order's keys: one problem says more than forty.
  bool is_another_schema() {
    const Value* named = document_.root.find("schema");
    if (!named || named->type != Value::Type::text || named->literal == schemas[0]) return false;
    reader_.problems.push_back(
        {Fault::data,
         {document_.name, named->position, document_.pointer + "/schema"},
         fmt::format("{} is not an order, which is {}", in_quotes(named->literal), schemas[0]),
         named->literal.starts_with("nkdose/plan/") ? "write nkdose plan --format csv"
                                                    : "check which file was given"});
    return true;
  }

  void doses(const Table& file, std::string_view key, Fields fields) {
    const std::vector<Table> tables = file.tables(key, fields);
    if (file.has(key) && (tables.empty() || tables.size() > most_ordered)) {
      file.report(key, Fault::data,
                  fmt::format("{} doses, an order has 1 to {}", tables.size(), most_ordered),
                  "check which file was given");
      return;
    }
    for (const Table& table : tables)
      dose(table, key == csv_rows);
  }

  void dose(const Table& table, bool is_row) {
    OrderedDose dose;
    const auto date = read_plannable_date(table, "date");
    const auto drug = drug_place(table);
    if (is_row) {
      if (const auto milligrams = table.quantity<Decimal>("dose_mg", read_milligrams))
        dose.dose = bounded<DrugMass>(table, "dose_mg", in<DrugMass>(*milligrams), "mg");
    } else {
      dose.dose = bounded(table, "dose", table.quantity<DrugMass>("dose", read_drug_mass), "mg");
      dose.level = table.quantity<DoseLevel>("level", read_level);
      if (const auto volume = table.quantity<Volume>("volume", read_volume))
        dose.volume = bounded<Volume>(table, "volume", volume, "mL");
      vials(table, dose);
      for (const std::string& amount : amounts_in(table.text("text").value_or("")))
        if (const auto mass = read_drug_mass(amount))
          dose.in_words.push_back(*mass);
        else
          table.report("text", mass.reason());
    }
    if (!date || !drug) return;
    dose.date = *date;
    dose.drug = *drug;
    if (any_of(order_.doses, [&](const OrderedDose& other) {
          return other.date == *date && other.drug == *drug;
        }))
      table.report(
          "date", Fault::contradiction,
          fmt::format("{} stands twice on {}", protocol_.drugs[*drug].id.text(), iso_date(*date)),
          "keep one of the two");
    order_.doses.push_back(std::move(dose));
  }

  std::optional<std::size_t> drug_place(const Table& table) const {
    const auto named = table.text("drug");
    if (!named) return std::nullopt;
    std::vector<std::string_view> known;
    for (const ProtocolDrug& drug : protocol_.drugs)
      known.push_back(drug.id.text());
    if (const auto found = find_drug(protocol_, *named)) return found;
    table.report("drug", Fault::unknown_name,
                 fmt::format("{} is not a drug of the protocol", in_quotes(*named)),
                 did_you_mean(*named, known));
    return std::nullopt;
  }

  void vials(const Table& table, OrderedDose& dose) const {
    const std::vector<std::string> texts = table.texts("vials");
    if (table.has("vials") && (texts.empty() || texts.size() > most_vials)) {
      table.report("vials", Fault::data,
                   fmt::format("{} vials, and 1 to {} can be meant", texts.size(), most_vials),
                   "write one text a vial, or leave vials out");
      return;
    }
    for (const std::string& text : texts) {
      const auto vial = read_drug_mass(text);
      if (!vial)
        table.report("vials", vial.reason());
      else
        dose.vials.push_back(bounded<DrugMass>(table, "vials", *vial, "mg"));
    }
    std::sort(dose.vials.begin(), dose.vials.end(), std::greater<>());
  }

  void cells(const Table& table) {
    OrderedCells cells;
    cells.level = table.quantity<CellLevel>("level", read_cell_level);
    if (cells.level)
      if (const auto fault = impossible_level(*cells.level)) table.report("level", *fault);
    for (const std::string& text : table.texts("dates")) {
      const auto day = read_written_date(text);
      if (!day)
        table.report("dates", day.reason());
      else if (holds(cells.dates, *day))
        table.report("dates", Fault::contradiction, fmt::format("{} stands twice", iso_date(*day)),
                     "keep one of the two");
      else
        cells.dates.push_back(*day);
    }
    cells.lots = table.texts("lots");
    if (cells.lots.size() > most_lots)
      table.report("lots", Fault::data, "more than 64 lots", "check the list");
    std::sort(cells.lots.begin(), cells.lots.end());
    cells.lots.erase(std::unique(cells.lots.begin(), cells.lots.end()), cells.lots.end());
    std::sort(cells.dates.begin(), cells.dates.end());
    if (const auto volume = table.quantity<Volume>("volume", read_volume))
      cells.volume = bounded<Volume>(table, "volume", volume, "mL");
    order_.cells = std::move(cells);
  }

  FileProblems reader_;
  const Protocol& protocol_;
  const Document& document_;
  WrittenOrder order_;
};

} // namespace

Fields order_fields(std::string_view table) {
  static const std::vector<Field> of_patient = patient_fields();
  if (table.empty()) return file_fields;
  if (table == "patient") return of_patient;
  if (table == "doses") return dose_fields;
  if (table == "cells") return cell_fields;
  if (table == csv_rows) return row_fields;
  return {};
}

Checked<Document, Problems> read_order_csv(std::string_view text, std::string name) {
  return read_csv(text, std::move(name), csv_rows, row_fields);
}

Checked<WrittenOrder, Problems> read_order(const Document& document, const Protocol& protocol,
                                           OrderForm form, std::string sha256) {
  return OrderReader(document, protocol, std::move(sha256)).read(form);
}

} // namespace nkdose
