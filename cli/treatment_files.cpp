#include "cli/treatment_files.hpp"

#include "cli/case_reader.hpp"
#include "cli/failure.hpp"
#include "dosing/wording.hpp"
#include "schedule/holidays.hpp"
#include "schedule/library.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace nkdose {

void find_protocol(const std::string& wanted, TreatmentTexts& texts) {
  if (const auto file = built_in("protocols", wanted)) {
    texts.protocol_name = file->name;
    texts.protocol = file->text;
    texts.protocol_is_built_in = true;
  } else if (wanted.ends_with(".toml") || wanted.find('/') != wanted.npos) {
    texts.protocol_name = wanted;
    texts.protocol = must(read_whole_file(wanted));
  } else {
    throw Invalid{{{Fault::unknown_name, "--protocol",
                    fmt::format("no protocol is called {}", in_quotes(wanted)),
                    did_you_mean(wanted, built_in_ids("protocols"))}}};
  }
}

void find_criteria(TreatmentTexts& texts) {
  constexpr std::string_view ending = ".toml";
  if (!texts.protocol_name.ends_with(ending)) return;
  const std::string stem =
      texts.protocol_name.substr(0, texts.protocol_name.size() - ending.size());
  const std::string name = stem + ".criteria.toml";
  if (texts.protocol_is_built_in) {
    const auto file = built_in_file(name);
    if (!file) return;
    texts.criteria = file->text;
  } else if (is_there(name)) {
    texts.criteria = must(read_whole_file(name));
  } else {
    return;
  }
  texts.criteria_name = name;
}

void find_site(const Options& options, TreatmentTexts& texts) {
  const char* environment = std::getenv("NKDOSE_SITE");
  const std::string path = options.site ? *options.site : environment != nullptr ? environment : "";
  if (path.empty() && !options.site) {
    const DataFile file = *built_in("sites", "default");
    texts.site_name = file.name;
    texts.site = file.text;
  } else {
    texts.site_name = path;
    texts.site = must(read_whole_file(path));
  }
  if (options.holidays) {
    texts.holidays_name = *options.holidays;
    texts.holidays = must(read_whole_file(*options.holidays));
  }
}

Treatment treatment_of(const TreatmentTexts& texts) {
  std::optional<DataFile> criteria;
  if (texts.criteria_name) criteria = {*texts.criteria_name, texts.criteria};
  auto treatment = load_treatment({texts.protocol_name, texts.protocol},
                                  {texts.site_name, texts.site}, criteria);
  Treatment result = std::move(must(treatment));
  if (!texts.holidays_name.empty()) {
    auto holidays = read_holidays(texts.holidays, printable(texts.holidays_name));
    auto& spans = result.site.closed.spans;
    spans.insert(spans.end(), must(holidays).begin(), must(holidays).end());
  }
  return result;
}

Treatment treatment_of_case(const Document& the_case, const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  const std::string named(protocol_of(the_case).value_or(""));
  find_protocol(options.protocol.value_or(built_in("protocols", named) ? named : "f01"), texts);
  if (the_case.root.find("screening")) find_criteria(texts);
  Treatment treatment = treatment_of(texts);
  treatment.protocol.choose_gap(gap_of(the_case).value_or(1)); // without one: not admitted
  return treatment;
}

} // namespace nkdose
