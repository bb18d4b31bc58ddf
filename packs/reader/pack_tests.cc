#include "packs/reader/pack_tests.h"

#include "engine/json/json_string.h"

namespace karst {

namespace {

void append_json(const YamlNode& node, std::string& out) {
    if (node.is_map()) {
        out += '{';
        for (std::size_t index = 0; index < node.entries.size(); ++index) {
            out += index > 0 ? "," : "";
            append_json_quoted(node.entries[index].key.text, out);
            out += ':';
            append_json(node.entries[index].value, out);
        }
        out += '}';
    } else if (node.is_sequence()) {
        out += '[';
        for (std::size_t index = 0; index < node.items.size(); ++index) {
            out += index > 0 ? "," : "";
            append_json(node.items[index], out);
        }
        out += ']';
    } else if (node.is_null()) {
        out += "null";
    } else {
        append_json_quoted(node.text, out);
    }
}

}  // namespace

PackTest read_pack_test(YamlMap& item) {
    PackTest test;
    test.raw = item.text("raw");
    test.sourcetype = item.text("sourcetype");
    test.source = item.text("source");
    if (const auto* event = item.value("event")) {
        append_json(*event, test.raw);
    }
    item.each_entry("expect", [&](const YamlEntry& entry) {
        std::vector<std::string> values;
        if (entry.value.is_sequence()) {
            for (const auto& value : entry.value.items) {
                values.push_back(value.text);
            }
        } else if (!entry.value.is_null()) {
            values.push_back(entry.value.text);
        }
        test.expect.emplace_back(entry.key.text, std::move(values));
    });
    item.report_unknown_keys();
    test.where = item.problems().document.where(item.self());
    return test;
}

}  // namespace karst
