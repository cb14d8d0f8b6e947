import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { useId, useState, type ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { InputValues, LookupInput, LookupOption } from '#shared/model/operation.ts';
import { inWords, t, wordsOf } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Said } from '../../../ui/said.tsx';
import { LookupPicker, type Asker } from './lookup-picker.tsx';
import './lookup.css';

export interface LookupFieldProps {
  readonly input: LookupInput;
  readonly value: string;
  /** What the chosen option is called. */
  readonly label: Text;
  readonly given: InputValues;
  readonly asker: Asker;
  readonly problem: string | undefined;
  readonly focus: boolean;
  /** It is shown as it is, and cannot be changed. */
  readonly locked?: boolean;
  /** What stands there where nothing is chosen. */
  readonly placeholder?: string;
  readonly onChoose: (option: LookupOption | null) => void;
}

/** Something that the server has: shows what was chosen, and opens the list of what there is. */
export function LookupField(props: LookupFieldProps): ReactElement {
  const { input, value, problem, onChoose } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const help = problem ?? wordsOf(input.help);
  return (
    <div className="lookup">
      <span id={`${id}-label`} className="lookup-label">
        {inWords(input.label)}
        {input.required ? ' *' : ''}
      </span>
      <div className="lookup-line">
        <LookupButton {...props} id={id} described={help !== undefined} onOpen={setAnchor} />
        {value !== '' && !input.required && props.locked !== true && (
          <IconButton
            aria-label={t('lookup.clear', { label: input.label })}
            onClick={() => onChoose(null)}
          >
            <Icon name="close" size={14} />
          </IconButton>
        )}
      </div>
      {help !== undefined && (
        <FormHelperText id={`${id}-help`} error={problem !== undefined}>
          {help}
        </FormHelperText>
      )}
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        transitionDuration={0}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': inWords(input.label),
            className: 'lookup-paper',
            style: { width: Math.max(420, anchor?.clientWidth ?? 0) },
          },
        }}
      >
        <LookupPicker
          {...props}
          onChoose={(option) => {
            onChoose(option);
            setAnchor(null);
          }}
        />
      </Popover>
    </div>
  );
}

/** Says what was chosen; pressed, or by ↓, it opens the list below itself. */
function LookupButton(
  props: LookupFieldProps & {
    /** Its label has the id `…-label`, its help `…-help`. */
    readonly id: string;
    readonly described: boolean;
    readonly onOpen: (anchor: HTMLElement) => void;
  },
): ReactElement {
  const { value, label, problem, focus, id, described, onOpen } = props;
  return (
    <Button
      variant="outlined"
      color={problem === undefined ? 'inherit' : 'error'}
      className="lookup-button"
      autoFocus={focus}
      disabled={props.locked === true}
      aria-haspopup="dialog"
      aria-labelledby={`${id}-label ${id}-value`}
      {...(described && { 'aria-describedby': `${id}-help` })}
      endIcon={<Icon name="chevron" size={14} className="lookup-chevron" />}
      onClick={(event) => onOpen(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        onOpen(event.currentTarget);
      }}
    >
      <span id={`${id}-value`} className={value === '' ? 'ellipsis weak' : 'ellipsis'}>
        {value === '' ? (props.placeholder ?? t('lookup.choose')) : <Said text={label} />}
      </span>
    </Button>
  );
}
