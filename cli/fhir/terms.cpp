#include "cli/fhir/terms.hpp"

namespace nkdose {
namespace {

using enum Observable;

constexpr std::string_view like_height[] = {
    "3137-7", "3138-5",           "8301-4",     "8306-3", "8307-1",
    "8308-9", "50373000",         "1153637007", "188740", "MDC_LEN_BODY_ACTUAL",
    "9N001",  "9N001000000000001"};
constexpr std::string_view not_height[] = {"8305-5", "8303-0", "11727-5", "8279-2", "8280-0"};
constexpr std::string_view like_weight[] = {"3141-9",
                                            "3142-7",
                                            "8335-2",
                                            "8341-0",
                                            "8350-1",
                                            "8351-9",
                                            "79348-9",
                                            "75292-3",
                                            "27113001",
                                            "188736",
                                            "MDC_MASS_BODY_ACTUAL",
                                            "9N006",
                                            "9N006000000000001"};
constexpr std::string_view not_weight[] = {"8339-4",  "8340-2",  "8346-9", "50064-5", "8348-5",
                                           "56077-1", "77606-2", "8345-1", "73708-0", "39156-5"};
constexpr std::string_view like_creatinine[] = {"38483-4",   "59826-8",  "77140-2",  "21232-4",
                                                "11041-1",   "NPU18016", "NPU01807", "NPU04998",
                                                "113075003", "70901006"};
constexpr std::string_view not_creatinine[] = {
    "2161-8",  "14683-7", "20624-3", "2162-6",  "14684-5", "35674-1", "57346-9", "2164-2",
    "12190-5", "9318-7",  "14959-1", "32294-1", "30000-4", "2890-2",  "34366-5", "3097-3",
    "44784-7", "33914-3", "48642-3", "48643-1", "62238-1", "69405-9", "77147-7", "88293-6",
    "88294-4", "98979-8", "98980-6", "50210-4", "12195-4", "35592-5", "33558-8"};
constexpr std::string_view like_pregnancy_test[] = {
    "2106-3",  "2110-5",  "2111-3",   "2112-1",   "2118-8",    "2119-6",  "19080-1", "21198-7",
    "45194-8", "80384-1", "80385-8",  "82810-3",  "20415-6",   "25372-4", "25373-2", "56497-1",
    "53959-3", "55869-8", "74036000", "77386006", "250423000", "83074-5"};

constexpr std::string_view like_sex[] = {"46098-0", "76689-9", "99501-9", "99502-7", "21840-4"};

constexpr ObservableTerm terms[] = {
    {height, "height", "vital-signs", {{{"8302-2", "Body height"}}}, like_height, not_height},
    {weight, "weight", "vital-signs", {{{"29463-7", "Body weight"}}}, like_weight, not_weight},
    {creatinine,
     "serum creatinine",
     "laboratory",
     {{{"14682-9", "Creatinine [Moles/volume] in Serum or Plasma"},
       {"2160-0", "Creatinine [Mass/volume] in Serum or Plasma"}}},
     like_creatinine,
     not_creatinine},
    {surface,
     "body surface area",
     "exam",
     {{{"8277-6", "Body surface area"}, {"3140-1", "Body surface area Derived from formula"}}}},
    {clearance,
     "creatinine clearance",
     "laboratory",
     {{{"35591-7",
        "Creatinine renal clearance predicted by Cockcroft-Gault formula in Serum or Plasma"}}}},
    {age, "age on the first drug day", "exam", {{{"30525-0", "Age"}}}},
    {pregnancy_test, "pregnancy test", "laboratory", {}, like_pregnancy_test},
    {sex, "sex", "social-history", {}, like_sex},
};

} // namespace

std::string_view system_of(DrugCode::System system) {
  return system == DrugCode::System::rxnorm ? rxnorm_system : atc_system;
}

std::span<const ObservableTerm> observable_terms() {
  return terms;
}

const ObservableTerm& term_of(Observable what) {
  return terms[static_cast<std::size_t>(what)]; // in the order of the enumeration
}

} // namespace nkdose
