import type { ReactElement, ReactNode } from 'react';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { Group } from '../../state/tree/tree-groups.ts';
import type { ListCounts, ListTab } from '../../state/workspace/workspace.ts';

/** What a page's lists are of: objects, or whole servers. */
export type PartScope =
  | { readonly of: readonly ObjectAddress[] }
  | { readonly connections: readonly ConnectionId[] };

/** The other parts of an object's page, which are features of their own. */
export interface ObjectParts {
  readonly properties: (address: ObjectAddress) => ReactNode;
  readonly console: (address: ObjectAddress) => ReactNode;
  readonly snapshots: (address: ObjectAddress) => ReactNode;
  readonly relations: (address: ObjectAddress) => ReactNode;
  readonly tasks: (address: ObjectAddress) => ReactNode;
  readonly alerts: (address: ObjectAddress) => ReactNode;
  /** What happened: to an object with what is below it, or on a whole server. */
  readonly history: (of: ObjectAddress | ConnectionId) => ReactNode;
  readonly api: (connection: ConnectionId) => ReactNode;
  readonly search: (search: string) => ReactNode;
  /** A group of the tree. */
  readonly group: (group: Group) => ReactNode;
  readonly list: (tab: ListTab, scope: PartScope) => ReactNode;
  /** Renders with how many objects each list of these holds. */
  readonly counted: (
    scope: PartScope,
    render: (counts: ListCounts) => ReactElement,
  ) => ReactElement;
}
