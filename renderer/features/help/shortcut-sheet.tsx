import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useState, type ReactElement } from 'react';
import { resetKeys } from '../../actions/bindings.ts';
import { shownKeys } from '../../format/keys.ts';
import { t } from '../../i18n/translate.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { KeyRecorder } from './key-recorder.tsx';
import { shortcutSections, type Binding, type ShortcutSection } from './shortcut-sections.ts';
import './shortcut-sheet.css';

/** All keys on one sheet; those of actions are changed by a click on them. */
export function ShortcutSheet(): ReactElement {
  const changed = useWorkspace(({ keys }) => Object.keys(keys).length > 0);
  // Drawn anew with every key that is changed.
  useWorkspace(({ keys }) => keys);
  const [recording, setRecording] = useState<Binding | null>(null);
  const sections = shortcutSections();
  const keys = (section: ShortcutSection): ReactElement => (
    <Keys key={section.title} {...section} onChange={setRecording} />
  );
  return (
    <Dialog
      open
      onClose={closeDialog}
      maxWidth="md"
      aria-labelledby="keys-title"
      transitionDuration={0}
    >
      <DialogTitle id="keys-title">{t('shortcuts.title')}</DialogTitle>
      <DialogContent className="keys">
        <div>{sections.slice(0, 1).map(keys)}</div>
        <div>{sections.slice(1).map(keys)}</div>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <span className="keys-help weak">{t('shortcuts.help')}</span>
        {changed && <Button onClick={resetKeys}>{t('shortcuts.resetAll')}</Button>}
        <Button variant="contained" autoFocus onClick={closeDialog}>
          {t('common.close')}
        </Button>
      </DialogActions>
      {recording !== null && <KeyRecorder binding={recording} onDone={() => setRecording(null)} />}
    </Dialog>
  );
}

interface KeysProps extends ShortcutSection {
  readonly onChange: (binding: Binding) => void;
}

function Keys({ title, keys, onChange }: KeysProps): ReactElement {
  return (
    <section>
      <h3 className="fact-title">{title}</h3>
      <dl className="keys-list">
        {keys.map(([all, meaning, bindings]) => (
          <div key={meaning}>
            <dt>
              {bindings === undefined
                ? all.split('  ').map((one) => <kbd key={one}>{shownKeys(one)}</kbd>)
                : bindings.map((one) => (
                    <KeyButton key={one.id} binding={one} onChange={onChange} />
                  ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function KeyButton(props: {
  readonly binding: Binding;
  readonly onChange: (binding: Binding) => void;
}): ReactElement {
  const { binding, onChange } = props;
  const { label, shortcut, usual } = binding;
  const shown = shortcut === undefined ? t('shortcuts.none') : shownKeys(shortcut);
  return (
    <button
      type="button"
      className={shortcut === usual ? 'key-button' : 'key-button key-changed'}
      aria-label={t('shortcuts.change', { action: label, keys: shown })}
      onClick={() => onChange(binding)}
    >
      <kbd>{shown}</kbd>
    </button>
  );
}
