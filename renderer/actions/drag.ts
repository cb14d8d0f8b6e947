import type { OperationOffer } from '#shared/model/operation.ts';
import { grouped } from '#shared/model/selection.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { errorOf } from '../bridge/use-call.ts';
import { inWords, t } from '../i18n/translate.ts';
import { useConnections } from '../state/servers/connections.ts';
import { showDialog } from '../state/dialogs.ts';
import {
  dropCandidates,
  dropObstacle,
  useDrag,
  type Drag,
  type DragOffer,
  type DropCandidate,
} from '../state/selection/drag.ts';
import { branchOf, rowOf } from '../state/inventory/inventory-store.ts';
import { named } from '../state/selection/target.ts';
import { showDragImage } from '../ui/lines/drag-image.ts';
import { startOperation } from './run-operation.ts';

/** What can be done where objects are held: at least one candidate, or the reason why not. */
export type Drop =
  | { readonly candidates: readonly DropCandidate[] }
  | { readonly refused: string }
  | 'loading';

/** The drag that waits for its offers, so that a quick drop is not lost. */
let loading: Promise<void> = Promise.resolve();

/** Begins to drag objects, and asks what can be done to them. */
export function beginDrag(
  link: Link,
  objects: readonly ObjectAddress[],
  transfer: DataTransfer,
): void {
  transfer.effectAllowed = 'copyMove';
  transfer.setData('text/plain', objects.flatMap((one) => rowOf(one)?.name ?? []).join('\n'));
  if (objects.length > 1) showDragImage(transfer, t('drag.count', { count: objects.length }));
  const drag: Drag = { objects, offers: null, over: null, copy: false };
  const refused = whyNotToDrag(objects);
  // While something is dragged the mouse is not reported. Where the line that it began on is gone, nobody reports the end.
  window.addEventListener('mousemove', endUnseen);
  useDrag.setState({ drag: refused === undefined ? drag : { ...drag, offers: [], refused } });
  if (refused !== undefined) return;
  loading = offersOf(link, objects).then(
    (offers) => update(objects, { offers }),
    (thrown: unknown) => update(objects, { offers: [], refused: inWords(errorOf(thrown).message) }),
  );
}

export function endDrag(): void {
  window.removeEventListener('mousemove', endUnseen);
  useDrag.setState({ drag: null });
}

function endUnseen({ buttons }: MouseEvent): void {
  if (buttons === 0) endDrag();
}

/** What is held above an object, or above none. */
export function dragOver(over: ObjectAddress | null, copy: boolean): void {
  const { drag } = useDrag.getState();
  if (drag === null) return;
  const same = drag.over?.connection === over?.connection && drag.over?.ref === over?.ref;
  if (!same || drag.copy !== copy) useDrag.setState({ drag: { ...drag, over, copy } });
}

/** What a drop on an object would do. */
export function dropOn({ objects, offers, refused, copy }: Drag, target: ObjectAddress): Drop {
  const row = rowOf(target);
  if (refused !== undefined) return { refused };
  if (row === undefined) return { refused: t('drag.nowhere') };
  const ancestors = branchOf(target.connection)?.ancestors(target.ref) ?? [];
  const obstacle = dropObstacle(objects, target, rowOf, ancestors);
  if (obstacle === 'there') {
    // A copy may well go where the original is.
    if (!copy) return { refused: t('drag.there', { target: row.name }) };
  } else if (obstacle !== undefined) return { refused: t(`drag.${obstacle}`) };
  if (offers === null) return 'loading';
  const candidates = dropCandidates(offers, row.kind, copy);
  const [first] = candidates;
  if (first === undefined) return { refused: t('drag.notHere', { target: row.name }) };
  if (first.refused === undefined) return { candidates };
  return {
    refused: t('operation.refused', { operation: first.offer.label, reason: first.refused }),
  };
}

/** What the objects that were let go on another can become, once that is known. */
export async function finishDrop(target: ObjectAddress): Promise<Drop> {
  const { drag } = useDrag.getState();
  if (drag === null) return { refused: '' };
  await loading;
  const known = last !== null && last.objects === drag.objects ? { ...drag, ...last } : drag;
  return dropOn(known, target);
}

/** Opens the dialog of an operation, with what the objects were dropped on as its choice. Nothing runs before it is confirmed. */
export function openDrop(
  link: Link,
  objects: readonly ObjectAddress[],
  { offer, input }: DropCandidate,
  target: ObjectAddress,
): void {
  const chosen = { [input.name]: { value: target.ref, label: rowOf(target)?.name ?? target.ref } };
  const [only] = objects;
  if ('runnable' in offer) showDialog({ kind: 'bulk', target: named(objects), offer, chosen });
  else if (only !== undefined)
    startOperation(link, only, rowOf(only)?.name ?? only.ref, offer, { chosen });
}

/** What became known of the last drag, which may have ended meanwhile. */
let last: Pick<Drag, 'objects' | 'offers' | 'refused'> | null = null;

function update(objects: Drag['objects'], known: Pick<Drag, 'offers' | 'refused'>): void {
  last = { objects, ...known };
  const { drag } = useDrag.getState();
  if (drag !== null && drag.objects === objects) useDrag.setState({ drag: { ...drag, ...known } });
}

function whyNotToDrag(objects: readonly ObjectAddress[]): string | undefined {
  const servers = new Set(objects.map(({ connection }) => connection));
  if (servers.size > 1) return t('drag.servers');
  const [server] = servers;
  const state = server && useConnections.getState().byId.get(server)?.state;
  return state === 'live' || state === 'syncing' ? undefined : t('operation.unreachable');
}

function offersOf(link: Link, objects: readonly ObjectAddress[]): Promise<readonly DragOffer[]> {
  const [first] = objects;
  return objects.length === 1 && first !== undefined
    ? ownOffers(link, first)
    : link.call('operations.common', { objects: grouped(objects) });
}

/** The offers of one object, as they are now. */
function ownOffers(link: Link, address: ObjectAddress): Promise<readonly OperationOffer[]> {
  return new Promise((resolve, reject) => {
    const close = link.open('offers', address, {
      frame: ({ upsert }) => {
        const offers = upsert.at(-1)?.[1];
        if (offers === undefined) return;
        resolve(offers);
        // Not within the first frame: the feed is not open yet.
        queueMicrotask(() => close());
      },
      failed: reject,
    });
  });
}
