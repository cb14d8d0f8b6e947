import { text as say } from '#shared/i18n/make-text.ts';
import type { Lookup } from '#shared/model/lookup.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import type { Family } from '#shared/model/profile.ts';
import { refId, refType, type Ref } from '#shared/model/reference.ts';
import type { Provider } from '../../provider.ts';
import { connectPlain, site } from './session.ts';

/**
 * The smallest family there can be: what every provider has to give, and no more. It is here to be read before a family is written, and
 * to hold the conformance battery to what it asks of any family.
 */
export const plain: Provider = {
  // A real family has its name in `shared/model/profile.ts`, and in the texts `family.…`.
  family: 'plain' as Family,
  connect: connectPlain,
  mapRow,
  offers: (ref, properties, _context, only) =>
    offersOf(ref, properties).filter(({ id }) => only === undefined || id === only),
  verdicts: (ref, properties) =>
    offersOf(ref, properties).map(({ id, refused, done }) => ({
      id,
      ...(refused !== undefined && { refused }),
      ...(done !== undefined && { done }),
    })),
  sheet: () => ({ sections: [] }),
  relations: () => [],
  snapshots: () => null,
  onDemand: (ref) => (refType(ref) === 'Machine' ? [{ path: 'notes', onDemand: true }] : []),
  declaredType: (_ref, path) => (path === 'running' ? 'boolean' : 'string'),
};

function mapRow(ref: Ref, properties: Properties, _lookup: Lookup): MappedRow {
  const isMachine = refType(ref) === 'Machine';
  const { name } = properties;
  const running = properties['running'] === true;
  return {
    ref,
    kind: isMachine ? 'vm' : 'datacenter',
    name: typeof name === 'string' ? name : refId(ref),
    state: isMachine ? (running ? 'on' : 'off') : 'none',
    health: 'unknown',
    parent: isMachine ? site : null,
    facts: {},
  };
}

function offersOf(ref: Ref, { running }: Properties): readonly OperationOffer[] {
  if (refType(ref) !== 'Machine') return [];
  const already = (so: boolean): Pick<OperationOffer, 'refused' | 'done'> =>
    so
      ? {
          refused: say(
            running === true ? 'refusal.already.poweredOn' : 'refusal.already.poweredOff',
          ),
          done: true,
        }
      : {};
  return [
    {
      id: 'power.on',
      label: say('operation.power.on.label'),
      group: 'power',
      ...already(running === true),
    },
    {
      id: 'power.off',
      label: say('operation.power.off.label'),
      group: 'power',
      ...already(running !== true),
    },
    {
      id: 'rename',
      label: say('operation.rename.label'),
      group: 'edit',
      inputs: [{ name: 'name', label: say('input.name.new'), type: 'text', required: true }],
    },
  ];
}
