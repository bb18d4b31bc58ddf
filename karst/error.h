// Errors: what is thrown when an argument is wrong, when events cannot be read, or when a search ends in its run. What is wrong
// with rules, packs and searches as they are written is never thrown: see diagnostic.h.
#pragma once

#include <stdexcept>
#include <string>

namespace karst::api {

/// The base of all that the library throws, with a message for people: one sentence without a full stop.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A value that an option cannot have. The message begins with the name of the option, as it stands in RunOptions, where the
/// value alone does not say which it was.
class ArgumentError : public Error {
public:
    /// `option` may be empty.
    ArgumentError(const std::string& option, const std::string& message)
        : Error(option.empty() ? message : option + ": " + message), option_(option) {}
    const std::string& option() const { return option_; }

private:
    std::string option_;
};

/// Events or other input that cannot be read at all. (A broken event among others is reported to the log and passed over.)
class InputError : public Error {
public:
    using Error::Error;
};

}  // namespace karst::api
