#include "cli/case/certificate_reader.hpp"

#include "cli/case/case_fields.hpp"
#include "dosing/identity/identity.hpp"
#include "dosing/identity/placeholder.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day.hpp"
#include "schedule/days/day_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// 60 % as 0.6; above 0 (or from 0) and at most 100 %. Where most of something is expected, 0.6 %
// is the fraction 0.6 with a sign behind it.
enum class Expected { most, little };
std::optional<Decimal> fraction(const Table& table, std::string_view key,
                                Expected expected = Expected::most) {
  const auto percent = table.quantity<Decimal>(key, read_percent);
  if (!percent) return std::nullopt;
  if (*percent > 100_d || (*percent == Decimal(0) && expected == Expected::most))
    table.report(key, Fault::outside_limits,
                 fmt::format("{} % is not above 0 and at most 100 %", to_text(*percent)),
                 "check the certificate");
  else if (*percent <= 1_d && expected == Expected::most)
    table.report(
        key, Fault::outside_limits,
        fmt::format("{} % looks like the fraction {}", to_text(*percent), to_text(*percent)),
        fmt::format("write {} %, if that is what the certificate says", to_text(*percent * 100_d)));
  else
    return *percent / 100_d;
  return std::nullopt;
}

CellConcentration concentration(const Table& table) {
  if (table.has("viable_cells") == table.has("total_cells"))
    table.report("", Fault::contradiction, "a bag has either viable_cells or total_cells",
                 "write viable_cells = \"5e7 cells/mL\"");
  const std::string_view key = table.has("viable_cells") ? "viable_cells" : "total_cells";
  const auto count = table.quantity<CellConcentration>(key, read_cell_concentration);
  if (count && (count->value() <= Decimal(0) || count->value() > 10'000_d))
    table.report(key, Fault::outside_limits, "a bag holds above 0 and at most 1e10 cells/mL",
                 "check the exponent");
  return count.value_or(CellConcentration());
}

// What was counted, and when: viability and recovery are each used once, or not at all.
void count_conditions(const Table& table, Certificate& bag) {
  const auto viability = fraction(table, "viability");
  if (viability) bag.viability_percent = *viability * 100_d;
  if (table.has("total_cells") && !table.has("viability"))
    table.report("total_cells", Fault::missing_key, "total cells without a viability",
                 "add viability = \"92 %\", or give viable_cells");
  if (table.has("total_cells")) bag.viable_fraction = viability.value_or(1_d);
  const auto counted = table.choice("counted");
  const bool before_freezing = counted && counting_times[*counted] == "before-freezing";
  bag.says_when_counted = counted.has_value();
  if (before_freezing != table.has("recovery"))
    table.report(before_freezing ? "counted" : "recovery", Fault::contradiction,
                 before_freezing ? "a count before freezing needs the recovery after thaw"
                                 : "a recovery belongs to a count before freezing only",
                 before_freezing ? "add recovery = \"85 %\""
                                 : "remove it, or write counted = \"before-freezing\"");
  bag.recovery = fraction(table, "recovery").value_or(1_d);
}

// NK and T cells are parts of the same viable cells, and no product has a thousand million T cells.
void t_cells_can_be(const Table& table, const Certificate& bag) {
  if (!bag.cd3_fraction) return;
  if (bag.nk_percent && *bag.nk_percent + *bag.cd3_fraction * 100_d > 100_d)
    table.report("cd3_fraction", Fault::contradiction,
                 "NK and T cells together are more than all viable cells",
                 "check both fractions of the certificate");
  else if (viable_cells(bag, bag.volume).value() * *bag.cd3_fraction > 1000_d)
    table.report("cd3_fraction", Fault::outside_limits,
                 "the bag would hold more than 1e9 residual T cells",
                 "check the fraction and the concentration");
}

Certificate certificate(const Table& table, int infusions) {
  Certificate bag;
  const auto volume = table.quantity<Volume>("volume", read_volume);
  if (volume && (volume->value() < 0.1_d || volume->value() > 1000_d))
    table.report("volume", Fault::outside_limits, "a bag holds 0.1 to 1,000 mL",
                 "check the certificate");
  bag.volume = volume.value_or(Volume());
  bag.counted = concentration(table);
  count_conditions(table, bag);
  const auto of = table.choice("car_fraction_of");
  const bool of_nk = of && car_denominators[*of] == "nk";
  if (of && of_nk != table.has("nk_fraction"))
    table.report(of_nk ? "" : "nk_fraction", Fault::contradiction,
                 of_nk ? "a CAR fraction of NK cells needs the NK fraction"
                       : "a CAR fraction of viable cells and an NK fraction count twice",
                 of_nk ? "add nk_fraction = \"95 %\"" : "remove nk_fraction");
  bag.nk_fraction = fraction(table, "nk_fraction").value_or(1_d);
  if (table.has("nk_fraction")) bag.nk_percent = bag.nk_fraction * 100_d;
  bag.car_fraction = fraction(table, "car_fraction").value_or(1_d);
  bag.cd3_fraction = fraction(table, "cd3_fraction", Expected::little);
  t_cells_can_be(table, bag);
  bag.dmso_fraction = fraction(table, "dmso", Expected::little);
  bag.endotoxin = table.quantity<EndotoxinConcentration>("endotoxin", read_endotoxin);
  if (bag.endotoxin && bag.endotoxin->quantity().value() > 10'000_d)
    table.report("endotoxin", Fault::outside_limits, "more than 10,000 EU/mL",
                 "check the certificate");
  bag.infusion = table.whole("infusion", 1, infusions).value_or(0);
  return bag;
}

// A blank that nobody sees must not make two lots of one.
std::string identifier(const Table& table, std::string_view key) {
  const auto text = table.text(key);
  if (!text) return "";
  if (text->starts_with(' ') || text->ends_with(' ') || text->find("  ") != text->npos)
    table.report(key, Fault::text, fmt::format("{} has blanks that are not seen", in_quotes(*text)),
                 "remove blanks at the ends, and one of two");
  if (key == "lot" && says_nothing(*text))
    table.report(key, Fault::text, fmt::format("{} names no lot", in_quotes(*text)),
                 "copy it from the label");
  return *text;
}

// "3 of 2" is of no lot.
void bag_number_can_be(const Table& table, std::string_view written) {
  const BagNumber bag = read_bag_number(written);
  if (!bag.of_all || (bag.normal != "0" && std::stoi(bag.normal) <= *bag.of_all)) return;
  table.report("bag", Fault::contradiction,
               fmt::format("{} names no bag of {}", in_quotes(written), *bag.of_all),
               "correct it by the label");
}

Product product(const Table& table) {
  return {.lot = identifier(table, "lot"),
          .bag = identifier(table, "bag"),
          .name = table.text("product").value_or(""),
          .patient = table.text("patient").value_or(""),
          .expires = read_date(table, "expires")};
}

// A bag as it was read; one with a problem of its own is not compared with others.
struct ReadBag {
  Product product;
  Certificate certificate;
  bool is_sound;
};

bool is_one_certificate(const ReadBag& a, const ReadBag& b) {
  Certificate other = a.certificate;
  other.volume = b.certificate.volume;
  other.infusion = b.certificate.infusion;
  return other == b.certificate && is_same_identity(a.product.name, b.product.name) &&
         is_same_identity(a.product.patient, b.product.patient) &&
         a.product.expires == b.product.expires;
}

// How the earlier bag is written, where that is another spelling.
std::string other_spelling(const Product& earlier, const Product& bag) {
  if (earlier.lot == bag.lot && earlier.bag == bag.bag) return "";
  const std::string number =
      earlier.bag.empty() ? "" : fmt::format(" bag {}", in_quotes(earlier.bag));
  return fmt::format(": it is lot {}{} in another spelling", in_quotes(earlier.lot), number);
}

// Two bags of a lot have one certificate, and a bag is counted once.
void same_lot(const Table& table, const ReadBag& earlier, const ReadBag& bag) {
  const std::string lot = in_quotes(bag.product.lot);
  if (earlier.is_sound && bag.is_sound && !is_one_certificate(earlier, bag))
    table.report("lot", Fault::contradiction, fmt::format("lot {} has two certificates", lot),
                 "write the same figures for every bag of a lot, or correct the lot");
  const BagNumber one = read_bag_number(earlier.product.bag),
                  other = read_bag_number(bag.product.bag);
  if (one.of_all && other.of_all && *one.of_all != *other.of_all)
    table.report("bag", Fault::contradiction,
                 fmt::format("lot {} has {} bags by {}, and {} by {}", lot, *one.of_all,
                             in_quotes(earlier.product.bag), *other.of_all,
                             in_quotes(bag.product.bag)),
                 "correct one of the two by the labels");
  if (one.normal.empty() || other.normal.empty() || is_same_identity(one.normal, other.normal))
    table.report("bag", Fault::contradiction,
                 fmt::format("lot {} stands twice without a bag number that differs{}", lot,
                             other_spelling(earlier.product, bag.product)),
                 "write bag = \"1\", bag = \"2\", so that no bag is counted twice");
}

} // namespace

Bags read_bags(const std::vector<Table>& tables, int infusions) {
  std::vector<ReadBag> read;
  for (const Table& table : tables) {
    if (read.size() == BagSet::limit) {
      table.report("", Fault::too_large, fmt::format("more than {} bags", BagSet::limit),
                   "leave out those not used");
      break;
    }
    const std::size_t problems = table.problem_count();
    ReadBag bag{product(table), certificate(table, infusions), false};
    bag_number_can_be(table, bag.product.bag);
    bag.is_sound = table.problem_count() == problems;
    for (const ReadBag& earlier : read)
      if (!bag.product.lot.empty() && is_same_lot(earlier.product.lot, bag.product.lot))
        same_lot(table, earlier, bag);
    read.push_back(std::move(bag));
  }
  Bags bags;
  bags.products.reserve(read.size());
  bags.certificates.reserve(read.size());
  for (ReadBag& bag : read) {
    bags.products.push_back(std::move(bag.product));
    bags.certificates.push_back(bag.certificate);
  }
  return bags;
}

} // namespace nkdose
