import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { flag, nameOf, number, reference, references, text } from '../map/read.ts';
import { destinationChoices, storageUnseenBy } from './choices/hosts.ts';
import { storageChoices } from './choices/storage.ts';
import type { Given, OperationDefinition, Subject, Work } from './definition.ts';
import { ownDisks } from './drives.ts';
import { cannotBoot, finding } from './plan/findings.ts';
import { isMachine, underWay, vmRefusal } from './refusals.ts';

const halted = ({ object }: Subject): boolean => text(object, 'power_state') === 'Halted';

/** The disks that are not on the chosen storage yet. */
function disksToMove(work: Given): readonly Ref[] {
  const storage = work.picked('storage');
  if (storage === undefined) return [];
  return ownDisks(work).filter((ref) => reference(work.lookup.get(ref)?.['SR']) !== storage);
}

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
    refusal: (subject) =>
      halted(subject)
        ? vmRefusal(subject.object, 'migrate_send', ['Halted'], subject.lookup)
        : (underWay(subject.object) ??
          vmRefusal(
            subject.object,
            'pool_migrate',
            ['Running', 'Paused', 'Suspended'],
            subject.lookup,
          )),
    inputs: (subject) => [
      {
        name: 'host',
        label: say('input.toHost'),
        type: 'lookup',
        required: true,
        accepts: ['host'],
        step: say('page.host'),
        ...(halted(subject) ? { help: say('input.toHost.help') } : {}),
      },
      {
        name: 'storage',
        label: say('input.toStorage'),
        type: 'lookup',
        required: halted(subject),
        accepts: ['datastore'],
        step: say('page.storage'),
        ...(halted(subject) ? {} : { help: say('input.storage.stays') }),
      },
    ],
    choices: {
      host: ({ object, lookup }) => destinationChoices(object, lookup),
      storage: (asking) => storageChoices(asking.lookup, bytesOf(asking)),
    },
    steps: (work) => {
      const from = reference(work.object['resident_on']);
      const disks = disksToMove(work);
      return [
        ...(halted(work) || from === work.picked('host')
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
      if (halted(work) || reference(work.object['resident_on']) === work.picked('host'))
        return null;
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
  const storage = work.chosen('storage');
  const map = Object.fromEntries(disksToMove(work).map((ref) => [work.opaque(ref), storage]));
  return [work.self, destination, true, map, {}, {}];
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
