#include "base/environment.h"

#include <cstdlib>

namespace karst {

namespace {

class ProcessEnvironment final : public Environment {
public:
    std::optional<std::string> variable(const std::string& name) const override {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    }
};

}  // namespace

const std::shared_ptr<const Environment>& real_environment() {
    static const std::shared_ptr<const Environment> kEnvironment = std::make_shared<const ProcessEnvironment>();
    return kEnvironment;
}

}  // namespace karst
