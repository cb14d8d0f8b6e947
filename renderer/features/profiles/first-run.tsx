import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { openDemo } from '../../actions/connect.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import { showDialog } from '../../state/dialogs.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import './first-run.css';

/** What stands on screen while there is no server: the two ways to begin, and nothing else. */
export function FirstRun(): ReactElement {
  const link = useLink();
  const [starting, setStarting] = useState(false);
  return (
    <main className="first-run">
      <div className="first-run-card">
        <Icon name="server" size={48} className="first-run-icon" />
        <h1>{t('firstRun.title')}</h1>
        <p className="weak">{t('firstRun.text')}</p>
        <Button
          variant="contained"
          size="large"
          fullWidth
          autoFocus
          startIcon={<Icon name="add" />}
          onClick={() => showDialog({ kind: 'server' })}
        >
          {t('firstRun.add')}
        </Button>
        <Button
          variant="outlined"
          size="large"
          fullWidth
          disabled={starting}
          onClick={() => {
            setStarting(true);
            void openDemo(link).finally(() => setStarting(false));
          }}
        >
          {starting ? t('firstRun.demo.starting') : t('firstRun.demo')}
        </Button>
        <p className="weak first-run-help">{t('firstRun.demo.help')}</p>
      </div>
    </main>
  );
}
