import TextField from '@mui/material/TextField';
import { useEffect, useState, type ReactElement } from 'react';
import type { ExplorerInput, ExplorerStructure } from '#shared/model/explorer.ts';
import { t } from '../../i18n/translate.ts';
import type { FormTypes, GroupNode } from './form/form-node.ts';
import { readJson, writeJson } from './form/json-text.ts';
import { maskSecrets } from './form/masked-json.ts';
import { readInput } from './form/read-input.ts';

export interface JsonInputProps {
  readonly parameters: ExplorerStructure;
  readonly types: FormTypes;
  readonly draft: GroupNode;
  readonly input: ExplorerInput;
  readonly onChange: (draft: GroupNode) => void;
  /** How much of the JSON does not fit; 0 once it does, or the view is left. */
  readonly onProblems: (count: number) => void;
}

/** The input as JSON. What is typed here and can be read is in the form at once. */
export function JsonInput(props: JsonInputProps): ReactElement {
  const { parameters, types, draft, input, onChange, onProblems } = props;
  const [text, setText] = useState(() => writeJson(maskSecrets(parameters, input, types)));
  const [problems, setProblems] = useState<readonly string[]>([]);
  useEffect(() => () => onProblems(0), [onProblems]);

  const read = (next: string): void => {
    setText(next);
    const found = problemsOf(next);
    setProblems(found);
    onProblems(found.length);
  };
  const problemsOf = (next: string): readonly string[] => {
    try {
      const { root, problems: wrong } = readInput(parameters, readJson(next), draft, types);
      if (wrong.size === 0) onChange(root);
      return [...wrong].map(([path, problem]) => (path === '' ? problem : `${path}: ${problem}`));
    } catch (error) {
      return [t('explorer.problem.json', { reason: (error as Error).message })];
    }
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
        onChange={(event) => read(event.target.value)}
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
