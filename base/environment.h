// Environment variables: an interface, so that tests and programs that embed karst need not set those of the process.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace karst {

class Environment {
public:
    virtual ~Environment() = default;
    /// The value of a variable; nothing when it is not set.
    virtual std::optional<std::string> variable(const std::string& name) const = 0;
};

/// The variables of this process.
const std::shared_ptr<const Environment>& real_environment();

/// Variables that are given one by one.
class FixedEnvironment final : public Environment {
public:
    explicit FixedEnvironment(std::map<std::string, std::string> variables = {}) : variables_(std::move(variables)) {}
    std::optional<std::string> variable(const std::string& name) const override {
        const auto found = variables_.find(name);
        return found == variables_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::map<std::string, std::string> variables_;
};

}  // namespace karst
