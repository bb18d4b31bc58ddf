// XPath expressions over XML text, for the xpath command. XPath 1.0, which holds the subset that Splunk documents.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class XPathError : public std::exception {
public:
    XPathError(std::string message, std::size_t offset) : message_(std::move(message)), offset_(offset) {}
    const char* what() const noexcept override { return message_.c_str(); }
    std::size_t offset() const { return offset_; }

private:
    std::string message_;
    std::size_t offset_;  // in the expression
};

class XPath {
public:
    /// Throws XPathError when the expression is none.
    explicit XPath(const std::string& expression);
    ~XPath();
    XPath(XPath&&) noexcept;
    XPath& operator=(XPath&&) noexcept;

    /// Appends the values that the expression selects in `text` (several roots are allowed), in document order: the content of
    /// elements, the value of attributes, or the one result of an expression that selects no nodes (count(…)).
    void select(std::string_view text, Arena& arena, std::vector<Value>& values) const;

private:
    struct Query;
    std::unique_ptr<Query> query_;
};

}  // namespace karst
