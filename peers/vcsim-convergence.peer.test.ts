import { describe, expect, it } from 'vitest';
import { vsphere } from '#core/providers/vsphere/provider.ts';
import type { Subject } from '../soak/servers/subject.ts';
import { machineChange } from '../soak/servers/machines.ts';
import { vim25Operation } from '../soak/servers/demo-vcenter.ts';
import { runSequence, type Outcome } from '../soak/sequence/run-sequence.ts';
import { installGovmomi, required } from './install.ts';
import { startProgram } from './program.ts';

/** What happens to the demo vCenter in soak/ happens to a vCenter that nobody here wrote, in real time. */
const vcsim = required(await installGovmomi('vcsim'));

const sequences = 20;
/** Sequences that are under way at a time, each with a server of its own: they wait more than they work. */
const together = 10;

async function startVcsim(): Promise<Subject> {
  const program = await startProgram(vcsim ?? '', ['-tls=false', '-l', '127.0.0.1:0', '-vm', '6']);
  const { hostname: host, port } = new URL(program.firstLine);
  const access = { family: 'vsphere', user: 'user', password: 'pass' } as const;
  return {
    upstream: { host, port: Number(port) },
    provider: vsphere,
    access,
    witness: access,
    sessions: () => undefined,
    operation: vim25Operation,
    change: machineChange,
    // It changes them and does not tell.
    moves: /^(?:config\.annotation|summary\.freeSpace|freeBytes|note)$/,
    loginsAndLogouts: [],
    refusals: ['NotAuthenticated'],
    close: () => program.stop(),
  };
}

describe.skipIf(vcsim === null)('vcsim', () => {
  it(`is followed as it is within a minute of the last fault, ${sequences} times`, async () => {
    const seeds = Array.from({ length: sequences }, (_, index) => index + 1);
    const outcomes: Outcome[] = [];
    const work = async (): Promise<void> => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift())
        outcomes.push(await runSequence(seed, startVcsim));
    };
    await Promise.all(Array.from({ length: together }, work));
    const failed = outcomes.filter(({ failures }) => failures.length > 0);
    expect(failed).toEqual([]);
    expect(outcomes).toHaveLength(sequences);
  }, 900_000);
});
