#include "cli/schema/output_schema.hpp"

#include "cli/row/row_out.hpp"
#include "cli/schema/output_fields.hpp"
#include "cli/schema/schema_keywords.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// A row of the table, under the key that it has here.
struct Row {
  std::string path;
  const OutputField* field;
  bool is_required;

  bool is_list() const { return path.ends_with(']'); }
  bool is_pair() const { return path.ends_with("[2]"); }
  bool is_pattern() const { return path.find('*') != path.npos; }
  std::string key() const {
    const auto dot = path.rfind('.');
    return path.substr(dot + 1, path.find('[', dot + 1) - dot - 1);
  }
  std::string pattern() const {
    const std::string name = key();
    const auto star = name.find('*');
    return fmt::format("^{}[a-z0-9_-]+{}$", name.substr(0, star), name.substr(star + 1));
  }
  bool is_withheld() const {
    return field->presence == Presence::released ||
           field->presence == Presence::released_or_missing;
  }
  bool may_be_null() const { return field->presence == Presence::nullable || is_withheld(); }
};

std::string_view json_type(Holds holds) {
  switch (holds) {
  case Holds::number:
    return "number";
  case Holds::whole:
    return "integer";
  case Holds::flag:
    return "boolean";
  case Holds::object:
    return "object";
  default:
    return "string";
  }
}

class OutputSchema {
public:
  OutputSchema(JsonWriter& json, std::string_view id, std::vector<Row> rows)
      : json_(json), id_(id), rows_(std::move(rows)) {}

  void write() {
    json_.key("type").text("object").key("additionalProperties").raw("false");
    members("");
    if (any_of(rows_, &Row::is_withheld)) withheld();
  }

private:
  std::vector<const Row*> rows_in(std::string_view object) const {
    std::vector<const Row*> rows;
    for (const Row& row : rows_)
      if (row.path.starts_with(object) && row.path.find('.', object.size()) == row.path.npos)
        rows.push_back(&row);
    return rows;
  }

  void members(std::string_view object) {
    const std::vector<const Row*> rows = rows_in(object);
    const bool is_root = object.empty();
    json_.key("required").open_list(true);
    if (is_root) json_.text("schema");
    for (const Row* row : rows)
      if (row->is_required) json_.text(row->key());
    json_.close_list();
    json_.key("properties").open_object();
    if (is_root) json_.key("schema").open_object(true).key("const").text(id_).close_object();
    for (const Row* row : rows)
      if (!row->is_pattern()) member(row->key(), *row);
    json_.close_object();
    if (!any_of(rows, &Row::is_pattern)) return;
    json_.key("patternProperties").open_object();
    for (const Row* row : rows)
      if (row->is_pattern()) member(row->pattern(), *row);
    json_.close_object();
  }

  void member(std::string_view key, const Row& row) {
    const OutputField& field = *row.field;
    json_.key(key).open_object(field.holds != Holds::object);
    json_.key("description")
        .text(field.unit.empty() ? std::string(field.meaning)
                                 : fmt::format("{}, in {}", field.meaning, field.unit));
    if (!row.is_list()) {
      value(row, row.may_be_null());
    } else {
      write_type(json_, "array", row.may_be_null());
      if (row.is_pair()) json_.key("minItems").number(2).key("maxItems").number(2);
      json_.key("items").open_object();
      value(row, false);
      json_.close_object();
    }
    json_.close_object();
  }

  void value(const Row& row, bool may_be_null) {
    const OutputField& field = *row.field;
    if (field.words) {
      write_words(json_, field.words(), may_be_null);
      return;
    }
    if (field.holds == Holds::date) return write_pattern(json_, pattern_of_date, may_be_null);
    if (field.holds == Holds::checksum) return write_pattern(json_, "[0-9a-f]{64}", may_be_null);
    write_type(json_, json_type(field.holds), may_be_null);
    if (field.holds == Holds::text) json_.key("minLength").number(1);
    if (field.holds == Holds::object) {
      json_.key("additionalProperties").raw("false");
      members(row.path + '.');
    }
  }

  // What could be given is there in a plan that is ready or a draft, and in no other.
  void withheld() {
    json_.key("if").open_object(true).key("properties").open_object().key("status").open_object();
    json_.key("enum").open_list().text("ready").text("draft").close_list();
    json_.close_object().close_object().close_object();
    json_.key("then").open_object(true);
    conditions("", true);
    json_.close_object();
    json_.key("else").open_object(true);
    conditions("", false);
    json_.close_object();
  }

  bool has_condition(const Row& row, bool released) const {
    if (row.is_withheld()) return !released || row.field->presence == Presence::released;
    const std::string object = row.path + '.';
    return any_of(rows_, [&](const Row& other) {
      return other.path.starts_with(object) && has_condition(other, released);
    });
  }

  void conditions(std::string_view object, bool released) {
    for (const bool patterns : {false, true}) {
      std::vector<const Row*> rows;
      for (const Row* row : rows_in(object))
        if (row->is_pattern() == patterns && has_condition(*row, released)) rows.push_back(row);
      if (rows.empty()) continue;
      json_.key(patterns ? "patternProperties" : "properties").open_object();
      for (const Row* row : rows)
        condition(*row, released);
      json_.close_object();
    }
  }

  void condition(const Row& row, bool released) {
    json_.key(row.is_pattern() ? row.pattern() : row.key()).open_object();
    if (row.is_withheld()) {
      json_.key("type").text(!released       ? "null"
                             : row.is_list() ? "array"
                                             : json_type(row.field->holds));
    } else if (row.is_list()) {
      json_.key("type").text("array").key("items").open_object();
      json_.key("type").text("object");
      conditions(row.path + '.', released);
      json_.close_object();
    } else {
      json_.key("type").text("object");
      conditions(row.path + '.', released);
    }
    json_.close_object();
  }

  JsonWriter& json_;
  std::string_view id_;
  std::vector<Row> rows_;
};

std::vector<Row> rows_of(std::span<const OutputField> fields) {
  std::vector<Row> rows;
  for (const OutputField& field : fields) {
    Row row{std::string(field.path), &field, field.presence != Presence::optional};
    row.is_required = row.is_required && !row.is_pattern();
    rows.push_back(std::move(row));
  }
  return rows;
}

// The row that a column stands in: its own, or that of its pattern.
const OutputField& field_of(std::string_view column, std::span<const OutputField> fields) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const OutputField& field) {
    const auto star = field.path.find('*');
    if (star == field.path.npos) return field.path.substr(0, field.path.find('[')) == column;
    return column.starts_with(field.path.substr(0, star)) &&
           column.ends_with(field.path.substr(star + 1));
  });
  return *found;
}

// The columns of a protocol; its days stay a pattern where the case chooses them. What only another
// list of infusion days has need not be there.
std::vector<Row> rows_of(std::span<const OutputField> fields, const Protocol& protocol) {
  std::vector<std::vector<std::string>> layouts;
  for (std::size_t list = 0; list < protocol.infusions.size(); ++list)
    layouts.push_back(BatchLayout(protocol, list).columns());
  std::vector<Row> rows;
  for (const auto& layout : layouts)
    for (const std::string& column : layout) {
      const OutputField& field = field_of(column, fields);
      const bool is_pattern = field.path.find('*') != field.path.npos;
      const bool is_chosen = field.holds == Holds::date && protocol.gap_is_chosen;
      const std::string path = is_pattern && !is_chosen ? column : std::string(field.path);
      const auto has_column = [&](const auto& other) { return holds(other, column); };
      if (!holds(rows, path, &Row::path))
        rows.push_back({path, &field, !is_chosen && all_of(layouts, has_column)});
    }
  return rows;
}

} // namespace

void write_plan_schema(JsonWriter& json) {
  OutputSchema(json, "nkdose/plan/1", rows_of(plan_fields())).write();
}

void write_error_schema(JsonWriter& json) {
  OutputSchema(json, "nkdose/error/1", rows_of(error_fields())).write();
}

void write_batch_schema(JsonWriter& json, const std::vector<Treatment>& protocols) {
  OutputSchema(json, "nkdose/batch/1",
               protocols.size() == 1 ? rows_of(batch_fields(), protocols.front().protocol)
                                     : rows_of(batch_fields()))
      .write();
}

} // namespace nkdose
