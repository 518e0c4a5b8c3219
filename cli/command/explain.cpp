// nkdose explain: what a code means.
#include "cli/data/listing_json.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/options.hpp"
#include "cli/outcome/reply.hpp"
#include "cli/sheet/listing.hpp"
#include "cli/words/knowledge.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <iosfwd>

namespace nkdose {

Reply answer_explain(const Options& options, std::istream&) {
  const auto text = options.format == Format::json ? explain_json(options.argument)
                                                   : explain_text(options.argument);
  if (!text)
    throw Invalid{{usage(fmt::format("{} is not a code", in_quotes(options.argument)),
                         did_you_mean(options.argument, explainable_codes()))}};
  return {*text};
}

} // namespace nkdose
