#include "engine/text/path.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>
#include <charconv>

namespace karst {

namespace {

enum class Format { Json, Xml, Neither };

Format format_of(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) {
        return Format::Neither;
    }
    return text[first] == '<' ? Format::Xml : text[first] == '{' || text[first] == '[' ? Format::Json : Format::Neither;
}

std::optional<PathStep> parse_index(std::string_view inside) {
    if (inside.empty()) {
        return PathStep{PathStep::Kind::EveryElement, "", 0};
    }
    if (inside.front() == '@') {
        return PathStep{PathStep::Kind::Attribute, std::string(inside.substr(1)), 0};
    }
    std::size_t index = 0;
    const auto* end = inside.data() + inside.size();
    const auto [stopped, error] = std::from_chars(inside.data(), end, index);
    if (error != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return PathStep{PathStep::Kind::Element, "", index};
}

}  // namespace

std::optional<LocationPath> LocationPath::parse(std::string_view text) {
    LocationPath path;
    for (std::size_t at = 0; at <= text.size();) {
        const auto name_end = std::min(text.find_first_of(".{", at), text.size());
        const auto name = text.substr(at, name_end - at);
        at = name_end;
        if (!name.empty()) {
            path.steps_.push_back({PathStep::Kind::Member, std::string(name), 0});
        } else if (at >= text.size() || text[at] != '{') {
            return std::nullopt;
        }
        while (at < text.size() && text[at] == '{') {
            const auto close = text.find('}', at);
            auto step = close == std::string_view::npos ? std::nullopt : parse_index(text.substr(at + 1, close - at - 1));
            if (!step || path.steps_.size() >= kMaxLength) {
                return std::nullopt;
            }
            path.steps_.push_back(std::move(*step));
            at = close + 1;
        }
        if (path.steps_.size() > kMaxLength || (at < text.size() && text[at] != '.')) {
            return std::nullopt;
        }
        ++at;
    }
    return path;
}

bool LocationPath::has_wildcard() const {
    return std::any_of(steps_.begin(), steps_.end(),
                       [](const PathStep& step) { return step.kind == PathStep::Kind::EveryElement; });
}

void extract_path(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values) {
    switch (format_of(text)) {
    case Format::Json:
        return extract_json_path(text, path, arena, values);
    case Format::Xml:
        return extract_xml_path(text, path, arena, values);
    case Format::Neither:
        return;
    }
}

void extract_leaves(std::string_view text, Arena& arena, const LeafFound& found) {
    switch (format_of(text)) {
    case Format::Json:
        return extract_json_leaves(text, arena, found);
    case Format::Xml:
        return extract_xml_leaves(text, arena, found);
    case Format::Neither:
        return;
    }
}

std::string_view first_characters(std::string_view text, std::size_t characters) {
    return text.size() <= characters ? text : code_points(text, 0, characters);
}

}  // namespace karst
