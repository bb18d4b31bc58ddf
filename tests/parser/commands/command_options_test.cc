// What holds for the options of every command: its table, its parser and what is said about it agree.
#include "parser/commands/command_table.h"
#include "parser/grammar/option_list.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

#include <cctype>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace karst {

namespace {

// An option stands behind the name of its command; some stand among the fields of BY only.
std::vector<std::string> places(const CommandSpec& command, const std::string& option) {
    const std::string name(command.name);
    return {name + " " + option, name + " count by x " + option};
}

// Nothing is wrong with the option itself: an argument that it says nothing about may be missing.
bool accepts(const std::string& spl) {
    const auto code = parse_error(spl).code;
    return code.empty() || code == "spl-missing-argument" || code == "spl-missing-value";
}

bool accepts(const CommandSpec& command, const OptionSpec& option) {
    for (const auto& spl : places(command, std::string(option.name) + "=" + option.sample)) {
        if (accepts(spl)) {
            return true;
        }
    }
    return false;
}

// The last letter twice, and the second and third letter changed round.
std::vector<std::string> misspelt(std::string_view name) {
    std::vector<std::string> names = {std::string(name) + name.back()};
    if (name.size() > 3 && name[1] != name[2]) {
        names.emplace_back(name);
        std::swap(names.back()[1], names.back()[2]);
    }
    return names;
}

std::string suggestion(const CommandSpec& command, const std::string& option) {
    for (const auto& spl : places(command, option + " \"more\"")) {
        const auto error = parse_error(spl);
        if (error.code == "spl-unknown-option" && !error.help.empty()) {
            return error.help;
        }
    }
    return "";
}

// Of these, name=value may be something else: a comparison, the name of a range. Their own tests have what is said.
bool takes_any_name(const CommandSpec& command) {
    return command.name == "head" || command.name == "rangemap";
}

template <class Check>
void for_each_option(Check check) {
    std::size_t options = 0;
    for (const auto& command : all_commands()) {
        for (const auto& option : command.options().specs()) {
            INFO(command.name << " " << option.name);
            check(command, option);
            ++options;
        }
    }
    CHECK(options > 200);
}

}  // namespace

TEST_CASE("a command accepts each of its options with a value of its kind", "[parser]") {
    for_each_option([](const CommandSpec& command, const OptionSpec& option) {
        if (option.effect == OptionEffect::Refused && !accepts(command, option)) {
            const auto spl = places(command, std::string(option.name) + "=" + option.sample).front();
            CHECK(parse_error(spl).code == "spl-unsupported-option");
        } else {
            CHECK(accepts(command, option));
        }
    });
}

TEST_CASE("an option that is misspelt is told the one that was meant", "[parser]") {
    for_each_option([](const CommandSpec& command, const OptionSpec& option) {
        if (takes_any_name(command)) {
            return;
        }
        for (const auto& name : misspelt(option.name)) {
            INFO(name);
            CHECK(suggestion(command, name + "=x") == "did you mean '" + std::string(option.name) + "'?");
        }
    });
}

TEST_CASE("options with values of a kind refuse other values", "[parser]") {
    for_each_option([](const CommandSpec& command, const OptionSpec& option) {
        if (option.value == "<bool>" || option.value == "<int>" || option.value == "<num>") {
            std::set<std::string> codes;
            for (const auto& spl : places(command, std::string(option.name) + "=perhaps")) {
                codes.insert(parse_error(spl).code);
            }
            CHECK(codes.count("spl-bad-option") == 1);
        }
    });
}

TEST_CASE("each option has a sentence, a value and a name of its own", "[parser]") {
    for (const auto& command : all_commands()) {
        std::set<std::string_view> names;
        for (const auto& option : command.options().specs()) {
            INFO(command.name << " " << option.name);
            CHECK(names.insert(option.name).second);
            CHECK(std::islower(static_cast<unsigned char>(option.name.front())) != 0);
            CHECK(std::isupper(static_cast<unsigned char>(option.summary.front())) != 0);
            CHECK(option.summary.back() == '.');
            CHECK_FALSE(option.value.empty());
        }
    }
}

TEST_CASE("the syntax of a command leaves its options to their table", "[parser]") {
    for (const auto& command : all_commands()) {
        INFO(command.name);
        const std::string syntax(command.syntax);
        CHECK((syntax.find("<options>") != std::string::npos) == !command.options().empty());
        for (const auto& option : command.options().specs()) {
            INFO(option.name);
            // tstats has an option with a place of its own.
            if (command.name != "tstats" || option.name != "span") {
                CHECK(syntax.find(std::string(option.name) + "=") == std::string::npos);
            }
        }
        CHECK(syntax_of(command).find(" <options>") == std::string::npos);
    }
}

TEST_CASE("the syntax that is shown has the options of a command", "[parser]") {
    CHECK(syntax_of(*find_command("fillnull")) == "fillnull [value=<string>] [<fields>]");
    CHECK(syntax_of(*find_command("concurrency")) == "concurrency duration=<field> [start=<field>] [output=<field>]");
    CHECK(syntax_of(*find_command("collect")) == "collect index=<name>");
    CHECK(syntax_of(*find_command("transaction")) == "transaction [<fields>] [<options>]");
    CHECK(syntax_of(*find_command("typer")) == "typer");
    CHECK(syntax_of(*find_command("tstats")).find("[by <fields> [span=<span>]]") != std::string::npos);
    CHECK(syntax_of(*find_command("tstats")).find("[span=<span>] <aggregate>") == std::string::npos);
    CHECK(syntax_of(*find_command("reverse")) == "reverse");
}

TEST_CASE("the default of an option is what the command has without it", "[parser]") {
    const auto standard = [](std::string_view command, std::string_view option) {
        const auto* spec = find_command(command)->options().find(option);
        REQUIRE(spec != nullptr);
        return spec->default_value.value_or("none");
    };
    CHECK(standard("stats", "allnum") == "false");
    CHECK(standard("streamstats", "current") == "true");
    CHECK(standard("outlier", "param") == "2.5");
    CHECK(standard("top", "limit") == "10");
    CHECK(standard("fillnull", "value") == "0");
    CHECK(standard("join", "type") == "inner");
    CHECK(standard("rex", "field") == "_raw");
    CHECK(standard("timechart", "otherstr") == "OTHER");
    CHECK(standard("stats", "delim") == "none");
    CHECK(standard("append", "maxout") == "none");
}

TEST_CASE("options that name a known one anywhere in a command are told it", "[parser]") {
    CHECK(parse_error("outlier tpye=iqr").help == "did you mean 'type'?");
    CHECK(parse_error("lookup udpate=true t a").help == "did you mean 'update'?");
    CHECK(parse_error("top user limt=3").help == "did you mean 'limit'?");
    CHECK(parse_error("timechart count by x partail=f").help == "did you mean 'partial'?");
    CHECK(parse_error("transaction id maxpuase=5m").help == "did you mean 'maxpause'?");
}

}  // namespace karst
