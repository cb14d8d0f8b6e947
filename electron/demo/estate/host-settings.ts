/** What was set on a host besides the usual: services, rules of its firewall, options. */
export class HostSettings {
  readonly services = new Map<string, { readonly running?: boolean; readonly policy?: string }>();
  /** Whether a set of rules is enabled, by its key. */
  readonly rulesets = new Map<string, boolean>();
  readonly options = new Map<string, unknown>();
}
