#include "karst/engine.h"

#include "engine/compile/compile.h"
#include "karst/engine_impl.h"
#include "karst/version_number.h"
#include "packs/library/data_model_loader.h"
#include "packs/library/pack_library.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace karst::api {

namespace {

// The machine's clock, or one of the program; how long something took is for the machine to say.
class ChosenClock final : public Clock {
public:
    explicit ChosenClock(std::function<double()> now) : now_(std::move(now)) {}
    double now() const override { return now_(); }
    double elapsed() const override { return real_clock()->elapsed(); }

private:
    std::function<double()> now_;
};

class ChosenEnvironment final : public Environment {
public:
    using Variables = std::function<std::optional<std::string>(const std::string&)>;
    explicit ChosenEnvironment(Variables variables) : variables_(std::move(variables)) {}
    std::optional<std::string> variable(const std::string& name) const override { return variables_(name); }

private:
    Variables variables_;
};

}  // namespace

std::string_view version() {
    return kVersion;
}

Engine::Impl::Impl(EngineOptions options)
    : options_(std::move(options)), log_(options_.log),
      files_(options_.files == nullptr ? real_file_system() : adapted(options_.files)),
      clock_(options_.clock ? std::make_shared<const ChosenClock>(options_.clock) : real_clock()),
      environment_(options_.environment ? std::make_shared<const ChosenEnvironment>(options_.environment) : real_environment()),
      limits_(options_.lift_limits ? Limits::none() : Limits()) {
    const auto began = clock_->elapsed();
    Diagnostics problems;
    auto packs = load_packs(options_.packs, problems, *files_);
    Diagnostics model_problems;  // load_packs() has said already which folders are not there
    auto models = load_data_models(options_.packs, model_problems, *files_);
    for (const auto& problem : model_problems.all()) {
        if (problem.code != "pack-missing") {
            problems.add(problem);
        }
    }
    append_public(problems, diagnostics_);
    knowledge_ = std::make_shared<const KnowledgeBase>(std::move(packs), std::move(models));
    if (log_.wants(LogLevel::Info)) {
        log_.info(fmt::format("{} packs and {} data models loaded in {:.1f} ms", knowledge_->packs().size(),
                              knowledge_->models()->names().size(), (clock_->elapsed() - began) * 1000));
    }
}

const Content& Engine::Impl::content_of(const std::string& rule_file) const {
    const std::lock_guard lock(reading_content_);
    if (!options_.content.empty() || rule_file.empty()) {
        return content_in(options_.content);
    }
    // Hundreds of rules lie in one folder.
    auto& known = content_by_folder_[rule_file.substr(0, rule_file.find_last_of('/') + 1)];
    if (known == nullptr) {
        known = &content_in(ContentLibrary::find_above(rule_file, *files_));
    }
    return *known;
}

const Content& Engine::Impl::content_in(const std::string& directory) const {
    auto& content = contents_[directory];
    if (content.library == nullptr) {
        Diagnostics problems;
        content.library = std::make_unique<ContentLibrary>(directory, knowledge_->packs(), problems, files_);
        append_public(problems, content.problems);
        if (!directory.empty() && log_.wants(LogLevel::Info)) {
            log_.info("content of " + directory);
        }
    }
    return content;
}

PlanEnvironment Engine::Impl::plan_environment(const ContentLibrary& content, const Limits& limits) const {
    auto environment = spl_environment();
    environment.lookups = content.make_lookups();
    environment.data_models = knowledge_->models();
    environment.limits = limits;
    return environment;
}

const ContentLibrary& ContentsInUse::of(const std::string& rule_file) {
    const auto& content = engine_.content_of(rule_file);
    if (met_.insert(content.library.get()).second) {
        problems_.insert(problems_.end(), content.problems.begin(), content.problems.end());
    }
    return *content.library;
}

const PlanEnvironment& SharedEnvironments::of(const ContentLibrary& content) {
    const auto known = environments_.find(&content);
    return known != environments_.end()
               ? known->second
               : environments_.emplace(&content, engine_.plan_environment(content, limits_)).first->second;
}

Engine::Engine(EngineOptions options) : impl_(std::make_shared<const Impl>(std::move(options))) {}

const std::vector<Diagnostic>& Engine::diagnostics() const {
    return impl_->diagnostics();
}

const EngineOptions& Engine::options() const {
    return impl_->options();
}

}  // namespace karst::api
