import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** What a test of bats came to. */
export interface TapTest {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** What was printed of a failure, or why it was skipped. */
  readonly why: string;
}

export interface BatsRun {
  /** The unpacked package of bats. */
  readonly bats: string;
  /** Where the files with tests are. */
  readonly folder: string;
  /** Without its ending. */
  readonly file: string;
  /** Its `bin` has the programs that are tested. */
  readonly gopath: string;
  /** Address of an ESXi host, for those that want a real one; they are skipped without it. */
  readonly host?: string;
  /** Names of tests; all without it. */
  readonly only?: readonly string[];
}

/** Runs a file of tests; returns what bats prints, which says of each test how it ended. */
export function runBats({ bats, folder, file, gopath, host, only }: BatsRun): Promise<string> {
  const escaped = only?.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const filter = escaped === undefined ? [] : ['--filter', `^(${escaped.join('|')})$`];
  const root = join(bats, 'usr');
  return new Promise((resolve, reject) => {
    const child = execFile(
      join(root, 'bin', 'bats'),
      ['--tap', ...filter, join(folder, `${file}.bats`)],
      {
        cwd: folder,
        timeout: 1_180_000,
        maxBuffer: 64 * 1024 * 1024,
        env: {
          ...process.env,
          GOPATH: gopath,
          PATH: `${join(gopath, 'bin')}:${process.env['PATH'] ?? ''}`,
          BATS_ROOT: root,
          BATS_TEST_TIMEOUT: '300',
          // Disks by vim25, as the tests were written for: not by the service that govc has come to prefer
          GOVC_GLOBAL_VSLM: 'false',
          ...(host !== undefined && { GOVC_TEST_URL: host }),
        },
      },
      (error, stdout) => {
        // A failed test is no failed run: it is reported like the others.
        if (/^1\.\.\d/m.test(stdout)) resolve(stdout);
        else reject(error ?? new Error(`bats printed no plan for ${file}.`));
      },
    );
    child.stdin?.end();
  });
}

/** Reads the Test Anything Protocol. */
export function readTap(text: string): readonly TapTest[] {
  const tests: TapTest[] = [];
  for (const line of text.split('\n')) {
    const [, failed, name = '', skipped] =
      /^(not )?ok \d+ (.*?)(?: # skip ?(.*)| # timeout.*)?$/.exec(line) ?? [];
    if (name !== '') {
      const state = failed !== undefined ? 'failed' : skipped !== undefined ? 'skipped' : 'passed';
      tests.push({ name, state, why: skipped ?? '' });
      continue;
    }
    const last = tests.pop();
    if (last !== undefined)
      tests.push(line.startsWith('# ') ? { ...last, why: `${last.why}${line.slice(2)}\n` } : last);
  }
  return tests;
}
