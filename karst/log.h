// The log: where the library says what it does. It writes nothing anywhere by itself.
#pragma once

#include <string_view>

namespace karst::api {

/// Warning: what a user should see (a broken event, a limit that was reached). Info: what was opened, recognised, applied and
/// left out, with times. Debug: the same in detail, a line for each rule, file and scan.
enum class LogLevel { Debug, Info, Warning };

/// A sink of messages. Calls come from one thread at a time, but not always from the same one.
class Log {
public:
    virtual ~Log() = default;
    /// False saves the making of messages of the level.
    virtual bool wants(LogLevel level) const = 0;
    /// `message` is one line without a full stop.
    virtual void write(LogLevel level, std::string_view message) = 0;
};

}  // namespace karst::api
