// Error that ends a run which would grow beyond a limit: memory (--max-memory) or the size of a result.
#pragma once

#include "engine/run/run_context.h"

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace karst {

/// The run cannot go on within its limits. Other rules of the same scan are not concerned.
class RunLimitError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// More would have to be held than RunContext::max_memory allows.
class MemoryLimitError final : public RunLimitError {
public:
    MemoryLimitError(std::string_view command, std::size_t limit)
        : RunLimitError(std::string(command) + " would hold more than " + std::to_string(limit >> 20) +
                        " MiB, the limit that --max-memory sets; group by fewer values or raise it") {}
};

/// Throws MemoryLimitError when `held` bytes are more than the run allows.
inline void check_memory(std::string_view command, std::size_t held, const RunContext& run) {
    if (held > run.max_memory) {
        throw MemoryLimitError(command, run.max_memory);
    }
}

}  // namespace karst
