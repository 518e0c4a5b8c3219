// nkdose check: a protocol, drug or site file.
#include "cli/case/site_template.hpp"
#include "cli/data/json_writer.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/reply.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

#include <iosfwd>

namespace nkdose {

namespace {

// A site's file is sound by itself; that its zone can be used, only this machine's data tell.
void must_have_its_zone(const std::string& name, const std::string& text) {
  const WardZone zone = zone_of_site(text, name);
  if (!zone || *zone) return;
  const TextFault& fault = zone->reason();
  throw Invalid{
      {{fault.fault, {printable(name), {}, "/site/time_zone"}, fault.detail, fault.action}}};
}

} // namespace

Reply answer_check(const Options& options, std::istream&) {
  if (options.wants_template) return {site_template(named_protocol(options))};
  if (options.argument.empty()) throw Invalid{{usage("no file is given", "see --help")}};
  const std::string text = must(read_whole_file(options.argument));
  auto checked = check_file({options.argument, text});
  const CheckedFile& file = must(checked);
  if (file.kind == "site") must_have_its_zone(options.argument, text);
  if (options.format == Format::json) {
    JsonWriter json;
    json.open_object().key("schema").text("nkdose/check/1").key("kind").text(file.kind);
    json.key("id").text(file.id).key("sha256").text(file.sha256);
    json.key("findings").open_list(true).close_list().close_object();
    return {std::move(json).finish()};
  }
  return {fmt::format("{}: a {} file, {}, without a problem\nsha256 {}\n",
                      printable(options.argument), file.kind, file.id, file.sha256)};
}

} // namespace nkdose
