import type { GuestFacts } from './guest-facts.ts';
import type { Heard } from './keys.ts';

/** Where a shell shows what it says. */
interface Terminal {
  write(text: string): void;
  clear(): void;
  restart(): void;
}

/** Somebody logs in, whoever it is, and works in a shell. */
export class Shell {
  readonly #facts: GuestFacts;
  readonly #terminal: Terminal;
  readonly #host: string;
  #line = '';
  #at: 'user' | 'password' | 'prompt' = 'user';
  #user = '';

  constructor(facts: GuestFacts, terminal: Terminal) {
    this.#facts = facts;
    this.#terminal = terminal;
    this.#host = facts.name.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
    this.#greet();
  }

  hear(heard: Exclude<Heard, { readonly threeKeys: true }>): void {
    if ('control' in heard) return this.#controlled(heard.control);
    const { character } = heard;
    if (character === '\n') return this.#enter();
    if (character === '\b') return this.#erase();
    if (this.#line.length >= 1000) return;
    this.#line += character;
    if (this.#at !== 'password') this.#terminal.write(character);
  }

  #greet(): void {
    this.#at = 'user';
    this.#terminal.write(`${this.#facts.system} ${this.#host} tty1\n\n${this.#host} login: `);
  }

  #prompt(): void {
    this.#at = 'prompt';
    this.#terminal.write(`${this.#user}@${this.#host}:~# `);
  }

  #controlled(key: string): void {
    if (key === 'l' && this.#at === 'prompt') {
      this.#terminal.clear();
      this.#prompt();
      this.#terminal.write(this.#line);
    } else if (key === 'c') {
      this.#line = '';
      this.#terminal.write('^C\n');
      if (this.#at === 'prompt') this.#prompt();
      else this.#greet();
    }
  }

  #erase(): void {
    if (this.#line === '') return;
    this.#line = this.#line.slice(0, -1);
    if (this.#at !== 'password') this.#terminal.write('\b \b');
  }

  #enter(): void {
    const line = this.#line;
    this.#line = '';
    this.#terminal.write('\n');
    if (this.#at === 'user') {
      this.#user = line.trim().slice(0, 32);
      if (this.#user === '') return this.#greet();
      this.#at = 'password';
      this.#terminal.write('Password: ');
    } else if (this.#at === 'password') {
      this.#terminal.write(`Welcome to ${this.#facts.system}\n`);
      this.#prompt();
    } else this.#run(line.trim());
  }

  #run(line: string): void {
    const [command = '', ...words] = line.split(/\s+/);
    if (command === 'reboot') return this.#terminal.restart();
    if (command === 'exit') {
      this.#terminal.clear();
      return this.#greet();
    }
    if (command === 'clear') this.#terminal.clear();
    else this.#terminal.write(this.#said(command, words));
    this.#prompt();
  }

  #said(command: string, words: readonly string[]): string {
    switch (command) {
      case '':
        return '';
      case 'echo':
        return `${words.join(' ')}\n`;
      case 'hostname':
        return `${this.#host}\n`;
      case 'whoami':
        return `${this.#user}\n`;
      case 'ip':
        return `eth0  UP  ${this.#facts.address ?? 'no address'}\n`;
      case 'uname':
        return `${this.#facts.system}\n`;
      case 'help':
        return 'clear echo exit help hostname ip reboot uname whoami\n';
      default:
        return `${command}: command not found\n`;
    }
  }
}
