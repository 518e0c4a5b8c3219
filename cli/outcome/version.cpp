#include "cli/outcome/version.hpp"

namespace nkdose {

std::string_view program_version() {
  return NKDOSE_VERSION;
}

} // namespace nkdose
