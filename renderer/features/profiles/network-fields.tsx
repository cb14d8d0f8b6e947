import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import './certificate.css';
import { AuthorityField } from './authority-field.tsx';
import { usesNetwork, type NetworkForm, type NetworkProblems } from './network-form.ts';

export interface NetworkFieldsProps {
  readonly form: NetworkForm;
  readonly problems: NetworkProblems;
  /** A password of the proxy is kept. */
  readonly onChange: (next: Partial<NetworkForm>) => void;
}

/** How the server is reached and judged, for those who have something in between; closed as long as nothing of it is set. */
export function NetworkFields({ form, problems, onChange }: NetworkFieldsProps): ReactElement {
  const isProblem = Object.keys(problems).length > 0;
  return (
    <details className="network-fields" open={usesNetwork(form) || isProblem || undefined}>
      <summary>{t('network.title')}</summary>
      <ProxyFields form={form} problems={problems} onChange={onChange} />
      <AuthorityField
        authority={form.authority}
        onChange={(authority) => onChange({ authority })}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={form.oldTls}
            onChange={(event) => onChange({ oldTls: event.target.checked })}
          />
        }
        label={t('network.oldTls')}
      />
    </details>
  );
}

const kinds = ['system', 'none', 'http', 'socks5', 'ssh'] as const;

function ProxyFields({ form, problems, onChange }: NetworkFieldsProps): ReactElement {
  const { proxyKind } = form;
  return (
    <>
      <TextField
        select
        label={t('network.proxy')}
        value={proxyKind}
        helperText={t(`network.proxy.help.${proxyKind}`)}
        onChange={(event) =>
          onChange({ proxyKind: event.target.value as NetworkForm['proxyKind'] })
        }
      >
        {kinds.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t(`network.proxy.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
      {proxyKind !== 'system' && proxyKind !== 'none' && (
        <TextField
          label={t(proxyKind === 'ssh' ? 'network.jump.address' : 'network.proxy.address')}
          value={form.proxyAddress}
          required
          error={problems.proxyAddress !== undefined}
          helperText={problems.proxyAddress}
          onChange={(event) => onChange({ proxyAddress: event.target.value })}
          slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
        />
      )}
      {(proxyKind === 'http' || proxyKind === 'socks5') && (
        <>
          <TextField
            label={t('network.proxy.user')}
            value={form.proxyUser}
            error={problems.proxyUser !== undefined}
            helperText={problems.proxyUser}
            onChange={(event) => onChange({ proxyUser: event.target.value })}
            slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
          />
          {form.proxyUser !== '' && (
            <TextField
              label={t('network.proxy.password')}
              type="password"
              value={form.proxyPassword}
              helperText={t('network.proxy.password.help')}
              onChange={(event) => onChange({ proxyPassword: event.target.value })}
              slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
            />
          )}
        </>
      )}
    </>
  );
}
