import type { ExplorerService } from '#shared/model/explorer.ts';

/** One line of the list of services. */
export type ServiceLine =
  | {
      readonly kind: 'group';
      /** `com.vmware.vcenter`. */
      readonly id: string;
      readonly count: number;
      readonly open: boolean;
    }
  | {
      readonly kind: 'service';
      readonly id: string;
      /** The id without its group. */
      readonly label: string;
      readonly available: boolean;
      readonly open: boolean;
    }
  | {
      readonly kind: 'operation';
      /** Service and operation with a space between. */
      readonly id: string;
      readonly service: string;
      readonly operation: string;
      readonly available: boolean;
    }
  /** Below a service whose operations are on their way, or cannot be listed. */
  | { readonly kind: 'note'; readonly id: string; readonly problem: string | undefined };

/** Operations that the server was asked for, by service. */
export type AskedOperations = ReadonlyMap<
  string,
  { readonly operations: readonly string[] } | { readonly problem: string }
>;

export interface ServiceLinesOptions {
  /** Groups and services that are open; what a search finds is open by itself. */
  readonly open: ReadonlySet<string>;
  readonly words: readonly string[];
  readonly showMissing: boolean;
  readonly asked: AskedOperations;
}

export interface ServiceLines {
  readonly lines: readonly ServiceLine[];
  readonly services: number;
  readonly operations: number;
}

interface Found {
  readonly service: ExplorerService;
  /** Undefined where nobody knows them yet. */
  readonly operations: readonly string[] | undefined;
  /** The search is about these operations and not about the service. */
  readonly byOperation: boolean;
}

/** Services below their packages, operations below their services; with what every word of the search is found in. */
export function serviceLines(
  services: readonly ExplorerService[],
  options: ServiceLinesOptions,
): ServiceLines {
  const groups = new Map<string, Found[]>();
  let operations = 0;
  for (const service of services) {
    if (!service.available && !options.showMissing) continue;
    const found = search(service, options);
    if (found === undefined) continue;
    operations += found.operations?.length ?? 0;
    const id = groupOf(service.id);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [found]);
    else group.push(found);
  }
  const lines: ServiceLine[] = [];
  for (const id of [...groups.keys()].sort()) appendGroup(lines, id, groups.get(id) ?? [], options);
  return { lines, services: [...groups.values()].flat().length, operations };
}

/** The first three names: `com.vmware.vcenter`. */
export function groupOf(service: string): string {
  return service.split('.').slice(0, 3).join('.');
}

export function operationKey(service: string, operation: string): string {
  return `${service} ${operation}`;
}

function search(
  service: ExplorerService,
  { words, asked }: ServiceLinesOptions,
): Found | undefined {
  const known = asked.get(service.id);
  const operations =
    service.operations ??
    (known !== undefined && 'operations' in known ? known.operations : undefined);
  const id = service.id.toLowerCase();
  if (words.every((word) => id.includes(word))) return { service, operations, byOperation: false };
  const those = operations?.filter((operation) => {
    const name = `${id}.${operation.toLowerCase()}`;
    return words.every((word) => name.includes(word));
  });
  return those === undefined || those.length === 0
    ? undefined
    : { service, operations: those, byOperation: true };
}

function appendGroup(
  lines: ServiceLine[],
  id: string,
  group: readonly Found[],
  options: ServiceLinesOptions,
): void {
  const open = options.words.length > 0 || options.open.has(id);
  lines.push({ kind: 'group', id, count: group.length, open });
  if (open) for (const found of group) appendService(lines, id, found, options);
}

function appendService(
  lines: ServiceLine[],
  group: string,
  { service, operations, byOperation }: Found,
  options: ServiceLinesOptions,
): void {
  const { id, available } = service;
  const open = byOperation || options.open.has(id);
  lines.push({ kind: 'service', id, label: id.slice(group.length + 1) || id, available, open });
  if (!open) return;
  for (const operation of operations ?? [])
    lines.push({
      kind: 'operation',
      id: operationKey(id, operation),
      service: id,
      operation,
      available,
    });
  if (operations !== undefined) return;
  const asked = options.asked.get(id);
  const problem = asked !== undefined && 'problem' in asked ? asked.problem : undefined;
  lines.push({ kind: 'note', id: `${id} note`, problem });
}
