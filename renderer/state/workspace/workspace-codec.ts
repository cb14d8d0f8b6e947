import { languageIds } from '#shared/i18n/language.ts';
import { alertSeverities } from '#shared/model/alert.ts';
import { projections } from '#shared/model/projection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { usualAlertFilter, type AlertFilter } from '../alerts/alert-filter.ts';
import { isRecent } from './recent.ts';
import { encodeTabs, tabsOf } from './tab-codec.ts';
import { noTaskFilter, taskOutcomes, type TaskFilter } from '../tasks/task-filter.ts';
import type { NodeKey } from '../tree/flat-node.ts';
import { hideChoices, usualTree, type TreeChoice } from '../tree/tree-choice.ts';
import {
  initialWorkspace,
  objectTabs,
  panels,
  serverTabs,
  type WorkspaceData,
} from './workspace.ts';

/** Of what was used lately. */
const recentLimit = 30;
/** Characters that a remembered value may have; see `workspace.write`. */
const valueLimit = 190_000;

type Stored = Readonly<Record<string, string>>;

/** The workspace as text by key. */
export function encodeWorkspace(data: WorkspaceData): Stored {
  return {
    theme: JSON.stringify(data.theme),
    language: JSON.stringify(data.language),
    layouts: JSON.stringify(data.layouts),
    tree: JSON.stringify(data.tree),
    expanded: encodeKeys(data.expanded, valueLimit),
    expandedElsewhere: encodeElsewhere(data.expandedElsewhere),
    known: JSON.stringify([...data.known]),
    current: JSON.stringify(data.current),
    tabs: encodeTabs(data),
    tab: JSON.stringify(data.tab),
    objectTab: JSON.stringify(data.objectTab),
    serverTab: JSON.stringify(data.serverTab),
    explored: JSON.stringify(data.explored),
    tasksOpen: JSON.stringify(data.tasksOpen),
    panel: JSON.stringify(data.panel),
    alertFilter: JSON.stringify(data.alertFilter),
    taskFilter: JSON.stringify(data.taskFilter),
    tasksByRun: JSON.stringify(data.tasksByRun),
    notify: JSON.stringify(data.notify),
    alertNotify: JSON.stringify(data.alertNotify),
    keys: JSON.stringify(data.keys),
    columns: JSON.stringify(data.columns),
    tables: JSON.stringify(data.tables),
    search: JSON.stringify(data.search),
    searches: JSON.stringify(data.searches),
    searchFolders: JSON.stringify(data.searchFolders),
    recents: JSON.stringify(data.recents),
  };
}

/** Reads what was remembered. Whatever does not fit, from an older version or a damaged file, becomes the default. */
export function decodeWorkspace(stored: Stored): WorkspaceData {
  const read = (key: keyof WorkspaceData): unknown => parse(stored[key]);
  const expanded = read('expanded');
  const current = read('current');
  const known = read('known');
  return {
    theme: oneOf(read('theme'), ['system', 'light', 'dark'], initialWorkspace.theme),
    language: oneOf(read('language'), ['system', ...languageIds], initialWorkspace.language),
    layouts: recordOf(read('layouts'), (one) => recordOf(one, isNumber)),
    expanded: new Set(Array.isArray(expanded) ? (expanded.filter(isText) as NodeKey[]) : []),
    tree: treeOf(read('tree')),
    expandedElsewhere: recordOf(read('expandedElsewhere'), (one) => textsOf(one) as NodeKey[]),
    known: new Set(Array.isArray(known) ? known.filter(isText) : []),
    current: isText(current) ? (current as NodeKey) : null,
    ...tabsOf(read('tabs'), read('tab')),
    objectTab: oneOf(read('objectTab'), objectTabs, initialWorkspace.objectTab),
    serverTab: oneOf(read('serverTab'), serverTabs, initialWorkspace.serverTab),
    explored: recordOf(read('explored'), (one) => (isText(one) ? one : undefined)),
    tasksOpen: read('tasksOpen') === true,
    panel: oneOf(read('panel'), panels, initialWorkspace.panel),
    alertFilter: alertFilterOf(read('alertFilter')),
    taskFilter: filterOf(read('taskFilter')),
    tasksByRun: read('tasksByRun') !== false,
    notify: read('notify') === true,
    alertNotify: oneOf(
      read('alertNotify'),
      [...alertSeverities, 'none'],
      initialWorkspace.alertNotify,
    ),
    keys: recordOf(read('keys'), (one) => (isText(one) && one.length <= 40 ? one : undefined)),
    columns: recordOf(read('columns'), isNumber),
    search: isText(read('search')) ? (read('search') as string) : null,
    searches: recordOf(read('searches'), (one) => (isText(one) ? one : undefined)),
    searchFolders: textsOf(read('searchFolders')),
    recents: textsOf(read('recents')).filter(isRecent).slice(0, recentLimit),
    tables: recordOf(read('tables'), (one) => (isText(one) ? one : undefined)),
  };
}

function alertFilterOf(value: unknown): AlertFilter {
  if (typeof value !== 'object' || value === null) return usualAlertFilter;
  const { severities, server, text } = value as Partial<Record<keyof AlertFilter, unknown>>;
  const wanted: readonly unknown[] = Array.isArray(severities) ? severities : [];
  return {
    severities: alertSeverities.filter((one) => wanted.includes(one)),
    server: isText(server) ? (server as ConnectionId) : null,
    text: isText(text) ? text.slice(0, 1000) : '',
  };
}

function filterOf(value: unknown): TaskFilter {
  if (typeof value !== 'object' || value === null) return noTaskFilter;
  const { mine, outcomes, server, text } = value as Partial<Record<keyof TaskFilter, unknown>>;
  const wanted: readonly unknown[] = Array.isArray(outcomes) ? outcomes : [];
  return {
    mine: mine === true,
    outcomes: taskOutcomes.filter((one) => wanted.includes(one)),
    server: isText(server) ? (server as ConnectionId) : null,
    text: isText(text) ? text.slice(0, 1000) : '',
  };
}

/** The latest nodes that fit: a set keeps its order of insertion, so the oldest are left out first. */
function encodeKeys(keys: Iterable<NodeKey>, limit: number): string {
  const kept: NodeKey[] = [];
  let length = 2;
  for (const key of [...keys].reverse()) {
    length += JSON.stringify(key).length + 1;
    if (length > limit) break;
    kept.push(key);
  }
  return JSON.stringify(kept.reverse());
}

/** Trees share what may be kept: each has its part of it. */
function encodeElsewhere(trees: WorkspaceData['expandedElsewhere']): string {
  const names = Object.keys(trees);
  const limit = Math.floor(valueLimit / (names.length + 1)) - 100;
  return `{${names.map((name) => `${JSON.stringify(name)}:${encodeKeys(trees[name] ?? [], limit)}`).join()}}`;
}

function treeOf(value: unknown): TreeChoice {
  if (typeof value !== 'object' || value === null) return usualTree;
  const { projection, groupBy, belowHost, hide } = value as Partial<
    Record<keyof TreeChoice, unknown>
  >;
  const hidden = textsOf(hide);
  return {
    projection: oneOf(projection, projections, usualTree.projection),
    groupBy: isText(groupBy) && groupBy !== '' ? groupBy.slice(0, 300) : null,
    belowHost: belowHost === true,
    hide: hideChoices.filter((one) => hidden.includes(one)),
  };
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isText) : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function oneOf<T extends string>(value: unknown, known: readonly T[], otherwise: T): T {
  return known.find((one) => one === value) ?? otherwise;
}

function recordOf<T>(
  value: unknown,
  read: (one: unknown) => T | undefined,
): Readonly<Record<string, T>> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).flatMap(([key, one]) => {
    const item = read(one);
    return item === undefined ? [] : [[key, item] as const];
  });
  return Object.fromEntries(entries);
}
