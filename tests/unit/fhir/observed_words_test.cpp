// What laboratories and wards call the three values that a dose is computed from, and what only
// sounds like them. The words are those of public code systems and of reports in use.
#include "cli/fhir/read/observed_words.hpp"
#include "tests/unit/printed.hpp"

namespace {
using namespace nkdose;

enum class Said {
  weight,
  height,
  creatinine,
  pregnancy_test, // and nothing else
  another,        // it is named, and is not it
  unclear,        // it is named, and a word is not known
  nothing,
};

Said said_by(std::string_view text) {
  WordsRead read;
  read_words(text, read);
  if (read.of == 0) return Said::nothing;
  if (read.names_another || read.names_derived) return Said::another;
  if (!read.is_understood_all) return Said::unclear;
  if (!read.names_but(Observable::weight)) return Said::weight;
  if (!read.names_but(Observable::height)) return Said::height;
  if (!read.names_but(Observable::creatinine)) return Said::creatinine;
  if (!read.names_but(Observable::pregnancy_test)) return Said::pregnancy_test;
  return Said::unclear;
}

struct Row {
  Said said;
  std::string_view text;
};
using enum Said;

TEST_CASE("words: what is measured, in the words of many laboratories") {
  constexpr Row rows[] = {
      {creatinine, "Creatinine"},
      {creatinine, "CREATININE, SERUM"},
      {creatinine, "Creatinine [Mass/volume] in Serum or Plasma"},
      {creatinine, "Creat SerPl-mCnc"},
      {creatinine, "Creatinine Lvl"},
      {creatinine, "Creatinine w/ eGFR"},
      {creatinine, "U&E: Creatinine"},
      {creatinine, "Kreatinin i.S. (enzymatisch)"},
      {creatinine, "Serumkreatinin"},
      {creatinine, "Kreatinin [µmol/l]"},
      {creatinine, "P-Kreatinin"},
      {creatinine, "Créatinine plasmatique"},
      {creatinine, "Cre\u0301atininémie"},
      {creatinine, "CRÉATININE"},
      {creatinine, "Creatinina sérica"},
      {creatinine, "Creatinina en suero"},
      {creatinine, "血肌酐"},
      {creatinine, "血清肌酐（酶法）"},
      {creatinine, "肌酐(Crea)"},
      {creatinine, "クレアチニン"},
      {creatinine, "血清クレアチニン値"},
      {creatinine, "ＣＲＥＡ"},
      {creatinine, "Kreatynina"},
      {creatinine, "КРЕАТИНИН"},
      {weight, "Body weight"},
      {weight, "Weight Measured (kg)"},
      {weight, "BodyWeight"},
      {weight, "Körpergewicht"},
      {weight, "Koerpergewicht (gemessen)"},
      {weight, "Poids corporel"},
      {weight, "Peso (kg)"},
      {weight, "体重"},
      {weight, "實測體重"},
      {height, "Body height"},
      {height, "Height/Length Measured"},
      {height, "Körpergröße"},
      {height, "Groesse"},
      {height, "Taille (cm)"},
      {height, "Talla"},
      {height, "Estatura"},
      {height, "身高"},
      {height, "身長"},
      {pregnancy_test, "Pregnancy test"},
      {pregnancy_test, "hCG"},
      {pregnancy_test, "Schwangerschaftstest"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(said_by(row.text) == row.said);
  }
}

TEST_CASE("words: another specimen, substance or kind") {
  constexpr std::string_view rows[] = {
      "Creatinine [Mass/volume] in Urine",
      "Creatinine, 24 h urine",
      "Kreatinin im Urin",
      "Créatinine urinaire",
      "Creatinina en orina",
      "尿肌酐",
      "尿中クレアチニン",
      "Creatinine clearance",
      "Kreatininclearance",
      "Kreatinin-Clearance",
      "Clairance de la créatinine",
      "肌酐清除率",
      "クレアチニンクリアランス",
      "eGFR (creatinine)",
      "Albumin/Creatinine ratio",
      "尿白蛋白/肌酐比值",
      "BUN/Creat SerPl",
      "Creatinine in dialysate",
      "Ideal body weight",
      "Idealgewicht",
      "Poids idéal",
      "理想体重",
      "標準体重",
      "Birth weight",
      "Geburtsgewicht",
      "Poids de naissance",
      "Peso al nacer",
      "Weight change",
      "Weight-for-age percentile",
      "Spezifisches Gewicht",
      "Peso específico",
      "Low molecular weight heparin",
      "Tumorgröße",
      "Sitting height",
      "Fundal height",
  };
  for (const std::string_view text : rows) {
    INFO(text);
    CHECK(said_by(text) == Said::another);
  }
}

TEST_CASE("words: one that is not known makes a text that a person reads") {
  constexpr std::string_view rows[] = {
      "Body weight estimated",   "Weight, stated",
      "Trockengewicht",          "Dry weight",
      "Dosing weight",           "Poids déclaré",
      "Peso referido",           "自述体重",
      "Creatinine (rapid)",      "Plasmacreatininwert2 alt",
      "Height reported",         "Height and weight",
      "Preoperative creatinine",
  };
  for (const std::string_view text : rows) {
    INFO(text);
    CHECK(said_by(text) == Said::unclear);
  }
}

TEST_CASE("words: what has nothing to do with it") {
  constexpr std::string_view rows[] = {
      "",
      "Creatine kinase",
      "Kreatinkinase",
      "U-Kreatinin",
      "肌酸激酶",
      "クレアチンキナーゼ",
      "Sodium",
      "Tour de taille",
      "Urea",
      "Body mass index",
      "T2-weighted MRI",
      "Wohlbefinden",
      "尿酸",
      "(...)",
      "1,73 m²",
      "Average glucose",
      "Percentage",
      "Alternative pathway",
  };
  for (const std::string_view text : rows) {
    INFO(text);
    CHECK(said_by(text) == Said::nothing);
  }
}

TEST_CASE("words: bytes that are no text do no harm") {
  CHECK(said_by("\xFF\xFE") == Said::nothing);
  CHECK(said_by("\xE4\xBD") == Said::nothing);
  CHECK(said_by("weight \xFF") == Said::weight);
  CHECK(said_by(std::string(100'000, 'k')) == Said::nothing);
}

} // namespace
