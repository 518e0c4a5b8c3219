// Reads the [[product]] tables of a case: bags or vials, each by its certificate.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/plan/case.hpp"

namespace nkdose {

/// What the certificates say, and what they count; a bag has the same place in both.
struct Bags {
  std::vector<Product> products;
  std::vector<Certificate> certificates;
};

/// `infusions`: how many the chosen list has.
Bags read_bags(const std::vector<Table>& tables, int infusions);

} // namespace nkdose
