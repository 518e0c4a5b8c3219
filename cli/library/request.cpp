#include "cli/library/request.hpp"

#include "cli/admit/treatment_texts.hpp"
#include "cli/case/case_fields.hpp"
#include "cli/case/case_limits.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/days/day_file.hpp"
#include "schedule/protocol/site_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view name = "request";
constexpr const char* site_name = "request /site";

constexpr Field fields[] = {
    {"case", Shape::table, Need::required, "the case, with the keys of a case's file"},
    {"site", Shape::text, Need::optional, "the text of the site's file; none: the default site"},
    {"protocol", Shape::text, Need::optional,
     "a built-in protocol's id, or the text of a protocol's file; none: the one the case names"},
    {"on", Shape::date, Need::optional, "the day of the calculation; none: the first drug day",
     "\"2026-12-02\""},
    {"acknowledge", Shape::tables, Need::optional,
     "warnings that have been seen, as in a case's [[acknowledge]]"},
    {"utc_offset", Shape::text, Need::optional,
     "the ward's offset from UTC at all times; the library reads no zone data", "\"+08:00\""},
    {"zone_rules", Shape::tables, Need::optional,
     "instead: the ward's offset from UTC and from when on it holds, in the order of time"},
    // The last, for a plan has none:
    {"order", Shape::table, Need::required, "the order, as nkdose/order/1"},
};

constexpr Field zone_rule_fields[] = {
    {"from", Shape::text, Need::required, "the instant from which on the offset holds",
     "\"2026-11-01T06:00:00Z\""},
    {"utc_offset", Shape::text, Need::required, "how far ahead of UTC", "\"-05:00\""},
};

std::size_t offset_of(std::string_view text, Position position) {
  std::size_t at = 0;
  for (std::uint32_t line = 1; line < position.line; ++line)
    at = text.find('\n', at) + 1;
  for (std::uint32_t column = 1; column < position.column; ++at)
    if ((static_cast<unsigned char>(text[at + 1]) & 0xc0u) != 0x80u) ++column;
  return at;
}

// The bytes of an object, from brace to brace. The text has been read as JSON: its braces match.
std::string_view bytes_of(std::string_view text, const Value& object) {
  text.remove_prefix(offset_of(text, object.position));
  int depth = 0;
  for (std::size_t at = 0;; ++at) {
    if (text[at] == '"')
      for (++at; text[at] != '"'; ++at)
        at += text[at] == '\\' ? 1 : 0;
    depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
    if (depth == 0) return text.substr(0, at + 1);
  }
}

class RequestReader : private TreatmentSource {
public:
  RequestReader(std::string_view text, const Document& document, RequestKind kind)
      : text_(text), document_(document), reader_{std::string(name), {}},
        request_(document.root, request_fields(kind), "", reader_) {}

  Request read(RequestKind kind) {
    CaseAdditions additions;
    additions.on = read_date(request_, "on");
    given_zone_ = read_zone();
    for (const Table& table : request_.tables("acknowledge", case_fields("acknowledge")))
      additions.acknowledgements.push_back(read_acknowledgement(table));
    Document the_case{};
    if (const Value* object = request_.value("case")) {
      the_case = part(*object, "/case");
      additions.sha256 = sha256(bytes_of(text_, *object));
    }
    additions.order_is_of_case = kind == RequestKind::verify && !request_.has("order");
    Request result{must_admit(std::move(the_case), additions, *this), {}};
    const Value* order = kind == RequestKind::verify ? request_.value("order") : nullptr;
    if (order) result.order = order_input(*order, result.admission);
    return result;
  }

private:
  // Before anything is computed, everything that is wrong with the request itself is said.
  std::shared_ptr<const CaseTreatment> of(const Document& the_case) override {
    const TreatmentTexts texts = treatment_texts(the_case);
    if (!reader_.problems.empty()) throw Invalid{std::move(reader_.problems)};
    return std::make_shared<CaseTreatment>(treatment_of_case(the_case, texts), zone());
  }
  bool is_chosen() const override { return request_.has("protocol"); }
  WardZone zone() override {
    if (given_zone_) return given_zone_;
    const Value* site = request_.value("site");
    const auto document = read_toml(site ? site->literal : std::string_view(), site_name);
    const auto named = document ? time_zone_of(*document) : std::nullopt; // `of` says why not
    if (!named) return nullptr;
    return std::make_shared<const Reading<ZoneRules>>(
        *named ? TextFault{Fault::missing_key,
                           fmt::format("the library reads no zone data of {}", in_quotes(**named)),
                           "give its \"utc_offset\" or \"zone_rules\" in the request"}
               : named->reason());
  }

  // The ward's zone, where the request says it.
  WardZone read_zone() {
    const auto ours = [](ZoneRules rules) {
      return std::make_shared<const Reading<ZoneRules>>(std::move(rules));
    };
    if (request_.has("utc_offset") && request_.has("zone_rules"))
      request_.report("utc_offset", Fault::contradiction, "zone_rules say the offset too",
                      "keep one of the two");
    if (request_.has("utc_offset"))
      return ours(ZoneRules::ahead_by(read_offset(request_).value_or(std::chrono::seconds())));
    std::vector<ZoneRules::Change> changes;
    for (const Table& table : request_.tables("zone_rules", zone_rule_fields)) {
      const auto from = table.text("from");
      const auto instant = from ? read_instant(*from) : Reading<WrittenInstant>(TextFault{});
      if (from && !instant) table.report("from", instant.reason());
      const auto offset = read_offset(table);
      if (!instant || !offset) continue;
      if (!changes.empty() && changes.back().from >= instant->instant)
        table.report("from", Fault::contradiction, "not later than the rule before it",
                     "write the rules in the order of time");
      changes.push_back({instant->instant, *offset});
    }
    return changes.empty() ? nullptr : ours(ZoneRules(std::move(changes)));
  }
  static std::optional<std::chrono::seconds> read_offset(const Table& table) {
    const auto text = table.text("utc_offset");
    const auto offset = text ? read_utc_offset(*text) : std::nullopt;
    if (text && !offset)
      table.report("utc_offset", Fault::text,
                   fmt::format("{} is no offset from UTC", in_quotes(*text)),
                   "write such as \"+08:00\" or \"-05:00\"");
    return offset;
  }

  OrderInput order_input(const Value& order, const Admission& admission) const {
    OrderInput input{part(order, "/order"), OrderForm::tables, sha256(bytes_of(text_, order))};
    if (!is_fhir(input.document)) return input;
    return order_of_bundle(input.document, input.sha256 == admission.sha256, input.sha256,
                           admission);
  }

  Document part(const Value& object, std::string_view pointer) const {
    return {std::string(name), object, std::string(pointer), document_.kept};
  }

  TreatmentTexts treatment_texts(const Document& the_case) {
    TreatmentTexts texts;
    if (const Value* site = request_.value("site")) {
      texts.site_name = site_name;
      texts.site = site->literal;
    } else {
      take_default_site(texts);
    }
    const Value* given = request_.value("protocol");
    const std::string protocol =
        given ? std::string(given->literal) : built_in_protocol_of(the_case);
    if (take_built_in_protocol(protocol, texts)) {
      if (the_case.root.find("screening")) take_built_in_criteria(texts);
    } else if (protocol.find('\n') != protocol.npos) {
      texts.protocol_name = "request /protocol";
      texts.protocol = protocol;
    } else {
      request_.report("protocol", unknown_protocol(protocol));
    }
    return texts;
  }

  std::string_view text_;
  const Document& document_;
  FileProblems reader_;
  Table request_;
  WardZone given_zone_; ///< where the request says it
};

} // namespace

Fields request_fields(RequestKind kind) {
  return Fields(fields).first(std::size(fields) - (kind == RequestKind::plan ? 1 : 0));
}

Request read_request(std::string_view text, RequestKind kind) {
  auto document = read_json(text, std::string(name));
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3); // as positions are counted
  return RequestReader(text, must(document), kind).read(kind);
}

} // namespace nkdose
