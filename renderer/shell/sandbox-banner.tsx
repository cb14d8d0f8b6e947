import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import { t } from '../i18n/translate.ts';
import { useAppInfo } from '../state/app-info.ts';

/** Stays for as long as Moref's own page runs without Chromium's sandbox. */
export function SandboxBanner(): ReactElement | null {
  const off = useAppInfo(({ info }) => info?.unsandboxed === true);
  if (!off) return null;
  return (
    <Alert severity="warning" sx={{ borderRadius: 0 }}>
      {t('general.unsandboxed')}
    </Alert>
  );
}
