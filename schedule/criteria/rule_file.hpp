// Reads the rule of a criterion.
#pragma once

#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/criteria/criteria.hpp"

namespace nkdose {

/// The field table of a rule and of each of its parts.
extern const Fields rule_fields;

/// Reads a rule. Its facts, and the ids of the criteria that it may refer to, are in `criteria`.
Rule read_rule(const Table& table, const Criteria& criteria);

/// A list of words must have some, each once.
void must_be_words(const Table& table, std::string_view key, const std::vector<std::string>& words);

/// The place of a named thing in a list, or a problem.
template <class List, class Id>
std::optional<std::size_t> place_of(const Table& table, std::string_view key, const std::string& id,
                                    const List& list, Id part) {
  const auto found = find_in(list, id, part);
  if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
  std::vector<std::string_view> known;
  known.reserve(list.size());
  for (const auto& one : list)
    known.push_back(std::string_view(std::invoke(part, one)));
  table.report(key, Fault::unknown_name, "there is no " + in_quotes(id), did_you_mean(id, known));
  return std::nullopt;
}

} // namespace nkdose
