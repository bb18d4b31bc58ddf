#include "engine/extract/xml_layout.h"

#include "engine/value/near_bytes.h"

#include <cstring>
#include <utility>

namespace karst {

namespace {

constexpr std::size_t kMostLayouts = 512;
constexpr std::size_t kMostOfKey = 4;  // are tried, one after the other
constexpr std::size_t kLongestKey = 16;
constexpr std::size_t kMostValues = 512;
constexpr std::size_t kMostBytes = 32 << 10;  // between values

bool stands_at(std::string_view text, std::size_t at, const std::string& wanted) {
    return text.size() - at >= wanted.size() && std::memcmp(text.data() + at, wanted.data(), wanted.size()) == 0;
}

}  // namespace

bool XmlLayouts::fits(const Layout& layout, std::string_view text, std::size_t begin, XmlReading& reading) {
    reading.values.resize(layout.parts.size());
    auto at = begin;
    for (std::size_t part = 0; part < layout.parts.size(); ++part) {
        const auto& [before, stop] = layout.parts[part];
        if (!stands_at(text, at, before)) {
            return false;
        }
        at += before.size();
        const auto end = find_near(text, stop, at);
        reading.values[part] = text.substr(at, end - at);
        at = end;
    }
    if (!stands_at(text, at, layout.after)) {
        return false;
    }
    reading.end = at + layout.after.size();
    const auto inside = begin + layout.inside_begin;
    reading.inside = text.substr(inside, reading.end - layout.inside_end - inside);
    return true;
}

bool XmlLayouts::read(std::string_view text, std::size_t begin, std::string_view key, XmlReading& reading) {
    if (key.size() > kLongestKey) {
        return false;
    }
    key_ = key;
    const auto known = by_key_.find(key_);
    if (known == by_key_.end()) {
        return false;
    }
    for (auto& number : known->second) {
        if (fits(layouts_[number], text, begin, reading)) {
            reading.layout = number;
            reading.fields = &layouts_[number].fields;
            std::swap(number, known->second.front());
            return true;
        }
    }
    return false;
}

void XmlLayouts::learn(std::string_view text, std::size_t begin, std::string_view key, const XmlReading& reading) {
    const auto known = by_key_.find(std::string(key));
    if (layouts_.size() >= kMostLayouts || (known != by_key_.end() && known->second.size() >= kMostOfKey) ||
        key.size() > kLongestKey || reading.values.size() > kMostValues) {
        return;
    }
    Layout layout;
    std::size_t bytes = 0;
    auto at = begin;
    for (const auto value : reading.values) {
        const auto from = static_cast<std::size_t>(value.data() - text.data());
        const auto end = from + value.size();
        bytes += from - at;
        if (end >= reading.end || bytes > kMostBytes || value.find(text[end]) != std::string_view::npos) {
            return;
        }
        layout.parts.push_back({std::string(text.substr(at, from - at)), text[end]});
        at = end;
    }
    if (reading.end - at > kMostBytes) {
        return;
    }
    layout.after = text.substr(at, reading.end - at);
    layout.fields = *reading.fields;
    const auto inside = static_cast<std::size_t>(reading.inside.data() - text.data());
    layout.inside_begin = inside - begin;
    layout.inside_end = reading.end - inside - reading.inside.size();
    by_key_[std::string(key)].push_back(static_cast<std::uint32_t>(layouts_.size()));
    layouts_.push_back(std::move(layout));
}

}  // namespace karst
