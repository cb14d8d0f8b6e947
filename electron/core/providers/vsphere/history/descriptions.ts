import { asList, isRecord, text } from './read.ts';
import type { Vim25Client } from '../vim25/client.ts';
import { objectsSpec } from '../vim25/collector/specs.ts';
import type { VimRecord } from '../vim25/values.ts';

/** What a server says of a kind of events (EventDescriptionEventDetail). */
export interface EventKind {
  /** `VM powered on` */
  readonly description: string | undefined;
  readonly category: string | undefined;
  /** `{vm.name} on {host.name} in {datacenter.name} is powered on` */
  readonly format: string | undefined;
  /** Cause and remedy, as plain text. */
  readonly long: string | undefined;
}

/**
 * EventManager.description: by the event's class, or by `EventEx|` or `ExtendedEvent|` and its own id. Hundreds of kilobytes, and the same as
 * long as the server runs.
 */
export async function readEventKinds(
  client: Pick<Vim25Client, 'retrieve' | 'content'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, EventKind>> {
  const manager = client.content.eventManager;
  if (manager === undefined) return new Map();
  const path = 'description.eventInfo';
  const [object] = await client.retrieve([objectsSpec([manager], manager.type, [path])], {
    signal,
  });
  const value = object?.propSet?.find(({ name }) => name === path)?.val;
  return new Map(asList(value).filter(isRecord).flatMap(kindOf));
}

function kindOf(info: VimRecord): readonly (readonly [string, EventKind])[] {
  const key = text(info['key']);
  if (key === undefined) return [];
  const long = text(info['longDescription']);
  const kind = {
    description: text(info['description']),
    category: text(info['category']),
    format: text(info['fullFormat']),
    long: long === undefined ? undefined : plainText(long),
  };
  return [[key, kind]];
}

/** Of a long description, which is XML, what people read: a line for each element that has a text. */
function plainText(xml: string): string {
  return xml
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
