#include "dosing/drug/vials.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace nkdose {
namespace {

constexpr int unreachable = 1'000'000'000;

// Contents are counted in steps of the largest mass that divides every size, so that only those
// that vials can have are looked at: for 500 mg, 1 g and 2 g these are 500, 1,000, 1,500 mg ...
class Contents {
public:
  // Up to `wanted` and one vial of the largest size beyond it.
  Contents(DrugMass wanted, const VialStock& stock) {
    for (const DrugMass& size : stock.sizes())
      step_ = std::gcd(step_, size.value().billionths());
    for (const DrugMass& size : stock.sizes())
      steps_.push_back(static_cast<std::size_t>(size.value().billionths() / step_));
    enough_ = static_cast<std::size_t>((wanted.value().billionths() + step_ - 1) / step_);
    fewest_.assign(enough_ + steps_.front() + 1, unreachable);
    fewest_[0] = 0;
    for (std::size_t content = 1; content < fewest_.size(); ++content)
      for (const std::size_t size : steps_)
        if (size <= content)
          fewest_[content] = std::min(fewest_[content], fewest_[content - size] + 1);
  }

  std::size_t enough() const { return enough_; }
  bool is_reachable(std::size_t content) const { return fewest_[content] < unreachable; }
  DrugMass mass(std::size_t content) const {
    return in<DrugMass>(Decimal::from_billionths(Wide{step_} * static_cast<Wide>(content)));
  }
  // The smallest content at or above one; there is always one within the largest size.
  std::size_t at_least(std::size_t content) const {
    while (!is_reachable(content))
      ++content;
    return content;
  }

  VialChoice choice(std::size_t content) const {
    VialChoice choice{.counts = {}, .content = mass(content)};
    for (std::size_t i = 0; i < steps_.size(); ++i)
      while (content >= steps_[i] && fewest_[content - steps_[i]] == fewest_[content] - 1) {
        ++choice.counts[i];
        content -= steps_[i];
      }
    return choice;
  }

private:
  std::int64_t step_ = 0;
  std::vector<std::size_t> steps_; // of each size
  std::size_t enough_ = 0;
  std::vector<int> fewest_; // vials for each content
};

} // namespace

int VialChoice::vials() const {
  return std::accumulate(counts.begin(), counts.end(), 0);
}

VialChoice choose_vials(DrugMass wanted, const VialStock& stock) {
  const Contents contents(wanted, stock);
  return contents.choice(contents.at_least(contents.enough()));
}

DrugMass nearest_whole_vials(DrugMass wanted, const VialStock& stock) {
  const Contents contents(wanted, stock);
  const DrugMass above =
      contents.mass(contents.at_least(std::max<std::size_t>(1, contents.enough())));
  for (std::size_t content = contents.enough(); content-- > 1;)
    if (contents.is_reachable(content)) {
      const DrugMass below = contents.mass(content);
      return wanted - below < above - wanted ? below : above;
    }
  return above;
}

} // namespace nkdose
