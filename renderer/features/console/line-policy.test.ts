import { describe, expect, it } from 'vitest';
import { afterEnd, pauseBefore } from './line-policy.ts';
import { ReleaseChord, type Press } from './release-chord.ts';
import { specialKeys, strokes } from './special-keys.ts';

describe('a console that ended', () => {
  it('is tried again where it broke, and where it may be there in a moment', () => {
    expect(afterEnd({ stillMs: 100 })).toBe('again');
    expect(afterEnd({ stillMs: 100, error: { kind: 'unreachable', message: 'x' } })).toBe('again');
    const moving = { kind: 'conflict', message: 'x', retryable: true } as const;
    expect(afterEnd({ stillMs: 100, error: moving })).toBe('again');
  });

  it('is left alone where somebody else has it, or it is denied', () => {
    for (const kind of ['conflict', 'denied', 'certificate', 'fault'] as const)
      expect(afterEnd({ stillMs: 100, error: { kind, message: 'x' } as never })).toBe('stop');
  });

  it('ended for want of typing only once the server’s time had passed', () => {
    expect(afterEnd({ stillMs: 59_000, idleSeconds: 60 })).toBe('idle');
    expect(afterEnd({ stillMs: 30_000, idleSeconds: 60 })).toBe('again');
  });

  it('is tried again almost at once, and then less and less often', () => {
    const pauses = [0, 1, 2, 3, 4, 5, 50].map(pauseBefore);
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000]);
  });
});

describe('the keys that let go of the keyboard', () => {
  const heard = (text: string): boolean[] => {
    const chord = new ReleaseChord();
    return text
      .split(' ')
      .map((one): Press => ({ code: one.slice(1), down: one.startsWith('+') }))
      .map((press) => chord.hear(press));
  };

  it('are Ctrl and Alt, and nothing else with them', () => {
    expect(heard('+ControlLeft +AltLeft -AltLeft -ControlLeft')).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(heard('+AltLeft +ControlLeft -AltLeft')).toEqual([false, false, true]);
    expect(heard('+ControlLeft +AltLeft +Delete -Delete -AltLeft -ControlLeft')).not.toContain(
      true,
    );
    expect(heard('+ControlLeft -ControlLeft +AltLeft -AltLeft')).not.toContain(true);
    // AltGr where it is reported as both.
    expect(heard('+ControlLeft +AltRight -AltRight -ControlLeft')).not.toContain(true);
  });
});

it('special keys go down in their order and up again, each of them', () => {
  for (const [, keys] of specialKeys) {
    const sent = strokes(keys);
    const held = new Set<string>();
    for (const { code, down } of sent) {
      expect(held.has(code)).toBe(!down);
      if (down) held.add(code);
      else held.delete(code);
    }
    expect(held.size).toBe(0);
  }
});
