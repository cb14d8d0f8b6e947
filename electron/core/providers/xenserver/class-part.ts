import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { toMorefError } from '#shared/model/error.ts';
import type { Kind } from '#shared/model/kind.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PartArea, SessionPart } from '#shared/model/session-part.ts';
import type { PartReport } from '../../net/failing-parts.ts';

const areas: Readonly<Record<string, PartArea>> = { message: 'alerts', task: 'tasks' };

/** Kinds of objects that a class brings. */
const kinds: Readonly<Record<string, readonly Kind[]>> = {
  pool: ['pool'],
  host: ['host'],
  VM: ['vm', 'template', 'snapshot'],
  SR: ['datastore'],
  VDI: ['disk'],
  network: ['network'],
  VIF: ['interface'],
  PIF: ['interface'],
};

/**
 * A class of objects as a part of the session.
 * @param describe an error in the words of the core
 */
export function classPart(
  owner: string,
  reported: PartReport,
  describe: (error: unknown, doing: Text) => unknown,
): SessionPart {
  const concerned = kinds[owner];
  const part = {
    id: owner,
    name: owner,
    area: areas[owner] ?? 'inventory',
    ...onlyDefined({ kinds: concerned }),
  } as const;
  if (reported.state !== 'failed') return { ...part, state: reported.state };
  const error = toMorefError(describe(reported.error, say('doing.readClass', { owner })));
  return { ...part, state: 'failed', error, retryAt: Date.now() + reported.retryMs };
}
