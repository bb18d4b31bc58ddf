// Search macros: `name`, `name(arg, "arg")`, nested, with both comment forms: ```text``` and `comment("text")`. Expansion is
// textual and happens before parsing (Knowledge Manager Manual, "Use search macros in searches"); double-quoted strings are
// left alone.
#pragma once

#include "base/source_text.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct Macro {
    std::string name;
    std::vector<std::string> arguments;
    std::string definition;
    bool is_eval = false;  // the definition is an eval expression that gives the text
    std::string origin;    // where it is defined, for messages ("macros/cloudtrail.yml", "built in")
};

/// Where macros come from. A macro is chosen by name and number of arguments.
class MacroSource {
public:
    virtual ~MacroSource() = default;
    virtual const Macro* find(std::string_view name, std::size_t arguments) const = 0;
    /// All names, for "did you mean"; and for the message when only the number of arguments is wrong.
    virtual std::vector<std::string_view> names() const = 0;
};

/// Evaluates the definition of an eval macro (arguments filled in) to text.
using EvalMacro = std::function<std::string(const SourceText& definition)>;

struct ExpansionLimits {
    std::size_t depth = 32;            // macros within macros
    std::size_t text_bytes = 1 << 20;  // text after expansion
};

/// A macro that was used, for `karst explain`.
struct MacroUse {
    const Macro* macro;
    std::string name;  // as it was called
};

/// The text with every macro replaced and every comment removed. Throws DiagnosticError: unknown macro, wrong number of
/// arguments, cycle, unbalanced backtick.
SourceText expand_macros(const SourceText& text, const MacroSource& macros, const EvalMacro& evaluate = {},
                         std::vector<MacroUse>* uses = nullptr, const ExpansionLimits& limits = {});

}  // namespace karst
