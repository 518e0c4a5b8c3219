// nkdose schema.
#include "cli/schema/schema.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/reply.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

#include <iosfwd>

namespace nkdose {
namespace {

// The site is the default one: no schema depends on it.
Treatment treatment_under(const std::string& protocol) {
  TreatmentTexts texts;
  const DataFile site = *built_in("sites", "default");
  texts.site_name = site.name;
  texts.site = site.text;
  find_protocol(protocol, texts);
  find_criteria(texts);
  return treatment_of(texts);
}

} // namespace

Reply answer_schema(const Options& options, std::istream&) {
  const std::string& name = options.argument;
  if (!holds(schema_names(), name))
    throw Invalid{{usage(name.empty() ? "no schema is named"
                                      : fmt::format("{} is not a schema", in_quotes(name)),
                         fmt::format("write one of: {}", fmt::join(schema_names(), ", ")))}};
  if (options.protocol && !depends_on_protocol(name))
    throw Invalid{{usage(fmt::format("the schema of {} {} is the same under every protocol",
                                     name == "error" ? "an" : "a", name),
                         "leave out --protocol")}};
  std::vector<Treatment> treatments;
  if (options.protocol)
    treatments.push_back(treatment_under(*options.protocol));
  else
    for (const std::string_view id : built_in_ids("protocols"))
      treatments.push_back(treatment_under(std::string(id)));
  return {schema_json(name, treatments)};
}

} // namespace nkdose
