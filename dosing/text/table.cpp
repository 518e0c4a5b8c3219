#include "dosing/text/table.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace nkdose {
namespace {

constexpr Field reference_fields[] = {
    {"id", Shape::text, Need::required, "the name that `source` keys use"},
    {"text", Shape::text, Need::required, "the record, paper, label or practice"},
    {"verified", Shape::flag, Need::required, "true when it was seen in the source itself"},
};

bool fits(const Value& value, Shape shape) {
  using Type = Value::Type;
  switch (shape) {
  case Shape::text:
  case Shape::choice:
    return value.type == Type::text;
  case Shape::flag:
    return value.type == Type::flag || value.type == Type::text;
  case Shape::number:
  case Shape::whole:
  case Shape::quantity:
    return value.type == Type::number || value.type == Type::text;
  case Shape::date:
    return value.type == Type::date || value.type == Type::text;
  case Shape::list:
    return value.type == Type::list;
  case Shape::table:
    return value.type == Type::table;
  case Shape::tables:
    return value.type == Type::list &&
           all_of(value.items, [](const Value& item) { return item.type == Type::table; });
  }
  return false;
}

// A key as a JSON pointer writes it.
std::string pointer_step(std::string_view key) {
  std::string step;
  for (const char c : key)
    step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return printable(step);
}

// The field of a key. Most files have their keys in the order of the fields, so the one behind the
// last that was found is looked at first.
const Field* find_from(std::size_t next, Fields fields, std::string_view key) {
  for (std::size_t i = next; i < fields.size(); ++i)
    if (fields[i].key == key) return &fields[i];
  for (std::size_t i = 0; i < next; ++i)
    if (fields[i].key == key) return &fields[i];
  return nullptr;
}

} // namespace

std::string_view name_of(Shape shape) {
  switch (shape) {
  case Shape::text:
    return "text";
  case Shape::flag:
    return "true or false";
  case Shape::number:
    return "number";
  case Shape::whole:
    return "whole number";
  case Shape::date:
    return "date";
  case Shape::quantity:
    return "number with unit";
  case Shape::choice:
    return "one of a few words";
  case Shape::list:
    return "list";
  case Shape::table:
    return "table";
  case Shape::tables:
    return "list of tables";
  }
  return {};
}

std::string Field::hint() const {
  return example.empty() ? std::string(meaning) : fmt::format("{}, such as {}", meaning, example);
}

Table::Table(const Value& table, Fields fields, std::string path, FileProblems& reader)
    : table_(&table), fields_(fields), path_(std::move(path)), reader_(&reader) {
  bool all_fit = true;
  std::ptrdiff_t required = 0;
  std::size_t next = 0;
  for (const Member& member : table.members) {
    if (reader.is_full()) return;
    const Field* field = find_from(next, fields, member.key);
    if (field) next = static_cast<std::size_t>(field - fields.data()) + 1;
    if (!field) {
      report_unknown(member);
    } else if (member.value.type != Value::Type::nothing) {
      if (field->need == Need::required) ++required;
      if (fits(member.value, field->shape)) continue;
      all_fit = false;
      report_misfit(member, *field);
    }
  }
  all_fit_ = all_fit;
  const auto is_required = [](const Field& field) { return field.need == Need::required; };
  if (required != std::count_if(fields.begin(), fields.end(), is_required)) report_missing();
}

void Table::report_unknown(const Member& member) const {
  std::vector<std::string_view> known;
  for (const Field& one : fields_)
    known.push_back(one.key);
  report_at(member.position, path_ + '/' + pointer_step(member.key), Fault::unknown_key,
            fmt::format("{} is not a key here", in_quotes(member.key)),
            did_you_mean(member.key, known));
}

void Table::report_misfit(const Member& member, const Field& field) const {
  report_at(member.value.position, path_ + '/' + pointer_step(member.key), Fault::wrong_type,
            fmt::format("{} is {}, and should be: {}", in_quotes(member.key),
                        name_of(member.value.type), name_of(field.shape)),
            fmt::format("write {}: {}", field.key, field.hint()));
}

void Table::report_missing() const {
  for (const Field& field : fields_) {
    const Value* found = table_->find(field.key);
    if (field.need == Need::required && (!found || found->type == Value::Type::nothing))
      report_at(table_->position, path_ + '/' + std::string(field.key), Fault::missing_key,
                fmt::format("\"{}\" is missing", field.key),
                fmt::format("add {}: {}", field.key, field.hint()));
  }
}

const Field& Table::field(std::string_view key) const {
  const auto found = find_in(fields_, key, &Field::key);
  assert(found != fields_.end() && "a reader asks only for the keys of its field table");
  return *found;
}

const Value* Table::value(std::string_view key) const {
  const Value* found = table_->find(key);
  if (!found || found->type == Value::Type::nothing) return nullptr;
  return all_fit_ || fits(*found, field(key).shape) ? found : nullptr;
}

std::optional<std::string> Table::text(std::string_view key) const {
  return text(key, field(key).content.longest);
}

std::optional<std::string> Table::text(std::string_view key, std::size_t longest) const {
  const Value* found = value(key);
  if (!found) return std::nullopt;
  const std::string_view text = found->literal;
  if (!is_sound(key, text, longest)) return std::nullopt;
  return std::string(text);
}

bool Table::is_sound(std::string_view key, std::string_view text, std::size_t longest) const {
  if (!is_printable(text))
    report(key, Fault::text,
           fmt::format("{} has characters that cannot be printed", in_quotes(text)),
           "remove control, bidirectional and invisible characters");
  else if (is_blank(text) || character_count(text) > longest)
    report(key, Fault::text,
           fmt::format("{} has {} characters", in_quotes(text), character_count(text)),
           fmt::format("write 1 to {} printable characters", longest));
  else
    return true;
  return false;
}

std::optional<Name> Table::name(std::string_view key) const {
  const auto found = text(key);
  if (!found) return std::nullopt;
  constexpr auto allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
  if (found->size() <= Name::limit && found->find_first_not_of(allowed) == found->npos)
    return Name(std::string_view(*found));
  report(key, Fault::text, fmt::format("{} is not a name", in_quotes(*found)),
         fmt::format("write at most {} lower-case letters, digits and hyphens", Name::limit));
  return std::nullopt;
}

std::optional<bool> Table::flag(std::string_view key) const {
  const Value* found = value(key);
  if (!found) return std::nullopt;
  if (found->literal == "true" || found->literal == "false") return found->literal == "true";
  report(key, Fault::wrong_type, fmt::format("{} is not a flag", in_quotes(found->literal)),
         "write true or false");
  return std::nullopt;
}

std::optional<int> Table::whole(std::string_view key, int least, int most) const {
  const auto number = quantity<int>(key, read_whole);
  if (!number || (*number >= least && *number <= most)) return number;
  report(key, Fault::outside_limits, fmt::format("{} is outside {} to {}", *number, least, most),
         "check the number");
  return std::nullopt;
}

std::optional<std::size_t> Table::choice(std::string_view key,
                                         std::span<const std::string_view> choices) const {
  const Value* found = value(key);
  if (!found) return std::nullopt;
  if (const auto chosen = find_word(found->literal, choices)) return chosen;
  report(key, Fault::unknown_name, fmt::format("{} is not known", in_quotes(found->literal)),
         did_you_mean(found->literal, choices));
  return std::nullopt;
}

std::optional<std::size_t> Table::choice(std::string_view key) const {
  return choice(key, field(key).content.words);
}

std::vector<std::string> Table::texts(std::string_view key) const {
  std::vector<std::string> result;
  if (const Value* found = value(key)) {
    for (const Value& item : found->items) {
      if (item.type == Value::Type::list || item.type == Value::Type::table ||
          item.type == Value::Type::nothing || item.type == Value::Type::flag)
        report(key, Fault::wrong_type, fmt::format("the list holds {}", name_of(item.type)),
               "write a list of texts");
      else if (is_sound(key, item.literal, field(key).content.longest))
        result.emplace_back(item.literal);
    }
  }
  return result;
}

std::vector<int> Table::wholes(std::string_view key, int least, int most) const {
  std::vector<int> result;
  for (const std::string& item : texts(key)) {
    const auto number = read_whole(item);
    if (!number)
      report(key, number.reason());
    else if (*number < least || *number > most)
      report(key, Fault::outside_limits,
             fmt::format("{} is outside {} to {}", *number, least, most), "check the number");
    else
      result.push_back(*number);
  }
  return result;
}

std::optional<Table> Table::table(std::string_view key, Fields fields) const {
  const Value* found = value(key);
  if (!found) return std::nullopt;
  std::string path = path_;
  path += '/';
  path += key;
  return Table(*found, fields, std::move(path), *reader_);
}

std::vector<Table> Table::tables(std::string_view key, Fields fields) const {
  std::vector<Table> result;
  if (const Value* found = value(key))
    for (const Value& item : found->items)
      result.emplace_back(item, fields, fmt::format("{}/{}/{}", path_, key, result.size()),
                          *reader_);
  return result;
}

void Table::report(std::string_view key, Fault fault, std::string detail,
                   std::string action) const {
  const Value* found = key.empty() ? nullptr : table_->find(key);
  std::string pointer = path_;
  if (!key.empty()) pointer += '/' + std::string(key);
  report_at(found ? found->position : table_->position, pointer, fault, std::move(detail),
            std::move(action));
}

// A file of such dates has a hundred of them, and one cause.
void Table::report(std::string_view key, const TextFault& fault) const {
  if (fault.has_two_readings) {
    const std::string_view kept = field(key).key;
    if (holds(reader_->of_two_readings, kept)) return;
    reader_->of_two_readings.push_back(kept);
  }
  report(key, fault.fault, fault.detail,
         fault.has_two_readings ? fault.action + ", wherever it stands" : fault.action);
}

void Table::report_at(Position position, std::string_view pointer, Fault fault, std::string detail,
                      std::string action) const {
  if (reader_->is_full()) return;
  if (reader_->problems.size() + 1 == FileProblems::most_problems) {
    detail = "a thousand problems, this is the last that is shown";
    action = "check which file was given";
  }
  const Document* document = reader_->document;
  Place place = document ? document->place_of(pointer, position)
                         : Place{reader_->file, position, std::string(pointer)};
  reader_->problems.push_back({fault, std::move(place), std::move(detail), std::move(action)});
}

const Fields References::fields = reference_fields;

References::References(const std::vector<Table>& records) {
  for (const Table& record : records) {
    const auto id = record.name("id");
    const auto text = record.text("text");
    const auto verified = record.flag("verified");
    if (!id) continue; // one that lacks the rest is there all the same: its own problem is enough
    if (holds(references_, id->text(), &Reference::id))
      record.report("id", Fault::contradiction, "the source is named twice", "rename one of them");
    references_.push_back({std::string(id->text()), text.value_or(""), verified.value_or(false)});
  }
}

const Reference* References::of(const Table& record) const {
  const Value* named = record.value("source");
  if (!named) return nullptr;
  const auto found = find_in(references_, named->literal, &Reference::id);
  if (found != references_.end()) return &*found;
  std::vector<std::string_view> known;
  for (const Reference& reference : references_)
    known.push_back(reference.id);
  record.report("source", Fault::unknown_name,
                fmt::format("no [[source]] is called {}", in_quotes(named->literal)),
                did_you_mean(named->literal, known));
  return nullptr;
}

} // namespace nkdose
