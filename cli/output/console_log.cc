#include "cli/output/console_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <utility>

namespace karst::cli {

namespace {

spdlog::level::level_enum level_of(Loudness loudness) {
    switch (loudness) {
    case Loudness::Quiet:
        return spdlog::level::off;
    case Loudness::Normal:
        return spdlog::level::warn;
    case Loudness::Verbose:
        return spdlog::level::info;
    case Loudness::VeryVerbose:
        return spdlog::level::debug;
    }
    return spdlog::level::warn;
}

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    }
    return spdlog::level::warn;
}

}  // namespace

// The logger belongs to this object, not to spdlog's registry: nothing of it outlives the run.
ConsoleLog::ConsoleLog(Loudness loudness, std::shared_ptr<Progress> progress)
    : logger_(std::make_shared<spdlog::logger>("karst", std::make_shared<spdlog::sinks::stderr_sink_mt>())),
      progress_(std::move(progress)) {
    logger_->set_pattern("karst: %v");
    logger_->set_level(level_of(loudness));
}

bool ConsoleLog::wants(LogLevel level) const {
    return logger_->should_log(level_of(level));
}

void ConsoleLog::write(LogLevel level, std::string_view message) {
    progress_->clear();
    logger_->log(level_of(level), spdlog::string_view_t(message.data(), message.size()));
}

}  // namespace karst::cli
