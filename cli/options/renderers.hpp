// A thing and its formats: one row for each.
#pragma once

#include "cli/options/format.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace nkdose {

/// How a thing is written in a format.
template <class Thing>
struct Renderer {
  Format format;
  std::string (*render)(const Thing&);
};

/// The thing in a format that has a row: the command's own formats have been checked by the parser.
template <class Thing, std::size_t count>
std::string rendered(const Renderer<Thing> (&renderers)[count], Format format, const Thing& thing) {
  for (const Renderer<Thing>& renderer : renderers)
    if (renderer.format == format) return renderer.render(thing);
  throw std::logic_error("a format without a renderer");
}

/// The formats that have a row, in their order.
template <class Thing, std::size_t count>
std::vector<Format> formats_of(const Renderer<Thing> (&renderers)[count]) {
  std::vector<Format> formats;
  for (const Renderer<Thing>& renderer : renderers)
    formats.push_back(renderer.format);
  return formats;
}

} // namespace nkdose
