// nkdose list: what the program knows.
#include "cli/data/listing_json.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/outcome/reply.hpp"
#include "cli/sheet/listing.hpp"
#include "cli/words/knowledge.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <iosfwd>

namespace nkdose {

Reply answer_list(const Options& options, std::istream&) {
  const auto topics = list_topics();
  if (!holds(topics, options.argument))
    throw Invalid{{usage(options.argument.empty()
                             ? "no topic is given"
                             : fmt::format("{} is not a topic", in_quotes(options.argument)),
                         did_you_mean(options.argument, topics))}};
  std::optional<Criteria> criteria;
  if (options.argument == "criteria") criteria = criteria_of(options);
  if (options.protocol && !criteria)
    throw Invalid{{usage("only criteria are listed by protocol", "leave out --protocol")}};
  const Criteria* listed = criteria ? &*criteria : nullptr;
  return {options.format == Format::json ? list_json(options.argument, listed)
                                         : list_text(options.argument, listed)};
}

} // namespace nkdose
