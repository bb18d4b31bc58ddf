#include "cli/commands/session.h"
#include "engine/compile/compile.h"
#include "engine/formats/open_events.h"
#include "engine/stream/input_error.h"

#include "cli/output/diagnostic_writer.h"
#include "engine/input/event_reader.h"
#include "packs/library/data_model_loader.h"
#include "packs/library/pack_library.h"

#include <unistd.h>

#include <iostream>
#include <map>
#include <set>

namespace karst::cli {

namespace {

constexpr std::size_t kProblemsShown = 5;  // of each file; more say no more

}  // namespace

Session::Session(const CommonOptions& options, Diagnostics* found)
    : options_(options),
      progress_(std::make_unique<Progress>(options.progress == "auto" && !options.quiet && ::isatty(STDERR_FILENO) == 1)),
      found_(found) {
    Diagnostics diagnostics;
    auto packs = load_packs(options.packs, diagnostics);
    Diagnostics model_problems;  // load_packs() has said already which folders are not there
    auto models = load_data_models(options.packs, model_problems);
    for (const auto& problem : model_problems.all()) {
        if (problem.code != "pack-missing") {
            diagnostics.add(problem);
        }
    }
    knowledge_ = std::make_shared<const KnowledgeBase>(std::move(packs), std::move(models));
    say_or_keep(diagnostics);
    if (found == nullptr && diagnostics.errors() > 0 && !options.packs.empty()) {
        throw UsageError("the packs have errors");
    }
}

void Session::say_or_keep(const Diagnostics& diagnostics) const {
    for (const auto& diagnostic : diagnostics.all()) {
        if (found_ != nullptr) {
            found_->add(diagnostic);
        } else {
            report(diagnostic);
        }
    }
}

const ContentLibrary& Session::content_of(const std::string& rule_file) const {
    const auto directory = !options_.content.empty() ? options_.content
                           : rule_file.empty()       ? std::string()
                                                     : ContentLibrary::find_above(rule_file);
    const std::lock_guard lock(reading_content_);
    auto& content = contents_[directory];
    if (content == nullptr) {
        Diagnostics diagnostics;
        content = std::make_unique<ContentLibrary>(directory, knowledge_->packs(), diagnostics);
        say_or_keep(diagnostics);
    }
    return *content;
}

PlanEnvironment Session::environment(const Limits& limits, const ContentLibrary& content) const {
    auto environment = spl_environment();
    environment.lookups = content.make_lookups();
    environment.data_models = knowledge_->models();
    environment.limits = limits;
    return environment;
}

const PlanEnvironment& SharedEnvironments::of(const ContentLibrary& content) {
    const auto known = environments_.find(&content);
    return known != environments_.end() ? known->second
                                        : environments_.emplace(&content, session_.environment(limits_, content)).first->second;
}

std::unique_ptr<EventScan> Session::scan(std::vector<InputFile> files, ScanOptions options) const {
    auto counts = std::make_shared<std::map<std::string, std::size_t>>();
    options.problems = [this, counts](const InputProblem& problem) {
        const auto count = ++(*counts)[problem.file];
        if (count <= kProblemsShown) {
            const auto place =
                problem.line == 0 ? std::string() : ":" + std::to_string(problem.line);  // 0: the file as a whole
            say(problem.file + place + ": " + problem.message);
        } else if (count == kProblemsShown + 1) {
            say(problem.file + ": there are more such events");
        }
    };
    options.progress = [this](std::uint64_t events) {
        if (progress_->due()) {
            progress_->show(std::to_string(events) + " events");
        }
    };
    return std::make_unique<EventScan>(std::move(files), std::move(options), knowledge_);
}

void Session::say(const std::string& message) const {
    if (!options_.quiet) {
        progress_->clear();
        std::cerr << "karst: " << message << "\n";
    }
}

WarningSink Session::warnings() const {
    return [this, said = std::make_shared<std::set<std::string, std::less<>>>()](std::string_view message) {
        if (said->emplace(message).second) {
            say(std::string(message));
        }
    };
}

void Session::report(const Diagnostic& diagnostic) const {
    if (!options_.quiet || diagnostic.severity == Severity::Error) {
        progress_->clear();
        write_diagnostic(std::cerr, diagnostic, {use_color(options_, STDERR_FILENO)});
    }
}

std::vector<InputFile> input_files(const std::vector<std::string>& paths) {
    try {
        std::vector<InputFile> files;
        for (auto& path : expand_inputs(paths)) {
            files.push_back({std::move(path), "", "", ""});
        }
        return files;
    } catch (const InputError& error) {
        throw UsageError(error.what());
    }
}

}  // namespace karst::cli
