// How a clearance is measured.
#pragma once

#include <span>
#include <string_view>

namespace nkdose {

/// The known methods, as people write them: "24-hour urine", "iohexol", ...
std::span<const std::string_view> clearance_methods();

/// Whether a text names one of them, in whatever case and with whatever blanks and hyphens: "24 h
/// urine collection" and "Cr-51 EDTA clearance" do, "Cockcroft-Gault" and "measured" do not.
bool is_clearance_method(std::string_view written);

} // namespace nkdose
