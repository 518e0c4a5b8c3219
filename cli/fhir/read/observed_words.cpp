#include "cli/fhir/read/observed_words.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/utf8.hpp"

#include <vector>

namespace nkdose {
namespace {

// All in the letters that `folded` leaves: small, without accents, digits and punctuation. From
// memory, English, Chinese, German, French, Spanish, Japanese first. A word of up to three letters
// stands by itself; a longer one, and any without Latin letters, may be a part of a compound.
constexpr std::string_view creatinine_words[] = {
    "creatinine",   "creatinin",  "creatinina", "creatininium", "creatininemia", "creatininemie",
    "kreatinin",    "kreatinine", "kreatynina", "kreatiniini",  "creat",         "krea",
    "crea",         "cre",        "cr",         "scr",          "肌酐",          "肌酸酐",
    "クレアチニン", "ｸﾚｱﾁﾆﾝ",     "크레아티닌", "креатинин"};
constexpr std::string_view weight_words[] = {"weight",
                                             "weights",
                                             "wt",
                                             "bodyweight",
                                             "bw",
                                             "bwt",
                                             "wgt",
                                             "body mass",
                                             "korpermasse",
                                             "koerpermasse",
                                             "masse corporelle",
                                             "masa corporal",
                                             "massa corporal",
                                             "massa corporea",
                                             "gewicht",
                                             "gewichts",
                                             "poids",
                                             "peso",
                                             "waga",
                                             "vikt",
                                             "vekt",
                                             "vaegt",
                                             "paino",
                                             "hmotnost",
                                             "体重",
                                             "體重",
                                             "체중",
                                             "вес тела",
                                             "масса тела"};
constexpr std::string_view height_words[] = {
    "height",        "ht",      "hgt",          "stature",        "body length",
    "grosse",        "groesse", "korpergrosse", "koerpergroesse", "korperlange",
    "koerperlaenge", "taille",  "talla",        "altura",         "estatura",
    "statura",       "altezza", "lengte",       "wzrost",         "kroppslangd",
    "身高",          "身長",    "身长",         "신장",           "рост"};
constexpr std::string_view age_words[] = {"age", "alter", "edad", "years old", "年龄", "年齢"};
constexpr std::string_view pregnancy_test_words[] = {"pregnancy test",
                                                     "pregnant",
                                                     "pregnancy tests",
                                                     "test pregnancy",
                                                     "pregnancy status",
                                                     "pregnancy",
                                                     "hcg",
                                                     "choriogonadotropin",
                                                     "choriogonadotropine",
                                                     "gonadotropina corionica",
                                                     "choriongonadotropin",
                                                     "chorionic gonadotropin",
                                                     "schwangerschaftstest",
                                                     "schwangerschaft",
                                                     "test de grossesse",
                                                     "grossesse",
                                                     "prueba de embarazo",
                                                     "test de embarazo",
                                                     "embarazo",
                                                     "妊娠试验",
                                                     "妊娠試験",
                                                     "妊娠检查",
                                                     "妊娠検査",
                                                     "妊娠反応",
                                                     "早孕",
                                                     "绒毛膜促性腺激素",
                                                     "絨毛性ゴナドトロピン",
                                                     "妊娠"};

constexpr std::string_view harmless_words[] = {
    // whose, and that it was measured
    "body", "corporal", "corporel", "corporelle", "corporeo", "corps", "korper", "koerper",
    "lichaams", "patient", "patients", "adult", "actual", "actuel", "actuelle", "actual", "aktuell",
    "aktuelles", "aktuelle", "current", "measured", "measurement", "measure", "gemessen",
    "gemessenes", "mesure", "mesuree", "medido", "medida", "standing", "length", "scale",
    "stadiometer", "calibrated", "electronic", "digital", "weighing", "waage", "身体", "实测",
    "實測", "実測", "測定", "测定", "测量", "现", "当前", "現在", "人体",
    // which specimen, as the code has it
    "arm", "left", "right", "vein", "hand", "serum", "serums", "sera", "ser", "plasma", "plas",
    "serpl", "u e", "u es", "serplbld", "bld", "blood", "venous", "arterial", "capillary", "whole",
    "s", "p", "b", "pl", "sr", "i", "blut", "vollblut", "venenblut", "sang", "sangre", "serique",
    "plasmatique", "sanguine", "sanguin", "suero", "serico", "serica", "plasmatica", "venosa",
    "specimen", "sample", "probe", "muestra", "echantillon", "heparin plasma", "lithium heparin",
    "edta", "gel", "tube", "血清", "血浆", "血漿", "静脉血", "全血", "血液", "血", "标本", "検体",
    "样本",
    // what kind of number it is
    "mass", "moles", "mole", "volume", "vol", "substance", "amount", "concentration", "conc",
    "mcnc", "scnc", "quantitative", "value", "level", "lvl", "result", "finding", "observable",
    "entity", "property", "procedure", "subst", "c", "concentracion", "konzentration", "valeur",
    "wert", "valor", "浓度", "濃度", "定量", "值", "値", "结果", "結果",
    // how it was measured
    "jaffe", "enzymatic", "enzymatisch", "enzymat", "enzym", "enzymatique", "enzimatica", "kinetic",
    "kinetisch", "compensated", "idms", "traceable", "photometry", "photometric", "method",
    "methode", "metodo", "poct", "point of care", "test", "assay", "lab", "laboratory", "labor",
    "laboratorio", "chemistry", "chem", "panel", "routine", "vital signs", "vital", "vitals",
    "sign", "signs", "酶法", "酵素法", "苦味酸法", "肌氨酸氧化酶法", "法", "检测", "检查", "検査",
    "with egfr", "w egfr", "and egfr", "with gfr", "including egfr", "incl egfr", "mit egfr",
    "avec dfg",
    // in which unit
    "kg", "g", "cm", "m", "mm", "in", "lb", "lbs", "inch", "inches", "pounds", "kilogram",
    "kilograms", "umol", "mmol", "mol", "mg", "dl", "ml", "l", "a", "y", "千克", "公斤", "厘米",
    // of our own bundles
    "on the first drug day", "years",
    // between the others
    "of", "the", "or", "and", "by", "at", "von", "der", "die", "das", "des", "im", "und", "oder",
    "de", "la", "le", "du", "en", "el", "del", "al", "y", "et", "ou", "o", "di", "的"};

constexpr std::string_view another_words[] = {
    // another specimen
    "urine", "urin", "urinary", "urinaire", "urinaria", "urinario", "orina", "harn", "spontanurin",
    "sammelurin", "ur", "urn", "u kreatinin", "u creatinine", "u creatinin", "u krea", "u crea",
    "u creat", "dialysate", "dialysat", "dialisado", "csf", "liquor", "cerebrospinal", "fluid",
    "flussigkeit", "liquide", "liquido", "pleural", "ascites", "ascitic", "peritoneal", "drain",
    "drainage", "amniotic", "sweat", "saliva", "stool", "feces", "cord", "尿液", "尿", "腹水",
    "胸水", "透析液", "脑脊液", "髄液", "唾液", "引流液", "羊水", "소변", "моча", "моче",
    // another weight
    "ideal", "ideale", "ideales", "adjusted", "adjustiert", "ajuste", "ajustado", "lean", "birth",
    "birthweight", "geburts", "geburt", "naissance", "nacimiento", "nacer", "target", "goal",
    "soll", "ziel", "cible", "objetivo", "predicted", "molecular", "molekular", "moleculaire",
    "heparin", "heparina", "fetal", "foetal", "placenta", "placental", "gravity", "specific",
    "specifique", "especifico", "spezifisches", "spezifisch", "change", "zunahme", "abnahme",
    "prise", "placentario", "placentaire", "gain", "loss", "perdida", "perte", "verlust",
    "percentile", "percentil", "perzentile", "zscore", "z score", "fat", "fett", "muscle", "bone",
    "weighted", "overweight", "underweight", "ubergewicht", "untergewicht", "free", "理想", "标准",
    "標準", "目标", "目標", "修正", "補正", "出生", "变化", "増加", "减轻", "減少", "分子量",
    "去脂", "除脂肪", "比重", "胎儿", "百分位",
    // another height or size
    "fundal", "fundus", "uterine", "sitting", "knee", "vertebral", "waist", "tour de taille",
    "bauch", "tumor", "tumour", "parental", "midparental", "seat", "座高", "坐高", "腰围", "宫高",
    "for age", "for length", "for height",
    // another age
    "gestational", "gestationsalter", "onset", "diagnosis", "bone age", "孕周",
    // another person
    "mother", "maternal", "father", "donor", "partner", "newborn", "neonate", "mutter", "spender",
    "母亲", "供者"};

// Another quantity that is made with it, or stands beside it: it has other units.
constexpr std::string_view derived_words[] = {"clearance",
                                              "clearence",
                                              "klarens",
                                              "aclaramiento",
                                              "depuracion",
                                              "clairance",
                                              "ratio",
                                              "ratios",
                                              "quotient",
                                              "rapport",
                                              "cociente",
                                              "relacion",
                                              "razon",
                                              "verhaltnis",
                                              "index",
                                              "indice",
                                              "gfr",
                                              "egfr",
                                              "efg",
                                              "dfg",
                                              "tfg",
                                              "tfge",
                                              "fge",
                                              "glomerular",
                                              "glomerulaire",
                                              "filtration",
                                              "ckd",
                                              "mdrd",
                                              "cockcroft",
                                              "kinase",
                                              "phosphokinase",
                                              "albumin",
                                              "albumine",
                                              "albumina",
                                              "microalbumin",
                                              "protein",
                                              "proteine",
                                              "proteina",
                                              "proteinas",
                                              "eiweiss",
                                              "calcium",
                                              "kalzium",
                                              "calcio",
                                              "sodium",
                                              "urea",
                                              "bun",
                                              "nitrogen",
                                              "cystatin",
                                              "cystatine",
                                              "excretion",
                                              "ausscheidung",
                                              "rate",
                                              "acr",
                                              "pcr",
                                              "upcr",
                                              "uacr",
                                              "清除率",
                                              "クリアランス",
                                              "比值",
                                              "比率",
                                              "比",
                                              "白蛋白",
                                              "蛋白",
                                              "アルブミン",
                                              "タンパク",
                                              "蛋白质",
                                              "尿素氮",
                                              "尿素",
                                              "胱抑素",
                                              "シスタチン",
                                              "肾小球",
                                              "糸球体",
                                              "滤过",
                                              "濾過",
                                              "bmi",
                                              "imc",
                                              "body mass index",
                                              "指数"};

enum class Meaning { named, harmless, another, derived };
struct Word {
  std::string_view text;
  Meaning meaning;
  Observable what; ///< where it is named
};

bool is_latin(char c) {
  return c >= 'a' && c <= 'z';
}

// By the first byte, the longest first.
class Vocabulary {
public:
  Vocabulary() {
    add(creatinine_words, Meaning::named, Observable::creatinine);
    add(weight_words, Meaning::named, Observable::weight);
    add(height_words, Meaning::named, Observable::height);
    add(age_words, Meaning::named, Observable::age);
    add(pregnancy_test_words, Meaning::named, Observable::pregnancy_test);
    add(harmless_words, Meaning::harmless);
    add(another_words, Meaning::another);
    add(derived_words, Meaning::derived);
    for (auto& words : by_first_)
      std::stable_sort(words.begin(), words.end(),
                       [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
  }

  /// The longest word that stands at the beginning of the text; null where none does.
  const Word* at_beginning_of(std::string_view text) const {
    for (const Word& word : by_first_[static_cast<unsigned char>(text.front())])
      if (text.starts_with(word.text) && ends_well(word.text, text.substr(word.text.size())))
        return &word;
    return nullptr;
  }

private:
  template <std::size_t count>
  void add(const std::string_view (&words)[count], Meaning meaning, Observable what = {}) {
    for (const std::string_view word : words)
      by_first_[static_cast<unsigned char>(word.front())].push_back({word, meaning, what});
  }
  static bool ends_well(std::string_view word, std::string_view rest) {
    constexpr std::size_t shortest_part = 4; // of a compound, in letters
    return rest.empty() || !is_latin(rest.front()) || !is_latin(word.back()) ||
           word.size() >= shortest_part;
  }

  std::array<std::vector<Word>, 256> by_first_;
};

const Vocabulary& vocabulary() {
  static const Vocabulary words;
  return words;
}

struct Letter {
  std::uint32_t written;
  std::string_view plain;
};
// Of the accents of Latin: what is left without them.
constexpr std::string_view without_accent(std::uint32_t letter) {
  constexpr std::string_view of_latin_1[] = {
      "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
      "d", "n", "o", "o", "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss"};
  constexpr Letter others[] = {{0x0153, "oe"}, {0x0152, "oe"}, {0x0142, "l"}, {0x0141, "l"},
                               {0x00B5, "u"},  {0x03BC, "u"},  {0x0119, "e"}, {0x0105, "a"},
                               {0x015B, "s"},  {0x0161, "s"},  {0x010D, "c"}, {0x017E, "z"},
                               {0x00FF, "y"},  {0x0159, "r"},  {0x011B, "e"}, {0x016F, "u"}};
  if (letter >= 0xC0 && letter <= 0xFE) return of_latin_1[(letter - 0xC0) % 32];
  for (const Letter& one : others)
    if (one.written == letter) return one.plain;
  return {};
}

struct Stem {
  std::string_view text;
  Observable what;
};
// Inside a word that is in no list.
constexpr Stem stems[] = {
    {"reatinin", Observable::creatinine}, {"reatynin", Observable::creatinine},
    {"weight", Observable::weight},       {"gewicht", Observable::weight},
    {"height", Observable::height},       {"korpergro", Observable::height}};

unsigned bit_of(Observable what) {
  return 1U << static_cast<unsigned>(what);
}

void note(const Word& word, WordsRead& read) {
  if (word.meaning == Meaning::named) read.of |= bit_of(word.what);
  if (word.meaning == Meaning::another) read.names_another = true;
  if (word.meaning == Meaning::derived) read.names_derived = true;
}

// The length of a word, or of a compound of known parts, at the beginning of a text; 0 where there
// is none.
std::size_t read_known(std::string_view text, WordsRead& read) {
  WordsRead with_parts = read;
  std::size_t length = 0;
  do {
    const Word* word = vocabulary().at_beginning_of(text.substr(length));
    if (!word) return 0;
    note(*word, with_parts);
    length += word->text.size();
  } while (length < text.size() && is_latin(text[length]) && is_latin(text[length - 1]));
  read = with_parts;
  return length;
}

std::size_t read_unknown(std::string_view text, WordsRead& read) {
  std::size_t length = 0;
  while (length < text.size() && is_latin(text[length]))
    ++length;
  if (length == 0) length = std::max<std::size_t>(first_code_point(text).bytes, 1);
  for (const Stem& stem : stems)
    if (text.substr(0, length).find(stem.text) != text.npos) read.of |= bit_of(stem.what);
  read.is_understood_all = false;
  return length;
}

constexpr std::string_view units_of_length[] = {
    "cm", "m", "mm", "dm", "in", "[in_i]", "ft", "[ft_i]", "inch", "inches", "厘米", "公分", "米"};
constexpr std::string_view units_of_mass[] = {"kg", "kgs",     "g",  "lb",   "lbs",  "[lb_av]",
                                              "oz", "[oz_av]", "st", "公斤", "千克", "斤"};
constexpr std::string_view units_of_creatinine[] = {
    "umol/l", "mmol/l", "nmol/l",  "mg/dl",   "mg/l",       "g/l",    "g/dl",   "mg/100ml",
    "mg%",    "ug/dl",  "umol/dl", "mcmol/l", "micromol/l", "µmol/l", "μmol/l", "umol"};

} // namespace

std::string folded(std::string_view text, Digits digits) {
  std::string plain;
  plain.reserve(text.size());
  const auto blank = [&] {
    if (!plain.empty() && plain.back() != ' ') plain += ' ';
  };
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    const std::size_t bytes = std::max<std::size_t>(point.bytes, 1);
    std::uint32_t letter = point.bytes == 0 ? ' ' : point.value;
    if (letter >= 0xFF01 && letter <= 0xFF5E) letter -= 0xFEE0; // full width
    if (letter >= 0x0410 && letter <= 0x042F) letter += 0x20;   // Cyrillic capitals
    if (const std::string_view base = without_accent(letter); !base.empty()) {
      plain += base;
    } else if (letter < 0x80) {
      const char c = static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + 32 : letter);
      if (is_latin(c) || (digits == Digits::kept && c >= '0' && c <= '9'))
        plain += c;
      else
        blank();
    } else if (letter >= 0x0300 && letter <= 0x036F) {
      // an accent by itself
    } else if (letter < 0x0370 || (letter >= 0x2000 && letter <= 0x2E7F) ||
               (letter >= 0x3000 && letter <= 0x303F) || letter == 0x30FB) {
      blank(); // signs and punctuation
    } else if (letter >= 0x0430 && letter <= 0x044F) {
      const char pair[] = {static_cast<char>(0xC0 | letter >> 6),
                           static_cast<char>(0x80 | (letter & 0x3F))};
      plain.append(pair, 2);
    } else {
      plain.append(text.substr(0, bytes));
    }
    text.remove_prefix(bytes);
  }
  return plain;
}

void read_words(std::string_view text, WordsRead& read) {
  const std::string plain = folded(text);
  std::string_view rest = plain;
  while (!rest.empty()) {
    std::size_t length = rest.front() == ' ' ? 1 : read_known(rest, read);
    if (length == 0) length = read_unknown(rest, read);
    rest.remove_prefix(length);
  }
}

bool can_be_unit_of(Observable what, std::string_view unit) {
  std::string plain(unit);
  for (char& c : plain)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  switch (what) {
  case Observable::height:
    return holds(units_of_length, plain);
  case Observable::weight:
    return holds(units_of_mass, plain);
  case Observable::creatinine:
    return holds(units_of_creatinine, plain);
  case Observable::pregnancy_test:
    return plain.find('/') != plain.npos; // mIU/mL
  default:
    return true;
  }
}

} // namespace nkdose
