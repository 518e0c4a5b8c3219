#include "schedule/instruction/instruction.hpp"

#include "schedule/instruction/blanks.hpp"
#include "schedule/instruction/together.hpp"

namespace nkdose {
namespace {

struct Match {
  const Phrase* phrase = nullptr;
  std::size_t end = 0;
  std::vector<Decimal> numbers;
};

std::optional<Match> match_at(const Tokens& tokens, std::size_t at, const Phrase& phrase,
                              const Vocabulary& vocabulary) {
  Match match{&phrase, at, {}};
  for (const PhrasePart& part : phrase.parts) {
    if (!part.word.empty()) {
      if (tokens[match.end] != part.word) return std::nullopt;
      ++match.end;
      continue;
    }
    const auto value = value_at(tokens, match.end, part.blank, vocabulary);
    if (!value) return std::nullopt;
    match.end = value->end;
    match.numbers.insert(match.numbers.end(), value->numbers.begin(), value->numbers.end());
  }
  return match;
}

// Of two that are as long, the one with more words of its own.
bool is_better(const Match& one, const Match& other) {
  return one.end > other.end ||
         (one.end == other.end && one.phrase->parts.size() > other.phrase->parts.size());
}

std::optional<Match> longest_at(const Tokens& tokens, std::size_t at,
                                const Vocabulary& vocabulary) {
  std::optional<Match> longest;
  for (const std::string_view first : {tokens[at], std::string_view()})
    for (const Phrase& phrase : vocabulary.beginning_with(first))
      if (auto match = match_at(tokens, at, phrase, vocabulary))
        if (!longest || is_better(*match, *longest)) longest = std::move(match);
  return longest;
}

} // namespace

Instruction read_instruction(std::string_view text, const Vocabulary& vocabulary) {
  const Tokens tokens(text);
  Instruction instruction;
  std::size_t unknown_from = 0, at = 0;
  int part = 0, sentence = 0;
  const auto keep_unknown = [&](std::size_t end) {
    while (unknown_from < end && tokens.is_divider(unknown_from))
      ++unknown_from;
    while (end > unknown_from && tokens.is_divider(end - 1))
      --end;
    if (unknown_from < end)
      instruction.not_understood.emplace_back(tokens.written(unknown_from, end));
  };
  while (at < tokens.size()) {
    auto match = longest_at(tokens, at, vocabulary);
    if (!match) {
      if (tokens.is_divider(at)) ++part;
      if (tokens[at] == "." || tokens[at] == ";") ++sentence;
      ++at;
      continue;
    }
    keep_unknown(at);
    instruction.clauses.push_back({match->phrase->saying, std::string(match->phrase->value),
                                   std::move(match->numbers),
                                   std::string(tokens.written(at, match->end)), part, sentence});
    at = unknown_from = match->end;
  }
  keep_unknown(tokens.size());
  read_together(instruction);
  return instruction;
}

} // namespace nkdose
