#include "tests/engine/extract/extract_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

TEST_CASE("a Windows event as text has a header and the labels of its message") {
    const auto fields = extract_all(
        "wineventlog", "03/02/2026 06:04:11 PM\nLogName=Security\nEventCode=4720\nComputerName=ws\nKeywords=Audit Success\n"
                       "Message=An account was made.\r\n\r\nSubject:\r\n\tAccount Name:\t\tdana\r\n\tLogon ID:\t0x1\r\n\r\n"
                       "New Account:\r\n\tAccount Name:\t\tkim\r\n\tSID History:\t\r\n\r\nSee http://x: no label\r\n");
    CHECK(fields.at("EventCode") == "4720");
    CHECK(fields.at("Keywords") == "Audit Success");
    CHECK(fields.at("Account_Name") == "dana|kim");
    CHECK(fields.at("Subject_Account_Name") == "dana");
    CHECK(fields.at("New_Account_Account_Name") == "kim");
    CHECK(fields.at("Logon_ID") == "0x1");
    CHECK(fields.count("SID_History") == 0);
    CHECK(fields.at("Message").substr(0, 20) == "An account was made.");
}

TEST_CASE("XML in a message is one value") {
    const auto fields =
        extract_all("wineventlog",
                    "LogName=Security\nMessage=Made.\n\nTask Information:\n\tTask Name: \t\t\\x\n\tTask Content: \t\t<?xml?>\n"
                    "<Task>\n<A>b: c</A>\n</Task>\n\nOther Information:\n\tFQDN: \t1\n");
    CHECK(fields.at("Task_Content") == "<?xml?>\n<Task>\n<A>b: c</A>\n</Task>");
    CHECK(fields.at("FQDN") == "1");
}

TEST_CASE("auditd records give their pairs, those in quotation marks and those after the separator") {
    const auto fields = extract_all(
        "auditd", "type=ADD_USER msg=audit(1723044684.257:15795): pid=1 uid=0 auid=4294967295 "
                  "msg='op=adding user id=1002 exe=\"/usr/sbin/useradd\" res=success'\x1dUID=\"root\" AUID=\"unset\"");
    CHECK(fields.at("type") == "ADD_USER");
    CHECK(fields.at("msg") == "audit(1723044684.257:15795)");
    CHECK(fields.at("op") == "adding");
    CHECK(fields.at("exe") == "/usr/sbin/useradd");
    CHECK(fields.at("res") == "success");
    CHECK(fields.at("uid") == "0");
    CHECK(fields.at("UID") == "root");
    CHECK(extract_all("auditd", "node=ws type=A res=success'UID=\"root\"").at("UID") == "root");
    CHECK(extract_all("auditd", "type=PROCTITLE proctitle=2F62696E").at("proctitle") == "2F62696E");
}

TEST_CASE("CEF has a header and pairs whose values hold blanks") {
    const auto fields = extract_all(
        "cef", R"(Mar  2 host CEF:0|Acme|Door|1.0|7|Swipe \| bad|5|src=10.0.0.1 msg=two words\=x cs1Label=Why cs1=late)");
    CHECK(fields.at("cef_vendor") == "Acme");
    CHECK(fields.at("cef_name") == "Swipe | bad");
    CHECK(fields.at("src") == "10.0.0.1");
    CHECK(fields.at("msg") == "two words=x");
    CHECK(fields.at("Why") == "late");
    CHECK(extract_all("cef", "no").empty());
}

TEST_CASE("an equals sign within a value of CEF does not begin a pair") {
    const auto fields =
        extract_all("cef", "CEF:0|Acme|Door|1.0|7|Swipe|5|request=http://x/?a=b&c=d act=x= empty= dst=10.0.0.1");
    CHECK(fields.at("request") == "http://x/?a=b&c=d");
    CHECK(fields.at("act") == "x=");
    CHECK(fields.count("empty") == 0);
    CHECK(fields.at("dst") == "10.0.0.1");
    CHECK(fields.count("a") == 0);
}

TEST_CASE("a row of results keeps its names, and arrays are multivalue") {
    CHECK(extract_all("result", R"({"a{}.b":"1","tag":["x","y"],"n":2,"none":null})") ==
          FieldMap{{"a{}.b", "1"}, {"tag", "x|y"}, {"n", "2"}});
    CHECK(extract_all("result", "{\"a\":").empty());
}
