#include "cli/case/screening_template.hpp"

#include "cli/sheet/sheet_text.hpp"
#include "cli/words/criteria_words.hpp"
#include "schedule/criteria/screening_facts_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// A key to fill in, with its unit, and under it what is asked, all of it a comment.
std::string form_line(std::string_view key, std::string_view unit, std::string_view question) {
  Sheet sheet;
  sheet.line(question, Depth::under_line);
  std::string text = fmt::format("# {} = \"{}{}\"\n", key, unit.empty() ? "" : " ", unit);
  const std::string lines = text_of(sheet);
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = lines.find('\n', from);
    text += fmt::format("#{}\n", std::string_view(lines).substr(from + 1, end - from - 1));
    from = end + 1;
  }
  return text;
}

std::string form_line(const Fact& fact, std::string_view key, std::string_view question) {
  return form_line(key, unit_of_many(fact.unit), question);
}

} // namespace

std::string screening_template(const Criteria& criteria) {
  std::string text =
      fmt::format("# Screening for {}: remove the # of each line that is known.\n[screening]\n",
                  criteria.protocol.text());
  std::vector<std::string_view> indications;
  for (const Indication& one : criteria.indications)
    indications.push_back(one.id);
  text += form_line("date", "", "the day of screening: a date");
  text += form_line("indication", "", fmt::format("{}", fmt::join(indications, ", ")));
  indications.insert(indications.begin(), "");
  for (const std::string_view indication : indications) {
    text += indication.empty() ? "\n# every patient\n" : fmt::format("\n# {} only\n", indication);
    for (std::size_t i = 0; i < criteria.facts.size(); ++i) {
      const Fact& fact = criteria.facts[i];
      if (criteria.indications_of(i).front() != indication) continue;
      if (!fact.is_of_the_plan)
        text += form_line(fact, fact.id, fmt::format("{}: {}", fact.question, expected(fact)));
      if (fact.kind == FactKind::ratio)
        text +=
            form_line(fact, fact.limit_key,
                      fmt::format("upper limit of normal of {}: in {}", fact.question, fact.unit));
    }
  }
  return text;
}

} // namespace nkdose
