#include "parser/grammar/option_table.h"

#include "base/ascii.h"
#include "base/spl_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace karst::takes {

namespace detail {

namespace {

constexpr double kLowestNumber = std::numeric_limits<double>::lowest();
constexpr double kMaxNumber = std::numeric_limits<double>::max();

// "", " from 1 on" or " from 1 to 5".
std::string range_text(const std::string& least, const std::string& most) {
    if (least.empty()) {
        return most.empty() ? "" : " up to " + most;
    }
    return " from " + least + (most.empty() ? " on" : " to " + most);
}

[[noreturn]] void fail_value(CommandReader& reader, const CommandReader::Option& option, const std::string& expected) {
    reader.fail("spl-bad-option", option.value.span,
                "the option " + option.name + " takes " + expected + ", not '" + option.value.text + "'");
}

}  // namespace

std::int64_t read_integer(CommandReader& reader, const CommandReader::OptionName& name, std::int64_t least, std::int64_t most) {
    const auto option = reader.option_value(name);
    const auto value = reader.integer(option);
    if (value < least || value > most) {
        fail_value(reader, option,
                   "a whole number" +
                       range_text(least == kMin ? "" : std::to_string(least), most == kMax ? "" : std::to_string(most)));
    }
    return value;
}

double read_number(CommandReader& reader, const CommandReader::OptionName& name, double least, double most) {
    const auto option = reader.option_value(name);
    const auto value = reader.number(option);
    if (!(value >= least && value <= most)) {
        fail_value(reader, option,
                   "a number" + range_text(least == kLowestNumber ? "" : fmt::format("{}", least),
                                           most == kMaxNumber ? "" : fmt::format("{}", most)));
    }
    return value;
}

std::size_t read_word(CommandReader& reader, const CommandReader::OptionName& name,
                      const std::vector<std::string_view>& words) {
    const auto option = reader.option_value(name);
    const auto found = std::find_if(words.begin(), words.end(),
                                    [&](std::string_view word) { return equal_caseless(option.value.text, word); });
    if (found == words.end()) {
        std::string all;
        for (std::size_t index = 0; index < words.size(); ++index) {
            all += index == 0 ? "" : index + 1 == words.size() ? " or " : ", ";
            all += words[index];
        }
        fail_value(reader, option, all);
    }
    return static_cast<std::size_t>(found - words.begin());
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string all;
    for (const auto word : words) {
        all += (all.empty() ? "" : "|") + std::string(word);
    }
    return all;
}

std::optional<std::string> written(bool value) {
    return value ? "true" : "false";
}

std::optional<std::string> written(std::int64_t value) {
    return value < 0 ? std::nullopt : std::optional(std::to_string(value));
}

std::optional<std::string> written(std::size_t value) {
    return std::to_string(value);
}

std::optional<std::string> written(double value) {
    return fmt::format("{}", value);
}

std::optional<std::string> written(const std::string& value) {
    return value.empty() ? std::nullopt : std::optional(value);
}

std::optional<std::string> written(const FieldName& value) {
    return written(value.name);
}

}  // namespace detail

UnusedOption ignored_boolean() {
    return {"<bool>", "true", OptionEffect::Ignored,
            [](CommandReader& reader, const CommandReader::OptionName& name) { reader.boolean(reader.option_value(name)); }};
}

UnusedOption ignored_integer() {
    return {"<int>", "1", OptionEffect::Ignored,
            [](CommandReader& reader, const CommandReader::OptionName& name) { reader.integer(reader.option_value(name)); }};
}

UnusedOption ignored_text(std::string syntax) {
    return {std::move(syntax), "x", OptionEffect::Ignored,
            [](CommandReader& reader, const CommandReader::OptionName& name) { reader.option_value(name); }};
}

UnusedOption ignored_words(std::vector<std::string_view> words) {
    auto syntax = detail::joined(words);
    std::string sample(words.front());
    return {std::move(syntax), std::move(sample), OptionEffect::Ignored,
            [words = std::move(words)](CommandReader& reader, const CommandReader::OptionName& name) {
                detail::read_word(reader, name, words);
            }};
}

UnusedOption refused(std::string syntax, std::string label, std::string help) {
    return {std::move(syntax), "x", OptionEffect::Refused,
            [label = std::move(label), help = std::move(help)](CommandReader& reader, const CommandReader::OptionName& name) {
                const auto option = reader.option_value(name);
                reader.fail("spl-unsupported-option", option.span, "the option " + option.name + " is not supported", label,
                            help);
            }};
}

UnusedOption refused_when_true(std::string message, std::string label, std::string help) {
    return {"<bool>", "false", OptionEffect::Refused,
            [message = std::move(message), label = std::move(label),
             help = std::move(help)](CommandReader& reader, const CommandReader::OptionName& name) {
                const auto option = reader.option_value(name);
                if (reader.boolean(option)) {
                    reader.fail("spl-unsupported-option", option.span, message, label, help);
                }
            }};
}

}  // namespace karst::takes
