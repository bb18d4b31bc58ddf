#include "parser/commands/command_table.h"

#include "parser/grammar/option_list.h"

#include <algorithm>

namespace karst {

// The parsers and their options, each in parser/commands/<family>/<identifier>.cc.
#define KARST_COMMAND(identifier, name, aliases, generating, options, syntax, summary)                                         \
    std::unique_ptr<Command> parse_##identifier(CommandReader& reader);                                                        \
    const OptionList& options();
#include "parser/commands/command_list.inc"
#undef KARST_COMMAND

namespace {

constexpr std::string_view kOptionsPlace = "<options>";
constexpr std::size_t kMaxOptionsInSyntax = 8;  // more are shown only in the list of options

std::vector<CommandSpec> make_table() {
    std::vector<CommandSpec> table = {
#define KARST_COMMAND(identifier, name, aliases, generating, options, syntax, summary)                                         \
    CommandSpec{name, aliases, parse_##identifier, generating, options, syntax, summary},
#include "parser/commands/command_list.inc"
#undef KARST_COMMAND
    };
    std::sort(table.begin(), table.end(), [](const CommandSpec& a, const CommandSpec& b) { return a.name < b.name; });
    return table;
}

bool has_alias(std::string_view aliases, std::string_view name) {
    for (std::size_t begin = 0; begin < aliases.size();) {
        const auto end = std::min(aliases.find(' ', begin), aliases.size());
        if (aliases.substr(begin, end - begin) == name) {
            return true;
        }
        begin = end + 1;
    }
    return false;
}

}  // namespace

const std::vector<CommandSpec>& all_commands() {
    static const std::vector<CommandSpec> kTable = make_table();
    return kTable;
}

const CommandSpec* find_command(std::string_view name) {
    const auto& table = all_commands();
    const auto found = std::find_if(table.begin(), table.end(), [&](const CommandSpec& command) {
        return command.name == name || has_alias(command.aliases, name);
    });
    return found == table.end() ? nullptr : &*found;
}

const std::vector<UnsupportedCommand>& unsupported_commands() {
    static constexpr std::string_view kModel = "it applies a machine-learning model that a Splunk app trains and keeps";
    static constexpr std::string_view kModelAdvice = "run this rule in Splunk; karst cannot judge it";
    static constexpr std::string_view kAction = "it acts on a Splunk installation, not on results";
    static constexpr std::string_view kActionAdvice = "leave the command out; act on karst's findings instead";
    static constexpr std::string_view kIndex = "it reads what only an index has";
    static constexpr std::string_view kIndexAdvice = "use stats or tstats over the events";
    static constexpr std::string_view kUndocumented =
        "what it finds unusual or alike is not documented well enough to be done alike";
    static constexpr std::string_view kDisplay = "it is about how results are shown, not what they are";
    static constexpr std::string_view kDisplayAdvice = "leave the command out";
    static constexpr std::string_view kServer = "it asks a Splunk server";
    static constexpr std::string_view kServerAdvice = "give what it would answer as a lookup";
    static constexpr std::string_view kMetrics = "it reads a metrics index, and files of events hold no metrics";
    static constexpr std::string_view kMetricsAdvice = "send the measurements as events and use stats or timechart";
    static constexpr std::string_view kForecast = "its forecasts come from algorithms that are not documented in full";
    static constexpr std::string_view kForecastAdvice = "compare with streamstats over a window";
    static const std::vector<UnsupportedCommand> kTable = {
        {"abstract", kDisplay, kDisplayAdvice},
        {"analyzefields", kUndocumented, "compare groups with stats"},
        {"anomalies", kUndocumented, "compare with eventstats, or use outlier"},
        {"anomalousvalue", kUndocumented, "compare with eventstats, or use outlier"},
        {"anomalydetection", kUndocumented, "compare with eventstats (avg, stdev), or use outlier"},
        {"apply", kModel, kModelAdvice},
        {"arules", kUndocumented, "count pairs of values with stats"},
        {"associate", kUndocumented, "count pairs of values with stats"},
        {"audit", kServer, kServerAdvice},
        {"bucketdir", kDisplay, kDisplayAdvice},
        {"cluster", "its grouping of similar events is not documented well enough to be done alike", "group with stats"},
        {"cofilter", kUndocumented, "count pairs of values with stats"},
        {"correlate", kUndocumented, "count pairs of values with stats"},
        {"crawl", kServer, kServerAdvice},
        {"cyberchef", "it belongs to an app that is not part of Splunk", "decode with eval functions such as urldecode"},
        {"dbinspect", kIndex, kIndexAdvice},
        {"dbxlookup", kServer, kServerAdvice},
        {"dbxoutput", kAction, kActionAdvice},
        {"dbxquery", "it asks a database through an app", "give what it would answer as a lookup"},
        {"delete", kAction, kActionAdvice},
        {"diff", kDisplay, "compare fields with eval"},
        {"dump", kAction, kActionAdvice},
        {"eventcount", kIndex, kIndexAdvice},
        {"fieldsummary", "its table of statistics is about fields, not events", "use karst fields, or stats"},
        {"findtypes", kUndocumented, "group with stats"},
        {"fit", kModel, kModelAdvice},
        {"folderize", kDisplay, kDisplayAdvice},
        {"gauge", kDisplay, kDisplayAdvice},
        {"geom", kDisplay, kDisplayAdvice},
        {"geomfilter", kDisplay, kDisplayAdvice},
        {"geostats", kDisplay, "group by City or Country with stats"},
        {"highlight", kDisplay, kDisplayAdvice},
        {"history", kServer, kServerAdvice},
        {"iconify", kDisplay, kDisplayAdvice},
        {"inputcsv", "it reads files of a Splunk installation", "use inputlookup"},
        {"inputintelligence", "it reads the threat intelligence of Enterprise Security",
         "give it as a lookup and use inputlookup"},
        {"kmeans", "its grouping depends on random starting points", "group with stats"},
        {"kvform", "it reads form files of a Splunk installation", "use rex"},
        {"ldapsearch", kServer, kServerAdvice},
        {"loadjob", kAction, kActionAdvice},
        {"localize", kIndex, kIndexAdvice},
        {"localop", kAction, kActionAdvice},
        {"mcatalog", kMetrics, kMetricsAdvice},
        {"mcollect", kAction, kActionAdvice},
        {"meventcollect", kAction, kActionAdvice},
        {"mpreview", kMetrics, kMetricsAdvice},
        {"noop", kAction, kActionAdvice},
        {"outputcsv", kAction, "write karst's own output with -o"},
        {"outputtext", kDisplay, kDisplayAdvice},
        {"overlap", kAction, kActionAdvice},
        {"pivot", "it is written by a user interface", "write the same as tstats"},
        {"predict", kForecast, kForecastAdvice},
        {"redistribute", kAction, kActionAdvice},
        {"relevancy", "it needs what only an index counts", kIndexAdvice},
        {"require", kAction, kActionAdvice},
        {"rest", "it asks a Splunk server", "give what it would answer as a lookup"},
        {"rtorder", kAction, kActionAdvice},
        {"runshellscript", kAction, kActionAdvice},
        {"savedsearch", "saved searches live in a Splunk installation", "write the search out, or make it a macro"},
        {"script", "it runs a program of a Splunk installation", "do its work before the events reach karst"},
        {"scrub", kDisplay, kDisplayAdvice},
        {"searchtxn", kIndex, kIndexAdvice},
        {"selfjoin", "it joins results with themselves", "use stats, or join with the same search"},
        {"sendalert", kAction, kActionAdvice},
        {"sendemail", kAction, kActionAdvice},
        {"sendresults", kAction, kActionAdvice},
        {"set", "it compares the results of two searches", "use append and stats count by all fields"},
        {"sichart", kAction, "use chart"},
        {"sirare", kAction, "use rare"},
        {"sistats", kAction, "use stats"},
        {"sitimechart", kAction, "use timechart"},
        {"sitop", kAction, "use top"},
        {"snowincident", kAction, kActionAdvice},
        {"summary", kModel, kModelAdvice},
        {"timewrap", "it lays spans of time beside each other for a chart", "use timechart, and eval with relative_time"},
        {"trendline", "it smooths a series for a chart", "use streamstats with window= and avg"},
        {"tscollect", kAction, kActionAdvice},
        {"typeahead", kIndex, kIndexAdvice},
        {"typelearner", kUndocumented, "group with stats"},
        {"uniq", "it drops repeated results", "use dedup with consecutive=true"},
        {"walklex", kIndex, kIndexAdvice},
        {"x11", kForecast, kForecastAdvice},
    };
    return kTable;
}

std::string syntax_of(const CommandSpec& command) {
    std::string options;
    std::size_t used = 0;
    for (const auto& option : command.options().specs()) {
        const bool stands_elsewhere = command.syntax.find(syntax_of(option)) != std::string_view::npos;
        if (option.effect == OptionEffect::Used && !stands_elsewhere) {
            ++used;
            options += (options.empty() ? "" : " ") + syntax_of(option);
        }
    }
    if (used > kMaxOptionsInSyntax) {
        options = "[<options>]";
    }
    std::string syntax(command.syntax);
    if (const auto place = syntax.find(kOptionsPlace); place != std::string::npos) {
        syntax.replace(place, kOptionsPlace.size(), options);
        if (options.empty()) {
            syntax.erase(place == 0 ? 0 : place - 1, 1);
        }
    }
    return syntax;
}

const UnsupportedCommand* find_unsupported_command(std::string_view name) {
    const auto& table = unsupported_commands();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const UnsupportedCommand& command) { return command.name == name; });
    return found == table.end() ? nullptr : &*found;
}

}  // namespace karst
