import { expect, it } from 'vitest';
import type { ConnectionStatus } from '#shared/model/connection.ts';
import { connectionId } from '#shared/model/reference.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import { missingParts } from './session-parts.ts';

const error = { kind: 'fault', message: 'It fails.' } as const;
const parts: readonly SessionPart[] = [
  { id: 'VM', area: 'inventory', name: 'VM', kinds: ['vm'], state: 'failed', error },
  { id: 'host', area: 'inventory', name: 'host', kinds: ['host'], state: 'live' },
  { id: 'tags', area: 'tags', state: 'polled', everyMs: 1, lacking: { count: 2, error } },
  { id: 'libraries', area: 'libraries', state: 'absent' },
];
const server = (id: string, state: ConnectionStatus['state']): ConnectionStatus => ({
  id: connectionId(id),
  profile: {
    id: connectionId(id),
    family: 'vsphere',
    name: id,
    address: id,
    user: 'u',
    autoConnect: false,
  },
  state,
  since: 0,
  objects: 0,
  hasPassword: true,
  parts,
});
const servers = [server('a', 'live'), server('b', 'offline'), server('c', 'retrying')];
const found = (wanted: Parameters<typeof missingParts>[1]) =>
  missingParts(servers, wanted).map(({ status, part }) => `${status.profile.name} ${part.id}`);

it('finds what is missing of an area, of a server, of a kind of objects', () => {
  expect(found({ areas: ['inventory', 'tags', 'libraries'] })).toEqual([
    'a VM',
    'a tags',
    'c VM',
    'c tags',
  ]);
  expect(found({ areas: ['inventory'], connection: connectionId('a') })).toEqual(['a VM']);
  expect(found({ areas: ['inventory'], kind: 'host' })).toEqual([]);
  expect(found({ areas: ['libraries', 'explorer'] })).toEqual([]);
});
