import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import type { ReactElement } from 'react';
import type { CertificateAuthority } from '#shared/model/error.ts';
import { formatDate } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';

export interface AuthorityChoiceProps {
  readonly authorities: readonly CertificateAuthority[];
  /** Undefined: the certificate alone. */
  readonly chosen: CertificateAuthority | undefined;
  readonly onChange: (chosen: CertificateAuthority | undefined) => void;
}

/** Whether this certificate alone is to be trusted, or whatever one of the authorities of its chain issues: then a renewal asks nothing. */
export function AuthorityChoice(props: AuthorityChoiceProps): ReactElement {
  const { authorities, chosen, onChange } = props;
  const find = (fingerprint: string): CertificateAuthority | undefined =>
    authorities.find((authority) => authority.fingerprint === fingerprint);
  return (
    <FormControl sx={{ mt: 1.5 }}>
      <FormLabel id="authority-choice">{t('certificate.choice')}</FormLabel>
      <RadioGroup
        aria-labelledby="authority-choice"
        value={chosen?.fingerprint ?? ''}
        onChange={(_event, value) => onChange(find(value))}
      >
        <FormControlLabel value="" control={<Radio />} label={t('certificate.choice.alone')} />
        {authorities.map(({ fingerprint, subject, validTo }) => (
          <FormControlLabel
            key={fingerprint}
            value={fingerprint}
            control={<Radio />}
            label={
              <span title={fingerprint}>
                {t('certificate.choice.authority', { name: subject, until: formatDate(validTo) })}
              </span>
            }
          />
        ))}
      </RadioGroup>
      {chosen !== undefined && (
        <span className="selectable mono weak fingerprint-short">{chosen.fingerprint}</span>
      )}
    </FormControl>
  );
}
