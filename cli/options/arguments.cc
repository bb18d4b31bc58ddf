#include "cli/options/arguments.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace karst::cli {

namespace {

CLI::Option* with_traits(CLI::Option* option, const ArgumentTraits& traits) {
    if (*traits.placeholder != '\0') {
        option->type_name(traits.placeholder);
    }
    if (!traits.choices.empty()) {
        option->check(CLI::IsMember(traits.choices));
    }
    return option->required(traits.required);
}

}  // namespace

void Arguments::flag(const char* names, bool& target, const char* help) {
    app_->add_flag(names, target, help);
}

void Arguments::count(const char* names, std::size_t& target, const char* help) {
    app_->add_flag(names, target, help);
}

void Arguments::number(const char* names, std::size_t& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits);
}

void Arguments::text(const char* names, std::string& target, const std::string& help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits);
}

void Arguments::list(const char* names, std::vector<std::string>& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits);
}

void Arguments::repeated(const char* names, std::vector<std::string>& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits)->allow_extra_args(false);
}

CommandLine::CommandLine(const std::string& program, const std::string& summary, const std::string& version)
    : app_(std::make_unique<CLI::App>(summary, program)) {
    app_->set_version_flag("--version", version);
    app_->require_subcommand(1);
}

CommandLine::~CommandLine() = default;

Arguments CommandLine::add_command(const std::string& name, const std::string& summary, const std::string& example) {
    auto* command = commands_.emplace_back(app_->add_subcommand(name, summary));
    command->footer("Example: " + example);
    return Arguments(*command);
}

std::optional<int> CommandLine::read(int argc, char** argv) {
    try {
        app_->parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        return app_->exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
    }
}

std::size_t CommandLine::chosen() const {
    const auto found =
        std::find_if(commands_.begin(), commands_.end(), [](const CLI::App* command) { return command->parsed(); });
    return static_cast<std::size_t>(found - commands_.begin());
}

}  // namespace karst::cli
