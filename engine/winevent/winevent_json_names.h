// Windows events as JSON, as different programs write them, and what the XML of the same event calls their fields.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace karst {

struct WineventJsonShape {
    std::string_view name;
    /// Of the top-level keys, the shape has all of these.
    std::span<const std::string_view> keys;
    /// Objects whose members are the event's data: the rest of the name is the field.
    std::span<const std::string_view> data;
    /// Single fields: path, name as in XML; "" leaves the field out.
    struct Rename {
        std::string_view path;
        std::string_view name;
    };
    std::span<const Rename> renames;
    /// Paths of the time, the best first.
    std::span<const std::string_view> times;
};

/// The shape of an event with these keys; null when it is none of a Windows event.
const WineventJsonShape* find_winevent_json_shape(std::span<const std::string_view> keys);

/// What XML calls the field at `path`; the path itself where the shape says nothing of it; "" where XML has no such field.
std::string_view winevent_xml_name(const WineventJsonShape& shape, std::string_view path);

}  // namespace karst
