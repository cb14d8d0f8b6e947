import { suggest } from '#shared/query/suggest.ts';
import { openLinkAction } from '../../actions/open-link.ts';
import type { Action } from '../../actions/action.ts';
import { hasWords, searchWords } from '../../format/search-words.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { nameRank } from '../../state/search/find-objects.ts';
import { fuzzyHas } from '../../state/search/fuzzy.ts';
import { builtInSearches } from '../../state/search/saved-searches.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { groupName } from '../../ui/actions/group-name.ts';
import { choosing } from '../../ui/search/query-choice.ts';
import { destroys, isCareful } from './careful.ts';
import { section, type PaletteLine, type PaletteObject } from './palette-line.ts';
import { recentLines } from './recent-lines.ts';

export interface PaletteInput {
  readonly text: string;
  /** What was typed has fields of the search language: no name is meant. */
  readonly isQuery: boolean;
  /** What the actions on the selection are done to. */
  readonly target: string;
  readonly targetActions: readonly Action[];
  readonly appActions: readonly Action[];
  readonly objects: readonly PaletteObject[];
  /** What was typed as a verb and an object. */
  readonly verbs: readonly PaletteLine[];
}

/**
 * What fits the text, under headings: what was used lately, verbs with their objects, actions on the selection, objects, servers,
 * searches, what concerns no object. What interrupts or destroys stands last, under a heading of its own.
 */
export function paletteLines(input: PaletteInput): readonly PaletteLine[] {
  const link = openLinkAction(input.text);
  if (link !== undefined) return [{ kind: 'action', key: 'action link', action: link }];
  return input.isQuery ? queryLines(input) : namedLines(input);
}

/** No name is meant: how the search may go on, and what it finds. */
function queryLines({ text, objects }: PaletteInput): readonly PaletteLine[] {
  const further = section(t('palette.complete'), completions(text));
  // After a space every field may follow: what was found says more.
  const written = /\S$/.test(text);
  return [
    ...(written ? further : []),
    ...section(t('palette.searches'), [listOf(text)]),
    ...section(t('palette.objects'), objects.map(objectLine)),
    ...(written ? [] : further),
  ];
}

function namedLines({ text, target, objects, ...input }: PaletteInput): readonly PaletteLine[] {
  const typed = text.trim().toLowerCase();
  const found = objects.map(objectLine);
  const recent = recentLines(typed, input.appActions);
  const known = new Set(recent.map(({ key }) => key));
  const others = (lines: readonly PaletteLine[]): readonly PaletteLine[] =>
    lines.filter(({ key }) => !known.has(key));
  const onTarget = actionLines(input.targetActions, typed);
  // Who writes `restart fra-web` means to interrupt; nobody means to lose something before having looked.
  const lost = input.verbs.filter((line) => line.kind === 'action' && destroys(line.action));
  const careful = [...lost, ...onTarget.filter(isCarefulLine)];
  return [
    ...section(t('palette.recent'), recent),
    ...section(
      t('palette.verbs'),
      input.verbs.filter((line) => !lost.includes(line)),
    ),
    ...section(
      t('palette.on', { name: target }),
      onTarget.filter((line) => !isCarefulLine(line)),
    ),
    ...section(t('palette.objects'), others(found)),
    ...section(t('palette.servers'), others(serverLines(typed))),
    ...section(t('palette.searches'), [
      ...others(searchLines(typed)),
      ...(found.length > 1 ? [listOf(text)] : []),
    ]),
    ...section(t('palette.actions'), others(actionLines(input.appActions, typed))),
    ...section(t('palette.complete'), typed === '' ? [] : completions(text)),
    ...section(t('palette.careful'), careful),
  ];
}

function isCarefulLine(line: PaletteLine): boolean {
  return line.kind === 'action' && isCareful(line.action);
}

export function objectLine(object: PaletteObject): PaletteLine {
  return { kind: 'object', key: `node ${object.connection}/${object.ref}`, object };
}

/** Actions whose name or group has every word, or in whose name something was left out; what can be done before what cannot. */
export function actionLines(actions: readonly Action[], text: string): readonly PaletteLine[] {
  const words = searchWords(text);
  return actions
    .filter(
      ({ group, label }) =>
        group !== 'alias' &&
        (hasWords(`${groupName(group)} ${label}`, words) || fuzzyHas(label, text)),
    )
    .map((action) => ({ action, rank: rankOf(action, text) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ action }): PaletteLine => ({ kind: 'action', key: `action ${action.id}`, action }));
}

function rankOf({ label, refused }: Action, text: string): number {
  return (text === '' ? 0 : nameRank(label, text)) + (refused === undefined ? 0 : 10);
}

function serverLines(text: string): readonly PaletteLine[] {
  const { order, byId } = useConnections.getState();
  const words = searchWords(text);
  return order.flatMap((id): readonly PaletteLine[] => {
    const status = byId.get(id);
    if (status === undefined) return [];
    const name = serverName(status);
    return hasWords(`${name} ${status.profile.address}`, words) || fuzzyHas(name, text)
      ? [{ kind: 'server', key: `node ${id}`, status }]
      : [];
  });
}

/** Searches that were kept and those that come with Moref, by their names; none before one is typed. */
function searchLines(text: string): readonly PaletteLine[] {
  if (text === '') return [];
  const words = searchWords(text);
  const own = Object.entries(useWorkspace.getState().searches);
  const known = builtInSearches.map(({ title, query }) => [t(title), query] as const);
  return [...own, ...known]
    .filter(([name]) => hasWords(name, words) || fuzzyHas(name, text))
    .map(([name, query]) => ({ kind: 'search', key: `search ${query}`, name, query }));
}

/** What was typed, as a list over all servers. */
function listOf(text: string): PaletteLine {
  const query = text.trim();
  return {
    kind: 'search',
    key: `search ${query}`,
    name: t('palette.list', { text: query }),
    query,
  };
}

/** Fields and values that the search may go on with. */
function completions(text: string): readonly PaletteLine[] {
  const { at, items } = suggest(text, text.length, { inWords });
  return items.map((item) => ({
    kind: 'complete',
    key: `complete ${item.text}`,
    name: item.text,
    detail: item.label === undefined ? t(`query.suggestion.${item.is}`) : inWords(item.label),
    text: choosing(text, at, item).text,
  }));
}
