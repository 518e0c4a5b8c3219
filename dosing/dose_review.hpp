// The review of a worksheet: every check on a patient, an area, a clearance, a dose.
#pragma once

#include "dosing/finding.hpp"
#include "dosing/worksheet.hpp"

namespace nkdose {

/// What the sponsor has waived: the protocol's limits on age and on clearance, nothing else.
struct WaivedLimits {
  bool age = false;
  bool clearance = false;
};

/// All that a dose check may look at.
struct DoseContext {
  const Patient& patient;
  const Prescription& order;
  const TreatmentRule& rule;
  const Worksheet& sheet;
  WaivedLimits waived;
};

/// What a check is about. One about something that a case does not have has nothing to say, and is
/// not asked: a batch of a million asks each of them a million times.
enum class About : unsigned {
  patient = 1,     ///< the patient, the order, its dates: every case has them
  treatment = 2,   ///< protocol, site and drugs alone: the same for every case of a treatment
  preparation = 4, ///< a named presentation
  bags = 8,        ///< certificates
  given = 16,      ///< what was given
  screening = 32,  ///< facts of screening
};
/// Several of them.
class Abouts {
public:
  constexpr void add(About about, bool is_there = true) {
    if (is_there) bits_ |= static_cast<unsigned>(about);
  }
  constexpr bool holds(About about) const { return (bits_ & static_cast<unsigned>(about)) != 0; }
  friend constexpr bool operator==(Abouts, Abouts) = default;

private:
  unsigned bits_ = static_cast<unsigned>(About::patient);
};

/// Whether infos about the treatment alone are wanted. They are the same for every case, and
/// whoever reads a batch does not want each of them a million times.
enum class StandingInfos { listed, left_out };

/// One row of the review: what it is called and what it looks for.
struct DoseCheck {
  FindingText text;
  void (*look)(const DoseContext&, const FindingText&, Findings&);
  About about = About::patient;
};

/// Whether a check is asked.
template <class Check>
constexpr bool is_asked(const Check& check, const Abouts& present, StandingInfos infos) {
  if (check.about == About::treatment)
    return infos == StandingInfos::listed || check.text.severity != Severity::info;
  return present.holds(check.about);
}

/// The checks of the tables that are asked, chosen once for all the cases in a row that have the
/// same things.
template <class Check>
class AskedChecks {
public:
  template <class Tables>
  const std::vector<const Check*>& of(const Tables& tables, const Abouts& present,
                                      StandingInfos infos) {
    if (!checks_.empty() && present == present_ && infos == infos_) return checks_;
    checks_.clear();
    for (const std::span<const Check> table : tables)
      for (const Check& check : table)
        if (is_asked(check, present, infos)) checks_.push_back(&check);
    present_ = present;
    infos_ = infos;
    return checks_;
  }

private:
  std::vector<const Check*> checks_;
  Abouts present_;
  StandingInfos infos_ = StandingInfos::listed;
};

/// The tables: measurements and doses; what was given; rounding to bands and preparation; cells.
std::span<const DoseCheck> dose_checks();
std::span<const DoseCheck> given_checks();
std::span<const DoseCheck> preparation_checks();
std::span<const DoseCheck> cell_checks();
/// All of them, in this order.
std::array<std::span<const DoseCheck>, 4> review_tables();

/// Appends every finding, in the order of the tables. `asked` may have served for another case.
void review_doses(const DoseContext& context, Findings& findings, StandingInfos infos,
                  AskedChecks<DoseCheck>& asked);

/// What a single answer has to say about measurements and areas: P002, P008 and B001.
Findings review_measurements(std::optional<Height> height, ActualWeight weight,
                             std::optional<SerumCreatinine> creatinine,
                             std::span<const BodySurface> areas);

/// A finding of a row, with the row's own severity unless another is named.
Finding finding_of(const FindingText& row, Name subject = {}, std::array<Figure, 4> figures = {},
                   int variant = 0);
Finding info_of(const FindingText& row, Name subject, std::array<Figure, 4> figures, int variant);

} // namespace nkdose
