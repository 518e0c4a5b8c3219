// The discovery document of CDS Hooks: which hooks are answered, and which data they want.
#pragma once

#include <string>

namespace nkdose {

std::string cds_services();

} // namespace nkdose
