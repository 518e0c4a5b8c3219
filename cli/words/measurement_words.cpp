#include "cli/words/measurement_words.hpp"

namespace nkdose {
namespace {

constexpr MeasurementWords measurement_words[] = {
    {"sex", "sex", ""},
    {"height", "height_cm", "cm"},
    {"weight", "weight_kg", "kg"},
    {"serum creatinine", "serum_creatinine_umol_per_l", "umol/L"},
};

} // namespace

const MeasurementWords& words_of(Measurement what) {
  return measurement_words[static_cast<std::size_t>(what)];
}

std::string_view sex_word(Decimal place) {
  return place == Decimal(static_cast<int>(Sex::female)) ? "female" : "male";
}

} // namespace nkdose
