// Keyboard shortcuts: what they can do, which keys are offered, and reading what somebody chose. Off until somebody turns them on (WCAG 2.1.4).

/** In the order in which they are shown, each with the key that is offered first. */
export const shortcuts = { work: 'w', find: 'f', next: 'j', previous: 'k', tick: 'x', save: 's', back: 'b' } as const;
export type Shortcut = keyof typeof shortcuts;
export const shortcutNames = Object.keys(shortcuts) as Shortcut[];
/** What each does, by the one key that does it; one that is left out does nothing. */
export type Keys = Readonly<Partial<Record<Shortcut, string>>>;

export const isKey = (typed: string): boolean => /^[a-z0-9.,;/-]$/.test(typed);
