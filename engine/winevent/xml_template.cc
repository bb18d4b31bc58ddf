#include "engine/winevent/xml_template.h"

#include "engine/value/short_scan.h"

#include <utility>

namespace karst {

namespace {

constexpr std::size_t kMaxTemplates = 512;
constexpr std::size_t kMaxOfKey = 4;  // are tried, one after the other
constexpr std::size_t kMaxValues = 512;
constexpr std::size_t kMaxBytes = 32 << 10;  // between values

bool stands_at(std::string_view text, std::size_t at, const char* wanted, std::size_t size) {
    return text.size() - at >= size && equal_short(text.data() + at, wanted, size);
}

}  // namespace

bool XmlTemplates::fits(const Template& known, std::string_view text, std::size_t begin, XmlMatch& match) {
    match.values.resize(known.parts.size());
    const char* between = known.between.data();
    auto at = begin;
    for (std::size_t part = 0; part < known.parts.size(); ++part) {
        const auto& [before, stop] = known.parts[part];
        if (!stands_at(text, at, between, before)) {
            return false;
        }
        between += before;
        at += before;
        const auto end = find_short(text, stop, at);
        match.values[part] = text.substr(at, end - at);
        at = end;
    }
    if (!stands_at(text, at, between, known.after)) {
        return false;
    }
    match.end = at + known.after;
    const auto inside = begin + known.inside_begin;
    match.inside = text.substr(inside, match.end - known.inside_end - inside);
    return true;
}

bool XmlTemplates::read(std::string_view text, std::size_t begin, Key key, XmlMatch& match) {
    const auto known = by_key_.find(key);
    if (known == by_key_.end()) {
        return false;
    }
    for (auto& number : known->second) {
        if (fits(templates_[number], text, begin, match)) {
            match.template_number = number;
            match.fields = &templates_[number].fields;
            std::swap(number, known->second.front());
            return true;
        }
    }
    return false;
}

void XmlTemplates::learn(std::string_view text, std::size_t begin, Key key, const XmlMatch& match) {
    const auto known = by_key_.find(key);
    if (templates_.size() >= kMaxTemplates || (known != by_key_.end() && known->second.size() >= kMaxOfKey) ||
        match.values.size() > kMaxValues) {
        return;
    }
    Template learnt;
    auto at = begin;
    for (const auto value : match.values) {
        const auto from = static_cast<std::size_t>(value.data() - text.data());
        const auto end = from + value.size();
        learnt.between += text.substr(at, from - at);
        if (end >= match.end || learnt.between.size() > kMaxBytes || value.find(text[end]) != std::string_view::npos) {
            return;
        }
        learnt.parts.push_back({from - at, text[end]});
        at = end;
    }
    learnt.after = match.end - at;
    learnt.between += text.substr(at, learnt.after);
    if (learnt.between.size() > kMaxBytes) {
        return;
    }
    learnt.between.append(kReadPadding, '\0');
    learnt.fields = *match.fields;
    const auto inside = static_cast<std::size_t>(match.inside.data() - text.data());
    learnt.inside_begin = inside - begin;
    learnt.inside_end = match.end - inside - match.inside.size();
    by_key_[key].push_back(static_cast<std::uint32_t>(templates_.size()));
    templates_.push_back(std::move(learnt));
}

}  // namespace karst
