#!/usr/bin/env python3
"""Writes examples/events/: one day of AWS CloudTrail in an invented company, with one incident in it.

The same files come out every time, so the rules' findings are known by number (examples/README.md). Account numbers, keys and
addresses are those that AWS and the RFCs reserve for documentation. With --check nothing is written: the exit code says
whether the files are what this script makes.
"""

import argparse
import gzip
import io
import json
import random
import sys
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

DAY = datetime(2026, 3, 2, tzinfo=timezone.utc)
ACCOUNT = "111122223333"
FOREIGN_ACCOUNT = "444455556666"
TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/management-events"
OFFICE = "192.0.2.24"
ATTACKER_CONSOLE = "203.0.113.50"
ATTACKER_KEYS = "198.51.100.77"
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
CLI = "aws-cli/2.15.30 Python/3.11.8 Linux/6.1.0-18-amd64 exe/x86_64.debian.12 prompt/off"
SDK = "aws-sdk-java/2.25.11 Linux/5.10.210 OpenJDK_64-Bit_Server_VM/17.0.10 vendor/Amazon.com_Inc."

OUTPUT = Path(__file__).resolve().parent.parent / "examples" / "events"
PLAIN = OUTPUT / "cloudtrail.ndjson"
COMPRESSED = OUTPUT / "compressed" / "cloudtrail.ndjson.gz"
DELIVERED = OUTPUT / "delivered" / f"{ACCOUNT}_CloudTrail_us-east-1_20260302T1900Z.json"

dice = random.Random(20260302)


def pick(choices):
    return choices[int(dice.random() * len(choices))]


def letters(count, alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"):
    return "".join(pick(alphabet) for _ in range(count))


def identifier():
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))


def at(hour, minute, second=0):
    return DAY + timedelta(hours=hour, minutes=minute, seconds=second)


def text_of(time):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


# Who acts -------------------------------------------------------------------------------------------------------------------

IDS = {}


def known_id(prefix, name):
    """The same name has the same id all day: AIDA… for users, AROA… for roles, AKIA… for keys."""
    return IDS.setdefault((prefix, name), prefix + letters(9) + "EXAMPLE")


def iam_user(name, console=False):
    identity = {
        "type": "IAMUser",
        "principalId": known_id("AIDA", name),
        "arn": f"arn:aws:iam::{ACCOUNT}:user/{name}",
        "accountId": ACCOUNT,
        "accessKeyId": known_id("ASIA" if console else "AKIA", name),
        "userName": name,
    }
    if console:
        attributes = {"creationDate": text_of(at(17, 56, 12)), "mfaAuthenticated": "false"}
        identity["sessionContext"] = {"attributes": attributes}
    return identity


def assumed_role(role, session):
    principal = known_id("AROA", role)
    return {
        "type": "AssumedRole",
        "principalId": f"{principal}:{session}",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{session}",
        "accountId": ACCOUNT,
        "accessKeyId": known_id("ASIA", role + session),
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role",
                "principalId": principal,
                "arn": f"arn:aws:iam::{ACCOUNT}:role/{role}",
                "accountId": ACCOUNT,
                "userName": role,
            },
            "attributes": {"creationDate": text_of(at(6, 0)), "mfaAuthenticated": "true"},
        },
    }


def root():
    return {
        "type": "Root",
        "principalId": ACCOUNT,
        "arn": f"arn:aws:iam::{ACCOUNT}:root",
        "accountId": ACCOUNT,
        "accessKeyId": "",
    }


def service(name):
    return {"type": "AWSService", "invokedBy": f"{name}.amazonaws.com"}


# What happens ---------------------------------------------------------------------------------------------------------------

EVENTS = []


def record(time, who, source, name, address=OFFICE, agent=CLI, request=None, response=None, error=None, **more):
    """Adds one event. `error` is (code, message); `more` overrides or adds top-level keys."""
    event = {
        "eventVersion": "1.09",
        "userIdentity": who,
        "eventTime": text_of(time),
        "eventSource": f"{source}.amazonaws.com",
        "eventName": name,
        "awsRegion": more.pop("region", "us-east-1"),
        "sourceIPAddress": address,
        "userAgent": agent,
    }
    if error:
        event["errorCode"], event["errorMessage"] = error
    event["requestParameters"] = request
    event["responseElements"] = response
    event["requestID"] = identifier()
    event["eventID"] = identifier()
    event["readOnly"] = name.startswith(("Describe", "Get", "List"))
    event["eventType"] = "AwsApiCall"
    event["managementEvent"] = True
    event["recipientAccountId"] = ACCOUNT
    event["eventCategory"] = "Management"
    if agent in (CLI, SDK):
        host = f"{source}.{event['awsRegion']}.amazonaws.com"
        cipher = "TLS_AES_128_GCM_SHA256"
        event["tlsDetails"] = {"tlsVersion": "TLSv1.3", "cipherSuite": cipher, "clientProvidedHostHeader": host}
    event.update(more)
    EVENTS.append((time, event))


def denied(arn, action, resource):
    message = f"User: {arn} is not authorized to perform: {action} on resource: {resource}"
    return "AccessDenied", message + f" because no identity-based policy allows the {action} action"


def object_event(time, who, name, bucket, key, request, **more):
    request = {"bucketName": bucket, **request, "Host": f"{bucket}.s3.us-east-1.amazonaws.com", "key": key}
    resources = [
        {"type": "AWS::S3::Object", "ARN": f"arn:aws:s3:::{bucket}/{key}"},
        {"accountId": ACCOUNT, "type": "AWS::S3::Bucket", "ARN": f"arn:aws:s3:::{bucket}"},
    ]
    extra = {"SignatureVersion": "SigV4", "AuthenticationMethod": "AuthHeader", "bytesTransferredIn": 0}
    record(time, who, "s3", name, request=request, resources=resources, additionalEventData=extra, managementEvent=False,
           eventCategory="Data", **more)


def copy_object(time, who, bucket, key, copied_from, encryption="aws:kms", key_account=ACCOUNT, **more):
    request = {"x-amz-copy-source": copied_from, "x-amz-server-side-encryption": encryption}
    response = {"x-amz-server-side-encryption": encryption}
    if encryption == "aws:kms":
        kms_key = f"arn:aws:kms:us-east-1:{key_account}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        request["x-amz-server-side-encryption-aws-kms-key-id"] = kms_key
        response["x-amz-server-side-encryption-aws-kms-key-id"] = kms_key
    object_event(time, who, "CopyObject", bucket, key, request, response=None if "error" in more else response, **more)


def console_login(time, who, address, success, **more):
    answer = "Success" if success else "Failure"
    if not success:
        who = {key: who[key] for key in ("type", "principalId", "accountId", "userName") if key in who} | {"accessKeyId": ""}
        more["errorMessage"] = "Failed authentication"
    extra = {
        "LoginTo": f"https://console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&state={letters(8)}",
        "MobileVersion": "No",
        "MFAUsed": "No",
    }
    record(time, who, "signin", "ConsoleLogin", address, BROWSER, None, {"ConsoleLogin": answer}, additionalEventData=extra,
           eventType="AwsConsoleSignIn", readOnly=False, **more)


def create_access_key(time, who, target, address=OFFICE, agent=CLI, named=True, error=None):
    created = {
        "accessKeyId": "AKIA" + letters(9) + "EXAMPLE",
        "status": "Active",
        "userName": target,
        "createDate": time.strftime("%b %-d, %Y %-I:%M:%S %p"),
    }
    record(time, who, "iam", "CreateAccessKey", address, agent, {"userName": target} if named else None,
           None if error else {"accessKey": created}, error)


def open_port(time, who, group, permissions, address=OFFICE, agent=CLI):
    items = [
        {
            "ipProtocol": "tcp",
            "fromPort": port,
            "toPort": port,
            "groups": {},
            "ipRanges": {"items": [{"cidrIp": block} for block in blocks]},
            "ipv6Ranges": {},
            "prefixListIds": {},
        }
        for port, blocks in permissions
    ]
    request = {"groupId": group, "ipPermissions": {"items": items}}
    response = {"requestId": identifier(), "_return": True}
    record(time, who, "ec2", "AuthorizeSecurityGroupIngress", address, agent, request, response)


# The day --------------------------------------------------------------------------------------------------------------------


def quiet_work(time):
    """One event of the background: what an account does all day."""
    admin = assumed_role("platform-admin", pick(["alice", "bob"]))
    deploy = assumed_role("ci-deploy", f"pipeline-{1000 + int(dice.random() * 40)}")
    kind = int(dice.random() * 12)
    if kind == 0:
        record(time, admin, "ec2", "DescribeInstances", request={"instancesSet": {}, "filterSet": {}})
    elif kind == 1:
        key = f"reports/2026/{1 + int(dice.random() * 12):02}/summary.parquet"
        object_event(time, iam_user("svc-report"), "GetObject", "finance-archive", key, {}, address="10.0.3.17", agent=SDK)
    elif kind == 2:
        key = f"builds/{letters(8).lower()}.tar.zst"
        object_event(time, deploy, "PutObject", "build-artifacts", key, {"x-amz-acl": "private"}, address="10.0.1.9", agent=SDK,
                     response={"x-amz-server-side-encryption": "AES256"})
    elif kind == 3:
        record(time, service("cloudtrail"), "kms", "GenerateDataKey", "cloudtrail.amazonaws.com", "cloudtrail.amazonaws.com",
               {"keySpec": "AES_256", "keyId": "alias/logs", "encryptionContext": {"aws:s3:arn": "arn:aws:s3:::trail-logs"}},
               sharedEventID=identifier())
    elif kind == 4:
        role = f"arn:aws:iam::{ACCOUNT}:role/batch-worker"
        session = {"assumedRoleId": f"{known_id('AROA', 'batch-worker')}:worker", "arn": role.replace("iam", "sts") + "/worker"}
        credentials = {"accessKeyId": known_id("ASIA", "worker"), "expiration": time.strftime("%b %-d, %Y, %-I:%M:%S %p")}
        record(time, service("ec2"), "sts", "AssumeRole", "ec2.amazonaws.com", "ec2.amazonaws.com",
               {"roleArn": role, "roleSessionName": "worker"}, {"credentials": credentials, "assumedRoleUser": session},
               readOnly=True)
    elif kind == 5:
        record(time, admin, "iam", "ListUsers", request={"maxItems": 100})
    elif kind == 6:
        name = pick(["nightly", "ingest", "thumbnails"])
        record(time, assumed_role("lambda-" + name, name), "logs", "CreateLogStream", "10.0.2.5", SDK,
               {"logGroupName": f"/aws/lambda/{name}", "logStreamName": f"2026/03/02/[$LATEST]{letters(16).lower()}"})
    elif kind == 7:
        record(time, iam_user("carol"), "s3", "ListBuckets", agent="[" + CLI + "]")
    elif kind == 8:
        reader = iam_user("svc-report")
        record(time, reader, "iam", "GetUser", "10.0.3.17", SDK, {"userName": "svc-report"},
               error=denied(reader["arn"], "iam:GetUser", "user svc-report"))
    elif kind == 9:
        network = {"subnetIds": ["subnet-0a1", "subnet-0b2"], "securityGroupIds": []}
        record(time, deploy, "lambda", "UpdateFunctionCode20150331v2", "10.0.1.9", SDK,
               {"functionName": "ingest", "publish": True},
               {"functionName": "ingest", "runtime": "python3.12", "layers": [], "vpcConfig": network})
    elif kind == 10:
        instances = [{"instanceId": f"i-0{letters(16, '0123456789abcdef')}"} for _ in range(2)]
        record(time, admin, "ec2", "StopInstances", request={"instancesSet": {"items": instances}, "force": False},
               response={"instancesSet": {"items": instances}})
    else:
        record(time, iam_user("backup-runner"), "s3", "GetBucketVersioning", "10.0.4.2", CLI,
               {"bucketName": "finance-archive", "versioning": ""})


def innocent_look_alikes():
    """What each rule must not report: near the threshold, denied, permitted or in another order."""
    alice, bob, carol = iam_user("alice"), iam_user("bob"), iam_user("carol")
    rotation = assumed_role("key-rotation", "nightly")

    console_login(at(8, 2), bob, OFFICE, False)
    console_login(at(8, 3), bob, OFFICE, False)
    console_login(at(8, 4), bob, OFFICE, True)
    console_login(at(8, 31), root(), OFFICE, True)
    console_login(at(9, 15), iam_user("erin"), OFFICE, True)
    for minute in range(6):
        console_login(at(21, minute), iam_user("erin"), "203.0.113.9", False)
    for minute in range(9):
        nobody = {"type": "IAMUser", "accountId": ACCOUNT, "userName": "HIDDEN_DUE_TO_SECURITY_REASONS"}
        console_login(at(3, 10 + minute), nobody, "203.0.113.201", False)

    create_access_key(at(9, 40), carol, "carol", named=False)
    create_access_key(at(9, 41), alice, "alice")
    for number, target in enumerate(["svc-report", "backup-runner", "carol"]):
        create_access_key(at(2, number), rotation, target, "10.0.4.8", SDK)
    create_access_key(at(10, 5), carol, "alice", error=denied(carol["arn"], "iam:CreateAccessKey", "user alice"))

    for number in range(2):
        key = f"contracts/{number}.pdf"
        copy_object(at(11, number), alice, "hr-records", key, f"hr-records/{key}")
    for number in range(12):
        key = f"ledger/2024-{number + 1:02}.csv"
        copy_object(at(13, number), assumed_role("migration", "ledger"), "finance-archive-2", key, f"finance-archive/{key}")
    for number in range(8):
        key = f"images/{number}.png"
        copy_object(at(14, number), carol, "web-assets", key, f"web-assets/{key}", encryption="AES256")
        copy_object(at(15, number), carol, "finance-archive", key, f"finance-archive/{key}",
                    error=denied(carol["arn"], "s3:PutObject", f"arn:aws:s3:::finance-archive/{key}"))

    record(at(10, 30), alice, "cloudtrail", "UpdateTrail", request={"name": "management-events", "isMultiRegionTrail": True},
           response={"name": "management-events", "isMultiRegionTrail": True})
    record(at(10, 33), carol, "cloudtrail", "StopLogging", request={"name": "management-events"},
           error=denied(carol["arn"], "cloudtrail:StopLogging", TRAIL))
    record(at(16, 20), assumed_role("platform-admin", "alice"), "cloudtrail", "DeleteTrail", region="eu-west-1",
           request={"name": f"arn:aws:cloudtrail:eu-west-1:{ACCOUNT}:trail/sandbox"})

    open_port(at(12, 1), carol, "sg-0c0ffee0", [(443, ["0.0.0.0/0"]), (5432, ["10.0.0.0/8"])])
    open_port(at(12, 9), alice, "sg-0badcafe", [(22, ["192.0.2.0/24", "10.0.0.0/8"])])


def incident():
    """A guessed console password, keys for other users, the trail switched off, a port opened, and objects encrypted."""
    guessed = iam_user("dana")
    dana = iam_user("dana", console=True)
    for number in range(7):
        console_login(at(17, 42 + 2 * number, 5 * number), guessed, ATTACKER_CONSOLE, False)
    console_login(at(17, 56, 12), guessed, ATTACKER_CONSOLE, True)

    console = {"address": ATTACKER_CONSOLE, "agent": BROWSER}
    record(at(18, 1), dana, "iam", "ListUsers", request={"maxItems": 1000}, **console)
    create_access_key(at(18, 4), dana, "backup-runner", **console)
    create_access_key(at(18, 6), dana, "svc-report", **console)
    record(at(18, 11), dana, "cloudtrail", "StopLogging", **console,
           request={"name": TRAIL})
    record(at(18, 12), dana, "cloudtrail", "DeleteTrail", **console, request={"name": "management-events"},
           error=denied(dana["arn"], "cloudtrail:DeleteTrail", TRAIL))
    open_port(at(18, 20), dana, "sg-0deadbee", [(443, ["10.0.0.0/8"]), (22, ["0.0.0.0/0"])], **console)

    runner = iam_user("backup-runner")
    quarters = [f"{year}/q{quarter}/ledger final.csv" for year in range(2020, 2026) for quarter in range(1, 5)]
    for number, key in enumerate(quarters):
        # Clients may escape the source and may begin it with a slash; it is the same object.
        copied_from = ("/" if number % 2 else "") + "finance-archive/" + key.replace(" ", "%20")
        copy_object(at(18, 31 + number // 4, 13 * (number % 4)), runner, "finance-archive", key, copied_from,
                    key_account=FOREIGN_ACCOUNT, address=ATTACKER_KEYS)
    for number in range(6):
        key = f"contracts/{number}.pdf"
        copy_object(at(18, 40, 7 * number), runner, "hr-records", key, f"hr-records/{key}", key_account=FOREIGN_ACCOUNT,
                    address=ATTACKER_KEYS)
    object_event(at(18, 52), runner, "PutObject", "finance-archive", "README-how-to-decrypt.txt", {}, address=ATTACKER_KEYS)


def make_files():
    for minute in range(0, 24 * 60, 7):
        quiet_work(DAY + timedelta(minutes=minute, seconds=int(dice.random() * 400)))
    innocent_look_alikes()
    incident()
    ordered = [event for _, event in sorted(EVENTS, key=lambda pair: pair[0])]

    lines = "".join(json.dumps(event, separators=(",", ":")) + "\n" for event in ordered).encode()
    compressed = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, compressed, mtime=0) as stream:
        stream.write(lines)
    delivered = [event for event in ordered if event["eventTime"].startswith("2026-03-02T18:")]
    return {
        PLAIN: lines,
        COMPRESSED: compressed.getvalue(),
        DELIVERED: json.dumps({"Records": delivered}, separators=(",", ":")).encode(),
    }


def same_content(path, expected):
    if not path.exists():
        return False
    content = path.read_bytes()
    if path.suffix == ".gz":  # zlib's versions compress differently
        return gzip.decompress(content) == gzip.decompress(expected)
    return content == expected


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    check = parser.parse_args().check
    stale = False
    for path, content in make_files().items():
        if check:
            if not same_content(path, content):
                print(f"{path.relative_to(OUTPUT)} is not what scripts/make_example_events.py makes", file=sys.stderr)
                stale = True
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
