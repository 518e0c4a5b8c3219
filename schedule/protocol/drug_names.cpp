#include "schedule/protocol/drug_names.hpp"

#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"

#include <algorithm>

namespace nkdose {
namespace {

struct FullName {
  std::string_view drug, name;
};
// Doses of fludarabine are doses of its phosphate (US label, section 2). Not so of a hydrate of
// cyclophosphamide, whose vials are labelled by the anhydrous drug.
constexpr FullName full_names[] = {{"fludarabine", "fludarabine phosphate"}};

} // namespace

std::vector<std::string_view> full_names_of(std::string_view drug) {
  std::vector<std::string_view> names;
  for (const FullName& one : full_names)
    if (one.drug == drug) names.push_back(one.name);
  return names;
}

std::optional<std::size_t> find_drug(const Protocol& protocol, std::string_view text) {
  const std::string plain = lower_case(plain_spelling(text));
  for (std::size_t i = 0; i < protocol.drugs.size(); ++i) {
    const std::string_view id = protocol.drugs[i].id.text();
    const auto names = full_names_of(id);
    if (id == plain || std::find(names.begin(), names.end(), plain) != names.end()) return i;
  }
  return std::nullopt;
}

} // namespace nkdose
