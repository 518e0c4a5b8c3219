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

/// One row of the review: what it is called and what it looks for.
struct DoseCheck {
  FindingText text;
  void (*look)(const DoseContext&, const FindingText&, Findings&);
};

/// The tables: measurements and doses; what was given; rounding to bands and preparation; cells.
std::span<const DoseCheck> dose_checks();
std::span<const DoseCheck> given_checks();
std::span<const DoseCheck> preparation_checks();
std::span<const DoseCheck> cell_checks();
/// All of them, in this order.
std::array<std::span<const DoseCheck>, 4> review_tables();

/// Appends every finding, in the order of the tables.
void review_doses(const DoseContext& context, Findings& findings);

/// What a single answer has to say about measurements and areas: P002, P008 and B001.
Findings review_measurements(std::optional<Height> height, ActualWeight weight,
                             std::optional<SerumCreatinine> creatinine,
                             std::span<const BodySurface> areas);

/// A finding of a row, with the row's own severity unless another is named.
Finding finding_of(const FindingText& row, Name subject = {}, std::array<Figure, 4> figures = {},
                   int variant = 0);
Finding info_of(const FindingText& row, Name subject, std::array<Figure, 4> figures, int variant);

} // namespace nkdose
