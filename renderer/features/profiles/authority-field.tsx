import Button from '@mui/material/Button';
import { useRef, type ReactElement } from 'react';
import type { ProfileAuthority } from '#shared/model/profile.ts';
import { errorOf, useCallMutation } from '../../bridge/use-call.ts';
import { formatDate } from '../../i18n/format.ts';
import { inWords, t } from '../../i18n/translate.ts';

/** The certificate authority that counts for the server, from a file. */
export function AuthorityField(props: {
  readonly authority: ProfileAuthority | undefined;
  readonly onChange: (authority: ProfileAuthority | undefined) => void;
}): ReactElement {
  const { authority, onChange } = props;
  const input = useRef<HTMLInputElement>(null);
  const reading = useCallMutation('authorities.read');
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const content = contentOf(new Uint8Array(await file.arrayBuffer()));
    reading.mutate({ content }, { onSuccess: onChange });
  };
  return (
    <div className="authority-field" role="group" aria-label={t('network.authority')}>
      <div className="weak">{t('network.authority')}</div>
      <div className="selectable">
        {authority === undefined
          ? t('network.authority.none')
          : t('certificate.choice.authority', {
              name: authority.subject,
              until: formatDate(authority.validTo),
            })}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('network.authority.choose')}
        accept=".pem,.crt,.cer,.der"
        onChange={(event) => {
          void choose(event.target.files?.[0]);
          // The same file may be chosen again, once it was mended.
          event.target.value = '';
        }}
      />
      <Button size="small" variant="outlined" onClick={() => input.current?.click()}>
        {t('network.authority.choose')}
      </Button>
      {authority !== undefined && (
        <Button size="small" color="inherit" onClick={() => onChange(undefined)}>
          {t('network.authority.remove')}
        </Button>
      )}
      {reading.error !== null && (
        <div role="alert" className="tone-error">
          {inWords(errorOf(reading.error).message)}
        </div>
      )}
    </div>
  );
}

/** A text as it is; the bytes of a DER file as base64, by which the core knows them. */
function contentOf(bytes: Uint8Array): string {
  const isSequence = bytes[0] === 0x30;
  if (!isSequence) return new TextDecoder().decode(bytes);
  return btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''));
}
