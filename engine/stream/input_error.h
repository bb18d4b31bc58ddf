// Problems of input: errors that end a file, and broken pieces that are passed over.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

namespace karst {

/// An input that cannot be used: it does not exist, cannot be read, or its compression is broken.
class InputError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A broken piece of input: counted, reported, skipped.
struct InputProblem {
    std::string file;
    std::uint64_t line = 0;  // 0: the file as a whole
    std::string message;
};
using InputProblemSink = std::function<void(const InputProblem&)>;

}  // namespace karst
