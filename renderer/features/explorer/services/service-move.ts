import { lineMove } from '../../../ui/lines/line-move.ts';
import type { ServiceLine } from './service-lines.ts';

/** What a key does in the tree of services. */
export type ServiceMove =
  | { readonly do: 'go'; readonly index: number }
  /** Opens a line or closes it. */
  | { readonly do: 'toggle'; readonly line: ServiceLine }
  /** What a click on the line does. */
  | { readonly do: 'act'; readonly line: ServiceLine };

/**
 * The keys of a tree as the ARIA practices describe them; undefined for a key that does nothing here.
 * @param page lines that fit on the screen
 */
export function serviceMove(
  key: string,
  lines: readonly ServiceLine[],
  at: number,
  page: number,
): ServiceMove | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  const next = lineMove(key, at, lines.length, page);
  if (next !== undefined) return { do: 'go', index: next };
  switch (key) {
    case 'Enter':
    case ' ':
      return { do: 'act', line };
    case 'ArrowRight':
      return 'open' in line && !line.open
        ? { do: 'toggle', line }
        : { do: 'go', index: Math.min(lines.length - 1, at + 1) };
    case 'ArrowLeft':
      return 'open' in line && line.open
        ? { do: 'toggle', line }
        : { do: 'go', index: parentOf(lines, line, at) };
    default:
      return undefined;
  }
}

const depths = { group: 0, service: 1, operation: 2, note: 2 } as const;

function parentOf(lines: readonly ServiceLine[], line: ServiceLine, at: number): number {
  const above = lines.slice(0, at).findLastIndex((other) => depths[other.kind] < depths[line.kind]);
  return above < 0 ? at : above;
}
