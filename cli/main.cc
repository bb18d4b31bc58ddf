#include "cli/commands/commands.h"
#include "cli/output/diagnostic_writer.h"
#include "karst/karst.h"

#include <csignal>
#include <iostream>
#include <vector>

namespace {

using karst::cli::CommandRunner;

struct Subcommand {
    const char* name;
    const char* summary;
    const char* example;
    CommandRunner (*add)(karst::cli::Arguments&);
};

constexpr Subcommand kSubcommands[] = {
    {"search", "run ad-hoc SPL over events", "karst search 'eventName=ConsoleLogin | stats count by user' trail.json.gz",
     karst::cli::add_search},
    {"detect", "run rules over events", "karst detect rules/ -i trail.ndjson", karst::cli::add_detect},
    {"test", "run the test block of each rule", "karst test rules/ --data ~/attack_data", karst::cli::add_test},
    {"lint", "load and compile rules, run nothing", "karst lint rules/ --format json", karst::cli::add_lint},
    {"explain", "show what a rule looks for", "karst explain rules/my_rule.yml", karst::cli::add_explain},
    {"fields", "show which fields karst sees in events", "karst fields trail.ndjson", karst::cli::add_fields},
    {"commands", "list the supported SPL commands", "karst commands stats", karst::cli::add_commands},
    {"functions", "list the supported functions", "karst functions strftime", karst::cli::add_functions},
    {"packs", "list the knowledge packs", "karst packs", karst::cli::add_packs},
};

int run(int argc, char** argv) {
    karst::cli::CommandLine line("karst", "Runs Splunk security_content detections with no Splunk",
                                 "karst " + std::string(karst::version()));
    std::vector<CommandRunner> runners;
    for (const auto& subcommand : kSubcommands) {
        auto arguments = line.add_command(subcommand.name, subcommand.summary, subcommand.example);
        runners.push_back(subcommand.add(arguments));
    }
    if (const auto code = line.read(argc, argv)) {
        return *code;
    }
    return runners.at(line.chosen())();
}

}  // namespace

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    // A reader that has seen enough (head) ends the program without a word.
    std::signal(SIGPIPE, SIG_DFL);
    try {
        return run(argc, argv);
    } catch (const karst::DiagnosticError& error) {
        karst::cli::write_diagnostic(std::cerr, error.diagnostic());
    } catch (const karst::ArgumentError& error) {
        // The library calls its options as the command line does.
        std::cerr << "karst: " << (error.option().empty() ? "" : "--") << error.what() << "\n";
    } catch (const std::exception& error) {
        std::cerr << "karst: " << error.what() << "\n";
    }
    return 2;
}
