import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { reference, references } from '../map/read.ts';
import { toMoref, toRef } from '../object-updates.ts';
import type { VirtualMachineRelocateSpec } from '../vim25/types.gen.ts';
import { call } from './call.ts';
import { placeChoices } from './choices/places.ts';
import { inventoryPath, powercliObject, powercliOf } from './commands/names.ts';
import { govc, powercli } from './commands/quote.ts';
import type { OperationDefinition, Work } from './definition.ts';
import { serverCheck, unchecked } from './findings.ts';
import { chooseStorage, placeInput, storageInput } from './inputs.ts';
import { chosenPlace, computeOf, nameOf } from './placement.ts';
import { firstOf, needsVcenter, noTemplate, powerState, reachable } from './refusals.ts';

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
      placeInput({ required: false, help: say('input.place.stays') }, lookup),
      storageInput({ required: false, help: say('input.storage.stays') }),
    ],
    choices: {
      host: ({ lookup, under, ref, object }) =>
        Promise.resolve(placeChoices(lookup, under, ref, reference(object['runtime.host']))),
      storage: chooseStorage,
    },
    prepare: (work) => {
      const { spec, steps } = relocation(work);
      return {
        calls: spec === undefined ? [] : [call(work.self, 'RelocateVM_Task', { spec })],
        steps,
      };
    },
    check: checkMigration,
    commands: (work) => {
      const place = work.chosen('host');
      const storage = work.chosen('storage');
      const on = place === undefined ? undefined : toRef(place);
      const { spec } = relocation(work);
      const destination = [on, storage === undefined ? undefined : toRef(storage)].filter(
        (one): one is Ref => one !== undefined,
      );
      return [
        govc(
          'vm.migrate',
          ...(spec?.host === undefined
            ? []
            : ['-host', inventoryPath(toRef(spec.host), work.lookup)]),
          ...(spec?.pool === undefined
            ? []
            : ['-pool', inventoryPath(toRef(spec.pool), work.lookup)]),
          ...(storage === undefined ? [] : ['-ds', inventoryPath(toRef(storage), work.lookup)]),
          inventoryPath(work.ref, work.lookup),
        ),
        powercli(
          `Move-VM -VM ${powercliObject(work.ref)}${destination
            .map((ref) =>
              refType(ref) === 'Datastore'
                ? ` -Datastore ${powercliOf(toMoref(ref))}`
                : ` -Destination ${powercliOf(toMoref(ref))}`,
            )
            .join('')} -Confirm:$false`,
        ),
      ];
    },
  },
];

interface Relocation {
  /** Undefined where everything is already there. */
  readonly spec?: VirtualMachineRelocateSpec;
  readonly steps: readonly Text[];
}

/** @throws MorefException `invalid` where no destination was chosen */
function relocation(work: Work): Relocation {
  const { name, object, lookup, ref } = work;
  const place = chosenPlace(work, 'host');
  const storage = work.chosen('storage');
  if (place === undefined && storage === undefined) {
    const message = say('error.chooseDestination', { name });
    throw new MorefException({ kind: 'invalid', message, ref });
  }
  const here = reference(object['runtime.host']);
  const stays =
    place === undefined ||
    (place.host !== undefined
      ? toRef(place.host) === here
      : toRef(place.pool) === reference(object['resourcePool']));
  const stored = references(object, 'datastore');
  const kept = storage === undefined || (stored.length === 1 && stored[0] === toRef(storage));
  const from = here === undefined ? '' : nameOf(here, lookup);
  if (stays && kept) return { steps: [say('step.vm.there', { name })] };
  const spec: VirtualMachineRelocateSpec = {
    $type: 'VirtualMachineRelocateSpec',
    ...(kept ? {} : { datastore: storage }),
    ...(stays ? {} : destination(work, place)),
  };
  return {
    spec,
    steps: [
      ...(stays ? [] : [say('step.vm.migrate', { name, from, to: place.name })]),
      ...(kept ? [] : [say('step.vm.migrateDisks', { storage: nameOf(toRef(storage), lookup) })]),
    ],
  };
}

/** A host of the same cluster leaves the VM in its pool. */
function destination(
  { object, lookup }: Work,
  place: NonNullable<ReturnType<typeof chosenPlace>>,
): Pick<VirtualMachineRelocateSpec, 'host' | 'pool'> {
  const { host, pool } = place;
  if (host === undefined) return { pool };
  const here = reference(object['runtime.host']);
  const same = here !== undefined && computeOf(here, lookup) === computeOf(toRef(host), lookup);
  const own = reference(object['resourcePool']);
  return { pool: same && own !== undefined ? toMoref(own) : pool, host };
}

async function checkMigration(work: Work): Promise<readonly PlanFinding[]> {
  const { spec } = relocation(work);
  const checker = work.server.content.vmProvisioningChecker;
  if (spec === undefined) return [];
  if (checker === undefined) return [unchecked];
  const { self: vm, server, name } = work;
  const { host, pool, datastore } = spec;
  const what = say('doing.migrate', { name });
  if (datastore !== undefined)
    return serverCheck(work, what, () => server.call(checker, 'CheckRelocate_Task', { vm, spec }));
  const state = powerState(work.object);
  return serverCheck(work, what, () =>
    server.call(checker, 'CheckMigrate_Task', {
      vm,
      ...(host === undefined ? {} : { host }),
      ...(pool === undefined ? {} : { pool }),
      ...(state === undefined ? {} : { state }),
    }),
  );
}
