#include "dosing/text/document.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace nkdose {

const Value* Value::find(std::string_view key) const {
  for (const Member& member : members)
    if (member.key == key) return &member.value;
  return nullptr;
}

std::string& Document::keep(std::string text) {
  if (!kept) kept = std::make_shared<std::forward_list<std::string>>();
  return kept->emplace_front(std::move(text));
}

Place Document::place_of(std::string_view own_pointer, Position position) const {
  Place place{position.line == 0 && !option.empty() ? option : name, position,
              std::string(own_pointer)};
  for (std::string_view known = own_pointer; !known.empty();
       known = known.substr(0, known.rfind('/'))) {
    const auto origin = origins.find(known);
    if (origin == origins.end()) continue;
    (known == own_pointer ? place.pointer : place.nearest) = origin->second;
    break;
  }
  return place;
}

std::string_view name_of(Value::Type type) {
  switch (type) {
  case Value::Type::nothing:
    return "nothing (null)";
  case Value::Type::text:
    return "a text";
  case Value::Type::number:
    return "a number";
  case Value::Type::flag:
    return "true or false";
  case Value::Type::date:
    return "a date";
  case Value::Type::list:
    return "a list";
  case Value::Type::table:
    return "a table";
  }
  return {};
}

std::optional<Problem> unreadable_bytes(std::string_view text, std::string_view name) {
  if (text.size() > largest_document)
    return Problem{Fault::too_large,
                   {std::string(name)},
                   "the file is larger than 16 MiB",
                   "a case or a data file has a few kilobytes: check which file was given"};
  if (text.find_first_not_of(" \t\r\n") == text.npos)
    return Problem{
        Fault::syntax, {std::string(name)}, "the file is empty", "check which file was given"};
  if (const auto nul = text.find('\0'); nul != text.npos)
    return Problem{Fault::syntax,
                   {std::string(name), position_of(text, nul)},
                   "a zero byte: this is a binary file, not text",
                   "check which file was given"};
  return std::nullopt;
}

std::optional<Problem> unreadable_text(std::string_view text, std::string_view name) {
  if (auto problem = unreadable_bytes(text, name)) return problem;
  if (const auto bad = first_invalid_utf8(text))
    return Problem{
        Fault::syntax,
        {std::string(name), position_of(text, *bad)},
        fmt::format("the byte 0x{:02x} is not UTF-8", static_cast<unsigned char>(text[*bad])),
        "save the file as UTF-8"};
  return std::nullopt;
}

Position position_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line_start = before.rfind('\n') + 1; // npos + 1 is 0
  return {static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1),
          static_cast<std::uint32_t>(character_count(before.substr(line_start)) + 1)};
}

std::optional<TextFault> set_text(Document& document, std::string_view path,
                                  std::string_view text) {
  Value changed = document.root; // so that a path that leads nowhere leaves nothing behind
  Value* at = &changed;
  if (path.empty())
    return TextFault{Fault::usage, "no key is named", "write such as patient.weight=61 kg"};
  for (std::string_view rest = path; !rest.empty();) {
    const auto dot = rest.find('.');
    const std::string_view step = rest.substr(0, dot);
    rest = dot == rest.npos ? std::string_view() : rest.substr(dot + 1);
    std::size_t index = 0;
    const auto read = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool is_index =
        !step.empty() && read.ec == std::errc() && read.ptr == step.data() + step.size();
    if (at->type == Value::Type::nothing)
      at->type = is_index ? Value::Type::list : Value::Type::table;
    if (at->type == Value::Type::list && is_index && index <= at->items.size()) {
      if (index == at->items.size()) at->items.emplace_back();
      at = &at->items[index];
    } else if (at->type == Value::Type::table && !step.empty()) {
      const auto found = find_in(at->members, step, &Member::key);
      at = found != at->members.end()
               ? &found->value
               : &at->members.emplace_back(Member{document.keep(std::string(step)), {}, {}}).value;
    } else {
      return TextFault{Fault::usage,
                       fmt::format("{} does not lead to a value: there is {} before {}",
                                   in_quotes(path), name_of(at->type), in_quotes(step)),
                       "write table.key, or list.index with the index counted from 0"};
    }
  }
  *at = Value{.type = Value::Type::text,
              .literal = document.keep(std::string(text)),
              .position = {},
              .items = {},
              .members = {}};
  document.root = std::move(changed);
  return std::nullopt;
}

} // namespace nkdose
