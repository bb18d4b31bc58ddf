#include "tests/engine/eval/eval_fixture.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("json_extract() follows paths and gives native types", "[eval]") {
    EvalFixture eval;
    eval.set("j",
             {R"({ "user": {"name": "ann", "age": 41, "id": 12345678901234567890}, "on": true, "off": null, "l": ["x", 2] })"});
    CHECK(eval("json_extract(j, \"user.name\")") == "ann");
    CHECK(eval("typeof(json_extract(j, \"user.age\"))") == "Number");
    CHECK(eval("json_extract(j, \"user.id\")") == "12345678901234567890");
    CHECK(eval("json_extract(j, \"on\")") == "(true)");
    CHECK(eval("json_extract(j, \"off\")") == "(null)");
    CHECK(eval("json_extract(j, \"l\")") == R"(["x",2])");
    CHECK(eval("json_extract(j, \"l{1}\")") == "2");
    CHECK(eval("json_extract(j, \"l{}\")") == R"(["x",2])");
    CHECK(eval("json_extract(j, \"l{7}\")") == "(null)");
    CHECK(eval("json_extract(j, \"user\", \"nope\", \"on\")") ==
          R"([{"name":"ann","age":41,"id":12345678901234567890},null,true])");
    CHECK(eval("json_extract(\"no json\", \"a\")") == "(null)");
    CHECK(eval("json_extract(missing, \"a\")") == "(null)");
}

TEST_CASE("json_extract() with wildcards gives an array over all elements", "[eval]") {
    EvalFixture eval;
    eval.set("c", {R"([{"n":"x","b":[{"l":1},{"l":2}]},{"n":"y","b":[{"l":3},{"m":0}]}])"});
    CHECK(eval("json_extract(c, \"{}.n\")") == R"(["x","y"])");
    CHECK(eval("json_extract(c, \"{}.b{}.l\")") == "[1,2,3]");
    CHECK(eval("json_extract(c, \"{1}.b{0}\")") == R"({"l":3})");
    CHECK(eval("json_extract(c, \"{1}.b{0}.l\")") == "3");
    CHECK(eval("json_extract(c, \"{}.none\")") == "(null)");
    CHECK(eval("json_extract(\"{\\\"a\\\": 1}\", \"{}\")") == R"({"a":1})");
}

TEST_CASE("json_extract_exact(), json_has_key_exact() and json_set_exact() take keys as they are written", "[eval]") {
    EvalFixture eval;
    eval.set("j", {R"({"a.b": 1, "a": {"b": 2}})"});
    CHECK(eval("json_extract_exact(j, \"a.b\")") == "1");
    CHECK(eval("json_extract(j, \"a.b\")") == "2");
    CHECK(eval("json_has_key_exact(j, \"a.b\")") == "(true)");
    CHECK(eval("json_has_key_exact(j, \"b\")") == "(false)");
    CHECK(eval("json_set_exact(json_object(), \"x.y\", \"v\")") == R"({"x.y":"v"})");
}

TEST_CASE("json_object() and json_array() nest, and tell numbers from text", "[eval]") {
    EvalFixture eval;
    eval.set("n", {"501"});
    eval.set("zero", {"007"});
    eval.set("list", {"p", "q"});
    CHECK(eval("json_object(\"uid\", n, \"text\", \"501\", \"zero\", zero)") == R"({"uid":501,"text":"501","zero":"007"})");
    CHECK(eval("json_object(\"list\", list, \"none\", missing)") == R"({"list":["p","q"],"none":null})");
    CHECK(eval("json_array(1.5, \"a\\\"b\", json_object(\"k\", json_array()), true())") == R"([1.5,"a\"b",{"k":[]},true])");
    CHECK(eval.refused("json_object(\"key\")") == "spl-argument-count");
}

TEST_CASE("json_set() makes missing keys and leaves what does not fit", "[eval]") {
    EvalFixture eval;
    eval.set("j", {R"({"a":"b","l":[{"x":1},{"x":2}],"n":null})"});
    CHECK(eval("json_set(j, \"c.d\", 9)") == R"({"a":"b","l":[{"x":1},{"x":2}],"n":null,"c":{"d":9}})");
    CHECK(eval("json_set(j, \"a.c\", 9)") == R"({"a":"b","l":[{"x":1},{"x":2}],"n":null})");
    CHECK(eval("json_set(j, \"n.c\", 9)") == R"({"a":"b","l":[{"x":1},{"x":2}],"n":null})");
    CHECK(eval("json_set(j, \"q{0}\", 9)") == R"({"a":"b","l":[{"x":1},{"x":2}],"n":null})");
    CHECK(eval("json_set(j, \"l{}.y\", true(), \"l{0}.x\", \"z\")") ==
          R"({"a":"b","l":[{"x":"z","y":true},{"x":2,"y":true}],"n":null})");
    CHECK(eval("json_set(\"words\", \"a\", 1)") == "(null)");
}

TEST_CASE("json_append() adds one element, json_extend() all of an array", "[eval]") {
    EvalFixture eval;
    eval.set("j", {R"({"l":["a"],"s":"x"})"});
    CHECK(eval("json_append(j, \"l\", json_array(\"b\", \"c\"))") == R"({"l":["a",["b","c"]],"s":"x"})");
    CHECK(eval("json_extend(j, \"l\", json_array(\"b\", \"c\"))") == R"({"l":["a","b","c"],"s":"x"})");
    CHECK(eval("json_append(j, \"s\", \"y\")") == R"({"l":["a"],"s":["x","y"]})");
    CHECK(eval("json_append(j, \"none\", \"y\")") == R"({"l":["a"],"s":"x"})");
    CHECK(eval.refused("json_append(j, \"l\", 1, \"l\")") == "spl-argument-count");
}

TEST_CASE("json_delete() takes keys or an array of keys", "[eval]") {
    EvalFixture eval;
    eval.set("j", {R"({"a":1,"b":{"c":2,"d":3},"e":4})"});
    CHECK(eval("json_delete(j, \"a\", \"b.c\")") == R"({"b":{"d":3},"e":4})");
    CHECK(eval("json_delete(j, json_array(\"a\", \"e\"))") == R"({"b":{"c":2,"d":3}})");
    CHECK(eval("json_delete(j, \"nope\")") == R"({"a":1,"b":{"c":2,"d":3},"e":4})");
}

TEST_CASE("json(), json_valid(), json_keys(), json_entries() and json_array_to_mv()", "[eval]") {
    EvalFixture eval;
    eval.set("j", {R"({"a": 1, "b": {"c": 2}})"});
    CHECK(eval("json(j)") == R"({"a": 1, "b": {"c": 2}})");
    CHECK(eval("json(\"plain words\")") == "(null)");
    CHECK(eval("json_valid(j)") == "(true)");
    CHECK(eval("json_valid(\"{a:1}\")") == "(false)");
    CHECK(eval("json_keys(j)") == R"(["a","b"])");
    CHECK(eval("json_keys(\"[1]\")") == "(null)");
    CHECK(eval("json_entries(j)") == R"([{"key":"a","value":1},{"key":"b","value":{"c":2}}])");
    CHECK(eval("json_array_to_mv(json_array(\"x\", 2))") == "[x|2]");
    CHECK(eval("json_array_to_mv(json_array(\"x\", 2), true())") == "[\"x\"|2]");
    CHECK(eval("json_array_to_mv(j)") == "(null)");
}

TEST_CASE("spath() follows paths in JSON and XML", "[eval]") {
    EvalFixture eval;
    eval.set("j", {R"({"a":[{"b":"x"},{"b":"y"}]})"});
    eval.set("x", {"<r><e>1</e></r>"});
    eval.set("path", {"a{0}.b"});
    CHECK(eval("spath(j, \"a{}.b\")") == "[x|y]");
    CHECK(eval("spath(j, path)") == "x");
    CHECK(eval("spath(x, \"r.e\")") == "1");
    CHECK(eval("spath(j, \"nope\")") == "(null)");
    CHECK(eval.refused("spath(j, \"a{\")") == "spl-bad-argument");
}

TEST_CASE("an empty path leads to the whole document where it is changed", "[eval]") {
    EvalFixture eval;
    CHECK(eval("json_append(\"[1]\", \"\", 2)") == "[1,2]");
    CHECK(eval("json_append(\"{}\", \"\", 2)") == "[{},2]");
    CHECK(eval("json_extend(\"[1]\", \"\", json_array(2,3), \"\", 4)") == "[1,2,3,4]");
    CHECK(eval("json_set(json_object(\"a\",1), \"\", json_array(5))") == "[5]");
    CHECK(eval("json_append(\"[1]\", null(), 2)") == "[1]");
    CHECK(eval("json_extract(\"[1]\", \"\")") == "(null)");
}
