/** Where a value stands within its call: `filter.power_states[0]`. */
export function fieldPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

export function itemPath(path: string, index: number | string): string {
  return `${path}[${index}]`;
}
