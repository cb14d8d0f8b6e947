import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRef, useState, type ReactElement } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useProblem, type TextValueProps } from './form-context.ts';

/** Bytes: as base64, or from a file. */
export function BinaryValue({ text, path, onChange }: TextValueProps): ReactElement {
  const problem = useProblem(path, text);
  const input = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<string>();
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    readBase64(file).then(
      (base64) => {
        setFailure(undefined);
        onChange(base64);
      },
      (thrown: unknown) => setFailure(String(thrown)),
    );
  };
  return (
    <div className="form-binary">
      <TextField
        value={text}
        margin="none"
        placeholder={t('explorer.base64')}
        error={problem !== undefined || failure !== undefined}
        helperText={failure ?? problem}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{ htmlInput: { 'aria-label': path, spellCheck: false, className: 'mono' } }}
      />
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button variant="outlined" color="inherit" onClick={() => input.current?.click()}>
        {t('explorer.field.file')}
      </Button>
    </div>
  );
}

function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(new Error(reader.error?.message ?? file.name)));
    reader.readAsDataURL(file);
  });
}
