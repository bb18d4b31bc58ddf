#include "base/yaml/yaml_map.h"

#include "base/ascii.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace karst {

namespace {

const YamlNode& empty_map() {
    static const YamlNode kEmpty = [] {
        YamlNode node;
        node.kind = YamlNode::Kind::Map;
        return node;
    }();
    return kEmpty;
}

std::string_view name_of(YamlNode::Kind kind) {
    switch (kind) {
    case YamlNode::Kind::Null:
        return "nothing";
    case YamlNode::Kind::Scalar:
        return "a text";
    case YamlNode::Kind::Sequence:
        return "a list";
    case YamlNode::Kind::Map:
        return "a map";
    }
    return "nothing";
}

// YAML 1.1, as PyYAML and with it contentctl read it.
std::optional<bool> boolean_of(std::string_view spelled) {
    const auto text = lower_case(spelled);
    if (text == "true" || text == "yes" || text == "on") {
        return true;
    }
    if (text == "false" || text == "no" || text == "off") {
        return false;
    }
    return std::nullopt;
}

std::optional<double> number_of(const std::string& text) {
    double number = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const bool whole = error == std::errc() && rest == end && !text.empty() && std::isfinite(number);
    return whole ? std::optional(number) : std::nullopt;
}

}  // namespace

void YamlProblems::add(DiagnosticCode code, const YamlNode& node, std::string message, std::string help) const {
    diagnostics.add(document.diagnose(code, node, std::move(message), "", std::move(help)));
}

YamlMap::YamlMap(const YamlNode& node, std::string_view what, const YamlProblems& problems)
    : node_(node.is_map() ? node : empty_map()), what_(what), problems_(problems) {
    if (!node.is_map() && !node.is_null()) {
        wrong_type(node, what, "a map");
    }
}

bool YamlMap::has(std::string_view key) {
    asked_.push_back(key);
    return node_.find(key) != nullptr;
}

const YamlNode* YamlMap::value(std::string_view key) {
    asked_.push_back(key);
    const auto* entry = node_.find(key);
    return entry == nullptr || entry->value.is_null() ? nullptr : &entry->value;
}

const YamlNode* YamlMap::required(std::string_view key) {
    const auto* found = value(key);
    if (found == nullptr) {
        const auto* entry = node_.find(key);
        problems_.add(problems_.codes.missing_key, entry != nullptr ? entry->key : node_,
                      entry != nullptr ? fmt::format("the key '{}' of {} has no value", key, what_)
                                       : fmt::format("{} has no key '{}'", what_, key));
    }
    return found;
}

const YamlNode* YamlMap::scalar(std::string_view key, std::string_view expected) {
    const auto* found = value(key);
    if (found != nullptr && !found->is_scalar()) {
        wrong_type(*found, key, expected);
        return nullptr;
    }
    return found;
}

std::string YamlMap::text(std::string_view key) {
    const auto* found = scalar(key, "a text");
    return found == nullptr ? "" : found->text;
}

std::string YamlMap::required_text(std::string_view key) {
    return required(key) == nullptr ? "" : text(key);
}

SourceText YamlMap::source_text(std::string_view key) {
    const auto* found = scalar(key, "a text");
    return found == nullptr ? SourceText() : problems_.document.source_text(*found);
}

std::optional<double> YamlMap::number(std::string_view key) {
    const auto* found = scalar(key, "a number");
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto number = number_of(found->text);
    if (!number) {
        wrong_type(*found, key, "a number");
    }
    return number;
}

std::optional<std::size_t> YamlMap::count(std::string_view key) {
    const auto found = number(key);
    if (!found) {
        return std::nullopt;
    }
    if (*found < 0 || *found > 1e15 || *found != std::floor(*found)) {
        wrong_type(*value(key), key, "a whole number");
        return std::nullopt;
    }
    return static_cast<std::size_t>(*found);
}

std::optional<bool> YamlMap::boolean(std::string_view key, std::optional<DiagnosticCode> wrong) {
    const auto* found = scalar(key, "true or false");
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto truth = boolean_of(found->text);
    if (!truth) {
        wrong_type(wrong.value_or(problems_.codes.wrong_type), *found, key, "true or false");
    }
    return truth;
}

std::vector<std::string> YamlMap::texts(std::string_view key) {
    const auto* found = value(key);
    if (found == nullptr) {
        return {};
    }
    if (found->is_scalar()) {
        return {found->text};
    }
    if (!found->is_sequence()) {
        wrong_type(*found, key, "a list of texts");
        return {};
    }
    std::vector<std::string> texts;
    for (const auto& item : found->items) {
        if (item.is_scalar()) {
            texts.push_back(item.text);
        } else if (!item.is_null()) {
            wrong_type(item, key, "a list of texts");
        }
    }
    return texts;
}

YamlMap YamlMap::map(std::string_view key) {
    const auto* found = value(key);
    return {found == nullptr ? empty_map() : *found, key, problems_};
}

void YamlMap::each_map(std::string_view key, const std::function<void(YamlMap& item)>& read) {
    const auto* found = value(key);
    if (found == nullptr) {
        return;
    }
    if (!found->is_sequence()) {
        wrong_type(*found, key, "a list");
        return;
    }
    for (const auto& item : found->items) {
        YamlMap map(item, fmt::format("an item of '{}'", key), problems_);
        if (item.is_map()) {
            read(map);
        }
    }
}

void YamlMap::each_entry(std::string_view key, const std::function<void(const YamlEntry& entry)>& read) {
    const auto* found = value(key);
    if (found == nullptr) {
        return;
    }
    if (!found->is_map()) {
        wrong_type(*found, key, "a map");
        return;
    }
    for (const auto& entry : found->entries) {
        read(entry);
    }
}

void YamlMap::report_unknown_keys() {
    for (const auto& entry : node_.entries) {
        if (std::find(asked_.begin(), asked_.end(), entry.key.text) == asked_.end()) {
            problems_.add(problems_.codes.unknown_key.value(), entry.key,
                          fmt::format("unknown key '{}' in {}", entry.key.text, what_), did_you_mean(entry.key.text, asked_));
        }
    }
}

void YamlMap::wrong_type(const YamlNode& node, std::string_view name, std::string_view expected) const {
    wrong_type(problems_.codes.wrong_type, node, name, expected);
}

void YamlMap::wrong_type(DiagnosticCode code, const YamlNode& node, std::string_view name, std::string_view expected) const {
    const auto found = node.is_scalar() ? fmt::format("'{}'", node.text.substr(0, 40)) : std::string(name_of(node.kind));
    problems_.add(code, node, fmt::format("{} should be {}, not {}", name, expected, found));
}

}  // namespace karst
