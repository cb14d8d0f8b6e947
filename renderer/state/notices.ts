import { create } from 'zustand';
import type { MorefError } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';

/** Something to tell that belongs to no place on screen. Errors stay until they are dismissed. */
export interface Notice {
  readonly id: number;
  readonly title: string;
  readonly error?: MorefError;
  /** What can be done about it, for a while. */
  readonly action?: NoticeAction;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

interface NoticesState {
  readonly list: readonly Notice[];
}

export const useNotices = create<NoticesState>(() => ({ list: [] }));

let lastId = 0;

/** Shows an error until it is dismissed. What was cancelled is no error and shows nothing. */
export function notifyError(title: string, error: MorefError): void {
  if (error.kind === 'cancelled') return;
  const id = ++lastId;
  useNotices.setState(({ list }) => ({ list: [...list, { id, title, error }] }));
}

/** Says in passing that something was done. With an action, such as to undo it, it stays a little longer. */
export function notify(title: string, action?: NoticeAction): void {
  const id = ++lastId;
  useNotices.setState(({ list }) => ({
    list: [
      ...list.filter((one) => one.error !== undefined),
      { id, title, ...onlyDefined({ action }) },
    ],
  }));
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ list }) => ({ list: list.filter((one) => one.id !== id) }));
}

export function dismissAllNotices(): void {
  useNotices.setState({ list: [] });
}
