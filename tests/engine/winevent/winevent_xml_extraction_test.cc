#include "engine/formats/extractions.h"
#include "tests/engine/extract/extract_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

namespace {

const std::string kSystem =
    "<System><Provider Name='Acme-Agent' Guid='{1}'/><EventID>7</EventID><Level>4</Level>"
    "<TimeCreated SystemTime='2026-03-02T18:04:11.1234567Z'/><EventRecordID>42</EventRecordID><Correlation/>"
    "<Execution ProcessID='4' ThreadID='8'/><Channel>Acme/Operational</Channel><Computer>ws-1.example</Computer>"
    "<Security UserID='S-1-5-18'/></System>";

FieldMap fields_of(const std::string& after_system) {
    return extract_all("xml-winevent", "<Event xmlns='urn:x'>" + kSystem + after_system + "</Event>");
}

}  // namespace

TEST_CASE("elements and attributes of System are fields") {
    const auto fields = fields_of("<EventData/>");
    CHECK(fields.at("Name") == "Acme-Agent");
    CHECK(fields.at("Guid") == "{1}");
    CHECK(fields.at("EventID") == "7");
    CHECK(fields.at("EventCode") == "7");
    CHECK(fields.at("RecordNumber") == "42");
    CHECK(fields.at("ProcessID") == "4");
    CHECK(fields.at("UserID") == "S-1-5-18");
    CHECK(fields.at("SystemTime") == "2026-03-02T18:04:11.1234567Z");
    CHECK(fields.at("System_Props_Xml") == kSystem.substr(8, kSystem.size() - 17));
    CHECK(fields.count("Correlation") == 0);
    CHECK(fields.count("EventData_Xml") == 0);
}

TEST_CASE("an EventID with qualifiers is only known as EventCode") {
    const auto fields =
        extract_all("xml-winevent", "<Event><System><EventID Qualifiers='16384'>7036</EventID></System></Event>");
    CHECK(fields.at("EventCode") == "7036");
    CHECK(fields.at("Qualifiers") == "16384");
    CHECK(fields.count("EventID") == 0);
}

TEST_CASE("Data elements are fields by their names, with values as they are written") {
    const auto fields =
        fields_of("<EventData><Data Name='CommandLine'>a &amp;&amp; b &gt; c \n</Data><Data Name=\"Process Name\">x</Data>"
                  "<Data Name='Empty'></Data><Data Name='None'/><Data>unnamed</Data><Data Name='Name'>rule</Data>"
                  "<Data Name='Twice'>1</Data><Data Name='Twice'>2</Data><Binary>00</Binary></EventData>");
    CHECK(fields.at("CommandLine") == "a &amp;&amp; b &gt; c \n");
    CHECK(fields.at("Process_Name") == "x");
    CHECK(fields.count("Empty") == 0);
    CHECK(fields.count("None") == 0);
    CHECK(fields.at("Name") == "Acme-Agent|rule");
    CHECK(fields.at("Twice") == "1|2");
    CHECK(fields.count("Binary") == 0);
    CHECK(fields.at("EventData_Xml").substr(0, 24) == "<Data Name='CommandLine'");
}

TEST_CASE("elements inside a Data element are part of its value") {
    const auto fields = fields_of("<EventData><Data Name='Task'><Exec><Command>x</Command></Exec></Data><Data Name='A'>1</Data>"
                                  "</EventData>");
    CHECK(fields.at("Task") == "<Exec><Command>x</Command></Exec>");
    CHECK(fields.at("A") == "1");
}

TEST_CASE("leaves of UserData are fields, and what is around them is one") {
    const auto fields =
        fields_of("<UserData><LogFileCleared "
                  "xmlns='urn:y'><SubjectUserName>dana</SubjectUserName><n:SubjectLogonId>0x1</n:SubjectLogonId>"
                  "<Void/></LogFileCleared></UserData>");
    CHECK(fields.at("SubjectUserName") == "dana");
    CHECK(fields.at("SubjectLogonId") == "0x1");
    CHECK(fields.at("LogFileCleared_Xml") ==
          "<SubjectUserName>dana</SubjectUserName><n:SubjectLogonId>0x1</n:SubjectLogonId><Void/>");
    CHECK(fields.count("UserData_Xml") == 1);
}

TEST_CASE("RenderingInfo adds words but takes nothing back") {
    const auto fields = fields_of("<EventData/><RenderingInfo Culture='en-US'><Message>It happened.</Message>"
                                  "<Level>Information</Level><Keywords><Keyword>Classic</Keyword></Keywords></RenderingInfo>");
    CHECK(fields.at("Message") == "It happened.");
    CHECK(fields.at("Level") == "4");
    CHECK(fields.at("Keyword") == "Classic");
    CHECK(fields.count("RenderingInfo_Xml") == 1);
}

TEST_CASE("a projection finds the wanted fields of a Windows event") {
    const auto text = "<Event>" + kSystem + "<EventData><Data Name='A'>1</Data><Data Name='A'>2</Data></EventData></Event>";
    const auto fields = extract_some("xml-winevent", text, {"A", "EventCode", "Missing"});
    CHECK(fields == FieldMap{{"A", "1|2"}, {"EventCode", "7"}});
}

TEST_CASE("a Windows event says its channel, its host and its time") {
    const auto extractor = find_extraction("xml-winevent")->make();
    const auto text = padded("<Event>" + kSystem + "</Event>");
    REQUIRE(extractor->begin(text));
    CHECK(extractor->hints().channel == "Acme/Operational");
    CHECK(extractor->hints().host == "ws-1.example");
    CHECK(extractor->time(TimeZone()).value() == Approx(1772474651.1234567).margin(1e-6));
}

TEST_CASE("text that is no Windows event is broken, however it ends") {
    const std::string whole = "<Event xmlns='urn:x'>" + kSystem + "<EventData><Data Name='A'>1</Data></EventData>";
    CHECK(extract_all("xml-winevent", "<Event></Event>").empty());
    CHECK(extract_all("xml-winevent", "no xml").empty());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        extract_all("xml-winevent", whole.substr(0, size));  // must not read past the end
    }
}

TEST_CASE("an event that was cut off has the fields before the cut") {
    const auto fields =
        extract_all("xml-winevent", "<Event><System><EventID>7</EventID></System><EventData><Data Name='a'>b</Data>"
                                    "<Data Name='c'>d");
    CHECK(fields.at("EventCode") == "7");
    CHECK(fields.at("a") == "b");
    CHECK(fields.count("c") == 0);
}

TEST_CASE("lines in values of XML end with a line feed") {
    CHECK(fields_of("<EventData><Data Name='a'>1\r\n2\r3</Data></EventData>").at("a") == "1\n2\n3");
}
