import TextField from '@mui/material/TextField';
import { useState, type ReactElement } from 'react';
import type { ExplorerInput, ExplorerStructure } from '#shared/model/explorer.ts';
import { t } from '../../../i18n/translate.ts';
import type { FormTypes, GroupNode } from '../form/form-node.ts';
import { readJson, writeJson } from '../form/json-text.ts';
import { maskSecrets } from '../form/masked-json.ts';
import { readInput } from '../form/read-input.ts';

export interface JsonInputProps {
  readonly parameters: ExplorerStructure;
  readonly types: FormTypes;
  readonly draft: GroupNode;
  readonly input: ExplorerInput;
  readonly onChange: (draft: GroupNode) => void;
  /** JSON that did not fit when the view was left: it is not lost. */
  readonly kept: string | null;
  /** Null once the JSON fits, and the form has all of it. */
  readonly onKeep: (text: string | null) => void;
}

/** The input as JSON. What is typed here and can be read is in the form at once. */
export function JsonInput(props: JsonInputProps): ReactElement {
  const { parameters, types, draft, input, kept, onChange, onKeep } = props;
  const [text, setText] = useState(() => kept ?? writeJson(maskSecrets(parameters, input, types)));
  const read = (next: string): Reading => readText(next, { parameters, draft, types });
  const [problems, setProblems] = useState(() => (kept === null ? [] : read(kept).problems));

  const change = (next: string): void => {
    const found = read(next);
    setText(next);
    setProblems(found.problems);
    if (found.root !== undefined) onChange(found.root);
    onKeep(found.root === undefined ? next : null);
  };
  return (
    <div className="explorer-json">
      <p className="weak">{t('explorer.json.help')}</p>
      <TextField
        value={text}
        margin="none"
        multiline
        minRows={8}
        error={problems.length > 0}
        helperText={problems.length > 0 ? problems.join('\n') : undefined}
        onChange={(event) => change(event.target.value)}
        slotProps={{
          htmlInput: {
            'aria-label': t('explorer.json.label'),
            spellCheck: false,
            className: 'mono',
          },
          formHelperText: { className: 'explorer-json-problems' },
        }}
      />
    </div>
  );
}

interface Reading {
  /** Undefined where something does not fit. */
  readonly root?: GroupNode;
  readonly problems: readonly string[];
}

function readText(
  text: string,
  { parameters, draft, types }: Pick<JsonInputProps, 'parameters' | 'draft' | 'types'>,
): Reading {
  try {
    const { root, problems } = readInput(parameters, readJson(text), draft, types);
    if (problems.size === 0) return { root, problems: [] };
    return {
      problems: [...problems].map(([path, problem]) =>
        path === '' ? problem : `${path}: ${problem}`,
      ),
    };
  } catch (error) {
    return { problems: [t('explorer.problem.json', { reason: (error as Error).message })] };
  }
}
