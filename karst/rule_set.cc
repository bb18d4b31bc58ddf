#include "karst/rule_set.h"

#include "karst/engine_impl.h"
#include "karst/rule_set_impl.h"
#include "karst/run_impl.h"

#include <fmt/format.h>

#include <utility>

namespace karst::api {

namespace {

RuleInfo info_of(const Rule& rule) {
    RuleInfo info;
    info.file = rule.file;
    info.id = rule.id;
    info.name = rule.name;
    info.version = rule.version;
    info.date = rule.date;
    info.author = rule.author;
    info.status = rule.status;
    info.type = rule.type;
    info.severity = name_of(rule.severity);
    info.risk_score = rule.risk_score;
    info.description = rule.description;
    info.how_to_implement = rule.how_to_implement;
    info.known_false_positives = rule.known_false_positives;
    info.search = rule.search.text();
    info.message = rule.message.text();
    info.data_sources = rule.data_sources;
    info.mitre_attack_ids = rule.mitre_attack_ids;
    info.analytic_stories = rule.analytic_stories;
    info.cves = rule.cves;
    info.references = rule.references;
    info.asset_type = rule.asset_type;
    info.security_domain = rule.security_domain;
    return info;
}

karst::RuleSet read_texts(const std::vector<RuleText>& texts) {
    karst::RuleSet set;
    for (const auto& text : texts) {
        ++set.files;
        const auto file = std::make_shared<const SourceFile>(SourceFile{text.name, text.text});
        if (auto rule = read_rule(file, set.diagnostics)) {
            set.rules.push_back(std::move(*rule));
        } else {
            ++set.files_failed;
        }
    }
    return set;
}

std::shared_ptr<const RuleSet::Impl> load(const Engine::Impl& engine, const std::vector<std::string>& paths) {
    const auto began = engine.clock().elapsed();
    auto set = std::make_shared<const RuleSet::Impl>(load_rules(paths, 0, *engine.files()), false);
    const auto& log = engine.log();
    if (log.wants(LogLevel::Info)) {
        std::size_t passed_over = 0;
        for (const auto& diagnostic : set->diagnostics()) {
            if (diagnostic.code == "rule-skipped") {
                ++passed_over;
                log.debug(diagnostic.where.file + ": passed over: " + diagnostic.message);
            }
        }
        log.info(fmt::format("{} rules read, {} files with errors, {} files passed over, in {}", set->rules().size(),
                             set->files_failed(), passed_over, milliseconds_since(engine, began)));
    }
    return set;
}

}  // namespace

RuleSet::Impl::Impl(karst::RuleSet loaded, bool are_texts) : loaded_(std::move(loaded)), are_texts_(are_texts) {
    for (const auto& rule : loaded_.rules) {
        rules_.push_back(std::make_shared<const RuleInfo>(info_of(rule)));
    }
    append_public(loaded_.diagnostics, diagnostics_);
}

RuleSet RuleSet::from_paths(const Engine& engine, const std::vector<std::string>& paths) {
    return RuleSet(load(*engine.impl(), paths));
}

RuleSet RuleSet::from_texts(const std::vector<RuleText>& texts) {
    return RuleSet(std::make_shared<const Impl>(read_texts(texts), true));
}

const std::vector<std::shared_ptr<const RuleInfo>>& RuleSet::rules() const {
    return impl_->rules();
}

std::size_t RuleSet::files() const {
    return impl_->files();
}

std::size_t RuleSet::files_failed() const {
    return impl_->files_failed();
}

const std::vector<Diagnostic>& RuleSet::diagnostics() const {
    return impl_->diagnostics();
}

std::vector<Diagnostic> check_content(const Engine& engine, const RuleSet& rules) {
    std::vector<Diagnostic> problems;
    ContentsInUse contents(*engine.impl(), problems);
    for (const auto& rule : rules.impl()->inner_rules()) {
        contents.of(rules.impl()->content_file(rule));
    }
    return problems;
}

}  // namespace karst::api
