#include "cli/sheet/dates/day_zeros.hpp"

#include "cli/sheet/sheet.hpp"
#include "cli/words/dates/day_zero_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <map>

namespace nkdose {
namespace {

class DayZeroPage {
public:
  explicit DayZeroPage(const DayZeroAnswer& answer)
      : answer_(answer), treatment_(*answer.treatment), words_(treatment_) {}

  Sheet write() && {
    head();
    const auto& candidates = *answer_.candidates;
    for (const DayZeroCandidate& one : candidates)
      if (answer_.wants_all || one.is_offered()) row(one);
    if (!any_of(candidates, &DayZeroCandidate::is_offered))
      sheet_.line("no day zero within a year can be kept; --all says why, day by day");
    else if (any_of(candidates, &DayZeroCandidate::is_open_once_renewed))
      sheet_.line("To be renewed: on the first drug day of that day zero something is older than "
                  "it may be; measure it anew before.");
    if (!answer_.wants_all) count_lost();
    return std::move(sheet_);
  }

private:
  void head() {
    const Protocol& protocol = treatment_.protocol;
    sheet_.add(block::Title{
        fmt::format("nkdose calendar  {} version {}", protocol.id.text(), protocol.version),
        fmt::format("day zeros from {}", weekday_date(answer_.from))});
    sheet_.line(fmt::format("{}; infusion days [{}]; site: {}", protocol.title,
                            fmt::join(protocol.infusions[answer_.infusion_list].days, ", "),
                            treatment_.site.title));
    if (const std::string known = known_words(treatment_.site.closed); !known.empty())
      sheet_.line(known);
    sheet_.add(block::Blank{});
  }

  // One line a reason.
  void row(const DayZeroCandidate& one) {
    std::string label = weekday_date(one.day_zero);
    const auto add = [&](const std::string& text) {
      if (label.empty())
        sheet_.line(text, Depth::entry);
      else
        sheet_.row(label, text, Depth::entry);
      label.clear();
    };
    if (one.is_open()) add("OPEN");
    if (one.is_open_once_renewed()) add("TO BE RENEWED: " + words_.renew(one));
    if (one.is_offered()) return;
    for (const Obstacle& obstacle : one.obstacles)
      add(words_.of(obstacle, one.day_zero));
    if (!one.not_met.empty()) add("criteria not met: " + not_met_words(one));
  }

  // "41 days are lost: 38 closed days, 5 bags expired. --all lists each."
  void count_lost() {
    int lost = 0;
    std::map<std::string_view, int> reasons;
    for (const DayZeroCandidate& one : *answer_.candidates) {
      if (one.is_offered()) continue;
      ++lost;
      std::map<std::string_view, int> of_day;
      for (const Obstacle& obstacle : one.obstacles)
        if (!obstacle.can_be_renewed()) of_day[kind_words(obstacle.kind)] = 1;
      if (!one.not_met.empty()) of_day["criteria not met"] = 1;
      for (const auto& [reason, count] : of_day)
        reasons[reason] += count;
    }
    if (lost == 0) return;
    std::string words;
    for (const auto& [reason, count] : reasons)
      words += fmt::format("{}{} ({})", words.empty() ? "" : ", ", reason, count);
    sheet_.line(
        fmt::format("{} other {} to {} {} lost, each for one reason or more: {}. --all lists them.",
                    lost, lost == 1 ? "day" : "days", iso_date(answer_.candidates->back().day_zero),
                    lost == 1 ? "is" : "are", words));
  }

  const DayZeroAnswer& answer_;
  const Treatment& treatment_;
  DayZeroWords words_;
  Sheet sheet_;
};

} // namespace

Sheet day_zeros_sheet(const DayZeroAnswer& answer) {
  return DayZeroPage(answer).write();
}

} // namespace nkdose
