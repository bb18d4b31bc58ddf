// The log as the library writes it: for several threads, and for free when nobody reads it. Not installed.
#pragma once

#include "karst/log.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace karst::api {

class Logger {
public:
    explicit Logger(std::shared_ptr<Log> log) : log_(std::move(log)) {}

    bool wants(LogLevel level) const { return log_ != nullptr && log_->wants(level); }
    void write(LogLevel level, std::string_view message) const {
        if (wants(level)) {
            const std::lock_guard lock(writing_);
            log_->write(level, message);
        }
    }
    void warn(std::string_view message) const { write(LogLevel::Warning, message); }
    void info(std::string_view message) const { write(LogLevel::Info, message); }
    void debug(std::string_view message) const { write(LogLevel::Debug, message); }

private:
    std::shared_ptr<Log> log_;
    mutable std::mutex writing_;
};

}  // namespace karst::api
