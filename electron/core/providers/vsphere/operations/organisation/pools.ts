import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { reference } from '../../map/read.ts';
import { toMoref, toRef } from '../../object-updates.ts';
import type { ResourceAllocationInfo } from '../../vim25/types.gen.ts';
import { call } from '../call.ts';
import { clusterFacts } from '../choices/place-facts.ts';
import { placeChoices } from '../choices/places.ts';
import { inventoryPath, powercliObject, powercliOf } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { chosenPlace, computeOf, nameOf, parentOf, placeOf } from '../placement/placement.ts';
import { firstOf, noTemplate, reachable } from '../refusals.ts';
import { escapeName, longestName } from './settings.ts';
import { drsAsReported } from '../placement/settled-place.ts';

/** No reservation, no limit, normal shares: what every client starts a pool with. */
const allocation = {
  $type: 'ResourceAllocationInfo',
  reservation: 0,
  expandableReservation: true,
  limit: -1,
  shares: { $type: 'SharesInfo', shares: 4000, level: 'normal' },
} as const satisfies ResourceAllocationInfo;

/** The pool that every compute resource has: it stands for it, and cannot be moved or deleted. */
function isRoot({ ref, lookup }: Subject): boolean {
  const parent = parentOf(ref, lookup);
  return parent === undefined || refType(parent).endsWith('ComputeResource');
}

/** A pool is made in a pool; on a cluster or host, in its root. A host of a cluster has none of its own. */
function poolUnder({ ref, lookup }: Pick<Subject, 'ref' | 'lookup'>): Ref | undefined {
  const place = placeOf(ref, lookup);
  return place === undefined ? undefined : toRef(place.pool);
}

/** A cluster divides its resources by DRS: without it there are no pools in it. @throws MorefException `conflict` */
async function requirePools(work: Work, parent: Ref): Promise<void> {
  const compute = computeOf(parent, work.lookup);
  if (compute === undefined || refType(compute) !== 'ClusterComputeResource') return;
  if ((await drsAsReported(work, compute)) !== false) return;
  const message = say('error.poolNeedsDrs', { cluster: nameOf(compute, work.lookup) });
  throw new MorefException({ kind: 'conflict', message, ref: work.ref });
}

/** Resource pools, and what is moved into them. */
export const poolOperations: readonly OperationDefinition[] = [
  {
    id: 'pool.create',
    label: say('operation.pool.create.label'),
    group: 'organise',
    icon: 'add',
    types: ['ResourcePool', 'ComputeResource', 'HostSystem'],
    exists: (subject) => refType(subject.ref) !== 'HostSystem' || standsAlone(subject),
    privileges: ({ ref }) => (refType(ref) === 'ResourcePool' ? ['Resource.CreatePool'] : []),
    refusal: reachable,
    inputs: () => [
      {
        name: 'name',
        label: say('input.name'),
        type: 'text',
        required: true,
        maxLength: longestName,
      },
    ],
    prepare: async (work) => {
      const parent = poolUnder(work) ?? work.ref;
      await requirePools(work, parent);
      const spec = {
        $type: 'ResourceConfigSpec',
        cpuAllocation: allocation,
        // Normal shares of a pool: 4,000 of CPU, 163,840 of memory (SharesLevel).
        memoryAllocation: { ...allocation, shares: { ...allocation.shares, shares: 163_840 } },
      } as const;
      return {
        calls: [
          call(toMoref(parent), 'CreateResourcePool', {
            name: escapeName(work.text('name')),
            spec,
          }),
        ],
        steps: [say('step.pool.create', { pool: work.text('name'), name: work.name })],
      };
    },
    commands: (work) => {
      const parent = poolUnder(work) ?? work.ref;
      return [
        govc(
          'pool.create',
          `${inventoryPath(parent, work.lookup)}/${escapeName(work.text('name'))}`,
        ),
        powercli(
          `New-ResourcePool -Location ${powercliObject(parent)} -Name ${powershellString(work.text('name'))}`,
        ),
      ];
    },
  },
  {
    id: 'pool',
    label: say('operation.pool.label'),
    group: 'organise',
    types: ['VirtualMachine', 'ResourcePool'],
    exists: (subject) => refType(subject.ref) === 'VirtualMachine' || !isRoot(subject),
    privileges: ({ ref }) =>
      refType(ref) === 'VirtualMachine' ? ['Resource.AssignVMToPool'] : ['Resource.MovePool'],
    refusal: (subject) => firstOf(subject, noTemplate, reachable),
    inputs: () => [
      {
        name: 'pool',
        label: say('input.pool'),
        type: 'lookup',
        required: true,
        accepts: ['resource-pool', 'vapp', 'cluster'],
        help: say('input.pool.help'),
      },
    ],
    choices: {
      pool: ({ lookup, under, ref, object }) => {
        const own = computeOf(reference(object['runtime.host']) ?? ref, lookup);
        const { options, ...table } = placeChoices(lookup, { under: under ?? own, near: ref });
        const inside = options.filter(({ kind }) => kind !== 'host');
        const top =
          under === undefined && own !== undefined
            ? [
                {
                  value: own,
                  label: nameOf(own, lookup),
                  kind: 'cluster' as const,
                  ...clusterFacts(own, lookup.get(own) ?? {}, lookup),
                },
              ]
            : [];
        return Promise.resolve({ ...table, options: [...top, ...inside] });
      },
    },
    prepare: (work) => {
      const place = chosenPlace(work, 'pool');
      const to = place?.pool ?? work.self;
      const where = place?.name ?? '';
      const now = reference(work.object['resourcePool']) ?? parentOf(work.ref, work.lookup);
      if (now === toRef(to))
        return { calls: [], steps: [say('step.pool.same', { name: work.name, pool: where })] };
      requireWithin(work, toRef(to));
      return {
        calls: [call(to, 'MoveIntoResourcePool', { list: [work.self] })],
        steps: [say('step.pool.move', { name: work.name, pool: where })],
      };
    },
    commands: (work) => {
      const to = chosenPlace(work, 'pool')?.pool ?? work.self;
      return refType(work.ref) === 'VirtualMachine'
        ? [
            govc(
              'vm.migrate',
              '-pool',
              inventoryPath(toRef(to), work.lookup),
              inventoryPath(work.ref, work.lookup),
            ),
            powercli(
              `Move-VM -VM ${powercliObject(work.ref)} -Destination ${powercliOf(to)} -Confirm:$false`,
            ),
          ]
        : [
            powercli(
              `Move-ResourcePool -ResourcePool ${powercliObject(work.ref)} -Destination ${powercliOf(to)} -Confirm:$false`,
            ),
          ];
    },
  },
  {
    id: 'pool.delete',
    label: say('operation.pool.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['ResourcePool'],
    sends: ['Destroy_Task'],
    exists: (subject) => refType(subject.ref) === 'ResourcePool' && !isRoot(subject),
    privileges: ['Resource.DeletePool'],
    confirm: ({ name }) => say('confirm.pool.delete', { name }),
    risk: () => say('risk.pool.delete'),
    prepare: ({ self, name }: Work) => ({
      calls: [call(self, 'Destroy_Task', {})],
      steps: [say('step.pool.delete', { name })],
    }),
    commands: ({ ref, lookup }) => [
      govc('pool.destroy', inventoryPath(ref, lookup)),
      powercli(`Remove-ResourcePool -ResourcePool ${powercliObject(ref)} -Confirm:$false`),
    ],
  },
];

/** Pools belong to one cluster or host, and nothing is put below itself. @throws MorefException `conflict` */
function requireWithin(work: Work, to: Ref): void {
  const { lookup, object, ref, name } = work;
  const own = computeOf(reference(object['runtime.host']) ?? ref, lookup);
  const theirs = computeOf(to, lookup);
  const about = { name, pool: nameOf(to, lookup) };
  const message = isBelow(to, ref, lookup)
    ? say('error.poolInside', about)
    : own !== undefined && theirs !== undefined && own !== theirs
      ? say('error.poolBeyond', { ...about, cluster: nameOf(theirs, lookup) })
      : undefined;
  if (message !== undefined) throw new MorefException({ kind: 'conflict', message, ref });
}

function isBelow(pool: Ref, above: Ref, lookup: Subject['lookup']): boolean {
  let at: Ref | undefined = pool;
  for (let depth = 0; at !== undefined && depth < 64; depth += 1) {
    if (at === above) return true;
    at = parentOf(at, lookup);
  }
  return false;
}

function standsAlone({ ref, lookup }: Subject): boolean {
  const parent = parentOf(ref, lookup);
  return parent !== undefined && refType(parent) === 'ComputeResource';
}
