// Findings: what a rule says about one of its result rows.
#pragma once

#include "karst/result.h"
#include "karst/rule_set.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst::api {

/// Who or what a finding is about (a risk object).
struct FindingEntity {
    std::string field;
    std::string type;  // user, system, other
    std::string value;
    double score = 0;
};

/// What did it.
struct FindingThreatObject {
    std::string field;
    std::string type;  // ip_address, process_name, …
    std::string value;
};

/// A finding. It owns all that it says and outlives the run.
struct Finding {
    std::shared_ptr<const RuleInfo> rule;
    std::optional<double> time;  // of the result: _time, lastTime or firstTime
    std::string message;         // with the values of the row in it
    double risk_score = 0;
    std::vector<FindingEntity> entities;  // one for each value of a risk entity's field
    std::vector<FindingThreatObject> threat_objects;
    Row row;
};

}  // namespace karst::api
