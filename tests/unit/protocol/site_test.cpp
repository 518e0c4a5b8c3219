// A site: which protocols it has signed.
#include "schedule/protocol/site.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

TEST_CASE("site: a protocol is adopted by id and version and checksum together") {
  const std::string hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  Site site;
  site.adoptions.push_back({"f01", 2, hex, "J Doe", *read_iso_date("2026-11-16")});
  Protocol protocol;
  protocol.id = "f01";
  protocol.version = 2;
  protocol.sha256 = hex;
  CHECK(adoption_of(site, protocol) == Adopted::yes);
  protocol.version = 1;
  CHECK(adoption_of(site, protocol) == Adopted::other_version);
  protocol.version = 2;
  protocol.sha256[0] = 'f';
  CHECK(adoption_of(site, protocol) == Adopted::other_version);
  protocol.id = "f02";
  CHECK(adoption_of(site, protocol) == Adopted::no);
}

} // namespace
