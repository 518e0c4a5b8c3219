// What every fuzz target offers: libFuzzer's entry, which replay.cpp calls as well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// Reads the bytes as its subject does; what must hold afterwards, and does not, aborts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace nkdose {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// A law of the target that does not hold: its words, then the abort that the fuzzer looks for.
inline void must_hold(bool holds, const char* law) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", law);
  std::abort();
}

} // namespace nkdose
