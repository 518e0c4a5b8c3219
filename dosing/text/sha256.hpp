// SHA-256 (FIPS 180-4), for the checksums of cases and data files on a sheet.
#pragma once

#include <string>
#include <string_view>

namespace nkdose {

/// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

} // namespace nkdose
