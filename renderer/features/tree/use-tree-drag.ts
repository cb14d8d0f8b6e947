import { useEffect, useState, type DragEvent, type DragEventHandler } from 'react';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { beginDrag, dragOver, dropOn, endDrag, finishDrop, openDrop } from '../../actions/drag.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { useDrag, type Drag, type DropCandidate } from '../../state/selection/drag.ts';
import { notify } from '../../state/notices.ts';
import { addressesOf } from '../../state/selection/selection.ts';
import type { FlatNode } from '../../state/tree/flat-node.ts';
import { setExpanded, useTree } from '../../state/tree/tree-store.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import type { MenuAction } from '../../ui/actions/menu-action.ts';
import { dropText } from './drop-hint.tsx';
import type { DropMark } from './tree-row.tsx';

/** A closed line that is held above for so long opens, in milliseconds. */
const openAfter = 700;

export interface TreeDrag {
  readonly handlers: Readonly<
    Record<
      'onDragStart' | 'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop' | 'onDragEnd',
      DragEventHandler<HTMLElement>
    >
  >;
  readonly markOf: (node: FlatNode) => DropMark | undefined;
  /** Several things can be done with what was dropped: which, and where it was. */
  readonly choices: {
    readonly x: number;
    readonly y: number;
    readonly actions: readonly MenuAction[];
  } | null;
  readonly closeChoices: () => void;
}

/** Objects are dragged onto others: from the tree, and from wherever else a drag was begun. */
export function useTreeDrag(): TreeDrag {
  const link = useLink();
  const drag = useDrag((state) => state.drag);
  const [choices, setChoices] = useState<TreeDrag['choices']>(null);
  useSpring();
  return {
    handlers: {
      onDragStart: (event) => begin(link, event),
      onDragEnter: hold,
      onDragOver: hold,
      onDragLeave: (event) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !event.currentTarget.contains(to)) dragOver(null, event.ctrlKey);
      },
      onDrop: (event) => drop(link, event, setChoices),
      onDragEnd: endDrag,
    },
    markOf: (node) => (drag === null ? undefined : markOf(drag, addressOf(node))),
    choices,
    closeChoices: () => setChoices(null),
  };
}

function begin(link: Link, event: DragEvent): void {
  const node = nodeAt(event);
  if (node === undefined || node.ref === null) return;
  const { selected } = useWorkspace.getState();
  const { connection, ref } = node;
  const objects = selected.has(node.key) ? addressesOf(selected) : [{ connection, ref }];
  beginDrag(link, objects, event.dataTransfer);
}

/** Above a line: only where something can be done the system is reported that it may be dropped. */
function hold(event: DragEvent): void {
  const target = addressOf(nodeAt(event));
  dragOver(target, event.ctrlKey);
  const { drag } = useDrag.getState();
  if (drag === null || target === null) return;
  const drop = dropOn(drag, target);
  if (drop !== 'loading' && 'refused' in drop) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = event.ctrlKey ? 'copy' : 'move';
}

function drop(link: Link, event: DragEvent, choose: (choices: TreeDrag['choices']) => void): void {
  const target = addressOf(nodeAt(event));
  const { drag: held } = useDrag.getState();
  if (held === null || target === null) return;
  event.preventDefault();
  const at = { x: event.clientX, y: event.clientY };
  const open = (candidate: DropCandidate): void => openDrop(link, held.objects, candidate, target);
  void finishDrop(target).then((drop) => {
    if (drop === 'loading') return;
    if ('refused' in drop) {
      notify(drop.refused);
      return;
    }
    const [only] = drop.candidates;
    if (drop.candidates.length > 1)
      choose({ ...at, actions: drop.candidates.map((one) => choice(one, target, open)) });
    else if (only !== undefined) open(only);
  });
  endDrag();
}

function markOf(drag: Drag, target: ObjectAddress | null): DropMark | undefined {
  if (target === null) return 'no';
  const drop = dropOn(drag, target);
  if (drop === 'loading') return undefined;
  if ('refused' in drop) return 'no';
  const { over } = drag;
  return over?.connection === target.connection && over.ref === target.ref ? 'over' : 'yes';
}

/** Opens closed lines that are held above, so that what is below them can be reached. */
function useSpring(): void {
  const over = useDrag((state) => state.drag?.over);
  useEffect(() => {
    if (over === null || over === undefined) return undefined;
    const timer = setTimeout(() => {
      const { flat } = useTree.getState();
      const node = flat.find((one) => one.connection === over.connection && one.ref === over.ref);
      if (node?.expandable === true && !node.expanded) setExpanded(over.connection, over.ref, true);
    }, openAfter);
    return () => clearTimeout(timer);
  }, [over]);
}

function choice(
  candidate: DropCandidate,
  target: ObjectAddress,
  open: (candidate: DropCandidate) => void,
): MenuAction {
  const { offer } = candidate;
  return {
    id: offer.id,
    label: dropText(candidate, target),
    group: offer.group,
    run: () => open(candidate),
  };
}

function nodeAt(event: DragEvent): FlatNode | undefined {
  const line = (event.target as Element).closest('[data-index]');
  return useTree.getState().flat[Number(line?.getAttribute('data-index') ?? -1)];
}

function addressOf(node: FlatNode | undefined): ObjectAddress | null {
  return node === undefined || node.ref === null
    ? null
    : { connection: node.connection, ref: node.ref };
}
