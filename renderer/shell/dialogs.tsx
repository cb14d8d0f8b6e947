import type { ReactElement } from 'react';
import { CallDialog } from '../features/explorer/call/call-dialog.tsx';
import { ErrorDialog } from '../features/feedback/error-dialog.tsx';
import { TextDialog } from '../features/feedback/text-dialog.tsx';
import { ShortcutSheet } from '../features/help/shortcut-sheet.tsx';
import { CompareDialog } from '../features/lists/compare/compare-dialog.tsx';
import { ExportEstate } from '../features/lists/export-estate.tsx';
import { BulkDialog } from '../features/operations/bulk/bulk-dialog.tsx';
import { OperationDialog } from '../features/operations/operation-dialog.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { ConnectCertificateDialog } from '../features/profiles/certificate-dialog.tsx';
import { PasswordDialog } from '../features/profiles/password-dialog.tsx';
import { RemoveDialog } from '../features/profiles/remove-dialog.tsx';
import { SecretsDialog } from '../features/profiles/secrets-dialog.tsx';
import { ServerDialog } from '../features/profiles/server-dialog.tsx';
import { RunDialog } from '../features/runs/run-dialog.tsx';
import { TaskDialog } from '../features/tasks/task-dialog.tsx';
import { useDialogs } from '../state/dialogs.ts';

/** The dialog on screen, if there is one. */
export function Dialogs(): ReactElement | null {
  const dialog = useDialogs((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'server':
      return <ServerDialog {...dialog} />;
    case 'certificate':
      return <ConnectCertificateDialog {...dialog} />;
    case 'password':
      return <PasswordDialog {...dialog} />;
    case 'remove-server':
      return <RemoveDialog {...dialog} />;
    case 'operation':
      return <OperationDialog {...dialog} />;
    case 'bulk':
      return <BulkDialog {...dialog} />;
    case 'run':
      return <RunDialog key={dialog.run} {...dialog} />;
    case 'explorer-call':
      return <CallDialog {...dialog} />;
    case 'task':
      return <TaskDialog key={dialog.task} taskKey={dialog.task} />;
    case 'export-estate':
      return <ExportEstate />;
    case 'compare':
      return <CompareDialog {...dialog} />;
    case 'palette':
      return <Palette />;
    case 'error':
      return <ErrorDialog {...dialog} />;
    case 'text':
      return <TextDialog {...dialog} />;
    case 'secrets':
      return <SecretsDialog />;
    case 'shortcuts':
      return <ShortcutSheet />;
  }
}
