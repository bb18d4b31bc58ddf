#include "engine/text/xpath.h"

#include "engine/text/xml_content.h"

#include <pugixml.hpp>

namespace karst {

struct XPath::Query {
    pugi::xpath_query query;
};

XPath::XPath(const std::string& expression) {
    try {
        query_ = std::make_unique<Query>(Query{pugi::xpath_query(expression.c_str())});
    } catch (const pugi::xpath_exception& error) {
        throw XPathError(error.what(), static_cast<std::size_t>(error.result().offset));
    }
}

XPath::~XPath() = default;
XPath::XPath(XPath&&) noexcept = default;
XPath& XPath::operator=(XPath&&) noexcept = default;

void XPath::select(std::string_view text, Arena& arena, std::vector<Value>& values) const {
    pugi::xml_document document;
    document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_fragment, pugi::encoding_utf8);
    if (query_->query.return_type() != pugi::xpath_type_node_set) {
        values.push_back(Value::string(arena.copy(query_->query.evaluate_string(document))));
        return;
    }
    auto nodes = query_->query.evaluate_node_set(document);
    nodes.sort();
    for (const auto& found : nodes) {
        const bool attribute = static_cast<bool>(found.attribute());
        const bool element = !attribute && found.node().type() == pugi::node_element;
        values.push_back(Value::string(arena.copy(attribute ? found.attribute().value()
                                                  : element ? xml_content(found.node())
                                                            : std::string(found.node().value()))));
    }
}

}  // namespace karst
