#include "cli/admit/treatment_texts.hpp"

#include "cli/case/case_reader.hpp"
#include "cli/outcome/failure.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// "Sat 2026-10-10 "上班" (line 4)", of at most so many.
std::string listed(const std::vector<NamedSpan>& days) {
  constexpr std::size_t most = 5;
  std::string list;
  for (std::size_t i = 0; i < days.size() && i < most; ++i)
    list += fmt::format("{}{} \"{}\" (line {})", i == 0 ? "" : ", ",
                        weekday_date(days[i].days.first), days[i].name, days[i].line);
  return days.size() > most ? fmt::format("{} and {} more", list, days.size() - most) : list;
}

void add_holidays(const TreatmentTexts& texts, ClosedDays& closed) {
  const auto& named = texts.holidays.named_working;
  const auto answer = texts.named_workdays ? texts.named_workdays : closed.named_workdays;
  if (!named.empty() && !answer)
    throw Invalid{
        {{Fault::contradiction,
          {printable(texts.holidays_name), {named.front().line, 0}},
          fmt::format("working days by their names, and not marked as such: {}", listed(named)),
          "say once what such days are: --named-workdays working (or closed), or named_workdays in "
          "the site's [closed]"}}};
  closed.add(texts.holidays, answer.value_or(NamedWorkdays::closed));
}

} // namespace

bool take_built_in_protocol(std::string_view id, TreatmentTexts& texts) {
  const auto file = built_in("protocols", id);
  if (!file) return false;
  texts.protocol_name = file->name;
  texts.protocol = file->text;
  texts.protocol_is_built_in = true;
  return true;
}

void take_built_in_criteria(TreatmentTexts& texts) {
  const auto name = criteria_beside(texts.protocol_name);
  const auto file = name ? built_in_file(*name) : std::nullopt;
  if (!file) return;
  texts.criteria_name = name;
  texts.criteria = file->text;
}

void take_default_site(TreatmentTexts& texts) {
  const DataFile file = *built_in("sites", "default");
  texts.site_name = file.name;
  texts.site = file.text;
}

std::optional<std::string> criteria_beside(std::string_view protocol_name) {
  constexpr std::string_view ending = ".toml";
  if (!protocol_name.ends_with(ending)) return std::nullopt;
  protocol_name.remove_suffix(ending.size());
  return fmt::format("{}.criteria.toml", protocol_name);
}

std::string built_in_protocol_of(const Document& the_case) {
  const std::string named(protocol_of(the_case).value_or(""));
  return built_in("protocols", named) ? named : "f01";
}

Treatment treatment_of(const TreatmentTexts& texts) {
  std::optional<DataFile> criteria;
  if (texts.criteria_name) criteria = {*texts.criteria_name, texts.criteria};
  auto treatment = load_treatment({texts.protocol_name, texts.protocol},
                                  {texts.site_name, texts.site}, criteria);
  Treatment result = std::move(must(treatment));
  if (!texts.holidays_name.empty()) add_holidays(texts, result.site.closed);
  return result;
}

Treatment treatment_of_case(const Document& the_case, const TreatmentTexts& texts) {
  Treatment treatment = treatment_of(texts);
  treatment.protocol.choose_gap(gap_of(the_case).value_or(1)); // without one: not admitted
  return treatment;
}

} // namespace nkdose
