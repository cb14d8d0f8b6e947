import type { Action } from '../../actions/action.ts';
import { hasWords, searchWords } from '../../format/search-words.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/connections.ts';
import { findObjects, nameRank, type FoundObject } from '../../state/find-objects.ts';
import { groupName } from '../../ui/group-name.ts';
import type { ConnectionStatus } from '#shared/model/connection.ts';

/** A line of the palette: something to choose, or a heading. */
export type PaletteLine =
  | { readonly kind: 'heading'; readonly key: string; readonly label: string }
  | { readonly kind: 'action'; readonly key: string; readonly action: Action }
  | { readonly kind: 'server'; readonly key: string; readonly status: ConnectionStatus }
  | { readonly kind: 'object'; readonly key: string; readonly found: FoundObject };

export interface PaletteInput {
  readonly text: string;
  /** What the actions on the selection are done to. */
  readonly target: string;
  readonly targetActions: readonly Action[];
  readonly appActions: readonly Action[];
}

const objectLimit = 100;

/** What fits the text, under headings: actions on the selection, objects, servers, and what concerns no object. */
export function paletteLines(input: PaletteInput): {
  readonly lines: readonly PaletteLine[];
  /** Objects that fit and are not among the lines. */
  readonly more: number;
} {
  const text = input.text.trim().toLowerCase();
  const objects = findObjects(text, objectLimit);
  return {
    lines: [
      ...section(t('palette.on', { name: input.target }), actionLines(input.targetActions, text)),
      ...section(
        t('palette.objects'),
        objects.found.map(
          (found): PaletteLine => ({
            kind: 'object',
            key: `${found.connection}/${found.ref}`,
            found,
          }),
        ),
      ),
      ...section(t('palette.servers'), serverLines(text)),
      ...section(t('palette.actions'), actionLines(input.appActions, text)),
    ],
    more: objects.total - objects.found.length,
  };
}

function section(label: string, lines: readonly PaletteLine[]): readonly PaletteLine[] {
  return lines.length === 0 ? [] : [{ kind: 'heading', key: `heading ${label}`, label }, ...lines];
}

/** Actions whose name or group has every word; what can be done before what cannot. */
export function actionLines(actions: readonly Action[], text: string): readonly PaletteLine[] {
  const words = searchWords(text);
  return actions
    .filter(
      ({ group, label }) => group !== 'alias' && hasWords(`${groupName(group)} ${label}`, words),
    )
    .map((action) => ({ action, rank: rankOf(action, text) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ action }): PaletteLine => ({ kind: 'action', key: `action ${action.id}`, action }));
}

function rankOf({ id, label, refused, danger }: Action, text: string): number {
  // What interrupts somebody is never what Enter does first: it stands behind whatever fits as well.
  const careful = danger === true || interrupts.test(id) ? 5 : 0;
  return (text === '' ? 0 : nameRank(label, text)) + careful + (refused === undefined ? 0 : 10);
}

const interrupts = /(^|\.)(off|reset|reboot|shutdown|suspend|delete|remove|destroy|disconnect)$/;

function serverLines(text: string): readonly PaletteLine[] {
  const { order, byId } = useConnections.getState();
  const words = searchWords(text);
  return order.flatMap((id): readonly PaletteLine[] => {
    const status = byId.get(id);
    if (status === undefined) return [];
    return hasWords(`${serverName(status)} ${status.profile.address}`, words)
      ? [{ kind: 'server', key: `server ${id}`, status }]
      : [];
  });
}
