// Random numbers that are the same on every machine, so that a failing case can be made again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace nkdose::test {

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the seed alone decides every number.
class Chance {
public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
  }

  /// A whole number from `low` to `high`, both included.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(next() % span);
  }

  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(
        between(0, static_cast<std::int64_t>(std::size(list)) - 1))];
  }

private:
  std::uint64_t state_;
};

} // namespace nkdose::test
