import type { Projection } from '#shared/model/projection.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { ArrangementRule } from '../inventory/arrangement.ts';
import { homeRule } from '../inventory/branch.ts';
import { groupOf } from './tree-groups.ts';

/** What the user may not want to see in the tree. */
export const hideChoices = ['off', 'templates', 'libraries'] as const;

export type HideChoice = (typeof hideChoices)[number];

/** Which tree the user wants to see. */
export interface TreeChoice {
  readonly projection: Projection;
  /** Machines by the values of a field of the search language, instead of by projection; null for none. */
  readonly groupBy: string | null;
  /** In hosts and clusters machines stand below the host that runs them, instead of in their resource pool. */
  readonly belowHost: boolean;
  readonly hide: readonly HideChoice[];
}

export const usualTree: TreeChoice = {
  projection: 'hosts',
  groupBy: null,
  belowHost: false,
  hide: [],
};

/** What is kept by projection is kept under this name. */
export function treeId({ projection, groupBy }: TreeChoice): string {
  return groupBy === null ? projection : `by ${groupBy}`;
}

/** What a tree that groups machines asks the core for, in the search language. */
export function groupedQuery({ hide }: TreeChoice): string {
  const kind = hide.includes('templates') ? 'kind:vm' : 'kind:vm,template';
  return hide.includes('off') ? `${kind} !(kind:vm power:off)` : kind;
}

/** Which rows of a server stand where, by what the user has chosen. */
export function ruleOf(choice: TreeChoice, connection: ConnectionId): ArrangementRule {
  const { projection, groupBy, belowHost, hide } = choice;
  if (groupBy !== null) return { place: ({ ref }) => groupOf(connection, ref) };
  const byHost = belowHost && projection === 'hosts';
  if (projection === 'hosts' && !byHost && hide.length === 0) return homeRule;
  const hidden = hiddenBy(hide);
  return {
    byHost,
    place: (row, isHost) => {
      if (hidden(row)) return undefined;
      if (projection !== 'hosts') return row.places?.[projection];
      const { host } = row.facts;
      if (byHost && isMachine(row) && host !== undefined && isHost(host)) return host;
      return homeRule.place(row, isHost);
    },
  };
}

function isMachine({ kind }: Row): boolean {
  return kind === 'vm' || kind === 'template';
}

function hiddenBy(hide: readonly HideChoice[]): (row: Row) => boolean {
  const [off, templates, libraries] = hideChoices.map((one) => hide.includes(one));
  return ({ kind, state, facts: { holds = kind } }) =>
    (off === true && kind === 'vm' && state === 'off') ||
    (templates === true && holds === 'template') ||
    (libraries === true && (kind === 'library' || kind === 'library-item'));
}
