import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import type { ResourceAllocationInfo, SharesInfo } from '../../vim25/types.gen.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { firstOf, noTemplate, reachable } from '../refusals.ts';
import { reconfiguring } from './reconfiguring.ts';

type Of = 'cpu' | 'memory';

interface Present {
  readonly reservation: number;
  /** Undefined where there is none. */
  readonly limit: number | undefined;
  readonly level: string;
  readonly shares: number;
}

/** What a machine is promised (config.cpuAllocation in MHz, config.memoryAllocation in MB); undefined until it was read. */
function present(vm: Properties, of: Of): Present | undefined {
  const allocation = vm[`config.${of}Allocation`];
  if (!isDataObject(allocation)) return undefined;
  const shares = isDataObject(allocation['shares']) ? allocation['shares'] : {};
  const limit = Number(allocation['limit'] ?? -1);
  return {
    reservation: Number(allocation['reservation'] ?? 0),
    limit: limit < 0 ? undefined : limit,
    level: textOf(shares['level' as keyof typeof shares]) ?? 'normal',
    shares: Number(shares['shares' as keyof typeof shares] ?? 0),
  };
}

function textOf(value: PropertyValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const labels = {
  cpu: {
    reservation: say('sheet.cpuReservation'),
    limit: say('sheet.cpuLimit'),
    level: say('sheet.cpuShares'),
  },
  memory: {
    reservation: say('sheet.memoryReservation'),
    limit: say('sheet.memoryLimit'),
    level: say('sheet.memoryShares'),
  },
} as const;

function inputs({ object }: Subject, of: Of): readonly OperationInput[] {
  const now = present(object, of);
  if (now === undefined) return [];
  const amount = {
    type: 'number',
    integer: true,
    min: 0,
    unit: of === 'cpu' ? 'MHz' : 'MiB',
  } as const;
  return [
    {
      ...amount,
      name: 'reservation',
      label: labels[of].reservation,
      required: true,
      initial: now.reservation,
      help: say('input.reservation.help'),
    },
    {
      ...amount,
      name: 'limit',
      label: labels[of].limit,
      required: false,
      ...(now.limit !== undefined && { initial: now.limit }),
      help: say('input.limit.help'),
    },
    ...shareInputs(now, of),
  ];
}

function shareInputs(now: Present, of: Of): readonly OperationInput[] {
  return [
    {
      name: 'level',
      label: labels[of].level,
      type: 'choice',
      required: true,
      initial: now.level,
      options: [
        { value: 'low', label: say('sheet.shares.low') },
        { value: 'normal', label: say('sheet.shares.normal') },
        { value: 'high', label: say('sheet.shares.high') },
        { value: 'custom', label: say('sheet.shares.custom') },
      ],
    },
    {
      name: 'shares',
      label: say('input.shares'),
      type: 'number',
      integer: true,
      required: true,
      min: 1,
      max: 1_000_000,
      initial: now.shares,
      when: { input: 'level', is: ['custom'] },
    },
  ];
}

function allocation(work: Work, of: Of): ResourceAllocationInfo | undefined {
  const now = present(work.object, of);
  const reservation = work.number('reservation') ?? 0;
  const limit = work.number('limit');
  const level = work.text('level');
  const number = work.number('shares') ?? now?.shares ?? 0;
  const shares: SharesInfo = {
    $type: 'SharesInfo',
    level,
    shares: number,
  };
  const changes = {
    ...(reservation !== now?.reservation && { reservation }),
    ...(limit !== now?.limit && { limit: limit ?? -1 }),
    ...((level !== now?.level || (level === 'custom' && number !== now.shares)) && { shares }),
  };
  return Object.keys(changes).length === 0
    ? undefined
    : { $type: 'ResourceAllocationInfo', ...changes };
}

function resources(of: Of): OperationDefinition {
  return reconfiguring({
    id: `vm.${of}Allocation`,
    label: of === 'cpu' ? say('setting.cpuAllocation') : say('setting.memoryAllocation'),
    privileges: ['VirtualMachine.Config.Resource'],
    refusal: (subject) => firstOf(subject, noTemplate, reachable),
    inputs: (subject) => inputs(subject, of),
    spec: (work) => {
      const changed = allocation(work, of);
      if (changed === undefined) return {};
      return of === 'cpu' ? { cpuAllocation: changed } : { memoryAllocation: changed };
    },
  });
}

/** Reservation, limit and shares. */
export const cpuAllocation = resources('cpu');
export const memoryAllocation = resources('memory');
