import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { connectionId, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import { anyStep, refs } from '../../testing/any-inventory.ts';
import { allSteps } from '../in-steps.ts';
import { nodeKey, type NodeKey } from '../tree/flat-node.ts';
import { flattenAll } from '../tree/flatten.ts';
import { repairFlat } from '../tree/repair-flat.ts';
import { ruleOf } from '../tree/tree-choice.ts';
import { filteredSource } from '../tree/tree-source.ts';
import { Branch } from './branch.ts';
import { Findings, type Wanted } from './findings.ts';

const server = connectionId('vc');

/** By the row alone, and by what is above it. */
const anyWanted = fc.constantFrom<(branch: Branch) => Wanted>(
  () => ({ passes: ({ name }) => name.startsWith('web'), local: true }),
  () => ({ passes: ({ kind, state }) => kind === 'vm' && state === 'off', local: true }),
  (branch) => ({
    passes: ({ ref }) => branch.ancestors(ref).some((one) => branch.row(one)?.name === 'a'),
    local: false,
  }),
);

function search(branch: Branch, wanted: Wanted): Findings {
  const findings = new Findings(branch, wanted);
  allSteps(findings.search());
  return findings;
}

/** All that a tree is made of by it. */
function seen(findings: Findings): unknown {
  return {
    matches: [...findings.matches].sort(),
    below: [null, ...refs].map((ref) => [findings.leads(ref), findings.shownBelow(ref)]),
  };
}

function linesOf(branch: Branch, findings: Findings) {
  return filteredSource(
    { connections: [server], branches: new Map([[server, branch]]), grouped: false },
    {
      results: new Map([[server, findings]]),
      toggled: new Map(refs.slice(0, 5).map((ref) => [nodeKey(server, ref), true])),
    },
  );
}

function machine(index: number, name: string, parent: Ref | null = null): readonly [Ref, Row] {
  const ref = `VM:${index}` as Ref;
  return [ref, { ref, kind: 'vm', name, state: 'on', health: 'ok', parent, facts: {} }];
}

describe('what a filter found', () => {
  it('followed step by step is what a search finds then, and so are the lines', () => {
    fc.assert(
      fc.property(anyWanted, fc.array(anyStep, { maxLength: 14 }), (wantedOf, steps) => {
        const branch = new Branch();
        const wanted = wantedOf(branch);
        const findings = search(branch, wanted);
        let flat = flattenAll(linesOf(branch, findings));
        for (const step of steps) {
          const source = (): ReturnType<typeof linesOf> => linesOf(branch, findings);
          if ('projection' in step) {
            branch.show(ruleOf(step, server));
            findings.findWays();
            flat = flattenAll(source());
          } else {
            // No machine has something below it that does not stand in the tree of hosts.
            const rows = wanted.local
              ? step.upsert
              : step.upsert.filter(({ notInHosts }) => notInHosts !== true);
            const change = branch.apply({
              ...step,
              upsert: rows.map((row) => [row.ref, row]),
            });
            const changed = findings.apply(change);
            const keys = new Set<NodeKey>();
            if (changed !== 'all')
              for (const ref of [...change.lists, ...changed]) keys.add(nodeKey(server, ref));
            flat = changed === 'all' ? flattenAll(source()) : repairFlat(flat, source(), keys);
          }
          const fresh = search(branch, wanted);
          expect(seen(findings)).toEqual(seen(fresh));
          expect(flat).toEqual(flattenAll(linesOf(branch, fresh)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('looks at what changed alone, and follows what the core found to where it stands now', () => {
    const branch = new Branch();
    const [folder, other] = [machine(1, 'web'), machine(2, 'web')];
    const upsert = Array.from({ length: 100 }, (_, index) => machine(index, 'web', folder[0]));
    branch.apply({ upsert: [folder, other, ...upsert.slice(3)], remove: [] });
    const passes = vi.fn(() => true);
    const own = search(branch, { passes, local: true });
    const cores = new Findings(branch);
    cores.take([upsert[9]![0]]);
    passes.mockClear();
    const change = branch.apply({ upsert: [machine(9, 'web', other[0])], remove: [] });
    own.apply(change);
    cores.apply(change);
    expect(passes).toHaveBeenCalledTimes(1);
    expect(own.shownBelow(other[0])).toBe(1);
    expect(cores.leads(folder[0])).toBe(false);
    expect(cores.leads(other[0])).toBe(true);
  });

  it('misses nothing that changes while it is looked for', () => {
    const branch = new Branch();
    const upsert = Array.from({ length: 5000 }, (_, index) => machine(index, `app-${index}`));
    branch.apply({ upsert, remove: [] });
    const findings = new Findings(branch, {
      passes: ({ name }) => name.startsWith('web'),
      local: true,
    });
    const steps = findings.search();
    steps.next();
    findings.apply(
      branch.apply({ upsert: [machine(0, 'web-0'), machine(4999, 'web-1')], remove: [] }),
    );
    findings.apply(branch.apply({ upsert: [machine(5000, 'web-2')], remove: ['VM:4999' as Ref] }));
    allSteps(steps);
    expect([...findings.matches].sort()).toEqual(['VM:0', 'VM:5000']);
    expect(findings.shownBelow(null)).toBe(2);
  });

  it('is held as it was by whoever selects it', () => {
    const branch = new Branch();
    const wanted: Wanted = { passes: () => true, local: true };
    const findings = search(branch, wanted);
    const held = findings.hold();
    findings.apply(branch.apply({ upsert: [machine(0, 'a')], remove: [] }));
    expect(findings.matches.size).toBe(1);
    expect(held.size).toBe(0);
  });
});
