// Tables of options. A command declares each of its options once, as a row:
//
//     const OptionTable<HeadCommand> kHeadOptions = {
//         {"limit", takes::integer(&HeadCommand::limit), "How many results are kept."},
//         {"null", takes::boolean(&HeadCommand::null_continues), "Counts a condition that is null as true."},
//     };
//
// From the rows its parser reads the options, an unknown one is told the nearest name, and `karst commands NAME` and
// docs/spl-support.md describe them. The default that they show is the member's in a new HeadCommand.
#pragma once

#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_list.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

/// A value that goes nowhere: of an option that is ignored or refused.
struct UnusedOption {
    std::string syntax;
    std::string sample;
    OptionEffect effect = OptionEffect::Ignored;
    std::function<void(CommandReader& reader, const CommandReader::OptionName& name)> read;
};

/// The value that an option takes: how it is written, and what reads it into a `Target`. The functions of `takes` make it.
template <class Target>
struct OptionValue {
    using Read = std::function<void(CommandReader& reader, const CommandReader::OptionName& name, Target& target)>;

    OptionValue(std::string value_syntax, std::string value_sample, std::optional<std::string> standard, Read read_value)
        : syntax(std::move(value_syntax)), sample(std::move(value_sample)), default_value(std::move(standard)),
          read(std::move(read_value)) {}
    // NOLINTNEXTLINE(google-explicit-constructor): a row of a table holds either.
    OptionValue(UnusedOption unused)
        : syntax(std::move(unused.syntax)), sample(std::move(unused.sample)), effect(unused.effect),
          read([unused_read = std::move(unused.read)](CommandReader& reader, const CommandReader::OptionName& name, Target&) {
              unused_read(reader, name);
          }) {}

    /// The same for an option without which the command cannot be. That it is missing is for the parser to say.
    OptionValue required() && {
        is_required = true;
        return std::move(*this);
    }

    /// The same for a delimiter or a regular expression, which may be written without quotation marks.
    OptionValue bare() && {
        is_bare = true;
        return std::move(*this);
    }

    std::string syntax;
    std::string sample;
    std::optional<std::string> default_value;
    OptionEffect effect = OptionEffect::Used;
    bool is_required = false;
    bool is_bare = false;
    Read read;
};

/// The options that are read into a `Target`, which is a command or the part of one that several commands share.
template <class Target>
class OptionTable : public OptionList {
public:
    struct Row {
        std::string_view name;
        OptionValue<Target> value;
        std::string_view summary;
    };

    OptionTable(std::initializer_list<Row> rows) {
        for (const auto& row : rows) {
            add({row.name, row.value.syntax, row.summary, row.value.default_value, row.value.sample, row.value.effect,
                 row.value.is_required, row.value.is_bare});
            reads_.push_back(row.value.read);
        }
    }

    /// This table with the rows of another behind it. `part` gives the other's target: a member, or a function of a Target&.
    template <class Other, class Part>
    OptionTable including(const OptionTable<Other>& other, Part part) && {
        for (std::size_t index = 0; index < other.specs().size(); ++index) {
            add(other.specs()[index]);
            reads_.push_back(
                [read = other.reads_[index], part](CommandReader& reader, const CommandReader::OptionName& name,
                                                   Target& target) { read(reader, name, std::invoke(part, target)); });
        }
        return std::move(*this);
    }

    /// The same for a table with the same target.
    OptionTable including(const OptionTable& other) && {
        return std::move(*this).including(other, [](Target& target) -> Target& { return target; });
    }

    /// Takes an option when one stands here; false when there is none. One that is not in the table fails. An option that is
    /// given again takes the place of the first.
    bool take(CommandReader& reader, Target& target) const {
        const auto name = reader.option_name();
        if (!name) {
            return false;
        }
        if (find(name->name) == nullptr) {
            reader.fail_unknown_option(*name, *this);
        }
        read(reader, *name, target);
        return true;
    }

    /// The same where `name=value` may mean something else: false, too, when the name is not in the table.
    bool take_known(CommandReader& reader, Target& target) const {
        const auto before = reader.mark();
        const auto name = reader.option_name();
        if (!name || find(name->name) == nullptr) {
            reader.rewind(before);
            return false;
        }
        read(reader, *name, target);
        return true;
    }

    /// Takes all options that stand here.
    void take_all(CommandReader& reader, Target& target) const {
        while (take(reader, target)) {
        }
    }

    /// Reads the value of an option of the table, whose name and `=` are taken already.
    void read(CommandReader& reader, const CommandReader::OptionName& name, Target& target) const {
        const auto index = static_cast<std::size_t>(find(name.name) - specs().data());
        reads_[index](reader, {name.name, name.span, specs()[index].bare_value}, target);
    }

private:
    template <class>
    friend class OptionTable;

    std::vector<typename OptionValue<Target>::Read> reads_;  // of each row
};

/// The kinds of values.
namespace takes {

constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
constexpr auto kMax = std::numeric_limits<std::int64_t>::max();

namespace detail {

std::int64_t read_integer(CommandReader& reader, const CommandReader::OptionName& name, std::int64_t least, std::int64_t most);
double read_number(CommandReader& reader, const CommandReader::OptionName& name, double least, double most);
/// The place of the value among `words`, without case; fails when it is not among them.
std::size_t read_word(CommandReader& reader, const CommandReader::OptionName& name, const std::vector<std::string_view>& words);
std::string joined(const std::vector<std::string_view>& words);

// A default as it would be written; nothing where a member's value only says that there is none.
std::optional<std::string> written(bool value);
std::optional<std::string> written(std::int64_t value);
std::optional<std::string> written(std::size_t value);
std::optional<std::string> written(double value);
std::optional<std::string> written(const std::string& value);
std::optional<std::string> written(const FieldName& value);
template <class T>
std::optional<std::string> written(const std::optional<T>& value) {
    return value ? written(*value) : std::nullopt;
}

template <class Target, class Member>
std::optional<std::string> default_of(Member Target::*member) {
    return written(Target().*member);
}

template <class T>
struct ValueOf {
    using Type = T;
};
template <class T>
struct ValueOf<std::optional<T>> {
    using Type = T;
};

}  // namespace detail

/// true or false, and what else CommandReader::boolean understands.
template <class Target>
OptionValue<Target> boolean(bool Target::*member) {
    return {"<bool>", "true", detail::default_of(member),
            [member](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                target.*member = reader.boolean(reader.option_value(name));
            }};
}

/// A whole number from `least` to `most`, into a member of any such type.
template <class Target, class Number>
OptionValue<Target> integer(Number Target::*member, std::int64_t least = kMin, std::int64_t most = kMax) {
    return {"<int>", std::to_string(least > 1 ? least : 1), detail::default_of(member),
            [member, least, most](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                target.*member =
                    static_cast<typename detail::ValueOf<Number>::Type>(detail::read_integer(reader, name, least, most));
            }};
}

/// A number from `least` to `most`.
template <class Target, class Number>
OptionValue<Target> number(Number Target::*member, double least = std::numeric_limits<double>::lowest(),
                           double most = std::numeric_limits<double>::max()) {
    return {"<num>", "1", detail::default_of(member),
            [member, least, most](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                target.*member = detail::read_number(reader, name, least, most);
            }};
}

/// Any text, into a string.
template <class Target, class Text>
OptionValue<Target> text(Text Target::*member, std::string syntax = "<string>", std::string sample = "x") {
    return {std::move(syntax), std::move(sample), detail::default_of(member),
            [member](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                target.*member = reader.option_value(name).value.text;
            }};
}

/// The same, and where the value stands, for messages.
template <class Target>
OptionValue<Target> text(std::string Target::*member, Span Target::*place, std::string syntax, std::string sample) {
    return {std::move(syntax), std::move(sample), detail::default_of(member),
            [member, place](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                const auto option = reader.option_value(name);
                target.*member = option.value.text;
                target.*place = option.value.span;
            }};
}

/// The name of a field.
template <class Target>
OptionValue<Target> field(FieldName Target::*member) {
    return {"<field>", "x", detail::default_of(member),
            [member](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                const auto option = reader.option_value(name);
                target.*member = {option.value.text, option.value.span};
            }};
}

/// One of some words, each of which stands for a value of the member.
template <class Target, class Member>
OptionValue<Target> words(Member Target::*member, std::initializer_list<std::pair<std::string_view, Member>> choices) {
    std::vector<std::string_view> names;
    std::vector<Member> values;
    std::optional<std::string> standard;
    const Member unset = Target().*member;
    for (const auto& [name, value] : choices) {
        names.push_back(name);
        values.push_back(value);
        if (!standard && values.back() == unset) {
            standard = std::string(name);
        }
    }
    auto syntax = detail::joined(names);
    std::string sample(names.front());
    return {std::move(syntax), std::move(sample), std::move(standard),
            [member, names = std::move(names),
             values = std::move(values)](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                target.*member = values[detail::read_word(reader, name, names)];
            }};
}

/// What a function of the command's own makes of the value.
template <class Target>
OptionValue<Target> custom(std::string syntax, std::string sample,
                           void (*read)(CommandReader& reader, const CommandReader::Option& option, Target& target),
                           std::optional<std::string> standard = std::nullopt) {
    return {std::move(syntax), std::move(sample), std::move(standard),
            [read](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                read(reader, reader.option_value(name), target);
            }};
}

/// The same for one member, which becomes what the function returns.
template <class Target, class Member>
OptionValue<Target> custom(Member Target::*member, std::string syntax, std::string sample,
                           Member (*read)(CommandReader& reader, const CommandReader::Option& option),
                           std::optional<std::string> standard = std::nullopt) {
    return {std::move(syntax), std::move(sample), std::move(standard),
            [member, read](CommandReader& reader, const CommandReader::OptionName& name, Target& target) {
                target.*member = read(reader, reader.option_value(name));
            }};
}

/// A value that is more than a word, such as an expression in parentheses: the function reads it from behind the `=`.
template <class Target, class Value>
OptionValue<Target> own_syntax(std::optional<Value> Target::*member, std::string syntax, std::string sample,
                               Value (*read)(CommandReader& reader)) {
    return {std::move(syntax), std::move(sample), std::nullopt,
            [member, read](CommandReader& reader, const CommandReader::OptionName&, Target& target) {
                target.*member = read(reader);
            }};
}

UnusedOption ignored_boolean();
UnusedOption ignored_integer();
UnusedOption ignored_text(std::string syntax = "<string>");
/// An option of which Splunk documents these values.
UnusedOption ignored_words(std::vector<std::string_view> words);

/// Refuses every value: the rule then counts as unsupported.
UnusedOption refused(std::string syntax, std::string label, std::string help = "");
/// Accepts false and refuses true.
UnusedOption refused_when_true(std::string message, std::string label, std::string help);

}  // namespace takes

}  // namespace karst
