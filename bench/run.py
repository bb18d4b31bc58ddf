#!/usr/bin/env python3
"""Measures karst as whole processes and prints ratios.

    run.py [--build build/bench] [--mb 200] [--rounds 7] [TASK …]

A task runs its programs in turn, several rounds, and compares their CPU time (user and system). The median of the rounds is what
counts; the least is shown beside it, since other work on the machine only adds. Answers are checked where they are known.
docs/benchmarks.md says what each task means.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TASKS = {}


class WrongAnswer(Exception):
    pass


def task(function):
    TASKS[function.__name__] = function
    return function


class Program:
    """A command line, and a check of what it prints."""

    def __init__(self, name, arguments, check=None, environment=None):
        self.name = name
        self.arguments = [str(argument) for argument in arguments]
        self.check = check
        self.environment = dict(os.environ, **(environment or {}))
        self.cpu, self.wall, self.memory = [], [], []

    def run(self):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            began = time.monotonic()
            child = subprocess.Popen(self.arguments, stdout=out, stderr=err, env=self.environment)
            _, status, usage = os.wait4(child.pid, 0)
            self.wall.append(time.monotonic() - began)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.cpu.append(usage.ru_utime + usage.ru_stime)
            self.memory.append(usage.ru_maxrss / 1024)
            out.seek(0)
            err.seek(0)
            text = out.read().decode(errors='replace')
            if child.returncode != 0:
                raise WrongAnswer('%s: exit code %d\n%s' % (self.name, child.returncode, err.read().decode()[-2000:]))
            if self.check:
                self.check(self.name, text)


def findings(expected):
    def check(name, text):
        got = sum(1 for line in text.splitlines() if line.strip())
        if got != expected:
            raise WrongAnswer('%s: %d findings, not the %d that the events hold' % (name, got, expected))
    return check


def measure(programs, rounds):
    """Runs the programs in turn. The first of them is what the others are compared with."""
    for _ in range(rounds):
        for program in programs:
            program.run()
    base = programs[0]
    print('%-44s %9s %9s %9s %8s %8s' % ('', 'CPU s', 'least', 'wall s', 'MiB', 'ratio'))
    for program in programs:
        ratio = statistics.median(program.cpu) / max(statistics.median(base.cpu), 1e-9)
        print('%-44s %9.3f %9.3f %9.3f %8.1f %8.2f' % (program.name, statistics.median(program.cpu), min(program.cpu),
                                                      statistics.median(program.wall), max(program.memory), ratio))


def built_beside(version):
    """The program of another version: a binary as it is, a tag or commit built in a worktree of its own."""
    if os.access(version, os.X_OK) and pathlib.Path(version).is_file():
        return pathlib.Path(version).resolve()
    tree = ROOT / 'build' / 'against' / version
    if not (tree / 'build' / 'karst').exists():
        if not tree.exists():
            subprocess.run(['git', '-C', ROOT, 'worktree', 'add', '--detach', tree, version], check=True, stdout=sys.stderr)
        subprocess.run(['cmake', '-S', tree, '-B', tree / 'build', '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release', '-DKARST_TESTS=OFF'],
                       check=True, stdout=sys.stderr)
        subprocess.run(['cmake', '--build', tree / 'build', '--target', 'karst'], check=True, stdout=sys.stderr)
    return tree / 'build' / 'karst'


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = pathlib.Path(folder)
        self.karst = options.build / 'karst'
        self.other = built_beside(options.against) if options.against else None
        self.made = {}
        seed = sorted((options.shared / 'seed').glob('*.yml'))
        self.generator = options.shared / 'tools' / 'gen_cloudtrail.py'
        self.with_shared = bool(seed) and self.generator.exists()
        self.rule = seed[0] if self.with_shared else ROOT / 'examples' / 'rules' / 's3_objects_encrypted_in_place.yml'

    def tool(self, name):
        return self.options.build / 'bench' / name

    def events(self, megabytes):
        """A CloudTrail file of that size, and the number of findings of the rule in it."""
        if megabytes not in self.made:
            path = self.folder / ('cloudtrail-%d.ndjson' % megabytes)
            known = path.with_suffix('.findings')
            if path.exists() and known.exists():
                expected = int(known.read_text())
            elif self.with_shared:
                truth_file = path.with_suffix('.truth')
                subprocess.run([sys.executable, self.generator, '--mb', str(megabytes), '--out', path, '--truth', truth_file],
                               check=True, stderr=subprocess.DEVNULL)
                expected = json.loads(truth_file.read_text())['result_rows_escu6_version']
            else:
                made = subprocess.run([sys.executable, ROOT / 'bench' / 'make_events.py', '--mb', str(megabytes), path],
                                      check=True, stdout=subprocess.PIPE)
                expected = json.loads(made.stdout)['findings']
            known.write_text(str(expected))
            self.made[megabytes] = path, expected
        return self.made[megabytes]

    def detect(self, name, rules, path, *more, check=None):
        content = ['--content', self.options.shared / 'security_content'] if self.with_shared else []
        return Program(name, [self.karst, 'detect', *rules, '-i', path, '--format', 'ndjson', '-q', *content, *more], check)

    def search(self, name, spl, path, *more, check=None):
        return Program(name, [self.karst, 'search', spl, path, '--format', 'ndjson', *more], check)


@task
def rule(bench):
    """One rule over CloudTrail, against a loop that only parses every line and reads the rule's fields."""
    path, expected = bench.events(bench.options.mb)
    check = findings(expected)
    measure([Program('reference loop', [bench.tool('reference_loop'), path]),
             Program('reference loop, stopping early', [bench.tool('reference_loop'), path, '--stop-early']),
             bench.detect('karst detect, one rule', [bench.rule], path, check=check),
             bench.search('the same conditions, every line parsed',
                          'search sourcetype="aws:cloudtrail" eventName=C*t requestParameters.x-amz-server-side-encryption=a*s '
                          '| stats count min(_time) max(_time) by signature dest user_name user_agent src vendor_account '
                          'vendor_region vendor_product', path)], bench.options.rounds)


@task
def start(bench):
    """The start of a search over one event; the wall time counts."""
    path = bench.folder / 'one.ndjson'
    with open(ROOT / 'examples' / 'events' / 'cloudtrail.ndjson') as events:
        path.write_text(events.readline())
    measure([Program('true', ['true']), bench.search('karst search', 'search * | stats count', path),
             Program('karst detect, one rule', [bench.karst, 'detect', bench.rule, '-i', path, '-q'])], 3 * bench.options.rounds)


@task
def memory(bench):
    """The memory of one rule must not depend on the size of the file."""
    small, small_findings = bench.events(100)
    large, large_findings = bench.events(1000)
    measure([bench.detect('100 MB', [bench.rule], small, check=findings(small_findings)),
             bench.detect('1 GB', [bench.rule], large, check=findings(large_findings))], 1)


@task
def rules(bench):
    """Many rules in one scan."""
    path, expected = bench.events(bench.options.mb)
    programs = [bench.detect('one rule', [bench.rule], path, check=findings(expected)),
                Program('the example rules', [bench.karst, 'detect', ROOT / 'examples' / 'rules', '-i', path, '-q', '--format', 'ndjson'])]
    if bench.with_shared:
        detections = bench.options.shared / 'security_content' / 'detections'
        cloudtrail = sorted(file for file in detections.rglob('*.yml')
                            if '`cloudtrail`' in file.read_text(errors='replace').replace('\n', ' ')[:20000])
        programs.append(bench.detect('%d rules that read CloudTrail' % len(cloudtrail), cloudtrail, path, '--keep-going'))
        programs.append(bench.detect('the whole corpus', [detections], path, '--keep-going'))
    measure(programs, max(1, bench.options.rounds // 3))


def quiet_cloudtrail(number):
    return json.dumps({'eventVersion': '1.08', 'eventTime': '2026-06-01T%02d:%02d:%02dZ' % (number // 3600 % 24, number // 60 % 60, number % 60),
                       'eventSource': 'tagging.amazonaws.com', 'eventName': 'TagResources', 'awsRegion': 'eu-south-1',
                       'sourceIPAddress': '192.0.2.%d' % (number % 250), 'userAgent': 'quiet/1.0', 'requestParameters': None,
                       'userIdentity': {'type': 'AssumedRole', 'principalId': 'AROAQUIET:%d' % (number % 500), 'accountId': '111122223333'},
                       'eventID': '%032x' % number, 'readOnly': False, 'eventType': 'AwsServiceEvent', 'recipientAccountId': '111122223333'}) + '\n'


def quiet_fields(number):
    return [('RuleName', '-'), ('UtcTime', '2026-06-01 %02d:%02d:%02d.000' % (number // 3600 % 24, number // 60 % 60, number % 60)),
            ('ProcessGuid', '{%08x-0000-0000-0000-000000000000}' % number), ('ProcessId', str(1000 + number % 9000)),
            ('Image', 'C:\\Program Files\\Quiet\\quiet%d.exe' % (number % 40)), ('User', 'CORP\\quiet')]


def quiet_xml(number):
    data = ''.join('<Data Name="%s">%s</Data>' % pair for pair in quiet_fields(number))
    return ('<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Sysmon"/>'
            '<EventID>4</EventID><Version>3</Version><Level>4</Level><TimeCreated SystemTime="2026-06-01T00:00:00.000Z"/>'
            '<EventRecordID>%d</EventRecordID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>quiet%d.corp.example</Computer>'
            '</System><EventData>%s</EventData></Event>\n') % (number, number % 60, data)


def quiet_json(number):
    event = {'EventID': 4, 'EventTime': '2026-06-01 00:00:00', 'Channel': 'Microsoft-Windows-Sysmon/Operational', 'Hostname': 'quiet%d.corp.example' % (number % 60),
             'SourceName': 'Microsoft-Windows-Sysmon', 'EventRecordID': number}
    event.update(quiet_fields(number))
    return json.dumps(event) + '\n'


def quiet_lane(bench, name, make):
    """A file of events that match no rule."""
    path = bench.folder / ('quiet-%s.log' % name)
    if not path.exists():
        with open(path, 'w') as out:
            size, number = 0, 0
            while size < bench.options.mb << 20:
                size += out.write(make(number))
                number += 1
    return path


def generated_lane(bench, name, tool, *options):
    """A file of a generator: many of its events match."""
    path = bench.folder / ('%s.log' % name)
    if not path.exists():
        subprocess.run([sys.executable, bench.options.shared / 'tools' / tool, '--mb', str(bench.options.mb), '--out', path, *options],
                       check=True, stderr=subprocess.DEVNULL)
    return path


@task
def rule_sets(bench):
    """The whole corpus over lanes of events, against a bare parse of the same bytes, one search, and another version."""
    lanes = [('quiet CloudTrail', quiet_lane(bench, 'cloudtrail', quiet_cloudtrail), 'reference_loop'),
             ('quiet Windows XML', quiet_lane(bench, 'xml', quiet_xml), 'reference_xml'),
             ('quiet Windows JSON', quiet_lane(bench, 'json', quiet_json), 'reference_loop')]
    corpus = ROOT / 'examples' / 'rules'
    if bench.with_shared:
        corpus = bench.options.shared / 'security_content' / 'detections'
        lanes += [('CloudTrail', generated_lane(bench, 'cloudtrail', 'gen_cloudtrail.py'), 'reference_loop'),
                  ('Windows XML', generated_lane(bench, 'sysmon-xml', 'gen_sysmon.py', '--form', 'xml'), 'reference_xml'),
                  ('Windows JSON', generated_lane(bench, 'sysmon-json', 'gen_sysmon.py', '--form', 'json'), 'reference_loop'),
                  ('mixed folder', bench.options.shared / 'events', None)]
    nothing = bench.folder / 'one.ndjson'
    nothing.write_text(quiet_cloudtrail(1))
    for name, path, parse in lanes:
        print('\n%s' % name)
        programs = [Program('bare parse', [bench.tool(parse), path])] if parse else []
        programs.append(bench.search('one search', '* | stats count by process_name dest user', path))
        programs.append(bench.detect('start alone (one event)', [corpus], nothing, '--keep-going'))
        programs.append(bench.detect('the corpus', [corpus], path, '--keep-going'))
        programs.append(bench.detect('the corpus, two threads', [corpus], path, '--keep-going', '-j', '2'))
        if bench.options.against:
            other = bench.detect('the corpus, %s' % bench.options.against, [corpus], path, '--keep-going')
            other.arguments[0] = str(bench.other)
            programs.append(other)
        measure(programs, max(1, bench.options.rounds // 3))


@task
def knowledge(bench):
    """What search-time knowledge costs a search that reads three normalised fields of every event."""
    path, _ = bench.events(bench.options.mb)
    measure([bench.search('without packs: three raw fields',
                          'search * | stats count by userIdentity.userName sourceIPAddress awsRegion', path, '--sourcetype', '_json'),
             bench.search('with the pack: three normalised fields', 'search * | stats count by user src vendor_region', path,
                          '--sourcetype', 'aws:cloudtrail')], bench.options.rounds)


@task
def xml(bench):
    """Windows event XML, against pugixml parsing the same lines in place."""
    generator = bench.options.shared / 'tools' / 'gen_sysmon.py'
    if not generator.exists():
        print('left out: the generator of Sysmon events is not here')
        return
    path = bench.folder / 'sysmon.xml'
    subprocess.run([sys.executable, generator, '--mb', str(bench.options.mb), '--out', path], check=True, stderr=subprocess.DEVNULL)
    measure([Program('pugixml in place', [bench.tool('reference_xml'), path]),
             bench.search('a rule by a name, three normalised fields',
                          'search EventCode=1 process_name=powershell.exe | stats count by dest user process', path),
             bench.search('a data model, by the name of a parent',
                          '| tstats summariesonly=false count from datamodel=Endpoint.Processes where '
                          'Processes.parent_process_name=fodhelper.exe by Processes.dest Processes.user Processes.process_name', path),
             bench.search('no name: three normalised fields',
                          'search EventCode=1 user=* | stats count by dest process_name', path),
             bench.search('every event, no field', 'search * | stats count', path)], bench.options.rounds)


@task
def threads(bench):
    """One rule with one and with two threads; the wall time counts."""
    path, expected = bench.events(bench.options.mb)
    measure([bench.detect('%d threads' % count, [bench.rule], path, '-j', str(count), check=findings(expected)) for count in (1, 2)],
            bench.options.rounds)


@task
def lint(bench):
    """Loading and checking rules."""
    programs = [Program('karst lint, the example rules', [bench.karst, 'lint', ROOT / 'examples' / 'rules'])]
    if bench.with_shared:
        content = bench.options.shared / 'security_content'
        # Its exit code says that there are unsupported rules in it.
        programs.append(Program('karst lint, the whole corpus', ['sh', '-c', '"$0" lint "$1" --content "$2" >/dev/null 2>&1; true',
                                                                 bench.karst, content / 'detections', content]))
    measure(programs, bench.options.rounds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--against', help='a version to compare rule sets with: a tag or commit, which is built beside, or a binary')
    parser.add_argument('--build', type=pathlib.Path, default=ROOT / 'build' / 'bench', help='the build folder')
    parser.add_argument('--shared', type=pathlib.Path, default=ROOT.parent / 'shared', help='folder with the seed rule, if there is one')
    parser.add_argument('--mb', type=int, default=200, help='size of the event files')
    parser.add_argument('--rounds', type=int, default=7)
    parser.add_argument('--folder', help='where to keep the event files (otherwise they are deleted)')
    parser.add_argument('tasks', nargs='*', metavar='TASK', help=', '.join(TASKS))
    options = parser.parse_args()
    wrong = [name for name in options.tasks if name not in TASKS]
    if wrong:
        parser.error('no such task: %s (known: %s)' % (', '.join(wrong), ', '.join(TASKS)))
    if not (options.build / 'karst').exists():
        parser.error('%s has no karst; docs/benchmarks.md says how to build it' % options.build)
    with tempfile.TemporaryDirectory() as made:
        bench = Bench(options, options.folder or made)
        for name in options.tasks or TASKS:
            print('\n%s: %s' % (name, TASKS[name].__doc__))
            try:
                TASKS[name](bench)
            except WrongAnswer as problem:
                print(problem, file=sys.stderr)
                return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
