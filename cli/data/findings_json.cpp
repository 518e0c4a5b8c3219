#include "cli/data/findings_json.hpp"

#include "cli/words/finding_words.hpp"

namespace nkdose {

void write_findings(JsonWriter& json, const std::vector<ReleasedFinding>& findings,
                    const Case* the_case, const Treatment* treatment, bool withhold_doses) {
  json.key("findings").open_list();
  for (const ReleasedFinding& one : findings) {
    const FindingWords words = words_of(one.finding, treatment, the_case, withhold_doses);
    json.open_object();
    json.key("code").text(one.finding.code.text());
    json.key("severity").text(to_text(one.finding.severity));
    json.key("subject").text_or_null(one.finding.subject.text());
    json.key("title").text(words.title);
    json.key("detail").text(words.detail);
    json.key("action").text(words.action);
    json.key("source").text(words.source);
    json.key("acknowledged");
    if (one.acknowledgement) {
      const Acknowledgement& by = the_case->acknowledgements[*one.acknowledgement];
      json.open_object(true).key("by").text(by.by).key("reason").text(by.reason).close_object();
    } else if (one.waiver) {
      const Waiver& waiver = the_case->waivers[*one.waiver];
      json.open_object(true).key("by").text(waiver.by);
      json.key("reason").text(waiver_words(waiver)).close_object();
    } else {
      json.null();
    }
    json.close_object();
  }
  json.close_list();
}

} // namespace nkdose
