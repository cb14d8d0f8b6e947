interface LogRecord {
  readonly level: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a developer wants to see of a log record in the terminal: warnings and errors, with the stack where one came along. */
export function terminalLines(line: string): readonly string[] {
  const { level, message, details = {} } = JSON.parse(line) as LogRecord;
  if (level !== 'warn' && level !== 'error') return [];
  const { error, ...rest } = details;
  const stack = (error as { readonly stack?: unknown } | undefined)?.stack;
  const others = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`;
  const cause = error === undefined || typeof stack === 'string' ? [] : [JSON.stringify(error)];
  return [
    `${level}: ${message}${others}`,
    ...cause,
    ...(typeof stack === 'string' ? stack.split('\n').map((frame) => `  ${frame}`) : []),
  ];
}
