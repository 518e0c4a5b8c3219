// nkdose man: the manual.
#include "cli/command/command_table.hpp"
#include "cli/outcome/reply.hpp"

namespace nkdose {

Reply answer_man(const Options&, std::istream&) {
  return {manual_page(shapes_of(commands()))};
}

} // namespace nkdose
