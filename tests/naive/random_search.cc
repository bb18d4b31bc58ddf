#include "tests/naive/random_search.h"

namespace karst::naive {

namespace {

const std::vector<const char*> kFields = {"a", "b", "n", "k"};
const std::vector<const char*> kWords = {"ant", "Ant", "bee", "beetle", "", "a b", "7", "10"};
const std::vector<const char*> kNumbers = {"0", "1", "2", "7", "10", "-3"};

}  // namespace

NaiveRows RandomSearch::rows(std::size_t most) {
    NaiveRows rows(below(most + 1));
    for (auto& row : rows) {
        for (const char* field : {"a", "b"}) {
            if (below(5) > 0) {
                row[field] = {pick(kWords)};
            }
        }
        for (const char* field : {"n", "k"}) {
            if (below(5) > 0) {
                row[field] = {pick(kNumbers)};
            }
        }
        for (std::size_t count = below(4); count > 0; --count) {
            row["m"].emplace_back(pick({"x", "y", "z", "7"}));
        }
    }
    return rows;
}

std::string RandomSearch::search_condition(int depth) {
    if (depth < 3 && below(2) == 0) {
        const auto left = search_condition(depth + 1);
        switch (below(3)) {
        case 0:
            return "(" + left + " " + search_condition(depth + 1) + ")";
        case 1:
            return "(" + left + " OR " + search_condition(depth + 1) + ")";
        default:
            return "NOT " + left;
        }
    }
    const std::string field = pick({"a", "b", "n", "k", "m", "missing"});
    switch (below(4)) {
    case 0:
        return field + pick({"=", "!="}) + pick({"ant", "BEE", "\"a b\"", "be*", "*t", "*", "*e*e*", "7", "x"});
    case 1:
        return field + pick({"<", "<=", ">", ">=", "=", "!="}) + pick(kNumbers);
    case 2:
        return field + " IN (" + pick({"ant", "b*", "7"}) + ", " + pick({"\"a b\"", "10", "y"}) + ")";
    default:
        return field + pick({"<", ">="}) + pick({"ant", "b", "BEE"});
    }
}

std::string RandomSearch::expression(int depth) {
    if (depth > 2 || below(2) == 0) {
        switch (below(3)) {
        case 0:
            return pick(kFields);
        case 1:
            return pick({"0", "1", "2", "7"});
        default:
            return std::string("\"") + pick(kWords) + "\"";
        }
    }
    switch (below(8)) {
    case 0:
        return "(" + operand(depth + 1) + pick({"-", "*", "/"}) + operand(depth + 1) + ")";
    case 1:
        return "(" + expression(depth + 1) + " . " + expression(depth + 1) + ")";
    case 2:
        return "if(" + where_condition(2) + ", " + expression(depth + 1) + ", " + expression(depth + 1) + ")";
    case 3:
        return "coalesce(" + expression(depth + 1) + ", " + expression(depth + 1) + ")";
    case 4:
        return "len(" + expression(depth + 1) + ")";
    case 5:
        return std::string(pick({"upper", "lower"})) + "(" + expression(depth + 1) + ")";
    case 6:
        return std::string("(n + k)");
    default:
        return std::string("mvcount(m)");
    }
}

// Arithmetic with a word in quotation marks is refused before the search runs.
std::string RandomSearch::operand(int depth) {
    const auto text = expression(depth);
    const bool word = text.front() == '"' && text.find_first_of("0123456789") == std::string::npos;
    return word ? pick(kFields) : text;
}

std::string RandomSearch::where_condition(int depth) {
    if (depth < 3 && below(2) == 0) {
        const auto left = where_condition(depth + 1);
        switch (below(3)) {
        case 0:
            return "(" + left + " AND " + where_condition(depth + 1) + ")";
        case 1:
            return "(" + left + " OR " + where_condition(depth + 1) + ")";
        default:
            return "NOT (" + left + ")";
        }
    }
    switch (below(4)) {
    case 0:
        return std::string(pick({"isnull(", "isnotnull("})) + pick({"a", "n", "m", "missing"}) + ")";
    case 1:
        return std::string(pick(kFields)) + " IN (\"ant\", 7, \"bee\")";
    default:
        return expression(depth + 1) + pick({"=", "!=", "<", "<=", ">", ">="}) + expression(depth + 1);
    }
}

std::string RandomSearch::commands(std::size_t most) {
    std::string text;
    for (std::size_t count = 1 + below(most); count > 0; --count) {
        text += text.empty() ? "" : " | ";
        switch (below(6)) {
        case 0:
            text += "search " + search_condition();
            break;
        case 1:
            text += "where " + where_condition();
            break;
        case 2:
            text += std::string("eval ") + pick({"n", "b", "x"}) + "=" + expression() + ", y=" + expression();
            break;
        case 3:
            text += std::string("dedup ") + pick({"", "2 "}) + pick({"a", "a n", "b", "m", "k"});
            break;
        case 4:
            text += std::string("sort ") + pick({"", "0 ", "-"}) + pick({"n", "a", "m"}) + pick({" b", " -k", ""});
            break;
        default:
            text += std::string("head ") + pick({"1", "3", "20"});
            break;
        }
    }
    return text;
}

std::string RandomSearch::stats() {
    std::string text = "stats count";
    for (std::size_t count = below(4); count > 0; --count) {
        const std::string function = pick({"count", "sum", "avg", "min", "max", "dc", "values", "list", "first", "last"});
        const std::string field = function == "first" || function == "last" ? pick(kFields) : pick({"a", "b", "n", "k", "m"});
        text.append(" ").append(function).append("(").append(field).append(") AS f").append(std::to_string(count));
    }
    return text + pick({"", " BY a", " BY n b", " BY m", " BY m k", " BY missing"});
}

}  // namespace karst::naive
