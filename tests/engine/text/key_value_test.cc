#include "engine/text/key_value.h"
#include "engine/text/text_table.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

PairFound into(std::string& shown) {
    return [&shown](std::string_view key, std::string_view value) {
        shown += (shown.empty() ? "" : " ") + std::string(key) + ":" + std::string(value);
        return true;
    };
}

std::string pairs(std::string_view text) {
    std::string shown;
    find_pairs(text, into(shown));
    return shown;
}

std::string delimited(std::string_view text, std::string_view pair, std::string_view key) {
    std::string shown;
    find_delimited_pairs(text, pair, key, into(shown));
    return shown;
}

std::string xml(std::string_view text) {
    std::string shown;
    find_xml_pairs(text, into(shown));
    return shown;
}

std::string table(std::string_view text, const TextTableOptions& options = {}) {
    std::string shown;
    const auto tables = read_tables(text, options);
    for (const auto& row : tables.rows) {
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            shown += tables.columns[row.table][column] + "=" + row.cells[column] + ";";
        }
    }
    return shown;
}

}  // namespace

TEST_CASE("Pairs are found by their equal signs", "[text]") {
    CHECK(pairs(R"(user=bob action="log in" code=5, next=6)") == "user:bob action:log in code:5 next:6");
    CHECK(pairs("url=http://x/?a=1 b=2") == "url:http://x/?a=1 b:2");
    CHECK(pairs("a= b==c =d e=\"\"") == "b:=c");
    CHECK(pairs("k=\"never closed") == "k:never closed");
    CHECK(pairs("").empty());
}

TEST_CASE("Pairs between delimiters", "[text]") {
    CHECK(delimited("k1=1|k2:2;k3=three", "|;", "=:") == "k1:1 k2:2 k3:three");
    CHECK(delimited(R"(a:"x;y"; b : z )", ";", ":") == "a:x;y b:z");
    CHECK(delimited("Referer: https://x.example; n: 1", ";", ":") == "n:1");
}

TEST_CASE("XML pairs are elements that hold only text", "[text]") {
    CHECK(xml("<foo>bar</foo> text <n a='1'>5</n >") == "foo:bar n:5");
    CHECK(xml("<a><b>x &amp; y</b></a><c/><d></d><e>1</f>") == "b:x &amp; y");
    CHECK(xml("<<a>1</a").empty());
    CHECK(xml("<?xml version='1.0'?><!-- <x>1</x> --><y>2</y>") == "x:1 y:2");
}

TEST_CASE("Keys become field names", "[text]") {
    CHECK(clean_key("Process Name") == "Process_Name");
    CHECK(clean_key("\"c_ip\"") == "c_ip_");
    CHECK(clean_key("_1st.key") == "st_key");
    CHECK(clean_key("123").empty());
}

TEST_CASE("Tables by blanks, with cells under their names", "[text]") {
    CHECK(table("Name     Age   Occupation\nJosh     42    Engineer\nFrancine 35    CEO") ==
          "Name=Josh;Age=42;Occupation=Engineer;Name=Francine;Age=35;Occupation=CEO;");
    CHECK(table("PID   CMD\n1     init -x\n22") == "PID=1;CMD=init -x;PID=22;CMD=;");
    CHECK(table("some intro\n\nPID CMD\n1 init") == "PID=1;CMD=init;");
    CHECK(table("").empty());
}

TEST_CASE("Tables by commas keep quotation marks", "[text]") {
    CHECK(table("\"c_ip\",\"sc_status\"\n\"1.2.3.4\",\"200\"") == "c_ip_=\"1.2.3.4\";sc_status_=\"200\";");
    CHECK(table("a,b\n\"x,y\"") == "a=\"x,y\";b=;");
}

TEST_CASE("The header may be forced or missing, and tables may follow each other", "[text]") {
    TextTableOptions second;
    second.header_line = 2;
    CHECK(table("Title line\na b\n1 2", second) == "a=1;b=2;");
    second.header_line = 9;
    CHECK(table("Title line\na b\n1 2", second).empty());
    TextTableOptions none;
    none.no_header = true;
    CHECK(table("x y\nz w", none) == "Column_1=x;Column_2=y;Column_1=z;Column_2=w;");
    const auto* two = "A B\n1 2\n\nC D\n3 4";
    CHECK(table(two) == "A=1;B=2;C=3;D=4;");
    TextTableOptions one;
    one.several = false;
    CHECK(table(two, one) == "A=1;B=2;A=C;B=D;A=3;B=4;");
}
