#include "engine/winevent/xml_template.h"

#include "engine/value/near_bytes.h"

#include <utility>

namespace karst {

namespace {

constexpr std::size_t kMostLayouts = 512;
constexpr std::size_t kMostOfKey = 4;  // are tried, one after the other
constexpr std::size_t kMostValues = 512;
constexpr std::size_t kMostBytes = 32 << 10;  // between values

bool stands_at(std::string_view text, std::size_t at, const char* wanted, std::size_t size) {
    return text.size() - at >= size && equal_near(text.data() + at, wanted, size);
}

}  // namespace

bool XmlLayouts::fits(const Layout& layout, std::string_view text, std::size_t begin, XmlReading& reading) {
    reading.values.resize(layout.parts.size());
    const char* between = layout.between.data();
    auto at = begin;
    for (std::size_t part = 0; part < layout.parts.size(); ++part) {
        const auto& [before, stop] = layout.parts[part];
        if (!stands_at(text, at, between, before)) {
            return false;
        }
        between += before;
        at += before;
        const auto end = find_near(text, stop, at);
        reading.values[part] = text.substr(at, end - at);
        at = end;
    }
    if (!stands_at(text, at, between, layout.after)) {
        return false;
    }
    reading.end = at + layout.after;
    const auto inside = begin + layout.inside_begin;
    reading.inside = text.substr(inside, reading.end - layout.inside_end - inside);
    return true;
}

bool XmlLayouts::read(std::string_view text, std::size_t begin, Key key, XmlReading& reading) {
    const auto known = by_key_.find(key);
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

void XmlLayouts::learn(std::string_view text, std::size_t begin, Key key, const XmlReading& reading) {
    const auto known = by_key_.find(key);
    if (layouts_.size() >= kMostLayouts || (known != by_key_.end() && known->second.size() >= kMostOfKey) ||
        reading.values.size() > kMostValues) {
        return;
    }
    Layout layout;
    auto at = begin;
    for (const auto value : reading.values) {
        const auto from = static_cast<std::size_t>(value.data() - text.data());
        const auto end = from + value.size();
        layout.between += text.substr(at, from - at);
        if (end >= reading.end || layout.between.size() > kMostBytes || value.find(text[end]) != std::string_view::npos) {
            return;
        }
        layout.parts.push_back({from - at, text[end]});
        at = end;
    }
    layout.after = reading.end - at;
    layout.between += text.substr(at, layout.after);
    if (layout.between.size() > kMostBytes) {
        return;
    }
    layout.between.append(kNearBytes, '\0');
    layout.fields = *reading.fields;
    const auto inside = static_cast<std::size_t>(reading.inside.data() - text.data());
    layout.inside_begin = inside - begin;
    layout.inside_end = reading.end - inside - reading.inside.size();
    by_key_[key].push_back(static_cast<std::uint32_t>(layouts_.size()));
    layouts_.push_back(std::move(layout));
}

}  // namespace karst
