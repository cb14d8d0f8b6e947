import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState, type ReactElement } from 'react';
import type { CertificateAuthority, CertificateProblem } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { openConnection } from '../../actions/connect.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { serverName, useConnection } from '../../state/servers/connections.ts';
import { closeDialog, type Dialog } from '../../state/dialogs.ts';
import { visit } from '../../state/workspace/navigation.ts';
import { FormDialog } from '../../ui/dialogs/form-dialog.tsx';
import { AuthorityChoice } from './authority-choice.tsx';
import { CertificateView, Fingerprints } from './certificate-view.tsx';

export interface CertificateDialogProps {
  readonly connection: ConnectionId;
  readonly problem: CertificateProblem;
  /** What the server is called, where it is not in the list yet. */
  readonly name?: string;
  /** The certificate is trusted now. */
  readonly onTrusted: () => void;
  readonly onCancel: () => void;
  /** Where something can be done without trust: the server is kept as it is. */
  readonly onLater?: () => void;
}

type CertificateOf = Omit<Extract<Dialog, { readonly kind: 'certificate' }>, 'kind'>;

/** The dialog over everything else: once the certificate is trusted, the connection is opened. */
export function ConnectCertificateDialog(props: CertificateOf): ReactElement {
  const { connection, problem } = props;
  const link = useLink();
  const proceed = (): void => {
    closeDialog();
    visit(connection);
    void openConnection(link, connection);
  };
  return (
    <CertificateDialog {...{ connection, problem }} onTrusted={proceed} onCancel={closeDialog} />
  );
}

/**
 * Shows a certificate that is not trusted. One seen first needs one deliberate click; one that changed is blocked until the user
 * says that the new fingerprint was checked.
 */
export function CertificateDialog(props: CertificateDialogProps): ReactElement {
  const { connection, problem, onTrusted, onCancel, onLater } = props;
  const status = useConnection(connection);
  const trust = useCallMutation('connections.trust');
  const [checked, setChecked] = useState(false);
  const [authority, setAuthority] = useState<CertificateAuthority>();
  const changed = problem.reason === 'changed';
  const name = status === undefined ? (props.name ?? '') : serverName(status);
  const submit = (): void =>
    trust.mutate(
      {
        id: connection,
        fingerprint: problem.presented.fingerprint,
        ...(authority !== undefined && { authority: authority.pem }),
      },
      { onSuccess: onTrusted },
    );
  return (
    <FormDialog
      title={t(changed ? 'certificate.changed.title' : 'certificate.first.title', { name })}
      submit={changed ? t('certificate.changed.trust') : t('certificate.trust')}
      cancel={changed ? t('certificate.keepBlocked') : t('common.cancel')}
      onSubmit={submit}
      onCancel={onCancel}
      busy={trust.isPending}
      disabled={changed && !checked}
      danger={changed}
      cautious
      keeps={onLater !== undefined}
      extra={onLater !== undefined && <LaterButton onClick={onLater} />}
    >
      <Presented problem={problem} />
      {problem.authorities !== undefined && problem.authorities.length > 0 && (
        <AuthorityChoice
          authorities={problem.authorities}
          chosen={authority}
          onChange={setAuthority}
        />
      )}
      {changed && (
        <FormControlLabel
          sx={{ mt: 1 }}
          control={
            <Checkbox checked={checked} onChange={(event) => setChecked(event.target.checked)} />
          }
          label={t('certificate.changed.confirm')}
        />
      )}
      {trust.error !== null && (
        <Alert severity="error" role="alert">
          {inWords(errorOf(trust.error).message)}
        </Alert>
      )}
    </FormDialog>
  );
}

/** Why it is not trusted, and what it says of itself; of one that changed, with what was trusted. */
function Presented({ problem }: { readonly problem: CertificateProblem }): ReactElement {
  const changed = problem.reason === 'changed';
  return (
    <>
      <Alert severity={changed ? 'error' : 'warning'} sx={{ mb: 1.5 }}>
        {changed
          ? t('certificate.changed.text')
          : t('certificate.first.text', { why: problem.verification })}
        {!changed && problem.further !== undefined && (
          <ul>
            {problem.further.map((text) => (
              <li key={inWords(text)}>{inWords(text)}</li>
            ))}
          </ul>
        )}
      </Alert>
      {changed && <Fingerprints problem={problem} />}
      <CertificateView facts={problem.presented} withFingerprint={!changed} />
    </>
  );
}

function LaterButton(props: { readonly onClick: () => void }): ReactElement {
  return (
    <Button color="inherit" variant="outlined" onClick={props.onClick}>
      {t('certificate.later')}
    </Button>
  );
}
