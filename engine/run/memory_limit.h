// Error that ends a run which would grow beyond a limit: memory (--max-memory) or the size of a result.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace karst {

/// The run cannot go on within its limits. Other rules of the same scan are not concerned.
class RunLimitError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// More would have to be held than --max-memory allows, and this command holds most of it.
class MemoryLimitError final : public RunLimitError {
public:
    /// `why_not`: why the command could not write to disk what it holds; may be empty.
    MemoryLimitError(const std::string& command, std::size_t held, std::size_t limit, const std::string& why_not);
};

}  // namespace karst
