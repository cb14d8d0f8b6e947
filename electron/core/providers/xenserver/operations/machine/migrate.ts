import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { LookupInput } from '#shared/model/operation.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, number, reference, references, text } from '../../map/read.ts';
import { destinationChoices, storageOf, storageUnseenBy } from '../choices/hosts.ts';
import { storageChoices } from '../choices/storage.ts';
import { readInputs } from '../../../operations/given.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { mappedDisks, ownDisks, snapshotDisks } from '../hardware/drives.ts';
import { isRestricted, licenceRefusal } from '../licence.ts';
import { cannotBoot, finding } from '../plan/findings.ts';
import { isMachine, underWay, vmRefusal } from '../refusals.ts';

/** Only what runs goes to another host as it is; what is off or suspended can move with its disks. */
const runs = ({ object }: Subject): boolean => text(object, 'power_state') === 'Running';

/** The disks that are not on the chosen storage yet. */
function disksToMove(work: Given): readonly Ref[] {
  const storage = work.picked('storage');
  if (storage === undefined) return [];
  return ownDisks(work).filter((ref) => reference(work.lookup.get(ref)?.['SR']) !== storage);
}

const hostInput = (subject: Subject): LookupInput => ({
  name: 'host',
  label: say('input.toHost'),
  type: 'lookup',
  required: true,
  accepts: ['host'],
  step: say('page.destination'),
  ...(!runs(subject) && { help: say('input.toHost.help') }),
});

const storageInput = (subject: Subject): LookupInput => ({
  name: 'storage',
  label: say('input.toStorage'),
  type: 'lookup',
  required: !runs(subject),
  accepts: ['datastore'],
  dependsOn: ['host'],
  step: say('page.destination'),
  ...(runs(subject) && { help: say('input.storage.stays') }),
});

/** Moves VMs to another host of the pool, their disks to other storage, or both. */
export const migrateOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.migrate',
    label: say('operation.vm.migrate.label'),
    group: 'manage',
    icon: 'migrate',
    types: ['VM'],
    messages: ['VM.pool_migrate'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) => {
      const { object, lookup } = subject;
      return runs(subject)
        ? (underWay(object) ??
            vmRefusal(object, 'pool_migrate', ['Running'], lookup) ??
            licenceRefusal(lookup, 'restrict_xen_motion'))
        : (vmRefusal(object, 'migrate_send', ['Halted', 'Suspended'], lookup) ??
            licenceRefusal(lookup, 'restrict_storage_xen_motion'));
    },
    inputs: (subject) => [
      hostInput(subject),
      // Without a licence for it disks stay where they are.
      ...(isRestricted(subject.lookup, 'restrict_storage_xen_motion')
        ? []
        : [storageInput(subject)]),
    ],
    choices: {
      host: ({ object, lookup }) => destinationChoices(object, lookup),
      storage: (asking) =>
        storageChoices(asking.lookup, {
          needed: bytesOf(asking),
          host: readInputs(asking.inputs).picked('host'),
          present: storageOf(asking.object, asking.lookup),
        }),
    },
    steps: (work) => {
      const from = reference(work.object['resident_on']);
      const disks = disksToMove(work);
      return [
        ...(!runs(work) || from === work.picked('host')
          ? []
          : [
              say('step.vm.migrate', {
                name: work.name,
                from: from === undefined ? '' : nameOf(from, work.lookup.get(from)),
                to: work.pickedName('host'),
              }),
            ]),
        ...disks.map((ref) =>
          say('step.vm.migrateDisk', {
            disk: nameOf(ref, work.lookup.get(ref)),
            storage: work.pickedName('storage'),
          }),
        ),
      ];
    },
    check,
    run: async (work) => {
      if (disksToMove(work).length > 0) {
        const values = await sendValues(work);
        return work.start('VM', 'migrate_send', values);
      }
      if (!runs(work) || reference(work.object['resident_on']) === work.picked('host')) return null;
      return work.start('VM', 'pool_migrate', [work.self, work.chosen('host'), { live: 'true' }]);
    },
  },
];

function bytesOf(subject: Subject): number {
  return ownDisks(subject)
    .map((ref) => number(subject.lookup.get(ref), 'virtual_size') ?? 0)
    .reduce((sum, bytes) => sum + bytes, 0);
}

async function check(work: Work): Promise<readonly PlanFinding[]> {
  const host = work.picked('host');
  if (host === undefined) return [];
  if (disksToMove(work).length === 0) {
    const found = await cannotBoot(work, host);
    const unseen = storageUnseenBy(host, work.object, work.lookup);
    return found.length > 0 || unseen === undefined
      ? found
      : [
          {
            severity: 'error',
            message: say('finding.storageUnseen', { host: work.pickedName('host') }),
          },
        ];
  }
  return finding(work, 'VM', 'assert_can_migrate', await sendValues(work), work.pickedName('host'));
}

/** The arguments of migrate_send; the destination lets us in first. */
async function sendValues(work: Work): Promise<readonly unknown[]> {
  const host = work.chosen('host');
  const network = work.opaque(managementNetwork(work));
  const destination = await work.call('host', 'migrate_receive', [host, network, {}]);
  return [work.self, destination, true, diskMap(work), {}, {}];
}

/**
 * Where each disk of the machine is to be. The server wants to hear of those that stay, too (VDI_NOT_IN_MAP), and would put disks of
 * snapshots that nobody speaks of on the pool's default storage (xapi_vm_migrate.ml: check_vdi_map, extra_vdi_map).
 */
function diskMap(work: Work): Readonly<Record<string, string>> {
  const moving = new Set(disksToMove(work));
  const named = mappedDisks(work);
  const follows = (ref: Ref): boolean => {
    const origin = reference(work.lookup.get(ref)?.['snapshot_of']);
    return origin !== undefined && named.includes(origin);
  };
  const all = [...named, ...snapshotDisks(work).filter((ref) => !follows(ref))];
  return Object.fromEntries(
    all.flatMap((ref) => {
      const here = reference(work.lookup.get(ref)?.['SR']);
      if (moving.has(ref)) return [[work.opaque(ref), work.chosen('storage')]];
      return here === undefined ? [] : [[work.opaque(ref), work.opaque(here)]];
    }),
  );
}

/** The network that the hosts reach each other by. @throws MorefException `missing` */
function managementNetwork(work: Work): Ref {
  const host = work.picked('host');
  const pif = references(host === undefined ? undefined : work.lookup.get(host), 'PIFs').find(
    (ref) => flag(work.lookup.get(ref), 'management'),
  );
  const network = pif === undefined ? undefined : reference(work.lookup.get(pif)?.['network']);
  if (network !== undefined) return network;
  const message = say('error.noManagementNetwork', { host: work.pickedName('host') });
  throw new MorefException({ kind: 'missing', message, ref: work.ref });
}
