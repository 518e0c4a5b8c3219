// The units of the house, one coherent system of our own.
//
// In SI, mg/kg is a pure number, mL/m2 is a length, and body mass adds to drug mass. Here each of
// these is a dimension of its own, every product has the right type with factor one, and nothing is
// scaled behind your back: unit changes happen in `quantity_text`, by name.
#pragma once

#include "dosing/number/decimal.hpp"

#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/make_system.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>

namespace nkdose {

namespace dimension {
struct DrugMass : boost::units::base_dimension<DrugMass, 1> {};
struct BodyMass : boost::units::base_dimension<BodyMass, 2> {};
struct BodySurface : boost::units::base_dimension<BodySurface, 3> {};
struct Volume : boost::units::base_dimension<Volume, 4> {};
struct Cells : boost::units::base_dimension<Cells, 5> {};
struct Creatinine : boost::units::base_dimension<Creatinine, 6> {};
struct Serum : boost::units::base_dimension<Serum, 7> {};
struct Height : boost::units::base_dimension<Height, 8> {};
struct Time : boost::units::base_dimension<Time, 9> {};
struct DoseDay : boost::units::base_dimension<DoseDay, 10> {};
} // namespace dimension

namespace base {
template <class Dimension, int Order>
struct Unit
    : boost::units::base_unit<Unit<Dimension, Order>, typename Dimension::dimension_type, Order> {};
using Milligram = Unit<dimension::DrugMass, 1>;
using Kilogram = Unit<dimension::BodyMass, 2>;
using SquareMetre = Unit<dimension::BodySurface, 3>;
using Millilitre = Unit<dimension::Volume, 4>;
using MillionCells = Unit<dimension::Cells, 5>; // counted in 10^6, so that 10^8 per kg still fits
using Micromole = Unit<dimension::Creatinine, 6>;
using LitreOfSerum = Unit<dimension::Serum, 7>;
using Centimetre = Unit<dimension::Height, 8>;
using Minute = Unit<dimension::Time, 9>;
using Day = Unit<dimension::DoseDay, 10>; // a day of dosing: mg/m2 per day is not mg/m2
} // namespace base

using System =
    boost::units::make_system<base::Milligram, base::Kilogram, base::SquareMetre, base::Millilitre,
                              base::MillionCells, base::Micromole, base::LitreOfSerum,
                              base::Centimetre, base::Minute, base::Day>::type;

namespace unit {
template <class Dimension>
using Of = boost::units::unit<typename Dimension::dimension_type, System>;
using Milligram = Of<dimension::DrugMass>;
using Kilogram = Of<dimension::BodyMass>;
using SquareMetre = Of<dimension::BodySurface>;
using Millilitre = Of<dimension::Volume>;
using MillionCells = Of<dimension::Cells>;
using Micromole = Of<dimension::Creatinine>;
using LitreOfSerum = Of<dimension::Serum>;
using Centimetre = Of<dimension::Height>;
using Minute = Of<dimension::Time>;
using Day = Of<dimension::DoseDay>;

/// A pure number; what is counted is a kind's business.
using Count = boost::units::unit<boost::units::dimensionless_type, System>;

template <class A, class B>
using Over = typename boost::units::divide_typeof_helper<A, B>::type;
} // namespace unit

template <class Unit>
using Quantity = boost::units::quantity<Unit, Decimal>;

using DrugMass = Quantity<unit::Milligram>;
using BodyMass = Quantity<unit::Kilogram>;
using BodySurface = Quantity<unit::SquareMetre>;
using Volume = Quantity<unit::Millilitre>;
using CellCount = Quantity<unit::MillionCells>;
using Height = Quantity<unit::Centimetre>;
using DoseDays = Quantity<unit::Day>;
using Duration = Quantity<unit::Minute>;
using DailyDose = Quantity<unit::Over<unit::Milligram, unit::Day>>;
using DoseLevel = Quantity<unit::Over<unit::Over<unit::Milligram, unit::SquareMetre>, unit::Day>>;
using Flow = Quantity<unit::Over<unit::Millilitre, unit::Minute>>;
using SerumCreatinine = Quantity<unit::Over<unit::Micromole, unit::LitreOfSerum>>;
using DrugConcentration = Quantity<unit::Over<unit::Milligram, unit::Millilitre>>;
using CellsPerKilogram = Quantity<unit::Over<unit::MillionCells, unit::Kilogram>>;
using CountPerVolume = Quantity<unit::Over<unit::Count, unit::Millilitre>>;
using CountPerBodyMass = Quantity<unit::Over<unit::Count, unit::Kilogram>>;
using CellConcentration = Quantity<unit::Over<unit::MillionCells, unit::Millilitre>>;

/// A quantity from its number, where the unit is named by the type: `in<BodyMass>(58.4_d)`.
template <class Q>
constexpr Q in(Decimal number) {
  return Q::from_value(number);
}

} // namespace nkdose
