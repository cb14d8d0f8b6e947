import type { ReactElement } from 'react';
import { CallDialog } from '../features/explorer/call/call-dialog.tsx';
import { ErrorDialog } from '../features/feedback/error-dialog.tsx';
import { TextDialog } from '../features/feedback/text-dialog.tsx';
import { ShortcutSheet } from '../features/help/shortcut-sheet.tsx';
import { CompareDialog } from '../features/lists/compare/compare-dialog.tsx';
import { ExportEstate } from '../features/lists/export-estate.tsx';
import { BulkDialog } from '../features/operations/bulk/bulk-dialog.tsx';
import { SettingsDialog } from '../features/operations/settings/settings-dialog.tsx';
import { OperationDialog } from '../features/operations/operation-dialog.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { ConnectCertificateDialog } from '../features/profiles/certificate-dialog.tsx';
import { PasswordDialog } from '../features/profiles/password-dialog.tsx';
import { RemoveDialog } from '../features/profiles/remove-dialog.tsx';
import { SecretsDialog } from '../features/profiles/secrets-dialog.tsx';
import { ServerDialog } from '../features/profiles/server-dialog.tsx';
import { RunDialog } from '../features/runs/run-dialog.tsx';
import { TaskDialog } from '../features/tasks/task-dialog.tsx';
import { useDialogs, type Dialog } from '../state/dialogs.ts';

type DialogOf<K extends Dialog['kind']> = Extract<Dialog, { readonly kind: K }>;

const dialogs: { readonly [K in Dialog['kind']]: (dialog: DialogOf<K>) => ReactElement } = {
  server: (dialog) => <ServerDialog {...dialog} />,
  certificate: (dialog) => <ConnectCertificateDialog {...dialog} />,
  password: (dialog) => <PasswordDialog {...dialog} />,
  'remove-server': (dialog) => <RemoveDialog {...dialog} />,
  operation: (dialog) => <OperationDialog {...dialog} />,
  settings: (dialog) => <SettingsDialog {...dialog} />,
  bulk: (dialog) => <BulkDialog {...dialog} />,
  run: (dialog) => <RunDialog key={dialog.run} {...dialog} />,
  'explorer-call': (dialog) => <CallDialog {...dialog} />,
  task: ({ task }) => <TaskDialog key={task} taskKey={task} />,
  'export-estate': () => <ExportEstate />,
  compare: (dialog) => <CompareDialog {...dialog} />,
  palette: () => <Palette />,
  error: (dialog) => <ErrorDialog {...dialog} />,
  text: (dialog) => <TextDialog {...dialog} />,
  secrets: () => <SecretsDialog />,
  shortcuts: () => <ShortcutSheet />,
};

/** The dialog on screen, if there is one. */
export function Dialogs(): ReactElement | null {
  const dialog = useDialogs((state) => state.dialog);
  if (dialog === null) return null;
  const show = dialogs[dialog.kind] as (dialog: Dialog) => ReactElement;
  return show(dialog);
}
