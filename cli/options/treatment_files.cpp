#include "cli/options/treatment_files.hpp"

#include "cli/case/case_limits.hpp"
#include "cli/outcome/failure.hpp"
#include "schedule/protocol/library.hpp"

#include <cstdlib>

namespace nkdose {

void find_protocol(const std::string& wanted, TreatmentTexts& texts) {
  if (take_built_in_protocol(wanted, texts)) return;
  if (!wanted.ends_with(".toml") && wanted.find('/') == wanted.npos) {
    const TextFault fault = unknown_protocol(wanted);
    throw Invalid{{{fault.fault, {"--protocol"}, fault.detail, fault.action}}};
  }
  texts.protocol_name = wanted;
  texts.protocol = must(read_whole_file(wanted));
}

void find_criteria(TreatmentTexts& texts) {
  if (texts.protocol_is_built_in) return take_built_in_criteria(texts);
  const auto name = criteria_beside(texts.protocol_name);
  if (!name || !is_there(*name)) return;
  texts.criteria = must(read_whole_file(*name));
  texts.criteria_name = name;
}

Criteria criteria_of(const Options& options) {
  TreatmentTexts texts;
  find_protocol(options.protocol.value_or("f01"), texts);
  find_criteria(texts);
  if (!texts.criteria_name)
    throw Invalid{{{Fault::data,
                    {"--protocol"},
                    "the protocol has no file of criteria",
                    "put NAME.criteria.toml beside the protocol file"}}};
  auto criteria = load_criteria({*texts.criteria_name, texts.criteria});
  return std::move(must(criteria));
}

Protocol named_protocol(const Options& options) {
  TreatmentTexts texts;
  take_default_site(texts);
  find_protocol(options.protocol.value_or("f01"), texts);
  return treatment_of(texts).protocol;
}

void find_site(const Options& options, TreatmentTexts& texts) {
  const char* environment = std::getenv("NKDOSE_SITE");
  const std::string path = options.site ? *options.site : environment != nullptr ? environment : "";
  if (path.empty() && !options.site) {
    take_default_site(texts);
  } else {
    texts.site_name = path;
    texts.site = must(read_whole_file(path));
  }
  if (options.holidays) {
    texts.holidays_name = *options.holidays;
    texts.holidays = must(read_whole_file(*options.holidays));
  }
}

Treatment treatment_of_case(const Document& the_case, const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(options.protocol.value_or(built_in_protocol_of(the_case)), texts);
  if (the_case.root.find("screening")) find_criteria(texts);
  return treatment_of_case(the_case, texts);
}

} // namespace nkdose
