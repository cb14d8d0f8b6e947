import type { Row } from '#shared/model/row.ts';
import type { Random } from '../random.ts';
import type { Change } from './subject.ts';

/** Machines, not templates or snapshots. */
export function machines(rows: readonly Row[], state?: Row['state']): readonly Row[] {
  return rows.filter((row) => row.kind === 'vm' && (state === undefined || row.state === state));
}

/** What another administrator does to machines, in words that both families have. */
export function machineChange(
  rows: readonly Row[],
  mark: string,
  random: Random,
): Change | undefined {
  const vms = machines(rows);
  if (vms.length < 3) return undefined;
  const vm = random.pick(vms);
  const { ref } = vm;
  const kind = random.pick(['rename', 'describe', 'power', 'power', 'delete'] as const);
  switch (kind) {
    case 'rename':
      return { ref, operation: 'rename', inputs: { name: mark } };
    case 'describe':
      return { ref, operation: 'describe', inputs: { description: mark, notes: mark } };
    case 'power':
      return { ref, operation: vm.state === 'on' ? 'power.off' : 'power.on', inputs: {} };
    case 'delete': {
      const off = machines(rows, 'off')[0];
      return off === undefined ? undefined : { ref: off.ref, operation: 'vm.delete', inputs: {} };
    }
  }
}
