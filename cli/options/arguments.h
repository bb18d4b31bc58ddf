// Declaration of the arguments of a command. CLI11 does the work behind it and stays out of this header: every file that sees
// CLI11 takes ten seconds more to compile.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): CLI11's name
class App;
}

namespace karst::cli {

/// What else there is to say of an argument.
struct ArgumentTraits {
    const char* placeholder = "";        ///< what its value is called in --help
    bool required = false;               ///< the command cannot run without it
    std::vector<std::string> choices{};  ///< other values are refused; empty: all are taken
};

/// The arguments of one command. A name that begins with a dash ("-i,--input") is an option, another ("RULE") a positional
/// argument; `target` gets the value and keeps what it holds where none is given; it must outlive the parsing.
class Arguments {
public:
    explicit Arguments(CLI::App& app) : app_(&app) {}

    void flag(const char* names, bool& target, const char* help);
    /// How often it is given (-vv).
    void count(const char* names, std::size_t& target, const char* help);
    void number(const char* names, std::size_t& target, const char* help, const ArgumentTraits& traits = {});
    void text(const char* names, std::string& target, const std::string& help, const ArgumentTraits& traits = {});
    /// Several values in a row.
    void list(const char* names, std::vector<std::string>& target, const char* help, const ArgumentTraits& traits = {});
    /// One value each time that the option is given.
    void repeated(const char* names, std::vector<std::string>& target, const char* help, const ArgumentTraits& traits = {});

private:
    CLI::App* app_;
};

/// The program's command line: a command, then its arguments.
class CommandLine {
public:
    CommandLine(const std::string& program, const std::string& summary, const std::string& version);
    ~CommandLine();

    /// A command of the program, to be given its arguments.
    Arguments add_command(const std::string& name, const std::string& summary, const std::string& example);

    /// Reads the command line. An exit code when that was all there was to do: --help or --version (0), or a mistake (2), which
    /// is said; else nothing, and chosen() is the index of the command, in the order in which they were added.
    std::optional<int> read(int argc, char** argv);
    std::size_t chosen() const;

private:
    std::unique_ptr<CLI::App> app_;
    std::vector<CLI::App*> commands_;
};

}  // namespace karst::cli
