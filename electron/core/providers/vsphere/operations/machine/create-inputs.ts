import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { networkInput } from '../hardware/adapters.ts';
import type { Subject } from '../definition.ts';
import { coresInput, most } from '../hardware/hardware.ts';
import {
  folderInput,
  nameInput,
  ownFolder,
  placeInput,
  severalNames,
  steps,
  storageInput,
} from '../inputs.ts';
import { largestDiskGib } from '../hardware/new-disk.ts';
import { placeOf } from '../placement/placement.ts';

/** What a new VM is asked for, page by page. */
export function createInputs(subject: Subject): readonly OperationInput[] {
  const { ref, lookup } = subject;
  const isPlace = placeOf(ref, lookup) !== undefined;
  return [
    severalNames(nameInput()),
    {
      name: 'description',
      label: say('input.notes'),
      type: 'text',
      required: false,
      multiline: true,
      step: steps.name,
    },
    folderInput(ownFolder(subject), lookup),
    placeInput({ required: true, ...(isPlace && { initial: ref }) }, lookup),
    storageInput({ required: true }),
    {
      name: 'guest',
      label: say('input.guest'),
      type: 'lookup',
      required: true,
      dependsOn: ['host'],
      step: steps.guest,
      help: say('input.guest.help'),
    },
    ...hardwareInputs,
    { ...networkInput, required: false, dependsOn: ['host'], step: steps.media },
    {
      name: 'image',
      label: say('input.cdImage'),
      type: 'lookup',
      required: false,
      dependsOn: ['host'],
      step: steps.media,
    },
  ];
}

const count = { type: 'number', required: true, step: steps.hardware } as const;

const cpusInput = {
  ...count,
  name: 'cpus',
  label: say('input.cpus'),
  integer: true,
  initial: 2,
  min: 1,
  max: most.cpus,
} as const;

const memoryInput = {
  ...count,
  name: 'memoryMiB',
  label: say('input.memory'),
  integer: true,
  initial: 4096,
  min: 4,
  max: most.memoryMiB,
  multipleOf: 4,
  unit: 'MiB',
} as const;

const diskInput = {
  ...count,
  name: 'diskGib',
  label: say('input.disk'),
  initial: 40,
  min: 0,
  max: largestDiskGib,
  unit: 'GiB',
  help: say('input.disk.none'),
} as const;

const thinInput = {
  name: 'thin',
  label: say('input.disk.thin'),
  type: 'boolean',
  required: false,
  initial: true,
  step: steps.hardware,
} as const;

const firmwareInput = {
  name: 'firmware',
  label: say('input.firmware'),
  type: 'choice',
  required: true,
  initial: 'recommended',
  step: steps.hardware,
  options: [
    { value: 'recommended', label: say('input.firmware.recommended') },
    { value: 'bios', label: 'BIOS' },
    { value: 'efi', label: 'EFI' },
  ],
} as const;

const secureBootInput = {
  name: 'secureBoot',
  label: say('input.secureBoot'),
  type: 'boolean',
  required: false,
  initial: false,
  step: steps.hardware,
  when: { input: 'firmware', is: ['efi'] },
} as const;

const hardwareInputs: readonly OperationInput[] = [
  cpusInput,
  { ...coresInput, step: steps.hardware, help: say('input.coresPerSocket.chosen') },
  memoryInput,
  diskInput,
  thinInput,
  firmwareInput,
  secureBootInput,
];
