import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { NumberInput, OperationInput } from '#shared/model/operation.ts';
import { entry, number, text, toMiB } from '../../map/read.ts';
import type { Given, OperationDefinition, Subject, Work } from '../definition.ts';
import { left } from '../left.ts';
import { coresKey, coresPerSocket, mostOf, processorsOf, refuseUndivided } from './processors.ts';
import { isRestricted, licenceRefusal, upgradeRefusal } from '../licence.ts';
import { allowedRefusal, isMachine, underWay } from '../refusals.ts';
import { putEntry } from '../organisation/setting.ts';

const bytesPerMiB = 1024 * 1024;

function atRest({ object }: Subject): Text | undefined {
  const state = text(object, 'power_state');
  return state === 'Suspended' || state === 'Paused'
    ? say('refusal.mustRunOrBeOff')
    : underWay(object);
}

const runs = ({ object }: Subject): boolean => text(object, 'power_state') === 'Running';

/** The server's own word: whether the limits, or what is within them, can be changed now. Without memory that moves all of it is there. */
function memoryRefusal(subject: Subject): Text | undefined {
  const { object, lookup } = subject;
  if (!runs(subject)) return allowedRefusal(object, 'changing_static_range');
  return licenceRefusal(lookup, 'restrict_dmc') ?? allowedRefusal(object, 'changing_dynamic_range');
}

/** At rest the server has no word for it (xapi_vm_lifecycle.ml, ignored_ops), but that of an upgrade. */
function processorRefusal(subject: Subject): Text | undefined {
  const { object, lookup } = subject;
  if (!runs(subject)) return upgradeRefusal(subject);
  return (
    licenceRefusal(lookup, 'restrict_set_vcpus_number_live') ??
    allowedRefusal(object, 'changing_VCPUs_live', say('refusal.toolsMayLack'))
  );
}

/** Memory and processors. */
export const hardwareOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.memory',
    label: say('operation.vm.memory.label'),
    group: 'edit',
    types: ['VM'],
    messages: ['VM.set_memory_limits', 'VM.set_memory_dynamic_range'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) => atRest(subject) ?? memoryRefusal(subject),
    inputs: memoryInputs,
    steps: (work) => {
      const { least, most } = memoryOf(work);
      return [
        least === most
          ? say('step.memory.set', { name: work.name, memory: most / bytesPerMiB })
          : say('step.memory.setRange', {
              name: work.name,
              least: least / bytesPerMiB,
              most: most / bytesPerMiB,
            }),
      ];
    },
    run: setMemory,
  },
  {
    id: 'vm.cpus',
    label: say('operation.vm.cpus.label'),
    group: 'edit',
    types: ['VM'],
    messages: ['VM.set_VCPUs_at_startup'],
    exists: ({ object }) => isMachine(object),
    refusal: (subject) => atRest(subject) ?? processorRefusal(subject),
    inputs: ({ object }) => {
      const running = text(object, 'power_state') === 'Running';
      const most = number(object, 'VCPUs_max') ?? 1;
      const sockets = !running && text(object, 'domain_type') !== 'pv';
      return [
        {
          name: 'cpus',
          label: say('input.cpus'),
          type: 'number',
          required: true,
          integer: true,
          initial: number(object, 'VCPUs_at_startup') ?? 1,
          min: 1,
          max: running ? most : 254,
          ...(running && { help: say('input.cpus.runningMost', { most }) }),
        },
        ...(sockets
          ? [
              {
                name: 'coresPerSocket',
                label: say('input.coresPerSocket'),
                type: 'number',
                required: false,
                integer: true,
                initial: coresPerSocket(object),
                min: 1,
                max: 254,
                help: say('input.coresPerSocket.divides'),
              } as const,
            ]
          : []),
      ];
    },
    steps: (work) => [cpusStep(work)],
    run: setCpus,
  },
];

function cpusStep(work: Given): Text {
  const { cpus, cores } = processorsOf(work, work.object);
  return cores === coresPerSocket(work.object)
    ? say('step.cpus.set', { name: work.name, cpus })
    : say('step.cpus.setCores', { name: work.name, cpus, cores });
}

/** Memory that comes and goes between two limits is licensed, and nothing for a machine with machines inside. */
const isPinned = ({ object, lookup }: Subject): boolean =>
  isRestricted(lookup, 'restrict_dmc') ||
  /^(?:true|1)$/.test(entry(object, 'platform', 'nested-virt') ?? '');

function memoryInputs(subject: Subject): readonly OperationInput[] {
  const { object } = subject;
  const limit = toMiB(number(object, 'memory_static_max')) ?? 0;
  const least = Math.max(toMiB(number(object, 'memory_static_min')) ?? 0, 1);
  const dynamicMax = number(object, 'memory_dynamic_max') ?? 0;
  const halted = text(object, 'power_state') === 'Halted';
  const mebibytes = {
    type: 'number',
    integer: true,
    unit: 'MiB',
    min: least,
    ...(!halted && { max: limit }),
  } as const;
  return [
    {
      ...mebibytes,
      name: 'memoryMiB',
      label: say('input.memory'),
      required: true,
      initial: toMiB(dynamicMax) ?? 0,
      ...(!halted && { help: say('input.memory.runningMost', { most: limit }) }),
    },
    ...(isPinned(subject) ? [] : dynamicInputs(object, mebibytes)),
  ];
}

function dynamicInputs(
  object: Subject['object'],
  mebibytes: Pick<NumberInput, 'type' | 'integer' | 'unit' | 'min' | 'max'>,
): readonly OperationInput[] {
  const limit = toMiB(number(object, 'memory_static_max')) ?? 0;
  const dynamicMin = number(object, 'memory_dynamic_min') ?? 0;
  const dynamicMax = number(object, 'memory_dynamic_max') ?? 0;
  const halted = text(object, 'power_state') === 'Halted';
  return [
    {
      name: 'dynamic',
      label: say('input.memory.dynamic'),
      type: 'boolean',
      required: false,
      initial: dynamicMin < dynamicMax,
    },
    {
      ...mebibytes,
      name: 'minimumMiB',
      label: say('input.memory.minimum'),
      required: true,
      initial: toMiB(dynamicMin) ?? 0,
      when: { input: 'dynamic', is: [true] },
    },
    ...(halted
      ? [
          {
            ...mebibytes,
            name: 'limitMiB',
            label: say('input.memory.limit'),
            required: false,
            initial: limit,
            when: { input: 'dynamic', is: [true] },
            help: say('input.memory.limit.help'),
          },
        ]
      : []),
  ];
}

/** What was asked for, in bytes. */
function memoryOf(work: Pick<Work, 'number' | 'flag'>): {
  readonly least: number;
  readonly most: number;
  readonly limit: number;
} {
  const bytes = (input: string): number | undefined => {
    const value = work.number(input);
    return value === undefined ? undefined : value * bytesPerMiB;
  };
  const most = bytes('memoryMiB') ?? 0;
  if (!work.flag('dynamic')) return { least: most, most, limit: most };
  return {
    least: Math.min(bytes('minimumMiB') ?? most, most),
    most,
    limit: Math.max(bytes('limitMiB') ?? most, most),
  };
}

async function setMemory(work: Work): Promise<null> {
  const { self, call, object } = work;
  const { least, most, limit } = memoryOf(work);
  const before = (path: string): number => number(object, path) ?? 0;
  const same = least === before('memory_dynamic_min') && most === before('memory_dynamic_max');
  if (text(object, 'power_state') !== 'Halted') {
    if (!same) await call('VM', 'set_memory_dynamic_range', [self, least, most]);
    return null;
  }
  if (same && limit === before('memory_static_max')) return null;
  const floor = Math.min(before('memory_static_min'), least);
  await call('VM', 'set_memory_limits', [self, floor, limit, least, most]);
  return null;
}

async function setCpus(work: Work): Promise<null> {
  const { self, call, object } = work;
  const asked = processorsOf(work, object);
  const before = number(object, 'VCPUs_at_startup') ?? 1;
  if (text(object, 'power_state') === 'Running') {
    if (asked.cpus !== before) await call('VM', 'set_VCPUs_number_live', [self, asked.cpus]);
    return null;
  }
  const cores = asked.cores === coresPerSocket(object) ? undefined : String(asked.cores);
  if (asked.cpus === before && cores === undefined) return null;
  refuseUndivided(work, object);
  await setAtRest(work, { cpus: asked.cpus, before, most: mostOf(object, asked) });
  if (cores !== undefined)
    await putEntry(work, { of: work.ref, map: 'platform', key: coresKey }, cores);
  return null;
}

/** The number at startup may never be above the most, on the way neither. */
async function setAtRest(
  work: Work,
  { cpus, before, most }: { readonly cpus: number; readonly before: number; readonly most: number },
): Promise<void> {
  const { self, call, object } = work;
  const mostBefore = number(object, 'VCPUs_max') ?? 1;
  const set = (message: 'set_VCPUs_max' | 'set_VCPUs_at_startup', value: number) =>
    call('VM', message, [self, value]);
  if (cpus === before && most === mostBefore) return;
  work.onFailure({
    left: left.processors(work.name),
    undo: async () => {
      // From either side: both were so before.
      await set('set_VCPUs_max', Math.max(most, mostBefore));
      await set('set_VCPUs_at_startup', before);
      await set('set_VCPUs_max', mostBefore);
    },
  });
  if (most > mostBefore) await set('set_VCPUs_max', most);
  if (cpus !== before) await set('set_VCPUs_at_startup', cpus);
  if (most < mostBefore) await set('set_VCPUs_max', most);
}
