#include "cli/session.h"

#include "cli/output/diagnostic_writer.h"
#include "engine/input/event_reader.h"
#include "rules/data_model_loader.h"
#include "rules/pack_loader.h"

#include <unistd.h>

#include <fstream>
#include <iostream>
#include <map>

namespace karst::cli {

namespace {

constexpr std::size_t kProblemsShown = 5;  // of each file; more say no more

}  // namespace

Session::Session(const CommonOptions& options, const std::string& near) : options_(options) {
    Diagnostics diagnostics;
    auto packs = load_packs(options.packs, diagnostics);
    const auto directory = !options.content.empty() ? options.content
                           : near.empty()           ? std::string()
                                                    : ContentLibrary::find_above(near);
    content_ = std::make_unique<ContentLibrary>(directory, packs, diagnostics);
    Diagnostics model_problems;  // load_packs() has said already which folders are not there
    auto models = load_data_models(options.packs, model_problems);
    for (const auto& problem : model_problems.all()) {
        if (problem.code != "pack-missing") {
            diagnostics.add(problem);
        }
    }
    knowledge_ = std::make_shared<const KnowledgeBase>(std::move(packs), std::move(models));
    for (const auto& diagnostic : diagnostics.all()) {
        report(diagnostic);
    }
    if (diagnostics.errors() > 0 && !options.packs.empty()) {
        throw UsageError("the packs have errors");
    }
}

PlanEnvironment Session::environment(const Limits& limits) const {
    PlanEnvironment environment;
    environment.lookups = content_->make_lookups();
    environment.data_models = knowledge_->models();
    environment.limits = limits;
    return environment;
}

std::unique_ptr<EventScan> Session::scan(std::vector<InputFile> files, ScanOptions options) const {
    auto counts = std::make_shared<std::map<std::string, std::size_t>>();
    options.problems = [this, counts](const InputProblem& problem) {
        const auto count = ++(*counts)[problem.file];
        if (count <= kProblemsShown) {
            say(problem.file + ":" + std::to_string(problem.line) + ": " + problem.message);
        } else if (count == kProblemsShown + 1) {
            say(problem.file + ": there are more such events");
        }
    };
    return std::make_unique<EventScan>(std::move(files), std::move(options), knowledge_);
}

void Session::say(const std::string& message) const {
    if (!options_.quiet) {
        std::cerr << "karst: " << message << "\n";
    }
}

void Session::report(const Diagnostic& diagnostic) const {
    if (!options_.quiet || diagnostic.severity == Severity::Error) {
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

Output::Output(const std::string& file) : stream_(&std::cout) {
    if (file.empty() || file == "-") {
        terminal_ = ::isatty(STDOUT_FILENO) == 1;
        return;
    }
    file_ = std::make_unique<std::ofstream>(file, std::ios::binary | std::ios::trunc);
    if (!file_->good()) {
        throw UsageError(file + ": cannot be written");
    }
    stream_ = file_.get();
}

Output::~Output() = default;

}  // namespace karst::cli
