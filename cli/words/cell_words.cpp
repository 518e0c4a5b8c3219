#include "cli/words/cell_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string plain_count(CellCount cells) {
  return std::to_string(cells.value().billionths() / 1000); // in 10^6, so 10^-9 of it is 10^-3
}

std::string power_of_ten_text(CellCount cells) {
  const std::string digits = plain_count(cells);
  const std::size_t last = digits.find_last_not_of('0');
  const std::string mantissa = last == 0 || last == digits.npos
                                   ? digits.substr(0, 1)
                                   : digits.substr(0, 1) + '.' + digits.substr(1, last);
  return fmt::format("{} x 10^{}", mantissa, digits.size() - 1);
}

std::string cell_text(CellCount cells, std::string_view counted) {
  return fmt::format("{} {} ({} million)", power_of_ten_text(cells), counted,
                     to_grouped_text(cells.value()));
}

std::string level_text(const CellLevel& level, std::string_view counted) {
  if (const auto* count = std::get_if<CellCount>(&level)) return cell_text(*count, counted);
  const auto per_kg = std::get<CellsPerKilogram>(level);
  return fmt::format("{} {}/kg", power_of_ten_text(in<CellCount>(per_kg.value())), counted);
}

std::string plain_level(const CellLevel& level) {
  return std::visit([](auto number) { return plain_count(in<CellCount>(number.value())); }, level);
}

bool is_per_kg(const CellLevel& level) {
  return std::holds_alternative<CellsPerKilogram>(level);
}

std::string bag_name(const Product& product) {
  return product.bag.empty() ? fmt::format("lot {}", product.lot)
                             : fmt::format("lot {} bag {}", product.lot, product.bag);
}

} // namespace nkdose
