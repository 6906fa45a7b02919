// The package brings no types of its own; lines.ts says which part of it is used.
declare module 'bidi-js';
