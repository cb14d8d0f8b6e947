import { create } from 'zustand';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupInput, OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress, Ref } from '#shared/model/reference.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import type { Row } from '#shared/model/row.ts';
import { inWords, wordsOf } from '../../i18n/translate.ts';

/** Something that can be done to what is dragged. */
export type DragOffer = OperationOffer | CommonOffer;

/** Objects that are being dragged. */
export interface Drag {
  readonly objects: readonly ObjectAddress[];
  /** Null until it is known what can be done to them. */
  readonly offers: readonly DragOffer[] | null;
  /** Why nothing can be done to them. */
  readonly refused?: string;
  /** What they are held above, if it is an object. */
  readonly over: ObjectAddress | null;
  /** Ctrl is held: a copy is meant. */
  readonly copy: boolean;
}

export const useDrag = create<{ readonly drag: Drag | null }>(() => ({ drag: null }));

/** An operation on what is dragged, with what it is dropped on as the choice of a lookup. */
export interface DropCandidate {
  readonly offer: DragOffer;
  readonly input: LookupInput;
  /** Why it cannot be done. */
  readonly refused?: string;
}

/**
 * What can be done to dragged objects with one of the kind that they are dropped on. Where something makes new objects (a
 * clone) and something else does not (a migration), `copy` decides which is meant, as it does with files.
 */
export function dropCandidates(
  offers: readonly DragOffer[],
  kind: Row['kind'],
  copy: boolean,
): readonly DropCandidate[] {
  const all = offers.flatMap((offer) => {
    if (offer.part === true) return [];
    const input = offer.inputs?.find(
      (one): one is LookupInput => one.type === 'lookup' && one.accepts?.includes(kind) === true,
    );
    const refused = refusalOf(offer);
    return input === undefined ? [] : [{ offer, input, ...onlyDefined({ refused }) }];
  });
  const meant = all.filter(({ offer }) => (offer.group === 'create') === copy);
  const possible = meant.length > 0 ? meant : all;
  const runnable = possible.filter(({ refused }) => refused === undefined);
  return runnable.length > 0 ? runnable : possible;
}

const known = new WeakMap<readonly ObjectAddress[], ReadonlySet<Ref>>();

/** Asked for every line on screen, of what may be thousands of objects. */
function refsOf(objects: readonly ObjectAddress[]): ReadonlySet<Ref> {
  const refs = known.get(objects) ?? new Set(objects.map(({ ref }) => ref));
  known.set(objects, refs);
  return refs;
}

function refusalOf(offer: DragOffer): string | undefined {
  if ('runnable' in offer) return offer.runnable > 0 ? undefined : inWords(offer.reason ?? '');
  return wordsOf(offer.refused);
}

/** Why objects cannot be dropped on one, whatever can be done to them; undefined if nothing speaks against it. */
export function dropObstacle(
  objects: readonly ObjectAddress[],
  target: ObjectAddress,
  rowOf: (address: ObjectAddress) => Row | undefined,
  ancestors: readonly Ref[],
): 'self' | 'inside' | 'otherServer' | 'there' | undefined {
  if (objects.some(({ connection }) => connection !== target.connection)) return 'otherServer';
  const refs = refsOf(objects);
  if (refs.has(target.ref)) return 'self';
  if (ancestors.some((ref) => refs.has(ref))) return 'inside';
  const there = objects.every((one) => {
    const row = rowOf(one);
    return row?.parent === target.ref || row?.facts.host === target.ref;
  });
  return there ? 'there' : undefined;
}
