#include "cli/arguments.h"

#include <CLI/CLI.hpp>

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

void Arguments::number(const char* names, std::size_t& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits);
}

void Arguments::text(const char* names, std::string& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits);
}

void Arguments::list(const char* names, std::vector<std::string>& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits);
}

void Arguments::repeated(const char* names, std::vector<std::string>& target, const char* help, const ArgumentTraits& traits) {
    with_traits(app_->add_option(names, target, help), traits)->allow_extra_args(false);
}

}  // namespace karst::cli
