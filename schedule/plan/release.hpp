// Release: the only maker of an order.
#pragma once

#include "dosing/review/finding.hpp"
#include "schedule/plan/case.hpp"
#include "schedule/plan/second_derivation.hpp"

#include <stdexcept>
#include <variant>

namespace nkdose {

enum class Status { ready, draft, refused };
std::string_view to_text(Status status);

/// The one finding that release itself raises, for it alone knows what an acknowledgement matched.
extern const FindingText nothing_to_lift;

/// A warning can, but for A001: no person replaces the site's adoption. A stop never can.
bool can_be_acknowledged(const Finding& finding);

/// A finding, and who has acknowledged it.
struct ReleasedFinding {
  Finding finding;
  std::optional<std::size_t> acknowledgement; ///< its place in the case
  std::optional<std::size_t> waiver = {};     ///< likewise, of a waived limit

  bool is_open() const { return finding.severity > Severity::info && !acknowledgement; }
};

/// The doses of a plan, one a drug in the order of the protocol, and the bags of each infusion.
/// Nobody but release can make one, and release makes none while a stop stands.
class Order {
public:
  const DoseSteps& doses(std::size_t drug) const { return *doses_[drug]; }
  /// What each infusion that is left is made of; empty without a certificate.
  const std::vector<InfusionMade>& infusions() const { return infusions_; }

private:
  friend class Releaser;
  Order() = default;
  std::array<std::optional<DoseSteps>, most_drugs> doses_; ///< of the protocol's drugs
  std::vector<InfusionMade> infusions_;
};

/// No doses at all: there is nothing in here that could be given.
class Refusal {
  friend class Releaser;
  Refusal() = default;
};

struct Release {
  Release(); ///< nothing is released
  Status status = Status::refused;
  std::vector<ReleasedFinding> findings; ///< worst first
  std::variant<Order, Refusal> verdict;

  const Order* order() const { return std::get_if<Order>(&verdict); }
};

/// Two derivations of one dose disagree: a defect of the program. Nothing is released.
struct DerivationsDiffer : std::logic_error {
  using std::logic_error::logic_error;
};

void put_worst_first(std::vector<ReleasedFinding>& findings);

/// The numbers of a rule as they are printed: the same for every case under it.
struct PrintedDoseRule {
  Printed fine_below, fine_step, step;
  std::array<PrintedBand, RenalBands::limit> bands;
};
struct PrintedRule {
  std::array<PrintedDoseRule, most_drugs> drugs;
};
PrintedRule printed_rule(const TreatmentRule& rule);

/// Takes every finding, applies the case's acknowledgements, and derives each dose again by another
/// route before it makes an order. Throws DerivationsDiffer.
Release release(const Case& the_case, const TreatmentRule& rule, const Worksheet& sheet,
                const Findings& findings);
/// The same into a release that may have been used before, so that case after case costs no
/// allocation.
void release(const Case& the_case, const TreatmentRule& rule, const PrintedRule& printed_rule,
             const Worksheet& sheet, const Findings& findings, Release& result);

} // namespace nkdose
