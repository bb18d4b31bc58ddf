// Error that ends the program before it has done anything.
#pragma once

#include <stdexcept>

namespace karst::cli {

/// The command line, a rule or an input cannot be used: exit code 2, with this message.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace karst::cli
