#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

// Row 0 of what comes out of one event, without its _raw.
TestRow event(const std::string& spl, const std::string& raw, const Limits& limits = {}) {
    auto rows = run_rows(spl, {{{"_raw", {raw}}}}, limits);
    REQUIRE(rows.size() == 1);
    rows[0].erase("_raw");
    return rows[0];
}

}  // namespace

TEST_CASE("spath writes what a path leads to into a field", "[operators]") {
    const std::string raw = R"({"u":{"n":"bob"},"l":[{"id":"a"},{"id":"b"},{"x":1}]})";
    CHECK(event("spath output=user path=u.n", raw) == TestRow{{"user", {"bob"}}});
    CHECK(event("spath u.n", raw) == TestRow{{"u.n", {"bob"}}});
    CHECK(event("spath output=ids l{}.id", raw) == TestRow{{"ids", {"a", "b"}}});
    CHECK(event("spath path=\"l{}\" output=item", raw) == TestRow{{"item", {R"({"id":"a"})", R"({"id":"b"})", R"({"x":1})"}}});
    CHECK(event("spath output=x path=nope", raw).empty());
    CHECK(event("spath output=x path=u", "not json").empty());
}

TEST_CASE("spath reads another field, all of its values, and keeps what it does not find", "[operators]") {
    CHECK(run_rows("spath input=m path=a output=x", {{{"m", {R"({"a":1})", R"({"a":2})"}}}})[0]["x"] ==
          std::vector<std::string>{"1", "2"});
    CHECK(run_rows("spath input=m path=a output=x", {{{"m", {"{}"}}, {"x", {"before"}}}})[0]["x"] ==
          std::vector<std::string>{"before"});
}

TEST_CASE("spath without a path extracts every leaf", "[operators]") {
    CHECK(event("spath", R"({"a":"x","b":[{"c":1},{"c":null}],"a":"y"})") ==
          TestRow{{"a", {"x", "y"}}, {"b{}.c", {"1", "null"}}});
    CHECK(event("spath", R"(<r k="v"><e>1</e><e>2</e></r>)") == TestRow{{"r{@k}", {"v"}}, {"r.e", {"1", "2"}}});
    CHECK(event("spath", "words").empty());
}

TEST_CASE("spath without a path looks at the first 5,000 characters, unless limits are lifted", "[operators]") {
    const std::string raw = R"({"a":"x","long":")" + std::string(6000, 'y') + R"(","b":"z"})";
    CHECK(event("spath", raw) == TestRow{{"a", {"x"}}});
    CHECK(event("spath", raw, Limits::none()).size() == 3);
    CHECK(event("spath path=b", raw) == TestRow{{"b", {"z"}}});
    std::vector<std::string> warnings;
    run_rows("spath", {{{"_raw", {raw}}}}, {}, &warnings);
    CHECK(warnings.size() == 1);
    run_rows("spath", {{{"_raw", {raw}}}}, Limits::none(), &warnings);
    CHECK(warnings.size() == 1);
}

TEST_CASE("Data cannot make any number of fields", "[operators]") {
    std::string raw = "{";
    for (int key = 0; key < 20'000; ++key) {
        raw += (key > 0 ? ",\"k" : "\"k") + std::to_string(key) + "\":1";
    }
    std::vector<std::string> warnings;
    const auto rows = run_rows("spath", {{{"_raw", {raw + "}"}}}}, Limits::none(), &warnings);
    CHECK(rows[0].size() <= 10'000);
    CHECK_FALSE(warnings.empty());
}

TEST_CASE("spath needs its input only when its output is needed", "[operators]") {
    CHECK(needs_for("spath input=m output=x path=a", {"x"}).contains("m"));
    CHECK_FALSE(needs_for("spath input=m output=x path=a", {"y"}).contains("m"));
    CHECK(needs_for("spath", {"anything"}).contains("_raw"));
    CHECK(refused("spath path=a{") == "spl-bad-path");
    CHECK(refused("spath a b") == "spl-syntax");
    CHECK(refused("spath inpt=m") == "spl-unknown-option");
}

TEST_CASE("extract finds pairs by itself or between delimiters", "[operators]") {
    CHECK(event("extract", R"(user=bob action="log in" 2nd-code=5)") ==
          TestRow{{"user", {"bob"}}, {"action", {"log in"}}, {"nd_code", {"5"}}});
    CHECK(event("kv pairdelim=\"|;\", kvdelim=\"=:\"", "k1=1|k2:2;k3=three") ==
          TestRow{{"k1", {"1"}}, {"k2", {"2"}}, {"k3", {"three"}}});
    CHECK(event("extract pairdelim=\";\" kvdelim=\":\" clean_keys=false", "a b:1") == TestRow{{"a b", {"1"}}});
    CHECK(refused("extract access-extractions") == "spl-unsupported-argument");
}

TEST_CASE("extract keeps the first value of a key, or all with mv_add", "[operators]") {
    CHECK(event("extract", "a=1 a=2") == TestRow{{"a", {"1"}}});
    CHECK(event("extract mv_add=true", "a=1 a=2") == TestRow{{"a", {"1", "2"}}});
    CHECK(run_rows("extract", {{{"_raw", {"a=1"}}, {"a", {"0"}}}})[0]["a"] == std::vector<std::string>{"0"});
    CHECK(run_rows("extract mv_add=t", {{{"_raw", {"a=1"}}, {"a", {"0"}}}})[0]["a"] == std::vector<std::string>{"0", "1"});
}

TEST_CASE("extract has limits on pairs and characters", "[operators]") {
    std::string raw;
    for (int key = 0; key < 60; ++key) {
        raw += "k" + std::to_string(key) + "=v ";
    }
    CHECK(event("extract", raw).size() == 50);
    CHECK(event("extract", raw, Limits::none()).size() == 60);
    CHECK(event("extract limit=3", raw).size() == 3);
    CHECK(event("extract maxchars=9", raw).size() == 2);
    CHECK(event("extract auto=false", raw).empty());
    std::vector<std::string> warnings;
    run_rows("extract", {{{"_raw", {raw}}}}, {}, &warnings);
    CHECK(warnings.size() == 1);
    run_rows("extract limit=3", {{{"_raw", {raw}}}}, {}, &warnings);
    run_rows("extract", {{{"_raw", {raw}}}}, Limits::none(), &warnings);
    CHECK(warnings.size() == 1);
}

TEST_CASE("xmlkv makes fields of elements", "[operators]") {
    CHECK(event("xmlkv", "<foo>bar</foo> text <n>5</n><n>6</n>") == TestRow{{"foo", {"bar"}}, {"n", {"5", "6"}}});
    CHECK(run_rows("xmlkv Message maxinputs=10", {{{"Message", {"<Command>cmd</Command>"}}}})[0]["Command"] ==
          std::vector<std::string>{"cmd"});
}

TEST_CASE("xpath selects from XML, with a default", "[operators]") {
    const std::string raw = "<foo><bar nickname=\"spock\"/></foo>\n<foo><bar nickname=\"scotty\">x</bar></foo>";
    CHECK(event("xpath outfield=name \"//bar/@nickname\"", raw) == TestRow{{"name", {"spock", "scotty"}}});
    CHECK(event("xpath \"//bar[@nickname='scotty']\"", raw) == TestRow{{"xpath", {"x"}}});
    CHECK(event("xpath \"//none\"", raw).empty());
    CHECK(event("xpath \"//none\" default=\"n/a\"", raw) == TestRow{{"xpath", {"n/a"}}});
    CHECK(event("xpath \"//bar/@nickname\"", "<?xml version=\"1.0\"?>" + raw).empty());
    CHECK(run_rows("xpath field=x \"//a\"", {{{"x", {"<a>1</a>"}}}})[0]["xpath"] == std::vector<std::string>{"1"});
    CHECK(refused("xpath \"//[\"") == "spl-bad-xpath");
    CHECK(refused("xpath outfield=x") == "spl-missing-argument");
}

TEST_CASE("fromjson makes fields of an object's members", "[operators]") {
    const TestRow row = {{"j", {R"({"a":"x","l":[1,"y"],"o":{"b":1},"n":null,"t":true})"}}};
    auto plain = run_rows("fromjson j", {row})[0];
    plain.erase("j");
    CHECK(plain == TestRow{{"a", {"x"}}, {"l", {"1", "y"}}, {"o", {R"({"b":1})"}}, {"t", {"true"}}});
    CHECK(run_rows("fromjson j prefix=p_", {row})[0]["p_a"] == std::vector<std::string>{"x"});
    CHECK(run_rows("fromjson j", {{{"j", {"[1]"}}}}) == Rows{{{"j", {"[1]"}}}});
    CHECK(refused("fromjson prefix=p_") == "spl-missing-argument");
}

TEST_CASE("tojson writes fields by name with their types", "[operators]") {
    const TestRow row = {{"b", {"true"}},   {"n", {"7"}},           {"s", {"x\"y"}},
                         {"l", {"1", "z"}}, {"j", {R"({"k": 1})"}}, {"_time", {"5"}}};
    const auto json = [&](const std::string& spl) { return run_rows(spl, {row})[0]["_raw"].at(0); };
    CHECK(json("tojson") == R"({"b":"true","j":"{\"k\": 1}","l":[1,"z"],"n":7,"s":"x\"y"})");
    CHECK(json("tojson auto(*)") == R"({"b":true,"j":{"k":1},"l":[1,"z"],"n":7,"s":"x\"y"})");
    CHECK(json("tojson str(n) bool(b) num(l)") == R"({"b":true,"l":[1],"n":"7"})");
    CHECK(json("tojson json(j) json(s)") == R"({"j":{"k":1}})");
    CHECK(json("tojson json(j) json(s) fill_null=true") == R"({"j":{"k":1},"s":null})");
    CHECK(json("tojson n b default_type=str") == R"({"b":"true","n":"7"})");
    CHECK(json("tojson n include_internal=true _time") == R"({"_time":5,"n":7})");
    CHECK(run_rows("tojson n output_field=out", {row})[0]["out"] == std::vector<std::string>{R"({"n":7})"});
    CHECK(refused("tojson word(n)") == "spl-bad-option");
    CHECK(needs_for("tojson n str(s*)", {"_raw"}).contains("s1"));
}

TEST_CASE("multikv makes a row of each line of a table", "[operators]") {
    const TestRow row = {{"_raw", {"PID   CMD\n1     init\n22    sshd -D"}}, {"host", {"h"}}};
    CHECK(run_rows("multikv", {row}) ==
          Rows{{{"_raw", {"1     init"}}, {"host", {"h"}}, {"PID", {"1"}}, {"CMD", {"init"}}},
               {{"_raw", {"22    sshd -D"}}, {"host", {"h"}}, {"PID", {"22"}}, {"CMD", {"sshd -D"}}}});
    CHECK(run_rows("multikv fields CMD filter sshd rmorig=f copyattrs=false", {row}) ==
          Rows{{{"_raw", {"22    sshd -D"}}, {"CMD", {"sshd -D"}}}, row});
    CHECK(run_rows("multikv noheader=t", {row}).size() == 3);
    CHECK(refused("multikv conf=x") == "spl-unsupported-option");
    CHECK(refused("multikv forceheader=0") == "spl-bad-option");
    CHECK(refused("multikv nonsense") == "spl-syntax");
}

TEST_CASE("xmlunescape puts characters in the place of references, each once", "[operators]") {
    const auto unescaped = [](const std::string& raw) {
        return run_rows("xmlunescape maxinputs=5", {{{"_raw", {raw}}, {"a", {"&amp;"}}}}).front();
    };
    CHECK(unescaped("&lt;b x=&quot;1&apos;&gt; &amp;") == TestRow{{"_raw", {"<b x=\"1'> &"}}, {"a", {"&amp;"}}});
    CHECK(unescaped("&amp;lt; &#65;&#x42; &#233;").at("_raw").front() == "&lt; AB é");
    CHECK(unescaped("& &; &nosuch; &#0; &#xD800; &#x110000; &amp").at("_raw").front() ==
          "& &; &nosuch; &#0; &#xD800; &#x110000; &amp");
    CHECK(refused("xmlunescape field=a") == "spl-unknown-option");
}
