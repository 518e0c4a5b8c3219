#include "cli/fhir/patient/condition_words.hpp"

#include "cli/fhir/read/observed_words.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

// In the letters that `folded` leaves, from memory: English, Chinese, German, French, Spanish,
// Japanese. A word begins where it stands here and may go on ("haemolytic", "haemolytica"). Two
// parts with " + " between them both stand in the text, in any order.
constexpr std::string_view breast_feeding[] = {
    "breast feed",  "breastfeed",     "breast fed", "breastfed", "lactating",
    "lactation",    "nursing mother", "stillen",    "stillend",  "stillzeit",
    "laktation",    "allait",         "lactancia",  "lactante",  "amamant",
    "allattamento", "哺乳",           "母乳喂养",   "授乳",      "泌乳"};
constexpr std::string_view haemolysis[] = {
    "hemoly",           "haemoly",           "hamoly", "emoly", "emoliti",  "evans syndrom",
    "syndrome d evans", "sindrome de evans", "aiha",   "溶血",  "エバンス", "伊文"};
constexpr std::string_view outflow[] = {"outlet + obstruct",
                                        "outflow + obstruct",
                                        "urinary + obstruct",
                                        "ureter + obstruct",
                                        "ureter + obstruc",
                                        "urethra + obstruct",
                                        "urethral stricture",
                                        "ureteral stricture",
                                        "obstructive uropathy",
                                        "obstructive nephropathy",
                                        "hydronephro",
                                        "urinary retention",
                                        "retention of urine",
                                        "cannot pass urine",
                                        "unable to void",
                                        "bladder neck",
                                        "harnverhalt",
                                        "harnstau",
                                        "harnabfluss",
                                        "blasenauslass",
                                        "harnrohrenstriktur",
                                        "retention urin",
                                        "retention d urine",
                                        "obstruction urin",
                                        "obstruction + vesic",
                                        "uropathie obstructi",
                                        "retencion urin",
                                        "retencion + orina",
                                        "obstruccion + urin",
                                        "obstruccion + vesic",
                                        "uropatia obstructi",
                                        "尿路梗阻",
                                        "尿道梗阻",
                                        "尿道狭窄",
                                        "输尿管梗阻",
                                        "膀胱出口梗阻",
                                        "尿潴留",
                                        "肾积水",
                                        "尿路閉塞",
                                        "尿閉",
                                        "水腎症"};
constexpr std::string_view bladder[] = {"hemorrhagic + cystitis",
                                        "haemorrhagic + cystitis",
                                        "hamorrhagisch + zystitis",
                                        "cystitis",
                                        "cystite",
                                        "cistitis",
                                        "zystitis",
                                        "blasenentzundung",
                                        "出血性膀胱炎",
                                        "膀胱炎"};
constexpr std::string_view kidneys[] = {"dialy",
                                        "hemodialy",
                                        "haemodialy",
                                        "hamodialy",
                                        "hemofiltration",
                                        "haemofiltration",
                                        "hamofiltration",
                                        "renal replacement",
                                        "kidney replacement",
                                        "nierenersatz",
                                        "dialis",
                                        "hemodialis",
                                        "kidney + transplant",
                                        "renal + transplant",
                                        "nierentransplant",
                                        "nephrectomy",
                                        "nephrektom",
                                        "single kidney",
                                        "kidney failure",
                                        "renal failure",
                                        "kidney injury",
                                        "renal injury",
                                        "kidney insufficiency",
                                        "renal insufficiency",
                                        "renal impairment",
                                        "kidney impairment",
                                        "nierenversagen",
                                        "nierenschadigung",
                                        "niereninsuffizienz",
                                        "insuffisance renale",
                                        "insuficiencia renal",
                                        "insufficienza renale",
                                        "falla renal",
                                        "lesion renal aguda",
                                        "end stage + renal",
                                        "end stage + kidney",
                                        "esrd",
                                        "eskd",
                                        "kidney disease + stage 3",
                                        "kidney disease + stage 4",
                                        "kidney disease + stage 5",
                                        "kidney disease + stage iii",
                                        "kidney disease + stage iv",
                                        "kidney disease + stage v",
                                        "kidney disease + g3",
                                        "kidney disease + g4",
                                        "kidney disease + g5",
                                        "ckd + 3",
                                        "ckd + 4",
                                        "ckd + 5",
                                        "anuri",
                                        "oliguri",
                                        "acute tubular necrosis",
                                        "uremi",
                                        "uraemi",
                                        "透析",
                                        "肾功能衰竭",
                                        "肾衰",
                                        "肾功能不全",
                                        "肾损伤",
                                        "无尿",
                                        "少尿",
                                        "尿毒症",
                                        "肾移植",
                                        "腎不全",
                                        "無尿",
                                        "腎移植",
                                        "腎障害"};
constexpr std::string_view limbs[] = {"amputat",         "amputac",        "amputaz", "amputier",
                                      "disarticulation", "hemipelvectomy", "截肢",    "切断術"};

constexpr Bearing bearings[] = {
    {"breast-feeding", "breast-feeding", true, breast_feeding},
    {"decompensated-haemolysis", "a haemolysis", false, haemolysis},
    {"urinary-outflow-obstruction", "an obstruction of the urinary outflow", false, outflow},
    {"urinary-outflow-obstruction", "an inflamed bladder", false, bladder},
    {"serum-creatinine", "kidneys that may clear less than is computed", false, kidneys},
    {"weight", "a limb that is not there, which no formula knows of", false, limbs},
};

// A word of Latin letters stands at the beginning of one; others stand anywhere.
bool stands_in(std::string_view text, std::string_view word) {
  const bool is_latin = static_cast<unsigned char>(word.front()) < 0x80;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if (!is_latin || at == 0 || text[at - 1] == ' ' ||
        static_cast<unsigned char>(text[at - 1]) >= 0x80)
      return true;
  return false;
}

bool has_all_parts(std::string_view text, std::string_view word) {
  constexpr std::string_view between = " + ";
  const auto at = word.find(between);
  if (at == word.npos) return stands_in(text, word);
  return stands_in(text, word.substr(0, at)) && stands_in(text, word.substr(at + between.size()));
}

} // namespace

const Bearing* bearing_of(std::string_view text) {
  const std::string plain = folded(text, Digits::kept);
  for (const Bearing& one : bearings)
    if (any_of(one.words, [&](std::string_view word) { return has_all_parts(plain, word); }))
      return &one;
  return nullptr;
}

} // namespace nkdose
