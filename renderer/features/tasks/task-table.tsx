import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { RunId } from '#shared/model/run-id.ts';
import { useArrayTable } from '../../actions/use-array-table.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import type { TaskLine } from '../../state/tasks/task-lines.ts';
import { ActionMenu } from '../../ui/actions/action-menu.tsx';
import { DataTable } from '../../ui/data-table/data-table.tsx';
import { isSelected, nothingSelected } from '../../ui/data-table/table-selection.ts';
import type { TableTree } from '../../ui/data-table/table-tree.ts';
import { lineActions, runLineAction } from './line-actions.ts';
import { lineName, taskColumns } from './task-columns.tsx';

export interface TaskTableProps {
  readonly label: string;
  /** Its columns are remembered by it. */
  readonly name: string;
  /** The tasks of a run after it. */
  readonly lines: readonly TaskLine[];
  readonly onToggle?: (run: RunId) => void;
}

/** Tasks, and runs with theirs below them, each with its actions. */
export function TaskTable({
  label,
  name,
  lines,
  onToggle = nothing,
}: TaskTableProps): ReactElement {
  const link = useLink();
  const [selection, setSelection] = useState(nothingSelected);
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const columns = useMemo(() => taskColumns(), []);
  const tree = useMemo(() => taskTree(onToggle), [onToggle]);
  const table = useArrayTable({
    name,
    items: lines,
    columns,
    keyOf,
    nameOf: lineName,
    tree,
    keepsEmpty: true,
  });
  const actionsOf = (line: TaskLine) => lineActions(link, line, onToggle);
  const chosen = lines.find((line) => isSelected(selection, line.id));
  const press = (event: KeyboardEvent, line: TaskLine | undefined): void => {
    const shortcut = keys[event.key];
    if (shortcut === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    // Delete never falls through to what it means to the selection in the tree.
    event.preventDefault();
    if (line !== undefined) runLineAction(actionsOf(line), shortcut);
  };
  return (
    <div className="task-table">
      <DataTable
        label={label}
        {...table}
        tree={tree}
        single
        selection={selection}
        onSelect={setSelection}
        classOf={({ kind }) => (kind === 'run' ? 'task-run' : '')}
        onOpen={(line) => runLineAction(actionsOf(line), 'Enter')}
        onOtherKey={press}
        onMenu={setMenu}
      />
      <ActionMenu
        label={t('tasks.actions')}
        actions={menu === null || chosen === undefined ? [] : actionsOf(chosen)}
        at={chosen === undefined ? null : menu}
        onClose={() => setMenu(null)}
      />
    </div>
  );
}

const keys: Readonly<Record<string, string>> = { Delete: 'Delete', ' ': 'Space' };

function taskTree(toggle: (run: RunId) => void): TableTree<TaskLine> {
  return {
    levelOf: (line) => (line.kind === 'task' && line.nested ? 2 : 1),
    isOpen: (line) => (line.kind === 'run' ? line.open : undefined),
    toggle: (line) => {
      if (line.kind === 'run') toggle(line.run);
    },
    toggleLabel: (open) => (open ? t('tasks.run.close') : t('tasks.run.open')),
  };
}

function keyOf({ id }: TaskLine): string {
  return id;
}

function nothing(): void {}
