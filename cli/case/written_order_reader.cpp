#include "cli/case/written_order_reader.hpp"

#include "cli/case/case_fields.hpp"
#include "cli/case/csv.hpp"
#include "cli/case/measurement_reader.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day_file.hpp"
#include "schedule/protocol/drug_names.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>

namespace nkdose {
namespace {

constexpr std::string_view schemas[] = {"nkdose/order/1"};
constexpr std::string_view csv_rows = "row";
constexpr std::size_t most_ordered = 200, most_vials = 100, most_lots = 64, most_texts = 1'000;
constexpr std::size_t longest_text = 4'000;                  // characters
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
    {"texts",
     Shape::tables,
     Need::optional,
     "a table a further text that people read: an instruction, a note",
     {},
     list_of(Shape::table, 1, most_texts)},
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
    {"text", Shape::text, Need::optional, "the dose as people read it", "\"49 mg once a day\"",
     up_to(longest_text)},
};
constexpr std::string_view text_kinds[] = {"words", "element", "preparation"};
constexpr Field text_fields[] = {
    {"text", Shape::text, Need::required, "what people read", "\"49 mg IV daily x 3 days\"",
     up_to(longest_text)},
    {"kind", Shape::choice, Need::optional,
     "words; an element of a document that no program reads; or a step of a preparation as our own "
     "plan writes it; without it words",
     "\"words\"", one_of(text_kinds)},
    {"about", Shape::text, Need::optional, "a drug of the protocol, or cells; without it the order",
     "\"fludarabine\"", up_to(Name::limit)},
    {"dates", Shape::list, Need::optional, "the days that it stands beside; without them all",
     "[2026-12-02]", list_of(Shape::date)},
};
constexpr std::string_view own_statuses[] = {"ready", "draft", "refused"};
constexpr Field row_fields[] = {
    {"patient_id", Shape::text, Need::optional, "the patient's id, the same in each row",
     "\"F01-007\""},
    {"status", Shape::choice, Need::optional, "of the plan that the row comes from", "\"ready\"",
     one_of(own_statuses)},
    {"protocol", Shape::text, Need::optional, "the protocol's id", "\"f01\"", up_to(Name::limit)},
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
    {"text", Shape::text, Need::optional, "the infusion as people read it",
     "\"1 x 10^9 cells on Day 0\"", up_to(longest_text)},
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
    order_.can_state_cells = false;
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
    further_texts(file);
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
    for (std::size_t i = 0; i < tables.size(); ++i)
      dose(tables[i], i, key == csv_rows);
  }

  // A text as it was written and where, with what its words say.
  void add_text(const Table& table, std::string_view key, const std::string& pointer,
                OrderText text, bool is_element = false) {
    const auto written = table.text(key);
    if (!written) return;
    text.text = *written;
    text.place =
        document_.place_of(fmt::format("{}{}/{}", document_.pointer, pointer, key), {}).pointer;
    text.instruction =
        is_element ? Instruction{{}, {text.text}} : read_instruction(text.text, order_words());
    order_.texts.push_back(std::move(text));
  }

  void further_texts(const Table& file) {
    const std::vector<Table> tables = file.tables("texts", text_fields);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      OrderText text;
      if (const auto about = tables[i].text("about")) {
        const bool is_cells = *about == "cells";
        text.about = is_cells ? OrderText::About::cells : OrderText::About::drug;
        if (!is_cells) text.drug = drug_place(tables[i], "about").value_or(0);
      }
      text.dates = days(tables[i], "dates");
      const auto kind = tables[i].choice("kind");
      const bool is_element = kind == 1U;
      text.is_preparation = kind == 2U;
      add_text(tables[i], "text", fmt::format("/texts/{}", i), std::move(text), is_element);
    }
  }

  // What a row says of all rows: one patient, one protocol.
  void same_in_all(const Table& table, std::string_view key, std::string& of_order) {
    const auto text = table.text(key);
    if (!text || *text == of_order) return;
    if (of_order.empty())
      of_order = *text;
    else
      table.report(
          key, Fault::contradiction,
          fmt::format("{} here, and {} in a row before", in_quotes(*text), in_quotes(of_order)),
          "give one file a patient's order");
  }

  void dose(const Table& table, std::size_t place, bool is_row) {
    OrderedDose dose;
    const auto date = read_plannable_date(table, "date");
    const auto drug = drug_place(table, "drug");
    if (is_row) {
      same_in_all(table, "patient_id", order_.patient);
      same_in_all(table, "protocol", order_.protocol);
      if (const auto status = table.choice("status"))
        order_.is_draft = order_.is_draft || own_statuses[*status] != "ready";
      if (const auto milligrams = table.quantity<Decimal>("dose_mg", read_milligrams))
        dose.dose = bounded<DrugMass>(table, "dose_mg", in<DrugMass>(*milligrams), "mg");
    } else {
      dose.dose = bounded(table, "dose", table.quantity<DrugMass>("dose", read_drug_mass), "mg");
      dose.level = table.quantity<DoseLevel>("level", read_level);
      if (const auto volume = table.quantity<Volume>("volume", read_volume))
        dose.volume = bounded<Volume>(table, "volume", volume, "mL");
      vials(table, dose);
      if (date && drug)
        add_text(table, "text", fmt::format("/doses/{}", place),
                 {OrderText::About::drug, *drug, {*date}, {}, {}, {}});
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

  std::optional<std::size_t> drug_place(const Table& table, std::string_view key) const {
    const auto named = table.text(key);
    if (!named) return std::nullopt;
    std::vector<std::string_view> known;
    for (const ProtocolDrug& drug : protocol_.drugs)
      known.push_back(drug.id.text());
    if (const auto found = find_drug(protocol_, *named)) return found;
    table.report(key, Fault::unknown_name,
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
    cells.dates = days(table, "dates");
    cells.lots = table.texts("lots");
    if (cells.lots.size() > most_lots)
      table.report("lots", Fault::data, "more than 64 lots", "check the list");
    std::sort(cells.lots.begin(), cells.lots.end());
    cells.lots.erase(std::unique(cells.lots.begin(), cells.lots.end()), cells.lots.end());
    if (const auto volume = table.quantity<Volume>("volume", read_volume))
      cells.volume = bounded<Volume>(table, "volume", volume, "mL");
    order_.cells = std::move(cells);
    add_text(table, "text", "/cells", {OrderText::About::cells, 0, {}, {}, {}, {}});
  }

  // In order, each once.
  static std::vector<Day> days(const Table& table, std::string_view key) {
    std::vector<Day> days;
    for (const std::string& text : table.texts(key)) {
      const auto day = read_written_date(text);
      if (!day)
        table.report(key, day.reason());
      else if (holds(days, *day))
        table.report(key, Fault::contradiction, fmt::format("{} stands twice", iso_date(*day)),
                     "keep one of the two");
      else
        days.push_back(*day);
    }
    std::sort(days.begin(), days.end());
    return days;
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
  if (table == "texts") return text_fields;
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
