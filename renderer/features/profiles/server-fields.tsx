import Alert from '@mui/material/Alert';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactElement } from 'react';
import { namesSocket } from '#shared/model/server-address.ts';
import { t } from '../../i18n/translate.ts';
import {
  dialledBy,
  families,
  isPlainHttp,
  problemsOf,
  splitAddress,
  type FormProblems,
  type ServerForm,
} from './server-form.ts';
import { NetworkFields } from './network-fields.tsx';
import { RememberPassword } from './remember-password.tsx';

export interface ServerFieldsProps {
  readonly form: ServerForm;
  /** The user tried to submit: from now on fields say what they lack. */
  readonly tried: boolean;
  readonly hasPassword: boolean;
  readonly onChange: (form: ServerForm) => void;
}

function passwordHelp({ address }: ServerForm, hasPassword: boolean): string | undefined {
  if (namesSocket(address)) return t('server.field.password.socket');
  return hasPassword ? t('server.field.password.stored') : undefined;
}

const noProblems: FormProblems = {};

/** What will be dialled, as soon as there is something that can be. */
function addressHelp(form: ServerForm): string {
  const address = dialledBy(form);
  return address === undefined
    ? t(`server.field.address.help.${form.family}`)
    : t('server.field.address.dials', { address });
}

/** The fields of a server's profile. */
export function ServerFields(props: ServerFieldsProps): ReactElement {
  const { form, tried, hasPassword, onChange } = props;
  const problems = tried ? problemsOf(form) : noProblems;
  const set = (next: Partial<ServerForm>): void => onChange({ ...form, ...next });
  const field = { form, problems, set };
  return (
    <>
      <AddressField {...field} />
      <KindFields {...field} />
      <TextField
        label={t('server.field.user')}
        value={form.user}
        required
        error={problems.user !== undefined}
        helperText={problems.user}
        onChange={(event) => set({ user: event.target.value })}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
      />
      <TextField
        label={t('server.field.password')}
        type="password"
        value={form.password}
        error={problems.password !== undefined}
        helperText={problems.password ?? passwordHelp(form, hasPassword)}
        onChange={(event) => set({ password: event.target.value })}
        slotProps={{ htmlInput: { autoComplete: 'new-password' } }}
      />
      <RememberPassword checked={form.remember} onChange={(remember) => set({ remember })} />
      <TextField
        label={t('server.field.name')}
        value={form.name}
        error={problems.name !== undefined}
        helperText={problems.name ?? t('server.field.name.help')}
        onChange={(event) => set({ name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200, spellCheck: false } }}
      />
      <PurposeFields {...field} />
      <NetworkFields form={form} problems={problems} onChange={set} />
    </>
  );
}

interface FieldProps {
  readonly form: ServerForm;
  readonly problems: FormProblems;
  readonly set: (next: Partial<ServerForm>) => void;
}

function AddressField({ form, problems, set }: FieldProps): ReactElement {
  const setAddress = (text: string): void => set(splitAddress(text));
  return (
    <>
      <TextField
        label={t('server.field.address')}
        value={form.address}
        autoFocus
        required
        error={problems.address !== undefined}
        helperText={problems.address ?? addressHelp(form)}
        onChange={(event) => set({ address: event.target.value })}
        // Taken apart only when the field is left or text was pasted: an @ that is being typed is no user yet.
        onBlur={() => setAddress(form.address)}
        onPaste={(event) => {
          if (form.address !== '') return;
          event.preventDefault();
          setAddress(event.clipboardData.getData('text').trim());
        }}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', inputMode: 'url' } }}
      />
      {isPlainHttp(form.address) && (
        <Alert severity="warning" sx={{ my: 1 }}>
          {t('server.plainHttp')}
        </Alert>
      )}
    </>
  );
}

/** The family, and how its servers are spoken to. */
function KindFields({ form, set }: FieldProps): ReactElement {
  return (
    <>
      <TextField
        select
        label={t('server.field.family')}
        value={form.family}
        onChange={(event) => set({ family: event.target.value as ServerForm['family'] })}
      >
        {(['auto', ...families] as const).map((id) => (
          <MenuItem key={id} value={id}>
            {t(`family.${id}`)}
          </MenuItem>
        ))}
      </TextField>
      {form.family === 'vsphere' && (
        <TextField
          select
          label={t('server.field.protocol')}
          value={form.protocol}
          helperText={form.protocol === 'automation' ? t('protocol.automation.help') : undefined}
          onChange={(event) => set({ protocol: event.target.value as ServerForm['protocol'] })}
        >
          {(['auto', 'automation'] as const).map((id) => (
            <MenuItem key={id} value={id}>
              {t(`protocol.${id}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      {form.family === 'xenserver' && (
        <TextField
          select
          label={t('server.field.encoding')}
          value={form.encoding}
          onChange={(event) => set({ encoding: event.target.value as ServerForm['encoding'] })}
        >
          {(['auto', 'json', 'xml'] as const).map((id) => (
            <MenuItem key={id} value={id}>
              {t(`encoding.${id}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
    </>
  );
}

/** What the server is for, and what Moref may do with it. */
function PurposeFields({ form, set }: FieldProps): ReactElement {
  const { environment, readOnly, autoConnect } = form;
  return (
    <>
      <TextField
        select
        label={t('server.field.environment')}
        value={environment}
        helperText={
          environment === 'production' ? t('server.field.environment.production') : undefined
        }
        onChange={(event) => set({ environment: event.target.value as ServerForm['environment'] })}
      >
        {(['none', 'production', 'test', 'development'] as const).map((id) => (
          <MenuItem key={id} value={id}>
            {t(`environment.${id}`)}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel
        control={
          <Checkbox
            checked={readOnly}
            onChange={(event) => set({ readOnly: event.target.checked })}
          />
        }
        label={t('server.field.readOnly')}
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={autoConnect}
            onChange={(event) => set({ autoConnect: event.target.checked })}
          />
        }
        label={t('server.field.autoConnect')}
      />
    </>
  );
}
