#!/usr/bin/env python3
"""Makes a CloudTrail file of any size from the example events, with a known answer.

    make_events.py --mb 200 FILE

The example day is repeated, day after day, with identifiers of its own in each event. Only the first day keeps the objects that
are encrypted in place, so that the S3/KMS rule meets as few matches as in real life. Prints what the rule must find.
"""
import argparse
import datetime
import json
import pathlib
import random

EXAMPLE = pathlib.Path(__file__).resolve().parent.parent / 'examples' / 'events' / 'cloudtrail.ndjson'


def is_match(event):
    parameters = event.get('requestParameters') or {}
    return event['eventName'] == 'CopyObject' and parameters.get('x-amz-server-side-encryption') == 'aws:kms'


def shifted(event, days, identifiers):
    time = datetime.datetime.strptime(event['eventTime'], '%Y-%m-%dT%H:%M:%SZ') + datetime.timedelta(days=days)
    copy = dict(event, eventTime=time.strftime('%Y-%m-%dT%H:%M:%SZ'))
    for key in ('eventID', 'requestID'):
        if key in copy:
            copy[key] = '%08x-%04x-4%03x-8%03x-%012x' % tuple(identifiers.getrandbits(bits) for bits in (32, 16, 12, 12, 48))
    return copy


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--mb', type=float, default=200)
    parser.add_argument('file')
    options = parser.parse_args()
    events = [json.loads(line) for line in EXAMPLE.read_text().splitlines()]
    identifiers = random.Random(1)
    size = count = matches = day = 0
    with open(options.file, 'w') as out:
        while size < options.mb * 1e6:
            for event in events:
                if is_match(event):
                    if day > 0:
                        continue
                    matches += 1
                line = json.dumps(shifted(event, day, identifiers), separators=(',', ':')) + '\n'
                out.write(line)
                size += len(line)
                count += 1
            day += 1
    print(json.dumps({'events': count, 'bytes': size, 'matching_events': matches, 'findings': 2}))


if __name__ == '__main__':
    main()
