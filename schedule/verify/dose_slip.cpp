#include "schedule/verify/dose_slip.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {

bool is_dose(Decimal milligrams, const MeantDose& meant, const Tolerance& tolerance,
             Decimal times) {
  return milligrams == number_of(meant.rounded) * times ||
         tolerance.holds(milligrams, number_of(meant.adjusted) * times);
}

namespace {

using Context = SlipContext;

// Both ways: one drug's dose alone may also be a slipped point (fludarabine and cyclophosphamide
// are a factor of ten apart).
bool drugs_exchanged(const Context& context) {
  return any_of(context.others, [&](const Context::OtherDrug& other) {
    return is_dose(context.ordered, other.ours, context.tolerance) &&
           is_dose(other.ordered, context.ours, context.tolerance);
  });
}

bool course_on_one_day(const Context& context) {
  for (const int doses : {context.doses, context.doses_left})
    if (doses > 1 && is_dose(context.ordered, context.ours, context.tolerance, Decimal(doses)))
      return true;
  return false;
}

// Up to a thousand: a point lost from 48.600, or micrograms for milligrams.
bool point_slipped(const Context& context) {
  for (const Decimal power : {10_d, 100_d, 1000_d})
    if (is_dose(context.ordered, context.ours, context.tolerance, power) ||
        is_dose(context.ordered * power, context.ours, context.tolerance))
      return true;
  return false;
}

bool per_kilogram(const Context& context) {
  return context.tolerance.holds(context.ordered,
                                 context.level.value() * number_of(context.weight));
}

bool level_as_dose(const Context& context) {
  return context.ordered == context.level.value();
}

bool by_own_measurements(const Context& context) {
  return context.by_own_measurements &&
         is_dose(context.ordered, *context.by_own_measurements, context.tolerance);
}

bool reduction_forgotten(const Context& context) {
  return context.unreduced && is_dose(context.ordered, *context.unreduced, context.tolerance);
}

bool always(const Context&) {
  return true;
}

using enum Severity;
// Every one is a stop: a patient would get another dose than the one that was computed.
constexpr DoseSlip slips[] = {
    {{"O006",
      stop,
      "drugs exchanged",
      "each of two drugs is ordered with the other one's dose",
      {"{s}, {0}: {1} is another drug's dose, and that drug has this one's, {2}",
       "{s}, on {3} days from {0}: {1} is another drug's dose, and that drug has this one's, {2}"},
      "do not prepare; have the order written again",
      "ISMP: independent double check of every line"},
     drugs_exchanged},
    {{"O004",
      stop,
      "course total on one day",
      "an ordered dose is the daily dose times the number of doses",
      {"{s}, {0}: {1} is the whole course on one day; the daily dose is {2}",
       "{s}, on {3} days from {0}: {1} is the whole course on each day; the daily dose is {2}"},
      "do not prepare; call the prescriber: the known deaths are of this kind",
      "Dana-Farber 1994; ISMP: dose per day and total dose confused"},
     course_on_one_day},
    {{"O008",
      stop,
      "dose from other measurements",
      "the order's own height, weight or creatinine, which are not the case's, give the ordered "
      "dose",
      {"{s}, {0}: {1} is what the order's own measurements give, perhaps old ones; the case's give "
       "{2}",
       "{s}, on {3} days from {0}: {1} is what the order's own measurements give, perhaps old "
       "ones; "
       "the case's give {2}"},
      "weigh again, or find out which measurement is the newest; correct the order or the case",
      "the order's measurements against the case's"},
     by_own_measurements},
    {{"O009",
      stop,
      "renal reduction forgotten",
      "the ordered dose is ours before the reduction for the clearance",
      {"{s}, {0}: {1} is the dose without the reduction for this clearance; with it, {2}",
       "{s}, on {3} days from {0}: {1} is the dose without the reduction for this clearance; with "
       "it, "
       "{2}"},
      "call the prescriber; check the creatinine",
      "the drug's renal bands in the plan"},
     reduction_forgotten},
    {{"O007",
      stop,
      "mg/kg instead of mg/m2",
      "the ordered dose is the level times the body weight",
      {"{s}, {0}: {1} is the level times the weight in kg, as if it were mg/kg; by area it is {2}",
       "{s}, on {3} days from {0}: {1} is the level times the weight in kg, as if it were mg/kg; "
       "by "
       "area it is {2}"},
      "do not prepare; have the order written again",
      "the level is per m2"},
     per_kilogram},
    {{"O028",
      stop,
      "level written as the dose",
      "the ordered dose in mg is the level in mg/m2/day",
      {"{s}, {0}: {1} is the level itself, as if it were mg; by area it is {2}",
       "{s}, on {3} days from {0}: {1} is the level itself, as if it were mg; by area it is {2}"},
      "do not prepare; have the order written again",
      "the level is per m2"},
     level_as_dose},
    {{"O005",
      stop,
      "decimal point slipped",
      "the ordered dose is 10, 100 or 1,000 times ours, or a 10th, 100th or 1,000th of it",
      {"{s}, {0}: {1} is a power of ten away from {2}",
       "{s}, on {3} days from {0}: {1} is a power of ten away from {2}"},
      "do not prepare; call the prescriber",
      "ISMP 1997: cisplatin 204 mg for 20.4 mg"},
     point_slipped},
    {{"O001",
      stop,
      "dose differs",
      "an ordered dose is neither within the tolerance of our unrounded dose nor our rounded one",
      {"{s}, {0}: {1} is ordered, and the computed dose is {2}",
       "{s}, on {3} days from {0}: {1} is ordered, and the computed dose is {2}"},
      "do not prepare; find out which of the two is right",
      "site policy (tolerance)"},
     always},
};

} // namespace

std::span<const DoseSlip> dose_slips() {
  return slips;
}

const DoseSlip& slip_of(const SlipContext& context) {
  return *std::find_if(std::begin(slips), std::end(slips),
                       [&](const DoseSlip& slip) { return slip.explains(context); });
}

} // namespace nkdose
