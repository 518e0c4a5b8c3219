// SHA-256 against the examples of its standard.
#include "dosing/text/sha256.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

// FIPS 180-2 appendix B and the NIST example values for SHA-256.
TEST_CASE("sha256: the NIST vectors") {
  struct Row {
    const char* what;
    std::string bytes;
    const char* digest;
  };
  const Row rows[] = {
      {"nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"24 bits", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"448 bits", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"896 bits",
       "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrl"
       "mnopqrsmnopqrstnopqrstu",
       "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
      {"one million letters a", std::string(1'000'000, 'a'),
       "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(sha256(row.bytes) == row.digest);
  }
}

// The length field takes the last 8 bytes of a block of 64: 55 bytes still fit beside the padding
// bit, 56 do not. Digests by Python's hashlib.
TEST_CASE("sha256: lengths around a block") {
  struct Row {
    std::size_t length;
    const char* digest;
  };
  const Row rows[] = {
      {1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
      {56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
      {63, "c7723fa1e0127975e49e62e753db53924c1bd84b8ac1ac08df78d09270f3d971"},
      {64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
      {65, "98ce42deef51d40269d542f5314bef2c7468d401ad5d85168bfab4c0108f75f7"},
      {119, "f616b0d54e78571a9611f343c9f8e022e859e920381ab0e4d3da01e193a7bd7e"},
      {120, "6edd9f6f9cc92cded36e6c4a580933f9c9f1b90562b46903b806f21902a1a54f"},
  };
  for (const Row& row : rows) {
    INFO(row.length, " zero bytes");
    CHECK(sha256(std::string(row.length, '\0')) == row.digest);
  }
}

} // namespace
