// Numbers of cells, for people and for programs.
#pragma once

#include "dosing/number/kinds.hpp"
#include "schedule/plan/case.hpp"

#include <string>
#include <string_view>

namespace nkdose {

/// 1,500 million cells as "1.5 x 10^9", so that no exponent can drop.
std::string power_of_ten_text(CellCount cells);
/// "1.5 x 10^9 CAR-positive NK cells (1,500 million)".
std::string cell_text(CellCount cells, std::string_view counted);
/// 1500000000: the count as a plain integer.
std::string plain_count(CellCount cells);

/// "5 x 10^8 CAR-positive NK cells (500 million)", "1 x 10^6 CAR-positive NK cells/kg".
std::string level_text(const CellLevel& level, std::string_view counted);
/// The plain number of a level, for programs.
std::string plain_level(const CellLevel& level);
bool is_per_kg(const CellLevel& level);

/// "lot A bag 2", "lot A".
std::string bag_name(const Product& product);

} // namespace nkdose
