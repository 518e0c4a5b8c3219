// A fuzz target without libFuzzer: replay RUNS FILE ...
//
// Gives the target every file as it is, then RUNS mutations of them, the same ones each time. It is
// the short run of the tests; long.sh is the long one. An input that aborts is left in the file
// `aborted`.
#include "target.hpp"

#include <csignal>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

using Random = std::mt19937_64;

// What people and broken programs have written where a number or a row should be.
constexpr std::string_view pieces[] = {"1e309",   "0x50", "5O",   "\xef\xbc\x91\xef\xbc\x92",
                                       "-1",      "nan",  "",     "999999999.999999",
                                       "\"",      ",",    "\n",   "\r\n",
                                       "\xff",    "{",    "}",    "[[[[[[[[",
                                       "=1+1",    "1.",   ".5",   "1e9 cells",
                                       "\\u0000", " kg",  "null", "2026-02-30"};

std::size_t below(std::size_t end, Random& random) {
  return end == 0 ? 0 : random() % end; // the same everywhere, unlike the library's distributions
}

void mutate(std::string& text, Random& random) {
  const std::size_t at = below(text.size() + 1, random);
  const std::size_t length = below(std::min<std::size_t>(text.size() - at, 40) + 1, random);
  switch (below(6, random)) {
  case 0: // a piece that stands somewhere else in the text, or everything up to there
    text.insert(at, text.substr(below(text.size() + 1, random), length));
    break;
  case 1:
    text.erase(at, length);
    break;
  case 2:
    text.insert(at, pieces[below(std::size(pieces), random)]);
    break;
  case 3:
    text.replace(at, length, pieces[below(std::size(pieces), random)]);
    break;
  case 4:
    if (at < text.size()) text[at] = static_cast<char>(random());
    break;
  default:
    if (at < text.size()) text[at] = static_cast<char>('0' + below(10, random));
  }
}

std::string given; // to the target, last

extern "C" void keep_what_aborts(int) {
  std::ofstream("aborted", std::ios::binary) << given;
}

void give(const std::string& text) {
  given = text;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

} // namespace

int main(int count, char** values) {
  std::signal(SIGABRT, keep_what_aborts);
  std::vector<std::string> seeds;
  for (int i = 2; i < count; ++i) {
    std::ifstream file(values[i], std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    if (seeds.back().empty()) {
      std::fprintf(stderr, "cannot be read: %s\n", values[i]);
      return 1;
    }
    give(seeds.back());
  }
  Random random(1);
  const long runs = count > 2 ? std::strtol(values[1], nullptr, 10) : 0;
  for (long run = 0; run < runs; ++run) {
    std::string text = seeds[below(seeds.size(), random)];
    for (std::size_t changes = 1 + below(4, random); changes > 0; --changes)
      mutate(text, random);
    give(text);
  }
  std::printf("%zu files, %ld mutations\n", seeds.size(), runs);
  return runs > 0 ? 0 : 1;
}
