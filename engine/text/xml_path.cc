#include "base/ascii.h"
#include "engine/text/path.h"
#include "engine/text/xml_content.h"

#include <pugixml.hpp>

namespace karst {

namespace {

// What is there before a mistake is kept: events are cut off, and so is what spath looks at.
void load(pugi::xml_document& document, std::string_view text) {
    document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
}

Value copy_of(std::string_view text, Arena& arena) {
    return Value::string(arena.copy(text));
}

std::string own_text(const pugi::xml_node& element) {
    std::string text;
    for (const auto& child : element.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            text += child.value();
        }
    }
    return text;
}

// The nodes that one more step leads to; an index counts among the children of one parent that have the name.
std::vector<pugi::xml_node> children_of(const std::vector<pugi::xml_node>& parents, const std::string& name,
                                        std::size_t index) {
    std::vector<pugi::xml_node> found;
    for (const auto& parent : parents) {
        std::size_t count = 0;
        for (auto child = parent.child(name.c_str()); child; child = child.next_sibling(name.c_str())) {
            if (index == 0 || ++count == index) {
                found.push_back(child);
            }
        }
    }
    return found;
}

}  // namespace

std::string xml_content(const pugi::xml_node& element) {
    if (!element.find_child([](const pugi::xml_node& child) { return child.type() == pugi::node_element; })) {
        return own_text(element);
    }
    struct Writer final : pugi::xml_writer {
        std::string text;
        void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
    } writer;
    for (const auto& child : element.children()) {
        child.print(writer, "", pugi::format_raw, pugi::encoding_utf8);
    }
    return std::move(writer.text);
}

void extract_xml_path(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values) {
    pugi::xml_document document;
    load(document, text);
    std::vector<pugi::xml_node> nodes = {document.root()};
    const auto& steps = path.steps();
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const auto& step = steps[at];
        if (step.kind == PathStep::Kind::Attribute) {
            for (const auto& node : nodes) {
                if (const auto attribute = node.attribute(step.name.c_str())) {
                    values.push_back(copy_of(attribute.value(), arena));
                }
            }
            return;
        }
        if (step.kind == PathStep::Kind::Member) {
            const bool numbered = at + 1 < steps.size() && steps[at + 1].kind == PathStep::Kind::Element;
            if (numbered && steps[at + 1].index == 0) {
                return;  // XML counts from 1
            }
            nodes = children_of(nodes, step.name, numbered ? steps[++at].index : 0);
        }
        // {} changes nothing: a name without an index stands for all elements of that name.
    }
    for (const auto& node : nodes) {
        if (node.type() == pugi::node_element) {
            values.push_back(copy_of(xml_content(node), arena));
        }
    }
}

void extract_xml_leaves(std::string_view text, Arena& arena, const LeafFound& found) {
    struct Walker final : pugi::xml_tree_walker {
        Arena& memory;
        const LeafFound& leaf;
        std::string name;
        std::vector<std::size_t> outside;  // how long the name was before each open element

        Walker(Arena& arena_of, const LeafFound& leaf_found) : memory(arena_of), leaf(leaf_found) {}

        bool for_each(pugi::xml_node& node) override {
            if (node.type() != pugi::node_element) {
                return true;
            }
            const auto level = static_cast<std::size_t>(depth());
            if (level >= LocationPath::kMaxLength) {
                return true;  // no path reaches it, and its name would only grow
            }
            if (level < outside.size()) {
                name.resize(outside[level]);
                outside.resize(level);
            }
            outside.resize(level + 1, name.size());
            name += name.empty() ? "" : ".";
            name += node.name();
            for (const auto& attribute : node.attributes()) {
                leaf(name + "{@" + attribute.name() + "}", copy_of(attribute.value(), memory));
            }
            if (const auto content = own_text(node); content.find_first_not_of(kBlanks) != std::string::npos) {
                leaf(name, copy_of(content, memory));
            }
            return true;
        }
    } walker(arena, found);
    pugi::xml_document document;
    load(document, text);
    document.traverse(walker);
}

}  // namespace karst
