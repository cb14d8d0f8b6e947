import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useEffect, useState, type ReactElement } from 'react';
import { t } from '../i18n/translate.ts';
import { Icon } from './icons/icon.tsx';

export interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
}

/** Copies a text, and says so. */
export function CopyButton({ text, label }: CopyButtonProps): ReactElement {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Tooltip title={copied ? t('common.copied') : label}>
      <IconButton
        aria-label={label}
        onClick={(event) => {
          event.stopPropagation();
          void navigator.clipboard.writeText(text).then(() => setCopied(true));
        }}
      >
        <Icon name={copied ? 'check' : 'copy'} size={14} />
      </IconButton>
    </Tooltip>
  );
}
