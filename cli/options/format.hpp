// The formats of an output. A command lists its own, a renderer for each.
#pragma once

#include <string_view>

namespace nkdose {

/// A format by its name, as --format takes it.
struct Format {
  std::string_view name;

  static const Format text, json, csv, ics, ndjson, fhir;
  static const Format as_input; ///< that of the input, where no --format says another

  friend constexpr bool operator==(Format, Format) = default;
};

inline constexpr Format Format::text{"text"}, Format::json{"json"}, Format::csv{"csv"},
    Format::ics{"ics"}, Format::ndjson{"ndjson"}, Format::fhir{"fhir"},
    Format::as_input{"as the input"};

} // namespace nkdose
