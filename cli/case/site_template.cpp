#include "cli/case/site_template.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using namespace fmt::literals;

constexpr std::string_view head =
    R"(# A site's file: what this hospital has decided. Fill in every "", check every number, and leave out what
# is not used. nkdose check FILE says what is missing.

[site]
id = ""                     # a short name of small letters, digits and hyphens
title = ""                  # the hospital and its pharmacy, in full
weight_valid = "7 d"        # how old a weight may be on the first drug day
creatinine_valid = "7 d"
time_zone = ""              # of the ward, such as "Asia/Shanghai": which day a time is of
calculated_on = "today"     # without --on the clock's day counts
source = "house-rules"

[closed]                    # days without treatment; public holidays: --holidays FILE.ics
weekdays = ["Sat", "Sun"]
)";

constexpr std::string_view rounding = R"(
[[rounding]]
drug = "{drug}"
step = "1 mg"
fine_step = "0.1 mg"
fine_below = "10 mg"
within_range = true         # no dose is rounded above the protocol's range
source = "house-rules"
)";

constexpr std::string_view tail = R"(
[[cell_limit]]
kind = "viability"
lowest = ""                 # of the product's specification, in %
source = "house-rules"

[[cell_limit]]
kind = "window"             # how far the bags may be from the assigned level
down = "20 %"
up = "20 %"
source = "house-rules"

[[adopted]]                 # the signature: first read the protocol's file, with its assumptions
id = "{id}"
version = {version}
sha256 = "{sha256}"
by = ""
on = ""                     # the day, such as 2026-11-16

[[source]]
id = "house-rules"
text = ""                   # the document in which the hospital has decided this
verified = true
)";

} // namespace

std::string site_template(const Protocol& protocol) {
  std::string text(head);
  for (const ProtocolDrug& drug : protocol.drugs)
    text += fmt::format(rounding, "drug"_a = drug.id.text());
  return text + fmt::format(tail, "id"_a = protocol.id.text(), "version"_a = protocol.version,
                            "sha256"_a = protocol.sha256);
}

} // namespace nkdose
