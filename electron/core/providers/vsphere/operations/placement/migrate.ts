import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { reference, references } from '../../map/read.ts';
import { toMoref, toRef } from '../../object-updates.ts';
import { VimFault } from '../../vim25/soap/soap-error.ts';
import type { PlacementAction, VirtualMachineRelocateSpec } from '../../vim25/types.gen.ts';
import type { ManagedObjectReference } from '../../vim25/values.ts';
import { call, sentParameters } from '../call.ts';
import { folderChoices, folderName, topFolder } from '../choices/folders.ts';
import { placeChoices } from '../choices/places.ts';
import { inventoryPath, powercliObject, powercliOf } from '../commands/names.ts';
import { govc, powercli } from '../commands/quote.ts';
import type { OperationDefinition, Prepared, Work } from '../definition.ts';
import { serverCheck, unchecked } from '../findings.ts';
import {
  beyond,
  chosenFolder,
  chooseStorage,
  isBeyond,
  placeInput,
  steps,
  storageInput,
} from '../inputs.ts';
import { chosenPlace, computeOf, nameOf, parentOf, type Placement } from './placement.ts';
import { firstOf, needsVcenter, noTemplate, powerState, reachable } from '../refusals.ts';
import { needsOf, settledPlace } from './settled-place.ts';

/** Moves a VM to another host or pool, its disks to another datastore, or both. */
export const migrateOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.migrate',
    label: say('operation.vm.migrate.label'),
    group: 'manage',
    icon: 'migrate',
    types: ['VirtualMachine'],
    sends: ['RelocateVM_Task'],
    privileges: ({ object }) => [
      powerState(object) === 'poweredOn' ? 'Resource.HotMigrate' : 'Resource.ColdMigrate',
    ],
    refusal: (subject) => firstOf(subject, needsVcenter, noTemplate, reachable),
    inputs: ({ lookup }) => [
      {
        ...placeInput({ required: false, help: say('input.place.stays') }, lookup),
        step: steps.destination,
      },
      {
        ...storageInput({ required: false, help: say('input.storage.stays') }),
        step: steps.destination,
      },
      // What is dropped on a folder is moved into it, and not migrated: it accepts nothing.
      {
        name: 'folder',
        label: say('input.folder'),
        type: 'lookup',
        required: false,
        dependsOn: ['host'],
        help: say('input.folder.beyond'),
        step: steps.destination,
      },
    ],
    choices: {
      host: ({ lookup, under, ref, object }) =>
        Promise.resolve(
          placeChoices(lookup, { under, near: ref, needs: needsOf({ object }), first: 'host' }),
        ),
      storage: chooseStorage,
      folder: ({ lookup, ref, chosen }) => {
        const place = chosen('host');
        const near = place === undefined ? ref : toRef(place);
        return Promise.resolve(folderChoices(lookup, 'vmFolder', near, true));
      },
    },
    prepare: async (work) => {
      const { spec, steps } = await relocation(work);
      return {
        calls: spec === undefined ? [] : [call(work.self, 'RelocateVM_Task', { spec })],
        steps,
      };
    },
    check: checkMigration,
    commands: migrationCommands,
  },
];

function migrationCommands(work: Work, { calls }: Prepared) {
  const { lookup, ref } = work;
  const spec = sentParameters(calls, 'RelocateVM_Task')?.spec;
  if (spec === undefined) return [];
  const { host, pool, datastore, folder } = spec;
  const path = (one: ManagedObjectReference): string => inventoryPath(toRef(one), lookup);
  const on = host ?? pool;
  return [
    govc(
      'vm.migrate',
      ...(host === undefined ? [] : ['-host', path(host)]),
      ...(pool === undefined ? [] : ['-pool', path(pool)]),
      ...(folder === undefined ? [] : ['-folder', path(folder)]),
      ...(datastore === undefined ? [] : ['-ds', path(datastore)]),
      inventoryPath(ref, lookup),
    ),
    powercli(
      [
        `Move-VM -VM ${powercliObject(ref)}`,
        ...(on === undefined ? [] : [`-Destination ${powercliOf(on)}`]),
        ...(folder === undefined ? [] : [`-InventoryLocation ${powercliOf(folder)}`]),
        ...(datastore === undefined ? [] : [`-Datastore ${powercliOf(datastore)}`]),
        '-Confirm:$false',
      ].join(' '),
    ),
  ];
}

interface Relocation {
  /** Undefined where everything is already there. */
  readonly spec?: VirtualMachineRelocateSpec;
  readonly steps: readonly Text[];
}

/** The migration as it is checked, reported and sent. @throws MorefException `invalid` where no destination was chosen */
async function relocation(work: Work): Promise<Relocation> {
  const { name, object, lookup, ref } = work;
  const storage = work.chosen('storage');
  const place = await destinationOf(work);
  if (place === undefined && storage === undefined) {
    const message = say('error.chooseDestination', { name });
    throw new MorefException({ kind: 'invalid', message, ref });
  }
  const stays = place === undefined || isThere(work, place);
  const stored = references(object, 'datastore');
  const kept = storage === undefined || (stored.length === 1 && stored[0] === toRef(storage));
  if (stays && kept) return { steps: [say('step.vm.there', { name })] };
  const here = reference(object['runtime.host']);
  const from = here === undefined ? '' : nameOf(here, lookup);
  const folder = folderFor(work);
  const spec: VirtualMachineRelocateSpec = {
    $type: 'VirtualMachineRelocateSpec',
    ...(folder !== undefined && { folder: toMoref(folder) }),
    ...(!kept && { datastore: storage }),
    ...(!stays && destination(work, place)),
  };
  return {
    spec,
    steps: [
      ...(stays ? [] : [say('step.vm.migrate', { name, from, to: place.name })]),
      ...(kept ? [] : [say('step.vm.migrateDisks', { storage: nameOf(toRef(storage), lookup) })]),
      ...(folder === undefined
        ? []
        : [say('step.vm.migrateFolder', { folder: folderName(folder, lookup) })]),
    ],
  };
}

/** What does not run is put on a host by DRS; for what does, a host is named. */
function destinationOf(work: Work): Promise<Placement | undefined> {
  const storage = work.chosen('storage');
  return settledPlace(work, 'host', {
    ...needsOf(work),
    ...(storage !== undefined && { storage: toRef(storage), datastores: [] }),
    named: powerState(work.object) !== 'poweredOff',
    recommend: (cluster) => recommendedHost(work, cluster),
  });
}

/** Who names a host means that, and leaves the pool; who names a cluster or a pool means that. */
function isThere(work: Work, { host, pool }: Placement): boolean {
  const { object } = work;
  return namesHost(work) && host !== undefined
    ? toRef(host) === reference(object['runtime.host'])
    : toRef(pool) === reference(object['resourcePool']);
}

function namesHost(work: Work): boolean {
  return work.chosen('host')?.type === 'HostSystem';
}

/** A host of the same cluster leaves the VM in its pool. */
function destination(
  work: Work,
  { host, pool }: Placement,
): Pick<VirtualMachineRelocateSpec, 'host' | 'pool'> {
  if (host === undefined) return { pool };
  const { object, lookup } = work;
  const here = reference(object['runtime.host']);
  const same = here !== undefined && computeOf(here, lookup) === computeOf(toRef(host), lookup);
  const own = reference(object['resourcePool']);
  return { pool: namesHost(work) && same && own !== undefined ? toMoref(own) : pool, host };
}

/** The folder that it is put into: of another data center always one of that, or the server takes its topmost without a word. */
function folderFor(work: Work): Ref | undefined {
  const { lookup, ref } = work;
  const place = work.chosen('host');
  const near = place === undefined ? ref : toRef(place);
  const chosen = chosenFolder(work);
  if (chosen !== undefined && isBeyond(chosen, near, lookup)) throw beyond(work, chosen, near);
  const folder =
    chosen ?? (isBeyond(ref, near, lookup) ? topFolder(near, 'vmFolder', lookup) : undefined);
  return folder === parentOf(ref, lookup) ? undefined : folder;
}

/** Where DRS would put it. Its advice is no condition: a server that has none leaves the choice to us. */
async function recommendedHost(work: Work, cluster: Ref): Promise<Ref | undefined> {
  const place = chosenPlace(work, 'host');
  const datastore = work.chosen('storage');
  try {
    const { recommendations = [] } = await work.server.call(toMoref(cluster), 'PlaceVm', {
      placementSpec: {
        $type: 'PlacementSpec',
        vm: work.self,
        placementType: 'relocate',
        relocateSpec: {
          $type: 'VirtualMachineRelocateSpec',
          ...(place !== undefined && { pool: place.pool }),
          ...onlyDefined({ datastore }),
        },
      },
    });
    const actions = recommendations.flatMap(
      ({ action = [] }) => action as readonly PlacementAction[],
    );
    const host = actions.find(({ targetHost }) => targetHost !== undefined)?.targetHost;
    return host === undefined ? undefined : toRef(host);
  } catch (error) {
    if (error instanceof VimFault) return undefined;
    throw error;
  }
}

async function checkMigration(work: Work, { calls }: Prepared): Promise<readonly PlanFinding[]> {
  const sent = sentParameters(calls, 'RelocateVM_Task');
  const checker = work.server.content.vmProvisioningChecker;
  if (sent === undefined) return [];
  if (checker === undefined) return [unchecked];
  const { self: vm, server, name } = work;
  return serverCheck(work, say('doing.migrate', { name }), () =>
    server.call(checker, 'CheckRelocate_Task', { vm, spec: sent.spec }),
  );
}
