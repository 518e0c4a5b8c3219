#include "cli/options/treatment_files.hpp"

#include "cli/case/case_limits.hpp"
#include "cli/holidays/holiday_file.hpp"
#include "cli/options/day_of_calculation.hpp"
#include "cli/options/zone_data.hpp"
#include "cli/outcome/failure.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"
#include "schedule/protocol/site_file.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace nkdose {

namespace {

std::optional<NamedWorkdays> read_named_workdays(const Options& options) {
  if (!options.named_workdays) return std::nullopt;
  const std::string& wanted = *options.named_workdays;
  if (!options.holidays)
    throw Invalid{{{Fault::usage,
                    {"--named-workdays"},
                    "no holiday file is named",
                    "add --holidays FILE.ics, or leave it out"}}};
  const auto found = find_in(named_workday_words, std::string_view(wanted));
  if (found == named_workday_words.end())
    throw Invalid{{{Fault::unknown_name,
                    {"--named-workdays"},
                    fmt::format("{} is neither working nor closed", in_quotes(wanted)),
                    did_you_mean(wanted, named_workday_words)}}};
  return static_cast<NamedWorkdays>(found - named_workday_words.begin());
}

void find_holidays(const Options& options, TreatmentTexts& texts) {
  texts.named_workdays = read_named_workdays(options);
  if (!options.holidays) return;
  texts.holidays_name = *options.holidays;
  auto holidays =
      read_holiday_file(must(read_whole_file(*options.holidays)), printable(*options.holidays));
  texts.holidays = std::move(must(holidays));
}

} // namespace

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
  find_holidays(options, texts);
}

const TreatmentTexts& TreatmentFiles::site() {
  if (!site_) {
    TreatmentTexts texts;
    find_site(options_, texts);
    site_ = std::move(texts);
  }
  return *site_;
}

Treatment TreatmentFiles::treatment_of(const Document& the_case) {
  TreatmentTexts texts = site();
  find_protocol(options_.protocol.value_or(built_in_protocol_of(the_case)), texts);
  if (the_case.root.find("screening")) find_criteria(texts);
  return treatment_of_case(the_case, texts);
}

std::shared_ptr<const CaseTreatment> TreatmentFiles::of(const Document& the_case) {
  Treatment treatment = treatment_of(the_case);
  if (!zone_) zone_ = zone_of_name(treatment.site.time_zone);
  return std::make_shared<CaseTreatment>(std::move(treatment), *zone_);
}

WardZone TreatmentFiles::zone() {
  if (!zone_) zone_ = zone_of_site(site().site, site().site_name);
  return *zone_;
}

Day day_of_clock(const Options& options, const WardZone& zone) {
  const auto day = today(zone);
  if (day) return *day;
  const TextFault& fault = day.reason();
  throw Invalid{{{fault.fault, options.on ? Place{"--on"} : Place{.pointer = "/site/time_zone"},
                  fmt::format("the ward's day now is not known: {}", fault.detail), fault.action}}};
}

WardZone zone_of_name(std::string_view name) {
  const char* named = std::getenv("TZDIR");
  return load_zone(name, named && *named ? named : "/usr/share/zoneinfo");
}

WardZone zone_of_site(const std::string& text, const std::string& name_of_file) {
  const auto document = read_toml(text, printable(name_of_file));
  const auto name = time_zone_of(must(document));
  if (!name) return nullptr;
  return *name ? zone_of_name(**name) : std::make_shared<const Reading<ZoneRules>>(name->reason());
}

} // namespace nkdose
