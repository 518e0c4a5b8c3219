#include "cli/case/case_fields.hpp"

#include "cli/case/case_limits.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t longest_on_certificate = 64; // characters of a name
constexpr std::size_t longest_method = 100;        // characters
constexpr std::string_view infusion_word[] = {"infusion"};

constexpr Field case_file_fields[] = {
    {"patient", Shape::table, Need::required, "the patient"},
    {"safety", Shape::table, Need::optional, "contraindications: yes, no or unknown"},
    {"order", Shape::table, Need::required, "the protocol, day zero and the levels"},
    {"preparation", Shape::tables, Need::optional, "which presentation of a drug is drawn up"},
    {"product", Shape::tables, Need::optional, "bags or vials, from their certificates"},
    {"given", Shape::tables, Need::optional, "what really happened"},
    {"remaining", Shape::tables, Need::optional,
     "with course = \"remaining\": the doses that are left, a drug each"},
    {"postponed", Shape::tables, Need::optional,
     "day zeros that were given up, the first one first"},
    {"waiver", Shape::tables, Need::optional, "protocol limits that the sponsor has lifted"},
    {"screening", Shape::table, Need::optional, "screening facts"},
    {"acknowledge", Shape::tables, Need::optional, "warnings that somebody has seen"},
    {"unread", Shape::tables, Need::optional,
     "what bears on the dose where the case was taken from, and is not in it"},
    {"left_out", Shape::tables, Need::optional,
     "how much was left out where the case was taken from, for a reason each"},
};
constexpr Field patient_fields[] = {
    {"id", Shape::text, Need::optional, "1 to 64 printable characters; without it a draft",
     "\"F01-007\"", up_to(longest_patient_id)},
    {"sex", Shape::choice, Need::required, "female or male", "\"female\"", one_of(sex_words)},
    {"birth_date", Shape::date, Need::alternative, "the birth date, or age instead", "1984-03-02"},
    {"age", Shape::quantity, Need::alternative, "completed years, instead of birth_date",
     "\"42 y\"", measured_in(measure::years)},
    {"height", Shape::quantity, Need::required, "in cm, m, mm or in", "\"162 cm\"",
     measured_in(measure::height)},
    {"weight", Shape::quantity, Need::required, "in kg, g or lb", "\"58.4 kg\"",
     measured_in(measure::weight)},
    {"weight_on", Shape::date, Need::optional, "the day of weighing", "2026-11-30"},
    {"serum_creatinine", Shape::quantity, Need::optional, "in umol/L or mg/dL", "\"62 umol/L\"",
     measured_in(measure::creatinine)},
    {"creatinine_on", Shape::date, Need::optional, "the day of the sample", "2026-11-30"},
    {"measured_clearance", Shape::quantity, Need::optional,
     "in place of the estimate: mL/min, not indexed to 1.73 m2", "\"84 mL/min\"",
     measured_in(measure::clearance)},
    {"measured_clearance_method", Shape::text, Need::optional, "how it was measured",
     "\"24-hour urine\"", up_to(longest_method)},
    {"measured_clearance_on", Shape::date, Need::optional, "the day of the measurement",
     "2026-11-30"},
    {"confirmed_by", Shape::list, Need::optional,
     "two people who have measured height and weight, each alone", "[\"A Lee\", \"B Roy\"]",
     list_of(Shape::text, 2, 2)},
};
constexpr Field safety_fields[] = {
    {"hypersensitivity", Shape::choice, Need::optional, "to either drug or the product",
     "\"unknown\"", one_of(yes_no_words)},
    {"pentostatin", Shape::choice, Need::optional, "treated with pentostatin", "\"unknown\"",
     one_of(yes_no_words)},
    {"decompensated_haemolysis", Shape::choice, Need::optional, "decompensated haemolytic anaemia",
     "\"unknown\"", one_of(yes_no_words)},
    {"pregnancy_test_positive", Shape::choice, Need::optional, "a positive pregnancy test",
     "\"unknown\"", one_of(yes_no_words)},
    {"breast_feeding", Shape::choice, Need::optional, "breast-feeding", "\"unknown\"",
     one_of(yes_no_words)},
    {"urinary_outflow_obstruction", Shape::choice, Need::optional, "urinary outflow obstruction",
     "\"unknown\"", one_of(yes_no_words)},
};
constexpr Field order_fields[] = {
    {"protocol", Shape::text, Need::required, "see nkdose list protocols", "\"f01\"",
     listed_in("protocols")},
    {"day_zero", Shape::date, Need::required, "the day of the first infusion", "2026-12-07"},
    {"enrolled_on", Shape::date, Need::optional,
     "the day of enrolment: limits of age are judged on it", "2026-11-20"},
    {"cycle", Shape::whole, Need::optional, "which cycle this is, where the protocol has several",
     "1"},
    {"previous_day_zero", Shape::date, Need::optional,
     "the first infusion of the cycle before, from cycle 2 on", "2026-06-22"},
    {"gap", Shape::quantity, Need::optional,
     "from the last drug dose to the infusion, where the protocol leaves it open", "\"3 d\"",
     measured_in(measure::days)},
    {"cells", Shape::quantity, Need::optional, "the assigned level, per kg where the protocol is",
     "\"1e9 cells\"", measured_in(measure::cells, measure::cells_per_kg)},
    {"infusion_days", Shape::list, Need::optional, "one of the protocol's lists", "[0]",
     list_of(Shape::whole, 1)},
    {"formula", Shape::text, Need::optional, "body surface area formula", "\"mosteller\"",
     listed_in("formulas")},
    {"course", Shape::choice, Need::optional,
     "of an interrupted course, by a [[waiver]] of S003: restart or remaining", "\"restart\"",
     one_of(resumed_words)},
};
constexpr Field preparation_fields[] = {
    {"drug", Shape::text, Need::required, "a drug of the protocol", "\"fludarabine\"",
     listed_in("drugs")},
    {"presentation", Shape::text, Need::required, "see nkdose list drugs", "\"solution-25\"",
     up_to(Name::limit)},
    {"bag", Shape::quantity, Need::optional, "the bag's volume, instead of the site's first",
     "\"100 mL\"", measured_in(measure::volume)},
};
constexpr Field product_fields[] = {
    {"lot", Shape::text, Need::required, "1 to 64 printable characters", "\"EX-001\"",
     up_to(longest_on_certificate)},
    {"bag", Shape::text, Need::optional, "its number, where a lot has several bags", "\"1\"",
     up_to(longest_on_certificate)},
    {"product", Shape::text, Need::optional, "as the certificate has it", "\"F01\"",
     up_to(longest_on_certificate)},
    {"patient", Shape::text, Need::optional, "as the certificate has it", "\"F01-007\"",
     up_to(longest_on_certificate)},
    {"expires", Shape::date, Need::optional, "the last day on which it may be infused",
     "2027-06-30"},
    {"infusion", Shape::whole, Need::optional, "the number of the infusion it is meant for", "1"},
    {"volume", Shape::quantity, Need::required, "in mL", "\"20 mL\"", measured_in(measure::volume)},
    {"viable_cells", Shape::quantity, Need::alternative, "counted alive, or total_cells instead",
     "\"5e7 cells/mL\"", measured_in(measure::cell_concentration)},
    {"total_cells", Shape::quantity, Need::alternative, "all cells, with viability",
     "\"5.4e7 cells/mL\"", measured_in(measure::cell_concentration)},
    {"viability", Shape::quantity, Need::optional, "viable of all cells", "\"92 %\"",
     measured_in(measure::percent)},
    {"counted", Shape::choice, Need::optional, "after-thaw or before-freezing", "\"after-thaw\"",
     one_of(counting_times)},
    {"recovery", Shape::quantity, Need::optional, "after thaw, of a count before freezing",
     "\"85 %\"", measured_in(measure::percent)},
    {"nk_fraction", Shape::quantity, Need::optional, "CD56+CD3- of viable cells", "\"95 %\"",
     measured_in(measure::percent)},
    {"car_fraction", Shape::quantity, Need::required, "CAR-positive of car_fraction_of", "\"60 %\"",
     measured_in(measure::percent)},
    {"car_fraction_of", Shape::choice, Need::required, "nk or viable", "\"nk\"",
     one_of(car_denominators)},
    {"cd3_fraction", Shape::quantity, Need::optional, "residual T cells of viable cells",
     "\"0.1 %\"", measured_in(measure::percent)},
    {"endotoxin", Shape::quantity, Need::optional, "in EU/mL", "\"0.5 EU/mL\"",
     measured_in(measure::endotoxin)},
    {"dmso", Shape::quantity, Need::optional, "volume by volume", "\"5 %\"",
     measured_in(measure::percent)},
};
constexpr Field given_fields[] = {
    {"date", Shape::date, Need::required, "the day", "2026-12-02"},
    {"what", Shape::text, Need::required, "a drug of the protocol, or \"infusion\"",
     "\"fludarabine\"", listed_in("drugs", infusion_word)},
    {"dose", Shape::quantity, Need::optional, "in mg or g", "\"49 mg\"",
     measured_in(measure::drug_mass)},
    {"lots", Shape::list, Need::optional, "of an infusion", "[\"EX-001\"]"},
};
constexpr Field remaining_fields[] = {
    {"drug", Shape::text, Need::required, "a drug of the protocol", "\"fludarabine\"",
     listed_in("drugs")},
    {"days", Shape::list, Need::required,
     "before the infusion, one daily dose each; [] where none is left", "[-5, -4]",
     list_of(Shape::whole)},
};
constexpr Field postponed_fields[] = {
    {"from", Shape::date, Need::required, "the former day zero", "2026-11-30"},
    {"reason", Shape::text, Need::required, "why", "\"fever\""},
    {"by", Shape::text, Need::required, "who has decided it"},
    {"on", Shape::date, Need::required, "when", "2026-11-24"},
};
constexpr Field waiver_fields[] = {
    {"finding", Shape::choice, Need::required,
     "R003 or P003, a limit; E001 or E002, a criterion; S003, an interrupted course", "\"R003\"",
     one_of(waivable_findings)},
    {"subject", Shape::text, Need::optional, "the criterion, of E001 and E002", "\"C02\""},
    {"by", Shape::text, Need::required, "who has lifted it"},
    {"on", Shape::date, Need::required, "when", "2026-12-01"},
    {"reference", Shape::text, Need::required, "the letter or its number"},
};
constexpr Field acknowledge_fields[] = {
    {"code", Shape::text, Need::required, "the code of a warning", "\"D005\"",
     listed_in("findings")},
    {"subject", Shape::text, Need::optional, "of which subject; none: of every one"},
    {"by", Shape::text, Need::required, "who has seen it"},
    {"reason", Shape::text, Need::required, "why it is accepted"},
};
constexpr Field unread_fields[] = {
    {"place", Shape::text, Need::required, "where it stands", "\"/entry/7/resource\""},
    {"text", Shape::text, Need::required, "what it is"},
    {"about", Shape::text, Need::required, "in a word", "\"weight\"", up_to(Name::limit)},
    {"severity", Shape::choice, Need::optional, "info where it is a remark on what is used",
     "\"info\"", one_of(unread_severities)},
};
constexpr Field left_out_fields[] = {
    {"reason", Shape::choice, Need::required, "why it does not bear on the dose", "\"older\"",
     one_of(left_out_reasons)},
    {"count", Shape::whole, Need::required, "how many", "5"},
};

// Tables that a program fills in where it makes a case of something else: nobody writes them.
constexpr std::string_view made_tables[] = {"unread", "left_out"};

} // namespace

Fields case_fields(std::string_view table) {
  if (table.empty()) return case_file_fields;
  if (table == "patient") return patient_fields;
  if (table == "safety") return safety_fields;
  if (table == "order") return order_fields;
  if (table == "preparation") return preparation_fields;
  if (table == "product") return product_fields;
  if (table == "given") return given_fields;
  if (table == "remaining") return remaining_fields;
  if (table == "postponed") return postponed_fields;
  if (table == "waiver") return waiver_fields;
  if (table == "acknowledge") return acknowledge_fields;
  if (table == "unread") return unread_fields;
  if (table == "left_out") return left_out_fields;
  return {};
}

std::vector<Field> order_fields_of(const Protocol& protocol) {
  std::vector<Field> fields(std::begin(order_fields), std::end(order_fields));
  for (const ProtocolDrug& drug : protocol.drugs)
    fields.push_back({drug.id.text(), Shape::quantity, Need::optional, "its level, in mg/m2/day",
                      "", measured_in(measure::level)});
  return fields;
}

std::optional<Need> need_under(const Protocol& protocol, const Field& field) {
  const auto needed_if = [](bool is_open) {
    return is_open ? std::optional(Need::required) : std::nullopt;
  };
  if (field.key == "gap") return needed_if(protocol.gap_is_chosen);
  if (field.key == "cycle") return needed_if(protocol.cycle.has_value());
  if (field.key == "previous_day_zero" && !protocol.cycle) return std::nullopt;
  return field.need;
}

std::string case_template(const Protocol& protocol) {
  std::string text = fmt::format("# A case for {}: {}\n", protocol.id.text(), protocol.title);
  const auto write = [&](std::string_view key, std::string_view value, bool required,
                         std::string_view hint) {
    text += fmt::format("{}{} = {}  # {}\n", required ? "" : "# ", key, value, hint);
  };
  for (const Field& table : case_file_fields) {
    const Fields fields = case_fields(table.key);
    if (fields.empty() || holds(made_tables, table.key)) continue;
    const bool always = table.shape == Shape::table; // a list of tables may stay empty
    text += fmt::format("\n# {}\n{}{}\n", table.meaning, always ? "" : "# ",
                        always ? fmt::format("[{}]", table.key) : fmt::format("[[{}]]", table.key));
    for (const Field& field : fields) {
      const auto need = need_under(protocol, field);
      if (!need) continue;
      const bool required = always && *need == Need::required;
      write(field.key,
            field.key == "protocol" ? fmt::format("\"{}\"", protocol.id.text())
            : required              ? "\"\""
            : field.example.empty() ? "\"\""
                                    : std::string(field.example),
            required, required ? field.hint() : std::string(field.meaning));
    }
    if (table.key == "order")
      for (const ProtocolDrug& drug : protocol.drugs)
        write(drug.id.text(), "\"\"", true,
              fmt::format("its level, {} to {} mg/m2/day", to_text(drug.levels.low.value()),
                          to_text(drug.levels.high.value())));
  }
  return text;
}

} // namespace nkdose
