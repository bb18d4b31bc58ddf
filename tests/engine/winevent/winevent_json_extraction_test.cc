#include "engine/winevent/winevent_extractors.h"
#include "tests/engine/extract/extract_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

TEST_CASE("evtx_dump's JSON gives the names of the XML") {
    const auto fields = extract_all(
        "json-winevent",
        R"({"Event":{"#attributes":{"xmlns":"urn:x"},"System":{"Provider":{"#attributes":{"Name":"Acme","Guid":"54849625-5478-4994-A5BA-3E3B0328C30D"}},)"
        R"("EventID":{"#attributes":{"Qualifiers":0},"#text":7},"TimeCreated":{"#attributes":{"SystemTime":"2026-03-02T18:04:11.5Z"}},)"
        R"("Correlation":null,"EventRecordID":42,"Channel":"Acme/Operational","Computer":"ws"},"EventData":{"User":"dana","Empty":""},)"
        R"("UserData":{"Cleared":{"Actor":"kim"}}}})");
    CHECK(fields.at("Name") == "Acme");
    CHECK(fields.at("Guid") == "{54849625-5478-4994-A5BA-3E3B0328C30D}");
    CHECK(fields.at("EventCode") == "7");
    CHECK(fields.at("RecordNumber") == "42");
    CHECK(fields.at("User") == "dana");
    CHECK(fields.at("Actor") == "kim");
    CHECK(fields.count("Correlation") == 0);
    CHECK(fields.count("Empty") == 0);
}

TEST_CASE("winlogbeat's JSON gives the names of the XML") {
    const auto fields = extract_all(
        "json-winevent",
        R"({"@timestamp":"2026-03-02T18:04:11.5Z","winlog":{"channel":"Security","computer_name":"ws","event_id":4624,)"
        R"("keywords":["Audit Success"],"event_data":{"TargetUserName":"dana"}},"message":"Logged on.","agent":{"type":"winlogbeat"}})");
    CHECK(fields.at("Channel") == "Security");
    CHECK(fields.at("Computer") == "ws");
    CHECK(fields.at("EventCode") == "4624");
    CHECK(fields.at("Keywords") == "0x8020000000000000");
    CHECK(fields.at("TargetUserName") == "dana");
    CHECK(fields.at("Message") == "Logged on.");
    CHECK(fields.at("agent.type") == "winlogbeat");
}

TEST_CASE("NXLog's flat JSON gives the names of the XML") {
    const auto text =
        R"({"EventTime":"2026-03-02 18:04:11","Hostname":"ws","Keywords":-9214364837600034816,"EventType":"AUDIT_SUCCESS",)"
        R"("EventID":4624,"SourceName":"Acme","Channel":"Security","ExecutionProcessID":4,"TargetUserName":"dana"})";
    const auto fields = extract_all("json-winevent", text);
    CHECK(fields.at("Computer") == "ws");
    CHECK(fields.at("Keywords") == "0x8020000000000000");
    CHECK(fields.at("EventType") == "AUDIT_SUCCESS");
    CHECK(fields.at("EventCode") == "4624");
    CHECK(fields.at("Name") == "Acme");
    CHECK(fields.at("SourceName") == "Acme");
    CHECK(fields.at("ProcessID") == "4");
    CHECK(fields.at("SystemTime") == "2026-03-02 18:04:11");
    CHECK(extract_some("json-winevent", text, {"EventCode", "TargetUserName"}) ==
          FieldMap{{"EventCode", "4624"}, {"TargetUserName", "dana"}});
}

TEST_CASE("event data that Azure keeps as a text is taken apart") {
    CHECK(extract_all("json-winevent", R"({"EventID":1,"Channel":"Security","EventData":"{\"User\":\"dana\"}"})").at("User") ==
          "dana");
    CHECK(
        extract_all("json-winevent",
                    R"({"EventID":1,"Channel":"Security","EventData":"<EventData><Data Name=\"User\">kim</Data></EventData>"})")
            .at("User") == "kim");
}

TEST_CASE("other JSON among Windows events keeps its names") {
    CHECK(extract_all("json-winevent", R"({"a":{"b":"null"}})") == FieldMap{{"a.b", "null"}});
    CHECK(is_winevent_json(R"({"EventID":1,"Channel":"Security"})" + std::string(64, ' ')));
    CHECK_FALSE(is_winevent_json(R"({"EventID":1})" + std::string(64, ' ')));
}

TEST_CASE("the names behind a fault tell which program wrote an event") {
    const auto text =
        R"({"EventTime":"2026-03-02 18:04:11","Hostname":"ws","EventID":4624,"Version":2x,"SourceName":"Acme",)"
        R"("Channel":"Security","ProviderGuid":"{54849625-5478-4994-A5BA-3E3B0328C30D}","TargetUserName":"dana"})";
    CHECK(extract_all("json-winevent", text).at("Computer") == "ws");
}

TEST_CASE("an extractor reads each event as one that has seen no other event does") {
    std::vector<std::string> events = {
        R"({"EventID":1,"Channel":"Security","Computer":"ws","LogonGuid":"54849625-5478-4994-A5BA-3E3B0328C30D"})",
        R"({"Channel":"Security","EventID":4624,"Computer":"other","a":[1,2],"a":3})",
        R"({"a":{"b":"null"},"Channel":"no event"})",
        R"({"@timestamp":"2026-03-02T18:04:11.5Z","winlog":{"channel":"Security","computer_name":"ws","event_id":4624}})",
        R"({"Event":{"System":{"EventID":7,"Channel":"Acme","Computer":"ws"},"EventData":{"User":"dana"}}})",
        R"({"EventID":1,"Channel":"Security","EventData":"{\"User\":\"dana\"}"})"};
    std::string many = R"({"EventID":2,"Channel":"Security")";
    for (int number = 0; number < 10'000; ++number) {  // more names than are learnt
        many += ",\"f" + std::to_string(number) + "\":" + std::to_string(number);
    }
    events.push_back(many + "}");
    const auto used = make_winevent_json_extractor();
    const auto fields_of = [](FieldExtractor& extractor, const std::string& event) {
        const auto text = padded(event);
        Arena arena;
        FieldMap fields;
        CHECK(extractor.begin(std::string_view(text).substr(0, event.size())));
        extractor.for_each(arena, [&](std::string_view name, Value value) {
            for (const auto item : value.items()) {
                fields[std::string(name)] += std::string(item.as_string()) + "|";
            }
        });
        fields["(channel)"] = std::string(extractor.hints().channel);
        return fields;
    };
    for (int round = 0; round < 3; ++round) {
        for (const auto& event : events) {
            const auto fresh = make_winevent_json_extractor();
            CHECK(fields_of(*used, event) == fields_of(*fresh, event));
        }
    }
}
