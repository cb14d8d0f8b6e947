import { flag, text } from '../map/read.ts';
import { call } from './call.ts';
import { powercliObject } from './commands/names.ts';
import { powercli, powershellString } from './commands/quote.ts';
import type { OperationDefinition } from './definition.ts';
import { already, firstOf, noTemplate, powerState, reachable } from './refusals.ts';
import { escapeName } from './settings.ts';
import { currentOf, govcOn, hasSnapshots, nodesOf } from './snapshot-subject.ts';

/** What is done with the snapshots of a VM as a whole. */
export const snapshotOperations: readonly OperationDefinition[] = [
  {
    id: 'snapshot.create',
    label: 'Take snapshot',
    group: 'snapshot',
    icon: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['CreateSnapshot_Task'],
    refusal: (subject) => firstOf(subject, noTemplate, reachable),
    inputs: ({ name }) => [
      {
        name: 'name',
        label: 'Name',
        type: 'text',
        required: true,
        initial: `${name} snapshot`.slice(-80),
        maxLength: 80,
      },
      { name: 'description', label: 'Description', type: 'text', required: false, multiline: true },
      {
        name: 'memory',
        label: 'With the memory',
        type: 'boolean',
        required: false,
        initial: false,
        help: 'Of a virtual machine that is off, there are only its disks.',
      },
      {
        name: 'quiesce',
        label: 'Quiesced by the guest',
        type: 'boolean',
        required: false,
        initial: false,
        help: 'Takes VMware Tools in the guest. Does nothing together with the memory.',
      },
    ],
    prepare: (work) => {
      const { self, name, object, text: given } = work;
      const runs = powerState(object) === 'poweredOn';
      const memory = runs && work.flag('memory');
      const quiesce = runs && !memory && work.flag('quiesce');
      const description = given('description');
      const snapshot = {
        name: escapeName(given('name')),
        ...(description === '' ? {} : { description }),
        memory,
        quiesce,
      };
      const contents = memory ? 'disks and memory' : quiesce ? 'disks, quiesced' : 'disks';
      return {
        calls: [call(self, 'CreateSnapshot_Task', snapshot)],
        steps: [`Takes the snapshot “${given('name')}” of ${name} (${contents}).`],
      };
    },
    check: (work) =>
      Promise.resolve(
        work.flag('quiesce') &&
          !work.flag('memory') &&
          powerState(work.object) === 'poweredOn' &&
          text(work.object, 'guest.toolsRunningStatus') !== 'guestToolsRunning'
          ? [
              {
                severity: 'error',
                message: `VMware Tools are not running in ${work.name}: its guest cannot quiesce the disks.`,
              },
            ]
          : [],
      ),
    commands: (work) => {
      const { ref, text: given } = work;
      const runs = powerState(work.object) === 'poweredOn';
      const memory = runs && work.flag('memory');
      const quiesce = runs && !memory && work.flag('quiesce');
      const description = given('description');
      const name = given('name');
      return [
        govcOn(
          work,
          'snapshot.create',
          `-m=${memory}`,
          `-q=${quiesce}`,
          ...(description === '' ? [] : ['-d', description]),
          name,
        ),
        powercli(
          [
            `New-Snapshot -VM ${powercliObject(ref)} -Name ${powershellString(name)}`,
            ...(description === '' ? [] : [`-Description ${powershellString(description)}`]),
            ...(memory ? ['-Memory'] : []),
            ...(quiesce ? ['-Quiesce'] : []),
          ].join(' '),
        ),
      ];
    },
  },
  {
    id: 'snapshot.revertLatest',
    label: 'Revert to latest snapshot',
    group: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['RevertToCurrentSnapshot_Task'],
    destructive: true,
    refusal: (subject) => firstOf(subject, noTemplate, reachable, hasSnapshots),
    confirm: (subject) => {
      const current = currentOf(subject);
      const which = current === undefined ? 'its latest snapshot' : `“${current.name}”`;
      return `Revert ${subject.name} to ${which}? What has changed in it since then is lost.`;
    },
    prepare: (work) => {
      const current = currentOf(work);
      const which = current === undefined ? 'its latest snapshot' : `“${current.name}”`;
      return {
        calls: [call(work.self, 'RevertToCurrentSnapshot_Task', {})],
        steps: [`Reverts ${work.name} to ${which}.`],
      };
    },
    commands: (work) => [
      govcOn(work, 'snapshot.revert'),
      powercli(
        `Set-VM -VM ${powercliObject(work.ref)} -Snapshot (Get-Snapshot -VM ${powercliObject(work.ref)} | Where-Object IsCurrent) -Confirm:$false`,
      ),
    ],
  },
  {
    id: 'snapshot.deleteAll',
    label: 'Delete all snapshots',
    group: 'delete',
    types: ['VirtualMachine'],
    methods: ['RemoveAllSnapshots_Task'],
    destructive: true,
    refusal: (subject) =>
      firstOf(subject, reachable, (one) =>
        nodesOf(one).length === 0 ? already('The virtual machine has no snapshots.') : undefined,
      ),
    confirm: (subject) => {
      const count = nodesOf(subject).length;
      const which = count === 1 ? 'the only snapshot' : `all ${count} snapshots`;
      return `Delete ${which} of ${subject.name}? There is no way back to them then.`;
    },
    prepare: (work) => ({
      calls: [call(work.self, 'RemoveAllSnapshots_Task', { consolidate: true })],
      steps: nodesOf(work).map(({ name }) => `Deletes the snapshot “${name}” of ${work.name}.`),
    }),
    commands: (work) => [
      govcOn(work, 'snapshot.remove', '*'),
      powercli(
        `Get-Snapshot -VM ${powercliObject(work.ref)} | Where-Object { -not $_.ParentSnapshot } | Remove-Snapshot -RemoveChildren -Confirm:$false`,
      ),
    ],
  },
  {
    id: 'snapshot.consolidate',
    label: 'Consolidate disks',
    group: 'snapshot',
    types: ['VirtualMachine'],
    methods: ['ConsolidateVMDisks_Task'],
    refusal: (subject) =>
      firstOf(subject, reachable, ({ object }) =>
        flag(object, 'runtime.consolidationNeeded') === true
          ? undefined
          : already('The disks need no consolidation.'),
      ),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'ConsolidateVMDisks_Task', {})],
      steps: [`Merges the redundant snapshot disks of ${name}.`],
    }),
    commands: ({ ref }) => [powercli(`${powercliObject(ref)}.ExtensionData.ConsolidateVMDisks()`)],
  },
];
