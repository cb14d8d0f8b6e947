import { create } from 'zustand';
import type { CertificateProblem, MorefError } from '#shared/model/error.ts';
import type { InputValues, OperationOffer } from '#shared/model/operation.ts';
import type { ConnectionId, ObjectAddress } from '#shared/model/reference.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import type { TaskKey } from '#shared/model/task.ts';
import type { Target } from './selection/target.ts';

/** Consent to a call of the service explorer. */
export interface ExplorerCallDialog {
  readonly kind: 'explorer-call';
  readonly connection: ConnectionId;
  readonly service: string;
  readonly operation: string;
  /** What will be sent, as JSON, with a mask in place of every secret. */
  readonly masked: string;
  /** With what was typed to confirm, in production. */
  readonly proceed: (typed?: string) => void;
}

/** What lookups begin with: chosen beforehand, but the user may choose otherwise. */
export type ChosenOptions = Readonly<
  Record<string, { readonly value: string; readonly label: string }>
>;

/** The dialog on screen, with what it needs to know; what is secret stands in no store. One at a time. */
export type Dialog =
  | { readonly kind: 'server'; readonly connection?: ConnectionId }
  | {
      readonly kind: 'certificate';
      readonly connection: ConnectionId;
      readonly problem: CertificateProblem;
    }
  | {
      readonly kind: 'password';
      readonly connection: ConnectionId;
      readonly error: MorefError | null;
    }
  | { readonly kind: 'remove-server'; readonly connection: ConnectionId }
  | {
      readonly kind: 'operation';
      readonly address: ObjectAddress;
      readonly objectName: string;
      readonly offer: OperationOffer;
      /** Given beforehand, and not asked for. */
      readonly preset?: InputValues;
      readonly suggested?: InputValues;
      readonly chosen?: ChosenOptions;
    }
  | {
      readonly kind: 'settings';
      readonly address: ObjectAddress;
      readonly objectName: string;
      readonly offer: OperationOffer;
      /** What it was opened for. */
      readonly at?: { readonly operation: string; readonly key?: string };
    }
  | {
      readonly kind: 'bulk';
      readonly target: Target;
      readonly offer: CommonOffer;
      readonly chosen?: ChosenOptions;
      readonly at?: string;
    }
  | { readonly kind: 'run'; readonly run: RunId }
  | ExplorerCallDialog
  | { readonly kind: 'task'; readonly task: TaskKey }
  | { readonly kind: 'palette' }
  | { readonly kind: 'export-estate' }
  | { readonly kind: 'compare'; readonly objects: readonly ObjectAddress[] }
  | { readonly kind: 'error'; readonly title: string; readonly error: MorefError }
  | { readonly kind: 'text'; readonly title: string; readonly text: string }
  | { readonly kind: 'secrets' }
  | { readonly kind: 'shortcuts' };

interface DialogsState {
  readonly dialog: Dialog | null;
}

export const useDialogs = create<DialogsState>(() => ({ dialog: null }));

export function showDialog(dialog: Dialog): void {
  useDialogs.setState({ dialog });
}

export function closeDialog(): void {
  useDialogs.setState({ dialog: null });
}
