// Rules, events and a log for the tests of the library. They use its public headers alone.
#pragma once

#include "karst/karst.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst::test {

/// The YAML of a rule. Each name has an id of its own.
inline std::string rule_text(const std::string& name, const std::string& search, const std::string& more = "") {
    std::string digits = std::to_string(std::hash<std::string>()(name) % 1'000'000'000'000);
    digits.insert(0, 12 - digits.size(), '0');
    return "name: " + name + "\nid: 11111111-1111-4111-8111-" + digits + "\nversion: 1\nsearch: '" + search + "'\n" + more;
}

inline RuleSet one_rule(const std::string& search, const std::string& more = "") {
    return RuleSet::from_texts({{"rule.yml", rule_text("A rule", search, more)}});
}

inline const char* const kLogins = R"({"time": "2026-03-02T18:00:00Z", "user": "dana", "action": "failure", "n": 3}
{"time": "2026-03-02T18:00:05Z", "user": "dana", "action": "failure", "n": 4}
{"time": "2026-03-02T18:00:09Z", "user": "erik", "action": "success", "n": 5}
)";

inline std::vector<Source> logins() {
    return {Source::memory("logins", kLogins)};
}

/// Rows of a search over the logins.
inline Table rows_of(const std::string& spl, const RunOptions& options = {}, const Engine& engine = Engine()) {
    return Search(engine, spl).run(logins(), options);
}

/// Keeps what is logged.
class KeptLog final : public Log {
public:
    explicit KeptLog(LogLevel lowest) : lowest_(lowest) {}
    bool wants(LogLevel level) const override { return level >= lowest_; }
    void write(LogLevel level, std::string_view message) override { lines.emplace_back(level, message); }
    bool has(LogLevel level, std::string_view part) const {
        for (const auto& [its_level, line] : lines) {
            if (its_level == level && line.find(part) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    std::vector<std::pair<LogLevel, std::string>> lines;

private:
    LogLevel lowest_;
};

inline Engine engine_with(const std::shared_ptr<Log>& log) {
    EngineOptions options;
    options.log = log;
    return Engine(options);
}

}  // namespace karst::test
