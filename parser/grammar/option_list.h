// The options of a command as a reader of the manual sees them: names, values, sentences. What reads them is in option_table.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

/// What becomes of an option that is given.
enum class OptionEffect {
    Used,
    Ignored,  // its value is checked and has no effect: it tunes how Splunk runs a search, not what comes out
    Refused   // it is known, and what it asks for is not supported
};

/// used, ignored or refused.
std::string_view name_of(OptionEffect effect);

/// An option of a command.
struct OptionSpec {
    std::string_view name;                     // lower case
    std::string value;                         // syntax of its value: <bool>, inner|left|outer
    std::string_view summary;                  // one sentence
    std::optional<std::string> default_value;  // what holds without the option, where that is a value
    std::string sample;                        // a value that is accepted, unless all are refused
    OptionEffect effect = OptionEffect::Used;
    bool required = false;
    bool bare_value = false;  // without quotation marks it reaches to the next blank
};

/// A list of options, in the order in which they are documented.
class OptionList {
public:
    const std::vector<OptionSpec>& specs() const { return specs_; }
    bool empty() const { return specs_.empty(); }
    /// Null when there is no such option; `name` is in lower case.
    const OptionSpec* find(std::string_view name) const;
    std::vector<std::string_view> names() const;

protected:
    void add(OptionSpec spec) { specs_.push_back(std::move(spec)); }

private:
    std::vector<OptionSpec> specs_;
};

/// The list of a command without options.
const OptionList& no_options();

/// `name=value`, in brackets unless the option must be given.
std::string syntax_of(const OptionSpec& option);

}  // namespace karst
