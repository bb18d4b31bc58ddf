// The library's log on standard error, each line after the name of the program.
#pragma once

#include "cli/output/progress.h"
#include "karst/karst.h"

#include <memory>

namespace spdlog {  // NOLINT(readability-identifier-naming): spdlog's name
class logger;
}

namespace karst::cli {

/// How much is said: nothing (-q), warnings, what is done (-v), and all of it in detail (-vv).
enum class Loudness { Quiet, Normal, Verbose, VeryVerbose };

class ConsoleLog final : public Log {
public:
    /// `progress` is wiped before a line is written.
    ConsoleLog(Loudness loudness, std::shared_ptr<Progress> progress);

    bool wants(LogLevel level) const override;
    void write(LogLevel level, std::string_view message) override;

private:
    std::shared_ptr<spdlog::logger> logger_;
    std::shared_ptr<Progress> progress_;
};

}  // namespace karst::cli
