// Vials: which of the stocked sizes to open for a dose.
#pragma once

#include "dosing/number/kinds.hpp"

#include <array>
#include <optional>
#include <span>

namespace nkdose {

/// The sizes that a pharmacy stocks of one presentation: whole mg from 1 to 10,000, the largest
/// first, each once.
class VialStock {
public:
  static constexpr std::size_t limit = 8;
  /// Smaller than the last one; at most `limit` sizes.
  constexpr void append(DrugMass size) { sizes_.at(count_++) = size; }
  constexpr bool empty() const { return count_ == 0; }
  constexpr std::span<const DrugMass> sizes() const { return {sizes_.data(), count_}; }

private:
  std::array<DrugMass, limit> sizes_{};
  std::size_t count_ = 0;
};

/// How many vials of each size, in the order of the stock.
struct VialChoice {
  std::array<int, VialStock::limit> counts{};
  DrugMass content{}; ///< of all of them

  int vials() const;
};

/// The combination that holds at least `wanted` (0 to 1,000,000 mg) and wastes least, then uses
/// fewest vials, then the larger ones. Found exactly: every content that can be reached is tried.
VialChoice choose_vials(DrugMass wanted, const VialStock& stock);

/// The content of whole vials nearest to `wanted`, above zero; the larger of two equally near.
DrugMass nearest_whole_vials(DrugMass wanted, const VialStock& stock);

} // namespace nkdose
