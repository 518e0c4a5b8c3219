#include "cli/schema/input_schema.hpp"

#include "cli/case/case_fields.hpp"
#include "cli/case/written_order_reader.hpp"
#include "cli/schema/schema_keywords.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/table.hpp"
#include "schedule/criteria/screening_facts.hpp"
#include "schedule/criteria/screening_facts_file.hpp"
#include "schedule/findings.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/drug_names.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using Protocols = std::vector<Treatment>;

bool is_scalar(Shape shape) {
  return shape != Shape::list && shape != Shape::table && shape != Shape::tables;
}

// The ids that `nkdose list TOPIC` prints, as far as these protocols know them.
std::vector<std::string_view> listed(std::string_view topic, const Protocols& protocols) {
  std::vector<std::string_view> ids;
  const auto add = [&](std::string_view id) {
    if (!holds(ids, id)) ids.push_back(id);
  };
  for (const Treatment& treatment : protocols) {
    if (topic == "protocols") add(treatment.protocol.id.text());
    if (topic == "drugs")
      for (const ProtocolDrug& drug : treatment.protocol.drugs)
        add(drug.id.text());
  }
  if (topic == "formulas")
    for (const SurfaceFormula& formula : surface_formulas())
      if (formula.use == Use::dosing) add(formula.id);
  if (topic == "findings")
    for (const FindingText* text : all_finding_texts())
      add(text->code.text());
  return ids;
}

// A value as JSON writes what an example writes as TOML.
std::string json_example(const Field& field) {
  return field.shape == Shape::date ? json_text(field.example) : std::string(field.example);
}

// Writes one table of a document, and what is in it.
class TableSchema {
public:
  TableSchema(JsonWriter& json, const Protocols& protocols) : json_(json), protocols_(protocols) {}
  virtual ~TableSchema() = default;

  void table(const std::vector<Field>& fields, bool may_be_null) {
    write_type(json_, "object", may_be_null);
    json_.key("additionalProperties").raw("false");
    json_.key("required").open_list(true);
    for (const Field& field : fields)
      if (field.need == Need::required) json_.text(field.key);
    json_.close_list();
    json_.key("properties").open_object();
    for (const Field& field : fields) {
      json_.key(field.key).open_object(is_scalar(field.shape));
      json_.key("description").text(field.meaning);
      value(field);
      json_.close_object();
    }
    json_.close_object();
    one_of(fields);
  }

protected:
  /// The fields of a table within the table.
  virtual std::vector<Field> fields_of(std::string_view key) const = 0;

  virtual void value(const Field& field) {
    const bool may_be_null = field.need != Need::required; // which is as if it were not there
    const Content& content = field.content;
    switch (field.shape) {
    case Shape::list:
      list(content, may_be_null);
      json_.key("items").open_object(true);
      item(content);
      json_.close_object();
      break;
    case Shape::table:
      table(fields_of(field.key), may_be_null);
      break;
    case Shape::tables:
      list(content, may_be_null);
      json_.key("items").open_object();
      table(fields_of(field.key), false);
      json_.close_object();
      break;
    default:
      if (!field.example.empty() && words_of(content).empty())
        json_.key("examples").open_list(true).raw(json_example(field)).close_list();
      scalar(field.shape, content, may_be_null);
    }
  }

  void scalar(Shape shape, const Content& content, bool may_be_null) {
    const std::vector<std::string_view> words = words_of(content);
    if (shape == Shape::whole)
      number_or_text("integer", pattern_of_whole(), may_be_null);
    else if (shape == Shape::number)
      number_or_text("number", pattern_of_number(), may_be_null);
    else if (shape == Shape::date)
      write_pattern(json_, pattern_of_written_date(), may_be_null);
    else if (shape == Shape::quantity)
      write_pattern(json_, pattern_of(content.measures), may_be_null);
    else if (shape == Shape::choice || content.listed == "drugs")
      words_as_typed(words, may_be_null);
    else if (!words.empty())
      write_words(json_, words, may_be_null);
    else
      free_text(content.longest, may_be_null);
  }

  // The words, or another spelling of one; a drug also by its full name.
  void words_as_typed(const std::vector<std::string_view>& words, bool may_be_null) {
    std::vector<std::string> patterns;
    for (const std::string_view word : words) {
      patterns.push_back(pattern_of_choice(word));
      for (const std::string_view name : full_names_of(word))
        patterns.push_back(pattern_of_choice(name));
    }
    json_.key("anyOf").open_list(true).open_object(true);
    write_words(json_, words, may_be_null);
    json_.close_object().open_object(true);
    write_pattern(json_, fmt::format("{}", fmt::join(patterns, "|")), false);
    json_.close_object().close_list();
  }

  void number_or_text(std::string_view number, std::string_view pattern, bool may_be_null) {
    json_.key("anyOf").open_list(true);
    json_.open_object();
    write_type(json_, number, may_be_null);
    json_.close_object().open_object();
    write_pattern(json_, pattern, false);
    json_.close_object().close_list();
  }

  JsonWriter& json_;
  const Protocols& protocols_;

private:
  static std::string pattern_of(const std::array<const Measure*, 2>& measures) {
    std::string pattern;
    for (const Measure* measure : measures)
      if (measure)
        pattern += fmt::format("{}{}", pattern.empty() ? "" : "|", nkdose::pattern_of(*measure));
    return pattern;
  }

  std::vector<std::string_view> words_of(const Content& content) const {
    std::vector<std::string_view> words = listed(content.listed, protocols_);
    words.insert(words.end(), content.words.begin(), content.words.end());
    return words;
  }

  // A text in a list may be written as a number.
  void item(const Content& content) {
    if (content.items != Shape::text) return scalar(content.items, content, false);
    json_.key("anyOf").open_list().open_object();
    free_text(content.longest, false);
    json_.close_object().open_object().key("type").text("number").close_object().close_list();
  }

  // Not blank; which characters can be seen, only the program knows.
  void free_text(std::size_t longest, bool may_be_null) {
    write_type(json_, "string", may_be_null);
    json_.key("maxLength").number(static_cast<int>(longest));
    json_.key("pattern").text("\\S");
  }

  void list(const Content& content, bool may_be_null) {
    write_type(json_, "array", may_be_null);
    if (content.fewest > 0) json_.key("minItems").number(static_cast<int>(content.fewest));
    if (content.most > 0) json_.key("maxItems").number(static_cast<int>(content.most));
  }

  // Exactly one of the alternatives is there, and not null.
  void one_of(const std::vector<Field>& fields) {
    if (!holds(fields, Need::alternative, &Field::need)) return;
    json_.key("oneOf").open_list();
    for (const Field& field : fields) {
      if (field.need != Need::alternative) continue;
      json_.open_object(true).key("required").open_list().text(field.key).close_list();
      json_.key("properties").open_object().key(field.key).open_object();
      json_.key("type").text("string").close_object().close_object().close_object();
    }
    json_.close_list();
  }
};

class CaseSchema : public TableSchema {
public:
  using TableSchema::TableSchema;

  void write() {
    const Fields fields = case_fields("");
    table({fields.begin(), fields.end()}, false);
    if (!is_of_one()) screenings();
  }

private:
  bool is_of_one() const { return protocols_.size() == 1; }

  std::vector<Field> fields_of(std::string_view key) const override {
    if (key == "order") return order_fields();
    const Fields fields = case_fields(key);
    return {fields.begin(), fields.end()};
  }

  // Under one protocol what it leaves open is required.
  std::vector<Field> order_fields() const {
    std::vector<Field> fields;
    for (const Treatment& treatment : protocols_)
      for (Field field : order_fields_of(treatment.protocol)) {
        if (holds(fields, field.key, &Field::key)) continue;
        if (is_of_one())
          field.need = need_under(treatment.protocol, field).value_or(Need::optional);
        fields.push_back(field);
      }
    return fields;
  }

  void value(const Field& field) override {
    if (field.key == "screening" && field.shape == Shape::table)
      screening(is_of_one() ? protocols_.front().criteria : std::nullopt);
    else if (is_of_one() && !need_under(protocols_.front().protocol, field))
      json_.key("type").text("null"); // of no use under the protocol
    else
      TableSchema::value(field);
  }

  // Without criteria only the date is read.
  void screening(const std::optional<Criteria>& criteria) {
    write_type(json_, "object", true);
    if (criteria) json_.key("additionalProperties").raw("false");
    json_.key("properties").open_object();
    if (criteria) {
      for (const Field& field : screening_fields(*criteria))
        fact(field, pattern_of_screening(*criteria, field.key));
    } else {
      json_.key("date").open_object(true);
      write_pattern(json_, pattern_of_written_date(), true);
      json_.close_object();
    }
    json_.close_object();
  }

  void fact(const Field& field, std::string_view pattern) {
    json_.key(field.key).open_object(true).key("description").text(field.meaning);
    if (field.shape == Shape::number)
      number_or_text("number", pattern, true);
    else
      write_pattern(json_, pattern, true);
    json_.close_object();
  }

  // A protocol with criteria knows every key of [screening].
  void screenings() {
    json_.key("allOf").open_list();
    for (const Treatment& treatment : protocols_) {
      if (!treatment.criteria) continue;
      json_.open_object().key("if").open_object(true);
      for (const char* key : {"order", "protocol"}) {
        write_type(json_, "object", false);
        json_.key("properties").open_object().key(key).open_object();
      }
      json_.key("const").text(treatment.protocol.id.text());
      for (int level = 0; level < 5; ++level)
        json_.close_object();
      json_.key("then").open_object().key("properties").open_object();
      json_.key("screening").open_object();
      screening(treatment.criteria);
      json_.close_object().close_object().close_object().close_object();
    }
    json_.close_list();
  }
};

class OrderSchema : public TableSchema {
public:
  using TableSchema::TableSchema;
  void write() { table(fields_of(""), false); }

private:
  std::vector<Field> fields_of(std::string_view key) const override {
    const Fields fields = order_fields(key);
    return {fields.begin(), fields.end()};
  }
};

} // namespace

void write_case_schema(JsonWriter& json, const std::vector<Treatment>& protocols) {
  CaseSchema(json, protocols).write();
}

void write_order_schema(JsonWriter& json, const std::vector<Treatment>& protocols) {
  OrderSchema(json, protocols).write();
}

} // namespace nkdose
